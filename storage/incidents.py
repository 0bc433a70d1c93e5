"""Urgent notices and matters of mood, apart from everything else: in no trail, report, digest or file."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, insert, select, update

from storage.sql import Record, chunks, next_ids
from storage.tables import incidents

NEW, SEEN, IN_HAND, DONE = "new", "seen", "in_hand", "done"
URGENT, MOOD, MISTAKE = "incident", "mood", "mistake"


@dataclass(frozen=True, slots=True)
class Incident:
    """One notice: `unit` it came from, `person` who sent it, `at` when. `post` is the unit whose staff were alerted
    last, at `alerted_at`; `person_seen` and `seen_at` who read it first. `follow_up` is a day, `follower` who has set
    it. `joined` is the period of the report whose text a matter of mood has joined ("" while it may, None: it must
    not). `readers` are the accounts that were shown its words, as numbers with spaces between."""

    id: int
    kind: str
    unit: str
    person: int | None
    text: str
    at: str
    state: str
    post: str
    alerted_at: str
    person_seen: int | None
    seen_at: str | None
    done_at: str | None
    follow_up: str | None
    joined: str | None
    readers: str
    follower: int | None


COLUMNS = tuple(Incident.__slots__)


def add(db: Connection, record: Record) -> int:
    """Store a new one; its number."""
    number = next_ids(db, incidents, 1)[0]
    blank: Record = dict.fromkeys(("person_seen", "seen_at", "done_at", "follow_up", "joined", "follower"))
    db.execute(insert(incidents).values({**blank, "readers": "", **record, "id": number}))
    return number


def find(db: Connection, number: int) -> Incident | None:
    """The one with that number."""
    row = db.execute(select(incidents).where(incidents.c.id == number)).first()
    return _incident(row) if row else None


def change(db: Connection, number: int, **values: Any) -> None:
    """Change some columns of one."""
    db.execute(update(incidents).where(incidents.c.id == number).values(**values))


def open_ones(db: Connection) -> list[Incident]:
    """Everything that is not done, the oldest first: there are never many."""
    query = select(incidents).where(incidents.c.state != DONE).order_by(incidents.c.id)
    return [_incident(row) for row in db.execute(query)]


def to_join(db: Connection, unit: str) -> list[Incident]:
    """Matters of mood of a unit that staff have looked at and that may join its next report."""
    mine = (incidents.c.unit == unit, incidents.c.kind == MOOD, incidents.c.joined == "")
    return [_incident(row) for row in db.execute(select(incidents).where(*mine).order_by(incidents.c.id))]


def latest_of(db: Connection, person: int) -> Incident | None:
    """The newest that somebody has sent."""
    row = db.execute(select(incidents).where(incidents.c.person == person).order_by(incidents.c.id.desc())).first()
    return _incident(row) if row else None


def count(db: Connection, units: Iterable[str], since: str, until: str) -> int:
    """How many urgent notices came from those units between two days (ISO texts, both included)."""
    found = 0
    for part in chunks(units):
        mine = (incidents.c.unit.in_(part), incidents.c.kind == URGENT)
        span = (incidents.c.at >= since, incidents.c.at <= until + "T99")
        found += len(list(db.execute(select(incidents.c.id).where(*mine, *span))))
    return found


def wordy(db: Connection, before: str) -> list[Incident]:
    """What is done and still has its words: all but what may yet join a report, and of that what was done before
    that moment."""
    may_join = incidents.c.joined.is_not(None) & (incidents.c.joined == "")
    old = (incidents.c.state == DONE, incidents.c.text != "", ~may_join | (incidents.c.done_at < before))
    return [_incident(row) for row in db.execute(select(incidents).where(*old).order_by(incidents.c.id))]


def _incident(row: Any) -> Incident:
    return Incident(*(row._mapping[name] for name in COLUMNS))
