"""What every question for a figure shares: answers without one, doubts, and two numbers where one is asked."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from forms.answers.numbers import Figure
from forms.answers.scan import Item
from forms.answers.sift import Said
from forms.answers.values import (
    MISSING,
    NOT_APPLICABLE,
    ZERO,
    Choice,
    Context,
    Reading,
    ask,
    number,
    refused,
    value,
    written,
)

STOCK: Final = ("stock", "")
UNKNOWN_WORDS: Final = 8  # more than these around a number, and she is asked
OTHER_TALK: Final = frozenset(
    {"doubt", "hardly", "postponed", "vague", "previous", "none", "no", "unsaid", "gone", "not_applicable", "half"}
)
NOT_OF_THINGS: Final = frozenset(
    ["giờ", "gio", "h", "tuổi", "tuoi", "phút", "phut", "van", "tá", "le"]
)  # right behind a number


def choice(amount: float, unit: str = "", estimated: bool = False) -> Choice:
    """A figure to choose: “1.200”, “20 (ước tính)”."""
    label = f"{written(number(amount))} {unit}".rstrip()
    return Choice(f"{label} (ước tính)" if estimated else label, number(amount), estimated)


def without_figure(said: Said, context: Context, nothing: object = 0) -> Reading:
    """No number in it: none, not known, not applicable, later, as before, or no answer."""
    for role, answer in WITHOUT:
        if role in said.roles:
            found = NONE_OR_UNKNOWN if role in BARE and _says_more(said, BARE[role]) else answer(context)
            return replace(found, value=nothing) if found.status == "value" else found
    if not any(item.text.isalnum() or " " in item.text for item in said.items):
        return refused("empty")
    return refused("not_a_number")


def _says_more(said: Said, roles: frozenset[str]) -> bool:
    return any(item.role in roles for item in said.items)


def _as_before(context: Context) -> Reading:
    if context.measure not in STOCK or context.previous is None:
        return ask("previous_unknown")
    return ask("previous", choice(context.previous))


NONE_OR_UNKNOWN: Final = ask("none_or_unknown", ZERO, MISSING)
# “không có thời gian” and “không thu” are not plainly zero: with such words beside it, none is asked back.
BARE: Final = {"none": frozenset({"word", "data"}), "no": frozenset({"word", "data", "thing"})}


def _sure(reading: Reading) -> Callable[[Context], Reading]:
    return lambda context: reading


# The first that is said holds: “chưa có, mai chị gửi” is a promise, “không biết có không” is not known.
WITHOUT: Final[list[tuple[str, Callable[[Context], Reading]]]] = [
    ("postponed", _sure(refused("postponed"))),
    ("previous", _as_before),
    ("not_applicable", _sure(Reading("not_applicable"))),
    ("missing", _sure(Reading("missing"))),
    ("gone", _sure(ask("gone", NOT_APPLICABLE, ZERO))),
    ("none_yet", _sure(NONE_OR_UNKNOWN)),
    ("vague", _sure(ask("approximate"))),
    ("about", _sure(ask("approximate"))),
    ("half", _sure(ask("not_a_number"))),
    ("all", _sure(ask("not_a_number"))),
    ("none", _sure(value(0))),
    ("wrong", _sure(ask("correction"))),
    ("hardly", _sure(NONE_OR_UNKNOWN)),
    ("up", _sure(ask("change"))),
    ("down", _sure(ask("change"))),
    ("no", _sure(value(0))),
    ("unsaid", _sure(NONE_OR_UNKNOWN)),
]


def doubt(said: Said, rank: int, unit: str = "") -> Reading | None:
    """Why this figure cannot be taken as it stands, if so."""
    found = said.figures[rank][1]
    if found.reason and (found.reason != "approximate" or len(said.items) > 1 or found.spoken):
        return ask(found.reason, *(choice(one, unit, found.reason == "approximate") for one in found.values))
    if "about" in said.roles or said.before(rank) == "about_next":
        return ask("approximate", *(choice(one, unit, True) for one in found.values))
    if said.roles & {"missing", "none_yet"}:
        return ask("none_or_unknown", *(choice(one, unit) for one in found.values), MISSING)
    if found.values != (0,) and said.roles & OTHER_TALK:
        return ask("confirm", *(choice(one, unit) for one in found.values))
    if _is_unsure(said, rank, found):
        return ask("confirm", *(choice(one, unit) for one in found.values))
    return None


def _is_unsure(said: Said, rank: int, found: Figure) -> bool:
    """A minus, a word not known right beside it, a lone spoken word among words, or a long story around it."""
    strange = sum(item.role == "word" for item in said.items)
    at = said.figures[rank][0]
    neighbours = said.items[max(0, at - 1) : at] + said.items[at + 1 : at + 2]
    beside = any(item.role == "word" or _is_set_aside_word(item) for item in neighbours)
    apart = said.before(rank) == "-" or said.after(rank) in NOT_OF_THINGS or _is_per_unit(said, rank)
    return apart or beside or found.loose or (found.spoken and strange > 0) or strange > UNKNOWN_WORDS


def _is_set_aside_word(item: Item) -> bool:
    """“tam 20”, “20 năm”: a word that may be a number, right beside one."""
    return item.figure is not None and item.figure.spoken and item.figure.typed != ""


def _is_per_unit(said: Said, rank: int) -> bool:
    """2 triệu/hộ, 41 chị/buổi, 20/"""
    if "/" not in said.roles:
        return False
    behind = said.items[said.figures[rank][0] :]
    followers = zip(behind, [*behind[1:], Item("", "")], strict=True)
    return any(item.role == "/" and not (follower.figure or follower.role == "now") for item, follower in followers)


def too_large(said: Said) -> bool:
    """A string of digits that is no figure."""
    return any(item.figure is not None and item.figure.reason == "too_large" for item in said.items)


def corrected(said: Said, found: Reading) -> Reading:
    """Mark an answer that puts the last one right."""
    is_correction = "wrong" in said.roles or any(role == "not" for role, _ in said.aside)
    return replace(found, correction=True) if is_correction else found
