"""Putting a reminder off: tonight, tomorrow; and the hour at which somebody wants to be reminded."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from actions.reporting import due_of
from actions.work import Conversation, Work
from forms.periods import Period
from forms.promise_hours import FIRST, LAST, Hour
from forms.rows import Unit
from storage import people, put_off

EVENING = time(19)
SOONEST = timedelta(minutes=30)
DAY = timedelta(days=1)
UNSAID = Hour()


@dataclass(frozen=True, slots=True)
class Promise:
    """When somebody is reminded of a report again: at the day she wished, or (`is_sooner`) before it, because that is
    past `last`, the last day it can be sent in time, or at all. `eve`: that last day is still ahead. `is_locked`: by
    then it can no longer be sent, and no reminder comes."""

    at: datetime
    last: date
    due: date
    is_sooner: bool
    eve: bool
    is_locked: bool = False

    @property
    def wording(self) -> str:
        """Which words fit it: as she wished; on the last day, of which she hears besides; sooner than she
        wished, because it is due, or locked, before; or that there is no more time for it."""
        if self.is_locked:
            return "no_time"
        if self.is_sooner:
            return "sooner" if self.last == self.due else "before_lock"
        return "last_day" if self.eve and self.at.date() == self.last else "done"


def later(work: Work, who: Conversation, unit: Unit, period: Period, day: date, said: Hour = UNSAID) -> Promise:
    """Put her next reminder of a report off to that day, and the hour she said; what she is promised."""
    today, due = work.now.date(), due_of(work, unit, period)
    last = due if today <= due else max(period.lock, today)
    at = moment(work.now, day, who.person.remind_hour if who.person else None, last, said)
    is_locked = at.date() > period.lock >= today
    if who.person is not None and not is_locked:
        put_off.keep(work.settle(), period.code, unit.code, who.person.id, at)
    work.log("postponed", who, unit=unit.code, period=period.code, data={"until": at.isoformat(timespec="minutes")})
    return Promise(at, last, due, at.date() < day, today < last == due, is_locked)


def moment(now: datetime, day: date, hour: int | None, last: date, said: Hour = UNSAID) -> datetime:
    """That day at the hour she said, else at her own (or at 19:00; of today, as late as 20:30), but no later than the
    last day on which it is of use. Once it is too late for today, it is tomorrow."""
    usual = EVENING if hour is None else time(hour)
    if said.wait and FIRST <= (now + said.wait).time() <= LAST:
        return (now + said.wait).replace(second=0, microsecond=0)
    clocks = list(_clocks(usual, said))
    for clock in clocks:
        at = datetime.combine(min(day, last), clock, now.tzinfo)
        if at > now and (clock in said.times or at >= now + SOONEST):
            return at
    return datetime.combine(now.date() + DAY, clocks[0], now.tzinfo)


def _clocks(usual: time, said: Hour) -> Iterator[time]:
    yield from said.times
    if clock := said.of(usual):
        yield clock
    yield from (usual, LAST)


def choose_hour(work: Work, who: Conversation, hour: int) -> None:
    """From now on she hears the evening reminders at that hour."""
    if who.person is not None:
        people.change_person(work.settle(), who.person.id, remind_hour=hour)
        work.log("remind_hour", who, data={"hour": hour})
