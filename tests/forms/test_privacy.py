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


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("nguyen van tam danh vo", "… danh vo"),
        ("nguyễn văn tám đánh vợ", "… đánh vợ"),
        ("chồng em là Tuấn", "chồng em là …"),
        ("nạn nhân tên Hoa, 12 tuổi", "nạn nhân tên …, 12 tuổi"),
        ("tên là hoa", "tên là …"),
        ("Tuấn đánh Hoa", "… đánh …"),
        ("chi Tý bị chồng đuổi", "chi … bị chồng đuổi"),
        ("ba Lan o xom 3 bi danh", "ba … o xom 3 bi danh"),
        ("vợ chồng nhà Hùng đánh nhau", "vợ chồng nhà … đánh nhau"),
        (
            "bà con lo thu hồi đất, chị Lê Thị Tý bức xúc nhất, Tuấn cũng vậy",
            "bà con lo thu hồi đất, chị … bức xúc nhất, … cũng vậy",
        ),
        ("Nam đánh mẹ, Công an đã đến", "… đánh mẹ, Công an đã đến"),
        ("Hôm qua thằng Nam cầm dao", "Hôm qua thằng … cầm dao"),
        ("Chồng đánh vợ ở xóm Đông, xã Tân Lập", "Chồng đánh vợ ở xóm Đông, xã Tân Lập"),
        ("Chi hội Thôn 3 có vụ bạo lực, Công an xã đã đến", "Chi hội Thôn 3 có vụ bạo lực, Công an xã đã đến"),
        ("đã báo UBND xã và Hội LHPN", "đã báo UBND xã và Hội LHPN"),
        ("Chị em lo giá lúa. Nhà nước thu hồi đất ở Khu 5", "Chị em lo giá lúa. Nhà nước thu hồi đất ở Khu 5"),
        ("không cần nói tên ai, tên của cháu giữ kín", "không cần nói tên ai, tên của cháu giữ kín"),
        ("nó vô văn hóa, đang vận động nó về", "nó vô văn hóa, đang vận động nó về"),
        ("dang van dong no ve nha van hoa", "dang van dong no ve nha van hoa"),
        ("Nó đánh con. Con bé chạy sang nhà Văn hóa", "Nó đánh con. Con bé chạy sang nhà Văn hóa"),
    ],
)
def test_in_a_notice_nobody_is_named_and_places_and_bodies_stay(text: str, kept: str) -> None:
    assert cleansed(text, incident=True)[0] == kept


@pytest.mark.parametrize(
    "text",
    [
        "Hội phối hợp Đoàn Thanh niên truyền thông phòng chống HIV tại Trường Mầm non Hoa Sen",
        "Ra mắt mô hình Địa chỉ tin cậy phòng chống bạo lực gia đình ở Thôn Tân Tiến",
        "Hội đánh giá mô hình phòng chống bạo lực tên Ngôi nhà bình yên, chủ đề là Gia đình số",
        "Hội thi Gia đình không bạo lực, 60 người dự",
        "Chi hội Phụ nữ Chợ Mới tuyên truyền Luật Phòng, chống bạo lực gia đình",
    ],
)
def test_a_report_of_work_against_violence_stays_as_it_was_typed(text: str) -> None:
    assert cleansed(text) == (text, set())
