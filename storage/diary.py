"""The activity book in the store."""

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, insert, or_, select, update

from forms.diary import Activity
from storage.sql import Record, chunks, listed, pack, rows_among
from storage.tables import activities, attachments

OF_UNITS = (
    select(activities)
    .where(or_(listed(activities.c.unit, "units"), listed(activities.c.organiser, "units")))
    .where(activities.c.removed_at.is_(None))
    .order_by(activities.c.day, activities.c.id)
)


def of_units(db: Connection, units: Iterable[str]) -> dict[str, list[Activity]]:
    """For each unit, every entry of its own and every entry of others about what it organised, by day."""
    wanted = list(dict.fromkeys(units))
    found: dict[str, list[Activity]] = {unit: [] for unit in wanted}
    for row in rows_among(db, OF_UNITS, "units", wanted):
        entry = _activity(row)
        for unit in {entry.unit, entry.organiser} & found.keys():
            found[unit].append(entry)
    return found


def add(db: Connection, record: Record) -> int:
    """Store an entry (figures as a dict); its number."""
    key = db.execute(insert(activities).values({**record, "figures": pack(record["figures"])})).inserted_primary_key
    assert key is not None
    return int(key[0])


def change(db: Connection, number: int, **values: Any) -> None:
    """Change some columns of an entry."""
    db.execute(update(activities).where(activities.c.id == number).values(**values))


def photos(db: Connection, number: int) -> int:
    """How many photos an entry has."""
    query = select(func.count()).select_from(attachments).where(attachments.c.activity == number)
    return db.execute(query).scalar_one()


def _activity(row: Any) -> Activity:
    day = date.fromisoformat(row.day)
    return Activity(row.id, row.unit, day, row.kind, row.title, json.loads(row.figures), row.organiser)


def between(db: Connection, since: date, until: date) -> list[tuple[str, date, str, str]]:
    """Every entry between two days, both counted: (unit, day, kind, title)."""
    days = activities.c.day.between(since.isoformat(), until.isoformat())
    query = select(activities.c.unit, activities.c.day, activities.c.kind, activities.c.title)
    rows = db.execute(query.where(days, activities.c.removed_at.is_(None)))
    return [(row.unit, date.fromisoformat(row.day), row.kind, row.title) for row in rows]


def held(db: Connection, units: Iterable[str], since: date, until: date) -> int:
    """How many events those units organised between two days, both counted, by their own books."""
    days = activities.c.day.between(since.isoformat(), until.isoformat())
    own = activities.c.unit == activities.c.organiser, activities.c.removed_at.is_(None)
    query = select(func.count()).select_from(activities).where(days, *own)
    return sum(db.execute(query.where(activities.c.unit.in_(part))).scalar_one() for part in chunks(units))
