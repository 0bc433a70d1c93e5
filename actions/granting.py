"""What an opening again is worth to whoever waited for it: she hears what she can do now, as soon as she can."""

from collections.abc import Iterable, Set

from actions.locks import can_be_opened, lock_of
from actions.messages import tell_people
from actions.permissions import LOOKS_AFTER
from actions.work import Work
from forms.periods import Period
from forms.rows import Unit
from forms.speech import Line
from forms.steps import lower_first
from storage import people, records


def own_staff(work: Work, unit: Unit) -> set[int | None]:
    """Who looks after a unit, named at that unit."""
    return {role.person for role in people.roles_on(work.db, [unit.code]) if role.role in LOOKS_AFTER}


def grant(work: Work, opened: Unit, period: Period, since: str, left: Iterable[Unit], knowing: Set[int | None]) -> None:
    """Whoever wished to change something below since it was closed hears that she can, and so do the staff of units
    that were `left` behind; not those who are still held by somebody else, nor those `knowing` it already."""
    below, told = frozenset(work.world.tree.descendants(opened.code)), set(knowing)
    wishes: set[tuple[str, int | None]] = {*records.done_since(work.settle(), "wish", period.code, since)}
    wishes |= {(unit.code, person) for unit in left for person in own_staff(work, unit)}
    for code, person in sorted(wishes, key=str):
        key = _can_now(work, work.world.tree[code], period, person) if code in below and person not in told else ""
        if key:
            told.add(person)
            values = {"unit": opened.name, "own": work.world.tree[code].name, "period": lower_first(period.title)}
            tell_people(work, [person], Line(key, values))


def _can_now(work: Work, unit: Unit, period: Period, person: int | None) -> str:
    """The sentence that says what she can do about her unit's figures now; "" where somebody still holds them."""
    is_held, is_staff = lock_of(work, unit, period) is not None, person in own_staff(work, unit)
    if is_held:
        return "locked.may_open" if is_staff and can_be_opened(work, unit, period) else ""
    return "locked.open_below" if is_staff else "locked.reopened"
