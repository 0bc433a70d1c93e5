"""What must not be kept of a text is taken out of it; everything else stays as it was typed."""

import pytest

from forms.privacy import cleansed


@pytest.mark.parametrize(
    ("text", "kept", "found"),
    [
        ("Chị Hoa bị chồng đánh", "Chị … bị chồng đánh", {"name"}),
        ("có vụ bạo lực nhà chị Nguyễn Thị Lan ở thôn 3", "có vụ bạo lực nhà chị … ở thôn 3", {"name"}),
        ("Trần Văn Tám đánh vợ", "… đánh vợ", {"name"}),
        ("cháu H. bị xâm hại", "cháu …. bị xâm hại", {"name"}),
        ("một vụ bạo lực gia đình, đã hòa giải", "một vụ bạo lực gia đình, đã hòa giải", set()),
        ("Chị Hoa dạy nghề cho 20 chị", "Chị Hoa dạy nghề cho 20 chị", set()),
        ("Hiệp hội của chị Hoa trồng nấm", "Hiệp hội của chị Hoa trồng nấm", set()),
        ("gọi chị Hoa 0912 345 678", "gọi chị Hoa …", {"phone"}),
        ("sđt +84912345678 nhé", "sđt … nhé", {"phone"}),
        ("cccd 012345678901", "cccd …", {"phone"}),
        ("chị Mai bị đánh, 0912.345.678", "chị … bị đánh, …", {"phone", "name"}),
        ("tặng 120 suất, 5.000.000 đồng", "tặng 120 suất, 5.000.000 đồng", set()),
        ("kinh phí 0123 triệu", "kinh phí 0123 triệu", set()),
    ],
)
def test_names_in_incidents_and_phone_numbers(text: str, kept: str, found: set[str]) -> None:
    assert cleansed(text) == (kept, found)
