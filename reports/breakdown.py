"""Where a summary's totals come from: a line for each unit below, by kind and by old unit, and what the unit did
itself. The lines of a breakdown add up to the summary's own totals, each report being in one line only."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from reports.rates import RATES, Rate, joined
from reports.rows import Row, Unit
from reports.summary import Source, Summary
from reports.sums import Number, Tally, Total, add_up_each
from reports.tree import Subtree

Part = Literal["now", "kind", "old"]
Pair = tuple[Number, Number]
NOTHING: Mapping[str, Total] = {}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: a unit with all that stands under it, or (`own`) only what the unit itself reported.

    `pairs` holds, for each rate by code, its two counts over the units that have both.
    """

    unit: str
    name: str
    totals: Mapping[str, Total]
    pairs: Mapping[str, Pair]
    own: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Lines that have a subtotal: units of one kind, or what was an old unit (`title` names it; "" for none)."""

    part: Part
    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Breakdown:
    """All lines in groups, what the unit itself did, and the rates it comes to."""

    groups: tuple[Group, ...]
    own: Entry
    pairs: Mapping[str, Pair]

    @property
    def entries(self) -> list[Entry]:
        """Every line, the unit's own last."""
        return [entry for group in self.groups for entry in group.entries] + [self.own]


def breakdown(summary: Summary) -> Breakdown:
    """The lines behind a summary."""
    return _Maker(summary.source).made()


class _Maker:
    """Gathers the lines; one pass over the subtree for the totals, one for each rate."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.rows = source.rows.get(source.period, {})
        self.below: Subtree = source.tree.subtree(source.unit)
        self.parts = list(_parts(self.below, source.unit))
        keep = {source.unit, *self.parts}
        self.totals = add_up_each(source.tree, source.unit, self.rows, source.indicators, keep)
        self.rates = [rate for rate in RATES if {rate.part, rate.whole} <= source.indicators.keys()]
        self.pairs = {rate.code: joined(source, rate, keep) for rate in self.rates}

    def made(self) -> Breakdown:
        root = self.source.unit
        groups = [*self._present(self.below.children.get(root, ())), *self._old(self.below.merged.get(root, ()))]
        return Breakdown(tuple(groups), self._own(root), self._pairs_of(root))

    def _present(self, units: Collection[str]) -> list[Group]:
        """Units below by kind, where there is more than one kind; one nameless group otherwise."""
        shown = [self.source.tree[code] for code in units if self._is_shown(code)]
        kinds: dict[str, list[Unit]] = {}
        for unit in shown:
            kinds.setdefault(unit.kind, []).append(unit)
        if len(kinds) <= 1:
            return [Group("now", "", tuple(map(self._entry, shown)))] if shown else []
        return [Group("kind", kind, tuple(map(self._entry, members))) for kind, members in kinds.items()]

    def _old(self, units: Iterable[str]) -> Iterator[Group]:
        """What was merged into the unit: a group for each old unit that has anything to show."""
        for code in units:
            parts = [*self.below.children.get(code, ()), *self.below.merged.get(code, ())]
            entries = [self._entry(self.source.tree[part]) for part in parts if self._is_shown(part)]
            own = self._own(code)
            if _says_anything(own.totals):
                entries.append(own)
            if entries:
                yield Group("old", self.source.tree[code].name, tuple(entries))

    def _is_shown(self, code: str) -> bool:
        return self.source.tree.is_valid(code, self.source.until) or _says_anything(self.totals.get(code, NOTHING))

    def _entry(self, unit: Unit) -> Entry:
        return Entry(unit.code, unit.name, self.totals[unit.code], self._pairs_of(unit.code))

    def _pairs_of(self, code: str) -> dict[str, Pair]:
        return {rate: pair for rate, found in self.pairs.items() if (pair := found.get(code)) is not None}

    def _own(self, code: str) -> Entry:
        row, below = self.rows.get(code), self.below.children.get(code, ())
        totals = {name: self._own_total(row, below, name) for name in self.totals[self.source.unit]}
        pairs = {rate.code: pair for rate in self.rates if (pair := _own_pair(totals, rate)) is not None}
        return Entry(code, self.source.tree[code].name, totals, pairs, own=True)

    def _own_total(self, row: Row | None, below: Iterable[str], name: str) -> Total:
        """What the unit's own report adds; an entry for the whole subtree counts only where none below has one."""
        indicator, tally = self.source.indicators[name], Tally()
        answer = row.answers.get(name) if row is not None and row.counted else None
        covered = not indicator.own and any(self.totals[unit][name].reported_by for unit in below)
        if answer is not None and not covered:
            tally.count(answer)
        return tally.closed(indicator)


def _parts(below: Subtree, root: str) -> Iterator[str]:
    """Every unit that may have a line: those under the unit, and those under what was merged into it."""
    yield from below.children.get(root, ())
    for old in below.merged.get(root, ()):
        yield from (old, *below.children.get(old, ()), *below.merged.get(old, ()))


def _says_anything(totals: Mapping[str, Total]) -> bool:
    return any(total.reported_by or total.missing or total.not_applicable for total in totals.values())


def _own_pair(totals: Mapping[str, Total], rate: Rate) -> Pair | None:
    part, whole = totals[rate.part].total, totals[rate.whole].total
    return None if part is None or whole is None else (part, whole)
