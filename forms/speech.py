"""What the bot says: every sentence lives in `texts/<language>/*.toml`, and is filled in here.

A sentence is named `table.key`. Placeholders `{chi}` (how she is addressed) and `{em}` (the bot's own word)
follow the tone; `{Chi}` and `{Em}` open a sentence.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

TEXTS = Path(__file__).parent / "texts"
LANGUAGES = ("vi", "en")
TYPED = ("words", "as_typed", "commands", "slash_commands", "periods")  # tables of what people type
COMMAS_AND_DOTS = str.maketrans(",.", ".,")


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence by name, with what fills it."""

    key: str
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Option:
    """Something to choose: what it stands for, and its words."""

    value: str
    label: Line | str


class Manners:
    """Keeps the first dạ or ạ of a message and drops the others."""

    PARTICLE = re.compile(r"^Dạ,? | ạ(?=$|[\s.,;:!?…”)])", re.MULTILINE)
    START = re.compile(r"^(\{(?=chi\}|em\}))?([^\W\d_])")

    def __init__(self) -> None:
        self._said = False

    def once(self, template: str) -> str:
        """The sentence, its particles dropped if one has been said already."""
        if not _has_particle(template):
            return template
        polite = self.PARTICLE.sub(self._first, template)
        return polite if polite[:1] == template[:1] else self.START.sub(_raised, polite)

    def _first(self, match: re.Match[str]) -> str:
        spare, self._said = self._said, True
        return "" if spare else match[0]


@lru_cache(maxsize=4096)
def _has_particle(template: str) -> bool:
    return Manners.PARTICLE.search(template) is not None


def _raised(match: re.Match[str]) -> str:
    return (match[1] or "") + match[2].upper()


@dataclass(frozen=True, slots=True)
class Voice:
    """A language and a tone."""

    tone: str = "chi"
    language: str = "vi"

    def say(self, *lines: Line | str) -> str:
        """One message: a paragraph a line, empty ones left out; one dạ or ạ is enough for it (DESIGN §4)."""
        if len(lines) == 1 and isinstance(lines[0], Line) and not lines[0].values:
            return _alone(self, lines[0].key)
        return self._whole(lines)

    def _whole(self, lines: Iterable[Line | str]) -> str:
        manners = Manners()
        return "\n".join(text for text in (self._one(line, manners) for line in lines) if text)

    def _one(self, line: Line | str, manners: "Manners | None" = None) -> str:
        template = line if isinstance(line, str) else texts(self.language)[line.key]
        template = manners.once(template) if manners else template
        if isinstance(line, str) or "{" not in template:
            return template
        return template.format_map(
            {**self._address(), **{name: self.show(value) for name, value in line.values.items()}}
        )

    def _address(self) -> Mapping[str, str]:
        return addresses(self.language).get(self.tone) or addresses(self.language)["chi"]

    def show(self, value: Any) -> str:
        """A value as people write it: 1.234,5 · 09/06/2026 · 19:30 09/06/2026."""
        if isinstance(value, Line):
            return self._one(value)
        if isinstance(value, bool) or not isinstance(value, int | float | date):
            return str(value)
        if isinstance(value, datetime):
            return value.strftime("%H:%M %d/%m/%Y")
        return value.strftime("%d/%m/%Y") if isinstance(value, date) else number(value)


@cache
def _alone(voice: Voice, key: str) -> str:
    """A sentence that nothing fills, such as a button's words."""
    return voice._whole((Line(key),))


def number(value: float) -> str:
    """A number the Vietnamese way: a dot for thousands, a comma before decimals (at most three)."""
    whole = f"{value:,.3f}".rstrip("0").rstrip(".")
    return whole.translate(COMMAS_AND_DOTS)


@cache
def _tables(language: str) -> dict[str, Any]:
    merged: dict[str, Any] = {}
    for path in sorted((TEXTS / language).glob("*.toml")):
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
        if twice := merged.keys() & tables.keys():
            raise ValueError(f"{path.name}: table {min(twice)} stands in another file already")
        merged |= tables
    return merged


@cache
def texts(language: str) -> Mapping[str, str]:
    """Every sentence by its dotted name; what a language does not say is said in the first one."""
    return {**own_texts(LANGUAGES[0]), **own_texts(language)}


@cache
def own_texts(language: str) -> Mapping[str, str]:
    """The sentences of that language itself."""
    return dict(_flat("", _tables(language)))


def _flat(prefix: str, table: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, str):
            yield prefix + key, value
        elif isinstance(value, dict) and key not in ("tones", *TYPED):
            yield from _flat(f"{prefix}{key}.", value)


@cache
def addresses(language: str) -> Mapping[str, Mapping[str, str]]:
    """For each tone, the words {chi}, {em} and their capitals."""
    tones = _tables(language)["tones"]
    return {
        tone: words | {name.capitalize(): _capital(word) for name, word in words.items()}
        for tone, words in tones.items()
    }


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


@cache
def words(language: str, name: str) -> frozenset[str]:
    """What people type to mean `name` (plain letters, lower case)."""
    return frozenset(_tables(language)["words"][name])


@cache
def as_typed(language: str, name: str) -> frozenset[str]:
    """What more they type to mean `name`, which counts only with those very marks, in lower case."""
    return frozenset(_tables(language)["as_typed"].get(name, ()))


@cache
def commands(language: str) -> dict[str, str]:
    """The command that each spelling (plain letters) stands for."""
    return _spellings(language, "commands")


def _spellings(language: str, table: str) -> dict[str, str]:
    return {spelling: name for name, spellings in _tables(language)[table].items() for spelling in spellings}


@cache
def slash_commands(language: str) -> dict[str, str]:
    """Commands that count only with their slash."""
    return _spellings(language, "slash_commands")


@cache
def period_words(language: str) -> dict[str, str]:
    """The period's key that each name (plain letters) stands for."""
    return _spellings(language, "periods")
