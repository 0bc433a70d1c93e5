"""The composition root: settings, store, channels, worker and sender put together, and taken apart again."""

import asyncio
import gc
import secrets
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

from actions.atlas import Atlas
from bot.channels.base import Channel, SendsFiles
from bot.clock import Clock, machine_time
from bot.enclosures import Enclosures
from bot.intake import Intake
from bot.logs import discreet
from bot.secret import secret_key
from bot.sender import Sender
from bot.settings import Settings
from bot.worker import BATCH, Worker
from scheduler.times import Hours
from scheduler.wake import Waker
from storage.inbox import Arrival
from storage.store import Store

COLLECTING = (20_000, 20, 100)


@dataclass
class App:
    """Everything that runs in one process."""

    settings: Settings
    store: Store
    clock: Clock
    holder: str
    channels: dict[str, Channel]
    intake: Intake
    worker: Worker
    sender: Sender
    waker: Waker
    enclosures: Enclosures

    async def receive(self, channel: Channel, arrivals: Sequence[Arrival]) -> None:
        """Store a batch of raw messages; only then may the platform be told that they arrived."""
        await self.intake.receive(channel, arrivals)

    async def settle(self) -> None:
        """Handle and send everything that waits."""
        await self.worker.drain()
        await self.sender.drain()


@asynccontextmanager
async def open_app(
    settings: Settings, clock: Clock, channels: Sequence[Channel], batch: int = BATCH
) -> AsyncIterator[App]:
    """Open everything; close it in reverse. Raises storage.store.StoreError."""
    discreet()
    # A turn makes thousands of short-lived objects, a country's plan hundreds of thousands, none of them in cycles: to
    # look for cycles every 700, and all over a tree of 100,000 units, would be a fifth of the work.
    gc.set_threshold(*COLLECTING)
    store = await Store.open(settings.database_url)
    try:
        by_bot = {channel.bot: channel for channel in channels}
        holder = secrets.token_hex(6)
        hours = Hours(settings.zone, settings.quiet)
        secret = settings.secret_key or await store.write(lambda db: secret_key(db, settings))
        enclosures = Enclosures(store, Atlas(), clock.now, secret, settings.public_url)
        for channel in channels:
            if isinstance(channel, SendsFiles):
                channel.read_file = enclosures.read
        sender = Sender(store, by_bot, clock.now, holder, hours.is_quiet, enclosures.addressed)
        worker = Worker(store, by_bot, clock.now, holder, sender.take, batch, hours.awake)
        intake = Intake(store, clock.now, worker.wake)
        waker = Waker(store, worker.atlas, hours, clock.now, machine_time, holder, sender.take, settings.habits)
        yield App(settings, store, clock, holder, by_bot, intake, worker, sender, waker, enclosures)
    finally:
        await store.close()


async def run_until_cancelled(*tasks: asyncio.Task[None]) -> None:
    """Wait for background tasks; cancel the others when one ends."""
    try:
        await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
