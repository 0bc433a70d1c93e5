"""Requests that wait for staff, codes that link a second platform, and phones that several people share."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, func, insert, literal, select, update

from storage.sql import chunks, insert_new
from storage.tables import links, people, requests, sharers, trail

WAITING, ACCEPTED, REFUSED, REPLACED, EXPIRED = "waiting", "accepted", "refused", "replaced", "expired"


@dataclass(frozen=True, slots=True)
class Request:
    """Somebody asks to be let in. `kind`: "join" by a commune's shared code, or "change" of a unit's leader; `unit`
    is "" while nobody knows which she means, and `note` holds her own words;
    `reminded` whether staff have heard of it a second time."""

    id: int
    kind: str
    account: int
    person: int
    unit: str
    role: str
    note: str
    at: datetime
    state: str
    reminded: bool


@dataclass(frozen=True, slots=True)
class Link:
    """A single-use code that makes another account the same person's."""

    code: str
    person: int
    expires_at: datetime
    used: bool


def ask(db: Connection, kind: str, account: int, person: int, unit: str, role: str, note: str, at: str) -> int:
    """Store a request; an earlier one of that account that still waits is replaced. The number of the new one."""
    earlier = requests.c.account == account, requests.c.state == WAITING
    db.execute(update(requests).where(*earlier).values(state=REPLACED, settled_at=at))
    row = {"kind": kind, "account": account, "person": person, "unit": unit, "role": role, "note": note, "at": at}
    key = db.execute(insert(requests).values(**row, state=WAITING)).inserted_primary_key
    assert key is not None
    return int(key[0])


def request(db: Connection, number: int) -> Request | None:
    """The request of that number; locked, so that two cannot settle it at once."""
    row = db.execute(select(requests).where(requests.c.id == number).with_for_update()).first()
    return _request(row) if row else None


def waiting(db: Connection, units: Iterable[str]) -> list[Request]:
    """The requests about those units that wait, the oldest first."""
    found: list[Request] = []
    for part in chunks(units):
        query = select(requests).where(requests.c.unit.in_(part), requests.c.state == WAITING)
        found += [_request(row) for row in db.execute(query)]
    return sorted(found, key=lambda one: one.id)


def all_waiting(db: Connection) -> list[Request]:
    """Every request that waits, the oldest first."""
    query = select(requests).where(requests.c.state == literal(WAITING, literal_execute=True)).order_by(requests.c.id)
    return [_request(row) for row in db.execute(query)]


def expired_since(db: Connection, at: str) -> int:
    """How many requests have ended since a moment because nobody decided: the trail knows, also of who is erased."""
    ended = trail.c.act == EXPIRED, trail.c.at >= at
    return db.execute(select(func.count()).select_from(trail).where(*ended)).scalar_one()


def reminded(db: Connection, number: int, at: str) -> None:
    """Staff have heard of a request a second time."""
    db.execute(update(requests).where(requests.c.id == number).values(reminded_at=at))


def settle(db: Connection, number: int, state: str, by: int | None, at: str) -> None:
    """A request is accepted or refused; her own words are not needed any more."""
    values = {"state": state, "settled_by": by, "settled_at": at, "note": ""}
    db.execute(update(requests).where(requests.c.id == number).values(**values))


def add_link(db: Connection, code: str, person: int, expires_at: str) -> None:
    """Store a code for another platform; earlier ones of hers are withdrawn."""
    db.execute(delete(links).where(links.c.person == person, links.c.used_at.is_(None)))
    db.execute(insert(links).values(code=code, person=person, expires_at=expires_at))


def find_link(db: Connection, code: str) -> Link | None:
    """The linking code; locked, so that two cannot use it at once."""
    row = db.execute(select(links).where(links.c.code == code).with_for_update()).first()
    return Link(row.code, row.person, datetime.fromisoformat(row.expires_at), row.used_at is not None) if row else None


def use_link(db: Connection, code: str, at: str) -> None:
    """Spend a linking code."""
    db.execute(update(links).where(links.c.code == code).values(used_at=at))


def share(db: Connection, account: int, persons: Iterable[int]) -> None:
    """Those people use this one account in turn."""
    insert_new(db, sharers, [{"account": account, "person": person} for person in persons])


def sharing(db: Connection, account: int) -> list[int]:
    """The people who use an account in turn, erased ones left out."""
    query = select(sharers.c.person).join(people, people.c.id == sharers.c.person)
    here = sharers.c.account == account, people.c.erased_at.is_(None)
    return list(db.execute(query.where(*here).order_by(sharers.c.person)).scalars())


def _request(row: Any) -> Request:
    asked = (row.id, row.kind, row.account, row.person, row.unit, row.role, row.note)
    return Request(*asked, datetime.fromisoformat(row.at), row.state, row.reminded_at is not None)
