"""Reading an extension in one line: “thôn 7 đến 8/6, nhà có tang”, “thôn 7 thêm 3 ngày vì mưa lũ”, “thôn 7 đến thứ
sáu”, “thôn 7 hết tuần”."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from forms.deadlines import read_deadline
from forms.plain import compose, plain

LONG_PAST = timedelta(days=183)
NUMBERS = ("mot", "hai", "ba", "bon", "nam", "sau", "bay", "tam", "chin", "muoi")

UNTIL = re.compile(
    r"^(?P<unit>.*?)[\s,]*\b(?:đến|tới|den|toi|sang|until|to)\b\s*(?:hết|het)?\s*(?:ngày|ngay|mùng|mung)?\s*"
    r"(?P<day>\d{1,2})\s*(?:[/.-]|tháng|thang)\s*(?P<month>\d{1,2})(?:\s*(?:[/.-]|năm|nam)\s*(?P<year>\d{4}))?(?P<rest>.*)$",
    re.IGNORECASE,
)
MORE = re.compile(
    r"^(?P<unit>.*?)[\s,]*\b(?:thêm|them|by)\b\s*(?P<days>\d{1,2})\s*(?:ngày|ngay|hôm|hom|days?)\b(?P<rest>.*)$",
    re.IGNORECASE,
)
DAY_ALONE = re.compile(
    r"^(?P<unit>.*?)[\s,:]*\b(?:hết|het|hẹn|hen)?\s*\b(?:ngày|ngay|mùng|mung)?\s*"
    r"(?<![\d/])(?P<day>\d{1,2})(?:/|\s*tháng\s*|\s*thang\s*)(?P<month>\d{1,2})(?:/(?P<year>\d{4}))?(?![\d/])(?P<rest>.*)$",
    re.IGNORECASE,
)
SPOKEN = re.compile(
    r"^(?P<unit>.*?)[\s,]*\b(?:đến|tới|den|toi|sang|until|to|hết|het|qua)\b\s*(?:hết|het)?\s*"
    r"(?P<day>(?:(?:ngày|ngay)\s+)?(?:mai|kia|mốt|mot)|tomorrow"
    r"|(?:thứ|thu)\s*(?:hai|ba|tư|tu|năm|nam|sáu|sau|bảy|bay|[2-7])(?:\s+(?:tuần|tuan)\s+(?:sau|tới|toi))?"
    r"|(?:chủ nhật|chu nhat|cn)|(?:tuần|tuan)(?:\s+(?:này|nay|sau|tới|toi))?|(?:tháng|thang)(?:\s+(?:này|nay))?)"
    r"(?![\w/])(?P<rest>.*)$",
    re.IGNORECASE,
)
DAYS_ALONE = re.compile(
    r"^(?P<unit>.*?)[\s,]*(?:\b(?:thêm|them)\s+)?(?<![\w/])(?P<days>\d{1,2}|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười"
    r"|mot|bon|nam|sau|bay|tam|chin|muoi)\s+(?:ngày|ngay|hôm|hom|bữa|bua)\b(?:\s*(?:nữa|nua)\b)?(?P<rest>.*)$",
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


def read_extension(text: str, today: date, *, is_said: bool = False) -> Wanted | None:
    """What the line asks for; None where it names no day that there is. Without a year the day of this one is meant,
    or of the next where that lies long past: “5/1” said in December. `is_said`: the line is certain to be about a
    day, so that one may be said any way: “đến thứ sáu”, “hết tuần”, “2 ngày”."""
    line = compose(text)
    if found := UNTIL.match(line):
        return _until(found, today)
    if found := MORE.match(line):
        return Wanted(found["unit"].strip(), None, int(found["days"]), _reason(found["rest"]))
    if found := DAY_ALONE.match(line):  # “thôn 7 8/6 nhà có tang”
        return _until(found, today)
    return _said(line, today) if is_said else None


def _said(line: str, today: date) -> Wanted | None:
    if found := SPOKEN.match(line):
        day = _end_of(plain(found["day"]), today) or read_deadline(found["day"], today)
        return Wanted(found["unit"].strip(" ,:"), day, 0, _reason(found["rest"])) if day else None
    if found := DAYS_ALONE.match(line):
        said = plain(found["days"])
        days = int(said) if said.isdigit() else NUMBERS.index(said) + 1
        return Wanted(found["unit"].strip(" ,:"), None, days, _reason(found["rest"]))
    return None


def _end_of(said: str, today: date) -> date | None:
    """The last day of this week, of the next one, or of this month."""
    if said.startswith("tuan"):
        weeks = 1 if said.endswith(("sau", "toi")) else 0
        return today + timedelta(days=6 - today.weekday() + 7 * weeks)
    if said.startswith("thang"):
        return (today.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return None


def _until(found: re.Match[str], today: date) -> Wanted | None:
    day = _day(int(found["year"] or today.year), int(found["month"]), int(found["day"]))
    if day is not None and not found["year"] and today - day > LONG_PAST:
        day = _day(day.year + 1, day.month, day.day)
    return Wanted(found["unit"].strip(" ,:"), day, 0, _reason(found["rest"])) if day else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _reason(rest: str) -> str:
    return BECAUSE.sub("", rest).strip()
