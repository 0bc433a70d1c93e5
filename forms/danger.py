"""Words of violence, wherever they are said: `words.incident`, `words.danger` of what goes on at this moment, and
`words.private` of what is nobody else's business, though no violence."""

import re

from forms.listen import understand
from forms.model import FIGURES, Indicator
from forms.plain import plain
from forms.privacy import speaks_of
from forms.speech import words
from forms.walk import Facts

FEW_WORDS = 4
# “xóm 3”, “12 tuổi”, “từ 8h”: numbers that count nothing
NO_COUNT = re.compile(r"\b(?:xom|thon|khu|to|ap|ban|doi|nha|ngo)\s*(?:so\s*)?\d+|\b\d+\s*(?:tuoi|h|gio)\b")


def is_told(text: str, language: str = "vi") -> bool:
    """Whether a text tells of violence or of somebody in need."""
    return is_violent(text, language) or speaks_of(text, "private", language)


def is_violent(text: str, language: str = "vi") -> bool:
    """Whether somebody is harmed in it: that waits for no morning, whatever it is called."""
    return is_now(text, language) or speaks_of(text, "incident", language)


def is_now(text: str, language: str = "vi") -> bool:
    """Whether it goes on at this moment: no count is meant by that, whatever numbers stand in it."""
    return speaks_of(text, "danger", language)


def may_answer(question: Indicator | None, text: str, facts: Facts) -> bool:
    """Whether words of violence are an answer all the same: where a text is asked, and “3 vụ bạo lực”, “không có vụ
    bạo lực nào” where a figure is. `question` is None on the card of the whole report."""
    if question is not None and question.kind == "text":
        return True
    if is_now(text, facts.language):
        return False
    counted = NO_COUNT.sub(" ", plain(text))
    is_asked = question is not None and is_told(question.title, facts.language)
    is_none = bool(words(facts.language, "not_any") & set(counted.split()[:1]))
    if is_asked or is_none or any(map(str.isdigit, counted)):
        return True
    is_short = len(counted.split()) <= FEW_WORDS
    reads = question is not None and (question.kind in FIGURES - {"yes_no"} or is_short)
    return question is not None and reads and understand(question, counted, facts).reading.status == "value"
