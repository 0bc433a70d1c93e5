"""Reporting periods: what figures they cover, when each level's report is due, when they top and lock.

DESIGN §1, "Three dates of a period". All days are dates of business time; a due day ends at midnight.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from forms.model import PERIOD_CODE, Level, PeriodRule, Programme
from forms.workdays import back_to_workday

OPENS_BEFORE = 10
AD_HOC = "dx-"
SHORTER = re.compile(r"[qm]\d")
HALF_A_YEAR = 6


class PeriodError(ValueError):
    """No such period; the message says so in Vietnamese."""


@dataclass(frozen=True, slots=True)
class Period:
    """One reporting period of one year, as all the programmes that share its report see it.

    `since` … `until` is what figures cover; `before` is the top date ("trước ngày"), so `top` is the last
    good day; `duties` are the (top day, lead days) of every programme: the earliest date holds.
    """

    code: str
    title: str
    since: date
    until: date
    before: date
    lock: date
    date_source: str
    duties: tuple[tuple[date, Mapping[Level, int]], ...]

    @property
    def key(self) -> str:
        """`h1`, `year`, … or `dx-…`."""
        return self.code[5:]

    @property
    def year(self) -> int:
        """The year the period belongs to."""
        return int(self.code[:4])

    @property
    def top(self) -> date:
        """The last good day of the top: the day before `before`."""
        return self.before - timedelta(days=1)

    def due(self, level: Level) -> date:
        """The last good day of a unit of `level`: the top day less its lead, moved back to a working day."""
        return min(_lead(top, lead.get(level, 0)) for top, lead in self.duties)

    @property
    def first_due(self) -> date:
        """The earliest due day of any level."""
        levels = {level for _, lead in self.duties for level in lead}
        return min((self.due(level) for level in levels), default=self.top)

    @property
    def opens(self) -> date:
        """The first day any level may report on: T−10 of the earliest due day, or the cut-off if that is earlier."""
        return min(self.first_due - timedelta(days=OPENS_BEFORE), self.until)

    def lead_days(self, level: Level) -> int:
        """Days the unit of `level` hands in ahead of the top, so that the level above can compile."""
        return max(lead.get(level, 0) for _, lead in self.duties)


def _lead(top: date, days: int) -> date:
    return back_to_workday(top - timedelta(days=days)) if days else top


def parse_code(code: str) -> tuple[int, str]:
    """Split `2026-h1` into (2026, "h1"). Raises PeriodError."""
    match = PERIOD_CODE.match(code)
    if not match:
        raise PeriodError(f"“{code}” không phải mã kỳ báo cáo; hãy viết như 2026-h1 (6 tháng) hoặc 2026-year (cả năm).")
    return int(match[1]), match[2]


def period_of(code: str, programmes: Iterable[Programme]) -> Period:
    """The period as the given (active) programmes define it. Raises PeriodError where none has it."""
    year, key = parse_code(code)
    rules = [rule for programme in programmes for rule in rules_of(programme, year) if rule.key == key]
    if not rules:
        raise PeriodError(f"Không có chương trình nào đang bật có kỳ báo cáo “{code}”.")
    return _joined(code, year, rules)


def _titled(rule: PeriodRule, year: int) -> str:
    """“6 tháng đầu năm 2026”, “Quý 3/2026”; what is asked for the occasion has no year."""
    if rule.key.startswith(AD_HOC):
        return rule.title
    return f"{rule.title}{'/' if SHORTER.match(rule.key) else ' '}{year}"


def rules_of(programme: Programme, year: int) -> list[PeriodRule]:
    """The periods that a programme has in a year; one asked for the occasion (`dx-…`) falls in the year it was asked in
    alone."""
    asked = programme.valid.since
    return [one for one in programme.period if not one.key.startswith(AD_HOC) or asked is None or asked.year == year]


def _joined(code: str, year: int, rules: Sequence[PeriodRule]) -> Period:
    first = min(rules, key=lambda rule: _top(year, rule))
    since, until = span_of(year, first)
    return Period(
        code=code,
        title=_titled(first, year),
        since=since,
        until=until,
        before=_before(year, first),
        lock=_before(year, first) + timedelta(days=first.lock_days),
        date_source=first.date_source,
        duties=tuple((_top(year, rule), rule.lead_days) for rule in rules),
    )


def span_of(year: int, rule: PeriodRule) -> tuple[date, date]:
    """The days that figures of `rule` cover in `year`; a start after the end lies in the year before."""
    start_year = year - 1 if rule.since > rule.until else year
    return _on(start_year, rule.since), _on(year, rule.until)


def _top(year: int, rule: PeriodRule) -> date:
    return _before(year, rule) - timedelta(days=1)


def _before(year: int, rule: PeriodRule) -> date:
    """The top date; of figures that run to the end of a year it may lie at the beginning of the next."""
    over = int(rule.until[:2]) - int(rule.before[:2]) > HALF_A_YEAR
    return _on(year + 1 if over else year, rule.before)


def _on(year: int, month_day: str) -> date:
    month, day = map(int, month_day.split("-"))
    if (month, day) == (2, 29) and not _leap(year):
        day = 28
    return date(year, month, day)


def _leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def periods_around(today: date, programmes: Sequence[Programme]) -> list[Period]:
    """Every period of last, this and next year, by due day."""
    years = (today.year - 1, today.year, today.year + 1)
    codes = {f"{year}-{rule.key}" for year in years for programme in programmes for rule in rules_of(programme, year)}
    found = [period_of(code, programmes) for code in codes]
    return sorted(found, key=lambda period: (period.before, period.code))


def opens(period: Period, level: Level, days_before: int = OPENS_BEFORE) -> date:
    """The day a period opens for units of `level`: T−10."""
    return period.due(level) - timedelta(days=days_before)


def open_periods(today: date, programmes: Sequence[Programme], level: Level) -> list[Period]:
    """Periods a unit of `level` may report on `today`: from the end of their figures' span (or T−10, whichever
    is earlier) until they lock; earliest due day first."""
    return [
        period
        for period in periods_around(today, programmes)
        if min(opens(period, level), period.until) <= today <= period.lock
    ]
