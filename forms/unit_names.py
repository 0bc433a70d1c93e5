"""Finding a unit by the name that somebody types (DOMAIN 8.5). Names are not identifiers: several may fit.

“Thôn 5”, “thon 05”, “chi hội thôn 5” and “5” may all be meant for “Chi hội Thôn 5”; `Hoà` and `Hòa` are one name,
composed or decomposed; without marks “dong tien” fits both Đồng Tiến and Đông Tiến.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from datetime import date
from functools import lru_cache

from forms.plain import compose, plain
from forms.rows import Unit

TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
BODIES = ("ban chấp hành", "chi hội phụ nữ", "chi hội", "hội liên hiệp phụ nữ", "hội lhpn", "hội phụ nữ", "hội")
PLACES = (
    *("tổ dân phố", "khu dân cư", "khu phố", "khu vực", "tdp", "kdc", "thôn", "xóm", "bản", "ấp", "làng", "buôn"),
    *("tiểu khu", "khóm", "đội", "tổ", "thị trấn", "đặc khu", "xã", "phường", "quận", "huyện", "thị xã", "tỉnh"),
    *("thành phố", "tp"),
)
HEADS = tuple(map(plain, ("chi hội phụ nữ", "chi hội thôn", "chi hội", *PLACES)))
OLD = re.compile(r"\s*\(?\bcũ\b\)?$")
ABOVE = re.compile(
    r"\s*[,;(–-]\s*|\s+(?=(?:xã|phường|thị trấn|đặc khu|huyện|tỉnh|xa|phuong|thi tran|huyen|tinh)\s)", re.IGNORECASE
)
ZEROS = re.compile(r"\b0+(?=\d)")
Key = Callable[[str], str]


@lru_cache(maxsize=65536)
def spoken(name: str) -> str:
    """A name as it sounds: lower case, composed, each syllable's tone behind it, no leading zeros, no “(cũ)”."""
    text = OLD.sub("", ZEROS.sub("", compose(name).casefold()))
    return " ".join(_toned(word) for word in re.sub(r"[^\w\s]", " ", text).split())


def _toned(word: str) -> str:
    apart = unicodedata.normalize("NFD", word)
    return unicodedata.normalize("NFC", TONES.sub("", apart)) + "".join(TONES.findall(apart))


@lru_cache(maxsize=65536)
def _without(heads: tuple[str, ...], name: str) -> str:
    """A spoken name without the first of those words that it begins with, unless nothing would be left."""
    for head in heads:
        rest = name.removeprefix(spoken(head) + " ")
        if rest != name:
            return rest
    return name


def _place(name: str) -> str:
    return _without(BODIES, spoken(name))


def _proper(name: str) -> str:
    return _without(PLACES, _place(name))


def _bare(key: Key) -> Key:
    return lambda name: plain(key(name))


WITH_MARKS: tuple[Key, ...] = (spoken, _place, _proper)
WITHOUT_MARKS: tuple[Key, ...] = tuple(map(_bare, WITH_MARKS))


def fitting(text: str, units: Iterable[Unit], day: date, *, whole: bool = False) -> list[Unit]:
    """The units that a typed name may mean: those that fit it most closely, present ones before closed ones.

    A name with its marks fits as it is written if any does; one without fits whatever it may stand for. With `whole`
    a part of a unit's name does not do.
    """
    known, said = list(units), compose(text).casefold()
    if not plain(said):
        return []
    exact = [unit for unit in known if unit.code.casefold() == said]
    wants_old = OLD.search(said) is not None
    keys = (*WITH_MARKS, *WITHOUT_MARKS) if _has_marks(_proper(said)) else WITHOUT_MARKS
    for key in keys:
        found = exact or [unit for unit in known if key(unit.name) == key(said)]
        if found:
            return _of_that_day(found, day, wants_old=wants_old)
    if whole:
        return []
    within = f" {plain(spoken(said))} "
    found = [unit for unit in known if within in f" {plain(spoken(unit.name))} "]
    return _of_that_day(found, day, wants_old=wants_old)


def is_place(text: str, *, numbered: bool = False) -> bool:
    """Whether it begins as names of units do, “thôn Đông”; `numbered`: and goes on with a number, “thôn 7”."""
    said = plain(compose(text))
    head = next((head for head in HEADS if said.startswith(f"{head} ")), "")
    return bool(head) and (not numbered or said.removeprefix(head).lstrip()[:1].isdigit())


def numbered_place(text: str) -> str:
    """“thôn 7” of “thôn 7 hv 86”; else all of it."""
    if not is_place(text, numbered=True):
        return text
    found = re.match(r"\D*\d+(?!\w)", text)
    return found[0] if found else text


def above_said(text: str) -> list[tuple[str, str]]:
    """The ways to read a name as a unit and the one above it: “thôn 1, xã Hai”, “thôn 1 xã Hai”, “thôn 1 (Xã Hai)”."""
    said = compose(text)
    return [(said[: cut.start()], said[cut.end() :].strip(" )")) for cut in ABOVE.finditer(said) if cut.start()]


def _has_marks(text: str) -> bool:
    return plain(text) != text.casefold()


def _of_that_day(units: list[Unit], day: date, *, wants_old: bool) -> list[Unit]:
    closed = [unit for unit in units if unit.until is not None and unit.until < day]
    present = [unit for unit in units if unit not in closed]
    return (closed or present) if wants_old else (present or closed)
