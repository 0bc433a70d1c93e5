"""Invitations carry a link for each platform that is there."""

import asyncio
import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from harness import open_office

from bot.cli import cli
from bot.links import bot_name_key
from storage import records


def test_telegram_link_once_the_bot_has_told_its_name(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    async def founded() -> None:
        async with open_office(sqlite_url) as office:
            await office.found()
            await office.act(lambda work: records.remember(work.db, bot_name_key("telegram:7000001"), "tro_ly_bot"))

    asyncio.run(founded())
    monkeypatch.setenv("CHIHOI_DATABASE_URL", sqlite_url)
    assert "telegram" not in _links()
    monkeypatch.setenv("CHIHOI_TELEGRAM_TOKEN", "7000001:AAE")
    link = _links()["telegram"]
    assert link.startswith("https://t.me/tro_ly_bot?start=")
    assert "-" not in link.partition("start=")[2]


def _links() -> dict[str, str]:
    found = CliRunner().invoke(cli, ["invite", "X1C1", "--json"], catch_exceptions=False)
    return dict(json.loads(found.output)[0]["links"])


def _files(sqlite_url: str, monkeypatch: pytest.MonkeyPatch, *words: str) -> str:
    async def founded() -> None:
        async with open_office(sqlite_url) as office:
            await office.found()
            await office.act(lambda work: records.remember(work.db, bot_name_key("zalo:81"), "Hội Xã Một"))

    asyncio.run(founded())
    monkeypatch.setenv("CHIHOI_DATABASE_URL", sqlite_url)
    monkeypatch.setenv("CHIHOI_ZALO_TOKEN", "81:abc")
    found = CliRunner().invoke(cli, ["invite", *words], catch_exceptions=False)
    assert found.exit_code == 0, found.output
    return found.output


def test_messages_to_paste(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    _files(sqlite_url, monkeypatch, "X1", "--all-below", "--out", "loi-moi.txt")
    first, second, *more = Path("loi-moi.txt").read_text(encoding="utf-8").split("\n\n")
    assert len(more) == 2
    assert second.startswith("Chi hội Thôn 1 (trưởng): mời dùng trợ lý báo cáo của Hội.")
    assert "Zalo: tìm “Hội Xã Một”, nhắn" in second
    assert "Dùng một lần, đến hết" in second
    assert first != second


def test_one_page_for_a_whole_commune(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    _files(sqlite_url, monkeypatch, "X1", "--shared", "--out", "xa.html")
    page = Path("xa.html").read_text(encoding="utf-8")
    assert page.count("<svg") == 1
    assert "Dùng chung cho mọi chi hội" in page
    assert "Chọn chi hội của mình" in page


def test_a_branch_has_nobody_to_share_a_code_with(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    _files(sqlite_url, monkeypatch, "X1C1", "--json")
    found = CliRunner().invoke(cli, ["invite", "X1C1", "--shared"])
    assert found.exit_code == 2
