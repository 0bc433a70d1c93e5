"""A damaged store, and a bot that nobody runs: what `chihoi doctor` says of them."""

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from harness import Office, open_office
from sqlalchemy import update

from actions.work import Work
from bot import cli
from bot.clock import machine_time
from bot.commands.findings import Finding
from bot.commands.store_checks import _unattended
from storage import outbox
from storage.tables import accounts
from storage.tables import outbox as outgoing

PAGE = 4096


@pytest.fixture
async def whole(tmp_path: Path) -> Path:
    path = tmp_path / "whole.db"
    async with open_office(f"sqlite+aiosqlite:///{path}", "2026-06-01T09:00") as office:
        await office.found()
        await office.join("hoa", "X1C1")
        await office.say("hoa", "báo cáo", "120", "180")
    with closing(sqlite3.connect(path)) as beside:
        beside.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


def doctor(path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    monkeypatch.setenv("CHIHOI_DATABASE_URL", f"sqlite+aiosqlite:///{path}")
    code = cli._run(["doctor"])
    return code, capsys.readouterr().err


def overwrite(path: Path, page: int) -> None:
    with path.open("r+b") as file:
        file.seek((page - 1) * PAGE)
        file.write(os.urandom(PAGE))


def pages(path: Path) -> dict[str, int]:
    with closing(sqlite3.connect(path)) as beside:
        return dict(beside.execute("SELECT name, rootpage FROM sqlite_master WHERE type = 'table'"))


@pytest.mark.parametrize("table", ["units", "trail", "closings", "attachments", "activities", "reports"])
def test_a_damaged_page_is_found_though_nothing_reads_it(
    whole: Path, table: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    overwrite(whole, pages(whole)[table])
    code, said = doctor(whole, monkeypatch, capsys)
    assert code == 1
    assert said.startswith("Tệp cơ sở dữ liệu bị hỏng.")
    assert "chihoi restore" in said


def test_what_is_no_database_and_what_is_cut_off(
    whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    noise, half = tmp_path / "noise.db", tmp_path / "half.db"
    noise.write_bytes(os.urandom(20 * PAGE))
    shutil.copy(whole, half)
    with half.open("r+b") as file:
        file.truncate(whole.stat().st_size // 2)
    for path in (noise, half):
        code, said = doctor(path, monkeypatch, capsys)
        assert (code, said.split(".")[0]) == (1, "Tệp cơ sở dữ liệu bị hỏng"), path.name


def test_other_commands_say_it_as_well(
    whole: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    overwrite(whole, pages(whole)["units"])
    monkeypatch.setenv("CHIHOI_DATABASE_URL", f"sqlite+aiosqlite:///{whole}")
    assert cli._run(["status", "--period", "2026-h1"]) == 1
    assert "bị hỏng" in capsys.readouterr().err


async def found(office: Office) -> list[Finding]:
    return await office.act(lambda work: list(_unattended(work, office.app.settings)))


async def test_messages_that_nobody_handles(office: Office) -> None:
    await office.at("2026-06-01T09:00")
    await office.join("hoa", "X1C1")
    await office.post("hoa", {"text": "chào"})
    assert await found(office) == [], "it has only just come"
    office.app.clock.move_to(office.app.clock.now().replace(hour=9, minute=11))
    (one,) = await found(office)
    assert one.what == "1 tin đến từ lúc 09:00 01/06/2026 chưa được trả lời."
    assert "chihoi run" in one.do
    await office.app.settle()
    assert await found(office) == []


def _waits(work: Work, name: str, *, priority: int, since: float, free_at: float = 0.0) -> None:
    """A message that has been free to go since so many seconds ago."""
    account = work.db.execute(accounts.select().where(accounts.c.address == name)).one().id
    (number,) = outbox.add(
        work.db,
        [{"account": account, "priority": priority, "body": {"text": "…"}}],
        "",
        machine_time() - since,
        work.at,
    )
    work.db.execute(update(accounts).where(accounts.c.id == account).values(free_at=free_at))
    work.db.execute(update(outgoing).where(outgoing.c.id == number).values(leased_until=0.0))


async def test_replies_that_nobody_sends_and_what_waits_on_purpose(office: Office) -> None:
    await office.join("hoa", "X1C1")
    await office.join("lan", "X1", "staff")
    await office.act(lambda work: _waits(work, "hoa", priority=outbox.REMINDER, since=7200))
    assert await found(office) == [], "reminders wait for the morning, or for their turn"
    await office.act(lambda work: _waits(work, "hoa", priority=outbox.REPLY, since=60))
    assert await found(office) == []
    await office.act(lambda work: _waits(work, "lan", priority=outbox.ALERT, since=-600))
    assert await found(office) == [], "the platform asked for a pause"
    await office.act(lambda work: _waits(work, "lan", priority=outbox.REPLY, since=900, free_at=machine_time() + 60))
    assert await found(office) == [], "the chat may not be written to yet"
    await office.act(lambda work: _waits(work, "hoa", priority=outbox.REPLY, since=900))
    assert await found(office) == [], "an earlier one of the same chat goes first"
    await office.act(lambda work: work.db.execute(outgoing.delete()) and None)
    await office.act(lambda work: _waits(work, "hoa", priority=outbox.REPLY, since=900))
    (one,) = await found(office)
    assert one.what == "1 người chờ tin trả lời quá 10 phút mà tin chưa đi."
