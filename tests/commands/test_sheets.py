"""`chihoi sheets`: paper for those without a phone."""

import asyncio
from pathlib import Path

import pytest
from click.testing import CliRunner
from harness import Office, open_office

from bot.cli import cli
from forms.rows import Answer, Row
from storage.reports import Report


async def _season(url: str) -> None:
    async with open_office(url) as office:
        await _told(office)


async def _told(office: Office) -> None:
    await office.found()
    row = Row("X1C1", "2025-year", "submitted", "imported", office.app.clock.now(), {"hoi_vien": Answer("value", 118)})
    await office.act(lambda work: work.put_report(Report(row, None, work.at, work.at)))
    await office.join("lan", "X1", "staff")
    await office.say("lan", "nhập hộ thôn 1: pn18 180, mới 2", "đúng", "để sau")


def test_a_sheet_has_last_figures_and_what_staff_know(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asyncio.run(_season(sqlite_url))
    monkeypatch.setenv("CHIHOI_DATABASE_URL", sqlite_url)
    words = ["sheets", "--period", "2026-h1", "--unit", "X1C1", "--out", "phieu.html"]
    result = CliRunner().invoke(cli, words)
    assert result.output == "Đã ghi 1 phiếu ra phieu.html.\n"
    page = Path("phieu.html").read_text(encoding="utf-8")
    for said in ("Chi hội Thôn 1", "118 hội viên", "180 người", "hết ngày <b>02/06/2026</b>"):
        assert said in page
