"""Assigned targets (chỉ tiêu giao): a table of units × target codes becomes goals for one programme and year."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from actions.figures import rows_twice
from actions.tables import TableError, TableRow, read_table
from actions.work import Work
from forms.answers import Context, read
from forms.compose import known_indicators
from forms.model import Programme, Target
from storage import assigned

Goals = dict[tuple[str, str], float]


@dataclass(frozen=True, slots=True)
class Assigned:
    """What an import came to: goals given, units that have one, goals taken back."""

    goals: int
    units: int
    withdrawn: int


def import_targets(work: Work, path: Path, programme: Programme, year: int) -> Assigned:
    """Store a table of assigned goals: first column `unit`, then a column per target code.

    A blank cell takes back what that unit was given under that target; columns and units that the file does not
    name stay as they are. Raises TableError naming row and column, and then nothing is stored.
    """
    columns, rows = read_table(path)
    targets = {target.code.lower(): target for target in programme.target}
    problems = list(_strange_columns(columns, programme, targets))
    if problems:
        raise TableError(*problems)
    problems += _strange_units(work, rows) + rows_twice(rows)
    wanted = [targets[column] for column in columns[1:]]
    goals = {key: goal for row in rows for key, goal in _goals(row, programme, wanted, problems)}
    if problems:
        raise TableError(*problems)
    return _store(work, programme.code, year, goals, [row.cells["unit"] for row in rows], wanted)


def _strange_columns(columns: Sequence[str], programme: Programme, targets: Mapping[str, Target]) -> Iterator[str]:
    if not columns or columns[0] != "unit":
        yield "Cột đầu phải là “unit” (mã đơn vị), các cột sau là mã chỉ tiêu."
        return
    if not targets:
        yield f"Chương trình {programme.code} không có chỉ tiêu bằng số nên không có gì để giao."
        return
    if len(columns) == 1:
        yield f"Chưa có cột chỉ tiêu nào; các mã của chương trình: {_codes(targets)}."
    for column in columns[1:]:
        if column not in targets:
            near = get_close_matches(column, targets, n=1)
            hint = f"có lẽ là “{targets[near[0]].code}”" if near else f"các mã là: {_codes(targets)}"
            yield f"Dòng 1, cột {column}: chương trình {programme.code} không có chỉ tiêu này; {hint}."


def _codes(targets: Mapping[str, Target]) -> str:
    return ", ".join(target.code for target in targets.values())


def _strange_units(work: Work, rows: Sequence[TableRow]) -> list[str]:
    found = []
    for row in rows:
        code = row.cells["unit"]
        if not code:
            found.append(f"Dòng {row.number}, cột unit: thiếu mã đơn vị.")
        elif code not in work.world.tree:
            found.append(f"Dòng {row.number}, cột unit: không có đơn vị “{code}”.")
    return found


def _goals(
    row: TableRow, programme: Programme, wanted: Sequence[Target], problems: list[str]
) -> Iterator[tuple[tuple[str, str], float]]:
    for target in wanted:
        cell = row.cells.get(target.code.lower(), "")
        if not cell:
            continue
        goal = _goal(programme, target, cell)
        if goal is None:
            what = "hãy ghi “có”, không giao thì để trống" if target.compare == "yes" else "hãy ghi một số rõ ràng"
            problems.append(f"Dòng {row.number}, cột {target.code}: chưa hiểu “{cell[:40]}”; {what}.")
        else:
            yield (row.cells["unit"], target.code), goal


def _goal(programme: Programme, target: Target, cell: str) -> float | None:
    """The number a cell holds, read as a leader's answer would be; None where it is not plainly one."""
    kind = _kind(programme, target)
    if kind == "money" and cell.isdigit():
        return float(cell)
    reading = read(kind, "có" if kind == "yes_no" and cell == "1" else cell, Context())
    if reading.status != "value" or reading.estimated or (kind == "yes_no" and not reading.value):
        return None
    return float(reading.value) if isinstance(reading.value, int | float) else None


def _kind(programme: Programme, target: Target) -> str:
    if target.compare == "yes":
        return "yes_no"
    indicator = known_indicators([programme]).get(target.value)
    return "percent" if target.unit == "%" else "money" if indicator and indicator.kind == "money" else "count"


def _store(work: Work, code: str, year: int, goals: Goals, units: Sequence[str], wanted: Sequence[Target]) -> Assigned:
    before = assigned.goals(work.db, code, year)
    blank = {target.code: [unit for unit in units if (unit, target.code) not in goals] for target in wanted}
    for target, without in blank.items():
        assigned.withdraw(work.db, code, year, target, without)
    assigned.assign(work.db, code, year, goals, work.at)
    withdrawn = sum((unit, target) in before for target, without in blank.items() for unit in without)
    work.log("targets_import", data={"programme": code, "year": year, "goals": len(goals), "withdrawn": withdrawn})
    return Assigned(len(goals), len({unit for unit, _ in goals}), withdrawn)
