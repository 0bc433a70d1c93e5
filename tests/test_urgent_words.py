"""The words of an urgent notice: in no log, digest or document ever, and in no table or backup once it is done."""

import gzip
import io
import logging
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from harness import Office, open_office
from sqlalchemy import text

from actions import urgent
from bot.logs import discreet
from reports.papers import CHART, PAPERS
from storage import backup, incidents
from storage.tables import metadata

WORDS = "chồng đang đánh vợ ở xóm Đông"
AT_NIGHT = "2026-05-29T22:40"


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Everything that any logger says at DEBUG."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    root, before = logging.getLogger(), logging.getLogger().level
    discreet()
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield written
    root.removeHandler(handler)
    root.setLevel(before)


async def _everything(office: Office, folder: Path) -> str:
    """The whole database, table by table, and a backup of it."""

    def dumped(work: object) -> str:
        db = work.db  # type: ignore[attr-defined]
        backup.write(db, folder / "backup")
        rows = [str(tuple(row)) for table in metadata.sorted_tables for row in db.execute(table.select())]
        return "\n".join(rows)

    dump = await office.act(dumped)
    return dump + gzip.decompress((folder / "backup").read_bytes()).decode()


async def _documents(office: Office) -> str:
    """The text of every paper that goes out with the summary of her commune."""
    summary = await office.summary("X1", "2026-h1")
    packed = [io.BytesIO(paper.make(summary)) for name, paper in PAPERS.items() if name != CHART]
    parts = [(file, name) for file in map(zipfile.ZipFile, packed) for name in file.namelist()]
    return "".join(file.read(name).decode(errors="replace") for file, name in parts)


async def _told(office: Office) -> None:
    await office.found()
    for name, unit, role in (("hoa", "X1C1", "leader"), ("lan", "X1", "staff"), ("bình", "T", "staff")):
        await office.join(name, unit, role)
    await office.at(AT_NIGHT)
    await office.say("hoa", "khẩn", WORDS)
    await office.tap("lan", "Xem")
    assert WORDS in office.last("lan")


async def test_while_it_is_open_the_words_are_with_whoever_looks_after_it_and_nowhere_else(
    sqlite_url: str, tmp_path: Path, log: io.StringIO
) -> None:
    async with open_office(sqlite_url, "2026-05-29T09:00") as office:
        await _told(office)
        office.new("bình")
        office.new("lan")
        await office.at("2026-06-01T07:30")
        assert "tiến độ" in office.last("lan").lower(), "her digest of the morning"
        assert WORDS not in str(office.new("lan") + office.new("bình"))
        assert WORDS not in await _documents(office)
        assert (await _everything(office, tmp_path)).count(WORDS) == 4, "the notice and what Lan was shown, twice over"
    assert WORDS not in log.getvalue()


async def test_when_it_is_done_the_words_are_gone_and_the_messages_say_so(
    sqlite_url: str, tmp_path: Path, log: io.StringIO
) -> None:
    async with open_office(sqlite_url, "2026-05-29T09:00") as office:
        await _told(office)
        await office.tap("lan", "Đang xử lý")
        await office.say("lan", "việc", "1")
        assert WORDS in office.last("lan"), "she reads it as often as she needs to"
        await office.tap("lan", "Đã xong")
        everything = await _everything(office, tmp_path)
        assert WORDS not in everything
        assert everything.count("đã khép lại; nội dung không còn giữ") == 4, "both rows are there, in both"
        assert "không còn giữ" in await office.say("lan", "/xemviec 1")
        assert WORDS not in await _documents(office)
    assert WORDS not in log.getvalue()


async def test_the_file_of_the_database_holds_them_no_more(tmp_path: Path) -> None:
    path = tmp_path / "office.db"

    def write_down() -> None:
        """As SQLite does by itself after some pages."""
        with closing(sqlite3.connect(path)) as beside:
            beside.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    async with open_office(f"sqlite+aiosqlite:///{path}", "2026-05-29T09:00") as office:
        await _told(office)
        assert await office.act(lambda work: work.db.execute(text("PRAGMA secure_delete")).scalar()) == 1
        write_down()
        assert WORDS.encode() in path.read_bytes()
        await office.tap("lan", "Đã xong")
        write_down()
        assert WORDS.encode() not in path.read_bytes()
    assert WORDS.encode() not in path.read_bytes()


async def test_a_turn_that_fails_leaves_no_words_behind(
    sqlite_url: str, tmp_path: Path, log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ValueError(WORDS)

    async with open_office(sqlite_url, "2026-05-29T09:00") as office:
        await office.found()
        await office.join("hoa", "X1C1")
        monkeypatch.setattr("actions.urgent._alert", broken)
        await office.say("hoa", "khẩn", WORDS)
        assert WORDS not in await _everything(office, tmp_path)
    assert "turn set aside" in log.getvalue()
    assert WORDS not in log.getvalue()


async def test_nothing_typed_while_a_notice_is_told_is_kept_as_it_came(sqlite_url: str, tmp_path: Path) -> None:
    async with open_office(sqlite_url, "2026-05-29T09:00") as office:
        await office.found()
        await office.join("hoa", "X1C1")
        await office.say("hoa", "khẩn", "0912 345 678")
        assert "0912" not in await _everything(office, tmp_path)


async def test_a_matter_of_mood_waits_for_its_report_and_is_forgotten_once_it_has_joined(
    sqlite_url: str, tmp_path: Path
) -> None:
    async with open_office(sqlite_url, "2026-05-28T19:00") as office:
        await office.found()
        await office.join("hoa", "X1C1")
        await office.join("lan", "X1", "staff")
        await office.say("hoa", "khẩn", "Chỉ là tâm tư, dư luận", "bà con lo giá phân bón")
        await office.tap("lan", "Xem")
        await office.tap("lan", "Đưa vào báo cáo")
        await office.act(urgent.watch)
        assert (await office.act(lambda work: incidents.to_join(work.db, "X1C1")))[0].text == "bà con lo giá phân bón"
        await office.say("hoa", "báo cáo")
        assert await office.act(lambda work: incidents.to_join(work.db, "X1C1")) == []
        kept = await office.act(lambda work: work.db.execute(text("SELECT text FROM incidents")).scalars().all())
        assert kept == ([""] if await office.answers("X1C1", "2026-h1") else ["bà con lo giá phân bón"])


async def test_words_left_from_before_are_forgotten_at_the_next_round(sqlite_url: str) -> None:
    async with open_office(sqlite_url, "2026-05-29T09:00") as office:
        await _told(office)
        await office.act(lambda work: incidents.change(work.db, 1, state="done", done_at=work.at))
        await office.act(urgent.watch)
        found = await office.act(lambda work: incidents.find(work.db, 1))
        assert found is not None
        assert found.text == ""


async def test_what_she_never_said_yes_to_is_gone_with_the_next_day(sqlite_url: str, tmp_path: Path) -> None:
    async with open_office(sqlite_url, "2026-05-29T09:00") as office:
        await office.found()
        await office.join("hoa", "X1C1")
        await office.at(AT_NIGHT)
        await office.say("hoa", WORDS)
        assert WORDS in await _everything(office, tmp_path), "it waits for one word of hers"
        await office.at("2026-05-30T07:30")
        assert WORDS not in await _everything(office, tmp_path)
