"""What people send that is no text: photos and recordings, kept by the platform's own name of the file."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from storage.sql import Record
from storage.tables import attachments

WAITING, DONE = "waiting", "done"


@dataclass(frozen=True, slots=True)
class Attachment:
    """One file of a unit: for an activity, or (state `waiting`) for staff to enter on the leader's behalf."""

    id: int
    unit: str
    period: str | None
    activity: int | None
    kind: str
    bot: str
    file: str
    note: str
    person: int | None
    at: str
    state: str


def add(db: Connection, record: Record) -> None:
    """Store one."""
    db.execute(insert(attachments).values(**record))


def waiting(db: Connection, period: str, unit: str) -> list[Attachment]:
    """What waits to be entered on behalf of a unit, in order."""
    mine = attachments.c.period == period, attachments.c.state == WAITING, attachments.c.unit == unit
    return [_attachment(row) for row in db.execute(select(attachments).where(*mine).order_by(attachments.c.id))]


def of_report(db: Connection, period: str, unit: str) -> list[Attachment]:
    """Everything that was sent to be entered for a report, entered meanwhile or not, in order."""
    mine = attachments.c.period == period, attachments.c.unit == unit, attachments.c.activity.is_(None)
    return [_attachment(row) for row in db.execute(select(attachments).where(*mine).order_by(attachments.c.id))]


def units_waiting(db: Connection, period: str) -> dict[str, int]:
    """How many pieces wait to be entered, by unit, over the whole period: there are never many."""
    mine = attachments.c.period == period, attachments.c.state == WAITING
    query = select(attachments.c.unit, func.count()).where(*mine).group_by(attachments.c.unit)
    return {row[0]: row[1] for row in db.execute(query.order_by(attachments.c.unit))}


def count_waiting(db: Connection, period: str, unit: str) -> int:
    """How many wait for one unit."""
    mine = attachments.c.period == period, attachments.c.state == WAITING, attachments.c.unit == unit
    return db.execute(select(func.count()).select_from(attachments).where(*mine)).scalar_one()


def settle(db: Connection, unit: str, period: str) -> None:
    """What waited for a unit has been entered."""
    mine = attachments.c.unit == unit, attachments.c.period == period, attachments.c.state == WAITING
    db.execute(update(attachments).where(*mine).values(state=DONE))


def _attachment(row: Any) -> Attachment:
    columns = ("id", "unit", "period", "activity", "kind", "bot", "file", "note", "person", "at", "state")
    return Attachment(*(row._mapping[name] for name in columns))
