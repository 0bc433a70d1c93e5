"""People move with their unit: once it is closed, whoever was something for it is the same for the one that goes on."""

from actions.messages import tell_people
from actions.work import Work
from forms.speech import Line
from storage import outbox, people, records
from storage.people import Role

DONE = "moved"


def move_people(work: Work) -> int:
    """Once a day, and whenever the tree has changed; how many roles moved. Each is told, and it is in the trail."""
    state = f"{work.now.date().isoformat()} {work.world.stamp}"
    if records.recall(work.db, DONE) == state:
        return 0
    records.remember(work.db, DONE, state)
    leaving = [(role, unit) for role in people.all_roles(work.settle()) if (unit := _goes_on_at(work, role))]
    for role, unit in leaving:
        _move(work, role, unit)
    return len(leaving)


def _goes_on_at(work: Work, role: Role) -> str:
    """The unit to which a role moves today, "" where it stays."""
    tree = work.world.tree
    if role.unit not in tree:
        return ""
    unit = tree.present(role.unit, work.now.date())
    return unit if unit != role.unit else ""


def _move(work: Work, role: Role, unit: str) -> None:
    people.end_role(work.db, role, work.at)
    people.give_role(work.db, role.person, unit, role.role, work.at)
    data = {"moved": role.person, "role": role.role, "from": role.unit}
    work.log("move", unit=unit, data=data)
    names = {"before": work.world.tree[role.unit].name, "unit": work.world.tree[unit].name}
    tell_people(work, [role.person], Line("join.moved", names), priority=outbox.REMINDER)
