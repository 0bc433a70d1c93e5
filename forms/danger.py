"""Words of violence, wherever they are said: `words.incident`, `words.danger` of what goes on at this moment, and
`words.private` of what is nobody else's business, though no violence."""

import re

from forms.listen import understand
from forms.model import FIGURES, Indicator
from forms.plain import compose, plain
from forms.privacy import WORD, speaks_of
from forms.speech import as_typed, words
from forms.walk import Facts

FEW_WORDS = 4
THEME_WITHIN = 8  # words
# “xóm 3”, “12 tuổi”, “từ 8h”: numbers that count nothing
NO_COUNT = re.compile(r"\b(?:xom|thon|khu|to|ap|ban|doi|nha|ngo)\s*(?:so\s*)?\d+|\b\d+\s*(?:tuoi|h|gio)\b")


def is_told(text: str, language: str = "vi") -> bool:
    """Whether a text tells of violence or of somebody in need."""
    return is_violent(text, language) or speaks_of(_without_themes(text, language), "private", language)


def is_violent(text: str, language: str = "vi") -> bool:
    """Whether somebody is harmed in it: that waits for no morning, whatever it is called."""
    return is_now(text, language) or speaks_of(_without_themes(text, language), "incident", language)


def _without_themes(text: str, language: str) -> str:
    """A text less what was only talked about: “tuyên truyền phòng, chống bạo lực”, “tặng quà nạn nhân da cam”."""
    if not speaks_of(text, "theme", language):
        return text
    typed = WORD.findall(compose(text).casefold())
    if as_typed(language, "theme_not") & set(typed):
        return text
    said, left, heads = [plain(word) for word in typed], list[str](), words(language, "theme_before")
    while typed:
        size = _starts(said, words(language, "theme"))
        before = " ".join(plain(word) for word in left[-THEME_WITHIN:])
        if not size or not any(f" {head} " in f" {before} " for head in heads):
            size = 0
            left.append(typed[0])
        typed, said = typed[size or 1 :], said[size or 1 :]
    return " ".join(left)


def _starts(said: list[str], listed: frozenset[str]) -> int:
    """How many words of `said` the longest of those phrases takes up at its head."""
    return next((size for size in (3, 2, 1) if " ".join(said[:size]) in listed), 0)


def is_now(text: str, language: str = "vi") -> bool:
    """Whether it goes on at this moment: no count is meant by that, whatever numbers stand in it."""
    return speaks_of(text, "danger", language)


def is_cry(text: str, language: str = "vi") -> bool:
    """Whether a text tells of violence, or calls for the urgent way by its name; a bare figure does not."""
    return any(map(str.isalpha, text)) and (is_told(text, language) or call_in(text, language) is not None)


def call_in(text: str, language: str = "vi") -> str | None:
    """What stands behind “khẩn”, “có việc khẩn em ơi” at the head of a text; None where it does not begin so. “Khẩn
    trương”, “khan hiếm” and “khăn” are none."""
    typed = WORD.findall(compose(text).casefold())
    said = [plain(word) for word in typed]
    softeners = words(language, "softeners")
    before, after = (softeners | words(language, f"call_{place}") for place in ("before", "after"))
    at = next((place for place, word in enumerate(said) if word not in before), 0)
    size = next((size for size in (4, 3, 2, 1) if _calls(typed[at : at + size], language)), 0)
    rest = said[at + size :]
    if not size or (rest and rest[0] in words(language, "call_not")):
        return None
    return " ".join(rest) if any(word not in after for word in rest) else ""


def _calls(typed: list[str], language: str) -> bool:
    spelled = " ".join(typed)
    return plain(spelled) in words(language, "call") or spelled in as_typed(language, "call")


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
