"""Whether a report may still be changed: who has closed it, or since when its period is locked (DESIGN §1)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from actions.work import Work
from forms.periods import Period
from forms.rows import Unit
from storage import people
from storage.closings import Closing


@dataclass(frozen=True, slots=True)
class Lock:
    """What keeps a report as it is: the unit that closed it, who did (None: the clock), when, and which version."""

    unit: str
    person: int | None
    since: date
    version: int

    @property
    def is_by_clock(self) -> bool:
        """Whether the period's own last day closed it, not a person."""
        return self.version == 0


def lock_of(work: Work, unit: Unit, period: Period) -> Lock | None:
    """What locks a unit's report of a period today; None while it may be changed."""
    extended = work.extended(period.code).get(unit.code, "")
    last = max(period.lock, date.fromisoformat(extended)) if extended else period.lock
    return held(work.closings_over(unit.code, period.code), unit.code, last, work.now.date())


def held(over: Sequence[Closing], unit: str, last: date, today: date) -> Lock | None:
    """The lock that those closings (of a unit and those above it, the nearest first) make: the nearest that is
    closed; past the `last` day the clock's, unless somebody has opened it since."""
    for one in over:
        if one.is_closed:
            return Lock(one.unit, one.person, datetime.fromisoformat(one.closed_at), one.version)
    opened = [one.reopened_at for one in over if one.reopened_at]
    if today <= last or any(datetime.fromisoformat(at).date() > last for at in opened):
        return None
    return Lock(unit, None, last, 0)


def closed_above(work: Work, unit: Unit, period: Period) -> Lock | None:
    """What a unit above has closed: until it opens that again, nothing below can be opened."""
    over = [one for one in work.closings_over(unit.code, period.code) if one.unit != unit.code and one.is_closed]
    return held(over, unit.code, work.now.date(), work.now.date())


def can_be_opened(work: Work, unit: Unit, period: Period) -> bool:
    """Whether the unit's staff may open its period again: something locks it, and no unit above has closed it."""
    return lock_of(work, unit, period) is not None and closed_above(work, unit, period) is None


def name_of(work: Work, person: int | None) -> str:
    """The name of who closed something, "" where none is known."""
    found = people.load_people(work.db, [person]) if person is not None else {}
    return found[person].name if person in found else ""
