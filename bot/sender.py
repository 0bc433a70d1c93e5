"""The sender: what a batch has written leaves at once; a sweep takes up what nobody else is sending.

The outbox is the queue; memory holds only what is about to leave. Each round is one transaction: what has
become of the messages sent since the last one, which messages go next, and the tokens they need.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from bot import delivery
from bot.channels.base import (
    AmbiguousError,
    CardGoneError,
    Channel,
    MovedError,
    RefusedError,
    SendError,
    UnreachableError,
)
from bot.channels.parts import parts
from bot.choosing import LEASE_LIMIT, SHORTEST_REST, Chooser, Chosen
from bot.clock import hears, machine_time
from bot.delivery import Trouble
from storage import outbox, people, tokens
from storage.outbox import Fate, Outgoing
from storage.store import Store
from storage.tokens import Token

SWEEP_SECONDS = 1.0
SEND_SECONDS = 20.0
UPLOAD_SECONDS = 90.0  # a file is made and carried over a slow line
MARK_SECONDS = 0.02  # what lands within this time is written down in one transaction
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Landing:
    """How one attempt ended, and when."""

    message: Outgoing
    parts: int
    remote: str
    error: SendError | None
    edit: bool  # it was to replace a card
    token: Token | None
    at: float


class Sender:
    """Sends what is in the outbox through the channels of this process. `is_quiet` holds back what the clock began;
    `addressed` gives a message the links that go with it."""

    def __init__(
        self,
        store: Store,
        channels: Mapping[str, Channel],
        now: Callable[[], datetime],
        holder: str,
        is_quiet: Callable[[datetime], bool] = lambda _: False,
        addressed: Callable[[Mapping[str, Any]], Mapping[str, Any]] = lambda body: body,
    ) -> None:
        self._store, self._channels, self._now, self._holder = store, channels, now, holder
        self._is_quiet, self._addressed = is_quiet, addressed
        self._fresh: list[int] = []
        self._landed: list[Landing] = []
        self._flying: dict[int, asyncio.Task[None]] = {}
        self._chooser = Chooser(channels, holder, self._flying)
        self._trouble = {bot: Trouble() for bot in channels}
        self._sweep_at = 0.0
        self._wake = asyncio.Event()

    def take(self, ids: list[int]) -> None:
        """These messages were written and leased to this process just now."""
        self._fresh += ids
        self._wake.set()

    async def run(self) -> None:
        """Send until cancelled; then let what is on its way land."""
        try:
            while True:
                try:
                    await self.round()
                except Exception as why:
                    log.error("sending put off: %s", type(why).__name__)
                    await asyncio.sleep(SWEEP_SECONDS)
                await self._rest()
        finally:
            await self._land()

    async def drain(self) -> None:
        """Send until nothing is left that may go now. The outbox itself is looked into last."""
        while True:
            last = not self._fresh
            self._sweep_at = 0.0 if last else self._sweep_at
            sends = await self.round()
            if self._flying:
                await asyncio.wait(self._flying.values(), return_when=asyncio.FIRST_COMPLETED)
            elif last and not (sends or self._landed or self._fresh):
                return

    async def _rest(self) -> None:
        """Until something lands or is written, or the next look into the outbox is due."""
        due = min(self._sweep_at, self._chooser.look_at) if self._chooser.backlog else self._sweep_at
        await hears(self._wake, max(due - machine_time(), SHORTEST_REST))

    async def _land(self) -> None:
        """Wait for what is on its way, and write down what became of it."""
        if self._flying:
            await asyncio.wait(self._flying.values(), timeout=SEND_SECONDS)
        landed, self._landed = self._landed, []
        with suppress(Exception):
            await self._store.write(lambda db: self._settle(db, landed))

    # ── one round ────────────────────────────────────────────────────────────

    async def round(self) -> bool:
        """Write down what landed, send what may go; whether anything went."""
        self._wake.clear()
        now = machine_time()
        fresh, self._fresh = self._fresh, []
        landed, self._landed = self._landed, []
        sweeps = now >= self._sweep_at
        if not (fresh or landed or sweeps or (self._chooser.backlog and now >= self._chooser.look_at)):
            return False
        try:
            chosen = await self._store.write(lambda db: self._step(db, landed, fresh, sweeps, now))
        except Exception:
            self._fresh, self._landed = fresh + self._fresh, landed + self._landed
            raise
        if sweeps:
            self._sweep_at = now + SWEEP_SECONDS
        for messages, token in chosen:
            self._launch(messages, token)
        return bool(chosen)

    def _step(
        self, db: Connection, landed: Sequence[Landing], fresh: Sequence[int], sweeps: bool, now: float
    ) -> list[Chosen]:
        self._chooser.provide(db)
        self._settle(db, landed)
        if sweeps:
            outbox.expire(db, now, self._at())
        least_urgent = outbox.ALERT if self._is_quiet(self._now()) else outbox.DIGEST
        found = self._chooser.first(db, fresh, now)
        if sweeps:
            outbox.clear_doubts(db, list(self._channels), now, self._at())
            calm = [bot for bot in self._channels if bot not in self._chooser.backlog]
            found += outbox.lease(db, calm, self._holder, now, LEASE_LIMIT, least_urgent) if calm else []
        chosen = self._chooser.choose(db, found, least_urgent, now)
        slow = [message.id for messages, _ in chosen for message in messages if _has_files(message)]
        outbox.hold(db, slow, now + UPLOAD_SECONDS)
        return chosen

    # ── on its way ───────────────────────────────────────────────────────────

    def _launch(self, messages: list[Outgoing], token: Token | None) -> None:
        task = asyncio.create_task(self._fly(messages, token))
        self._flying[messages[0].account] = task

    async def _fly(self, messages: list[Outgoing], token: Token | None) -> None:
        """One chat's messages, one after another; what stands behind a failure is looked at again later."""
        try:
            if token is not None and (early := token.at - machine_time()) > 0:
                await asyncio.sleep(early)
            for message in messages:
                landing = await self._attempt(message, token)
                self._landed.append(landing)
                if landing.error is not None or _goes_on(landing):
                    break
        finally:
            self._flying.pop(messages[0].account, None)
            asyncio.get_running_loop().call_later(MARK_SECONDS, self._wake.set)

    async def _attempt(self, message: Outgoing, token: Token | None) -> Landing:
        remote, error, count, edit = "", None, 1, False
        try:
            channel = self._channels[message.bot]
            whole = parts(self._addressed(message.body), channel.can)
            count, edit = len(whole), "card" in whole[message.parts_sent]
            async with asyncio.timeout(_patience(message)):
                remote = await channel.send(message.address, whole[message.parts_sent], message.id)
        except SendError as why:
            error = why
        except TimeoutError:
            error = AmbiguousError("no answer")
        except Exception as why:
            log.error("message %d cannot be sent: %s", message.id, type(why).__name__)
            error = RefusedError(type(why).__name__)
        return Landing(message, count, remote, error, edit, token, machine_time())

    # ── what became of it ────────────────────────────────────────────────────

    def _settle(self, db: Connection, landed: Sequence[Landing]) -> None:
        if not landed:
            return
        at = self._at()
        outbox.settle(db, [self._fate(db, landing, at) for landing in landed])
        for landing in landed:
            if isinstance(landing.error, UnreachableError):
                self._lost(db, landing.message, landing.error.reason, at)
            elif isinstance(landing.error, MovedError):
                heir = people.move(db, landing.message.account, landing.error.address)
                outbox.readdress(db, landing.message.account, heir)
            elif isinstance(landing.error, CardGoneError):
                outbox.detach(db, landing.message)
        rest = {one.message.account: (self._chat_free(one), one.message.bot) for one in landed if one.token}
        outbox.rest(db, {chat: free_at for chat, (free_at, _) in rest.items()})
        self._chooser.rests(db, rest, [one.message.account for one in landed if _goes_on(one)])
        tokens.give_back(db, [(one.token, self._token_free(one, one.token)) for one in landed if one.token])

    def _lost(self, db: Connection, message: Outgoing, reason: str, at: str) -> None:
        """Whoever cannot be reached here any more is told elsewhere, where she has another account."""
        people.unreachable(db, message.account, at)
        if (heir := people.elsewhere(db, message.account, self._channels)) is not None:
            outbox.follow(db, message, heir, self._holder)
        outbox.bury(db, message.account, reason)

    def _fate(self, db: Connection, one: Landing, at: str) -> Fate:
        trouble = self._trouble[one.message.bot]
        if one.error is None:
            if trouble.until:
                tokens.lift(db, one.message.bot, trouble.free_at(1), one.at)
            trouble.went_well(one.at)
            return delivery.sent(one.message, one.remote, one.parts, at, one.at)
        wide = trouble.failed(one.message.account, one.error, one.at)
        if wide:
            tokens.pause(db, one.message.bot, trouble.free_at(0), trouble.free_at(1))
        how = {"wide": wide, "edit": one.edit, "is_alone": trouble.is_fine(one.at)}
        return delivery.failed(one.message, one.error, one.parts, at, one.at, **how)

    def _token_free(self, one: Landing, token: Token) -> float:
        return max(one.at + 1.0, self._trouble[one.message.bot].free_at(token.number))

    def _chat_free(self, one: Landing) -> float:
        """When the chat may be written to again: the platform's own word, or its usual pace."""
        limits = self._channels[one.message.bot].can.limits
        if limits is None:
            return 0.0
        pace = limits.group_seconds if one.message.address.startswith("-") else limits.chat_seconds
        return one.at + max(pace, one.error.wait if one.error else 0.0)

    def _at(self) -> str:
        return self._now().isoformat(timespec="seconds")


def _has_files(message: Outgoing) -> bool:
    return bool(message.body.get("files") or message.body.get("photos"))


def _goes_on(landing: Landing) -> bool:
    """Whether there is another part to send."""
    return landing.parts > landing.message.parts_sent + 1


def _patience(message: Outgoing) -> float:
    return UPLOAD_SECONDS if _has_files(message) else SEND_SECONDS
