"""What the trail and the inbox tell about one report: who changed what, and the message it came from."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select

from storage.sql import chunks
from storage.tables import inbox, trail

SETTLES = ("submit", "approve", "import", "move_report")


@dataclass(frozen=True, slots=True)
class Trace:
    """One entry of the trail, as it was written."""

    at: str
    person: int | None
    channel: str
    act: str
    on_behalf: str | None
    message: int | None
    data: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Said:
    """A message as it came in: on which bot, and its raw body (`{}` once it has been blanked)."""

    bot: str
    body: str


def of_report(db: Connection, unit: str, period: str) -> list[Trace]:
    """Everything that happened to a report, oldest first."""
    query = select(trail).where(trail.c.unit == unit, trail.c.period == period).order_by(trail.c.id)
    return [
        Trace(row.at, row.person, row.channel, row.act, row.on_behalf, row.message, json.loads(row.data))
        for row in db.execute(query)
    ]


def unsent(db: Connection, period: str, units: Iterable[str]) -> set[str]:
    """Those of the units in whose report something was changed behind its last sending or approval."""
    found: set[str] = set()
    for part in chunks(units):
        mine = (trail.c.period == period, trail.c.unit.in_(part), trail.c.act.in_(("answer", *SETTLES)))
        query = select(trail.c.unit, trail.c.act == "answer", func.max(trail.c.id)).where(*mine)
        last = {
            (unit, bool(is_change)): at
            for unit, is_change, at in db.execute(query.group_by(trail.c.unit, trail.c.act == "answer"))
        }
        found |= {unit for unit, is_change in last if is_change and last[unit, True] > last.get((unit, False), 0)}
    return found


def messages(db: Connection, ids: Iterable[int]) -> dict[int, Said]:
    """The messages of those numbers that are still kept."""
    found: dict[int, Said] = {}
    for part in chunks(sorted(set(ids))):
        query = select(inbox.c.id, inbox.c.bot, inbox.c.body).where(inbox.c.id.in_(part))
        found.update((row.id, Said(row.bot, row.body)) for row in db.execute(query))
    return found
