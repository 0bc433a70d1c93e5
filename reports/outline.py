"""Who has sent, as a tree that can be opened down to the branch."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reports.standing import Counts, Standing, count
from reports.tree import Tree

DEEPEST = 600


@dataclass(frozen=True, slots=True)
class Node:
    """A unit: how its own report stands (None where none is expected of it), and its whole subtree in numbers.
    `below` is empty where there is nothing below, or (`folded`) where it stands on a page of its own."""

    unit: str
    name: str
    own: Standing | None
    counts: Counts
    below: tuple["Node", ...] = ()
    folded: bool = False


def outline(tree: Tree, root: str, standings: Sequence[Standing], most: int = DEEPEST) -> Node:
    """The tree below `root`, as far as reports are expected; of more than `most` units only the first level."""
    found = _Outline(tree, root, standings)
    return found.node(root, fold=len(standings) > most)


class _Outline:
    def __init__(self, tree: Tree, root: str, standings: Sequence[Standing]) -> None:
        self._tree, self._own = tree, {one.unit: one for one in standings}
        subtree = tree.subtree(root)
        self._children, self._merged = subtree.children, subtree.merged
        self._below = _by_unit(subtree.order, self._children, self._merged, self._own)

    def node(self, code: str, *, fold: bool = False, is_root: bool = True) -> Node:
        """One unit with what stands under it."""
        standings, parts = self._below[code], self._parts(code)
        folded = fold and not is_root and bool(parts)
        below = () if folded else tuple(self.node(part, fold=fold, is_root=False) for part in parts)
        return Node(code, self._tree[code].name, self._own.get(code), count(standings), below, folded)

    def _parts(self, code: str) -> list[str]:
        """Units below that owe a report or stand above one that does; an old unit's branches are its successor's."""
        parts: list[str] = []
        for part in self._children.get(code, ()):
            parts += [part] if self._below[part] else []
        for old in self._merged.get(code, ()):
            parts += self._parts(old)
        return parts


def _by_unit(
    order: Sequence[str],
    children: Mapping[str, Sequence[str]],
    merged: Mapping[str, Sequence[str]],
    own: Mapping[str, Standing],
) -> dict[str, list[Standing]]:
    """The standings of each unit's whole subtree, its own first."""
    found: dict[str, list[Standing]] = {}
    for code in reversed(order):
        mine = [own[code]] if code in own else []
        for part in (*children.get(code, ()), *merged.get(code, ())):
            mine += found[part]
        found[code] = mine
    return found


def leaves(node: Node) -> Iterator[Node]:
    """The nodes without anything below."""
    if not node.below:
        yield node
    for part in node.below:
        yield from leaves(part)
