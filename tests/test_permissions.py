"""Who may do what, walked whole: role × act × where the unit stands from the unit of the role.

A row for each act, a column for each place; in it the roles that may: l(eader), d(eputy), s(taff), a(dmin).
Above and beside one's own unit nobody may anything, whatever the act.
"""

from datetime import date
from typing import get_args

import pytest
from harness import Office

from actions.permissions import ACTS, Act, may
from forms.rows import Unit
from handlers import door
from reports.tree import Tree
from storage.people import Role

ROLES = {"l": "leader", "d": "deputy", "s": "staff", "a": "admin"}
TODAY, JUNE_END = date(2026, 5, 28), date(2025, 6, 30)
TREE = Tree(
    [
        Unit("T", "Tỉnh", "tinh"),
        Unit("X1", "Xã Một", "xa", parent="T"),
        Unit("X2", "Xã Hai", "xa", parent="T"),
        Unit("X0", "Xã Không (cũ)", "xa", parent="T", until=JUNE_END, successor="X1"),
        Unit("C1", "Thôn 1", "chi_hoi", parent="X1"),
        Unit("C9", "Thôn 9 (cũ)", "chi_hoi", parent="X1", until=JUNE_END),
        Unit("C2", "Thôn 2", "chi_hoi", parent="X2"),
        Unit("G1", "Tổ 1", "to", parent="C1"),
    ]
)
# Where a unit stands from X1: itself, the branch below it, the group below that branch, the commune that was merged
# into it, a branch below that was closed. The last column: on one's own unit, now that it is closed.
PLACES = {"own": "X1", "near": "C1", "further": "G1", "merged": "X0", "closed": "C9"}
MATRIX: dict[str, tuple[str, str, str, str, str, str]] = {
    # act              own     near  further merged closed  own, closed
    "report": ("ldsa", "", "", "ldsa", "", "ldsa"),
    "see_progress": ("sa", "sa", "sa", "sa", "sa", "sa"),
    "see_summary": ("sa", "sa", "sa", "sa", "sa", "sa"),
    "see_history": ("sa", "sa", "sa", "sa", "sa", "sa"),
    "see_phone": ("sa", "sa", "", "", "", ""),
    "nudge": ("sa", "sa", "sa", "", "", ""),
    "ask_below": ("sa", "sa", "sa", "", "", ""),
    "enter_for": ("sa", "sa", "sa", "sa", "sa", "sa"),
    "send_back": ("sa", "sa", "sa", "sa", "sa", "sa"),
    "approve": ("sa", "sa", "sa", "sa", "sa", "sa"),
    "close": ("sa", "sa", "sa", "sa", "sa", "sa"),
    "extend": ("sa", "sa", "sa", "", "", ""),
    "handle_urgent": ("sa", "sa", "sa", "sa", "sa", "sa"),
    "follow_proposal": ("sa", "sa", "sa", "sa", "sa", "sa"),
    "invite": ("sa", "sa", "sa", "", "", ""),
    "admit": ("sa", "sa", "sa", "", "", ""),
    "appoint": ("a", "a", "a", "", "", ""),
}


def test_every_act_has_its_row() -> None:
    assert set(ACTS) == set(get_args(Act)) == set(MATRIX)


def _who(act: Act, unit: str, mine: str = "X1") -> str:
    """The roles on `mine` that may do `act` on `unit`, as letters."""
    return "".join(letter for letter, role in ROLES.items() if may([Role(1, mine, role)], act, unit, TREE, TODAY))


@pytest.mark.parametrize("act", get_args(Act))
def test_the_matrix(act: Act) -> None:
    found = (*(_who(act, unit) for unit in PLACES.values()), _who(act, "C9", mine="C9"))
    assert found == MATRIX[act]


@pytest.mark.parametrize("act", get_args(Act))
def test_nobody_acts_upwards_or_sideways(act: Act) -> None:
    assert _who(act, "T") == _who(act, "X2") == _who(act, "C2") == "", "above, beside, below what is beside"
    assert _who(act, "X1", mine="C1") == _who(act, "C2", mine="C1") == ""
    assert _who(act, "X1", mine="X0") == "", "whose commune was merged has no more say before she moves with it"
    assert _who(act, "NOWHERE") == _who(act, "C1", mine="NOWHERE") == ""


def test_several_roles_add_up_and_a_role_says_nothing_elsewhere() -> None:
    both = [Role(1, "C1", "leader"), Role(1, "X2", "staff")]
    assert may(both, "report", "C1", TREE, TODAY)
    assert may(both, "see_summary", "C2", TREE, TODAY)
    assert not may(both, "see_summary", "C1", TREE, TODAY)


def test_what_stands_under_a_merged_commune_is_near_to_the_new_one() -> None:
    late = Tree([*TREE.units.values(), Unit("C7", "Thôn 7", "chi_hoi", parent="X0")])
    staff = [Role(1, "X1", "staff")]
    assert may(staff, "see_phone", "C7", late, TODAY)
    assert not may(staff, "see_phone", "C7", late, JUNE_END), "until the day of the merger it was another's"


@pytest.mark.parametrize(("unit", "role"), [("X1C1", "leader"), ("X1", "staff"), ("X1C1", "staff")])
async def test_no_command_shows_or_changes_anything_of_another_unit(office: Office, unit: str, role: str) -> None:
    await office.join("la", unit, role)
    await office.join("hai", "X2", "staff")
    office.new("hai")
    for command in (*door.COMMANDS, *door.ORDERS):
        heard = await office.say("la", f"/{command} xã Hai")
        assert "Xã Hai" not in heard, command
    assert office.new("hai") == []
    assert await office.act(lambda work: work.report("X2", "2026-h1")) is None
