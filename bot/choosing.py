"""Which of the waiting messages go now: each chat's in order, and no more of a bot's than its platform allows."""

from collections.abc import Collection, Container, Mapping, Sequence

from sqlalchemy import Connection

from bot.channels.base import Channel
from storage import outbox, tokens
from storage.outbox import Outgoing
from storage.tokens import Token

LOOK_SECONDS = 1.0
LEASE_LIMIT = 200
FRESH_LIMIT = 500
AHEAD_SECONDS = 0.05
SHORTEST_REST = 0.01
Chosen = tuple[list[Outgoing], Token | None]


class Chooser:
    """Chooses, inside the sender's transaction. `busy` are the chats that something is on its way to; `backlog` the
    bots that have more waiting, and `look_at` when it is worth choosing among it again (machine time). `_crowded` are
    chats seen to have more than one message, `_soon` those that wait: from when on, and for which bot."""

    def __init__(self, channels: Mapping[str, Channel], holder: str, busy: Container[int]) -> None:
        self._channels, self._holder, self._busy = channels, holder, busy
        self._provided = False
        self.backlog: set[str] = set()
        self.look_at = 0.0
        self._crowded: set[int] = set()
        self._soon: dict[int, tuple[float, str]] = {}

    def provide(self, db: Connection) -> None:
        """Make the tokens of every bot, once."""
        if self._provided:
            return
        for bot, channel in self._channels.items():
            if channel.can.limits:
                tokens.provide(db, bot, channel.can.limits.per_second)
        self._provided = True

    def first(self, db: Connection, fresh: Sequence[int], now: float) -> list[Outgoing]:
        """Of what was written just now, what no earlier message of its chat stands before. A bot that this process
        does not serve is left to one that does."""
        self._release(db, fresh[FRESH_LIMIT:])
        loaded = outbox.load(db, fresh[:FRESH_LIMIT], self._holder, now)
        self._release(db, [message.id for message in loaded if message.bot not in self._channels])
        messages = [message for message in loaded if message.bot in self._channels]
        waits = outbox.behind(db, messages, self._holder, now) if messages else set()
        self._release(db, waits)
        self.backlog.update(message.bot for message in messages if message.id in waits)
        self._crowded.update(message.account for message in messages if message.id in waits)
        return [message for message in messages if message.id not in waits]

    def rests(self, db: Connection, chats: Mapping[int, tuple[float, str]], unfinished: Collection[int]) -> None:
        """Those chats (until when, by which bot) are to rest: where more waits for one, be it the next part of what is
        `unfinished`, that is looked at just then."""
        self._crowded.update(unfinished)
        mine = self._crowded.intersection(chats)
        still = outbox.crowded(db, mine) if mine else set()
        self._crowded -= mine - still
        self._soon |= {chat: chats[chat] for chat in still}
        self.backlog.update(chats[chat][1] for chat in still)

    def _release(self, db: Connection, ids: Collection[int]) -> None:
        outbox.release(db, ids, self._holder)

    def choose(self, db: Connection, found: Sequence[Outgoing], least_urgent: int, now: float) -> list[Chosen]:
        """Which of those go now, bot by bot, with their tokens; the rest goes back."""
        chosen: list[Chosen] = []
        self.look_at = now + LOOK_SECONDS
        waiting, self.backlog = self.backlog, set()
        for bot in dict.fromkeys([*(message.bot for message in found), *waiting]):
            mine = [message for message in found if message.bot == bot]
            limits = self._channels[bot].can.limits
            if limits is None:
                chosen += [(chat, None) for chat in self._unpaced(db, bot, mine, bot in waiting, least_urgent, now)]
            else:
                chosen += self._paced(db, bot, mine, limits.per_second, least_urgent, now)
        self._soon = {chat: one for chat, one in self._soon.items() if one[0] > now}
        for free_at, bot in self._soon.values():
            self.backlog.add(bot)
            self.look_at = min(self.look_at, free_at)
        return chosen

    def _unpaced(
        self, db: Connection, bot: str, mine: list[Outgoing], more: bool, least_urgent: int, now: float
    ) -> list[list[Outgoing]]:
        """Everything at once, each chat's messages one after another."""
        if more:
            mine = mine + outbox.lease(db, [bot], self._holder, now, LEASE_LIMIT, least_urgent)
        chats: dict[int, list[Outgoing]] = {}
        for message in sorted(mine, key=lambda one: (one.priority, one.id)):
            chats.setdefault(message.account, []).append(message)
        late = [message for account in chats if account in self._busy for message in chats[account]]
        late += [message for chat in chats.values() for message in chat if message.priority > least_urgent]
        self._put_back(db, bot, late, now)
        gone = {message.id for message in late}
        return [rest for chat in chats.values() if (rest := [one for one in chat if one.id not in gone])]

    def _paced(
        self, db: Connection, bot: str, mine: list[Outgoing], per_second: int, least_urgent: int, now: float
    ) -> list[Chosen]:
        """As many as there are tokens: first what was written just now, then what has been waiting, each chat once."""
        permits = tokens.take(db, bot, per_second, per_second, now, AHEAD_SECONDS)
        ready, late = self._by_chat(sorted(mine, key=lambda one: (one.priority, one.id)), least_urgent, now)
        if room := len(permits) - len(ready):
            more = outbox.lease(db, [bot], self._holder, now, room, least_urgent) if room > 0 else []
            again, busy = self._by_chat(more, least_urgent, now, {message.account for message in ready})
            ready, late = ready + again, late + busy
        chosen = list(zip(([message] for message in ready), permits, strict=False))
        late += ready[len(permits) :]
        tokens.give_back(db, [(permit, permit.at) for permit in permits[len(chosen) :]])
        self._put_back(db, bot, late, now)
        if late or len(chosen) == len(permits):
            self.backlog.add(bot)
            self.look_at = min(self.look_at, self._next_look(db, bot, now))
        return list(chosen)

    def _by_chat(
        self, messages: Sequence[Outgoing], least_urgent: int, now: float, taken: set[int] | None = None
    ) -> tuple[list[Outgoing], list[Outgoing]]:
        """One message a chat that may go now, and the others."""
        ready: list[Outgoing] = []
        late: list[Outgoing] = []
        chats = set(taken or ())
        for message in messages:
            taken_up = message.account in chats or message.account in self._busy
            may = not taken_up and message.free_at <= now and message.priority <= least_urgent
            (ready if may else late).append(message)
            chats.add(message.account)
        return ready, late

    def _put_back(self, db: Connection, bot: str, late: Sequence[Outgoing], now: float) -> None:
        self._release(db, [message.id for message in late])
        coming = [message.free_at for message in late if message.free_at > now]
        self._crowded.update(message.account for message in late)
        if late:
            self.backlog.add(bot)
            self.look_at = min([self.look_at, *coming])

    def _next_look(self, db: Connection, bot: str, now: float) -> float:
        """When it is worth asking for tokens again; a landing wakes the sender anyway."""
        return max(tokens.next_free(db, bot) - AHEAD_SECONDS, now + SHORTEST_REST)
