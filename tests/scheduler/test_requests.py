"""Somebody asks to be let in and nobody decides: staff hear of it once more, then it ends and she is told."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from harness import Office

from actions.invitations import SHARED
from bot.commands.doctor import _unheard, _waiting
from scheduler.requests import owed
from storage.joining import Request

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


@pytest.mark.parametrize(
    ("now", "reminded", "days", "what"),
    [
        ("2026-05-29T18:59", False, 14, ""),  # asked Thursday 28/5 at 19:00: not a day yet
        ("2026-05-29T19:00", False, 14, "remind"),
        ("2026-05-30T09:00", False, 14, ""),  # Saturday
        ("2026-06-01T07:00", False, 14, ""),  # Monday, before the offices open
        ("2026-06-01T07:30", False, 14, "remind"),
        ("2026-06-01T07:30", True, 14, ""),  # once
        ("2026-06-11T18:59", True, 14, ""),
        ("2026-06-11T19:00", True, 14, "expire"),
        ("2026-06-11T19:00", False, 14, "expire"),  # the clock stood still meanwhile
        ("2027-06-11T19:00", True, 0, ""),  # 0: it waits for ever
    ],
)
def test_what_is_owed(now: str, reminded: bool, days: int, what: str) -> None:
    asked = Request(1, "join", 1, 1, "X1C2", "leader", "", moment("2026-05-28T19:00"), "waiting", reminded)
    assert owed(asked, moment(now), days) == what


async def _asked(office: Office) -> None:
    await office.join("lan", "X1", "staff")
    await office.say("mai", f"/start {await office.code('X1', SHARED)}", "đồng ý", "cô", "Lê Thị Mai", "thôn 2")
    office.new("mai")
    office.new("lan")


async def test_staff_are_reminded_once_and_can_still_say_yes(office: Office) -> None:
    await _asked(office)
    await office.at("2026-05-29T20:00")
    (said,) = [said for said in office.new("lan") if "xin vào" in said]
    assert said.startswith("Vẫn còn người chờ chị duyệt từ hôm trước:")
    await office.at("2026-06-01T09:00")
    assert not [said for said in office.new("lan") if "xin vào" in said]
    await office.tap("lan", "Cho vào")
    assert "cán bộ Hội đã xác nhận" in office.last("mai")


async def test_after_a_fortnight_it_ends_with_one_sentence_and_she_is_forgotten(office: Office) -> None:
    await _asked(office)
    await office.at("2026-06-10T09:00")
    assert office.new("mai") == []
    (waits,) = await office.act(lambda work: list(_waiting(work, office.app.settings)))
    assert "1 người xin vào đã chờ quá 3 ngày" in waits.what
    await office.at("2026-06-12T09:00")
    (heard,) = office.new("mai")
    assert heard.startswith("Dạ lời xin vào của cô chưa có cán bộ nào xác nhận")
    assert "Thôn" not in heard, "she learns nothing of the unit"
    assert "không có lời xin nào" in await office.say("lan", "cho vào 1")
    assert "Chị có mã mời" in await office.say("mai", "xin chào"), "a stranger again"
    assert await office.act(lambda work: list(_waiting(work, office.app.settings))) == []
    (ended,) = await office.act(lambda work: list(_unheard(work, office.app.settings)))
    assert "1 lời xin vào đã khép lại trong 30 ngày qua" in ended.what
