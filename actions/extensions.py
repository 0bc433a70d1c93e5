"""Extending (gia hạn) one unit's due day: for that unit only, and what it sends by then is on time."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from actions.locks import lock_of
from actions.messages import tell_people
from actions.reporting import due_of, is_sent
from actions.work import Conversation, Work
from forms.periods import Period
from forms.rows import Unit
from forms.speech import Line
from forms.steps import lower_first
from storage import history, people, records

Objection = Literal["sent", "closed", "past", "not_later"]
LEADS = ("leader", "deputy")


@dataclass(frozen=True, slots=True)
class Overrun:
    """A unit above whose own due day would be past by then (or, with `unit` None, the day the period tops)."""

    unit: Unit | None
    due: date


def objection(work: Work, unit: Unit, period: Period, until: date) -> Objection | None:
    """Why an extension makes no sense."""
    if is_sent(work, unit, period):
        return "sent"
    lock = lock_of(work, unit, period)
    if lock is not None and not lock.is_by_clock:
        return "closed"
    if until < work.now.date():
        return "past"
    return "not_later" if until <= due_of(work, unit, period) else None


def overrun(work: Work, unit: Unit, period: Period, until: date) -> Overrun | None:
    """The nearest unit above that has to hand in before that day: its staff are warned."""
    tree = work.world.tree
    for code in tree.ancestors(unit.code):
        due = due_of(work, tree[code], period)
        if until > due:
            return Overrun(tree[code], due)
    return Overrun(None, period.top) if until > period.top else None


@dataclass(frozen=True, slots=True)
class Given:
    """An extension that holds. `person` gave it at `at`, where the trail still knows."""

    unit: Unit
    until: date
    reason: str
    person: int | None
    at: datetime | None


def given(work: Work, root: Unit, period: Period) -> list[Given]:
    """The extensions of a subtree, the earliest day first."""
    below = frozenset(work.world.tree.descendants(root.code))
    found = [one for one in records.extensions_of(work.settle(), period.code) if one[0] in below]
    return [_given(work, unit, period, until, reason) for unit, until, reason in found]


def _given(work: Work, unit: str, period: Period, until: str, reason: str) -> Given:
    acts = [one for one in history.of_report(work.db, unit, period.code) if one.act == "extend"]
    by, at = (acts[-1].person, datetime.fromisoformat(acts[-1].at)) if acts else (None, None)
    return Given(work.world.tree[unit], date.fromisoformat(until), reason, by, at)


def can_be_withdrawn(work: Work, unit: Unit, period: Period) -> bool:
    """Whether taking an extension back still means something: the report has not come in, and nobody has closed."""
    lock = lock_of(work, unit, period)
    held = lock is not None and not lock.is_by_clock
    return unit.code in work.extended(period.code) and not held and not is_sent(work, unit, period)


def extend(work: Work, who: Conversation, unit: Unit, period: Period, until: date, reason: str) -> int:
    """Put off the unit's due day; its leader hears of it. How many people were told."""
    before = due_of(work, unit, period)
    records.extend(work.settle(), unit.code, period.code, until.isoformat(), reason)
    work.extensions_changed()
    data = {"from": before.isoformat(), "until": until.isoformat(), "reason": reason}
    work.log("extend", who, unit=unit.code, period=period.code, data=data)
    values = {"unit": unit.name, "period": lower_first(period.title), "until": until}
    return _tell_leaders(work, who, unit, Line("extension.told", values))


def withdraw(work: Work, who: Conversation, unit: Unit, period: Period) -> date:
    """Take the extension back; the due day that holds again."""
    records.unextend(work.settle(), unit.code, period.code)
    work.extensions_changed()
    work.log("unextend", who, unit=unit.code, period=period.code)
    due = due_of(work, unit, period)
    values = {"unit": unit.name, "period": lower_first(period.title), "until": due}
    _tell_leaders(work, who, unit, Line("extension.told_back", values))
    return due


def _tell_leaders(work: Work, who: Conversation, unit: Unit, line: Line) -> int:
    mine = who.person.id if who.person else None
    found = {role.person for role in people.roles_on(work.db, [unit.code]) if role.role in LEADS}
    return tell_people(work, found - {mine}, line)
