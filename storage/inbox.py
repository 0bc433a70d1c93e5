"""Incoming messages: stored before the platform is told so, handled once, conversation by conversation."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, func, select, update

from storage import people
from storage.sql import Record, insert_new, listed, rows_among, run_many
from storage.tables import accounts, inbox

BOT = func.coalesce(inbox.c.bot, "")  # keeps the planner from reading everything that a bot ever received
OLDEST = (
    select(inbox.c.account, func.min(inbox.c.id).label("first"))
    .where(inbox.c.state == "waiting", listed(BOT, "bots"))
    .group_by(inbox.c.account)
    .subquery()
)
CONVERSATIONS = (
    select(accounts.c.id)
    .join(OLDEST, OLDEST.c.account == accounts.c.id)
    .order_by(OLDEST.c.first)
    .limit(bindparam("most"))
    .with_for_update(of=accounts, skip_locked=True)
)
WAITING = (
    select(inbox.c.id, inbox.c.account, inbox.c.message_id, inbox.c.received_at, inbox.c.body)
    .where(inbox.c.state == "waiting", listed(inbox.c.account, "accounts"))
    .order_by(inbox.c.id)
)
FINISH = update(inbox).where(inbox.c.id == bindparam("message")).values(state="done")


@dataclass(frozen=True, slots=True)
class Arrival:
    """A raw message as a channel received it: unique by bot and message id."""

    message_id: str
    address: str
    body: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """A stored message whose turn has not been taken."""

    id: int
    account: int
    message_id: str
    received_at: str
    body: str


@dataclass(frozen=True, slots=True)
class Unattended:
    """How many messages nobody has handled, and since when the oldest waits."""

    count: int
    since: str


def store(db: Connection, channel: str, bot: str, arrivals: Sequence[Arrival], at: str) -> None:
    """Store a batch; a message that is already here stops here. Whoever writes is reachable again."""
    ids = people.account_ids(db, channel, bot, [arrival.address for arrival in arrivals])
    people.reachable(db, ids.values())
    insert_new(db, inbox, [_record(bot, arrival, ids[arrival.address], at) for arrival in arrivals])


def store_failed(db: Connection, channel: str, bot: str, arrival: Arrival, at: str, reason: str) -> None:
    """Keep that a message came which could not be stored as it is: without its text, and with the reason."""
    ids = people.account_ids(db, channel, bot, [arrival.address])
    record = _record(bot, arrival, ids[arrival.address], at)
    insert_new(db, inbox, [{**record, "body": "{}", "state": "failed", "reason": reason}])


def _record(bot: str, arrival: Arrival, account: int, at: str) -> Record:
    return {
        "bot": bot,
        "message_id": arrival.message_id,
        "account": account,
        "received_at": at,
        "body": arrival.body,
        "state": "waiting",
    }


def claim(db: Connection, bots: Sequence[str], limit: int) -> dict[int, list[Waiting]]:
    """Up to `limit` conversations on those bots that have something waiting, each with its messages in order.

    The claim lasts as long as the transaction. On PostgreSQL conversations, not messages, are locked and
    those of another process passed over: one person's messages are never handled by two at once.
    """
    conversations = db.execute(CONVERSATIONS, {"bots": list(bots), "most": limit}).scalars().all()
    found: dict[int, list[Waiting]] = {account: [] for account in conversations}
    for row in rows_among(db, WAITING, "accounts", conversations):
        found[row.account].append(Waiting(*row))
    return {account: messages for account, messages in found.items() if messages}


def finish(db: Connection, ids: Sequence[int]) -> None:
    """These messages have been handled."""
    run_many(db, FINISH, [{"message": message} for message in ids])


def set_aside(db: Connection, message: int, reason: str) -> None:
    """This message could not be handled; `reason` holds no text of it."""
    db.execute(update(inbox).where(inbox.c.id == message).values(state="failed", reason=reason))


def waiting_count(db: Connection) -> int:
    """How many messages wait for their turn."""
    return db.execute(select(func.count()).select_from(inbox).where(inbox.c.state == "waiting")).scalar_one()


def unattended(db: Connection, bots: Sequence[str], before: str) -> Unattended:
    """What has waited on those bots since before that moment (ISO text)."""
    old = (inbox.c.state == "waiting", listed(BOT, "bots"), inbox.c.received_at < before)
    row = db.execute(select(func.count(), func.min(inbox.c.received_at)).where(*old), {"bots": list(bots)}).one()
    return Unattended(row[0], row[1] or "")


def failed_count(db: Connection) -> int:
    """How many messages were set aside."""
    return db.execute(select(func.count()).select_from(inbox).where(inbox.c.state == "failed")).scalar_one()


def history(db: Connection, account: int, limit: int) -> list[dict[str, Any]]:
    """The newest messages of one conversation, oldest first: id, received_at, body."""
    query = select(inbox.c.id, inbox.c.received_at, inbox.c.body).where(inbox.c.account == account)
    rows = db.execute(query.order_by(inbox.c.id.desc()).limit(limit)).all()
    return [dict(row._mapping) for row in reversed(rows)]
