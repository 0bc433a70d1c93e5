"""Words typed with the keyboard's marks left undone: “muwowif lawm” is “mười lăm”, “khoong” is “không”."""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

SHAPES = {"aa": "â", "ee": "ê", "oo": "ô", "aw": "ă", "ow": "ơ", "uw": "ư", "dd": "đ"}
TONES = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
TONE_MARKS = frozenset(TONES.values())
VOWELS = frozenset("aeiouyăâêôơư")
LONGEST_SYLLABLE = 10

EXAMPLES = [
    ("muwowif", "mười"),
    ("muowif", "mười"),
    ("muwoif", "mười"),
    ("lawm", "lăm"),
    ("khoong", "không"),
    ("chuwa", "chưa"),
    ("bary", "bảy"),
    ("taams", "tấm"),
    ("ddungs", "đúng"),
    ("thoongs", "thống"),
]


def split_tone(word: str) -> tuple[str, str]:
    """A word without its tone, and the tone: mười → (mươi, grave)."""
    letters = unicodedata.normalize("NFD", word)
    tone = next((letter for letter in letters if letter in TONE_MARKS), "")
    return unicodedata.normalize("NFC", "".join(x for x in letters if x not in TONE_MARKS)), tone


@lru_cache(maxsize=8192)
def typed(word: str) -> tuple[str, str]:
    """What Telex keys spell, as `split_tone` gives it; ("", "") when they spell nothing new."""
    if len(word) > LONGEST_SYLLABLE:
        return "", ""
    letters, tone = "", ""
    for key in word:
        if key in TONES and VOWELS.intersection(letters):
            tone = TONES[key]
            continue
        shaped = SHAPES.get(letters[-1:] + key)
        letters = letters[:-1] + shaped if shaped else letters + key
    letters = letters.replace("uơ", "ươ").replace("ưo", "ươ")
    return (letters, tone) if tone or letters != word else ("", "")


def by_typing(words: Iterable[str]) -> dict[tuple[str, str], str]:
    """Known words by what their keys spell."""
    return {split_tone(word): word for word in words}
