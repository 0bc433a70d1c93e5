"""Finding a unit by what people call it: “thôn 7”, “chi hội thôn 7”, “xã một”."""

from collections.abc import Callable, Iterable, Sequence

from actions.work import Work
from forms.plain import plain
from forms.rows import Unit

Words = Sequence[str]
Fit = Callable[[Words, Words], bool]


def find(work: Work, roots: Iterable[str], said: str) -> list[Unit]:
    """The units at or below those roots that are called so, the best fit alone; several where they share a name.
    Present units go before closed ones. A unit's own code finds it, too."""
    wanted, tree, today = plain(said).split(), work.world.tree, work.now.date()
    codes = dict.fromkeys(code for root in roots if root in tree for code in tree.descendants(root))
    if said.strip() in codes or not wanted:
        return [tree[said.strip()]] if wanted else []
    named = [(plain(tree[code].name).split(), tree[code]) for code in codes]
    for fits in (_same, _ends, _within):
        found = [unit for name, unit in named if fits(name, wanted)]
        if found:
            return [unit for unit in found if unit.valid_on(today)] or found
    return []


def _same(name: Words, wanted: Words) -> bool:
    return list(name) == list(wanted)


def _ends(name: Words, wanted: Words) -> bool:
    return list(name[-len(wanted) :]) == list(wanted)


def _within(name: Words, wanted: Words) -> bool:
    size = len(wanted)
    return any(list(name[at : at + size]) == list(wanted) for at in range(len(name) - size + 1))
