"""Working days in Vietnam: Monday to Friday, less the public holidays of Bộ luật Lao động 2019, Điều 112.

Lunar holidays are a table of solar dates (Tết from the eve to the fourth day, Giỗ Tổ 10/3 lunar); a year
that is not in the table has only its fixed holidays.
"""

from datetime import date, timedelta

FIXED = {(1, 1), (4, 30), (5, 1), (9, 1), (9, 2)}
TET = {
    2024: (2, 10),
    2025: (1, 29),
    2026: (2, 17),
    2027: (2, 6),
    2028: (1, 26),
    2029: (2, 13),
    2030: (2, 3),
    2031: (1, 23),
}
HUNG_KINGS = {
    2024: (4, 18),
    2025: (4, 7),
    2026: (4, 26),
    2027: (4, 16),
    2028: (4, 4),
    2029: (4, 23),
    2030: (4, 12),
    2031: (4, 1),
}
DAY = timedelta(days=1)


def is_holiday(day: date) -> bool:
    """Whether `day` is a public holiday."""
    return (day.month, day.day) in FIXED or _in_tet(day) or HUNG_KINGS.get(day.year) == (day.month, day.day)


def _in_tet(day: date) -> bool:
    if day.year not in TET:
        return False
    first = date(day.year, *TET[day.year])
    return first - DAY <= day <= first + 3 * DAY


def is_workday(day: date) -> bool:
    """Whether offices work on `day`."""
    return day.weekday() < 5 and not is_holiday(day)


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
