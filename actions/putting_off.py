"""Putting a reminder off: tonight, tomorrow; and the hour at which somebody wants to be reminded."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from actions.reporting import due_of
from actions.work import Conversation, Work
from forms.periods import Period
from forms.rows import Unit
from storage import people, put_off

EVENING = time(19)
LAST = time(20, 30)
SOONEST = timedelta(minutes=30)
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Promise:
    """When somebody is reminded of a report again: at the day she wished, or (`is_sooner`) before it, because that is
    past `last`, the last day it can be sent in time, or at all. `eve`: that last day is still ahead."""

    at: datetime
    last: date
    due: date
    is_sooner: bool
    eve: bool

    @property
    def wording(self) -> str:
        """Which words fit it: as she wished; on the last day, of which she hears besides; sooner than she
        wished, because it is due, or locked, before."""
        if self.is_sooner:
            return "sooner" if self.last == self.due else "before_lock"
        return "last_day" if self.eve and self.at.date() == self.last else "done"


def later(work: Work, who: Conversation, unit: Unit, period: Period, day: date) -> Promise:
    """Put her next reminder of a report off to that day; what she is promised."""
    today, due = work.now.date(), due_of(work, unit, period)
    last = due if today <= due else max(period.lock, today)
    at = moment(work.now, day, who.person.remind_hour if who.person else None, last)
    if who.person is not None:
        put_off.keep(work.settle(), period.code, unit.code, who.person.id, at)
    work.log("postponed", who, unit=unit.code, period=period.code, data={"until": at.isoformat(timespec="minutes")})
    return Promise(at, last, due, at.date() < day, today < last == due)


def moment(now: datetime, day: date, hour: int | None, last: date) -> datetime:
    """That day at her hour (or at 19:00; of today, as late as 20:30), but no later than the last day on which it is of
    use. Once it is too late for today, it is tomorrow."""
    usual = EVENING if hour is None else time(hour)
    day = min(day, last)
    for clock in (usual, LAST):
        at = datetime.combine(day, clock, now.tzinfo)
        if at >= now + SOONEST:
            return at
    return datetime.combine(now.date() + DAY, usual, now.tzinfo)


def choose_hour(work: Work, who: Conversation, hour: int) -> None:
    """From now on she hears the evening reminders at that hour."""
    if who.person is not None:
        people.change_person(work.settle(), who.person.id, remind_hour=hour)
        work.log("remind_hour", who, data={"hour": hour})
