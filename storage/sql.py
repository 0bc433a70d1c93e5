"""The few words of SQL that differ between the two stores, and packing of JSON columns.

What runs at every message is built once, with names for what changes: building a statement costs more than running it.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import islice
from typing import Any

from pydantic_core import from_json, to_json
from sqlalchemy import ColumnElement, Connection, Dialect, Table, bindparam, func, select, text
from sqlalchemy.dialects import postgresql, sqlite

Record = Mapping[str, Any]
CHUNK = 500
INSERTS: Mapping[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
LAST_ID = text("SELECT seq FROM sqlite_sequence WHERE name = :name")


def pack(value: Any) -> str:
    """JSON text, compact, Vietnamese letters as they are; what JSON does not know as its own words."""
    return to_json(value, fallback=str).decode()


def unpack(text: str) -> Any:
    """What `pack` made a text of."""
    return from_json(text)


def run_many(db: Connection, statement: Any, rows: Sequence[Record]) -> None:
    """Run one statement for every row, all of the same keys. The names are put in order here: the toolkit's own way
    costs several times what the database does with them."""
    if rows:
        sql, names, fixed = _in_order(statement, tuple(rows[0]), db.dialect)
        db.exec_driver_sql(sql, [tuple(map({**fixed, **row}.__getitem__, names)) for row in rows])


@cache
def _in_order(statement: Any, names: tuple[str, ...], dialect: Dialect) -> tuple[str, tuple[str, ...], Record]:
    compiled = statement.compile(dialect=dialect, column_keys=names)
    order = tuple(compiled.positiontup or ())
    return str(compiled), order, {name: compiled.params[name] for name in order if name not in names}


def insert_new(db: Connection, table: Table, rows: Sequence[Record]) -> None:
    """Insert rows, passing over those whose key is already there."""
    run_many(db, _inserting_new(table, db.dialect.name), rows)


@cache
def _inserting_new(table: Table, dialect: str) -> Any:
    return INSERTS[dialect](table).on_conflict_do_nothing()


def upsert(db: Connection, table: Table, rows: Sequence[Record]) -> None:
    """Insert rows, or replace every given column of those whose primary key is already there."""
    if rows:
        run_many(db, _upserting(table, tuple(rows[0]), db.dialect.name), rows)


@cache
def _upserting(table: Table, names: tuple[str, ...], dialect: str) -> Any:
    statement = INSERTS[dialect](table)
    keys = [column.name for column in table.primary_key]
    changed = {name: statement.excluded[name] for name in names if name not in keys}
    return statement.on_conflict_do_update(index_elements=keys, set_=changed)


def listed(column: Any, name: str) -> ColumnElement[bool]:
    """Whether a column is one of a list that is given by `name` when the statement is run."""
    found: ColumnElement[bool] = column.in_(bindparam(name, expanding=True))
    return found


def rows_among(db: Connection, statement: Any, name: str, items: Iterable[Any], **known: Any) -> list[Any]:
    """The rows of a statement whose list `name` (see `listed`) is `items`, however many they are."""
    return [row for part in chunks(items) for row in db.execute(statement, {name: part, **known}).all()]


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
    last = db.execute(LAST_ID, {"name": table.name}).scalar() or 0
    return list(range(last + 1, last + 1 + count))
