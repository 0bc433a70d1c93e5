"""Gathering a period's duties from the store: who owes a report, who looks after whom, what was already sent.

A few plain queries, however many units there are; reports' answers are not read.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain

from actions.readers import Readers
from actions.work import Work
from forms.periods import AD_HOC, Period, parse_code, rules_of
from scheduler.due import Duty, Notice, NoticeKey, Post, for_staff, reminders, stale_digests
from scheduler.skipping import skipped
from scheduler.thanks import Given, thanks, tops_at
from scheduler.times import ASKED, FOR_STAFF, MOVED, USUAL, Habits, Hours, Timetable
from storage import closings, put_off, records, reports

IN = frozenset({"submitted", "approved"})
States = Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Season:
    """What one period still owes people, made as it is read, and only once: of the notices of a whole
    country few are kept. `stale` are digests that would say nothing new."""

    period: Period
    planned: Iterator[Notice]
    stale: frozenset[NoticeKey]


def open_periods(work: Work) -> list[Period]:
    """Every period that the clock has anything to do with today."""
    today = work.now.date()
    return [period for period in work.world.periods(today) if period.opens <= today <= period.lock]


def coming_periods(work: Work) -> list[Period]:
    """Every period that is not locked yet, the open ones first, then those to come."""
    today = work.now.date()
    return sorted((one for one in work.world.periods(today) if today <= one.lock), key=lambda one: one.opens)


def season(work: Work, period: Period, hours: Hours, until: datetime | None = None, habits: Habits = USUAL) -> Season:
    """One period over the whole organisation: what is still to be said up to `until` (None: to its end)."""
    db, times = work.settle(), Timetable(period, hours, habits.stages)
    dues = due_days(work, period)
    states, readers = reports.states(db, period.code), Readers.load(work)
    done = records.sent_notices(db, [period.code])
    heard = done - records.dropped_notices(db, period.code)
    posts = tuple(_posts(work, dues, period, states, readers))
    told, moved_by_staff = _told_before(dues, done), frozenset(work.extended(period.code))
    to_send = _to_be_sent(work, period, dues)
    duties = _duties(to_send, states, readers, put_off.of_period(db, period.code), told, moved_by_staff)
    staff = tuple(_since(_asked_since(work, period), period, for_staff(times, posts, until, done)))
    stale = stale_digests(
        _of_today(staff, work.now.date()), posts, records.last_sent(db, period.code, FOR_STAFF), tops_at(times)
    )
    skips = _skips(work, times, states, readers, habits, until, done) if _may_skip(period, habits) else ()
    given = _given(work, times, states, readers, until) if habits.thanking else ()
    planned = chain(reminders(times, duties, until, done, heard), staff, thanks(times, given, until, done), skips)
    return Season(period, planned, frozenset(stale))


def _since(begun: datetime, period: Period, notices: Iterable[Notice]) -> Iterator[Notice]:
    """What staff hear of a period that has been asked for since then: of one that was over by then nothing is compiled
    or told."""
    is_over = begun.date() > period.top
    return (one for one in notices if (one.at >= begun if one.kind == "summary" else not is_over))


def _asked_since(work: Work, period: Period) -> datetime:
    """Since when anybody has asked for the period."""
    year, key = parse_code(period.code)
    asking = [one for one in work.world.everywhere() if any(rule.key == key for rule in rules_of(one, year))]
    switched = records.switched_on_at(work.db)
    always = datetime.min.replace(tzinfo=work.now.tzinfo)
    known = (datetime.fromisoformat(switched[one.code]) if one.code in switched else always for one in asking)
    return min(known, default=always)


def _may_skip(period: Period, habits: Habits) -> bool:
    """What is asked for the occasion is between who asks and who answers."""
    return habits.skip_after > 0 and not period.key.startswith(AD_HOC)


def _skips(
    work: Work,
    times: Timetable,
    states: States,
    readers: Readers,
    habits: Habits,
    until: datetime | None,
    done: set[NoticeKey],
) -> Iterator[Notice]:
    late = missing(work, times.period, states)
    return skipped(work, times, late, readers, habits.skip_after, until, done)


def missing(work: Work, period: Period, states: States) -> dict[str, date]:
    """The units whose report is not in, each with its own last good day."""
    dues = due_days(work, period)
    return {unit: due for unit, due in dues.items() if unit not in states or states[unit][0] not in IN}


def due_days(work: Work, period: Period) -> dict[str, date]:
    """Every unit's own last good day: as planned, or as extended."""
    planned = work.world.due_days(period)
    extended = {unit: date.fromisoformat(day) for unit, day in work.extended(period.code).items() if unit in planned}
    return {**planned, **extended} if extended else planned


def _to_be_sent(work: Work, period: Period, dues: Mapping[str, date]) -> Mapping[str, date]:
    """The units that can still send: what somebody above has closed, nobody is reminded of."""
    tree = work.world.tree
    held = (code for code, one in closings.of_period(work.db, period.code).items() if one.is_closed and code in tree)
    shut = frozenset(below for code in held for below in tree.descendants(code))
    return {unit: due for unit, due in dues.items() if unit not in shut} if shut else dues


def _duties(
    dues: Mapping[str, date],
    states: States,
    readers: Readers,
    later: Mapping[str, tuple[tuple[int, datetime], ...]],
    told: Mapping[str, list[tuple[int, str]]],
    announced: frozenset[str],
) -> Iterator[Duty]:
    for unit, due in dues.items():
        if unit not in states or states[unit][0] not in IN:
            before = tuple(told.get(unit, ()))
            readable = readers.reporting_for(unit)
            yield Duty(unit, due, False, readable, later.get(unit, ()), before, unit in announced)


def _told_before(dues: Mapping[str, date], done: Iterable[NoticeKey]) -> dict[str, list[tuple[int, str]]]:
    """The reminders (person, stage) that each unit's people had for another due day than the present one."""
    texts = {day: day.isoformat() for day in set(dues.values())}
    found: dict[str, list[tuple[int, str]]] = {}
    for _, unit, person, stage, day in done:
        if (stage[0] == "T" or stage in (MOVED, ASKED)) and unit in dues and texts[dues[unit]] != day:
            found.setdefault(unit, []).append((person, stage))
    return found


def _given(work: Work, times: Timetable, states: States, readers: Readers, until: datetime | None) -> Iterator[Given]:
    """Every report that is in, where the unit above has compiled or will have by `until`."""
    held = {code: one for code, one in closings.of_period(work.db, times.period.code).items() if one.is_closed}
    if until is not None and until < tops_at(times) and not held:
        return
    for unit, (status, at) in states.items():
        parent = work.world.tree[unit].parent if unit in work.world.tree else None
        if parent is not None and parent in work.world.tree and status in IN:
            closed = held.get(parent)
            closed_at = datetime.fromisoformat(closed.closed_at) if closed else None
            yield Given(unit, datetime.fromisoformat(at), closed_at, readers.leading(unit))


def _posts(work: Work, dues: Mapping[str, date], period: Period, states: States, readers: Readers) -> Iterable[Post]:
    tree, concerned = work.world.tree, work.world.concerned(period)
    changed = _changed(work, states)
    for unit in readers.looked_after():
        if unit in concerned and not _is_of_others(work, unit, period):
            due = dues.get(unit) or work.world.period(period.code).due(tree[unit].level)
            at = changed.get(unit)
            changed_at = datetime.fromisoformat(at) if at else None
            yield Post(unit, due, readers.staff_of(unit), changed_at, _asked_on(work, unit, period))


def _asked_on(work: Work, unit: str, period: Period) -> date | None:
    """The day on which the unit asked, of what is asked for the occasion; such figures run to that day."""
    mine = period.key.startswith(AD_HOC) and work.world.programmes[period.key].issuer == work.world.tree[unit].name
    return period.until if mine else None


def _is_of_others(work: Work, unit: str, period: Period) -> bool:
    """What a commune asks for the occasion is its own business, not that of the levels above it."""
    return period.key.startswith(AD_HOC) and all(one.code != period.key for one in work.world.active(unit))


def _changed(work: Work, states: States) -> dict[str, str]:
    """When anything in each unit's subtree last changed; all moments are of one zone and compare as texts."""
    tree, changed = work.world.tree, dict[str, str]()
    for unit, (_, at) in states.items():
        for code in (unit, *tree.ancestors(unit)) if unit in tree else ():
            if changed.get(code, "") < at:
                changed[code] = at
    return changed


def _of_today(notices: Iterable[Notice], today: date) -> Iterator[Notice]:
    return (notice for notice in notices if notice.due == today)
