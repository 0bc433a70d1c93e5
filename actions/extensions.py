"""Extending (gia hạn) one unit's due day: for that unit only, and what it sends by then is on time."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from actions.locks import lock_of
from actions.messages import tell_people
from actions.permissions import LOOKS_AFTER
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


def is_own(work: Work, who: Conversation, unit: Unit) -> bool:
    """Whether it is her own unit's day, which is for the staff above to put off, as long as there are any."""
    return any(role.unit == unit.code for role in who.roles) and bool(asked_of(work, unit)[1])


def objection(work: Work, unit: Unit, period: Period, until: date) -> Objection | None:
    """Why an extension makes no sense. One that was given may be made shorter."""
    if is_sent(work, unit, period):
        return "sent"
    lock = lock_of(work, unit, period)
    if lock is not None and not lock.is_by_clock:
        return "closed"
    if until < work.now.date():
        return "past"
    planned = work.world.period(period.code, unit.code).due(unit.level)
    return "not_later" if until <= planned or until == due_of(work, unit, period) else None


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


def asked_of(work: Work, unit: Unit) -> tuple[str, tuple[int, ...]]:
    """Whom somebody of the unit asks for more time: the name of the nearest unit above with staff, and who they are."""
    for code in work.world.tree.ancestors(unit.code):
        found = [role.person for role in people.roles_on(work.db, [code]) if role.role in LOOKS_AFTER]
        if found:
            return work.world.tree[code].name, tuple(dict.fromkeys(found))
    return "", ()


def ask(work: Work, who: Conversation, unit: Unit, period: Period, why: str) -> str:
    """Carry to the staff above that somebody asks for more time, once a day: whose staff, "" where there are none."""
    above, staff = asked_of(work, unit)
    today = work.now.date().isoformat()
    said = {code for code, _ in records.done_since(work.settle(), "ask_extension", period.code, today)}
    work.log("ask_extension", who, unit=unit.code, period=period.code)
    if unit.code not in said:
        values = {"unit": unit.name, "period": lower_first(period.title), "due": due_of(work, unit, period)}
        line = Line("extension.wished", values | {"why": why[:200]})
        tell_people(work, staff, line, commands=((f"giahan {unit.code}", Line("extension.choice.give")),))
    return above if staff else ""


def _tell_leaders(work: Work, who: Conversation, unit: Unit, line: Line) -> int:
    mine = who.person.id if who.person else None
    roles = people.roles_on(work.db, [unit.code])
    leads = {role.person for role in roles if role.role in LEADS}
    found = leads or {role.person for role in roles if role.role in LOOKS_AFTER}
    return tell_people(work, found - {mine}, line)
