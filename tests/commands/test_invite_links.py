"""Invitations carry a link for each platform that is there."""

import asyncio
import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from harness import open_office
from sqlalchemy import select

from actions.work import Work
from bot.channels.zalo import Zalo
from bot.cli import cli
from bot.links import bot_name_key
from storage import people, records
from storage.tables import invitations


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


# ── one bot a commune ────────────────────────────────────────────────────────

TOKENS = "81:abc,82:def,no-colon-at-all"
THIRD = f"zalo:{Zalo('no-colon-at-all').id}"
NAMES = {"zalo:81": "Hội Xã Một", "zalo:82": "Hội Xã Hai", THIRD: "Hội Xã Ba"}


def _several(sqlite_url: str, monkeypatch: pytest.MonkeyPatch, *members: tuple[str, str, int]) -> None:
    """Three Zalo bots; `members` says which has how many people of a unit ("": of nowhere yet)."""

    def joined(work: Work, bot: str, unit: str, count: int) -> None:
        ids = people.account_ids(work.db, "zalo", bot, [f"{bot} {unit} {n}" for n in range(count)])
        for account in ids.values() if unit else ():
            agreed = {"consent_version": "1", "consent_at": work.at}
            person = people.add_person(work.db, {"name": "", "tone": "chi", "language": "vi", "phone": "", **agreed})
            people.link(work.db, account, person)
            people.give_role(work.db, person, unit, "leader", work.at)

    async def founded() -> None:
        async with open_office(sqlite_url) as office:
            await office.found()
            for bot, name in NAMES.items():
                await office.act(lambda work, bot=bot, name=name: records.remember(work.db, bot_name_key(bot), name))
            for bot, unit, count in members:
                await office.act(lambda work, at=(bot, unit, count): joined(work, *at))

    asyncio.run(founded())
    monkeypatch.setenv("CHIHOI_DATABASE_URL", sqlite_url)
    monkeypatch.setenv("CHIHOI_ZALO_TOKEN", TOKENS)


def _zalo(*words: str) -> list[str]:
    found = CliRunner().invoke(cli, ["invite", *words, "--json"], catch_exceptions=False)
    assert found.exit_code == 0, found.output
    return [one["links"]["zalo"] for one in json.loads(found.output)]


@pytest.mark.parametrize(
    ("members", "unit", "name"),
    [
        ([], "X2C1", "Hội Xã Một"),
        ([("zalo:82", "X2C2", 1)], "X2C1", "Hội Xã Hai"),
        ([("zalo:82", "X2", 1)], "X2C1", "Hội Xã Hai"),
        ([("zalo:82", "X2C2", 1)], "X1C1", "Hội Xã Một"),
        ([("zalo:81", "X2C2", 1), ("zalo:82", "X2C2", 2)], "X2C1", "Hội Xã Hai"),
        ([("zalo:81", "", 50)], "X1C1", "Hội Xã Hai"),
        ([("zalo:82", "X2C2", 1), ("zalo:82", "", 49)], "X2C1", "Hội Xã Một"),
        ([("zalo:81", "", 50), ("zalo:82", "", 50), (THIRD, "", 50)], "X1C1", "Hội Xã Một"),
    ],
)
def test_an_invitation_leads_into_the_bot_of_its_commune_while_there_is_room(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch, members: list[tuple[str, str, int]], unit: str, name: str
) -> None:
    _several(sqlite_url, monkeypatch, *members)
    assert _zalo(unit) == [name]


@pytest.mark.parametrize("word", ["Hội Xã Ba", "hội xã ba", THIRD, THIRD.partition(":")[2]])
def test_a_bot_may_be_asked_for(sqlite_url: str, monkeypatch: pytest.MonkeyPatch, word: str) -> None:
    _several(sqlite_url, monkeypatch, ("zalo:81", "X1C1", 1))
    assert _zalo("X1", "--all-below", "--bot", word) == ["Hội Xã Ba"] * 4


def test_a_bot_that_is_not_there_is_said_with_those_that_are(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    _several(sqlite_url, monkeypatch)
    found = CliRunner().invoke(cli, ["invite", "X1C1", "--bot", "Hội Xã Tư"])
    assert found.exit_code == 2
    assert "Hội Xã Hai (zalo:82)" in found.output
    asyncio.run(_no_code(sqlite_url))


async def _no_code(sqlite_url: str) -> None:
    async with open_office(sqlite_url) as office:
        assert await office.act(lambda work: work.db.execute(select(invitations)).first()) is None


def test_whoever_prints_cards_hears_which_bot_they_name(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    _several(sqlite_url, monkeypatch, ("zalo:82", "X2C2", 1))
    found = CliRunner().invoke(cli, ["invite", "T", "--all-below", "--out", "the.html"])
    assert found.output == "Đã ghi 9 mã mời ra the.html; bot Zalo: Hội Xã Hai, Hội Xã Một.\n"


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
