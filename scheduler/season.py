"""Gathering a season's duties from the store: who owes a report, who looks after whom, what was already sent."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from actions.compile import standings
from actions.readers import Readers
from actions.reporting import due_of
from actions.work import Work
from forms.periods import Period
from reports.standing import Standing
from scheduler.due import Duty, Hours, Notice, NoticeKey, Post, for_staff, reminders
from storage import records, reports
from storage.reports import Report


@dataclass(frozen=True, slots=True)
class Season:
    """One period's duties and posts, and what is planned from them."""

    period: Period
    duties: tuple[Duty, ...]
    posts: tuple[Post, ...]
    planned: tuple[Notice, ...]


def open_seasons(work: Work, hours: Hours) -> list[Season]:
    """Every period that the clock has anything to do with today."""
    today = work.now.date()
    return [season(work, period, hours) for period in work.world.periods(today) if period.opens <= today <= period.lock]


def coming_seasons(work: Work, hours: Hours) -> Iterator[Season]:
    """Every period that is not locked yet, the open ones first, then those to come."""
    today = work.now.date()
    for period in sorted(work.world.periods(today), key=lambda period: period.opens):
        if today <= period.lock:
            yield season(work, period, hours)


def season(work: Work, period: Period, hours: Hours) -> Season:
    """One period, over the whole organisation."""
    stored = reports.of_period(work.settle(), period.code)
    found = [one for root in work.world.tree.roots() for one in standings(work, root, period, stored)]
    readers = Readers.load(work.db)
    duties = tuple(Duty(one, readers.reporting_for(one.unit)) for one in found)
    posts = tuple(_posts(work, period, found, stored, readers))
    planned = (*reminders(period, duties, hours), *for_staff(period, posts, hours))
    return Season(period, duties, posts, planned)


def _posts(
    work: Work, period: Period, found: Sequence[Standing], stored: Mapping[str, Report], readers: Readers
) -> Iterable[Post]:
    tree = work.world.tree
    changed: dict[str, datetime] = {}
    for one in found:
        report = stored.get(one.unit)
        if report is not None:
            at = datetime.fromisoformat(report.changed_at)
            for code in (one.unit, *tree.ancestors(one.unit)):
                changed[code] = max(at, changed.get(code, at))
    for unit in readers.looked_after():
        if unit in tree:
            yield Post(unit, due_of(work, tree[unit], period), readers.staff_of(unit), changed.get(unit))


def already_done(work: Work, seasons: Sequence[Season]) -> set[NoticeKey]:
    """Everything sent or dropped for those periods."""
    return records.sent_notices(work.db, [season.period.code for season in seasons])
