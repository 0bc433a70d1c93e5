"""Who may do what: one table, one function. Whatever is not allowed answers as if it did not exist."""

from collections.abc import Iterable
from typing import Literal

from reports.tree import Tree
from storage.people import Role

Act = Literal["report", "see_progress", "see_summary", "nudge", "invite"]

ON_OWN_UNIT: dict[Act, frozenset[str]] = {
    "report": frozenset({"leader", "deputy", "staff", "admin"}),
    "see_progress": frozenset({"staff", "admin"}),
    "see_summary": frozenset({"staff", "admin"}),
    "nudge": frozenset({"staff", "admin"}),
    "invite": frozenset({"staff", "admin"}),
}
ON_UNITS_BELOW: dict[Act, frozenset[str]] = {
    "report": frozenset(),
    "see_progress": frozenset({"staff", "admin"}),
    "see_summary": frozenset({"staff", "admin"}),
    "nudge": frozenset({"staff", "admin"}),
    "invite": frozenset({"staff", "admin"}),
}


def may(roles: Iterable[Role], act: Act, unit: str, tree: Tree) -> bool:
    """Whether somebody with those roles may do `act` on `unit`: on the unit itself, or from above."""
    if unit not in tree:
        return False
    above = frozenset(tree.ancestors(unit))
    return any(
        (role.unit == unit and role.role in ON_OWN_UNIT[act])
        or (role.unit in above and role.role in ON_UNITS_BELOW[act])
        for role in roles
    )


def units_for(roles: Iterable[Role], act: Act, tree: Tree) -> list[str]:
    """The units that somebody may do `act` on directly, in order, each once."""
    return list(dict.fromkeys(role.unit for role in roles if role.unit in tree and role.role in ON_OWN_UNIT[act]))
