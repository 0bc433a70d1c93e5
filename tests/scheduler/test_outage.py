"""Three days without the clock, across the due day: what is of use comes once and in order, the rest is listed."""

import asyncio
import json
from collections.abc import AsyncIterator

import pytest
from harness import Office, open_office

from bot import cli
from bot.commands.clock_checks import _too_late
from storage import records

SENT = ("báo cáo", "120", "150", *["0"] * 10, "ổn", "không có", "không có", "gửi")
PEOPLE = (("hoa", "X1C1"), ("mai", "X1C2"), ("sen", "X2C1"))


@pytest.fixture
async def back(sqlite_url: str) -> AsyncIterator[Office]:
    """It stops on the evening of 31 May and comes back at noon of 3 June: a branch was due on 2 June."""
    async with open_office(sqlite_url) as office:
        await office.found()
        await office.join("lan", "X1", "staff")
        for name, unit in PEOPLE:
            await office.join(name, unit)
        await office.at("2026-05-30T19:00")
        await office.say("hoa", *SENT)
        await office.at("2026-05-31T20:00")
        for name in ("lan", *dict(PEOPLE)):
            office.new(name)
        yield office


async def test_what_is_of_use_comes_once_and_the_evening_stage_in_its_own_time(back: Office) -> None:
    await back.at("2026-06-03T12:00")
    assert back.new("mai") == [], "“today is the last day” is past, “it was due” comes in the evening"
    (digest,) = back.new("lan")
    assert "Đã nộp 1/4" in digest, "this morning's; those of the days between are dropped"
    for moment in ("2026-06-03T12:01", "2026-06-03T18:59"):
        await back.at(moment)
        assert back.new("lan") == []
    for moment in ("2026-06-03T19:00", "2026-06-03T19:01"):
        await back.at(moment)
    assert "của Xã Một còn 2 ngày" in back.last("lan"), "said on 2 June at 19:00, had it run"
    assert [len(back.new(name)) for name in ("hoa", "mai", "sen", "lan")] == [0, 1, 1, 1]


async def test_each_hears_in_the_order_of_what_was_due_first(back: Office) -> None:
    """Back only on the evening of 5 June, the commune's own due day."""
    await back.at("2026-06-05T18:30")
    own, summary = back.new("lan")
    assert "hôm nay (05/06/2026) là ngày cuối" in own
    assert "TỔNG HỢP 6 tháng đầu năm 2026 – Xã Một" in summary
    assert back.new("mai") == []
    await back.at("2026-06-05T19:00")
    (overdue,) = back.new("mai")
    assert "đã qua hạn ngày 02/06/2026, nhưng chị vẫn gửi được" in overdue, "of use as long as it counts above"


async def test_an_office_hears_on_a_working_day_and_that_the_day_is_past(back: Office) -> None:
    """Back on Saturday, 6 June; the commune was due on the 5th."""
    for moment in ("2026-06-06T09:00", "2026-06-07T09:00"):
        await back.at(moment)
    assert not any("TỔNG HỢP" in text for text in back.new("lan"))
    await back.at("2026-06-08T07:30")
    (compiled,) = [text for text in back.new("lan") if "TỔNG HỢP" in text]
    assert compiled.startswith("Dạ hạn nộp của đơn vị mình hết ngày 05/06/2026")


async def test_what_was_dropped_is_listed(
    back: Office, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    await back.at("2026-06-03T12:00")
    lost = await back.act(lambda work: records.dropped(work.db, "2026-06-03", "2026-h1"))
    assert {(one.unit, one.stage) for one in lost if one.stage.startswith("T")} == {("X1C2", "T"), ("X2C1", "T")}
    (found,) = await back.act(lambda work: list(_too_late(work, back.app.settings)))
    assert "2 người không được nhắc kịp" in found.what
    assert "chihoi reminders --period 2026-h1 --dropped" in found.do


def test_the_list_on_the_command_line(
    sqlite_url: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asyncio.run(_lost(sqlite_url))
    monkeypatch.setenv("CHIHOI_DATABASE_URL", sqlite_url)
    assert cli._run(["reminders", "--period", "2026-h1", "--dropped"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 2
    assert all("người 1" in line and "chưa nghe gì thay" in line for line in lines)
    assert cli._run(["reminders", "--period", "2026-h1", "--dropped", "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert [(one["unit"], one["stage"], one["made_up_for"]) for one in listed] == [
        ("X1C1", "T", False),
        ("X1C1", "T-3", False),
    ]
    assert cli._run(["reminders", "--period", "2026-year", "--dropped"]) == 0
    assert "chưa có lời nào phải bỏ" in capsys.readouterr().out


async def _lost(url: str) -> None:
    async with open_office(url) as office:
        await office.found()
        await office.join("hoa", "X1C1")
        await office.at("2026-05-29T19:00")
        await office.at("2026-06-03T12:00")


async def test_whoever_joins_behind_the_season_was_not_failed_to_be_reminded(office: Office) -> None:
    await office.join("lan", "X1", "staff")
    await office.at("2026-06-12T09:00")
    await office.join("hoa", "X1C1")
    await office.at("2026-06-12T09:05")
    assert await office.act(lambda work: list(_too_late(work, office.app.settings))) == []
    lost = await office.act(lambda work: records.dropped(work.db, period="2026-h1"))
    assert not any(one.unit == "X1C1" for one in lost)
    assert not any(
        entry["act"] == "too_late" for entry in await office.act(lambda work: records.read_trail(work.db, "X1C1"))
    )


async def test_of_an_outage_she_hears_that_was_there_before_it(sqlite_url: str) -> None:
    async with open_office(sqlite_url) as office:
        await office.found()
        await office.join("hoa", "X1C1")
        await office.at("2026-06-11T21:30")
        await office.join("mai", "X1C2")
        await office.at("2026-06-12T09:05")
        lost = await office.act(lambda work: records.dropped(work.db, period="2026-h1"))
        assert {one.unit for one in lost if one.stage.startswith("T")} == {"X1C1"}
