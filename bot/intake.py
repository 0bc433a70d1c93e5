"""Taking messages in: stored in one transaction with whatever else has just come, before any platform is told.

A batch that the store refuses as a whole is stored message by message, and the culprit set aside with its
reason, so that one message never holds up those behind it.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy import Connection

from bot.channels.base import Channel
from storage import inbox
from storage.inbox import Arrival
from storage.store import Store, out_of_reach

log = logging.getLogger(__name__)
Batch = list[tuple[Channel, Sequence[Arrival]]]


class Intake:
    """Stores what channels receive; `wake` is called when there is something to handle."""

    def __init__(self, store: Store, now: Callable[[], datetime], wake: Callable[[], None]) -> None:
        self._store, self._now, self._wake = store, now, wake
        self._waiting: list[tuple[Channel, Sequence[Arrival], asyncio.Future[None]]] = []
        self._storing = asyncio.Lock()

    async def receive(self, channel: Channel, arrivals: Sequence[Arrival]) -> None:
        """Returns when they are stored for good. Raises what the store raises when it is out of reach."""
        stored = asyncio.get_running_loop().create_future()
        self._waiting.append((channel, arrivals, stored))
        async with self._storing:
            if not stored.done():
                await self._store_all()
        await stored

    async def _store_all(self) -> None:
        """One transaction for everything that came while the last one was being written."""
        entries, self._waiting = self._waiting, []
        try:
            await self._keep([(channel, arrivals) for channel, arrivals, _ in entries])
        except BaseException as why:
            for _, _, stored in entries:
                stored.set_exception(why if isinstance(why, Exception) else ConnectionAbortedError())
                stored.exception()  # looked at: whoever no longer waits for it is not complained about
            if not isinstance(why, Exception):
                raise
        else:
            for _, _, stored in entries:
                stored.set_result(None)
        self._wake()

    async def _keep(self, batch: Batch) -> None:
        try:
            await self._write(batch)
        except Exception as why:
            if out_of_reach(why):
                raise
            log.error("batch stored message by message: %s", type(why).__name__)
            for channel, arrivals in batch:
                for arrival in arrivals:
                    await self._keep_one(channel, arrival)

    async def _keep_one(self, channel: Channel, arrival: Arrival) -> None:
        try:
            await self._write([(channel, [arrival])])
        except Exception as why:
            if out_of_reach(why):
                raise
            reason = type(why).__name__
            log.error("message set aside before it was handled: %s", reason)
            at = self._at()
            await self._store.write(lambda db: inbox.store_failed(db, channel.name, channel.bot, arrival, at, reason))

    async def _write(self, batch: Batch) -> None:
        at = self._at()

        def store(db: Connection) -> None:
            for channel, arrivals in batch:
                inbox.store(db, channel.name, channel.bot, arrivals, at)

        await self._store.write(store)

    def _at(self) -> str:
        return self._now().isoformat(timespec="seconds")
