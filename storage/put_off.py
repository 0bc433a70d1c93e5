"""Reminders that somebody has put off: until when, one for each report and person."""

from datetime import datetime

from sqlalchemy import Connection, select

from storage.sql import upsert
from storage.tables import put_off


def keep(db: Connection, period: str, unit: str, person: int, until: datetime) -> None:
    """Put her next reminder of that report off; the latest word holds."""
    upsert(db, put_off, [{"period": period, "unit": unit, "person": person, "until": until.isoformat()}])


def of_period(db: Connection, period: str) -> dict[str, tuple[tuple[int, datetime], ...]]:
    """For each unit, who has put the reminder off until when."""
    found: dict[str, tuple[tuple[int, datetime], ...]] = {}
    for row in db.execute(select(put_off).where(put_off.c.period == period)):
        found[row.unit] = (*found.get(row.unit, ()), (row.person, datetime.fromisoformat(row.until)))
    return found
