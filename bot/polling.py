"""Polling: ask the platform, store what it has, and only then let it forget.

One process at a time polls a bot, under a lease: the platforms send a second poller away.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Protocol

from bot.channels.base import Channel, SendError
from bot.clock import machine_time
from storage import leases
from storage.inbox import Arrival
from storage.store import Store

LEASE_SECONDS = 12.0
PAUSES = (0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0)
log = logging.getLogger(__name__)
Receive = Callable[[Channel, Sequence[Arrival]], Awaitable[None]]


class Polled(Channel, Protocol):
    """A channel whose platform is asked for news."""

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
    """What the platform has handed out and the store has not taken yet. Where the platform forgets by handing out, it
    is nowhere else: it outlives a lost lease, and is stored even while stopping."""

    arrivals: list[Arrival] = field(default_factory=list)


async def poll(channel: Polled, receive: Receive, store: Store, holder: str) -> None:
    """Poll until cancelled, for as long as this process holds the bot's lease."""
    name, kept = f"poll {channel.bot}", Fetched()
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
    until = machine_time() + LEASE_SECONDS
    polling = asyncio.create_task(_again_and_again(channel, receive, kept))
    try:
        while (ours := await _mine(store, name, holder)) or (ours is None and machine_time() < until):
            until = machine_time() + LEASE_SECONDS if ours else until
            await asyncio.sleep(LEASE_SECONDS / 4)
    finally:
        polling.cancel()
        await asyncio.gather(polling, return_exceptions=True)


async def _again_and_again(channel: Polled, receive: Receive, kept: Fetched) -> None:
    """Round after round; whatever goes wrong, try again with growing pauses."""
    failures = 0
    while True:
        failures = 0 if await _once(channel, receive, kept) else failures + 1
        if failures:
            await asyncio.sleep(PAUSES[min(failures, len(PAUSES)) - 1])


async def _once(channel: Polled, receive: Receive, kept: Fetched) -> bool:
    """One round; whether it went well."""
    try:
        kept.arrivals = kept.arrivals or await channel.updates()
        await _keep(channel, receive, kept)
    except SendError as why:
        log.info("%s: polling put off: %s", channel.bot, why.reason)
        await asyncio.sleep(why.wait)
        return False
    except Exception as why:
        log.error("%s: polling put off: %s", channel.bot, type(why).__name__)
        return False
    return True


async def _keep(channel: Polled, receive: Receive, kept: Fetched) -> None:
    """Store what was fetched; only then is anything else asked for."""
    if kept.arrivals:
        await receive(channel, kept.arrivals)
    channel.stored()
    arrived, kept.arrivals = kept.arrivals, []
    channel.acknowledge(arrived)


async def _mine(store: Store, name: str, holder: str) -> bool | None:
    """Whether the lease is ours; None if the store does not say."""
    now = machine_time()
    try:
        return await store.write(lambda db: leases.hold(db, name, holder, now, LEASE_SECONDS))
    except Exception as why:
        log.error("%s: lease put off: %s", name, type(why).__name__)
        return None


async def _let_go(store: Store, name: str, holder: str) -> None:
    try:
        await store.write(lambda db: leases.let_go(db, name, holder))
    except Exception as why:
        log.warning("%s: lease kept: %s", name, type(why).__name__)
