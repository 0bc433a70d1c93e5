"""A figure named that is not asked here: “hộ nghèo 12” is no answer to how many members there are.

Known by every name of the catalogue and of the form, and by what is counted (“số hộ 45”). What a branch calls itself
(“chi hội có 92”) names nothing.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from forms.answers import read
from forms.answers.families import asked, family, may_be
from forms.answers.words import LOOSE, STARTS
from forms.catalogue import catalogue
from forms.model import FIGURES, Form, Indicator
from forms.moves import State, ask
from forms.plain import compose, plain
from forms.quick import Found, Index, fold, index, variants
from forms.speech import Line
from forms.steps import question_of, unit_of
from forms.unit_names import HEADS
from forms.walk import Turn

LEAD = r"(?:(?:tong so|so luong|tong|so)\s+)?"
LINK = r"\s*(?:[:=]|->|=>|-(?=\s))?\s*(?:(?:la|co|duoc|gom)\s+)?"
MOST = 3
READ = FIGURES - {"yes_no"}


@dataclass(frozen=True)
class Names:
    """Names as they sound without marks: whose they are (codes; none for what is merely counted), and their units."""

    owners: Mapping[str, frozenset[str]]
    units: Mapping[str, str]
    pattern: re.Pattern[str]
    index: Index


@dataclass(frozen=True, slots=True)
class Named:
    """What a piece names that is not asked here. `in_form`: the form may ask it, only not now; `may_be_own`: the words
    stand in the question, too."""

    in_form: bool
    may_be_own: bool


@dataclass
class Sorted(Found):
    """What a message says, and what of it names a figure that is not asked here."""

    unasked: dict[str, Named] = field(default_factory=dict)


@lru_cache(maxsize=256)
def _names(form: Form) -> Names:
    known = list({one.code: one for one in (*catalogue().values(), *form.questions)}.values())
    owners: dict[str, set[str]] = {plain(one.unit): set() for one in known if one.unit and "," not in one.unit}
    units = {name: name for name in owners}
    figures = [one for one in known if one.kind in READ]
    for one in figures:
        for name in {each for own in (*one.short, one.title) for each in variants(plain(own))}:
            owners.setdefault(name, set()).add(one.code)
            units[name] = plain(unit_of(one))
    names = {name: frozenset(codes) for name, codes in owners.items() if name and name not in HEADS}
    choice = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    pattern = re.compile(rf"^\s*{LEAD}(?:(?:{choice})\s+)?({choice})(?!\w){LINK}(?=\w)")
    return Names(names, units, pattern, index(figures, {}))


def sorted_out(state: State, found: Found) -> Sorted:
    """The same, with what names a figure that is not asked here set apart: no such number is anybody's answer."""
    named = {piece: one for piece in found.rest if (one := named_in(state, piece, state.walk.at))}
    others = {step: one for step in found.said if (one := named_in(state, found.pieces.get(step, ""), step))}
    said = {step: words for step, words in found.said.items() if step not in others}
    rest = [piece for piece in found.rest if piece not in named]
    return Sorted(said, found.bare, rest, unasked=named | {found.pieces[step]: one for step, one in others.items()})


def said_so(state: State, found: Sorted) -> Turn:
    """Nothing of it is written down; the question once more, for a bare number is always its answer."""
    key = "here" if any(one.in_form for one in found.unasked.values()) else "form"
    alone = [Line("form.unasked.alone")] if state.walk.at else []
    if state.walk.only and key == "here":
        alone = [Line("form.unasked.mend", {"piece": next(iter(found.unasked))})]
    pieces = quoted([*found.unasked, *found.rest, *found.bare])
    return ask(state, Line(f"form.unasked.{key}", {"pieces": pieces}), *alone)


def quoted(pieces: Iterable[str]) -> str:
    """“hộ nghèo 12”, “cán bộ 4”"""
    return ", ".join(f"“{one}”" for one in list(pieces)[:MOST])


def named_in(state: State, piece: str, step: str) -> Named | None:
    """What a piece that was taken for the answer at `step` ("": for none) names instead."""
    question = question_of(state.form, step) if step else None
    if question is not None and question.kind not in READ:
        return None
    names, text = _names(state.form), compose(piece)
    match = names.pattern.match(fold(text))
    if match is None or not names.index.means(text[: match.end(1)]) or not _is_number(text[match.end() :]):
        return None
    name = match[1]
    codes = names.owners[name]
    if (not codes and not _counts_otherwise(name, question)) or _is_asked(state, codes, question):
        return None
    if question is not None and _says_unit(text[match.end() :], question, names.units[name]):
        return None
    in_form = not codes or any(one.code in codes for one in state.form.questions)
    return Named(in_form, question is not None and _is_own_word(name, question))


def _is_number(behind: str) -> bool:
    """A phone number is none: who reads it must not keep it."""
    first = behind.split()[0].lower()
    is_number = first[:1].isdigit() or first in STARTS - LOOSE
    return is_number and read("count", behind).reason != "phone_number"


def _counts_otherwise(name: str, question: Indicator | None) -> bool:
    return question is not None and bool(unit_of(question)) and not may_be(name, unit_of(question))


def _is_asked(state: State, codes: frozenset[str], question: Indicator | None) -> bool:
    return (question is not None and question.code in codes) or not codes.isdisjoint(state.path)


def _says_unit(behind: str, question: Indicator, other: str) -> bool:
    """“tổ phụ nữ 92 hội viên” says what it counts; “cán bộ 4 người” could be counted so, too."""
    unit, said = unit_of(question), plain(behind).split()[1:]
    meant = asked(unit)
    is_unit = f" {plain(unit)} " in f" {' '.join(said)} " or (bool(said) and family(said[0]) == meant)
    return bool(unit) and is_unit and plain(unit) != other and (meant is None or asked(other) != meant)


def _is_own_word(name: str, question: Indicator) -> bool:
    return f" {name} " in f" {plain(question.title)} {plain(question.ask)} "
