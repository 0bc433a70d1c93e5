"""When a leader hears what came of her report: the evening after the unit above has compiled it, once a period.

Compiled means closed by its staff; where they close nothing, the day the period tops. Pure.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from actions.readers import Reader
from forms.workdays import on_to_workday
from scheduler.due import NOBODY, Notice, NoticeKey
from scheduler.times import DAY, STAFF_HOUR, Timetable

STAGE = "compiled"
EVENING = time(19)
USEFUL = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Given:
    """A report that is in: when it last changed, when the unit above closed (None: not yet), and who gave it."""

    unit: str
    at: datetime
    closed_at: datetime | None
    readers: tuple[Reader, ...]


def tops_at(times: Timetable) -> datetime:
    """When the summary is compiled where nobody closes."""
    return times.hours.at(on_to_workday(times.period.before), STAFF_HOUR)


def thanks(
    times: Timetable, given: Iterable[Given], until: datetime | None = None, done: Collection[NoticeKey] = NOBODY
) -> Iterator[Notice]:
    """What those who gave a report hear of it, up to `until` (None: all), that is not done yet."""
    period, top = times.period, tops_at(times)
    for one in given:
        ready = max(one.closed_at or top, one.at)
        for reader in one.readers:
            at = _evening(times, ready, reader)
            notice = Notice(at, "thanks", STAGE, period.code, one.unit, period.before, reader, at + USEFUL)
            if (until is None or at <= until) and notice.key not in done:
                yield notice


def _evening(times: Timetable, ready: datetime, reader: Reader) -> datetime:
    """The next moment at which she hears from the clock."""
    hour = EVENING if reader.hour is None else time(reader.hour)
    today = times.hours.at(ready.date(), hour)
    return today if ready <= today else times.hours.at(ready.date() + DAY, hour)
