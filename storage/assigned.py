"""Assigned targets (chỉ tiêu giao): the goal that one unit was given for one year, beside the programme's own."""

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, delete, select

from storage.sql import chunks, upsert
from storage.tables import assigned

Key = tuple[str, str]  # (unit, target)


def goals(db: Connection, programme: str, year: int) -> dict[Key, float]:
    """Every goal assigned under a programme for a year, by (unit, target)."""
    query = select(assigned.c.unit, assigned.c.target, assigned.c.goal)
    rows = db.execute(query.where(assigned.c.programme == programme, assigned.c.year == year))
    return {(row.unit, row.target): row.goal for row in rows}


def assign(db: Connection, programme: str, year: int, goals: Mapping[Key, float], at: str) -> None:
    """Give those goals, replacing earlier ones."""
    about = {"programme": programme, "year": year, "at": at}
    upsert(
        db,
        assigned,
        [{**about, "unit": unit, "target": target, "goal": goal} for (unit, target), goal in goals.items()],
    )


def withdraw(db: Connection, programme: str, year: int, target: str, units: Iterable[str]) -> None:
    """Take back what those units were given under one target."""
    for part in chunks(units):
        here = (assigned.c.programme == programme, assigned.c.year == year, assigned.c.target == target)
        db.execute(delete(assigned).where(*here, assigned.c.unit.in_(part)))
