"""Proposals that are followed up: to whom each went, until when an answer is due, and what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from storage.sql import Record, next_ids
from storage.tables import proposals

SENT, ACCEPTED, ANSWERED, REFUSED = "sent", "accepted", "answered", "refused"
OPEN = (SENT, ACCEPTED)
NEXT = {SENT: (ACCEPTED, ANSWERED, REFUSED), ACCEPTED: (ANSWERED, REFUSED)}  # what may become of each


@dataclass(frozen=True, slots=True)
class Proposal:
    """One proposal of a unit's report. `person` follows it up; `due` is a day, `reminded` whether she was asked."""

    id: int
    unit: str
    period: str
    text: str
    addressee: str
    state: str
    due: str
    person: int | None
    at: str
    answer: str
    reminded: bool


def add(db: Connection, record: Record) -> int:
    """Store a new one; its number."""
    number = next_ids(db, proposals, 1)[0]
    db.execute(insert(proposals).values({"answer": "", "reminded": False, **record, "id": number}))
    return number


def change(db: Connection, number: int, **values: Any) -> None:
    """Change some columns of one."""
    db.execute(update(proposals).where(proposals.c.id == number).values(**values))


def forget(db: Connection, number: int) -> None:
    """It is followed up no more, as if it had not been passed on."""
    db.execute(delete(proposals).where(proposals.c.id == number))


def of_period(db: Connection, period: str) -> list[Proposal]:
    """Every one that came from a period's reports, in order."""
    query = select(proposals).where(proposals.c.period == period).order_by(proposals.c.id)
    return [_proposal(row) for row in db.execute(query)]


def find(db: Connection, number: int) -> Proposal | None:
    """The one with that number."""
    row = db.execute(select(proposals).where(proposals.c.id == number)).first()
    return _proposal(row) if row else None


def of_units(db: Connection, units: Sequence[str], most: int) -> list[Proposal]:
    """The newest that came from those units."""
    query = select(proposals).where(proposals.c.unit.in_(units)).order_by(proposals.c.id.desc()).limit(most)
    return [_proposal(row) for row in db.execute(query)]


def unanswered(db: Connection) -> list[Proposal]:
    """Every one that still waits for its answer."""
    query = select(proposals).where(proposals.c.state.in_(OPEN)).order_by(proposals.c.id)
    return [_proposal(row) for row in db.execute(query)]


def _proposal(row: Any) -> Proposal:
    return Proposal(*(row._mapping[name] for name in Proposal.__slots__))
