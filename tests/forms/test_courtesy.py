"""Asked for a reason, some put it off; none of that is a reason, and a reason is none of that."""

import pytest

from forms import courtesy

PUT_OFF = (
    "thôi em",
    "khoan đã em",
    "khoan",
    "từ từ đã",
    "đợi chút em",
    "dạ để em xem đã ạ",
    "để chị hỏi lại chị Lan đã",
    "de chi hoi lai da em nhe",
    "chị xem tiến độ trước đã",
)
REASONS = (
    "thôn 3 nộp muộn",
    "để thôn 3 gửi thêm",
    "để chị Hoa sửa số",
    "chờ chị Mai",
    "khoan giếng chưa xong",
    "nhầm số thôn 5",
    "để chị Hoa sửa lại số đã gửi",
)


@pytest.mark.parametrize("text", PUT_OFF)
def test_what_puts_it_off_is_no_reason(text: str) -> None:
    assert courtesy.takes_back(text)


@pytest.mark.parametrize("text", REASONS)
def test_a_reason_is_one(text: str) -> None:
    assert not courtesy.takes_back(text)
