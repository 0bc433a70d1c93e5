"""Outgoing messages: written in the transaction that decides them, sent afterwards under a lease."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Float,
    Select,
    and_,
    bindparam,
    case,
    delete,
    exists,
    func,
    insert,
    literal_column,
    or_,
    select,
    update,
)

from storage.sql import Record, chunks, listed, next_ids, pack, rows_among, run_many, unpack
from storage.tables import accounts, outbox

REPLY, ALERT, REMINDER, DIGEST = 0, 1, 2, 3
UNCONFIRMED = "unconfirmed"  # sent, as far as can be known
LEASE_SECONDS = 30.0
MANY = 10000


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message to send: to whom, how urgent, and what the channel is to show. `free_at` is the machine time from
    which its chat may be written to again; `parts_sent` of its parts have gone out."""

    id: int
    account: int
    channel: str
    bot: str
    address: str
    priority: int
    body: dict[str, Any]
    attempts: int
    parts_sent: int
    free_at: float
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Fate:
    """What has become of a message: `waiting` for `not_before`, `sent`, `unsure` (no answer came) or `dead`; with
    `repeated` how many times more it will have been on the wire."""

    id: int
    state: str
    reason: str | None
    not_before: float
    attempts: int
    sent_at: str | None
    remote_id: str | None
    parts_sent: int
    repeated: int = 0


def add(db: Connection, rows: Sequence[Record], holder: str, now: float, at: str) -> list[int]:
    """Write messages, already leased to `holder`, who is about to send them; their ids.

    A row has `account`, `priority`, `body`; `unit` and `period` where it asks for that report; `useful_until` (business
    time) where it is of no use later. `now` is machine time in seconds, `at` business time.
    """
    if not rows:
        return []
    common = {"created_at": at, "state": "waiting", "not_before": now, "attempts": 0}
    common |= {"leased_by": holder or None, "leased_until": now + LEASE_SECONDS if holder else 0.0}
    common |= {"unit": None, "period": None, "useful_until": None}
    ids = next_ids(db, outbox, len(rows))
    full = [{"id": id_, **common, **row, "body": pack(row["body"])} for id_, row in zip(ids, rows, strict=True)]
    run_many(db, WRITE, full)
    return ids


def lease(
    db: Connection, bots: Sequence[str], holder: str, now: float, limit: int, least_urgent: int = DIGEST
) -> list[Outgoing]:
    """Take messages of those bots that nobody is sending: most urgent first, then in order, and of each chat only
    the first. One whose earlier holder never said what became of it is counted as repeated."""
    known = {"bots": list(bots), "now": now, "least_urgent": least_urgent, "most": limit}
    ids: list[int] = list(db.execute(FREE, known).scalars())
    for part in chunks(ids):
        db.execute(LEASE, {"ids": part, "holder": holder, "until": now + LEASE_SECONDS})
    return load(db, ids, holder, now)


def _free() -> Select[int]:
    """Waiting messages that nobody is sending, the first of each chat: no earlier one must go before it, and no other
    one is just being sent."""
    now, first = bindparam("now", type_=Float), outbox.alias("first")
    earlier = and_(first.c.id < outbox.c.id, first.c.priority <= outbox.c.priority)
    sending = and_(first.c.id != outbox.c.id, first.c.leased_until >= now)
    behind = exists().where(first.c.account == outbox.c.account, first.c.state == "waiting", or_(earlier, sending))
    bot = func.coalesce(accounts.c.bot, "")  # keeps the planner from beginning with every account of a bot
    free = (outbox.c.state == "waiting", outbox.c.leased_until < now, outbox.c.not_before <= now)
    urgent = outbox.c.priority <= bindparam("least_urgent")
    query = select(outbox.c.id).join(accounts, accounts.c.id == outbox.c.account)
    query = query.where(*free, urgent, listed(bot, "bots"), accounts.c.free_at <= now, ~behind)
    return query.order_by(outbox.c.priority, outbox.c.id).limit(bindparam("most"))


def load(db: Connection, ids: Sequence[int], holder: str, now: float) -> list[Outgoing]:
    """Those of the messages that still wait and are leased to `holder` at machine time `now`, with their addresses,
    most urgent first. A lease that has run out is nobody's, whoever had it."""
    found = map(_outgoing, rows_among(db, LOAD, "ids", ids, holder=holder, now=now))
    return sorted(found, key=lambda message: (message.priority, message.id))


def behind(db: Connection, messages: Sequence[Outgoing], holder: str, now: float) -> set[int]:
    """Which of those messages, which `holder` has, stand behind another of their chat: an earlier one that is not
    among them, or one that another process is just sending."""
    mine = {message.id for message in messages}
    others: dict[int, list[Any]] = {}
    for row in rows_among(db, WAITING, "accounts", sorted({message.account for message in messages})):
        if row.id not in mine:
            others.setdefault(row.account, []).append(row)
    return {one.id for one in messages if any(_is_before(row, one, holder, now) for row in others.get(one.account, ()))}


def _is_before(other: Any, message: Outgoing, holder: str, now: float) -> bool:
    is_elsewhere = other.leased_by != holder and other.leased_until >= now
    return bool(is_elsewhere or (other.id < message.id and other.priority <= message.priority))


def crowded(db: Connection, chats: Collection[int]) -> set[int]:
    """Those of the chats that have something waiting."""
    return {row.account for row in rows_among(db, WAITING, "accounts", sorted(chats))}


def _outgoing(row: Any) -> Outgoing:
    where = (row.channel, row.bot, row.address)
    return Outgoing(
        row.id,
        row.account,
        *where,
        row.priority,
        unpack(row.body),
        row.attempts,
        row.parts_sent,
        row.free_at,
        row.reason,
    )


def newest_with_choices(db: Connection, account: int) -> dict[str, Any]:
    """The newest message she can have seen that says what may be chosen, if only that nothing may; {} if none."""
    return next((body for body, _ in _newest(db, account) if numbers_choices(body)), {})


def newest_said(db: Connection, account: int) -> dict[str, Any]:
    """The newest message she can have seen that was no mere word beside what stands open; {} if none."""
    return next((body for body, priority in _newest(db, account) if not is_beside(body, priority)), {})


def is_beside(body: Mapping[str, Any], priority: int) -> bool:
    """Whether a message leaves what stands open as it is: a reply that settles no choices."""
    return priority == REPLY and "options" not in body


def _newest(db: Connection, account: int) -> Iterator[tuple[dict[str, Any], int]]:
    return ((unpack(row.body), row.priority) for row in db.execute(NEWEST, {"of": account}))


def numbers_choices(body: Mapping[str, Any]) -> bool:
    """Whether a message settles what a number stands for."""
    return "options" in body and not body.get("unnumbered")


def settle(db: Connection, fates: Sequence[Fate]) -> None:
    """Write down what has become of messages; each is free for whoever comes next."""
    run_many(db, SETTLE, [{f"new_{name}": getattr(fate, name) for name in Fate.__slots__} for fate in fates])


def release(db: Connection, ids: Iterable[int], holder: str) -> None:
    """Those of them that `holder` has are not being sent after all."""
    for part in chunks(sorted(ids)):
        db.execute(RELEASE, {"ids": part, "holder": holder})


def hold(db: Connection, ids: Iterable[int], now: float) -> None:
    """Sending these takes longer than a lease lasts: they stay with their holder beyond machine time `now`."""
    for part in chunks(sorted(ids)):
        db.execute(HOLD, {"ids": part, "until": now + LEASE_SECONDS})


def clear_doubts(db: Connection, bots: Sequence[str], now: float, at: str) -> None:
    """Messages whose answer never came, once there was time enough. An alert goes out a second time; so does a reply,
    unless a later one has certainly arrived, because somebody may be waiting for it; the rest is taken as sent."""
    rows = db.execute(DOUBTFUL, {"bots": list(bots), "now": now}).all()
    waited_for = [row for row in rows if row.priority == ALERT or (row.priority == REPLY and not row.followed)]
    again = [row.id for row in waited_for if not row.repeats]
    assumed = [row.id for row in rows if row.id not in again]
    mine = update(outbox).where(outbox.c.state == "unsure")
    for part in chunks(again):
        freed = mine.values(state="waiting", repeats=outbox.c.repeats + 1, leased_until=0.0)
        db.execute(freed.where(outbox.c.id.in_(part)))
    for part in chunks(assumed):
        db.execute(mine.where(outbox.c.id.in_(part)).values(state="sent", sent_at=at, reason=UNCONFIRMED))


def _doubtful() -> Select[int, int, int, bool]:
    newer = outbox.alias("newer")
    arrived = and_(newer.c.priority == REPLY, newer.c.state == "sent", newer.c.reason.is_(None))
    followed = exists().where(newer.c.account == outbox.c.account, newer.c.id > outbox.c.id, arrived)
    query = select(outbox.c.id, outbox.c.priority, outbox.c.repeats, followed.label("followed"))
    query = query.join(accounts, accounts.c.id == outbox.c.account)
    late = outbox.c.not_before <= bindparam("now")
    bot = func.coalesce(accounts.c.bot, "")  # as above
    return query.where(outbox.c.state == "unsure", late, listed(bot, "bots"))


def bury(db: Connection, account: int, reason: str) -> None:
    """Nothing that waits for this chat will ever go out."""
    waits = outbox.c.account == account, outbox.c.state.in_(("waiting", "unsure"))
    db.execute(update(outbox).where(*waits).values(state="dead", reason=reason))


def follow(db: Connection, refused: Outgoing, heir: int, holder: str) -> None:
    """Her chat takes nothing any more: what is not a reply given there, `refused` included, goes to another of hers
    from its beginning. `holder` sends nothing to that chat at this moment."""
    lost = or_(outbox.c.state == "waiting", and_(outbox.c.state == "unsure", outbox.c.priority == ALERT))
    hers = and_(outbox.c.account == refused.account, or_(lost, outbox.c.id == refused.id))
    moved = update(outbox).where(hers, outbox.c.priority >= ALERT)
    leased = case((outbox.c.leased_by == holder, 0.0), else_=outbox.c.leased_until)
    db.execute(moved.values(account=heir, state="waiting", reason=None, parts_sent=0, leased_until=leased))


def withdraw(db: Connection, reports: Collection[tuple[str, str]]) -> None:
    """Those reports (unit, period) are in: what still waits to ask for them is not sent. What another process has in
    hand at this moment goes its way."""
    found = rows_among(db, ASKING, "units", sorted({unit for unit, _ in reports}))
    for part in chunks(row.id for row in found if (row.unit, row.period) in reports):
        db.execute(WITHDRAW, {"ids": part})


def expire(db: Connection, now: float, at: str) -> None:
    """What could not be sent (machine time `now`) while it was of use (business time `at`) is not sent any more."""
    db.execute(EXPIRE, {"now": now, "at": at})


def overtake(db: Connection, rows: Sequence[Record], now: float) -> None:
    """Older reminders of the reports that `rows` ask for, which wait still, are not sent beside the new ones."""
    keys = [{"of": row["account"], "about": row["unit"], "in_period": row["period"], "now": now} for row in rows]
    run_many(db, OVERTAKE, keys)


def readdress(db: Connection, account: int, heir: int) -> None:
    """What waits for one chat goes to another from now on."""
    db.execute(update(outbox).where(outbox.c.account == account, outbox.c.state == "waiting").values(account=heir))


def detach(db: Connection, message: Outgoing) -> None:
    """The card that it was to replace is gone: it stands by itself from now on."""
    body = {name: value for name, value in message.body.items() if name != "card"}
    db.execute(update(outbox).where(outbox.c.id == message.id).values(body=pack(body)))


def rest(db: Connection, chats: Mapping[int, float]) -> None:
    """Those chats may be written to again from the given machine times on."""
    run_many(db, REST, [{"chat": chat, "at": at} for chat, at in sorted(chats.items())])


def unattended(db: Connection, bots: Sequence[str], before: float) -> int:
    """How many chats of those bots have a reply or an alert that was free to go at that machine time, and still is:
    whoever is at work would have sent it."""
    known = {"bots": list(bots), "now": before, "least_urgent": ALERT, "most": MANY}
    return len(set(db.execute(IDLE.add_columns(outbox.c.account), known).scalars(1)))


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
    return [{"id": row.id, "created_at": row.created_at, "body": unpack(row.body)} for row in reversed(rows)]


# ── what runs at every message, built once ───────────────────────────────────

MINE = listed(outbox.c.id, "ids")
WRITE = insert(outbox)
FREE = _free().with_for_update(of=outbox, skip_locked=True)
IDLE = _free()
DOUBTFUL = _doubtful()
LOAD = (
    select(outbox, accounts.c.channel, accounts.c.bot, accounts.c.address, accounts.c.free_at)
    .join(accounts, accounts.c.id == outbox.c.account)
    .where(outbox.c.state == "waiting", outbox.c.leased_by == bindparam("holder"), MINE)
    .where(outbox.c.leased_until >= bindparam("now", type_=Float))
)
LEASE = (
    update(outbox)
    .where(MINE)
    .values(
        leased_by=bindparam("holder"),
        leased_until=bindparam("until"),
        repeats=case((outbox.c.leased_until > 0, outbox.c.repeats + 1), else_=outbox.c.repeats),
    )
)
HOLD = update(outbox).where(MINE).values(leased_until=bindparam("until"))
RELEASE = (
    update(outbox)
    .where(MINE, outbox.c.state == "waiting", outbox.c.leased_by == bindparam("holder"))
    .values(leased_until=0.0)
)
WAITING = select(outbox.c.account, outbox.c.id, outbox.c.priority, outbox.c.leased_by, outbox.c.leased_until).where(
    outbox.c.state == "waiting", listed(outbox.c.account, "accounts")
)
NEWEST = (
    select(outbox.c.body, outbox.c.priority)
    .where(
        outbox.c.account == bindparam("of"),
        outbox.c.body != "",
        or_(outbox.c.state.in_(("sent", "unsure")), outbox.c.priority == REPLY),
    )
    .order_by(outbox.c.id.desc())
    .limit(10)
)
SETTLE = (
    update(outbox)
    .where(outbox.c.id == bindparam("new_id"))
    .values(leased_until=0.0, repeats=outbox.c.repeats + bindparam("new_repeated"))
    .values({name: bindparam(f"new_{name}") for name in Fate.__slots__ if name not in ("id", "repeated")})
)
WAITS: ColumnElement[str] = literal_column("'waiting'")  # spelled out, as the indexes of what waits are
UNSENT = update(outbox).where(outbox.c.state == WAITS, outbox.c.leased_until < bindparam("now", type_=Float))
EXPIRE = UNSENT.where(outbox.c.useful_until < bindparam("at")).values(state="late", reason="too late")
OVERTAKE = UNSENT.where(
    outbox.c.account == bindparam("of"),
    outbox.c.unit == bindparam("about"),
    outbox.c.period == bindparam("in_period"),
    outbox.c.priority == REMINDER,
).values(state="late", reason="overtaken")
ASKING = (
    select(outbox.c.id, outbox.c.unit, outbox.c.period)
    .where(outbox.c.state == "waiting", outbox.c.unit.is_not(None), listed(outbox.c.unit, "units"))
    .with_for_update(skip_locked=True)
)
WITHDRAW = delete(outbox).where(MINE)
REST = update(accounts).where(accounts.c.id == bindparam("chat")).values(free_at=bindparam("at"))
