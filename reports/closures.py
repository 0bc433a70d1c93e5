"""Which of the figures in a summary have been closed (chốt số): by the unit itself, by those directly below it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from forms.levels import LEVEL_NAMES
from reports.tree import Tree


@dataclass(frozen=True, slots=True)
class Closures:
    """`version` and `at` are the unit's own newest closing that still holds (0 and None: it has none), `before` the
    version that it has opened again (0: none); `below` the units directly below that have reports under them, `closed`
    those of them that have closed, `opened` those that have opened theirs again; `only`: nothing but closed figures is
    added up."""

    version: int = 0
    at: datetime | None = None
    below: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()
    only: bool = False
    opened: tuple[str, ...] = ()
    before: int = 0

    @property
    def waiting(self) -> tuple[str, ...]:
        """Units directly below that have never closed."""
        return tuple(unit for unit in self.below if unit not in self.closed and unit not in self.opened)

    def shares(self, tree: Tree) -> list[str]:
        """How many of each level directly below have closed: “18/20 xã”; none where nobody ever has."""
        if not (self.closed or self.only or self.opened):
            return []
        closed, below = (Counter(tree[unit].level for unit in units) for units in (self.closed, self.below))
        return [f"{closed[level]}/{count} {LEVEL_NAMES[level]}" for level, count in below.items()]


def closed_units(tree: Tree, root: str, closed: Iterable[str]) -> frozenset[str]:
    """Every unit of a subtree whose figures have been closed, by its own staff or by those above; the root's own
    report counts too, since whoever compiles it vouches for it."""
    held = frozenset(closed)
    if not held.isdisjoint({root, *tree.ancestors(root)}):
        return frozenset(tree.descendants(root))
    return frozenset(
        {root}.union(*(tree.descendants(unit) for unit in held if unit in tree and root in tree.ancestors(unit)))
    )
