"""From text to the things that matter in it: numbers, signs, and phrases with a meaning."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

from forms.answers.normalise import Token, clean, fold, loosely, tokens
from forms.answers.numbers import Figure, figure
from forms.answers.phrases import PHRASES
from forms.answers.vocabulary import FILLERS, is_neutral, is_risky
from forms.answers.words import POLITE, STARTS, known
from forms.plain import plain

# Numbers of telephones and identity cards: shape and examples.
PHONES: Final = [
    (r"(?:\+84|84|0)\d{9,10}", ["0912345678", "+84912345678", "84912345678"]),
    (r"0\d{11}", ["038095001234"]),
    (r"0\d[ .-]\d{4}[ .-]\d{4}", ["09 8765 4321"]),
    (r"(?:\+84 ?|0)\d{2,4}(?:[ .-]\d{3,4}){2,3}", ["0912 345 678", "0912.345.678", "+84 912 345 678"]),
]
PHONE: Final = re.compile(rf"(?<!\d)(?<!\d[.,])(?:{'|'.join(shape for shape, _ in PHONES)})(?!\d)")


class Item(NamedTuple):
    """A number (role "figure"), a sign, a phrase's meaning, or a word: known ("kept", "thing"), "risk" or not known."""

    role: str
    text: str
    figure: Figure | None = None


def _single() -> dict[str, str]:
    return {fold(phrase): role for role, phrases in PHRASES.items() for phrase in phrases if " " not in phrase}


def _several() -> dict[tuple[str, str], list[tuple[tuple[str, ...], tuple[str, ...], str]]]:
    """By the first two words: the words, the same without marks, and what they mean; the longest first."""
    found: dict[tuple[str, str], list[tuple[tuple[str, ...], tuple[str, ...], str]]] = {}
    for role, phrases in PHRASES.items():
        for words in (tuple(map(loosely, fold(phrase).split())) for phrase in phrases if " " in phrase):
            bare = tuple(map(plain, words))
            found.setdefault((bare[0] or words[0], bare[1] or words[1]), []).append((words, bare, role))
    return {first: sorted(entries, key=lambda entry: -len(entry[0])) for first, entries in found.items()}


SINGLE: Final = _single()
SEVERAL: Final = _several()
OPENINGS: Final = frozenset(first for first, _ in SEVERAL)


def _run_together() -> dict[str, tuple[str, ...]]:
    """Words of a phrase without the spaces between them: chuathongke, koco, hoivien."""
    phrases = [tuple(fold(phrase).split()) for listed in PHRASES.values() for phrase in listed]
    pairs = [*phrases, *NOUNS, *(pair for phrase in phrases for pair in pairwise(phrase))]
    found = {write("".join(words)): words for words in pairs if len(words) > 1 for write in (str, plain)}
    return {text: words for text, words in found.items() if len(text) > 3 and text not in SINGLE}


NOUNS: Final = [("hội", "viên"), ("chị", "em"), ("phụ", "nữ"), ("cán", "bộ"), ("kết", "nạp"), ("tham", "gia")]
TOGETHER: Final = _run_together()


@lru_cache(maxsize=8192)
def _opens(word: str) -> bool:
    """Whether a phrase of several words may begin with this one."""
    return loosely(word) in OPENINGS


def scan(text: str) -> list[Item]:
    """Every item of a text, in order."""
    found = [part for token in tokens(clean(text)) for part in (_meant(token) if token.sort == "word" else (token,))]
    items: list[Item] = []
    at = 0
    while at < len(found):
        item, at = _item(found, at)
        items.append(item)
    return items


def _meant(token: Token) -> Sequence[Token]:
    """A word as meant, its Telex keys spelled out; or those that were typed without a space."""
    word = known(token.text)
    if word != token.text:
        token = Token(word, plain(word), token.sort, token.glued)
    words = TOGETHER.get(word)
    if not words or word in STARTS or _item_of(word).role not in ("word", "risk"):
        return (token,)
    marked = (str, plain)[word.isascii()]
    return [Token(marked(one), plain(one), "word", False) for one in words]


def _item(found: Sequence[Token], at: int) -> tuple[Item, int]:
    token = found[at]
    phrase = _phrase(found, at)
    if phrase:
        return phrase
    number = figure(found, at)
    if number:
        return Item("figure", token.text, number[0]), number[1]
    return _item_of(token.text) if token.sort == "word" else _sign_of(token.text), at + 1


@lru_cache(maxsize=8192)
def _item_of(word: str) -> Item:
    """A phrase of one word, small talk, a thing, a risk or a word not known."""
    if word in SINGLE:
        return Item(SINGLE[word], word)
    if word in FILLERS or (word.isascii() and plain(word) in POLITE):
        return Item("kept", word)
    if is_neutral(word):
        return Item("thing", word)
    return Item("risk" if is_risky(word) else "word", word)


@lru_cache(maxsize=1024)
def _sign_of(text: str) -> Item:
    return Item(SINGLE.get(text, text), text)


def _is_word(token: Token, word: str, bare: str) -> bool:
    """The same marks, or none: “chờ chị” is not “cho chị” where marks are typed."""
    typed = loosely(token.text)
    return typed == word or (typed == bare and token.text.isascii())


def _phrase(found: Sequence[Token], at: int) -> tuple[Item, int] | None:
    """The longest phrase that starts here."""
    if at + 1 == len(found) or not _opens(found[at].plain):
        return None
    for words, bare, role in SEVERAL.get((loosely(found[at].plain), loosely(found[at + 1].plain)), ()):
        end = at + len(words)
        if end <= len(found) and all(map(_is_word, found[at:end], words, bare)):
            role = "kept" if role in ("polite", "title") else role
            return Item(role, " ".join(token.text for token in found[at:end])), end
    return None
