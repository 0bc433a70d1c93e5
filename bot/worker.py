"""The worker: claims conversations that have something waiting, folds their messages, commits once.

In calm the batch is one message; under load it grows by itself up to `BATCH` conversations.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping
from datetime import datetime

from sqlalchemy import Connection

from actions.atlas import Atlas
from actions.work import Conversation, Work
from bot.channels.base import Channel
from bot.clock import hears, machine_time
from forms.speech import Line
from handlers import door
from storage import inbox, outbox, people, retention
from storage.inbox import Waiting
from storage.people import Account
from storage.sql import pack, unpack
from storage.store import Store, out_of_reach

BATCH = 128
IDLE_SECONDS = 1.0
log = logging.getLogger(__name__)


class Worker:
    """Turns waiting messages into replies. `sent` is called with the outbox ids that a batch has written; `awake` says
    when what is to be said at a moment may be said."""

    def __init__(
        self,
        store: Store,
        channels: Mapping[str, Channel],
        now: Callable[[], datetime],
        holder: str,
        sent: Callable[[list[int]], None],
        batch: int = BATCH,
        awake: Callable[[datetime], datetime] = lambda moment: moment,
    ) -> None:
        self._store, self._channels, self._now, self._holder, self._sent = store, channels, now, holder, sent
        self._batch, self._awake = batch, awake
        self.atlas = Atlas()
        self._wake = asyncio.Event()
        self._present: tuple[int, Waiting] | None = None

    def wake(self) -> None:
        """Something was stored in the inbox."""
        self._wake.set()

    async def run(self) -> None:
        """Work until cancelled; what another process stored is found within a second."""
        while True:
            self._wake.clear()
            try:
                if await self.take_batch() >= self._batch:
                    continue
            except Exception as why:
                log.error("batch put off: %s", type(why).__name__)
                await asyncio.sleep(IDLE_SECONDS)
            await hears(self._wake, IDLE_SECONDS)

    async def drain(self) -> None:
        """Work until nothing waits."""
        while await self.take_batch() >= self._batch:
            pass

    async def take_batch(self) -> int:
        """Handle one batch; how many messages it held: fewer than conversations may be in a batch, and nothing is left.
        One that the store refuses as a whole is handled message by message, and the culprit set aside with its
        reason."""
        try:
            ids, count = await self._store.write(lambda db: self._handle(db, self._batch))
        except Exception as why:
            if out_of_reach(why):
                raise
            log.error("batch handled message by message: %s", type(why).__name__)
            return await self._one_by_one()
        if ids:
            self._sent(ids)
        return count

    async def _one_by_one(self) -> int:
        """As many messages as a batch holds conversations, each in a transaction of its own."""
        for done in range(self._batch):
            ids, count = await self._one()
            if not count:
                return done
            if ids:
                self._sent(ids)
        return self._batch

    async def _one(self) -> tuple[list[int], int]:
        try:
            return await self._store.write(lambda db: self._handle(db, 1, single=True))
        except Exception as why:
            if out_of_reach(why) or self._present is None:
                raise
            (account, message), reason = self._present, type(why).__name__
        log.error("message set aside: inbox %d, %s", message.id, reason)
        return await self._store.write(lambda db: self._refuse(db, account, message, reason)), 1

    def _refuse(self, db: Connection, account: int, message: Waiting, reason: str) -> list[int]:
        work = self._work(db)
        self._apologise(work, load_conversations(db, [account])[account], message, reason)
        work.settle()
        return work.sent_ids

    def _handle(self, db: Connection, batch: int, *, single: bool = False) -> tuple[list[int], int]:
        claimed = inbox.claim(db, list(self._channels), batch)
        if not claimed:
            return [], 0
        conversations = load_conversations(db, list(claimed))
        claimed = {account: self._in_order(conversations[account], claimed[account]) for account in claimed}
        if single:
            claimed = {account: messages[:1] for account, messages in claimed.items()}
            self._present = next((account, messages[0]) for account, messages in claimed.items())
        work = self._work(db)
        work.preload(str(one.session["unit"]) for one in conversations.values() if "unit" in one.session)
        for account, messages in claimed.items():
            self._fold(work, conversations[account], messages)
        work.settle()
        return work.sent_ids, sum(map(len, claimed.values()))

    def _work(self, db: Connection) -> Work:
        # The hour is read here, with the messages at hand: none of them may have come after its answer.
        return Work(db, self.atlas.refresh(db), self._now(), machine_time(), self._holder, self._awake)

    def _in_order(self, who: Conversation, messages: list[Waiting]) -> list[Waiting]:
        """As she wrote them, even where a platform delivered them otherwise."""
        if not self._channels[who.account.bot].can.sequential:
            return messages
        return sorted(messages, key=lambda message: int(message.message_id))

    def _fold(self, work: Work, who: Conversation, messages: list[Waiting]) -> None:
        for message in messages:
            before = (dict(who.session), who.person, list(who.roles))
            try:
                with work.turn(message.id):
                    said = self._channels[who.account.bot].read(message.body)
                    door.take(work, who, said)
                    work.put_in_place(said.card)
                    self._close(work, who, message)
            except Exception as why:
                log.error("turn set aside: inbox %d, %s", message.id, type(why).__name__)
                who.session, who.person, who.roles = before
                self._apologise(work, who, message, type(why).__name__)

    def _close(self, work: Work, who: Conversation, message: Waiting) -> None:
        work.keep_session(who.account.id, pack(who.session))
        work.handled([message.id], blank=who.person is None)

    def _apologise(self, work: Work, who: Conversation, message: Waiting, reason: str) -> None:
        """A turn that raised is set aside alone, with its reason; she is told, and nothing else is lost. Of whoever has
        not agreed no text is kept even then."""
        inbox.set_aside(work.db, message.id, reason)
        if who.person is None or not who.person.agreed:
            retention.blank_unknown(work.db, [message.id])
        work.send(who.account.id, {"text": who.voice.say(Line("common.apology"))}, outbox.REPLY)


def load_conversations(db: Connection, accounts: list[int]) -> dict[int, Conversation]:
    """Those accounts with their people and roles: three queries, however many they are."""
    found = people.load_accounts(db, accounts)
    persons = {account.person for account in found.values() if account.person is not None}
    known, roles = people.load_people(db, persons), people.roles_of(db, persons)
    return {key: _conversation(account, known, roles) for key, account in found.items()}


def _conversation(
    account: Account, known: Mapping[int, people.Person], roles: Mapping[int, list[people.Role]]
) -> Conversation:
    person = known.get(account.person) if account.person is not None else None
    return Conversation(account, person, list(roles.get(account.person or 0, [])), unpack(account.session))
