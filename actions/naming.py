"""Units by the names that people type: which of those somebody may act on fit, and how each is told from the others.

A handler that takes a unit's name calls `find`; where several come back it asks with `label` as the choices.
"""

from collections.abc import Iterable

from actions import permissions
from actions.work import Conversation, Work
from forms.levels import LEVEL_NAMES
from forms.rows import Unit
from forms.speech import Line
from forms.unit_names import fitting


def find(work: Work, who: Conversation, act: permissions.Act, text: str) -> list[Unit]:
    """The units that she may do `act` on and that the typed name (or code) fits; none of what is not hers."""
    tree = work.world.tree
    mine = dict.fromkeys(
        code for role in who.roles if role.unit in tree for code in (role.unit, *tree.descendants(role.unit))
    )
    allowed = (tree[code] for code in mine if permissions.allows(work, who, act, code))
    return fitting(text, allowed, work.now.date())


def find_among(work: Work, codes: Iterable[str], text: str) -> list[Unit]:
    """Those of the given units that a typed name fits."""
    return fitting(text, (work.world.tree[code] for code in codes), work.now.date())


def label(work: Work, unit: Unit) -> Line:
    """A unit with its type and parent: what tells it from others of its name."""
    above = work.world.tree[unit.parent].name if unit.parent in work.world.tree.units and unit.parent else ""
    values = {"name": unit.name, "level": unit.kind or LEVEL_NAMES[unit.level], "above": above}
    return Line("unit.label" if above else "unit.label_top", values)
