"""Figures that were collected elsewhere: a table of units × indicators becomes imported reports."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path

from actions.tables import TableError, TableRow, read_table
from actions.work import Work
from forms.answers import Context, read
from forms.compose import known_indicators
from forms.model import Indicator
from forms.periods import Period
from forms.rows import Answer, Row
from forms.steps import lower_first
from storage import closings, reports
from storage.closings import Closing
from storage.reports import Report


def import_figures(work: Work, path: Path, period: Period) -> tuple[int, int]:
    """Store a table of figures: (reports written, rows passed over because a leader had reported).

    Blank is not reported; what a leader sent is never overwritten. Raises TableError, and then nothing is stored.
    """
    read_rows = read_figures(work, path, period)
    if problems := [_locked(work, lock, period) for lock in _closed(work, period, read_rows)]:
        raise TableError(*problems)
    return _store(work, read_rows, period)


def _closed(work: Work, period: Period, units: Iterable[str]) -> list[Closing]:
    """What those units, or units above them, have closed: their figures have gone up as they are."""
    closed = {unit: one for unit, one in closings.of_period(work.db, period.code).items() if one.is_closed}
    paths = ((unit, *work.world.tree.ancestors(unit)) for unit in units) if closed else ()
    return list({one: closed[one] for path in paths for one in path if one in closed}.values())


def _locked(work: Work, lock: Closing, period: Period) -> str:
    unit = work.world.tree[lock.unit].name
    return f"{unit} đã chốt số {lower_first(period.title)} (bản {lock.version}); mở lại trước rồi hãy nạp."


def read_figures(work: Work, path: Path, period: Period) -> dict[str, dict[str, Answer]]:
    """A table of units × indicators: answers by unit and code. Raises TableError with every doubtful cell."""
    columns, rows = read_table(path)
    known = known_indicators(work.world.programmes.values())
    problems = _strange_columns(columns, known)
    if problems:
        raise TableError(*problems)
    read_rows = {row.cells["unit"]: _answers(work, row, known, period, problems) for row in rows}
    problems += rows_twice(rows)
    if problems:
        raise TableError(*problems)
    return read_rows


def _strange_columns(columns: Sequence[str], known: Mapping[str, Indicator]) -> list[str]:
    if not columns or columns[0] != "unit":
        return ["Cột đầu phải là “unit” (mã đơn vị), các cột sau là mã số liệu."]
    return [_unknown(column, known) for column in columns[1:] if column not in known]


def _unknown(column: str, known: Mapping[str, Indicator]) -> str:
    near = get_close_matches(column, known, n=1)
    return f"Không có số liệu mang mã “{column}”." + (f" Có phải “{near[0]}”?" if near else "")


def rows_twice(rows: Sequence[TableRow]) -> list[str]:
    """A sentence for each unit that a table names again."""
    first = {row.cells["unit"]: row.number for row in reversed(rows)}
    return [
        f"Dòng {row.number}, cột unit: “{row.cells['unit']}” đã có ở dòng {first[row.cells['unit']]}."
        for row in rows
        if first[row.cells["unit"]] != row.number
    ]


def _answers(
    work: Work, row: TableRow, known: Mapping[str, Indicator], period: Period, problems: list[str]
) -> dict[str, Answer]:
    if row.cells["unit"] not in work.world.tree:
        problems.append(f"Dòng {row.number}, cột unit: không có đơn vị “{row.cells['unit']}”.")
    found = {}
    for column, cell in row.cells.items():
        if column not in known or not cell:
            continue
        answer = answer_in(known[column], cell, period)
        if answer is None:
            problems.append(f"Dòng {row.number}, cột {column}: chưa hiểu “{cell[:40]}”; hãy ghi một số rõ ràng.")
        else:
            found[column] = answer
    return found


def answer_in(indicator: Indicator, cell: str, period: Period) -> Answer | None:
    """A cell as an answer; None where it is not plain what it says."""
    if indicator.kind == "money" and cell.isdigit():
        return Answer("value", int(cell))
    reading = read(indicator.kind, cell, Context(year=period.year, options=indicator.options))
    if reading.status in ("ask", "refused"):
        return None
    if reading.status != "value":
        return Answer("missing" if reading.status == "missing" else "not_applicable")
    value = int(reading.value) if isinstance(reading.value, bool) else reading.value
    return Answer("value", value, reading.estimated)


def _store(work: Work, read_rows: Mapping[str, Mapping[str, Answer]], period: Period) -> tuple[int, int]:
    stored = reports.of_period(work.db, period.code)
    written = skipped = 0
    for unit, answers in read_rows.items():
        before = stored.get(unit)
        if before is not None and before.row.origin != "imported":
            skipped += 1
        elif answers:
            work.put_report(_report(work, unit, period, answers, before))
            work.log("import", unit=unit, period=period.code, data={"codes": sorted(answers)})
            written += 1
    return written, skipped


def _report(work: Work, unit: str, period: Period, answers: Mapping[str, Answer], before: Report | None) -> Report:
    form = work.world.form(work.world.tree[unit], period)
    work.keep_form(form, form.version)
    if before is not None:
        row = replace(before.row, answers={**before.row.answers, **answers})
        return replace(before, row=row, changed_at=work.at)
    row = Row(unit, period.code, "submitted", "imported", work.now, dict(answers), form.version)
    return Report(row, None, work.at, work.at)
