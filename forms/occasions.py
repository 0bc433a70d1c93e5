"""The days and spans of a programme's calendar on which activities are expected: when the activity book asks about one,
and which entry of the book already tells of it. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import dropwhile

from forms.diary import FEAST, KINDS, OTHER, read_entry, read_people
from forms.model import CalendarEntry, Programme
from forms.plain import compose, plain
from forms.speech import words

AFTER = timedelta(days=3)
USEFUL = timedelta(days=5)
AROUND = timedelta(days=7)
CLOSE_BY = timedelta(days=3)
GATHERINGS = (FEAST, "tuyen_truyen")


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


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody says to the question: nothing was held (`line` is None), or what the book may write of it; a line
    that begins without a “có” is `loose`: it counts where nothing else knows what it is. Not `counted`: she does not
    know how many people there were. A `bare` “không” answers whatever was asked last."""

    line: str | None
    loose: bool = False
    counted: bool = True
    bare: bool = False


def answer(one: Occasion, text: str, today: date, language: str = "vi") -> Answer | None:
    """“ko có e ơi”, “có”, “có, 32 người”, “tọa đàm 32 người”; None for what is no answer, or tells of another day."""
    yes = words(language, "occasion_yes")
    soft = words(language, "softeners") | words(language, "occasion_soft") | yes
    spoken = compose(text).split()
    rest = list(dropwhile(lambda word: plain(word) in soft or not plain(word), spoken))
    core, said = " ".join(word for word in map(plain, spoken) if word not in soft), " ".join(rest)
    if _is_no(core, text, language):
        return Answer(None, bare=core in words(language, "occasion_no"))
    has_yes = any(plain(word) in yes for word in spoken[: len(spoken) - len(rest)])
    if not rest or core in words(language, "occasion_held"):
        return Answer("") if has_yes else None
    if has_yes and (head := _uncounted(rest, language)) is not None:
        return Answer(head, counted=False)
    if core.rpartition(" ")[2] in words(language, "ends_yes_no"):
        return None
    return Answer(said, loose=not has_yes) if _tells(one, said, today, language, has_yes=has_yes) else None


def _uncounted(rest: list[str], language: str) -> str | None:
    """What was held, before “nhưng chưa nhớ bao nhiêu người”; None where she says nothing of that kind."""
    said = [plain(word) for word in rest]
    at = next((at for at in range(len(said)) if _opens(said[at:], words(language, "occasion_uncounted"))), None)
    if at is None or any(map(str.isdigit, "".join(said))):
        return None
    while at and said[at - 1] in words(language, "occasion_but"):
        at -= 1
    return " ".join(rest[:at]).strip(" ,.;")


def _opens(said: list[str], phrases: frozenset[str]) -> bool:
    return any(said[: len(phrase.split())] == phrase.split() for phrase in phrases)


def _tells(one: Occasion, said: str, today: date, language: str, *, has_yes: bool) -> bool:
    """Whether a line tells of something done: a day, how many people, or what it was."""
    entry = read_entry(said, today, language)
    if entry.says_day:
        return entry.day is not None and one.is_near(entry.day)
    is_number = not any(map(str.isalpha, said)) and read_people(said) is not None
    named = (
        entry.kind
        if has_yes
        else next((kind for kind in GATHERINGS if _starts(said, f"diary_{kind}", language)), OTHER)
    )
    is_question = words(language, "occasion_asks") & set(plain(said).split())
    is_told = named != OTHER or entry.by_above or _starts(said, "occasion_deeds", language)
    return bool(entry.figures) or is_number or (is_told and not is_question)


def _starts(said: str, name: str, language: str) -> bool:
    return any(f"{plain(said)} ".startswith(f"{word} ") for word in words(language, name))


def _is_no(core: str, text: str, language: str) -> bool:
    if any(map(str.isdigit, text)) or "?" in text:
        return False
    denied = any(f" {phrase} " in f" {core} " for phrase in words(language, "occasion_denied"))
    return denied or core in words(language, "occasion_no")


def is_bare(said: str, language: str = "vi") -> bool:
    """Whether an answer is no more than how many people: “32”, “32 người”, “32 chị em”."""
    soft = words(language, "softeners") | words(language, "occasion_people")
    return all(word in soft or word.strip(",.").isdigit() for word in plain(said).split())
