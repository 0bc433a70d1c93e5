"""Polling: ask the platform, store what it has, and only then let it forget.

One process at a time polls a bot, under a lease: the platforms send a second poller away.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Protocol

from sqlalchemy import Connection

from bot.channels.base import Channel, SendError
from bot.clock import machine_time
from bot.hearing import Hearing
from storage import hearing as notes
from storage import leases
from storage.hearing import Heard
from storage.inbox import Arrival
from storage.store import Store

LEASE_SECONDS = 12.0
LAST_SECONDS = 15.0  # how long a stop waits for the last answer: Zalo's wait for news and a slow line
PAUSES = (0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0)
log = logging.getLogger(__name__)
Receive = Callable[[Channel, Sequence[Arrival]], Awaitable[None]]


class Polled(Channel, Protocol):
    """A channel whose platform is asked for news. `forgets`: what it has handed out it does not have any more."""

    forgets: bool

    async def use_polling(self) -> None:
        """Ask the platform to keep updates until they are fetched. Raises SendError."""
        ...

    async def updates(self) -> list[Arrival]:
        """What the platform has. Raises SendError."""
        ...

    def stored(self) -> None:
        """Everything that `updates` handed out is stored."""
        ...

    def acknowledge(self, arrivals: Sequence[Arrival]) -> None:
        """Tell people, where the platform wants it, that a tap has arrived."""
        ...


@dataclass
class Fetched:
    """What the platform has handed out and the store has not taken yet, or is handing out just now (`asking`). Where
    the platform forgets by handing out, it is nowhere else: it outlives a lost lease, and is stored even while
    stopping."""

    arrivals: list[Arrival] = field(default_factory=list)
    asking: asyncio.Task[list[Arrival]] | None = None


async def poll(channel: Polled, receive: Receive, store: Store, holder: str) -> None:
    """Poll until cancelled, for as long as this process holds the bot's lease."""
    name, kept = notes.poll_name(channel.bot), Fetched()
    try:
        while True:
            if await _mine(store, name, holder):
                await _while_mine(channel, receive, store, name, holder, kept)
            elif kept.arrivals:
                with suppress(Exception):
                    await _keep(channel, receive, kept)
            await asyncio.sleep(LEASE_SECONDS / 4)
    finally:
        if kept.arrivals:
            with suppress(Exception):
                await receive(channel, kept.arrivals)
        await _let_go(store, name, holder)


async def _while_mine(channel: Polled, receive: Receive, store: Store, name: str, holder: str, kept: Fetched) -> None:
    """Poll and renew the lease side by side, until the lease is lost; a store that does not answer has not taken it."""
    until, hearing = machine_time() + LEASE_SECONDS, Hearing(channel.bot)
    polling = asyncio.create_task(_again_and_again(channel, receive, kept, hearing))
    try:
        while (ours := await _mine(store, name, holder, hearing.note())) or (ours is None and machine_time() < until):
            until = machine_time() + LEASE_SECONDS if ours else until
            await asyncio.sleep(LEASE_SECONDS / 4)
    finally:
        polling.cancel()
        await asyncio.gather(polling, return_exceptions=True)
        await _last(channel, kept)


async def _last(channel: Polled, kept: Fetched) -> None:
    """What has been asked for is waited for where the platform forgets, and nothing is asked after it."""
    asking, kept.asking = kept.asking, None
    if asking is None:
        return
    if channel.forgets:
        await asyncio.wait([asking], timeout=LAST_SECONDS)
    asking.cancel()
    await asyncio.gather(asking, return_exceptions=True)
    if not asking.cancelled() and asking.exception() is None:
        kept.arrivals = asking.result()


async def _again_and_again(channel: Polled, receive: Receive, kept: Fetched, hearing: Hearing) -> None:
    """Round after round; whatever goes wrong, try again with growing pauses."""
    failures = 0
    while True:
        failures = 0 if await _once(channel, receive, kept, hearing) else failures + 1
        if failures:
            await asyncio.sleep(PAUSES[min(failures, len(PAUSES)) - 1])


async def _once(channel: Polled, receive: Receive, kept: Fetched, hearing: Hearing) -> bool:
    """One round; whether it went well."""
    try:
        if not hearing.keeps:
            await channel.use_polling()
            hearing.keeps = True
        kept.arrivals = kept.arrivals or await _news(channel, kept)
        hearing.well()
        await _keep(channel, receive, kept)
    except SendError as why:
        hearing.ill(why.reason)
        await asyncio.sleep(why.wait)
        return False
    except Exception as why:
        log.error("%s: polling put off: %s", channel.bot, type(why).__name__)
        return False
    return True


async def _news(channel: Polled, kept: Fetched) -> list[Arrival]:
    """What the platform has. The question outlives whoever is cancelled while it waits for the answer."""
    kept.asking = asking = asyncio.create_task(channel.updates())
    await asyncio.wait([asking])
    kept.asking = None
    return asking.result()


async def _keep(channel: Polled, receive: Receive, kept: Fetched) -> None:
    """Store what was fetched; only then is anything else asked for."""
    if kept.arrivals:
        await receive(channel, kept.arrivals)
    channel.stored()
    arrived, kept.arrivals = kept.arrivals, []
    channel.acknowledge(arrived)


async def _mine(store: Store, name: str, holder: str, heard: Heard | None = None) -> bool | None:
    """Whether the lease is ours; None if the store does not say. Its holder keeps how the bot is heard."""
    now = machine_time()

    def renewed(db: Connection) -> bool:
        ours = leases.hold(db, name, holder, now, LEASE_SECONDS)
        if ours and heard is not None:
            notes.write(db, heard)
        return ours

    try:
        return await store.write(renewed)
    except Exception as why:
        log.error("%s: lease put off: %s", name, type(why).__name__)
        return None


async def _let_go(store: Store, name: str, holder: str) -> None:
    try:
        await store.write(lambda db: leases.let_go(db, name, holder))
    except Exception as why:
        log.warning("%s: lease kept: %s", name, type(why).__name__)
