"""A backup taken from one store comes back on either; a broken one changes nothing."""

import gzip
from pathlib import Path

import pytest
from harness import open_office

from storage import backup


async def test_a_backup_comes_back_whole(url: str, sqlite_url: str, tmp_path: Path) -> None:
    path = tmp_path / "copy.bak"
    async with open_office(sqlite_url.replace("office", "first")) as office:
        await office.found()
        await office.join("hoa", "X1C1")
        await office.say("hoa", "báo cáo", "120", "khoảng 150", "[1]")
        want = await office.answers("X1C1", "2026-h1")
        await office.app.store.read(lambda db: backup.write(db, path))
    async with open_office(url) as office:
        assert await office.app.store.read(backup.is_empty)
        await office.app.store.write(lambda db: backup.read(db, path))
        assert await office.answers("X1C1", "2026-h1") == want
        await office.say("hoa", "5")
        assert (await office.answers("X1C1", "2026-h1"))["hoi_vien_moi"] == 5
        await office.join("mai", "X1C2")
        assert await office.person("mai") != await office.person("hoa"), "new people get new numbers"


@pytest.mark.parametrize(
    "broken",
    [b"", b"not a backup", gzip.compress(b'{"format":"other"}\n')],
    ids=["empty", "not compressed", "another program's"],
)
async def test_what_is_no_backup_is_refused(sqlite_url: str, tmp_path: Path, broken: bytes) -> None:
    path = tmp_path / "broken.bak"
    path.write_bytes(broken)
    await _refused(sqlite_url, path)


async def test_a_backup_that_was_cut_changes_nothing(sqlite_url: str, tmp_path: Path) -> None:
    path = tmp_path / "cut.bak"
    async with open_office(sqlite_url) as office:
        await office.found()
        await office.app.store.read(lambda db: backup.write(db, path))
    lines = gzip.decompress(path.read_bytes()).splitlines(keepends=True)
    path.write_bytes(gzip.compress(b"".join(lines[:-3])))
    await _refused(sqlite_url, path)


async def _refused(url: str, path: Path) -> None:
    async with open_office(url) as office:
        await office.found()
        with pytest.raises(backup.BackupError, match=r"\.$"):
            await office.app.store.write(lambda db: backup.read(db, path))
        assert await office.standings("T", "2026-h1"), "everything is still there"
