"""A platform that fails one call in twenty in every way it can: every report is in all the same."""

import asyncio
import json
import random
from collections import Counter
from typing import Any

import httpx
import pytest
from emulators.phones import Person
from emulators.serving import Faults, served
from emulators.telegram import TOKEN, Telegram, telegram
from harness import Office, open_office
from live import fast_rules, live, telegram_bot
from sqlalchemy import select
from starlette.applications import Starlette
from test_spine import BRANCH

from bot.channels import telegram as channel_of
from bot.webhooks import routes
from storage import people
from storage.tables import inbox, trail

KINDS = ("429", "500", "502", "403", "reset", "malformed", "lost", "timeout")
UNITS = ("X1C1", "X1C2", "X1C3", "X2C1", "X2C2", "X2C3")
PATIENCE = 0.8


async def _session(office: Office, address: str) -> dict[str, Any] | None:
    """Where her dialogue stands; None as long as nothing of hers has arrived."""
    found = await office.act(lambda work: people.account_at(work.db, "telegram:7000001", address))
    return dict(json.loads(found.session)) if found else None


async def _reply(person: Person, read: int) -> None:
    """Wait for something new, but not for ever: she thinks it was lost."""
    try:
        await person.platform.until(lambda: len(person.seen) > read, PATIENCE)
    except TimeoutError:
        return


async def _report(office: Office, person: Person, unit: str, said: dict[str, str]) -> None:
    """She reports; left without a reply she says “báo cáo” and goes on with whatever is asked then."""
    text = f"/start {await office.code(unit)}"
    for _ in range(120):
        read = len(person.seen)
        person.say(text)
        await _reply(person, read)
        session = await _session(office, str(person.number))
        report = await office.act(lambda work: work.report(unit, "2026-h1"))
        if report is not None and report.row.counted:
            return
        text = _next(session, said, answered=len(person.seen) > read) if session is not None else text
    raise AssertionError(f"{unit} has no end: {person.seen[-1].text}")


def _next(session: dict[str, Any], said: dict[str, str], answered: bool) -> str:
    if session.get("on") == "join":
        return "chị" if session.get("step") == "tone" else "đồng ý"
    if session.get("on") != "form" or not answered:
        return "báo cáo"
    walk = session["walk"]
    return "đúng" if walk.get("doubt") else said[walk["at"]] if walk.get("at") else "gửi"


async def _said(office: Office) -> dict[str, str]:
    """What is answered to each question of the branch form."""

    def codes(work: Any) -> list[str]:
        unit = work.world.tree["X1C1"]
        return [question.code for question in work.world.form(unit, work.world.period("2026-h1", "X1C1")).questions]

    return dict(zip(await office.act(codes), BRANCH, strict=True))


async def test_a_season_on_a_faulty_wire(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.delivery.PATIENCE_SECONDS", 0.3)
    monkeypatch.setattr("bot.delivery.LONGEST_PAUSE", 0.2)
    monkeypatch.setattr("bot.delivery.PROBE_SECONDS", 0.05)
    monkeypatch.setattr("bot.polling.PAUSES", (0.1,))
    monkeypatch.setattr(channel_of, "SEND_SECONDS", 0.3)
    async with (
        telegram(rules=fast_rules(), faults=Faults(0.05, KINDS, seed=3)) as platform,
        live(url, telegram_bot(platform)) as office,
    ):
        said = await _said(office)
        reports = [_report(office, platform.person(n), unit, said) for n, unit in enumerate(UNITS, start=1)]
        await asyncio.gather(*reports)
        standings = await office.standings("T", "2026-h1")
        assert all(standings[unit].is_in for unit in UNITS)
        for unit in UNITS:
            assert (await office.answers(unit, "2026-h1"))["hoi_vien"] == 120
        acts = await office.act(lambda work: work.db.execute(select(trail.c.act)).scalars().all())
        assert Counter(acts)["submit"] == len(UNITS)
        assert set(platform.faults.counted) == set(KINDS)


SECRET = "s3cret_of-the-webhook"


async def test_updates_twice_and_out_of_order(url: str) -> None:
    """Everybody types at once and does not wait; the platform shuffles, repeats, and repeats again a day later."""
    chance = random.Random(4)
    async with open_office(url) as office, telegram(twice=0.3) as platform, httpx.AsyncClient() as client:
        await office.found()
        bot = channel_of.Telegram(TOKEN, platform.url, limits=None)
        office.app.channels[bot.bot] = bot
        office.app.sender._trouble[bot.bot] = type(office.app.sender._trouble["memory"])()
        crowd = [platform.person(number) for number in range(1, 7)]
        codes = [await office.code(unit) for unit in UNITS]
        async with served(Starlette(routes=[*routes([bot], {"telegram": SECRET}, office.app.receive)])) as address:
            platform.webhook = {"url": f"{address}/telegram/webhook/7000001", "secret": SECRET}
            platform.rules.per_second, platform.rules.chat_seconds = 10_000, 0.0
            for person, code in zip(crowd, codes, strict=True):
                for text in (f"/start {code}", "đồng ý", "chị", "báo cáo", "120", "150", "5", "2"):
                    person.say(text)
            await platform.deliver_badly(client, chance)
            await office.app.settle()
            office.app.clock.move_to(office.app.clock.now().replace(day=30))
            for update in platform.taken:
                await platform._deliver(client, update)
            await office.app.settle()
        await bot.close()
        for unit in UNITS:
            want = {"hoi_vien": 120, "phu_nu_18": 150, "hoi_vien_moi": 5, "hoi_vien_giam": 2}
            assert await office.answers(unit, "2026-h1") == want
        states = await office.act(lambda work: work.db.execute(select(inbox.c.state)).scalars().all())
        assert Counter(states) == {"done": 48}
        assert {len(platform.chats[person.number]) for person in crowd} == {8}


def test_the_platform_draws_every_fault() -> None:
    faults = Faults(0.05, KINDS)
    drawn = Counter(faults.draw() for _ in range(10_000))
    assert all(400 < drawn[kind] < 600 for kind in KINDS)
    assert isinstance(Telegram().faults, Faults)
