"""What people say beside the matter: thanks, a greeting, a nod, a sigh, “thôi”, “gửi đi em”. None of it is an answer.

The words that only soften a sentence (“em”, “nhé”, “ạ”: `words.softeners`) are left out before it is compared, so
“gửi đi em nhé” is “gửi đi”. It counts only as the whole message: “cảm ơn các chị đã ủng hộ” is a text.
"""

import re
import unicodedata

from forms.plain import plain
from forms.speech import words

KINDS = ("thanks", "greeting", "sigh", "status", "leave", "finish")
NOD = "nod"
PUNCTUATION = re.compile(r"[,.;!]")
MOST_WORDS = 7
LONGEST = 12


def of(text: str, language: str = "vi") -> str:
    """Which of `KINDS`, `NOD` where nothing but softeners is left, "" where it is something else."""
    whole = plain(text)
    if not whole or len(whole.split()) > MOST_WORDS:
        return ""
    found = (kind for kind in KINDS if says(text, kind, language))
    return next(found, _thanked(whole, language) if _core(whole, language) else NOD)


def _thanked(whole: str, language: str) -> str:
    """“đúng rồi em, cảm ơn em nhiều”: a nod with thanks is thanks."""
    core = _core(PUNCTUATION.sub(" ", whole), language)
    said = next(
        (one for one in sorted(words(language, "thanks"), key=len, reverse=True) if f" {one} " in f" {core} "), ""
    )
    rest = " ".join(core.replace(said, " ", 1).split()) if said else "–"
    return "thanks" if not rest or rest in words(language, "keep") else ""


def says(text: str, name: str, language: str = "vi") -> bool:
    """Whether a whole message is one of the words `name`, softened or not: “đúng rồi em ạ” is “đúng”."""
    whole, meant = plain(text), words(language, name)
    core = _core(whole, language)
    return whole in meant or core in meant or (not core and any(word in meant for word in whole.split()))


def takes_back(text: str, language: str = "vi") -> bool:
    """Whether, asked for a reason, she would rather leave it: “thôi”, “khỏi cần”, “không mở nữa đâu em”, “khoan đã em”,
    “để chị hỏi lại đã”; “nhầm số thôn 5” is a reason."""
    core = _core(plain(text), language)
    first, _, rest = core.partition(" ")
    if not core or len(core.split()) > MOST_WORDS:
        return False
    gives_up = first in words(language, "not_any") and bool(words(language, "any_more") & set(rest.split()))
    listed = any(core in words(language, name) for name in ("takes_back", "leave"))
    return gives_up or listed or first in words(language, "leave_first") or _waits(text, language)


def _waits(text: str, language: str) -> bool:
    """“khoan đã”, “để chị xem đã”, “xem tiến độ trước đã”: something else comes first; “để thôn 3 gửi thêm” is a
    reason."""
    said = plain(text).split()
    while said and said[0] in words(language, "softeners"):
        said.pop(0)
    while said and said[-1] in words(language, "softeners") - words(language, "first_of_all"):
        said.pop()
    whole = " ".join(said)
    lets = any(whole.startswith(f"{one} ") for one in words(language, "let_me"))
    is_first = lets and said[-1] in words(language, "first_of_all")
    before = any(whole.endswith(f" {one}") for one in words(language, "before_that"))
    return is_first or before or any(f"{whole} ".startswith(f"{one} ") for one in words(language, "hold_on"))


def is_nod(text: str, language: str = "vi") -> bool:
    """Whether it is nothing but “dạ”, “ok em”."""
    return of(text, language) == NOD


def is_noted(text: str, language: str = "vi") -> bool:
    """Whether it is a mere “biết rồi em”, “để đó chị làm”, a nod or a thumb."""
    whole = plain(text)
    is_sign = bool(whole) and all(unicodedata.category(letter)[0] in "SMC" for letter in whole.replace(" ", ""))
    core = _core(PUNCTUATION.sub(" ", whole), language)
    return is_sign or whole in words(language, "noted") or core in words(language, "noted") or is_nod(text, language)


def says_sent(text: str, language: str = "vi") -> bool:
    """Whether she says that her report is in: “chị nộp rồi”, “đã gửi bản giấy cho chị Lan”; “gửi tiền rồi” does not."""
    spoken = PUNCTUATION.sub(" ", plain(text)).split()
    at = next((at for at, word in enumerate(spoken) if word in words(language, "sent_acts")), None)
    if at is None or len(spoken) > LONGEST or words(language, "sent_not") & set(spoken[:at]):
        return False
    is_done = words(language, "sent_before") & set(spoken[:at]) or words(language, "sent_after") & set(spoken[at + 1 :])
    beside = words(language, "sent_beside") | words(language, "softeners")
    callers = words(language, "sent_to")
    known = (word in beside or (n > 0 and spoken[n - 1] in callers) for n, word in enumerate(spoken) if n != at)
    return bool(is_done) and all(known)


def on_paper(text: str, language: str = "vi") -> bool:
    """Whether she speaks of a paper that she has handed in."""
    return any(f" {word} " in f" {plain(text)} " for word in words(language, "on_paper"))


def puzzled(text: str, language: str = "vi") -> bool:
    """Whether she asks what the question means: “bao nhiêu lượt là sao”, “chị không hiểu câu này”."""
    said = f" {plain(text)} "
    return not any(map(str.isdigit, said)) and any(f" {word} " in said for word in words(language, "puzzled"))


def _core(whole: str, language: str) -> str:
    return " ".join(word for word in whole.split() if word not in words(language, "softeners"))
