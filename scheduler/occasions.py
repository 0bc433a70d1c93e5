"""What the calendar of a programme asks: a few days after 8/3, 20/3, 28/6, 20/10 and at the end of the month of action
the activity book asks once; what returns every quarter is brought to staff's mind. Pure but for `gathered`."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, time
from typing import Any

from actions.readers import Readers
from actions.work import Work
from forms.model import Programme
from forms.occasions import AROUND, USEFUL, Occasion, is_same, occasions
from forms.periods import AD_HOC
from forms.plain import plain
from forms.speech import Line, Voice
from forms.workdays import on_to_workday
from scheduler.due import Notice, NoticeKey
from scheduler.times import STAFF_HOUR, Hours
from storage import diary, people, records

ASKED_AT = time(19)
QUARTERS = ((1, 1), (4, 1), (7, 1), (10, 1))
QUARTERLY = " quy "


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
    work.settle()
    readers = Readers.load(work)
    asked = [notice for one in found for notice in _unasked(work, one, readers, hours)]
    asked += _reminds(work, day, readers, hours) if returns else []
    done = records.sent_notices(work.db, {notice.period for notice in asked})
    return [notice for notice in asked if notice.at <= work.now and notice.key not in done]


def _unasked(work: Work, one: Occasion, readers: Readers, hours: Hours) -> list[Notice]:
    """The questions that were not put yet, to units whose book says nothing of the occasion."""
    done = records.sent_notices(work.db, [one.name])
    waiting = [notice for notice in _asks(work, one, readers, hours) if notice.key not in done]
    units = {notice.unit for notice in waiting}
    rows = diary.between(work.db, one.since - AROUND, work.now.date()) if units else ()
    booked = {unit for unit, day, kind, title in rows if unit in units and one.is_told_by(day, kind, title)}
    return [notice for notice in waiting if notice.unit not in booked]


def _asks(work: Work, one: Occasion, readers: Readers, hours: Hours) -> Iterator[Notice]:
    """One question to each leader of a unit whose programme has the date."""
    at = hours.at(one.asked_on, ASKED_AT)
    units = [code for code in work.world.tree.valid_on(one.until) if readers.leading(code)]
    for unit in (code for code in units if _has(work.world.active(code), one)):
        for reader in readers.leading(unit):
            yield Notice(at, "occasion", "occasion", one.name, unit, one.asked_on, reader, at + USEFUL)


def _has(programmes: Iterable[Programme], one: Occasion) -> bool:
    return any(is_same(entry, one.entry) for programme in programmes for entry in programme.calendar)


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
    return {"text": text, "options": [["cmd:ghidip", voice.say(Line("occasion.book"))]]}


def _cut_off(work: Work, unit: str, day: date) -> list[date]:
    """The cut-off of an open period that the day lies behind: what was done then counts for the next one."""
    open_now = work.world.open_periods(work.world.tree[unit], work.now.date())
    return [period.until for period in open_now if period.until < day and not period.key.startswith(AD_HOC)][:1]


def _duties(work: Work, unit: str, voice: Voice) -> dict[str, Any]:
    today = work.now.date()
    rows = [Line("occasion.duty", {"what": what}) for what in quarterly(work.world.active(unit), today)]
    quarter = {"quarter": (today.month + 2) // 3, "year": str(today.year)}
    return {"text": voice.say(Line("occasion.quarter", quarter), *rows)}
