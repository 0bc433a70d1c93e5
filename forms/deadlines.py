"""The last good day of something, as staff type it: “25/6”, “trước 25/6” (then it is the 24th), “mai”, “thứ sáu”,
“thứ sáu tuần sau”, “3 ngày nữa”. Pure.
"""

import re
from datetime import date, timedelta

from forms.answers import Context, read
from forms.plain import plain

DAY = timedelta(days=1)
WEEK = 7
WITH_YEAR = re.compile(r"\d{4}|\d[/.-]\d{1,2}[/.-]\d")
BEFORE = re.compile(r"^(?:truoc|before)\s+(?:ngay\s+)?")
IN_DAYS = re.compile(r"^(?:sau |in )?(\d{1,2}) (?:ngay nua|hom nua|ngay|days)$")
NEXT_WEEK = re.compile(r"\s*(?:tuan sau|tuan toi|next week)$")
WEEKDAYS = (
    ("thu hai", "thu 2", "monday"),
    ("thu ba", "thu 3", "tuesday"),
    ("thu tu", "thu 4", "wednesday"),
    ("thu nam", "thu 5", "thursday"),
    ("thu sau", "thu 6", "friday"),
    ("thu bay", "thu 7", "saturday"),
    ("chu nhat", "cn", "sunday"),
)
A_DAY = re.compile(
    r"^(?:(?:truoc|sau|het|den|toi|tu|vao|khoang|chac|han|la|trong|cho|before|by|until)\s+)*(?:ngay\s+)?(?:"
    r"\d{1,2}\s*[/.\-]\s*\d{1,2}|\d{1,2} thang \d|(?:thu|t) ?(?:hai|ba|tu|nam|sau|bay|[2-7])$|"
    r"thu (?:hai|ba|tu|nam|sau|bay|[2-7])\b|chu nhat|cn$|(?:dau|giua|cuoi) (?:tuan|thang|nam)|"
    r"(?:tuan|thang|nam|quy) (?:sau|toi|nay|truoc|nua)|hom (?:nay|qua|kia|truoc|sau)|mai\b|mot$|kia$|mung \d|"
    r"\d{1,2} (?:ngay|tuan|thang|hom|bua)\b|\d{1,2}$|(?:next|this) (?:week|month)|today|tomorrow|yesterday)"
)
IN_LINE = re.compile(
    r"(?<!hết )(?<!het )(?<!gia )(?<!quá )(?<!qua )(?<!\w)(?:hạn|han|deadline)"
    r"(?:\s+(?:chót|cuối|trả lời|nộp|gửi|là|chot|cuoi|tra loi|nop|gui|la))*\s*:?\s+(.+)$",
    re.IGNORECASE,
)
FEW_WORDS = 6
ENDS = " ,;.–-("
AHEAD = {"hom nay": 0, "today": 0, "mai": 1, "ngay mai": 1, "tomorrow": 1, "ngay kia": 2, "ngay mot": 2, "mot": 2}


def read_deadline(text: str, today: date) -> date | None:
    """That day; of a day and month without a year the next such day. None for what is no day.

    >>> read_deadline("thứ sáu", date(2026, 6, 20))
    datetime.date(2026, 6, 26)
    >>> read_deadline("trước ngày 25/6", date(2026, 6, 20))
    datetime.date(2026, 6, 24)
    """
    said = plain(text)
    before = BEFORE.match(said)
    rest = said[before.end() :] if before else said
    day = _spoken(rest, today) or _written(BEFORE.sub("", rest) if before else text, today)
    return day - DAY if day and before else day


def is_like_day(text: str) -> bool:
    """Whether a message wants to be a day, on the calendar or not: “30/2”, “thứ sáu tới”, “tuần sau”."""
    said = plain(text)
    return len(said.split()) <= FEW_WORDS and "?" not in text and A_DAY.match(said) is not None


def taken_out(text: str, today: date) -> tuple[str, date | None]:
    """A text without the deadline that a line of it ends with, and that day: “Bao nhiêu hộ bị ngập? Hạn 20/4”."""
    lines, found = text.splitlines(), None
    for place, line in enumerate(lines):
        match = IN_LINE.search(line)
        day = read_deadline(match[1].strip(f"{ENDS})"), today) if match else None
        if match and day:
            lines[place], found = line[: match.start()].rstrip(ENDS), day
    return "\n".join(lines), found


def _spoken(said: str, today: date) -> date | None:
    if said in AHEAD:
        return today + AHEAD[said] * DAY
    if match := IN_DAYS.match(said):
        return today + int(match[1]) * DAY
    name = NEXT_WEEK.sub("", said)
    place = next((place for place, names in enumerate(WEEKDAYS) if name in names), None)
    if place is None:
        return None
    if name != said:
        return today + (WEEK - today.weekday() + place) * DAY
    return today + (place - today.weekday()) % WEEK * DAY


def _written(text: str, today: date) -> date | None:
    reading = read("date", text, Context(year=today.year, today=today))
    value = reading.value if reading.status == "value" else next((one.value for one in reading.choices), None)
    if not isinstance(value, str):
        return None
    day = date.fromisoformat(value)
    if day < today and not WITH_YEAR.search(text):
        return day.replace(year=day.year + 1, day=28 if (day.month, day.day) == (2, 29) else day.day)
    return day
