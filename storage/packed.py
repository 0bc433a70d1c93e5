"""The figures of every report that counts, packed: what sums over a whole country are read from.

Derived from `reports` and written with it in the same transaction; `reports.pack_again` makes it anew. One row a
report holds its figures as 64-bit floats, then one byte each for how the answer stands (STATES). Which figures, and
in which order, its layout says: reports of one form share it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from struct import pack as packed_bytes
from typing import Any

from sqlalchemy import Connection, delete, select

from forms.rows import Answer, Row
from storage.sql import chunks, insert_new, upsert
from storage.tables import layouts, packed

VALUE, ESTIMATED, MISSING, NOT_APPLICABLE = 1, 2, 3, 4
STATES: Mapping[str, int] = {"value": VALUE, "missing": MISSING, "not_applicable": NOT_APPLICABLE}


@dataclass(frozen=True, slots=True)
class Batch:
    """Reports of one layout: the codes of their figures, their units, and each one's bytes."""

    codes: tuple[str, ...]
    units: list[str]
    data: list[bytes]


def save(db: Connection, rows: Iterable[Row]) -> None:
    """Keep up with reports that have just been saved: those that count are packed, those sent back or
    emptied are not."""
    known: dict[str, str] = {}
    records: list[dict[str, Any]] = []
    gone: list[tuple[str, str]] = []
    for row in rows:
        if row.counted:
            records.append(_record(row, known))
        elif row.submitted_at is not None or not row.answers:
            gone.append((row.period, row.unit))
    if records:
        insert_new(db, layouts, [{"layout": name, "codes": codes} for codes, name in known.items()])
        upsert(db, packed, records)
    for period, unit in gone:
        db.execute(delete(packed).where(packed.c.period == period, packed.c.unit == unit))


def _record(row: Row, known: dict[str, str]) -> dict[str, Any]:
    figures = sorted((code, answer) for code, answer in row.answers.items() if not isinstance(answer.value, str))
    codes = ",".join(code for code, _ in figures)
    layout = known.setdefault(codes, sha256(codes.encode()).hexdigest()[:16])
    return {"period": row.period, "unit": row.unit, "layout": layout, "data": _bytes([one for _, one in figures])}


def _bytes(answers: Sequence[Answer]) -> bytes:
    values = [float(answer.value) if isinstance(answer.value, int | float) else 0.0 for answer in answers]
    states = bytes(ESTIMATED if answer.estimated else STATES[answer.state] for answer in answers)
    return packed_bytes(f"<{len(values)}d", *values) + states


def of_period(db: Connection, period: str, units: Sequence[str] | None = None) -> list[Batch]:
    """The figures of a period's reports that count, in one query; of those `units` alone where they are given."""
    query = select(packed.c.unit, packed.c.layout, packed.c.data).where(packed.c.period == period)
    found: dict[str, tuple[list[str], list[bytes]]] = {}
    for part in [None] if units is None else chunks(units):
        rows = db.execute(query) if part is None else db.execute(query.where(packed.c.unit.in_(part)))
        for unit, layout, data in rows:
            of_layout = found.get(layout)
            if of_layout is None:
                of_layout = found[layout] = ([], [])
            of_layout[0].append(unit)
            of_layout[1].append(data)
    codes = _codes(db, found)
    return [Batch(codes[layout], *rows) for layout, rows in found.items()]


def _codes(db: Connection, names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for part in chunks(names):
        for row in db.execute(select(layouts).where(layouts.c.layout.in_(part))):
            found[row.layout] = tuple(row.codes.split(",")) if row.codes else ()
    return found


def clear(db: Connection) -> None:
    """Forget everything that was packed."""
    db.execute(delete(packed))


def batch_of(row: Row) -> Batch:
    """One report as it would be read."""
    known: dict[str, str] = {}
    record = _record(row, known)
    codes = next(iter(known))
    return Batch(tuple(codes.split(",")) if codes else (), [row.unit], [record["data"]])
