"""Sentences that several screens share: a doubt about a figure, and what keeps a report as it is."""

from collections.abc import Mapping
from typing import Any

from actions import untold
from actions.locks import lock_of, name_of
from bot.staff_page.visit import Visit
from forms.model import Indicator
from forms.rows import Answer, Unit
from forms.speech import Line
from forms.steps import lower_first
from forms.weigh import Objection


def desk(key: str, **values: Any) -> Line:
    """A sentence of the screens that act."""
    return Line(f"desk.{key}", values)


def unit_words(visit: Visit, code: str) -> str:
    """A unit's name; further down, where names repeat, with the unit above it."""
    tree = visit.work.world.tree
    parent = tree[code].parent
    if parent is None or parent == visit.unit.code or code == visit.unit.code or parent not in tree:
        return tree[code].name
    return f"{tree[code].name} ({tree[parent].name})"


def shown(visit: Visit, unit: Unit, question: Indicator, answer: Answer) -> str:
    """An answer in words, as far as she may know it."""
    return visit.voice.say(untold.told(visit.work, visit.who, unit, question, answer))


def doubt_words(visit: Visit, found: Mapping[str, Objection]) -> dict[str, str]:
    """What speaks against each doubtful figure, by step; a programme's own rule says it itself."""
    return {step: visit.voice.say(_doubt(one)) for step, one in found.items()}


def _doubt(one: Objection) -> Line | str:
    kind = one.name.partition(":")[0]
    return desk(f"doubt.{kind}", **one.line.values) if isinstance(one.line, Line) else one.line


def lock_words(visit: Visit) -> str:
    """Who has closed the report and when, or that its period is locked; "" while it may be changed."""
    lock = lock_of(visit.work, *visit.place)
    if lock is None:
        return ""
    about = {"period": lower_first(visit.period.title), "lock": visit.period.lock}
    if lock.is_by_clock:
        return visit.voice.say(desk("locked.by_clock", **about))
    about |= {"unit": visit.work.world.tree[lock.unit].name, "at": lock.since, "version": lock.version}
    return visit.voice.say(desk("locked.by_staff", **about, by=who_words(visit, lock.person, lock.unit)))


def who_words(visit: Visit, person: int | None, unit: str) -> str:
    """Somebody's name; where she has given none, whose staff she is."""
    return name_of(visit.work, person) or visit.voice.say(desk("staff_of", unit=visit.work.world.tree[unit].name))
