"""One message fitted to a platform: split without breaking a word or a list, choices on the last part."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.base import Capabilities
from bot.channels.parts import parts, split

ZALO = Capabilities(buttons=False, edit=False, files=False, max_text=2000)
TELEGRAM = Capabilities(buttons=True, edit=True, files=True, max_text=4096)
LIST = "\n".join(f"• Chi hội Thôn {n}" for n in range(8))


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("ngắn", 10, ["ngắn"]),
        ("", 10, []),
        ("chị em phụ nữ", 8, ["chị em", "phụ nữ"]),
        ("một\nhai ba", 8, ["một", "hai ba"]),
        ("đoạn một\n\nđoạn hai\nvà ba", 18, ["đoạn một", "đoạn hai\nvà ba"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
    ],
)
def test_split(text: str, limit: int, expected: list[str]) -> None:
    assert split(text, limit) == expected


def test_a_list_that_fits_stays_whole_and_keeps_its_heading() -> None:
    before = "Mở đầu của tin. " * 6
    assert split(f"{before}\nChưa nộp (8):\n{LIST}", 200)[1] == f"Chưa nộp (8):\n{LIST}"


def test_the_tenth_item_belongs_to_the_list_as_the_ninth_does() -> None:
    numbered = "\n".join(f"{n}. Thôn {n}" for n in range(1, 13))
    before = "Mở đầu của tin. " * 6
    assert split(f"{before}\nChưa nộp (12):\n{numbered}", 200)[1] == f"Chưa nộp (12):\n{numbered}"


@given(st.text(alphabet="ab \n•ế", max_size=400), st.integers(5, 60))
def test_nothing_is_lost_and_nothing_is_too_long(text: str, limit: int) -> None:
    pieces = split(text, limit)
    assert all(0 < len(piece) <= limit for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())


def test_choices_are_numbered_words_without_buttons() -> None:
    body = {"text": "Đồng ý không ạ?", "options": [["1:0", "Đồng ý"], ["1:1", "Không"]]}
    assert parts(body, ZALO)[0]["text"] == "Đồng ý không ạ?\n[1] Đồng ý  [2] Không"
    assert parts(body, TELEGRAM) == [body]


def test_choices_stand_on_the_last_part() -> None:
    sent = parts({"text": "từ " * 2000, "options": [["1:0", "Tiếp"]]}, TELEGRAM)
    assert [("options" in part) for part in sent] == [False, True]


def test_a_file_is_a_part_of_its_own_or_a_link() -> None:
    file = {"name": "tong-hop.docx", "link": "https://bot.example.org/s/abc"}
    body = {"text": "Tổng hợp của xã:", "files": [file]}
    assert parts(body, TELEGRAM) == [{"text": "Tổng hợp của xã:"}, {"file": file}]
    assert parts(body, ZALO) == [{"text": "Tổng hợp của xã:\ntong-hop.docx: https://bot.example.org/s/abc"}]
