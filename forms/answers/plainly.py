"""Questions that are not for a figure: yes or no, one of a list, a text, a photo."""

import re
from collections.abc import Iterable
from itertools import pairwise
from typing import Final

from forms.answers.figures import corrected
from forms.answers.normalise import clean
from forms.answers.scan import Item, scan
from forms.answers.sift import sift
from forms.answers.values import MISSING, Choice, Context, Reading, ask, refused, value
from forms.answers.words import spaced
from forms.plain import plain

YES: Final = spaced("có co rồi roi đã vâng vang ừ uh ừm um u đúng ok oke oki okie đc dc đr được duoc yes")
NO: Final = frozenset({"no", "none", "unsaid", "not", "none_yet"})
YES_OR_NO: Final = (Choice("Có", True), Choice("Không", False))
NUMBERED: Final = re.compile(r"\[?(\d{1,2})\]?[.)]?")
LETTERS: Final = re.compile(r"\w+")
SAID_BESIDE: Final = spaced("a da chon em chi nhe muc loai la duoc xep dat tu nhan")
DENIALS: Final = frozenset(
    {"no", "not", "unsaid", "none", "none_yet", "doubt", "about", "about_near", "compare", "hardly"}
)
NOTHING: Final = frozenset({"none", "no", "unsaid"})
ENDINGS: Final = spaced("ạ a nhé nhe nha em cả ca hết het")
HAS_NOT: Final = ("chưa có", "chua co", "ch có", "chưa tổ chức")  # “chưa xếp loại” is not known yet
NOT_DONE: Final = ("chưa", "chua")
OPENS: Final = frozenset({"postponed", "kept"})
SENDS: Final = spaced("gửi gui nhắn nhan báo bao viết viet điền dien làm trả nộp")
PROMISE: Final = 4  # items; a promise this short may name one thing: “đang gặt lúa”
SHORT: Final = 8  # words; a longer text is a text, whatever it mentions


def read_yes_no(text: str, context: Context) -> Reading:
    """có ạ, rồi, vâng; không, chưa, ko."""
    items = scan(text)
    roles = {item.role for item in items}
    for role in ("postponed", "missing", "not_applicable"):
        if role in roles:
            return refused("postponed") if role == "postponed" else Reading(role)
    if (
        roles & {"about", "about_near", "vague", "hardly", "doubt"}
        or "?" in roles
        or any(item.text in ("hay", "nhưng") for item in items)
    ):
        return ask("not_yes_no", *YES_OR_NO)
    if any(item.role == "none_yet" and item.text not in HAS_NOT for item in items):
        return ask("not_yes_no", *YES_OR_NO)
    yes, no = any(item.text in YES for item in items), bool(roles & NO)
    if yes == no or (items[0].text not in YES and items[0].role not in (*NO, "kept", "thing")):
        return ask("not_yes_no", *YES_OR_NO) if items else refused("empty")
    if any(item.role == "unsaid" and item.text not in NOT_DONE for item in items) and not _denies(items):
        return ask("not_yes_no", *YES_OR_NO)
    return corrected(sift(text), value(yes), context)


def _denies(items: list[Item]) -> bool:
    """“k nuôi”: right before what is done, a lone “k” is “không”."""
    return len(items) > 1 and items[0].text in ("k", "kh", "hk") and items[1].role == "thing"


def read_choice(text: str, context: Context) -> Reading:
    """The option's own words, enough of them to tell it apart, or its number."""
    options = context.options
    numbered = NUMBERED.fullmatch(clean(text))
    if numbered and 1 <= int(numbered[1]) <= len(options) and plain(clean(text)) not in map(plain, options):
        return value(options[int(numbered[1]) - 1])
    said = _core(text)
    matches = _same(text, options) or [one for one in options if _core(one) == said] or _alike(said, options)
    if len(matches) == 1 and not _is_denied(said, matches[0]):
        return value(matches[0])
    return _no_option(text, tuple(matches) or options)


def _same(text: str, options: Iterable[str]) -> list[str]:
    said = clean(text).casefold()
    return [one for one in options if clean(one).casefold() == said]


def _core(text: str) -> str:
    """The words without marks, signs and politeness: “Dạ mức "Hoàn thành" ạ” → “hoan thanh”."""
    return " ".join(word for word in LETTERS.findall(plain(clean(text))) if word not in SAID_BESIDE)


def _alike(said: str, options: Iterable[str]) -> list[str]:
    """Options that hold all her words, or that her words hold; of “tốt” and “hoàn thành tốt” the longer."""
    padded = f" {said} "
    cores = {one: f" {_core(one)} " for one in options}
    found = [one for one in options if said and (padded in cores[one] or cores[one] in padded)]
    longest = [one for one in found if not any(cores[one] != cores[it] and cores[one] in cores[it] for it in found)]
    return longest or [one for one in options if said and said == _initials(one)]


def _initials(option: str) -> str:
    """tb for Trung bình; of one word there are none."""
    words = plain(option).split()
    return "".join(word[0] for word in words) if len(words) > 1 else ""


def _is_denied(said: str, option: str) -> bool:
    """Beside the option's words there is a no or a doubt: “chưa hoàn thành”, “năm ngoái tốt”."""
    rest = f" {said} ".replace(f" {_core(option)} ", " ")
    return any(item.role in DENIALS for item in scan(rest)) if rest.strip() != said else False


def _no_option(text: str, options: tuple[str, ...]) -> Reading:
    roles = {item.role for item in scan(text)}
    if "postponed" in roles:
        return refused("postponed")
    if roles & {"missing", "not_applicable"}:
        return Reading("missing" if "missing" in roles else "not_applicable")
    return ask("not_a_choice", *(Choice(one, one) for one in options))


def read_text(text: str, context: Context) -> Reading:
    """Her own words; only a short answer that says nothing else (or 0) is none, not known or later."""
    kept = "\n".join(clean(line) for line in text[:4000].splitlines()).strip()
    items = scan(kept) if len(kept) < 100 else []
    if not any(letter.isalnum() for letter in kept):
        return refused("empty")
    if kept == "0":
        return value("")
    if not items:
        return value(kept)
    return (_short(items) if len(kept.split()) <= SHORT else _later(items)) or value(kept)


def _short(items: list[Item]) -> Reading | None:
    """What a short text says, if all of it says one thing: “không có gì ạ”, “bỏ qua”, “mai chị gửi”."""
    roles = {item.role for item in items} - {"kept"} - {",", ".", "!", "…", ":", ")", "("}
    if _is_none_of_any(items):
        return value("")
    if roles & {"word", "risk", "thing", "figure"} or not roles:
        return _later(items)
    if roles <= {"none", "no", "unsaid", "doubt"} and not _is_story(items):
        return (
            ask("none_or_unknown", Choice("Không có", ""), MISSING) if items[0].text in ("chưa", "chua") else value("")
        )
    for role, status in (("missing", "missing"), ("none_yet", "missing"), ("not_applicable", "not_applicable")):
        if roles == {role} and not _is_story(items):
            return Reading(status)  # type: ignore[arg-type]
    return _later(items)


def _is_none_of_any(items: list[Item]) -> bool:
    """“không có kiến nghị gì”, “không có khó khăn nào ạ”: nothing at all, whatever is named."""
    said = [item for item in items if item.role not in (",", ".", "!") and item.text not in ENDINGS]
    return (
        bool(said)
        and said[0].role in ("none", "none_yet")
        and (said[0].role == "none" or len(said) > 2)
        and said[-1].text in ("gì", "gi", "nào", "nao")
        and all(item.role in ("kept", "thing", "word") for item in said[1:])
    )


def _is_story(items: list[Item]) -> bool:
    """Nouns beside the phrase make it a text: “không có hội trường họp”."""
    return sum(item.role == "kept" for item in items) > 3


def _later(items: list[Item]) -> Reading | None:
    """A promise, not an answer: it opens with one, and hardly names anything (“mai chi hội dọn đường” does); or says
    that she will send it: “tối chị gửi nhé, giờ đang lên lớp”."""
    opens = items[0].role in OPENS and any(item.role == "postponed" for item in items[:3])
    told = sum(item.role in ("word", "risk", "thing", "figure") for item in items)
    promised = any(item.role == "postponed" and other.text in SENDS for item, other in pairwise(items[:4]))
    return refused("postponed") if opens and (promised or told <= (len(items) <= PROMISE)) else None


def read_photo(text: str, context: Context) -> Reading:
    """Words where a photo is asked: none to send, later, or not a photo."""
    roles = {item.role for item in scan(text)}
    if "postponed" in roles:
        return refused("postponed")
    if "not_applicable" in roles:
        return Reading("not_applicable")
    if roles & {"missing", "none", "none_yet", "no", "unsaid"}:
        return Reading("missing")
    return refused("not_a_photo")
