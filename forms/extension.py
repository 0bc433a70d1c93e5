"""Reading an extension in one line: “thôn 7 đến 8/6, nhà có tang”, “thôn 7 thêm 3 ngày vì mưa lũ”."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from forms.plain import compose

UNTIL = re.compile(
    r"^(?P<unit>.*?)[\s,]*\b(?:đến|tới|den|toi|sang|until|to)\b\s*(?:hết|het)?\s*(?:ngày|ngay|mùng|mung)?\s*"
    r"(?P<day>\d{1,2})\s*[/.-]\s*(?P<month>\d{1,2})(?:\s*[/.-]\s*(?P<year>\d{4}))?(?P<rest>.*)$",
    re.IGNORECASE,
)
MORE = re.compile(
    r"^(?P<unit>.*?)[\s,]*\b(?:thêm|them|by)\b\s*(?P<days>\d{1,2})\s*(?:ngày|ngay|hôm|hom|days?)\b(?P<rest>.*)$",
    re.IGNORECASE,
)
DAY_ALONE = re.compile(
    r"^(?P<unit>.*?)[\s,:]*\b(?:hết|het|hẹn|hen)?\s*\b(?:ngày|ngay|mùng|mung)?\s*"
    r"(?<![\d/])(?P<day>\d{1,2})/(?P<month>\d{1,2})(?:/(?P<year>\d{4}))?(?![\d/])(?P<rest>.*)$",
    re.IGNORECASE,
)
BECAUSE = re.compile(r"^[\s,;.:–-]*(?:(?:vì|vi|do|lý do|ly do|because)\b[\s:]*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a line asks for: which unit (as typed), until which day or for how many days more, and why."""

    unit: str
    until: date | None
    days: int
    reason: str

    def last_day(self, due: date) -> date:
        """The new last good day, counted from the present one where it says “thêm … ngày”."""
        return self.until or due + timedelta(days=self.days)


def read_extension(text: str, year: int) -> Wanted | None:
    """What the line asks for; None where it names no day that there is. Without a year, `year` is meant."""
    line = compose(text)
    if found := UNTIL.match(line):
        return _until(found, year)
    if found := MORE.match(line):
        return Wanted(found["unit"].strip(), None, int(found["days"]), _reason(found["rest"]))
    found = DAY_ALONE.match(line)  # “thôn 7 8/6 nhà có tang”
    return _until(found, year) if found else None


def _until(found: re.Match[str], year: int) -> Wanted | None:
    day = _day(int(found["year"] or year), int(found["month"]), int(found["day"]))
    return Wanted(found["unit"].strip(" ,:"), day, 0, _reason(found["rest"])) if day else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _reason(rest: str) -> str:
    return BECAUSE.sub("", rest).strip()
