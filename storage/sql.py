"""The few words of SQL that differ between the two stores, and packing of JSON columns."""

import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Table, func, select, text
from sqlalchemy.dialects import postgresql, sqlite

Record = Mapping[str, Any]
CHUNK = 500


def pack(value: Any) -> str:
    """JSON text, compact, Vietnamese letters as they are."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str)


def insert_new(db: Connection, table: Table, rows: Sequence[Record]) -> None:
    """Insert rows, passing over those whose key is already there."""
    if rows:
        make = postgresql.insert if db.dialect.name == "postgresql" else sqlite.insert
        db.execute(make(table).on_conflict_do_nothing(), rows)


def upsert(db: Connection, table: Table, rows: Sequence[Record]) -> None:
    """Insert rows, or replace every given column of those whose primary key is already there."""
    if not rows:
        return
    make = postgresql.insert if db.dialect.name == "postgresql" else sqlite.insert
    statement = make(table)
    keys = [column.name for column in table.primary_key]
    changed = {name: statement.excluded[name] for name in rows[0] if name not in keys}
    db.execute(statement.on_conflict_do_update(index_elements=keys, set_=changed), rows)


def chunks(items: Iterable[Any], size: int = CHUNK) -> Iterable[list[Any]]:
    """Lists of at most `size`: both stores bound the number of parameters."""
    rest = iter(items)
    while part := list(islice(rest, size)):
        yield part


def next_ids(db: Connection, table: Table, count: int) -> list[int]:
    """Numbers for `count` new rows, in order: many rows can then be written with one statement and still be known.

    PostgreSQL hands them out of the table's own counter; on SQLite nobody else can write meanwhile.
    """
    if db.dialect.name == "postgresql":
        serial = func.nextval(func.pg_get_serial_sequence(table.name, "id"))
        return list(db.execute(select(serial).select_from(func.generate_series(1, count))).scalars())
    last = db.execute(text("SELECT seq FROM sqlite_sequence WHERE name = :name"), {"name": table.name}).scalar() or 0
    return list(range(last + 1, last + 1 + count))
