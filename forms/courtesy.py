"""What people say beside the matter: thanks, a greeting, a nod, a sigh, “thôi”, “gửi đi em”. None of it is an answer.

The words that only soften a sentence (“em”, “nhé”, “ạ”: `words.softeners`) are left out before it is compared, so
“gửi đi em nhé” is “gửi đi”. It counts only as the whole message: “cảm ơn các chị đã ủng hộ” is a text.
"""

from forms.plain import plain
from forms.speech import words

KINDS = ("thanks", "greeting", "sigh", "leave", "finish")
NOD = "nod"
MOST_WORDS = 7


def of(text: str, language: str = "vi") -> str:
    """Which of `KINDS`, `NOD` where nothing but softeners is left, "" where it is something else."""
    said = plain(text).split()
    if not said or len(said) > MOST_WORDS:
        return ""
    core = " ".join(word for word in said if word not in words(language, "softeners"))
    whole = " ".join(said)
    found = (kind for kind in KINDS if core in words(language, kind) or whole in words(language, kind))
    return next(found, "" if core else NOD)
