"""Outgoing messages: written in the transaction that decides them, sent afterwards under a lease."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, func, insert, select, update

from storage.sql import Record, pack
from storage.tables import accounts, outbox

REPLY, ALERT, REMINDER, DIGEST = 0, 1, 2, 3
LEASE_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message to send: to whom, how urgent, and what the channel is to show."""

    id: int
    account: int
    channel: str
    bot: str
    address: str
    priority: int
    body: dict[str, Any]
    attempts: int


def add(db: Connection, rows: Sequence[Record], holder: str, now: float, at: str) -> list[int]:
    """Write messages, already leased to `holder`, who is about to send them; their ids.

    A row has `account`, `priority`, `body`. `now` is machine time in seconds, `at` business time.
    """
    if not rows:
        return []
    common = {"created_at": at, "state": "waiting", "not_before": now, "attempts": 0}
    common |= {"leased_by": holder or None, "leased_until": now + LEASE_SECONDS if holder else 0.0}
    full = [{**common, **row, "body": pack(row["body"])} for row in rows]
    statement = insert(outbox).returning(outbox.c.id, sort_by_parameter_order=True)
    return list(db.execute(statement, full).scalars())


def lease(db: Connection, bots: Sequence[str], holder: str, now: float, limit: int) -> list[Outgoing]:
    """Take messages of those bots that nobody is sending: most urgent first, then in order."""
    free = (outbox.c.state == "waiting", outbox.c.leased_until < now, outbox.c.not_before <= now)
    query = select(outbox.c.id).join(accounts, accounts.c.id == outbox.c.account).where(*free, accounts.c.bot.in_(bots))
    query = query.order_by(outbox.c.priority, outbox.c.id).limit(limit)
    ids = list(db.execute(query.with_for_update(of=outbox, skip_locked=True)).scalars())
    if not ids:
        return []
    db.execute(update(outbox).where(outbox.c.id.in_(ids)).values(leased_by=holder, leased_until=now + LEASE_SECONDS))
    return load(db, ids)


def load(db: Connection, ids: Sequence[int]) -> list[Outgoing]:
    """Those messages with their addresses, most urgent first."""
    query = (
        select(outbox, accounts.c.channel, accounts.c.bot, accounts.c.address)
        .join(accounts, accounts.c.id == outbox.c.account)
        .where(outbox.c.id.in_(ids))
        .order_by(outbox.c.priority, outbox.c.id)
    )
    return [_outgoing(row) for row in db.execute(query)]


def _outgoing(row: Any) -> Outgoing:
    return Outgoing(
        row.id, row.account, row.channel, row.bot, row.address, row.priority, json.loads(row.body), row.attempts
    )


def mark_sent(db: Connection, sent: Sequence[tuple[int, str]], at: str) -> None:
    """Those messages (id, the platform's own id) have gone out."""
    if sent:
        values = {"state": "sent", "sent_at": at, "remote_id": bindparam("remote")}
        statement = update(outbox).where(outbox.c.id == bindparam("message")).values(**values)
        db.execute(statement, [{"message": message, "remote": remote} for message, remote in sent])


def put_off(db: Connection, message: int, until: float, reason: str) -> None:
    """Sending failed for now: free the message for another try at machine time `until`."""
    values = {"not_before": until, "leased_until": 0.0, "attempts": outbox.c.attempts + 1, "reason": reason}
    db.execute(update(outbox).where(outbox.c.id == message).values(**values))


def give_up(db: Connection, message: int, reason: str) -> None:
    """Sending will never work: a dead letter with its reason."""
    db.execute(update(outbox).where(outbox.c.id == message).values(state="dead", reason=reason))


def release(db: Connection, holder: str) -> None:
    """Free everything that `holder` has leased and not sent (it is shutting down, or starting anew)."""
    mine = (outbox.c.state == "waiting", outbox.c.leased_by == holder)
    db.execute(update(outbox).where(*mine).values(leased_until=0.0))


def states(db: Connection) -> dict[str, int]:
    """How many messages are in each state."""
    rows = db.execute(select(outbox.c.state, func.count()).group_by(outbox.c.state))
    return {row[0]: row[1] for row in rows}


def dead(db: Connection, limit: int) -> list[dict[str, Any]]:
    """The newest dead letters: id, account, reason, created_at."""
    query = select(outbox.c.id, outbox.c.account, outbox.c.reason, outbox.c.created_at)
    rows = db.execute(query.where(outbox.c.state == "dead").order_by(outbox.c.id.desc()).limit(limit))
    return [dict(row._mapping) for row in rows]


def since(db: Connection, account: int, after: int, limit: int) -> list[dict[str, Any]]:
    """Messages of one conversation behind `after`, oldest first (at most the newest `limit`): id, created_at, body."""
    query = select(outbox.c.id, outbox.c.created_at, outbox.c.body)
    query = query.where(outbox.c.account == account, outbox.c.id > after).order_by(outbox.c.id.desc()).limit(limit)
    rows = db.execute(query).all()
    return [{"id": row.id, "created_at": row.created_at, "body": json.loads(row.body)} for row in reversed(rows)]
