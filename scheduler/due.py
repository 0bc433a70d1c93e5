"""Who must hear what, and when: pure functions over a season's duties and what was already sent.

DESIGN §2, "One reminder". A stage that a later one has overtaken, or that came too late to be of use, is
dropped on purpose and said so; nothing is sent in quiet hours.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from actions.readers import Reader
from forms.periods import Period
from forms.workdays import is_workday, on_to_workday
from reports.standing import Standing

Kind = Literal["reminder", "digest", "summary"]
NoticeKey = tuple[str, str, int, str, str]
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of reminding: so many days from the unit's due day, at an hour of the day; useful for some days."""

    name: str
    days: int
    hour: time
    useful: timedelta
    evening: bool = True


STAGES: tuple[Stage, ...] = (
    Stage("T-10", -10, time(19), timedelta(days=7)),
    Stage("T-3", -3, time(19), timedelta(days=2)),
    Stage("T", 0, time(7), timedelta(hours=14), evening=False),
    Stage("T+1", 1, time(19), timedelta(days=2)),
)
STAFF_HOUR = time(7, 30)


@dataclass(frozen=True, slots=True)
class Duty:
    """A unit whose report is expected, and who reports for it."""

    standing: Standing
    readers: tuple[Reader, ...]


@dataclass(frozen=True, slots=True)
class Post:
    """A unit that somebody looks after: its own due day, the staff, and when anything below it last changed."""

    unit: str
    due: date
    staff: tuple[Reader, ...]
    changed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """One message that the clock owes one person."""

    at: datetime
    kind: Kind
    stage: str
    period: str
    unit: str
    due: date
    reader: Reader
    useful_until: datetime

    @property
    def key(self) -> NoticeKey:
        """What makes it once: (period, unit, person, stage, due day)."""
        return (self.period, self.unit, self.reader.person, self.stage, self.due.isoformat())


@dataclass(frozen=True, slots=True)
class Decision:
    """What to send now, and what is too late."""

    send: tuple[Notice, ...]
    drop: tuple[Notice, ...]


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


def reminders(
    period: Period, duties: Iterable[Duty], hours: Hours, stages: Sequence[Stage] = STAGES
) -> Iterator[Notice]:
    """Every reminder a period owes those who have not sent their report."""
    for duty in duties:
        if not duty.standing.is_in:
            for reader in duty.readers:
                yield from _reminders_of(period, duty.standing, reader, hours, stages)


def _reminders_of(
    period: Period, one: Standing, reader: Reader, hours: Hours, stages: Sequence[Stage]
) -> Iterator[Notice]:
    for stage in stages:
        hour = time(reader.hour) if stage.evening and reader.hour is not None else stage.hour
        at = hours.at(one.due + stage.days * DAY, hour)
        yield Notice(at, "reminder", stage.name, period.code, one.unit, one.due, reader, at + stage.useful)


def for_staff(period: Period, posts: Iterable[Post], hours: Hours) -> Iterator[Notice]:
    """Every digest and compiled summary a period owes staff: digests on working days at 07:30 while it is open,
    the summary on her unit's due day and on the day the period tops."""
    for post in posts:
        for reader in post.staff:
            yield from _digests(period, post, reader, hours)
            yield from _summaries(period, post, reader, hours)


def _digests(period: Period, post: Post, reader: Reader, hours: Hours) -> Iterator[Notice]:
    day = period.opens + DAY
    while day <= max(post.due, period.top):
        if is_workday(day) and day not in _summary_days(period, post).values():
            at = hours.at(day, STAFF_HOUR)
            yield Notice(at, "digest", "digest", period.code, post.unit, day, reader, at + timedelta(hours=12))
        day += DAY


def _summary_days(period: Period, post: Post) -> dict[str, date]:
    return {"due": on_to_workday(post.due), "top": on_to_workday(period.before)}


def _summaries(period: Period, post: Post, reader: Reader, hours: Hours) -> Iterator[Notice]:
    until = datetime.combine(period.lock, time(20), hours.zone)
    for stage, day in _summary_days(period, post).items():
        yield Notice(hours.at(day, STAFF_HOUR), "summary", stage, period.code, post.unit, day, reader, until)


def due(now: datetime, planned: Iterable[Notice], done: Collection[NoticeKey], hours: Hours) -> Decision:
    """What of a plan must be sent at `now`: once each, the newest stage alone, nothing in quiet hours.

    `done` holds the keys of everything sent or dropped before.
    """
    if hours.is_quiet(now):
        return Decision((), ())
    ripe = sorted((n for n in planned if n.at <= now and n.key not in done), key=lambda n: (n.at, n.unit))
    newest = {_line_of(notice): notice for notice in ripe}
    send = [n for n in ripe if newest[_line_of(n)] is n and now < n.useful_until]
    sent = {notice.key for notice in send}
    return Decision(tuple(send), tuple(n for n in ripe if n.key not in sent))


def _line_of(notice: Notice) -> tuple[str, str, int, str]:
    """Notices of one line overtake each other: the reminders of one report, the digests of one post, …"""
    return (notice.period, notice.unit, notice.reader.person, notice.kind)


def next_moment(now: datetime, planned: Iterable[Notice], done: Collection[NoticeKey]) -> datetime | None:
    """When the next notice falls due; None if nothing is left."""
    return min((notice.at for notice in planned if notice.at > now and notice.key not in done), default=None)


def stale_digests(
    notices: Iterable[Notice], posts: Iterable[Post], last: dict[tuple[str, str, int], datetime]
) -> set[NoticeKey]:
    """Digests that would say nothing new: nothing below changed since the last one she had."""
    changed = {post.unit: post.changed_at for post in posts}
    return {
        notice.key
        for notice in notices
        if notice.kind == "digest"
        and (before := last.get((notice.period, notice.unit, notice.reader.person))) is not None
        and ((after := changed.get(notice.unit)) is None or after <= before)
    }
