"""The organisation tree in the store."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from forms.rows import Unit
from storage.sql import Record, chunks, upsert
from storage.tables import units

COLUMNS = (units.c.code, units.c.name, units.c.level, units.c.kind, units.c.parent, units.c.since, units.c.until)
UNIT = select(*COLUMNS, units.c.successor)


def all_units(db: Connection) -> list[Unit]:
    """Every unit, closed ones too, in order of code."""
    return [_unit(row) for row in db.execute(UNIT.order_by(units.c.code))]


def find(db: Connection, code: str) -> Unit | None:
    """The unit with that code."""
    row = db.execute(UNIT.where(units.c.code == code)).first()
    return _unit(row) if row else None


def many(db: Connection, codes: Iterable[str]) -> dict[str, Unit]:
    """The units with those codes, by code."""
    found: dict[str, Unit] = {}
    for part in chunks(codes):
        found.update((row.code, _unit(row)) for row in db.execute(UNIT.where(units.c.code.in_(part))))
    return found


def leader(db: Connection, code: str) -> str:
    """The leader's name as the organisation's list has it, "" if unknown."""
    return db.execute(select(units.c.leader_name).where(units.c.code == code)).scalar() or ""


def of_phone(db: Connection, phone: str) -> list[str]:
    """The units whose leader has that number, written as the organisation's list keeps it."""
    return list(db.execute(select(units.c.code).where(units.c.leader_phone == phone).order_by(units.c.code)).scalars())


def phones(db: Connection, codes: Iterable[str]) -> dict[str, str]:
    """The number of each unit's leader as the organisation's list has it, where it has one."""
    found: dict[str, str] = {}
    for part in chunks(codes):
        query = select(units.c.code, units.c.leader_phone).where(units.c.code.in_(part), units.c.leader_phone != "")
        found.update((row.code, row.leader_phone) for row in db.execute(query))
    return found


def records(db: Connection) -> list[Record]:
    """Every column of every unit, as `org export` writes them."""
    return [dict(row._mapping) for row in db.execute(select(units).order_by(units.c.code))]


def save(db: Connection, rows: Sequence[Record]) -> None:
    """Insert or update units, given whole (every column)."""
    upsert(db, units, rows)


def _unit(row: Any) -> Unit:
    code, name, level, kind, parent, since, until, successor = row
    return Unit(code, name, level, kind, parent, _day(since), _day(until), successor)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
