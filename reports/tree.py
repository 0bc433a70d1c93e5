"""The organisation as a tree of any depth that moves: parents, validity, successors (DESIGN §1)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from reports.rows import Unit


@dataclass(frozen=True, slots=True)
class Subtree:
    """The units that stand under one, each once, with the one path by which its figures go up.

    `order` begins with the root and names every unit after the one it goes up to; `children` are the units
    below by the organisation, `merged` the closed ones whose successor this unit is.
    """

    order: tuple[str, ...]
    children: Mapping[str, tuple[str, ...]]
    merged: Mapping[str, tuple[str, ...]]


class Tree:
    """All units of an organisation. Unknown codes raise KeyError."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self.units: dict[str, Unit] = {unit.code: unit for unit in units}
        self._children = self._grouped({code: unit.parent for code, unit in self.units.items()})
        self._successor = self._sound_successors()
        self._merged = self._grouped(self._successor)
        self.subtree = lru_cache(maxsize=1024)(self._subtree)

    def __contains__(self, code: object) -> bool:
        return code in self.units

    def __getitem__(self, code: str) -> Unit:
        return self.units[code]

    def roots(self) -> list[str]:
        """Units without a known parent."""
        return [code for code, unit in self.units.items() if unit.parent not in self.units]

    def children(self, code: str) -> list[str]:
        """Units directly below, closed ones included."""
        return list(self._children.get(self[code].code, ()))

    def merged_into(self, code: str) -> list[str]:
        """Closed units whose successor this unit is."""
        return list(self._merged.get(self[code].code, ()))

    def ancestors(self, code: str) -> list[str]:
        """Units above, nearest first."""
        above: list[str] = []
        parent = self[code].parent
        while parent in self.units and parent not in above:
            above.append(parent)
            parent = self[parent].parent
        return above

    def descendants(self, code: str) -> list[str]:
        """The unit itself and all that stands under it, what was merged into it included, each once."""
        return list(self.subtree(code).order)

    def successor(self, code: str) -> str:
        """The unit that goes on with this one's work: the end of its chain of successors, itself if it has none."""
        while (following := self._successor.get(code)) is not None:
            code = following
        return code

    def is_valid(self, code: str, day: date) -> bool:
        """Whether the unit exists on `day`."""
        unit = self[code]
        return (unit.since is None or unit.since <= day) and (unit.until is None or day <= unit.until)

    def is_closed(self, code: str, day: date) -> bool:
        """Whether the unit's last day is past."""
        until = self[code].until
        return until is not None and until < day

    def directly_above(self, code: str, day: date) -> list[str]:
        """The unit above; of a closed unit also the one that goes on with its work. A closed unit above is passed on
        to the one that goes on with it."""
        unit = self[code]
        above = [self.present(parent, day)] if (parent := self._parent(code)) else []
        if self.is_closed(unit.code, day) and code in self._successor:
            above.append(self.present(self._successor[code], day))
        return above

    def all_above(self, code: str, day: date) -> frozenset[str]:
        """Every unit above, by parents and, where a unit is closed, by those that go on with its work."""
        found: set[str] = set()
        waiting = [code]
        while waiting:
            one = waiting.pop()
            after = self._successor.get(one) if self.is_closed(one, day) else None
            for up in (self._parent(one), after):
                if up is not None and up not in found and up != code:
                    found.add(up)
                    waiting.append(up)
        return frozenset(found)

    def present(self, code: str, day: date) -> str:
        """The unit that stands for this one on `day`: itself, or the one that goes on with a closed one's work."""
        while code in self._successor and self.is_closed(code, day):
            code = self._successor[code]
        return code

    def valid_on(self, day: date) -> list[str]:
        """Every unit that exists on `day`."""
        return [code for code in self.units if self.is_valid(code, day)]

    def _grouped(self, above: Mapping[str, str | None]) -> dict[str, tuple[str, ...]]:
        groups: defaultdict[str, list[str]] = defaultdict(list)
        for code, up in above.items():
            if up is not None and up in self.units:
                groups[up].append(code)
        return {up: tuple(codes) for up, codes in groups.items()}

    def _sound_successors(self) -> dict[str, str]:
        """Successors that lead on; one that leads back under the unit itself is left out, so that sums end."""
        sound: dict[str, str] = {}
        for code, unit in self.units.items():
            if unit.successor in self.units and unit.successor != code:
                sound[code] = unit.successor
                if self._leads_back(code, sound):
                    del sound[code]
        return sound

    def _leads_back(self, code: str, successor: Mapping[str, str]) -> bool:
        seen, up = {code}, successor.get(code)
        while up is not None:
            if up in seen:
                return True
            seen.add(up)
            up = successor.get(up) or self._parent(up)
        return False

    def _parent(self, code: str) -> str | None:
        parent = self.units[code].parent
        return parent if parent in self.units else None

    def _subtree(self, root: str) -> Subtree:
        reached = self._reached(self[root].code)
        children: defaultdict[str, list[str]] = defaultdict(list)
        merged: defaultdict[str, list[str]] = defaultdict(list)
        for code in reached:
            successor, parent = self._successor.get(code), self.units[code].parent
            if code == root:
                continue
            if successor in reached:
                merged[successor].append(code)
            elif parent in reached:
                children[parent].append(code)
        order = _downwards(root, children, merged)
        return Subtree(
            order,
            {code: tuple(below) for code, below in children.items()},
            {code: tuple(below) for code, below in merged.items()},
        )

    def _reached(self, root: str) -> dict[str, None]:
        reached, waiting = {root: None}, [root]
        while waiting:
            code = waiting.pop()
            for below in (*self._children.get(code, ()), *self._merged.get(code, ())):
                if below not in reached:
                    reached[below] = None
                    waiting.append(below)
        return reached


def _downwards(root: str, *below: Mapping[str, list[str]]) -> tuple[str, ...]:
    order, waiting = [], [root]
    while waiting:
        code = waiting.pop()
        order.append(code)
        for groups in below:
            waiting.extend(reversed(groups.get(code, [])))
    return tuple(order)
