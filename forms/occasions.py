"""The days and spans of a programme's calendar on which activities are expected: when the activity book asks about one,
and which entry of the book already tells of it. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from forms.diary import KINDS
from forms.model import CalendarEntry, Programme
from forms.plain import plain
from forms.speech import words

AFTER = timedelta(days=3)
USEFUL = timedelta(days=5)
AROUND = timedelta(days=7)
CLOSE_BY = timedelta(days=3)
FEAST = "ky_niem"


@dataclass(frozen=True, slots=True)
class Occasion:
    """A day or span of this year on which activities are expected, and the day on which the book asks about it."""

    entry: CalendarEntry
    since: date
    until: date

    @property
    def is_day(self) -> bool:
        """A single day."""
        return self.until == self.since

    @property
    def asked_on(self) -> date:
        """Three days after a single day; the last day of a longer span."""
        return self.until + AFTER if self.is_day else self.until

    @property
    def name(self) -> str:
        """What stands for the period in a notice's key."""
        return f"{self.until.year}-{self.entry.code}"[:60]

    @property
    def topic(self) -> str:
        """The kind of entry that is about it, "" where the book has none of its own for it."""
        return FEAST if self.is_day else next((kind for kind in KINDS if kind == self.entry.code.replace("-", "_")), "")

    def is_near(self, day: date) -> bool:
        """Whether what was done that day may have been for it: a week before it, or later."""
        return self.since - AROUND <= day <= self.asked_on + USEFUL

    def is_told_by(self, day: date, kind: str, title: str, language: str = "vi") -> bool:
        """Whether an entry of the book tells of it: of a single day, one of that day or of the days beside it, or a
        celebration of that week; of a span, one with its topic, or any where the span has no topic that is known."""
        if not self.is_near(day):
            return False
        if self.is_day:
            return abs(day - self.until) <= CLOSE_BY or kind == FEAST
        said = f" {plain(title)} "
        topics = words(language, f"occasion_{self.topic}") if self.topic else ()
        return kind == self.topic or not self.topic or any(f" {topic} " in said for topic in topics)


def is_same(one: CalendarEntry, other: CalendarEntry) -> bool:
    """Several programmes may have one occasion, each with a source and words of its own."""
    return (one.code, one.since, one.until) == (other.code, other.since, other.until)


def occasions(programmes: Iterable[Programme], today: date) -> list[Occasion]:
    """The occasions that the book asks about today or asked about in the last days, each once."""
    entries: dict[object, CalendarEntry] = {}
    for programme in programmes:
        for entry in programme.calendar:
            if entry.every == "year":
                entries.setdefault((entry.code, entry.since, entry.until), entry)
    found = (_in_year(entry, year) for entry in entries.values() for year in (today.year - 1, today.year))
    return [one for one in found if one.asked_on <= today <= one.asked_on + USEFUL]


def _in_year(entry: CalendarEntry, year: int) -> Occasion:
    since, until = _day(year, entry.since), _day(year, entry.until)
    return Occasion(entry, since if since <= until else _day(year - 1, entry.since), until)


def _day(year: int, month_day: str) -> date:
    month, day = map(int, month_day.split("-"))
    return date(year, month, min(day, 28) if month == 2 else day)
