"""Finding a unit by what people call it: “thôn 7”, “chi hội thôn 7”, “xã một”; and telling it from its namesakes."""

from collections.abc import Iterable

from actions import permissions
from actions.work import Conversation, Work
from forms.levels import LEVEL_NAMES
from forms.rows import Unit
from forms.speech import Line
from forms.unit_names import above_said, fitting


def find(work: Work, who: Conversation, act: permissions.Act, said: str, *, whole: bool = False) -> list[Unit]:
    """The units that she may do `act` on and that are called so, the best fit alone; several where they share a name.
    Present units go before closed ones. A unit's own code finds it, too, and “thôn 1, xã Hai” the one of that parent.
    With `whole` a part of a name finds nothing.
    """
    tree = work.world.tree
    below = dict.fromkeys(code for role in who.roles if role.unit in tree for code in tree.descendants(role.unit))
    return find_among(work, [code for code in below if permissions.allows(work, who, act, code)], said, whole=whole)


def find_among(work: Work, codes: Iterable[str], said: str, *, whole: bool = False) -> list[Unit]:
    """Those of the given units that are called so."""
    tree, today = work.world.tree, work.now.date()
    units = [tree[code] for code in codes]
    if found := fitting(said, units, today, whole=whole):
        return found
    for name, above in above_said(said):
        ups = {unit.code for unit in fitting(above, tree.units.values(), today)}
        under = [unit for unit in units if ups & tree.all_above(unit.code, today)]
        if ups and (found := fitting(name, under, today, whole=whole)):
            return found
    return []


def label(work: Work, unit: Unit) -> Line:
    """A unit with its type and parent: what tells it from others of its name."""
    above = work.world.tree[unit.parent].name if unit.parent and unit.parent in work.world.tree else ""
    values = {"name": unit.name, "level": unit.kind or LEVEL_NAMES[unit.level], "above": above}
    return Line("unit.label" if above else "unit.label_top", values)


def role_line(role: str, unit: Unit) -> Line:
    """A role in words; who leads a unit above the branch is its reporting contact."""
    return Line("role.leader_up" if role == "leader" and unit.level != "chi_hoi" else f"role.{role}")
