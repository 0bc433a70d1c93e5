"""A whole process in a test: a platform's bot polling, the worker and the sender running, on a real store."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any

from emulators.telegram import TOKEN, Rules, Telegram
from harness import TREE, ZONE, Memory, Office

from bot.app import open_app
from bot.channels.base import Limits
from bot.channels.telegram import Telegram as TelegramBot
from bot.clock import Clock
from bot.platforms import attended
from bot.settings import Settings
from storage import people
from storage.people import Account

FAST = Limits(per_second=300, chat_seconds=0.02, group_seconds=0.06)


def fast_rules() -> Rules:
    """The platform's limits, faster in the same proportions."""
    return Rules(per_second=300, chat_seconds=0.02, group_per_minute=20, group_window=1.2)


def telegram_bot(platform: Telegram, limits: Limits = FAST) -> TelegramBot:
    """A bot on the emulated platform."""
    return TelegramBot(TOKEN, platform.url, limits=limits)


@asynccontextmanager
async def live(url: str, *bots: Any, found: bool = True, clock: str = "2026-05-28T19:30") -> AsyncIterator[Office]:
    """Everything running: what people send is fetched, handled and answered."""
    settings = Settings(database_url=url, secret_key="0" * 32, _env_file=None)  # type: ignore[call-arg]
    start = datetime.fromisoformat(clock).replace(tzinfo=ZONE)
    memory = Memory()
    async with open_app(settings, Clock(ZONE, start, speed=0), [memory, *bots]) as app:
        office = Office(app, memory)
        if found:
            await office.found(TREE)
        tasks = [app.worker.run(), app.sender.run(), *attended(app, bots)]
        running = [asyncio.create_task(task) for task in tasks]
        try:
            yield office
        finally:
            for task in running:
                task.cancel()
            await asyncio.gather(*running, return_exceptions=True)


async def account(office: Office, bot: str, address: str) -> Account:
    """The account at an address."""
    found = await office.act(lambda work: people.account_at(work.db, bot, address))
    assert found is not None
    return found


async def post(
    office: Office, addresses: list[str], text: str, priority: int, bot: str = "telegram:7000001", **more: Any
) -> None:
    """Something that the clock or a member of staff sends."""

    def written(work: Any) -> None:
        ids = people.account_ids(work.db, "telegram", bot, addresses)
        for address in addresses:
            work.send(ids[address], {"text": text, **more}, priority)

    await office.act(written)
