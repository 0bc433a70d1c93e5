"""Units beside figures, section by section, as a screen shows them: the lines of the breakdown and their total."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from forms.model import Indicator
from reports.breakdown import Breakdown, Entry
from reports.discretion import Hidden
from reports.figures import in_order
from reports.summary import Summary
from reports.sums import Number, Total

Mark = Literal["value", "missing", "not_applicable", "nothing", "hidden"]


@dataclass(frozen=True, slots=True)
class Cell:
    """What one unit's subtree comes to, and how the answer stands (a sum of several: as a value)."""

    code: str
    mark: Mark
    value: Number | None = None
    estimated: bool = False


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One unit with everything below it, or (`own`) only what it did itself."""

    unit: str
    name: str
    own: bool
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """Rows that belong together: of one kind, or of one old unit; `title` is "" where there is nothing to tell
    apart."""

    part: str
    title: str
    rows: tuple[MatrixRow, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """One section."""

    section: str
    indicators: tuple[Indicator, ...]
    blocks: tuple[Block, ...]
    total: tuple[Cell, ...]


def sections(summary: Summary) -> dict[str, list[str]]:
    """The codes of all figures by section, in the order of the forms."""
    found: dict[str, list[str]] = {}
    for code in in_order(summary):
        found.setdefault(summary.indicators[code].section, []).append(code)
    return found


def matrix(summary: Summary, lines: Breakdown, untold: Hidden, section: str, codes: Sequence[str]) -> Matrix:
    """The lines of a breakdown for the figures of one section; a unit's own line only where it says anything."""
    blocks = [
        Block(group.part, group.title, tuple(_row(entry, codes, untold) for entry in group.entries))
        for group in lines.groups
    ]
    if any(lines.own.totals[code].reported_by for code in codes):
        blocks.append(Block("own", "", (_row(lines.own, codes, untold),)))
    total = tuple(cell(code, summary.totals[code], code in untold.totals) for code in codes)
    return Matrix(section, tuple(summary.indicators[code] for code in codes), tuple(blocks), total)


def _row(entry: Entry, codes: Sequence[str], untold: Hidden) -> MatrixRow:
    cells = tuple(cell(code, entry.totals[code], (entry.unit, entry.own, code) in untold.cells) for code in codes)
    return MatrixRow(entry.unit, entry.name, entry.own, cells)


def cell(code: str, total: Total, is_hidden: bool) -> Cell:
    """A total as a cell."""
    if is_hidden:
        return Cell(code, "hidden")
    if total.total is not None:
        return Cell(code, "value", total.total, bool(total.estimated))
    if total.missing:
        return Cell(code, "missing")
    return Cell(code, "not_applicable" if total.not_applicable else "nothing")


def column(lines: Breakdown, untold: Hidden, code: str) -> list[MatrixRow]:
    """One figure over every line that says anything about it."""
    entries = [entry for entry in lines.entries if _says(entry.totals, code)]
    return [_row(entry, (code,), untold) for entry in entries]


def _says(totals: Mapping[str, Total], code: str) -> bool:
    total = totals[code]
    return bool(total.reported_by or total.missing or total.not_applicable)
