"""Adding up a whole country at once: the rules of `reports/sums.py` over arrays, a level of the tree at a time.

A figure is a column, a unit a row; rows are numbered level by level, those under one unit next to each other, so
that a level is summed by one `reduceat`. A test holds every number against `sums.fold`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from forms.model import Indicator
from reports.sums import Gap, Total
from reports.tree import Tree

VALUE, ESTIMATED, MISSING, NOT_APPLICABLE = 1, 2, 3, 4
Array = Any


@dataclass(frozen=True, slots=True)
class Span:
    """The rows `first … last` of one level (children of a level above, or merged into it), where each group of
    siblings starts, and the row each group goes up to."""

    first: int
    last: int
    starts: Array
    up: Array


@dataclass(frozen=True)
class Shape:
    """A subtree as row numbers: `units[row]`; `levels` from the root down, each with the spans that make it."""

    units: tuple[str, ...]
    levels: tuple[tuple[int, int], ...]
    children: tuple[Span, ...]
    merged: tuple[Span, ...]

    @cached_property
    def rows(self) -> dict[str, int]:
        """The row of each unit."""
        return {code: row for row, code in enumerate(self.units)}

    @cached_property
    def above(self) -> Array:
        """The row that each row goes up to; the root's own is -1."""
        above = np.full(len(self.units), -1, dtype=np.intp)
        for span in (*self.children, *self.merged):
            sizes = np.diff(np.append(span.starts, span.last - span.first))
            above[span.first : span.last] = np.repeat(span.up, sizes)
        return above


def shape(tree: Tree, root: str) -> Shape:
    """Number the units that stand under `root`, each once, by the one path its figures go up."""
    subtree = tree.subtree(root)
    units, level = [root], [0]
    levels: list[tuple[int, int]] = [(0, 1)]
    spans: tuple[list[Span], list[Span]] = ([], [])
    while level:
        begin = len(units)
        for kind, below in enumerate((subtree.children, subtree.merged)):
            first = len(units)
            starts: list[int] = []
            up: list[int] = []
            for row in level:
                if codes := below.get(units[row]):
                    starts.append(len(units) - first)
                    up.append(row)
                    units.extend(codes)
            spans[kind].append(Span(first, len(units), np.array(starts, dtype=np.intp), np.array(up, dtype=np.intp)))
        level = list(range(begin, len(units)))
        if level:
            levels.append((begin, len(units)))
    return Shape(tuple(units), tuple(levels), tuple(spans[0]), tuple(spans[1]))


@dataclass(frozen=True, slots=True)
class Entered:
    """What units have entered: a row a unit of the shape, a column a code; `states` is 0 where there is no answer."""

    codes: tuple[str, ...]
    values: Array
    states: Array


def entered(
    shape: Shape, codes: Sequence[str], batches: Sequence[tuple[Sequence[str], Sequence[str], bytes]]
) -> Entered:
    """Unpack what the store holds: for each batch its codes, its units, and their bytes one after another (as many
    64-bit floats as there are codes, then as many states). Units outside the shape are passed over."""
    values = np.zeros((len(shape.units), len(codes)))
    states = np.zeros((len(shape.units), len(codes)), dtype=np.uint8)
    place = {code: column for column, code in enumerate(codes)}
    for known, units, data in batches:
        kind = np.dtype([("value", "<f8", (len(known),)), ("state", "u1", (len(known),))])
        found = np.frombuffer(data, dtype=kind) if known else np.empty(0, dtype=kind)
        rows = np.array([shape.rows.get(unit, -1) for unit in units], dtype=np.intp)
        inside = rows >= 0
        if not inside.all():
            rows, found = rows[inside], found[inside]
        pairs = [(column, place[code]) for column, code in enumerate(known) if code in place]
        theirs, ours = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
        values[rows[:, None], ours] = found["value"][:, theirs]
        states[rows[:, None], ours] = found["state"][:, theirs]
    return Entered(tuple(codes), values, states)


@dataclass(frozen=True, slots=True)
class Folded:
    """What every unit's subtree comes to: a row a unit, a column a code. `counts` holds, for each state that
    occurs, how many units answered so; `gaps` are figures entered above that differ from those below."""

    shape: Shape
    codes: tuple[str, ...]
    totals: Array
    counts: Mapping[int, Array]
    gaps: Mapping[tuple[int, int], tuple[Gap, ...]]

    def total(self, unit: str, indicator: Indicator) -> Total:
        """One figure of one unit, as `sums.add_up` has it."""
        row, column = self.shape.rows[unit], self.codes.index(indicator.code)
        found = {state: int(counts[row, column]) for state, counts in self.counts.items()}
        estimated = found.get(ESTIMATED, 0)
        reported = found.get(VALUE, 0) + estimated
        summable = reported == 1 or (reported > 1 and indicator.kind != "percent")
        return Total(
            total=_tidy(float(self.totals[row, column])) if summable else None,
            reported_by=reported,
            missing=found.get(MISSING, 0),
            not_applicable=found.get(NOT_APPLICABLE, 0),
            estimated=estimated,
            gaps=self.gaps.get((row, column), ()),
        )

    def stream(self, many: int = 4096) -> Iterator[tuple[Sequence[str], Array]]:
        """Every unit with its figures, so many rows at a time, the root first."""
        for first in range(0, len(self.shape.units), many):
            yield self.shape.units[first : first + many], self.totals[first : first + many]


def _tidy(value: float) -> int | float:
    return int(value) if value.is_integer() else value


def fold_all(shape: Shape, given: Entered, indicators: Mapping[str, Indicator]) -> Folded:
    """The sums of every unit, from the lowest level up (DESIGN §1, "Figures in the tree")."""
    own = np.array([indicators[code].own for code in given.codes], dtype=bool)
    masks = {state: given.states == state for state in (VALUE, ESTIMATED, MISSING, NOT_APPLICABLE)}
    counts = {state: mask.astype(np.uint32) for state, mask in masks.items() if mask.any()}
    work = _Fold(shape, own, given.values.copy(), counts)
    for depth in range(len(shape.levels) - 1, 0, -1):
        work.up(depth - 1)
    return Folded(shape, given.codes, work.totals, counts, work.found())


class _Fold:
    """Adds levels up in place: `totals` and `counts` begin with what each unit has entered itself."""

    def __init__(self, shape: Shape, own: Array, totals: Array, counts: dict[int, Array]) -> None:
        self.totals = totals
        self._shape, self._own, self._counts = shape, own, counts
        self._gaps: dict[tuple[int, int], list[Gap]] = {}

    def up(self, level: int) -> None:
        """Add the level below into the units of `level`: children where nothing is entered above them or each level
        counts for itself, then what was merged."""
        children, merged = self._shape.children[level], self._shape.merged[level]
        if children.up.size:
            self._take_children(children)
        if merged.up.size:
            for sums in (self.totals, *self._counts.values()):
                sums[merged.up] += np.add.reduceat(sums[merged.first : merged.last], merged.starts, axis=0)

    def _take_children(self, span: Span) -> None:
        below = slice(span.first, span.last)
        sums = np.add.reduceat(self.totals[below], span.starts, axis=0)
        counts = {
            state: np.add.reduceat(found[below], span.starts, axis=0, dtype=np.uint32)
            for state, found in self._counts.items()
        }
        reported, is_given = self._given(counts, sums.shape), self._given(self._counts, sums.shape, span.up)
        passed_over = reported & ~self._own
        mine = self.totals[span.up]
        self._note_gaps(span, passed_over & is_given & (mine != sums), mine, sums)
        self.totals[span.up] = np.where(passed_over, 0.0, mine) + sums
        for state, found in self._counts.items():
            found[span.up] = np.where(passed_over, 0, found[span.up]) + counts[state]

    @staticmethod
    def _given(counts: Mapping[int, Array], size: tuple[int, ...], rows: Any = ...) -> Array:
        """Where there is a value, estimated or not."""
        found = np.zeros(size, dtype=bool)
        for state in (VALUE, ESTIMATED):
            if state in counts:
                found |= counts[state][rows] > 0
        return found

    def _note_gaps(self, span: Span, where: Array, mine: Array, sums: Array) -> None:
        """Figures entered above, where those below have them too and come to something else."""
        for place, column in zip(*np.nonzero(where), strict=True):
            row = int(span.up[place])
            gap = Gap(self._shape.units[row], _tidy(float(mine[place, column])), _tidy(float(sums[place, column])))
            self._gaps.setdefault((row, int(column)), []).append(gap)

    def found(self) -> dict[tuple[int, int], tuple[Gap, ...]]:
        """The gaps of every unit, those of the units below it with it."""
        carried: dict[tuple[int, int], list[Gap]] = {}
        for (row, column), gaps in sorted(self._gaps.items(), reverse=True):
            at = row
            while at >= 0:
                carried.setdefault((at, column), []).extend(gaps)
                at = int(self._shape.above[at])
        return {key: tuple(gaps) for key, gaps in carried.items()}
