"""A reminder and a nudge say how far the report has come: begun, filled in, sent back."""

from datetime import datetime

import pytest
from harness import ZONE, Office

FILLED = ("báo cáo", "120", "150", *["0"] * 10, "ổn", "không có", "không có")


@pytest.fixture
async def begun(office: Office) -> Office:
    """Chị Hoa has answered two questions, chị Mai all of them, chị Sen has sent and is asked for one figure again."""
    await office.join("lan", "X1", "staff")
    for name, unit in (("hoa", "X1C1"), ("mai", "X1C2"), ("sen", "X1C3")):
        await office.join(name, unit)
    await office.say("hoa", *FILLED[:3])
    await office.say("mai", *FILLED)
    await office.say("sen", *FILLED, "gửi")
    assert "đã trả" in await office.say("lan", "trả lại thôn 3: hội viên chưa khớp sổ")
    for name in ("hoa", "mai", "sen"):
        office.new(name)
    return office


def _heard(office: Office) -> list[str]:
    said = [office.new(name) for name in ("hoa", "mai", "sen")]
    assert [len(some) for some in said] == [1, 1, 1], said
    return [some[0] for some in said]


def _first_button(office: Office, name: str) -> str:
    return str(office.channel.sent[name][-1]["options"][0][1])


LEFT = ("chỉ còn 13 câu nữa", "đã đủ số, chỉ còn gửi", "chờ chị bổ sung 1 số")


@pytest.mark.parametrize("moment", ["2026-05-30T19:00", "2026-06-02T07:00", "2026-06-03T19:00"])
async def test_the_clock(begun: Office, moment: str) -> None:
    await begun.at(moment)
    heard = _heard(begun)
    assert all(words in text for words, text in zip(LEFT, heard, strict=True)), heard
    assert [_first_button(begun, name) for name in ("hoa", "mai", "sen")] == ["Báo cáo tiếp"] * 3
    is_late = moment > "2026-06-02T24"
    assert ("đã qua hạn" in heard[0]) == is_late
    assert "đã qua hạn" not in heard[2], "she had sent it in time"


async def test_staff(begun: Office) -> None:
    await begun.say("lan", "đôn đốc")
    await begun.tap("lan", "Nhắc tất cả")
    heard = _heard(begun)
    assert all(words in text for words, text in zip(LEFT, heard, strict=True)), heard
    assert all("nhờ em nhắc" in text for text in heard)
    assert [_first_button(begun, name) for name in ("hoa", "mai", "sen")] == ["Báo cáo tiếp"] * 3
    assert "hội viên chưa khớp sổ" in await begun.tap("sen", "Báo cáo tiếp")


async def test_what_was_asked_for_the_occasion_is_announced_once_then_counted_down(office: Office) -> None:
    office.app.clock.move_to(datetime(2026, 4, 1, 9, tzinfo=ZONE))
    await office.join("hoa", "X1C1")
    await office.join("lan", "X1", "staff")
    await office.say("lan", "/hoi", "Bao nhiêu hộ bị ngập?", "30/4", "1")
    office.new("hoa")
    for moment in ("2026-04-20T19:00", "2026-04-27T19:00"):
        await office.at(moment)
    first, *_, again = office.new("hoa")
    assert "Các mục sẽ hỏi" in first
    assert "còn 3 ngày nữa là hết hạn trả lời yêu cầu “Bao nhiêu hộ bị ngập” của Chi hội Thôn 1" in again


async def test_where_a_figure_is_asked_a_reminder_numbers_nothing(office: Office) -> None:
    """“1” would be taken for the figure; “[1]” stays what the question offered."""
    await office.join("hoa", "X1C1")
    await office.say("hoa", "báo cáo", "khoảng 20")
    office.new("hoa")
    await office.at("2026-05-30T19:00")
    (reminder,) = office.new("hoa")
    assert "[1]" not in reminder
    assert "20 hội viên" in await office.say("hoa", "[1]")
    assert "nhắc lại" in await office.tap("hoa", "Nhắc tôi mai"), "where there are buttons, the reminder has them"


async def test_every_reminder_names_the_due_day(begun: Office) -> None:
    for moment, words in (
        ("2026-05-30T19:00", "hạn hết ngày 02/06"),
        ("2026-06-02T07:00", "hôm nay 02/06/2026 là ngày"),
    ):
        await begun.at(moment)
        assert all(words in text for text in _heard(begun))
