"""What every question for a figure shares: answers without one, doubts, and two numbers where one is asked."""

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import Final

from forms.answers.account import ADDRESSES, is_accounted, is_estimate
from forms.answers.families import family
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
from forms.answers.words import spaced
from forms.plain import plain

HOURS: Final = frozenset({"giờ", "gio", "h", "g"})
STOCK: Final = ("stock", "")
# What there may be none of; also what tells two figures of one answer apart.
COUNTED: Final = spaced(
    """
    nguoi hv hoi vien ho chi em phu nu chau suat phan qua lop buoi cuoc luot to nhom nha mo hinh vu viec truong hop
    doan the hoc van ban kien nghi cong trinh hoat dong tin bai moi ket nap phat sinh bao luc no qua han can ngheo
    quy gi ai nao tuyen tap dau dia cho
    """
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
            found = NONE_OR_UNKNOWN if SAYS_MORE.get(role, _never)(said, context) else answer(context)
            return replace(found, value=nothing) if found.status == "value" else found
    if not any(item.text.isalnum() or " " in item.text for item in said.items):
        return refused("empty")
    return refused("not_a_number")


def _never(said: Said, context: Context) -> bool:
    return False


def _is_reason(said: Said, context: Context) -> bool:
    """“không có thời gian”, “không có kinh phí” give reasons; “không có vụ nào”, “không có hội viên mới” count."""
    if any(item.role in ("word", "risk", "data") for item in said.items):
        return True
    things = [plain(item.text) for item in said.items if item.role == "thing"]
    return bool(things) and things[0] not in COUNTED and things[0] not in plain(context.unit).split()


def _is_deed(said: Said, context: Context) -> bool:
    """“không thu” is not plainly zero; “không phát hiện vụ nào” is."""
    things = [item for item in said.items if item.role in ("word", "risk", "data", "thing")]
    if all(item.role == "thing" for item in things) and any(item.text.split()[-1] in NOBODY for item in said.items):
        return False
    any_of = {plain(one.text) for one, other in pairwise(said.items) if other.text in ("nào", "nao")}
    is_none = any_of & (COUNTED | set(plain(context.unit).split())) and all(item.role == "thing" for item in things)
    return bool(things) and not is_none


def _as_before(context: Context) -> Reading:
    if context.measure not in STOCK or context.previous is None:
        return ask("previous_unknown")
    return ask("previous", choice(context.previous))


def _is_skill(said: Said, context: Context) -> bool:
    """“hổng biết xài” is no “không biết”: something is not known how to do."""
    for one, other in pairwise(said.items):
        if one.role == "missing" and one.text.endswith(KNOWS):
            return other.role in ("word", "thing") and other.text not in WHAT
    return False


KNOWS: Final = ("biết", "biet")
WHAT: Final = spaced("số so bao có co là được duoc sao rõ chính chinh cụ cu đâu tổng hộ ho")
NOBODY: Final = frozenset({"ai"})  # “không kết nạp được ai”
NONE_OR_UNKNOWN: Final = ask("none_or_unknown", ZERO, MISSING)
SAYS_MORE: Final = {"none": _is_reason, "no": _is_deed, "not": _is_deed, "missing": _is_skill}


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
    ("about_near", _sure(ask("approximate"))),
    ("half", _sure(ask("not_a_number"))),
    ("all", _sure(ask("not_a_number"))),
    ("none", _sure(value(0))),
    ("wrong", _sure(ask("correction"))),
    ("hardly", _sure(NONE_OR_UNKNOWN)),
    ("up", _sure(ask("change"))),
    ("down", _sure(ask("change"))),
    ("no", _sure(value(0))),
    ("not", _sure(value(0))),
    ("unsaid", _sure(NONE_OR_UNKNOWN)),
]


def doubt(said: Said, rank: int, unit: str = "") -> Reading | None:
    """Why this figure cannot be taken as it stands, if so."""
    found = said.figures[rank][1]
    if found.reason and (found.reason != "approximate" or len(said.items) > 1 or found.spoken):
        return ask(found.reason, *(choice(one, unit, found.reason == "approximate") for one in found.values))
    if is_estimate(said, rank):
        return ask("approximate", *(choice(one, unit, True) for one in found.values))
    if said.roles & {"missing", "none_yet"}:
        return ask("none_or_unknown", *(choice(one, unit) for one in found.values), MISSING)
    if _is_unsure(said, rank, found):
        return ask("confirm", *(choice(one, unit) for one in found.values))
    return None


NOTHING_ELSE: Final = frozenset({"none", "no", "gone", "unsaid"})  # “không có, 0” says the same twice


def _is_unsure(said: Said, rank: int, found: Figure) -> bool:
    """Something is not accounted for; a minus, a lone word that may be no number, a figure for each of something."""
    items = said.items if any(found.values) else [item for item in said.items if item.role not in NOTHING_ELSE]
    at = said.figures[rank][0]
    called = at > 0 and found.spoken and bool(found.typed) and _is_name(said.items[at - 1].text, said.after(rank))
    beside = called or any(map(_is_set_aside_word, said.items[max(0, at - 1) : at] + said.items[at + 1 : at + 2]))
    apart = said.before(rank) == "-" or said.after(rank) in NOT_OF_THINGS or _is_per_unit(said, rank)
    return apart or beside or found.loose or not is_accounted(said, items)


def _is_name(address: str, thing: str) -> bool:
    """“bà Sáu”; but “co ba chi” has three."""
    return address in ADDRESSES and not (address == "co" and family(thing))


def remark_agrees(said: Said, amount: float) -> bool:
    """118 (một trăm mười tám); a number alone in brackets is the same one, or something is wrong."""
    alone = said.parts[0].figure if len(said.parts) == 1 else None
    return alone is None or alone.sign == "%" or amount in alone.values


def is_hour(said: Said, at: int) -> bool:
    """“mai 8h gửi”"""
    return at + 1 < len(said.items) and said.items[at + 1].text.split()[0] in HOURS


def _is_set_aside_word(item: Item) -> bool:
    """“tam 20”, “20 năm”: a word that may be a number, right beside one."""
    return item.figure is not None and item.figure.spoken and item.figure.typed != ""


def _is_per_unit(said: Said, rank: int) -> bool:
    """2 triệu/hộ, 41 chị/buổi, 20/"""
    if "/" not in said.roles:
        return False
    behind = said.items[said.figures[rank][0] :]
    followers = zip(behind, [*behind[1:], Item("", "")], strict=True)
    return any(item.role == "/" and not (_counts(follower) or follower.role == "now") for item, follower in followers)


def _counts(item: Item) -> bool:
    return item.figure is not None and not (item.figure.spoken and item.figure.typed)


def too_large(said: Said) -> bool:
    """A string of digits that is no figure."""
    return any(item.figure is not None and item.figure.reason == "too_large" for item in said.items)


def corrected(said: Said, found: Reading, context: Context) -> Reading:
    """Mark an answer that puts the last one right; if it takes back another number than that, ask."""
    negated = [value for role, one in said.aside if role == "not" for value in one.values]
    if "wrong" not in said.roles and not negated:
        return found
    if type(found.value) in (int, float) and negated and context.last not in (None, *negated):
        found = ask("correction", choice(found.value))
    return replace(found, correction=True)
