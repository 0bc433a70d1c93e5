"""What must not be kept of a text: a phone number, and the name of somebody in an incident (DESIGN §4).

The text stays, what names somebody is taken out of it, and the bot says so.
"""

import re
from collections.abc import Iterable
from typing import Literal

from forms.people_names import GAP, taken_out
from forms.plain import compose, plain
from forms.speech import as_typed, words

Found = Literal["phone", "name"]
WORD = re.compile(r"\w+")
PHONE = re.compile(r"(?<!\d)(?:\+?84|0)(?:[\s.\-]?\d){9}(?!\d)|(?<!\d)\d{12}(?!\d)")


def cleansed(text: str, language: str = "vi", *, incident: bool = False) -> tuple[str, frozenset[Found]]:
    """The text without phone numbers and, where it tells of an incident, without names; what was taken out.
    `incident`: it tells of one, whatever its words, in confidence."""
    found: set[Found] = set()
    kept, phones = PHONE.subn(GAP, text)
    if phones:
        found.add("phone")
    if incident or _is_incident(text, language):
        unnamed = taken_out(kept, strictly=incident)
        if unnamed != kept:
            found.add("name")
        kept = unnamed
    return kept, frozenset(found)


def _is_incident(text: str, language: str) -> bool:
    return any(speaks_of(text, name, language) for name in ("incident", "danger", "private"))


def speaks_of(text: str, name: str, language: str = "vi") -> bool:
    """Whether one of the words `name` stands anywhere in a text; some count only as they are typed:
    “sờ mó” is no “số mô hình”."""
    return _stands_in(plain(text), words(language, name)) or _stands_in(
        compose(text).casefold(), as_typed(language, name)
    )


def _stands_in(text: str, listed: Iterable[str]) -> bool:
    said = f" {' '.join(WORD.findall(text))} "
    return any(f" {word} " in said for word in listed)
