"""What is closed: who has closed it and when, and what somebody who wants to change it can do."""

from actions import handover, reporting
from actions.locks import lock_of, name_of
from actions.work import Conversation, Work
from forms.speech import Line
from forms.steps import lower_first
from handlers import dialogue
from handlers.targets import Target


def say_locked(work: Work, who: Conversation, target: Target, *more: Line) -> None:
    """The report is closed: who has closed it and when, and what can be done: her wish goes to those who can open
    it again. `more` is said behind."""
    unit, period = target
    lock = lock_of(work, unit, period)
    closed_at = lock.unit if lock else unit.code
    dialogue.close(who)
    if handover.is_staff_of(work, who, closed_at):
        dialogue.say(work, who, lock_line(work, target), Line("locked.open_it"), *more)
        return
    above, reached = handover.wish(work, who, unit, period, closed_at)
    key = f"locked.{handover.wished(work, unit, period)}" if reached else "locked.ask"
    dialogue.say(work, who, lock_line(work, target), Line(key, {"above": above}), *more)


def say_closed(work: Work, who: Conversation, target: Target) -> None:
    """She opens what is closed: sent, she only hears so; not sent, staff hear of it."""
    if reporting.is_sent(work, *target):
        dialogue.close(who)
        dialogue.say(work, who, lock_line(work, target), Line("locked.if_wrong"))
    else:
        say_locked(work, who, target)


def lock_line(work: Work, target: Target) -> Line:
    """Who has closed a report, and when."""
    unit, period = target
    lock, values = lock_of(work, unit, period), {"period": lower_first(period.title), "lock": period.lock}
    if lock is None or lock.is_by_clock:
        return Line("locked.by_clock", values)
    name = name_of(work, lock.person)
    by = Line("closing.is_closed_by", {"name": name}) if name else ""
    return Line("locked.by_staff", values | {"unit": work.world.tree[lock.unit].name, "at": lock.since, "by": by})
