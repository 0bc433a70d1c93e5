"""Who may do what: one table, one pure function. Whatever is not allowed answers as if it did not exist.

Every act, page, file link and command asks here before it shows or changes anything of a unit's.

To add an act: name it in `Act`, give it a row in `ACTS`, ask `allows(work, who, act, unit)` where it is done, and
add its row to the matrix in `tests/test_permissions.py`, which fails until all of this is there.
"""

from collections.abc import Iterable, Set
from dataclasses import dataclass
from datetime import date
from typing import Literal

from actions.work import Conversation, Work
from reports.tree import Tree
from storage.people import Role

Act = Literal[
    "report",
    "see_progress",
    "see_summary",
    "see_history",
    "see_phone",
    "nudge",
    "ask_below",
    "enter_for",
    "send_back",
    "approve",
    "close",
    "extend",
    "handle_urgent",
    "follow_proposal",
    "invite",
    "admit",
    "appoint",
]
Names = frozenset[str]
NOBODY: Names = frozenset()
LEADS: Names = frozenset({"leader", "deputy"})
LOOKS_AFTER: Names = frozenset({"staff", "admin"})
SETS_UP: Names = frozenset({"admin"})


@dataclass(frozen=True, slots=True)
class Rule:
    """Which roles may do an act, by where the unit stands from the unit of the role.

    `own`: on that very unit, or one that was merged into it. `near`: on the units directly below it. `below`: further
    down. Above and beside it is always nobody. `past`: also where one of the two is closed.
    """

    own: Names
    near: Names = NOBODY
    below: Names = NOBODY
    past: bool = False


def _subtree(names: Names, *, past: bool = False) -> Rule:
    return Rule(names, names, names, past)


ACTS: dict[Act, Rule] = {
    "report": Rule(LEADS | LOOKS_AFTER, past=True),  # the last report of a unit may be late: its period says until when
    "see_progress": _subtree(LOOKS_AFTER, past=True),
    "see_summary": _subtree(LOOKS_AFTER, past=True),
    "see_history": _subtree(LOOKS_AFTER, past=True),
    "see_phone": Rule(LOOKS_AFTER, LOOKS_AFTER),  # direct staff alone (DESIGN §4)
    "nudge": _subtree(LOOKS_AFTER),
    "ask_below": _subtree(LOOKS_AFTER),
    "enter_for": _subtree(LOOKS_AFTER, past=True),
    "send_back": _subtree(LOOKS_AFTER, past=True),
    "approve": _subtree(LOOKS_AFTER, past=True),
    "close": _subtree(LOOKS_AFTER, past=True),
    "extend": _subtree(LOOKS_AFTER),
    "handle_urgent": _subtree(LOOKS_AFTER, past=True),
    "follow_proposal": _subtree(LOOKS_AFTER, past=True),
    "invite": _subtree(LOOKS_AFTER),
    "admit": _subtree(LOOKS_AFTER),  # let a leader or deputy in, change a leader
    "appoint": _subtree(SETS_UP),  # make somebody staff or admin
}


def may(roles: Iterable[Role], act: Act, unit: str, tree: Tree, day: date) -> bool:
    """Whether somebody with those roles may do `act` on `unit` that day: on the unit itself, or from above."""
    if unit not in tree:
        return False
    rule = ACTS[act]
    if not rule.past and tree.is_closed(unit, day):
        return False
    own, near = {unit, tree.present(unit, day)}, frozenset(tree.directly_above(unit, day))
    above = tree.all_above(unit, day)
    return any(
        role.role in _column(rule, role.unit, own, near, above)
        for role in roles
        if role.unit in tree and (rule.past or not tree.is_closed(role.unit, day))
    )


def _column(rule: Rule, mine: str, own: Set[str], near: Names, above: Names) -> Names:
    if mine in own:
        return rule.own
    if mine in near:
        return rule.near
    return rule.below if mine in above else NOBODY


def allows(work: Work, who: Conversation, act: Act, unit: str) -> bool:
    """Whether she may do `act` on `unit` today."""
    return may(who.roles, act, unit, work.world.tree, work.now.date())


def units_for(roles: Iterable[Role], act: Act, tree: Tree) -> list[str]:
    """The units of her own that somebody may do `act` on, in order, each once."""
    return list(dict.fromkeys(role.unit for role in roles if role.unit in tree and role.role in ACTS[act].own))


def is_staff(roles: Iterable[Role]) -> bool:
    """Whether somebody looks after any unit at all."""
    return any(role.role in LOOKS_AFTER for role in roles)
