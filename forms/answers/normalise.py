"""From raw text to words, numbers and signs."""

import re
import unicodedata
from functools import lru_cache
from typing import Final, NamedTuple

from forms.plain import plain

LONGEST = 4000  # characters; what a platform lets through

# Tone marks in the old and the new place: hoà = hòa, thuỷ = thủy. Folded the same way in tables and in answers.
OLD_TONES = {
    "oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa",
    "oè": "òe", "oé": "óe", "oẻ": "ỏe", "oẽ": "õe", "oẹ": "ọe",
    "uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy",
}  # fmt: skip
OLD_TONE = re.compile("|".join(OLD_TONES))

UNSEEN = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff\u00a0\u2009\u202f]+")
DASHES = str.maketrans("–—−×✕＊", "---xx*")
SLIP = re.compile(r"(?<!\w)(?=[lo]*\d)(?=\d*[lo])(?!\d+l(?!\w))[\dlo]+(?!\w)")  # l0, 1o; but not “5l”, a unit
SLIPS = str.maketrans("lo", "10")
TOKEN = re.compile(
    r"(?P<word>(?:n/a|đ/c|h/v|m2|m3|tk&vv|5[kc]3s(?:3a)?)(?!\w)|[^\W\d_]+(?:['’][^\W\d_]+)?)"
    r"|(?P<digits>\d{1,3}(?:[ ]\d{3})+(?![\d.,]*\d)|\d+(?:[.,]\d+)*)"
    r"|(?P<sign>[^\w\s])"
)


class Token(NamedTuple):
    """A word, a number as typed or a sign; `glued` when nothing stands before it."""

    text: str
    plain: str
    sort: str
    glued: bool


def clean(text: str) -> str:
    """Composed, without what is not seen, spaces folded; still in her own capitals."""
    text = text[:LONGEST]
    if "@" in text:
        text = MENTION.sub(" ", text)
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    return " ".join(unicodedata.normalize("NFC", UNSEEN.sub(" ", text)).split())


MENTION: Final = re.compile(r"(?<!\w)@\w*bot\b", re.IGNORECASE)  # in a group the bot is called by its name


def fold(text: str) -> str:
    """Lower case, tone marks in one place: what words are compared by."""
    lower = text.lower()
    return lower if lower.isascii() else OLD_TONE.sub(lambda found: OLD_TONES[found[0]], lower)


def tokens(cleaned: str) -> list[Token]:
    """The words, numbers and signs of a cleaned text."""
    text = SLIP.sub(lambda found: found[0].translate(SLIPS), fold(cleaned).translate(DASHES))
    found = []
    end = -1
    for match in TOKEN.finditer(text):
        sort, token = match.lastgroup or "", match[0]
        found.append(Token(token, plain(token) if sort == "word" else token, sort, match.start() == end))
        end = match.end()
    return found


SOUTHERN: Final = str.maketrans("ãẵẫẽễĩõỗỡũữỹýỳỷỵy", "ảẳẩẻểỉỏổởủửỉíìỉịi")


@lru_cache(maxsize=8192)
def loosely(word: str) -> str:
    """Hỏi and ngã are one in the South, i and y everywhere: rỏ = rõ, kì = kỳ."""
    return word.translate(SOUTHERN)
