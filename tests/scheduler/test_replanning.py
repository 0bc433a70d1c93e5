"""Changing a deadline, a programme or the tree in mid-season: a moved date is announced once, nothing is repeated."""

import pytest
from harness import TREE, Office

from actions import programmes
from forms.load import parse_programme

OWN = """
code = "xa-hoi-nhanh"
title = "Báo cáo nhanh"
issuer = "Tỉnh Mẫu"
source = "Công văn 5"
status = "current"
valid = {{ from = 2026-01-01, to = 2026-12-31 }}

[[period]]
key = "h1"
title = "6 tháng đầu năm"
from = "12-01"
to = "05-31"
before = "{before}"
date_source = "document"
lead_days = {{ chi_hoi = 1 }}

[[indicator]]
code = "so_buoi_hop"
level = "chi_hoi"
section = "Sinh hoạt"
title = "Số buổi họp"
ask = "Chi hội mình họp bao nhiêu buổi ạ?"
kind = "count"
measure = "flow"
unit = "buổi"
"""
MOMENTS = ("T07:00", "T07:30", "T19:00", "T19:30")


async def _import(office: Office, before: str) -> None:
    await office.act(lambda work: programmes.keep(work, parse_programme(OWN.format(before=before))))


async def _switch(office: Office, *, is_on: bool) -> None:
    await office.act(lambda work: programmes.switch(work, "xa-hoi-nhanh", None, is_on))


async def _days(office: Office, first: int, last: int, month: int = 5) -> list[str]:
    """Every first line that chị Hoa hears on those days."""
    office.new("hoa")
    for day in range(first, last + 1):
        for moment in MOMENTS:
            await office.at(f"2026-{month:02}-{day:02}{moment}")
    return [message.split("\n")[0] for message in office.new("hoa")]


def _about(said: list[str], *words: str) -> None:
    assert len(said) == len(words), said
    assert all(part in message for part, message in zip(words, said, strict=True)), said


@pytest.fixture
async def begun(office: Office) -> Office:
    """The period has opened, and chị Hoa has heard so."""
    office.app.clock.move_to(office.app.clock.now().replace(day=20, hour=8))
    await office.join("hoa", "X1C1")
    _about(await _days(office, 21, 24), "đã đến kỳ báo cáo")
    return office


async def test_a_programme_switched_on_brings_an_earlier_day(begun: Office) -> None:
    """The earlier date holds: from 2 June to 28 May."""
    await _import(begun, "05-30")
    await _switch(begun, is_on=True)
    _about(await _days(begun, 25, 27), "nay là hết ngày 28/05/2026")
    _about(await _days(begun, 28, 31), "hôm nay (28/05/2026) là ngày cuối", "đã qua hạn ngày 28/05/2026")


async def test_a_deadline_that_moves_and_moves_back_is_announced_each_time(begun: Office) -> None:
    await _import(begun, "06-02")
    await _switch(begun, is_on=True)
    _about(await _days(begun, 25, 25), "nay là hết ngày 29/05/2026")  # 31 May is a Sunday
    await _import(begun, "05-30")
    _about(await _days(begun, 26, 26), "nay là hết ngày 28/05/2026")
    await _switch(begun, is_on=False)
    _about(await _days(begun, 27, 31), "nay là hết ngày 02/06/2026")
    _about(await _days(begun, 1, 2, month=6), "hôm nay (02/06/2026) là ngày cuối")


async def test_a_day_that_has_passed_when_it_moves_is_announced_all_the_same(begun: Office) -> None:
    """Its own reminders came too late and were dropped: nobody has heard of that day."""
    await _import(begun, "05-28")
    begun.app.clock.move_to(begun.app.clock.now().replace(day=27, hour=9))
    await _switch(begun, is_on=True)
    _about(await _days(begun, 27, 27), "nay là hết ngày 26/05/2026, đã qua; chị vẫn gửi được")


async def test_a_programme_that_changes_only_the_questions_says_nothing(begun: Office) -> None:
    await _import(begun, "06-25")
    await _switch(begun, is_on=True)
    assert await _days(begun, 25, 29) == []
    _about(await _days(begun, 30, 31), "còn 3 ngày nữa")


async def test_a_programme_that_is_all_there_was_and_ends(begun: Office) -> None:
    await begun.act(lambda work: programmes.switch(work, "cong-tac-hoi", None, False))
    assert await _days(begun, 25, 31) == []


async def test_a_unit_that_moves_to_another_commune(begun: Office) -> None:
    await begun.join("lan", "X2", "staff")
    await begun.found(TREE.replace("X1C1,Chi hội Thôn 1,chi_hoi,X1,", "X1C1,Chi hội Thôn 1,chi_hoi,X2,"))
    assert await _days(begun, 25, 29) == []
    _about(await _days(begun, 30, 31), "còn 3 ngày nữa")
    assert "Đã nộp 0/5" in await begun.say("lan", "tiến độ"), "its new commune waits for it"


async def test_a_unit_that_is_merged_before_the_cut_off(begun: Office) -> None:
    """Its leader goes with it and hears so; from then on she hears what the unit that goes on is due."""
    await begun.found(_merged("2026-05-25"))
    _about(await _days(begun, 25, 29), "Chi hội Thôn 2", "đã đến kỳ báo cáo 6 tháng đầu năm 2026 của Chi hội Thôn 2")
    said = await _days(begun, 30, 31)
    _about(said, "báo cáo 6 tháng đầu năm 2026 của Chi hội Thôn 2 còn 3 ngày nữa")


async def test_a_unit_that_is_merged_behind_the_cut_off(begun: Office) -> None:
    """Its figures are still owed: whoever goes on for it hears of both, and sends both."""
    await begun.join("lan", "X1", "staff")
    await begun.say("hoa", "báo cáo", "120", "để sau")
    begun.app.clock.move_to(begun.app.clock.now().replace(month=6, day=1, hour=8))
    await begun.found(_merged("2026-05-31"))
    assert "• Chi hội Thôn 1 – dở 1/15" in await begun.say("lan", "đôn đốc")
    said = await _days(begun, 1, 2, month=6)
    each = ["của Chi hội Thôn 1", "của Chi hội Thôn 2"]
    _about(said, "Chi hội Thôn 2", *each, *each)  # of three days ago, late; and of the last day
    which = await begun.say("hoa", "báo cáo")
    assert "Chi hội Thôn 1" in which
    assert "Chi hội Thôn 2" in which
    await begun.tap("hoa", next(label for _, label in begun.channel.sent["hoa"][-1]["options"] if "Thôn 1" in label))
    await begun.say("hoa", "150", "5", *["0"] * 10, "ổn định", "không có", "không có", "gửi")
    assert "đã nhận đủ báo cáo 6 tháng đầu năm 2026 của Chi hội Thôn 1" in begun.last("hoa")
    assert (await begun.answers("X1C1", "2026-h1"))["hoi_vien"] == 120


def _merged(day: str) -> str:
    head, *rows = TREE.strip().splitlines()
    rows = [f"{row},{day},X1C2" if row.startswith("X1C1,") else f"{row},," for row in rows]
    return "\n".join([f"{head},valid_to,successor", *rows]) + "\n"
