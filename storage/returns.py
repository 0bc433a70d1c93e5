"""Reports sent back (đề nghị bổ sung): why, and about which figures; forgotten once the report is in again."""

import json
from dataclasses import dataclass

from sqlalchemy import Connection, delete, select

from storage.sql import pack, upsert
from storage.tables import returns


@dataclass(frozen=True, slots=True)
class Return:
    """Who sent a report back, when and why; `codes` are the figures it is about, as they stood ({code: value})."""

    unit: str
    period: str
    at: str
    person: int | None
    reason: str
    codes: dict[str, object]


def keep(db: Connection, one: Return) -> None:
    """Store it, in place of an earlier one."""
    columns = {name: getattr(one, name) for name in Return.__slots__}
    upsert(db, returns, [{**columns, "codes": pack(one.codes)}])


def find(db: Connection, unit: str, period: str) -> Return | None:
    """What a unit's report was sent back for."""
    row = db.execute(select(returns).where(returns.c.unit == unit, returns.c.period == period)).first()
    return Return(row.unit, row.period, row.at, row.person, row.reason, json.loads(row.codes)) if row else None


def forget(db: Connection, unit: str, period: str) -> None:
    """The report is in again, or was never wrong."""
    db.execute(delete(returns).where(returns.c.unit == unit, returns.c.period == period))
