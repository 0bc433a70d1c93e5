"""Reports: one row for one unit × one period, its answers packed in one column."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select

from forms.rows import Answer, Origin, Row, Status
from storage import packed
from storage.sql import chunks, listed, pack, rows_among, unpack, upsert
from storage.tables import reports

MARKS: dict[str, str] = {"missing": "-", "not_applicable": "/"}
STATES = {mark: state for state, mark in MARKS.items()}

OF_UNITS = select(reports).where(listed(reports.c.unit, "units"))


@dataclass(frozen=True, slots=True)
class Report:
    """A report as it is stored: the row that is added up, and who began and changed it when."""

    row: Row
    person: int | None
    started_at: str
    changed_at: str


def find(db: Connection, keys: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Report]:
    """Reports by (unit, period), locked for this transaction where the store can."""
    by_period: dict[str, list[str]] = {}
    for unit, period in keys:
        by_period.setdefault(period, []).append(unit)
    found: dict[tuple[str, str], Report] = {}
    for period, units in by_period.items():
        for part in chunks(units):
            query = select(reports).where(reports.c.period == period, reports.c.unit.in_(part))
            found.update(((row.unit, row.period), _report(row)) for row in db.execute(query.with_for_update()))
    return found


def of_period(db: Connection, period: str) -> dict[str, Report]:
    """Every report of a period, by unit, in one query."""
    return {row.unit: _report(row) for row in db.execute(select(reports).where(reports.c.period == period))}


def among(db: Connection, period: str, units: Iterable[str]) -> dict[str, Report]:
    """The reports of a period that those units have, by unit."""
    found: dict[str, Report] = {}
    for part in chunks(units):
        query = select(reports).where(reports.c.period == period, reports.c.unit.in_(part))
        found.update((row.unit, _report(row)) for row in db.execute(query))
    return found


def states(db: Connection, period: str) -> dict[str, tuple[str, str]]:
    """For every report of a period, by unit: (status, when it last changed), without its answers."""
    query = select(reports.c.unit, reports.c.status, reports.c.changed_at).where(reports.c.period == period)
    return {unit: (status, at) for unit, status, at in db.execute(query)}


def periods(db: Connection) -> list[str]:
    """The codes of every period that has a report."""
    return list(db.execute(select(reports.c.period).distinct().order_by(reports.c.period)).scalars())


def by_status(db: Connection) -> dict[str, int]:
    """How many reports are in each status, over all periods."""
    rows = db.execute(select(reports.c.status, func.count()).group_by(reports.c.status))
    return {row[0]: row[1] for row in rows}


def drafts(db: Connection) -> list[tuple[str, str, str]]:
    """Every report that is under way: (unit, period, version of its form)."""
    query = select(reports.c.unit, reports.c.period, reports.c.form).where(reports.c.status == "draft")
    return [(row.unit, row.period, row.form) for row in db.execute(query)]


def forms_in_use(db: Connection) -> list[str]:
    """The versions of every form that a report was begun on."""
    return list(db.execute(select(reports.c.form).distinct().where(reports.c.form != "")).scalars())


def of_units(db: Connection, units: Iterable[str]) -> dict[tuple[str, str], Report]:
    """Every report of those units, by (unit, period)."""
    return {(row.unit, row.period): _report(row) for row in rows_among(db, OF_UNITS, "units", units)}


def save(db: Connection, changed: Sequence[Report]) -> None:
    """Insert or replace reports with one statement, and keep their packed figures in step."""
    upsert(db, reports, [_record(report) for report in changed])
    packed.save(db, [report.row for report in changed])


def pack_again(db: Connection) -> None:
    """Make the packed figures of every report anew."""
    packed.clear(db)
    for period in periods(db):
        for part in chunks(states(db, period), 2000):
            packed.save(db, [report.row for report in among(db, period, part).values()])


def _record(report: Report) -> dict[str, Any]:
    row = report.row
    return {
        "unit": row.unit,
        "period": row.period,
        "form": row.form,
        "status": row.status,
        "origin": row.origin,
        "person": report.person,
        "started_at": report.started_at,
        "changed_at": report.changed_at,
        "submitted_at": row.submitted_at.isoformat() if row.submitted_at else None,
        "answers": pack({code: _packed(answer) for code, answer in row.answers.items()}),
    }


def _packed(answer: Answer) -> Any:
    """A value as it is; an estimate, or the lack of one, as a list of one mark."""
    if answer.state != "value":
        return [MARKS[answer.state]]
    return ["~", answer.value] if answer.estimated else answer.value


def _unpacked(value: Any) -> Answer:
    if not isinstance(value, list):
        return Answer("value", value)
    if value[0] == "~":
        return Answer("value", value[1], estimated=True)
    return Answer("missing" if STATES[value[0]] == "missing" else "not_applicable")


def _report(row: Any) -> Report:
    status: Status = row.status
    origin: Origin = row.origin
    submitted = datetime.fromisoformat(row.submitted_at) if row.submitted_at else None
    answers = {code: _unpacked(value) for code, value in unpack(row.answers).items()}
    return Report(
        Row(row.unit, row.period, status, origin, submitted, answers, row.form),
        row.person,
        row.started_at,
        row.changed_at,
    )
