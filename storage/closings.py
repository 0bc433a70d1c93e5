"""Closings (chốt số): each version of what a unit let go up for a period, and whether it was opened again."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update

from storage.sql import chunks, listed, pack
from storage.tables import closings, notices, trail

Key = tuple[str, str]  # (unit, period)
OF_UNITS = select(closings).where(listed(closings.c.unit, "units")).order_by(closings.c.version)
OF_PERIOD = select(closings).where(closings.c.period == bindparam("period")).order_by(closings.c.version)
SUMMARIES = ("due", "top")  # the stages of the clock that send a compiled summary


@dataclass(frozen=True, slots=True)
class Closing:
    """One version. `person` None: the clock closed it. `figures` are the totals that went up, by indicator; `told`
    the people who were told of it; `reason` why a unit below was not waited for; `reopened_why` the reason given."""

    unit: str
    period: str
    version: int
    closed_at: str
    person: int | None
    reason: str
    figures: dict[str, float]
    told: tuple[int, ...]
    reopened_at: str | None = None
    reopened_by: int | None = None
    reopened_why: str = ""

    @property
    def is_closed(self) -> bool:
        """Whether it still holds."""
        return self.reopened_at is None


def of_units(db: Connection, units: Iterable[str]) -> dict[Key, Closing]:
    """The newest version of every (unit, period) of those units."""
    found: dict[Key, Closing] = {}
    for part in chunks(units):
        found |= _newest(db.execute(OF_UNITS, {"units": part}))
    return found


def of_period(db: Connection, period: str) -> dict[str, Closing]:
    """The newest version of every unit that was ever closed for a period."""
    return {unit: one for (unit, _), one in _newest(db.execute(OF_PERIOD, {"period": period})).items()}


def versions(db: Connection, unit: str, period: str) -> list[Closing]:
    """Every version of a unit's period, the first one first."""
    mine = select(closings).where(closings.c.unit == unit, closings.c.period == period)
    return [_closing(row) for row in db.execute(mine.order_by(closings.c.version))]


def _newest(rows: Iterable[Any]) -> dict[Key, Closing]:
    return {(row.unit, row.period): _closing(row) for row in rows}


def add(db: Connection, one: Closing) -> None:
    """Store a new version."""
    columns = {name: getattr(one, name) for name in Closing.__slots__}
    db.execute(insert(closings).values({**columns, "figures": pack(one.figures), "told": pack(one.told)}))


def reopen(db: Connection, one: Closing, at: str, person: int | None, why: str) -> None:
    """Open a version again."""
    mine = (closings.c.unit == one.unit, closings.c.period == one.period, closings.c.version == one.version)
    db.execute(update(closings).where(*mine).values(reopened_at=at, reopened_by=person, reopened_why=why))


def _closing(row: Any) -> Closing:
    columns = {name: row._mapping[name] for name in Closing.__slots__}
    return Closing(**{**columns, "figures": json.loads(row.figures), "told": tuple(json.loads(row.told))})


def shown_since(db: Connection, units: Sequence[str], period: str, at: str) -> set[int]:
    """The people who were sent, or looked at, a summary of any of those units at or after that moment."""
    sent = select(notices.c.person).where(
        notices.c.unit.in_(units),
        notices.c.period == period,
        notices.c.stage.in_(SUMMARIES),
        notices.c.at >= at,
        notices.c.state == "sent",
    )
    looked = select(trail.c.person).where(
        trail.c.unit.in_(units),
        trail.c.period == period,
        trail.c.act == "see_summary",
        trail.c.at >= at,
        trail.c.person.is_not(None),
    )
    return {*db.execute(sent).scalars(), *db.execute(looked).scalars()}
