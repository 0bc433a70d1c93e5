"""Which figures a reason for sending a report back speaks of: by their numbers on the card (“1, 3 chưa khớp”, “mục 5
thiếu”), or by their names, the longest name that fits being the one meant."""

import re
from collections.abc import Iterable, Mapping

from forms.answers.families import family
from forms.model import Form, Indicator
from forms.plain import compose, plain
from forms.rows import Answer
from forms.speech import words

WORD = re.compile(r"\w+")
BY_NUMBER = re.compile(
    r"^(?P<word>(?:muc|cau|dong)\s+)?"
    r"(?P<numbers>\d{1,2}(?:\s*(?:,|va|voi)\s*(?:muc\s+|cau\s+|dong\s+)?\d{1,2})*)\s*(?P<end>[:,]?)(?!\S)(?P<rest>.*)"
)
MENTION = re.compile(r"\b(?:muc|cau|dong) (\d{1,2})\b(?!/)")
MONEY = frozenset({"trieu", "tr", "ty", "ti", "nghin", "ngan", "k", "%"})


def named_in(form: Form, answers: Mapping[str, Answer], text: str, numbers: Mapping[str, str]) -> list[str]:
    """The answered figures that a reason speaks of. `numbers`: the number of each step on the card."""
    asked = [one for one in form.questions if one.code in answers]
    steps = {number: code for code, number in numbers.items()}
    named = _numbered(text, steps) or _named(asked, text) | _mentioned(text, steps)
    return [one.code for one in asked if one.code in named]


def unknown_in(answers: Mapping[str, Answer], text: str, numbers: Mapping[str, str]) -> list[str]:
    """The numbers by which a reason names figures that the card does not show."""
    shown = {number for code, number in numbers.items() if code in answers}
    return [one for one in dict.fromkeys((*_leading(text), *MENTION.findall(plain(text)))) if one not in shown]


def reason_in(text: str) -> str:
    """The reason alone, without the numbers that lead it: “6 và 9: chưa khớp sổ” is “chưa khớp sổ”."""
    numbers, colon, rest = text.partition(":")
    match = BY_NUMBER.fullmatch(plain(numbers)) if colon else None
    return rest.strip() if match and not match["rest"] and rest.strip() else text


def _numbered(text: str, steps: Mapping[str, str]) -> set[str]:
    said = _leading(text)
    return {steps[one] for one in said} if all(one in steps for one in said) else set()


def _leading(text: str) -> list[str]:
    """The numbers of the card that a reason begins with: “mục 5”, “6:”, “1, 3 sai”; “2, 3 người”, “1,5 triệu” count."""
    match = BY_NUMBER.match(plain(text))
    if match is None:
        return []
    said = re.findall(r"\d{1,2}", match["numbers"])
    is_list = len(said) > 1 and len({*said}) == len(said) and not _counts(text, match["rest"])
    return said if match["word"] or match["end"] == ":" or is_list else []


def _counts(text: str, rest: str) -> bool:
    """Whether what stands behind numbers is what they count; a “chị”, “em” there is spoken to."""
    behind = rest.split()
    if not behind or behind[0] in words("vi", "softeners"):
        return False
    first = compose(text).lower().split()[-len(behind)]
    return behind[0] in MONEY or family(first) is not None


def _mentioned(text: str, steps: Mapping[str, str]) -> set[str]:
    """Those named by number in the middle of a reason: “hội viên giảm sai, câu 9 xem lại”."""
    return {steps[number] for number in MENTION.findall(plain(text)) if number in steps}


def _named(asked: Iterable[Indicator], text: str) -> set[str]:
    """By name, typed with its marks or without any: “quá” is not “quà”."""
    said = f" {' '.join(WORD.findall(compose(text).lower()))} "
    names = [
        (" ".join(WORD.findall(spelled)), one.code)
        for one in asked
        for name in (one.title, *one.short)
        for spelled in (compose(name).lower(), plain(name))
    ]
    found: set[str] = set()
    for name, code in sorted(names, key=lambda pair: -len(pair[0])):
        if name and f" {name} " in said:
            found.add(code)
            said = said.replace(f" {name} ", "  ")
    return found
