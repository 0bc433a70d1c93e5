"""What people say beside the matter: that they put it off, that it is in, that they know."""

import pytest

from forms.courtesy import is_noted, on_paper, says_sent, takes_back

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
    assert takes_back(text)


@pytest.mark.parametrize("text", REASONS)
def test_a_reason_is_one(text: str) -> None:
    assert not takes_back(text)


@pytest.mark.parametrize(
    "text",
    [
        "chị nộp rồi",
        "nộp rồi em",
        "chi gui roi",
        "đã gửi",
        "chị gửi cho xã rồi",
        "sáng nay chị nộp rồi mà",
        "nộp giấy cho chị Lan rồi",
        "gửi rồi sao cứ nhắc mãi",
        "chị báo cáo rồi em",
    ],
)
def test_she_says_that_it_is_in(text: str) -> None:
    assert says_sent(text)


@pytest.mark.parametrize(
    "text",
    [
        "chưa gửi",
        "chị gửi nhầm rồi",
        "chị gửi tiền rồi",
        "gửi",
        "gửi đi em",
        "mai chị gửi",
        "đã gửi 20 suất quà",
        "bao nhiêu rồi",
    ],
)
def test_whatever_else_names_sending_does_not(text: str) -> None:
    assert not says_sent(text)


def test_paper_is_told_apart() -> None:
    assert on_paper("chị nộp bản giấy rồi")
    assert not on_paper("chị nộp rồi")


@pytest.mark.parametrize(
    "text", ["biết rồi em", "ừ chị nhớ rồi", "để đó chị làm", "👍", "👍🏻", "❤️", "ok em", "vâng", "dạ"]
)
def test_a_nod_a_thumb_and_i_know_are_one(text: str) -> None:
    assert is_noted(text)


@pytest.mark.parametrize("text", ["?", "...", "không biết", "chị nhớ 12", "biết làm sao", "gửi đi em", "cảm ơn em"])
def test_what_wants_an_answer_is_no_nod(text: str) -> None:
    assert not is_noted(text)
