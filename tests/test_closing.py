"""Closing: what goes up, its versions, what stays locked and who can open it again."""

import asyncio
from collections.abc import AsyncIterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from harness import ZONE, Office, open_office

from actions import compile as compiling
from actions.closing import not_closed
from actions.figures import import_figures
from actions.locks import held
from actions.tables import TableError
from actions.work import Work
from bot import cli
from bot.staff_page.visit import visit
from forms.rows import Answer, Row
from reports.excel.columns import lead
from reports.paper import paper
from reports.papers import REPORT, TABLE, WHOLE
from storage import closings, people
from storage.closings import Closing
from storage.reports import Report

PERIOD = "2026-h1"
LOCKED = date(2026, 6, 30)


@pytest.fixture
async def office(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Office]:
    """Two communes of two branches each that have reported; Lan looks after Xã Một, Bình after the province."""
    url = f"sqlite+aiosqlite:///{tmp_path_factory.mktemp('closing') / 'o.db'}"
    async with open_office(url, "2026-06-01T19:00") as opened:
        await opened.found()
        for name, unit, role in (("lan", "X1", "staff"), ("bình", "T", "staff"), ("hoa", "X1C1", "leader")):
            await opened.join(name, unit, role)
        for unit, members in (("X1C1", 120), ("X1C2", 60), ("X2C1", 40), ("X2C2", 30)):
            await opened.act(lambda work, unit=unit, members=members: _reported(work, unit, members))
        yield opened


def _reported(work: Work, unit: str, members: int) -> None:
    row = Row(unit, PERIOD, "submitted", "leader", work.now, {"hoi_vien": Answer("value", members)}, "")
    work.put_report(Report(row, None, work.at, work.at))


async def members(office: Office, unit: str, *, closed_only: bool = False) -> float | None:
    """The members that a summary of the unit adds up to."""
    found = await office.act(
        lambda work: compiling.summary(work, unit, work.world.period(PERIOD), closed_only=closed_only)
    )
    return found.totals["hoi_vien"].total if "hoi_vien" in found.totals else None


def _later(office: Office, moment: str) -> None:
    office.app.clock.move_to(datetime.fromisoformat(moment).replace(tzinfo=ZONE))


async def close(office: Office, name: str, *more: str) -> str:
    """`/chotso`, and yes."""
    await office.say(name, "/chotso")
    return await office.say(name, "[1]", *more)


async def test_only_what_was_closed_goes_up(office: Office) -> None:
    assert await members(office, "T", closed_only=True) is None, "nobody has closed"
    await close(office, "lan")
    assert await members(office, "T") == 250
    assert await members(office, "T", closed_only=True) == 180
    assert "1/2 xã đã chốt; chưa chốt: Xã Hai" in await office.say("bình", "tổng hợp")
    found = await office.summary("T", PERIOD)
    assert (found.source.closures.closed, found.source.closures.waiting) == (("X1",), ("X2",))


async def test_the_papers_say_what_is_closed(office: Office) -> None:
    await close(office, "lan")
    open_still = paper(await office.summary("T", PERIOD)).opening[1]
    assert open_still.endswith(" 1/2 xã đã chốt số; nơi chưa chốt còn có thể sửa.")
    only = await office.act(lambda work: compiling.summary(work, "T", work.world.period(PERIOD), closed_only=True))
    assert paper(only).opening[1].endswith(" Chỉ tính số của 1/2 xã đã chốt.")
    assert lead(only).endswith(" Chỉ tính số của 1/2 xã đã chốt.")
    assert paper(await office.summary("X1", PERIOD)).opening[1].endswith(" Số đã chốt (bản 1).")


async def test_what_was_opened_again_says_so_everywhere(
    office: Office, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    await close(office, "lan")
    await office.say("lan", "mở lại, chị Hoa đếm thiếu")
    said = "0/2 xã đã chốt; chưa chốt: Xã Hai; đã mở lại, chưa chốt lại: Xã Một."
    assert said in await office.say("bình", "tổng hợp")
    assert said in await office.say("bình", "tiến độ")
    assert "Xã Một đã mở lại bản 1, chưa chốt lại" in await office.say("lan", "tổng hợp")
    told = paper(await office.summary("T", PERIOD)).opening[1]
    assert told.endswith(" 0/2 xã đã chốt số (Xã Một đã mở lại để sửa); nơi chưa chốt còn có thể sửa.")
    own = paper(await office.summary("X1", PERIOD)).opening[1]
    assert own.endswith(" Số này đã mở lại để sửa sau bản 1, chưa chốt lại.")
    monkeypatch.setenv("CHIHOI_DATABASE_URL", office.app.settings.database_url)
    command = ["summary", "--period", PERIOD, "--unit", "T", "--format", "docx", "--out", str(tmp_path / "o.docx")]
    assert await asyncio.to_thread(cli._run, command) == 0
    assert "Xã Một đã mở lại số để sửa, chưa chốt lại" in capsys.readouterr().err
    await close(office, "lan")
    assert await asyncio.to_thread(cli._run, command) == 0
    assert capsys.readouterr().err == ""


async def test_the_document_takes_closed_figures_unless_she_says_otherwise(office: Office) -> None:
    await close(office, "lan")
    person = await office.act(lambda work: people.roles_on(work.db, ["T"])[0].person)

    def members_in(name: str) -> Any:
        return office.act(lambda work: visit(work, person, PERIOD, "T").paper(name).totals["hoi_vien"].total)

    assert [await members_in(name) for name in (REPORT, WHOLE, TABLE)] == [180, 250, 250]


async def test_what_has_been_closed_is_not_imported_over(office: Office, tmp_path: Path) -> None:
    table = tmp_path / "so.csv"
    table.write_text("unit,hoi_vien\nX1C1,999\nX2C1,70\n", encoding="utf-8")
    await close(office, "lan")
    with pytest.raises(TableError, match="Xã Một đã chốt số 6 tháng đầu năm 2026 \\(bản 1\\); mở lại trước"):
        await office.act(lambda work: import_figures(work, table, work.world.period(PERIOD)))
    assert await members(office, "T") == 250


async def test_a_parent_waits_for_its_children_or_says_why_not(office: Office) -> None:
    assert [unit.code for unit in await office.act(lambda work: not_closed(work, *_province(work)))] == ["X1", "X2"]
    assert "Vì sao Tỉnh Mẫu chốt trước" in await close(office, "bình")
    assert "đã chốt số" in await office.say("bình", "bão số 3, hai xã mất liên lạc")
    stored = await office.act(lambda work: closings.versions(work.db, "T", PERIOD))
    assert [(one.version, one.reason) for one in stored] == [(1, "bão số 3, hai xã mất liên lạc")]
    assert await members(office, "T", closed_only=True) == 250, "what is closed above is closed below"


def _province(work: Work) -> tuple[object, object]:
    return work.world.tree["T"], work.world.period(PERIOD)


async def test_each_version_names_what_changed_and_who_had_the_earlier_one_is_told(office: Office) -> None:
    await close(office, "lan")
    await office.say("bình", "tổng hợp")
    await office.say("lan", "/chotso", "Mở lại", "thôn 1 đếm thiếu")
    assert "bản 1 chị đã nhận không còn dùng được" in office.last("bình")
    _later(office, "2026-06-02T08:00")
    await office.act(lambda work: _reported(work, "X1C1", 118))
    await close(office, "lan")
    assert "bản 2 thay bản 1" in office.last("bình")
    assert "180 hội viên → 178 hội viên" in office.last("bình")


async def test_what_the_clock_locked_staff_can_open(office: Office) -> None:
    _later(office, "2026-07-05T08:00")
    assert "đã khóa từ hết ngày 30/06/2026" in await office.say("hoa", "sửa")
    assert "chưa chốt số" in await office.say("lan", "/chotso")
    await office.say("lan", "Mở lại", "sót một chi hội")
    assert "Tổng số hội viên: 120" in await office.say("hoa", "sửa")
    await close(office, "lan")
    assert "Xã Một đã chốt số" in await office.say("hoa", "sửa")


def test_the_nearest_closing_holds_and_opening_lasts_past_the_last_day() -> None:
    def one(unit: str, version: int, reopened: str | None = None) -> Closing:
        return Closing(unit, PERIOD, version, "2026-06-05T10:00:00+07:00", 7, "", {}, (), reopened)

    june, july = date(2026, 6, 20), date(2026, 7, 2)
    assert held([], "C", LOCKED, june) is None
    by_clock = held([], "C", LOCKED, july)
    assert by_clock is not None
    assert by_clock.is_by_clock
    both = held([one("X", 2), one("T", 1)], "C", LOCKED, june)
    assert both is not None
    assert (both.unit, both.version, both.since) == ("X", 2, datetime(2026, 6, 5, 10, tzinfo=both.since.tzinfo))
    opened = one("X", 1, "2026-06-10T08:00:00+07:00")
    assert held([opened], "C", LOCKED, june) is None
    assert held([opened], "C", LOCKED, july) is not None, "opened before the last day: the last day closes it again"
    assert held([one("X", 1, "2026-07-01T08:00:00+07:00")], "C", LOCKED, july) is None


async def test_nobody_closes_what_is_not_hers(office: Office) -> None:
    assert "dành cho cán bộ" in await office.say("hoa", "/chotso")
    assert "không thấy đơn vị" in await office.say("lan", "/chotso xã Hai")
    assert "Chốt số" in await office.say("bình", "/chotso xã Hai")


async def test_who_closed_it_is_told_how_to_open_it_and_sends_herself_no_wish(office: Office) -> None:
    await office.say("lan", "chốt số", "1")
    office.new("lan")
    told = await office.say("lan", "nhập hộ thôn 1: hv 119")
    assert "nhắn “chốt số” để mở lại trước" in told
    assert not [said for said in office.new("lan") if "muốn sửa báo cáo" in said]
