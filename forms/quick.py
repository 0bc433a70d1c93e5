"""Finding which line of a form a message is about: “sửa 7”, “hội viên 118”."""

import re
from collections.abc import Sequence

from forms.model import Form, Indicator
from forms.plain import compose, plain
from forms.walk import Heard

MEND = re.compile(r"^(?:sua|sua lai|muc|cau|so)\s*(?:muc|cau|so|dong)?\s*(\d{1,2})$")


def line_to_mend(said: str, path: Sequence[str], form: Form) -> str:
    """The step that “sửa 7” (plain letters) means, "" if it means none."""
    match = MEND.match(said)
    if match and 1 <= int(match[1]) <= len(path):
        return path[int(match[1]) - 1]
    return ""


def named_answer(text: str, questions: Sequence[Indicator]) -> tuple[str, Heard] | None:
    """The step that a message names, and what it says of it: “hội viên 118” → ("hoi_vien", "118").

    The longest name that opens the message wins, so that “hội viên mới 5” is not about all members.
    """
    whole = compose(text)
    found = [
        (len(name), question.code, whole[len(name) :]) for question in questions for name in _names(question, whole)
    ]
    if not found:
        return None
    _, code, rest = max(found)
    rest = re.sub(r"^(?:\s*(?:là|la|:|=|sửa thành|thành))?\s*", "", rest)
    return (code, Heard(text=rest)) if rest else None


def _names(question: Indicator, whole: str) -> list[str]:
    said = plain(whole) + " "
    names = {plain(name) for name in (*question.short, question.title)}
    return [name for name in names if name and said.startswith((name + " ", name + ":"))]
