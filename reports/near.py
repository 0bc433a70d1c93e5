"""Who is named to whom: staff of a unit read the names of the units directly below it; of what stands further down
they read only how many, at the unit directly below. So above the commune only counts go up. The one place of it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reports.standing import Standing
from reports.tree import Tree


@dataclass(frozen=True, slots=True)
class Branch:
    """The root or a unit directly below: how its own report stands (None where none is expected of it), and those of
    all that stands under it (of the root: nothing, what is below has branches of its own)."""

    unit: str
    name: str
    own: Standing | None
    further: tuple[Standing, ...] = ()

    @property
    def missing(self) -> int:
        """How many of its reports are not in."""
        return sum(not one.is_in for one in (*self.further, *([self.own] if self.own else [])))

    @property
    def told(self) -> str:
        """Its name, where something is missing under it with how many: “Xã Một (3)”."""
        return f"{self.name} ({self.missing})" if any(not one.is_in for one in self.further) else self.name


class Near:
    """What stands under one unit, seen by its staff."""

    def __init__(self, tree: Tree, root: str) -> None:
        subtree = tree.subtree(root)
        self._tree, self._root = tree, root
        self._goes_on = {old: code for code, merged in subtree.merged.items() for old in merged}
        self._parent = {code: parent for parent, below in subtree.children.items() for code in below}

    def branch_of(self, unit: str) -> str:
        """The unit under which that one is told: itself if it stands directly below, or is the root."""
        code = unit
        while (up := self._up(code)) not in (self._root, code):
            code = up
        return code

    def _up(self, code: str) -> str:
        """The unit above; an old unit, and what it had below it, stands under the one that goes on with its work."""
        up = self._parent.get(code) or self._goes_on.get(code, self._root)
        while up in self._goes_on:
            up = self._goes_on[up]
        return up

    def is_named(self, unit: str) -> bool:
        """Whether her staff read that unit's name."""
        return self.branch_of(unit) == unit

    def told(self, units: Mapping[str, int]) -> list[str]:
        """Units that there is so much to say of, by name or by count: “Thôn 5”, “Xã Một (3)”."""
        counts, further = Counter[str](), set[str]()
        for unit, count in units.items():
            code = self.branch_of(unit)
            counts[code] += count
            if code != unit:
                further.add(code)
        names = {code: self._tree[code].name for code in counts}
        return [f"{names[code]} ({count})" if code in further else names[code] for code, count in counts.items()]

    def branches(self, standings: Sequence[Standing]) -> list[Branch]:
        """The standings by the unit under which they are told, in their order."""
        own: dict[str, Standing | None] = {}
        further: dict[str, list[Standing]] = {}
        for one in standings:
            code = self.branch_of(one.unit)
            if code == one.unit:
                own[code] = one
            else:
                own.setdefault(code, None)
                further.setdefault(code, []).append(one)
        return [Branch(code, self._tree[code].name, one, tuple(further.get(code, ()))) for code, one in own.items()]

    def gaps(self, standings: Sequence[Standing]) -> list[Branch]:
        """The branches that anything is missing in, the emptiest first."""
        found = [one for one in self.branches(standings) if one.missing]
        return sorted(found, key=lambda one: -one.missing)
