"""What the calendar of a programme asks: a few days after 8/3, 20/3, 28/6, 20/10 and at the end of the month of action
the activity book asks once; what returns every quarter is brought to staff's mind. Pure but for `gathered`."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from actions.readers import Readers
from actions.work import Work
from forms.model import CalendarEntry, Programme
from forms.periods import AD_HOC
from forms.plain import plain
from forms.speech import Line, Voice
from forms.workdays import on_to_workday
from scheduler.due import Notice, NoticeKey
from scheduler.times import DAY, STAFF_HOUR, Hours
from storage import diary, people, records

AFTER_DAYS = 3
USEFUL = timedelta(days=5)
ASKED_AT = time(19)
AROUND = timedelta(days=7)
QUARTERS = ((1, 1), (4, 1), (7, 1), (10, 1))
QUARTERLY = " quy "


@dataclass(frozen=True, slots=True)
class Occasion:
    """A day or span of this year on which activities are expected, and the day on which the book asks about it."""

    entry: CalendarEntry
    since: date
    until: date

    @property
    def asked_on(self) -> date:
        """Three days after a single day; the last day of a longer span."""
        return self.until if self.until > self.since else self.until + AFTER_DAYS * DAY

    @property
    def name(self) -> str:
        """What stands for the period in a notice's key."""
        return f"{self.until.year}-{self.entry.code}"[:60]


def occasions(programmes: Iterable[Programme], today: date) -> list[Occasion]:
    """The occasions that the book asks about today or asked about in the last days, each once."""
    entries: dict[object, CalendarEntry] = {}
    for programme in programmes:
        for entry in programme.calendar:
            if entry.every == "year":
                entries.setdefault(_which(entry), entry)
    found = (_in_year(entry, year) for entry in entries.values() for year in (today.year - 1, today.year))
    return [one for one in found if one.asked_on <= today <= one.asked_on + USEFUL]


def _which(entry: CalendarEntry) -> tuple[str, str, str]:
    """Several programmes may have one occasion, each with a source and words of its own: it is asked about once."""
    return entry.code, entry.since, entry.until


def _in_year(entry: CalendarEntry, year: int) -> Occasion:
    since, until = _day(year, entry.since), _day(year, entry.until)
    return Occasion(entry, since if since <= until else _day(year - 1, entry.since), until)


def _day(year: int, month_day: str) -> date:
    month, day = map(int, month_day.split("-"))
    return date(year, month, min(day, 28) if month == 2 else day)


def quarterly(programmes: Iterable[Programme], day: date) -> list[str]:
    """The work that returns with the quarter in which `day` lies: lines of a calendar, and duties of every quarter."""
    return [what for programme in programmes for what in _of_quarter(programme, f"{day:%m-%d}")]


def _of_quarter(programme: Programme, today: str) -> Iterator[str]:
    yield from (duty.what for duty in programme.obligation if QUARTERLY in f" {plain(duty.when)} ")
    yield from (line.title for line in programme.calendar if line.every == "quarter" and line.holds_on(today))


def quarter_day(today: date) -> date:
    """The working day on which the present quarter's duties are brought to mind."""
    month, day = max(quarter for quarter in QUARTERS if quarter <= (today.month, today.day))
    return on_to_workday(date(today.year, month, day))


def gathered(work: Work, hours: Hours) -> list[Notice]:
    """Everything the calendar asks now that was not asked yet."""
    today = work.now.date()
    programmes = work.world.everywhere()
    found, day = occasions(programmes, today), quarter_day(today)
    returns = day <= today <= (day + USEFUL) and bool(quarterly(programmes, day))
    if not found and not returns:
        return []
    readers = Readers.load(work.settle())
    asked = [notice for one in found for notice in _asks(work, one, readers, hours)]
    asked += _reminds(work, day, readers, hours) if returns else []
    done = records.sent_notices(work.db, {notice.period for notice in asked})
    return [notice for notice in asked if notice.at <= work.now and notice.key not in done]


def _asks(work: Work, one: Occasion, readers: Readers, hours: Hours) -> Iterator[Notice]:
    """One question to each leader of a unit whose programme has the date and whose book says nothing of it."""
    at = hours.at(one.asked_on, ASKED_AT)
    units = [code for code in work.world.tree.valid_on(one.until) if readers.leading(code)]
    units = [code for code in units if _has(work.world.active(code), one)]
    booked = diary.busy(work.db, one.since - AROUND, work.now.date())
    for unit in units:
        for reader in readers.leading(unit) if unit not in booked else ():
            yield Notice(at, "occasion", "occasion", one.name, unit, one.asked_on, reader, at + USEFUL)


def _has(programmes: Iterable[Programme], one: Occasion) -> bool:
    return any(_which(entry) == _which(one.entry) for programme in programmes for entry in programme.calendar)


def _reminds(work: Work, day: date, readers: Readers, hours: Hours) -> Iterator[Notice]:
    at = hours.at(day, STAFF_HOUR)
    name = f"{day.year}-quy-{(day.month + 2) // 3}"
    for unit in readers.looked_after():
        if unit in work.world.tree and quarterly(work.world.active(unit), day):
            for reader in readers.staff_of(unit):
                yield Notice(at, "quarter", "quarter", name, unit, day, reader, at + USEFUL)


def bodies(work: Work, notices: Sequence[Notice]) -> dict[NoticeKey, dict[str, Any]]:
    """What is said for each of them."""
    known = people.load_people(work.db, {notice.reader.person for notice in notices})
    found = {one.name: one for one in occasions(work.world.everywhere(), work.now.date())}
    voices = {key: Voice(who.tone, who.language) for key, who in known.items()}
    return {
        notice.key: _question(work, found[notice.period], notice.unit, voices[notice.reader.person])
        if notice.kind == "occasion"
        else _duties(work, notice.unit, voices[notice.reader.person])
        for notice in notices
        if notice.reader.person in voices
    }


def _question(work: Work, one: Occasion, unit: str, voice: Voice) -> dict[str, Any]:
    values = {"title": one.entry.title, "day": f"{one.until.day}/{one.until.month}", "unit": work.world.tree[unit].name}
    after = [Line("occasion.next_period", {"until": until}) for until in _cut_off(work, unit, one.until)]
    text = voice.say(Line("occasion.question", values), *after)
    return {"text": text, "options": [["cmd:hoatdong", voice.say(Line("occasion.book"))]]}


def _cut_off(work: Work, unit: str, day: date) -> list[date]:
    """The cut-off of an open period that the day lies behind: what was done then counts for the next one."""
    open_now = work.world.open_periods(work.world.tree[unit], work.now.date())
    return [period.until for period in open_now if period.until < day and not period.key.startswith(AD_HOC)][:1]


def _duties(work: Work, unit: str, voice: Voice) -> dict[str, Any]:
    today = work.now.date()
    rows = [Line("occasion.duty", {"what": what}) for what in quarterly(work.world.active(unit), today)]
    quarter = {"quarter": (today.month + 2) // 3, "year": str(today.year)}
    return {"text": voice.say(Line("occasion.quarter", quarter), *rows)}
