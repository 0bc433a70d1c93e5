"""The sender: what a batch has written leaves at once; a sweep takes up what nobody else is sending.

Sent-marks are written in batches. A failed send is tried again with growing pauses, then becomes a dead
letter with its reason.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping
from datetime import datetime

from bot.channels.base import Channel, SendError
from bot.clock import machine_time
from storage import outbox
from storage.outbox import Outgoing
from storage.store import Store

SWEEP_SECONDS = 1.0
SWEEP_LIMIT = 200
TRIES = 6
log = logging.getLogger(__name__)


class Sender:
    """Sends what is in the outbox through the channels of this process."""

    def __init__(self, store: Store, channels: Mapping[str, Channel], now: Callable[[], datetime], holder: str) -> None:
        self._store, self._channels, self._now, self._holder = store, channels, now, holder
        self._ready: asyncio.Queue[list[int]] = asyncio.Queue()

    def take(self, ids: list[int]) -> None:
        """These messages were written and leased to this process just now."""
        self._ready.put_nowait(ids)

    async def run(self) -> None:
        """Send until cancelled."""
        await self._store.write(lambda db: outbox.release(db, self._holder))
        while True:
            try:
                if not await self._send_ready(SWEEP_SECONDS):
                    await self.sweep()
            except Exception as why:
                log.error("sending put off: %s", type(why).__name__)
                await asyncio.sleep(SWEEP_SECONDS)

    async def drain(self) -> None:
        """Send until nothing is left that may go now."""
        while await self._send_ready(0) or await self.sweep():
            pass

    async def sweep(self) -> int:
        """Take up messages that nobody is sending; how many."""
        now = machine_time()
        bots = list(self._channels)
        found = await self._store.write(lambda db: outbox.lease(db, bots, self._holder, now, SWEEP_LIMIT))
        await self._send(found)
        return len(found)

    async def _send_ready(self, seconds: float) -> int:
        """Send what waits in memory, waiting at most `seconds` for something to come."""
        ids: list[int] = []
        if self._ready.empty() and seconds:
            try:
                ids += await asyncio.wait_for(self._ready.get(), seconds)
            except TimeoutError:
                return 0
        while not self._ready.empty():
            ids += self._ready.get_nowait()
        if ids:
            await self._send(await self._store.read(lambda db: outbox.load(db, ids)))
        return len(ids)

    async def _send(self, messages: list[Outgoing]) -> None:
        if not messages:
            return
        chats: dict[int, list[Outgoing]] = {}
        for message in messages:
            chats.setdefault(message.account, []).append(message)
        sent = [one for part in await asyncio.gather(*map(self._send_in_order, chats.values())) for one in part]
        at = self._now().isoformat(timespec="seconds")
        await self._store.write(lambda db: outbox.mark_sent(db, sent, at))

    async def _send_in_order(self, messages: list[Outgoing]) -> list[tuple[int, str]]:
        """One chat's messages, one after another; what stands behind a failure waits with it."""
        sent: list[tuple[int, str]] = []
        for message in messages:
            try:
                channel = self._channels[message.bot]
                sent.append((message.id, await channel.send(message.address, message.body, message.id)))
            except SendError as why:
                await self._failed(message, why)
                break
        return sent

    async def _failed(self, message: Outgoing, why: SendError) -> None:
        if not why.retryable or message.attempts + 1 >= TRIES:
            await self._store.write(lambda db: outbox.give_up(db, message.id, why.reason))
            return
        until = machine_time() + max(why.wait, 2.0**message.attempts)
        await self._store.write(lambda db: outbox.put_off(db, message.id, until, why.reason))
