"""Working days in Vietnam: Monday to Friday, less the public holidays of Bộ luật Lao động 2019, Điều 112, with the
days off and the Saturdays worked instead that are announced year by year. All of it is data: `holidays.toml`.

Where a year's announcement is not known yet, Tết is its eve and four days from its first, and what falls on a weekend
is given back on the next working days (Điều 111); a year whose lunar days are not known has its fixed holidays alone.
"""

import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

SOURCE = Path(__file__).parent / "holidays.toml"
DAY = timedelta(days=1)
SATURDAY = 5
NOTHING: frozenset[date] = frozenset()


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(SOURCE.read_text(encoding="utf-8"))


def is_known(year: int) -> bool:
    """Whether the lunar holidays of a year are in the table."""
    return str(year) in _table()["lunar"]


def is_decided(year: int) -> bool:
    """Whether the days off announced for a year are in the table."""
    return str(year) in _table()["decided"]


@cache
def days_off(year: int) -> frozenset[date]:
    """The days from Monday to Friday of a year on which offices are closed."""
    if is_decided(year):
        return frozenset(_table()["decided"][str(year)]["off"])
    holidays = frozenset(_by_law(year))
    found = set(holidays)
    for day in sorted(day for day in holidays if day.weekday() >= SATURDAY):
        while day in found or day.weekday() >= SATURDAY:
            day += DAY
        found.add(day)
    return frozenset(day for day in found if day.weekday() < SATURDAY)


def _by_law(year: int) -> Iterator[date]:
    for month_day in _table()["every"]:
        yield date(year, *map(int, month_day.split("-")))
    if is_known(year):
        lunar = _table()["lunar"][str(year)]
        yield lunar["gio_to"]
        yield from _tet(year)


def _tet(year: int) -> Iterator[date]:
    first = _table()["lunar"][str(year)]["tet"]
    return (first + number * DAY for number in range(-1, 4))


def after_tet(day: date) -> date:
    """`day` itself, or the first day after Tết where it falls into it: nobody is reminded on New Year's Eve."""
    while is_known(day.year) and day in _tet(day.year):
        day += DAY
    return day


def before_tet(day: date) -> date:
    """`day` itself, or the last day before Tết where it falls into it."""
    while after_tet(day) != day:
        day -= DAY
    return day


@cache
def _worked(year: int) -> frozenset[date]:
    return frozenset(_table()["decided"][str(year)]["work"]) if is_decided(year) else NOTHING


def is_workday(day: date) -> bool:
    """Whether offices work on `day`."""
    return day not in days_off(day.year) if day.weekday() < SATURDAY else day in _worked(day.year)


def back_to_workday(day: date) -> date:
    """`day` itself, or the last working day before it."""
    while not is_workday(day):
        day -= DAY
    return day


def on_to_workday(day: date) -> date:
    """`day` itself, or the next working day after it."""
    while not is_workday(day):
        day += DAY
    return day
