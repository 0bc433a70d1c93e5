"""A conversation as its page shows it: what came in and what went out, in order, behind a cursor."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from sqlalchemy import Connection, func, literal, select

from storage.tables import accounts, inbox, outbox


@dataclass(frozen=True, slots=True)
class Cursor:
    """How far a page has read: the last inbox and outbox numbers it has seen."""

    inbox: int = 0
    outbox: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """One message of a conversation: its number in the inbox (hers) or the outbox, and what it says."""

    number: int
    is_hers: bool
    at: str
    body: dict[str, Any]
    key: str


def entries(db: Connection, bot: str, account: int, after: Cursor, limit: int) -> tuple[list[Entry], Cursor]:
    """The newest messages of one conversation behind `after`, oldest first, and where a page stands that has shown
    them all. Blanked ones are left out."""
    mine = (inbox.c.bot == literal(bot, literal_execute=True), inbox.c.account == account, inbox.c.id > after.inbox)
    came_in = select(inbox.c.id, inbox.c.received_at, inbox.c.body, inbox.c.message_id).where(*mine)
    theirs = (outbox.c.account == account, outbox.c.id > after.outbox)
    went_out = select(outbox.c.id, outbox.c.created_at, outbox.c.body, literal("")).where(*theirs)
    asked = db.execute(came_in.order_by(inbox.c.id.desc()).limit(limit)).all()
    said = db.execute(went_out.order_by(outbox.c.id.desc()).limit(limit)).all()
    merged = interleave(asked[::-1], said[::-1])[-limit:]
    shown = [Entry(row[0], hers, row[1], json.loads(row[2]), row[3]) for hers, row in merged if row[2]]
    return shown, Cursor(asked[0][0] if asked else after.inbox, said[0][0] if said else after.outbox)


def interleave(asked: Sequence[Any], said: Sequence[Any]) -> list[tuple[bool, Any]]:
    """Both lists as one (is it hers, the row), each kept in its order, by time; within one second in turns."""
    merged: list[tuple[bool, Any]] = []
    came, went = _timed(asked), _timed(said)
    while came and went:
        same = came[-1][0] == went[-1][0]
        hers = not (merged and merged[-1][0]) if same else came[-1][0] < went[-1][0]
        merged.append((hers, (came if hers else went).pop()[1]))
    return merged + [(True, row) for _, row in reversed(came)] + [(False, row) for _, row in reversed(went)]


def _timed(rows: Sequence[Any]) -> list[tuple[str, Any]]:
    """Rows with the latest time so far (a clock may have been set back), the last one first."""
    return list(zip(accumulate((row[1] for row in rows), max), rows, strict=True))[::-1]


def newest(db: Connection) -> Cursor:
    """Where the store stands now."""
    last = (db.execute(select(func.max(table.c.id))).scalar() or 0 for table in (inbox, outbox))
    return Cursor(*last)


def addresses_behind(db: Connection, bot: str, after: Cursor) -> set[str]:
    """Which conversations of a bot have anything behind `after`."""
    came = select(accounts.c.address).join(inbox, inbox.c.account == accounts.c.id).where(inbox.c.id > after.inbox)
    went = select(accounts.c.address).join(outbox, outbox.c.account == accounts.c.id).where(outbox.c.id > after.outbox)
    return {row[0] for query in (came, went) for row in db.execute(query.where(accounts.c.bot == bot))}


def latest_moment(db: Connection) -> str | None:
    """The latest business time at which anything came in or went out."""
    times = (db.execute(select(func.max(column))).scalar() for column in (inbox.c.received_at, outbox.c.created_at))
    return max((time for time in times if time), default=None)
