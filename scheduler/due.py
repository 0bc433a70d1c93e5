"""Who must hear what, and when: pure functions over a period's duties and what was already sent.

DESIGN §2, "One reminder". A stage that a later one has overtaken, or that came too late to be of use, is
dropped on purpose and said so; nothing is sent in quiet hours.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from actions.readers import Reader
from forms.workdays import is_workday
from scheduler.times import ASKED, LAST_DAY, LATER, MOVED, Hours, Kind, Slot, Timetable

NoticeKey = tuple[str, str, int, str, str]
FOR_OFFICES: frozenset[Kind] = frozenset({"summary", "quarter"})
AT_ITS_HOUR: frozenset[Kind] = FOR_OFFICES | {"reminder", "occasion"}
NOBODY: frozenset[NoticeKey] = frozenset()


@dataclass(frozen=True, slots=True)
class Duty:
    """A unit whose report is expected: its own due day (as extended), whether the report is in, who reports for it,
    and until when one of them (by person) has put the next reminder off. `told` are the reminders (person, stage) sent
    for an earlier due day; where the change was `announced` already, the clock does not announce it again."""

    unit: str
    due: date
    is_in: bool
    readers: tuple[Reader, ...]
    put_off: tuple[tuple[int, datetime], ...] = ()
    told: tuple[tuple[int, str], ...] = ()
    announced: bool = False


@dataclass(frozen=True, slots=True)
class Post:
    """A unit that somebody looks after: its own due day, the staff, when anything below it last changed, and the day on
    which the unit itself asked (its staff know on that day how far it is)."""

    unit: str
    due: date
    staff: tuple[Reader, ...]
    changed_at: datetime | None = None
    asked_on: date | None = None


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


def reminders(
    times: Timetable,
    duties: Iterable[Duty],
    until: datetime | None = None,
    done: Collection[NoticeKey] = NOBODY,
    heard: Collection[NoticeKey] | None = None,
) -> Iterator[Notice]:
    """Every reminder a period owes those who have not sent their report: those up to `until` (None: all) that are
    not done yet. `heard`: those of what is done that were said, not dropped (None: all)."""
    heard = done if heard is None else heard
    code = times.period.code
    for duty in duties:
        if duty.is_in:
            continue
        for reader in duty.readers:
            yield from _open(code, duty.unit, reader, _slots(times, duty, reader, until, heard), until, done)


def _slots(
    times: Timetable, duty: Duty, reader: Reader, until: datetime | None, heard: Collection[NoticeKey]
) -> tuple[Slot, ...]:
    """The moments of one person's reminders. A moved due day is announced once, also when it moves back, and what she
    heard is not repeated but on the last day and after it. What she has put off waits, all but that of the last day."""
    slots = times.of_leader(duty.due, reader.hour)
    later = tuple(times.put_off(moment) for person, moment in duty.put_off if person == reader.person)
    if later:
        slots = tuple(_put_off(slot, later) for slot in slots)
    told = {stage for person, stage in duty.told if person == reader.person}
    if not told:
        return slots + later
    slots = tuple(slot for slot in slots if slot.stage not in told or not _is_ahead(slot))
    if until is None or duty.announced or _has_heard(times.period.code, duty, reader, told, slots, heard):
        return slots + later
    news = times.moved(duty.due, until.date(), reader.hour)
    return (*(_not_before(slot, news.at) for slot in slots), *later, news)


def _has_heard(
    code: str, duty: Duty, reader: Reader, told: set[str], slots: Iterable[Slot], heard: Collection[NoticeKey]
) -> bool:
    """Whether she knows the present due day: it was announced, or (if no other day was) she was reminded of it."""
    stages = [MOVED, *(slot.stage for slot in slots if MOVED not in told)]
    return any((code, duty.unit, reader.person, stage, duty.due.isoformat()) in heard for stage in stages)


def _put_off(slot: Slot, later: Iterable[Slot]) -> Slot:
    """A reminder that would come before the moment she has put it off to comes then, or gives way to that one."""
    at = max(one.at for one in later)
    return replace(slot, at=at) if slot.at < at and slot.stage != LAST_DAY else slot


def _is_ahead(slot: Slot) -> bool:
    return slot.stage.startswith("T-") or slot.stage == ASKED


def _not_before(slot: Slot, at: datetime) -> Slot:
    """A reminder of days ahead waits for the announcement, which then takes its place."""
    return replace(slot, at=at) if _is_ahead(slot) and slot.at < at else slot


def for_staff(
    times: Timetable, posts: Iterable[Post], until: datetime | None = None, done: Collection[NoticeKey] = NOBODY
) -> Iterator[Notice]:
    """Every digest and compiled summary a period owes staff, up to `until` (None: all), that is not done yet."""
    code = times.period.code
    for post in posts:
        slots = [one for one in times.of_staff(post.due) if post.asked_on is None or one.day > post.asked_on]
        for reader in post.staff:
            yield from _open(code, post.unit, reader, slots, until, done)


def _open(
    code: str, unit: str, reader: Reader, slots: Iterable[Slot], until: datetime | None, done: Collection[NoticeKey]
) -> Iterator[Notice]:
    for slot in slots:
        if until is not None and slot.at > until:
            continue
        if done and (code, unit, reader.person, slot.stage, slot.day.isoformat()) in done:
            continue
        yield Notice(slot.at, slot.kind, slot.stage, code, unit, slot.day, reader, slot.useful_until)


def due(now: datetime, planned: Iterable[Notice], done: Collection[NoticeKey], hours: Hours) -> Decision:
    """What of a plan must be sent at `now`: once each, the newest stage alone, nothing in quiet hours.

    `done` holds the keys of everything sent or dropped before.
    """
    if hours.is_quiet(now):
        return Decision((), ())
    ripe = sorted((n for n in planned if n.at <= now and not _is_done(n, done)), key=lambda n: (n.at, n.unit))
    newest = {_line_of(notice): notice for notice in ripe}
    send, late = list[Notice](), list[Notice]()
    for notice in ripe:
        if newest[_line_of(notice)] is not notice or now >= notice.useful_until:
            late.append(notice)
        elif not _waits(notice, now):
            send.append(notice)
    sent = {notice.key for notice in send} if late else ()
    return Decision(tuple(send), tuple(notice for notice in late if notice.key not in sent))


def _waits(notice: Notice, now: datetime) -> bool:
    """What comes on a later day than it was meant for comes at its hour all the same, to an office on a working day.
    What somebody asked for comes at once."""
    if now.date() == notice.at.date() or notice.kind not in AT_ITS_HOUR or notice.stage.startswith(LATER):
        return False
    return now.time() < notice.at.time() or (notice.kind in FOR_OFFICES and not is_workday(now.date()))


def _is_done(notice: Notice, done: Collection[NoticeKey]) -> bool:
    return bool(done) and notice.key in done


def _line_of(notice: Notice) -> tuple[str, str, int, str]:
    """Notices of one line overtake each other: the reminders of one report, the digests of one post, …"""
    return (notice.period, notice.unit, notice.reader.person, notice.kind)


def next_moment(now: datetime, planned: Iterable[Notice], done: Collection[NoticeKey]) -> datetime | None:
    """When the next notice falls due; None if nothing is left."""
    return min((notice.at for notice in planned if notice.at > now and not _is_done(notice, done)), default=None)


def stale_digests(
    notices: Iterable[Notice],
    posts: Iterable[Post],
    last: Mapping[tuple[str, str, int], datetime],
    tops_at: datetime,
) -> set[NoticeKey]:
    """Digests that would say nothing new: nothing below changed since she was last told, or since the summary of the
    period's top (`tops_at`) told all there was."""
    changed = {post.unit: post.changed_at for post in posts}
    return {one.key for one in notices if one.kind == "digest" and _is_stale(one, changed[one.unit], last, tops_at)}


def _is_stale(
    notice: Notice, changed: datetime | None, last: Mapping[tuple[str, str, int], datetime], tops_at: datetime
) -> bool:
    told = last.get((notice.period, notice.unit, notice.reader.person))
    if notice.at > tops_at:
        told = max(told or tops_at, tops_at)
    return told is not None and (changed is None or changed <= told)
