"""What an office writes at the head and the foot of its papers in its own way."""

import json

from sqlalchemy import Connection, delete, select

from storage.sql import pack, upsert
from storage.tables import letterheads


def of_unit(db: Connection, unit: str) -> dict[str, str]:
    """The parts that the unit words itself, by name; lines apart by newlines."""
    found = db.execute(select(letterheads.c.body).where(letterheads.c.unit == unit)).scalar()
    return {str(name): str(text) for name, text in json.loads(found).items()} if found else {}


def keep(db: Connection, unit: str, parts: dict[str, str]) -> None:
    """Store the unit's own parts in the place of the earlier ones; none: the usual words again."""
    if parts:
        upsert(db, letterheads, [{"unit": unit, "body": pack(parts)}])
    else:
        db.execute(delete(letterheads).where(letterheads.c.unit == unit))
