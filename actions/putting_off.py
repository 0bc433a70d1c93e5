"""Putting a reminder off: tonight, tomorrow; and the hour at which somebody wants to be reminded."""

from datetime import date, datetime, time, timedelta
from typing import Literal

from actions.reporting import due_of
from actions.work import Conversation, Work
from forms.periods import Period
from forms.plain import plain
from forms.rows import Unit
from forms.speech import words
from storage import people, put_off

When = Literal["tonight", "tomorrow"]
EVENING = time(19)
LAST = time(20, 30)
SOONEST = timedelta(minutes=30)
DAY = timedelta(days=1)


def later(work: Work, who: Conversation, unit: Unit, period: Period, when: When) -> datetime:
    """Put her next reminder of a report off, once; the moment it comes at."""
    at = moment(work.now, when, who.person.remind_hour if who.person else None, due_of(work, unit, period))
    if who.person is not None:
        put_off.keep(work.settle(), period.code, unit.code, who.person.id, at)
    work.log("postponed", who, unit=unit.code, period=period.code, data={"until": at.isoformat(timespec="minutes")})
    return at


def moment(now: datetime, when: When, hour: int | None, due: date) -> datetime:
    """Tonight at her hour (or at 19:00, or as late as 20:30), else tomorrow at it. “Tomorrow” that would be past the
    due day is still tonight, if there is time."""
    usual = EVENING if hour is None else time(hour)
    if when == "tonight" or (now + DAY).date() > due:
        for clock in (usual, LAST):
            at = datetime.combine(now.date(), clock, now.tzinfo)
            if at >= now + SOONEST:
                return at
    return datetime.combine(now.date() + DAY, usual, now.tzinfo)


def spoken(text: str, language: str = "vi") -> When:
    """What she said of the time: “tối nay”, “chiều”, “lát nữa” is today, anything else tomorrow."""
    said = f" {plain(text)} "
    return "tonight" if any(f" {word} " in said for word in words(language, "later_today")) else "tomorrow"


def choose_hour(work: Work, who: Conversation, hour: int) -> None:
    """From now on she hears the evening reminders at that hour."""
    if who.person is not None:
        people.change_person(work.settle(), who.person.id, remind_hour=hour)
        work.log("remind_hour", who, data={"hour": hour})
