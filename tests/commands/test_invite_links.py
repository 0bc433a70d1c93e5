"""Invitations carry a link for each platform that is there."""

import asyncio
import json

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
