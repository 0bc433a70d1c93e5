"""When the clock speaks: the stages of reminding, staff's hours, quiet hours. Pure.

`Timetable` works a period's moments out once for each due day and chosen hour, however many units share them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Literal
from zoneinfo import ZoneInfo

from forms.periods import AD_HOC, Period
from forms.workdays import after_tet, before_tet, is_workday, on_to_workday

Kind = Literal["reminder", "digest", "summary", "thanks", "occasion", "quarter", "skip"]
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of reminding: so many days from the unit's due day, at an hour of the day; useful for some days."""

    name: str
    days: int
    hour: time
    useful: timedelta
    evening: bool = True


STAFF_HOUR = time(7, 30)
EVENING = time(19)
AFTERNOON = time(17)
EARLY = -7
LAST_DAY = "T"


def stage_of(days: int, hour: time) -> Stage:
    """The stage so many days from the due day. What is said early is of use for a week, on the last day for that day,
    else for two days; in the evening it follows the hour that somebody chose."""
    useful = timedelta(hours=14) if days == 0 else timedelta(days=7 if days <= EARLY else 2)
    return Stage(f"T{days:+d}" if days else LAST_DAY, days, hour, useful, evening=hour >= AFTERNOON)


def days_of(stage: str) -> int | None:
    """So many days from the due day; None for what is no stage of reminding."""
    return int(stage[1:] or 0) if stage.startswith("T") else None


STAGES: tuple[Stage, ...] = tuple(
    stage_of(days, hour) for days, hour in ((-10, EVENING), (-3, EVENING), (0, time(7)), (1, EVENING))
)


@dataclass(frozen=True, slots=True)
class Habits:
    """What an organisation chooses: the stages of reminding, whether leaders hear what came of their report, and after
    how many days past the due day a level is skipped upward (0: never), and how many days a request to be let in
    may wait (0: for ever)."""

    stages: tuple[Stage, ...] = STAGES
    thanking: bool = True
    skip_after: int = 0
    request_days: int = 14


USUAL = Habits()
LATER, MOVED, ASKED = "later", "moved", "asked"
FOR_STAFF = ("digest", "due", "top")  # stages that tell staff how far the period has come
LATER_USEFUL = timedelta(days=1)
ASKED_USEFUL = timedelta(days=7)
NEWS_LASTS = timedelta(days=4)
DIGEST_USEFUL = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Hours:
    """Business time's zone and its quiet hours (from, to)."""

    zone: ZoneInfo
    quiet: tuple[time, time]

    def at(self, day: date, hour: time) -> datetime:
        """That hour of that day, moved out of the quiet hours to the next moment that is not quiet."""
        return self.awake(datetime.combine(day, hour, self.zone))

    def awake(self, moment: datetime) -> datetime:
        """`moment`, or the end of the quiet hours it lies in."""
        begin, end = self.quiet
        clock = moment.timetz().replace(tzinfo=None)
        if begin > end and clock >= begin:
            return datetime.combine(moment.date() + DAY, end, self.zone)
        quiet = clock < end if begin > end else begin <= clock < end
        return datetime.combine(moment.date(), end, self.zone) if quiet else moment

    def is_quiet(self, moment: datetime) -> bool:
        """Whether the clock must be silent."""
        return self.awake(moment) != moment


@dataclass(frozen=True, slots=True)
class Slot:
    """One moment of a period: what is said at it, under which day, and until when it is of use."""

    kind: Kind
    stage: str
    day: date
    at: datetime
    useful_until: datetime


def _follows_at_once(slot: Slot, asked: Sequence[Slot]) -> bool:
    """An early stage that would come on the heels of the announcement says nothing new."""
    days = days_of(slot.stage)
    return days is not None and days <= EARLY and any(slot.at < one.at + NEWS_LASTS for one in asked)


class Timetable:
    """The moments of one period."""

    def __init__(self, period: Period, hours: Hours, stages: Sequence[Stage] = STAGES) -> None:
        self.period, self.hours, self._stages = period, hours, stages
        self._leaders: dict[tuple[date, int | None], tuple[Slot, ...]] = {}
        self._staff: dict[date, tuple[Slot, ...]] = {}

    def of_leader(self, due: date, hour: int | None = None) -> tuple[Slot, ...]:
        """The reminders of a report due that day, for one who hears them at `hour` (or at the usual one)."""
        if (due, hour) not in self._leaders:
            asked = self._asked(due, hour)
            usual = {slot.stage: slot for stage in self._stages for slot in (self._reminder(due, hour, stage),)}
            self._leaders[due, hour] = (*asked, *(one for one in usual.values() if not _follows_at_once(one, asked)))
        return self._leaders[due, hour]

    def _asked(self, due: date, hour: int | None) -> tuple[Slot, ...]:
        """What was asked for the occasion is announced on the evening it is asked, however far its deadline."""
        first = due + min((stage.days for stage in self._stages), default=0) * DAY
        if not self.period.key.startswith(AD_HOC) or first <= self.period.opens:
            return ()
        at = self.hours.at(self.period.opens, EVENING if hour is None else time(hour))
        return (Slot("reminder", ASKED, due, at, at + ASKED_USEFUL),)

    def _reminder(self, due: date, hour: int | None, stage: Stage) -> Slot:
        usual = due + stage.days * DAY
        day = after_tet(usual)
        if day > due >= usual or day == due > usual:  # behind Tết it would be too late: it is said before
            day = before_tet(usual)
            stage = stage_of((day - due).days, EVENING)
        when = time(hour) if stage.evening and hour is not None else stage.hour
        at = self.hours.at(day, when)
        return Slot("reminder", stage.name, due, at, self._useful_until(stage, at))

    def _useful_until(self, stage: Stage, at: datetime) -> datetime:
        """What is of use for days is so to the end of the last of them; that it may still be sent, as long as it counts
        above."""
        if stage.useful < DAY:
            return at + stage.useful
        last = max(at.date() + stage.useful, self.period.top) if stage.days > 0 else at.date() + stage.useful
        return datetime.combine(last + DAY, time(0), self.hours.zone)

    def moved(self, due: date, today: date, hour: int | None = None) -> Slot:
        """That the due day has moved: said in the evening."""
        at = self.hours.at(today, EVENING if hour is None else time(hour))
        return Slot("reminder", MOVED, due, at, at + LATER_USEFUL)

    def put_off(self, until: datetime) -> Slot:
        """The reminder that she has put off to that moment; put off twice to one day, it comes twice."""
        at = self.hours.awake(until)
        return Slot("reminder", f"{LATER} {at:%H:%M}", at.date(), at, at + LATER_USEFUL)

    def of_staff(self, due: date) -> tuple[Slot, ...]:
        """Digests on working days at 07:30 until the period locks, the compiled summary on the unit's own due day
        and on the day the period tops."""
        if due not in self._staff:
            self._staff[due] = (*self._digests(due), *self._summaries(due))
        return self._staff[due]

    def _digests(self, due: date) -> list[Slot]:
        summaries, period = self._summary_days(due).values(), self.period
        days = (period.opens + number * DAY for number in range(1, (period.lock - period.opens).days + 1))
        working = [day for day in days if is_workday(day) and day not in summaries]
        return [Slot("digest", "digest", day, at := self._at(day), at + DIGEST_USEFUL) for day in working]

    def _summaries(self, due: date) -> list[Slot]:
        days = self._summary_days(due)
        return [Slot("summary", stage, day, self._at(day), self._locked) for stage, day in days.items()]

    def _summary_days(self, due: date) -> dict[str, date]:
        days = {"due": on_to_workday(due), "top": on_to_workday(self.period.before)}
        return {"top": days["top"]} if self.period.key.startswith(AD_HOC) else days

    def _at(self, day: date) -> datetime:
        return self.hours.at(day, STAFF_HOUR)

    @cached_property
    def _locked(self) -> datetime:
        return datetime.combine(self.period.lock, time(20), self.hours.zone)
