"""Working days: public holidays, Tết by the Vietnamese calendar, days given back, days exchanged by announcement."""

from datetime import date

import pytest

from forms.example import EXAMPLE
from forms.load import parse_programme
from forms.periods import period_of
from forms.workdays import back_to_workday, days_off, is_decided, is_known, is_workday, on_to_workday

YEARS = range(2024, 2041)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        ("2026-01-01", False),
        ("2026-01-02", False),  # exchanged for Saturday 10 January
        ("2026-01-10", True),
        ("2026-02-13", True),  # the last day before Tết
        ("2026-02-16", False),  # New Year's Eve
        ("2026-02-20", False),
        ("2026-02-23", True),
        ("2026-04-27", False),  # Giỗ Tổ falls on Sunday
        ("2026-04-30", False),
        ("2026-05-01", False),
        ("2026-06-06", False),  # a Saturday
        ("2026-08-22", True),
        ("2026-08-31", False),
        ("2024-04-29", False),
        ("2024-05-04", True),
        ("2025-05-02", False),
        ("2025-04-26", True),
        ("2030-02-01", False),  # the eve of Tết, a day earlier than in China
        ("2030-02-04", False),
        ("2030-02-07", False),  # Saturday and Sunday of Tết are given back on Wednesday and Thursday
        ("2030-02-08", True),
        ("2027-05-03", False),  # 1 May is a Saturday
        ("2028-01-03", False),  # New Year's Day is a Saturday
        ("2028-02-29", True),
        ("2028-09-04", False),  # 2 September is a Saturday
    ],
)
def test_a_day(day: str, works: bool) -> None:
    assert is_workday(date.fromisoformat(day)) is works


@pytest.mark.parametrize("year", YEARS)
def test_a_year_has_as_many_days_off_as_the_law_gives(year: int) -> None:
    """Eleven days (one, five, one, one, one, two), and one for each Saturday that is worked instead; holidays that
    fall together are counted once."""
    off = days_off(year)
    exchanged = sum(
        is_workday(date(year, month, day)) and date(year, month, day).weekday() == 5
        for month in range(1, 13)
        for day in range(1, 29)
    )
    assert len(off) - exchanged == 11
    assert all(day.weekday() < 5 and day.year == year for day in off)


def test_years_ahead() -> None:
    assert all(map(is_known, YEARS))
    assert not is_known(2041)
    assert [year for year in YEARS if is_decided(year)] == [2024, 2025, 2026]
    assert days_off(2041) == {date(2041, 1, 1), date(2041, 4, 30), date(2041, 5, 1), date(2041, 9, 2), date(2041, 9, 3)}


@pytest.mark.parametrize(
    ("day", "before", "after"),
    [
        ("2026-02-18", "2026-02-13", "2026-02-23"),
        ("2027-02-07", "2027-02-04", "2027-02-12"),
        ("2026-08-23", "2026-08-22", "2026-08-24"),
        ("2027-01-01", "2026-12-31", "2027-01-04"),
    ],
)
def test_moving_to_a_working_day(day: str, before: str, after: str) -> None:
    assert back_to_workday(date.fromisoformat(day)) == date.fromisoformat(before)
    assert on_to_workday(date.fromisoformat(day)) == date.fromisoformat(after)


def test_a_month_that_is_due_in_tet_is_due_before_it() -> None:
    toml = EXAMPLE + MONTH
    period = period_of("2026-m01", [parse_programme(toml)])
    assert period.due("chi_hoi") == date(2026, 2, 13), "17 February is the first of Tết"


MONTH = """
[[period]]
key = "m01"
title = "Tháng 1"
from = "01-01"
to = "01-31"
before = "02-21"
date_source = "configuration"
lead_days = { chi_hoi = 3 }
"""
