"""A period by what people call it: “6 tháng”, “quý 3/2025”, “năm ngoái”; a request by words of its question."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from forms.periods import AD_HOC, Period
from forms.plain import plain
from forms.speech import period_words, words

YEAR = re.compile(r"(?:^| )(20\d\d)$")
CODE = re.compile(r"(20\d\d)-([a-z0-9-]+)")
WHOLE_YEAR = "year"
SHORTEST = 4
MONTHS = [f"m{month:02}" for month in range(1, 13)]


@dataclass(frozen=True, slots=True)
class Said:
    """A period as it was said: its key, and its year (None: unsaid) as a year or counted from this one."""

    key: str
    year: int | None = None
    back: int | None = None


def behind(text: str, language: str = "vi") -> tuple[str, Said | None]:
    """(what stands in front, the period that a line ends with): “xã Hai quý 3” → (“xã Hai”, quarter 3)."""
    spoken = text.split()
    for place in range(len(spoken)):
        if said := _read(" ".join(spoken[place:]), language):
            return " ".join(spoken[:place]).rstrip(" ,:;–-"), said
    return text, None


def pick(said: Said, periods: Sequence[Period], today: date) -> Period | None:
    """The period meant, of those in the order of their top dates: of the year that was said, else the latest that has
    begun, else the next to come. “Tháng 6” where nothing runs by the month is the period that tops in June."""
    found = [one for one in periods if one.key == said.key]
    if not found and said.key in MONTHS:
        found = [one for one in periods if one.top.month == MONTHS.index(said.key) + 1 and _is_regular(one)]
    year = said.year if said.back is None else today.year - said.back
    if year is not None:
        return next((one for one in found if one.year == year), None)
    begun = [one for one in found if one.opens <= today]
    return begun[-1] if begun else next(iter(found), None)


def _is_regular(period: Period) -> bool:
    return not period.key.startswith(AD_HOC)


def asked_for(text: str, periods: Iterable[Period]) -> Period | None:
    """A request by words of its question, the latest of several."""
    said = plain(text)
    if len(said) < SHORTEST:
        return None
    found = [one for one in periods if one.key.startswith(AD_HOC) and f" {said} " in f" {_title(one)} "]
    return found[-1] if found else None


def _title(period: Period) -> str:
    return re.sub(r"[^\w/ ]", "", plain(period.title))


def _read(text: str, language: str) -> Said | None:
    said = plain(text).replace("/", " ")
    for word in words(language, "period_prefix"):
        said = said.removeprefix(f"{word} ")
    if match := CODE.fullmatch(said):
        return Said(match[2], int(match[1]))
    head, year, back = _dated(said, language)
    bare = _without_end(head, words(language, "year_word")) if year else head
    known = period_words(language)
    key = known.get(said) or known.get(head) or (WHOLE_YEAR if said and not bare else "")
    return Said(key, year, back) if key else None


def _dated(said: str, language: str) -> tuple[str, int | None, int | None]:
    """What stands in front of the year, the year, or how many years ago it was."""
    if match := YEAR.search(said):
        return said[: match.start()], int(match[1]), None
    for back, name in enumerate(("this_year", "last_year")):
        if (head := _without_end(said, words(language, name))) != said:
            return head, None, back
    return said, None, None


def _without_end(said: str, ends: Iterable[str]) -> str:
    """A line without the longest of those words that it ends with."""
    for end in sorted(ends, key=len, reverse=True):
        if f" {said}".endswith(f" {end}"):
            return said.removesuffix(end).rstrip()
    return said
