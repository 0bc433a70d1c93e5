"""Permission to send: each bot has as many tokens as its platform allows messages a second.

A token is taken for one message and comes back one second after that message has been answered, so that no
second holds more messages than there are tokens, however many processes send and however uneven the wire is.
A token that a dead process has taken comes back by itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, func, select, update

from storage.sql import insert_new, run_many
from storage.tables import tokens

HELD_SECONDS = 25.0
FREE = (
    select(tokens.c.number, tokens.c.free_at)
    .where(
        tokens.c.bot == bindparam("bot"),
        tokens.c.number < bindparam("most"),
        tokens.c.free_at <= bindparam("by"),
    )
    .order_by(tokens.c.free_at, tokens.c.number)
    .limit(bindparam("count"))
    .with_for_update(skip_locked=True)
)
FREE_AT = (
    update(tokens)
    .where(tokens.c.bot == bindparam("b"), tokens.c.number == bindparam("n"))
    .values(free_at=bindparam("at"))
)
NEXT = select(func.min(tokens.c.free_at)).where(tokens.c.bot == bindparam("bot"))


@dataclass(frozen=True, slots=True)
class Token:
    """Permission for one message of `bot` from machine time `at` on."""

    bot: str
    number: int
    at: float


def provide(db: Connection, bot: str, count: int) -> None:
    """Make a bot's tokens, where they are not there yet."""
    insert_new(db, tokens, [{"bot": bot, "number": number, "free_at": 0.0} for number in range(count)])


def take(db: Connection, bot: str, count: int, most: int, now: float, ahead: float) -> list[Token]:
    """Up to `count` of the first `most` tokens that are free by `now + ahead`, the earliest first."""
    rows = db.execute(FREE, {"bot": bot, "most": most, "by": now + ahead, "count": count}).all()
    _set(db, [(Token(bot, row.number, 0.0), now + HELD_SECONDS) for row in rows])
    return [Token(bot, row.number, row.free_at) for row in rows]


def give_back(db: Connection, used: Sequence[tuple[Token, float]]) -> None:
    """Those tokens are free from the given machine times on."""
    _set(db, sorted(used, key=lambda one: (one[0].bot, one[0].number)))


def _set(db: Connection, rows: Sequence[tuple[Token, float]]) -> None:
    run_many(db, FREE_AT, [{"b": token.bot, "n": token.number, "at": at} for token, at in rows])


def pause(db: Connection, bot: str, first: float, others: float) -> None:
    """Silence for this bot: no token is free before `others`, but for one at `first`, to try whether it is over."""
    mine = update(tokens).where(tokens.c.bot == bot)
    db.execute(mine.where(tokens.c.number == 0, tokens.c.free_at < first).values(free_at=first))
    db.execute(mine.where(tokens.c.number > 0, tokens.c.free_at < others).values(free_at=others))


def lift(db: Connection, bot: str, paused: float, now: float) -> None:
    """The silence is over: tokens that were to be free at `paused` are free now."""
    db.execute(update(tokens).where(tokens.c.bot == bot, tokens.c.free_at == paused).values(free_at=now))


def next_free(db: Connection, bot: str) -> float:
    """When the next token of a bot comes free."""
    return db.execute(NEXT, {"bot": bot}).scalar() or 0.0
