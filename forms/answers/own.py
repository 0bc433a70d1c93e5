"""The question's own words change nothing in its answers: “mất” where losses are asked, “đăng ký” likewise."""

import re
from functools import lru_cache
from typing import Final

from forms.answers.normalise import fold
from forms.answers.scan import Item
from forms.answers.values import Context
from forms.plain import plain

# a word of the question → what else its answers say
ALSO_SAID: Final[dict[str, str]] = {
    "giảm": "mất, chết, qua đời, nghỉ, chuyển đi, ra khỏi, xin ra, xin nghỉ, xin thôi, rút, bỏ, nghỉ hưu, bớt",
    "nợ": "quá hạn, còn nợ, chưa trả",
    "tăng": "thêm",
    "đăng ký": "hứa, xin",
}
# question, what is typed, what may then be taken
EXAMPLES: Final[list[tuple[str, str, int]]] = [
    ("Hội viên giảm", "giảm 3", 3),
    ("Hội viên giảm", "1 bà mất", 1),
    ("Hội viên giảm", "2 chị chuyển đi", 2),
    ("Hội viên học tập, đăng ký thực hiện phong trào thi đua", "đăng ký 12 chị", 12),
]
HELD_BACK: Final = frozenset(
    {"doubt", "risk", "word", "up", "down", "about", "about_near", "about_next", "compare", "label", "times"}
)
Words = tuple[str, str]


def own(items: list[Item], context: Context) -> list[Item]:
    """The items, those of the question's own words and numbers as things that leave the figure as it is."""
    if not context.title and not context.unit:
        return items
    asked, unit = _words(context.title), _words(context.unit)
    if any(item.role in HELD_BACK for item in items):
        items = [Item("thing", one.text) if _is_harmless(one, asked, unit) else one for one in items]
    return _without_numbers(items, asked) if sum(item.figure is not None for item in items) > 1 else items


def _is_harmless(item: Item, asked: Words, unit: Words) -> bool:
    """Any word of the question; of its unit only a name: “20 cơ sở”, but “kế hoạch số 15” where plans are counted."""
    return (item.role in HELD_BACK and _is_own(item.text, asked)) or (
        item.role in ("word", "label") and _is_own(item.text, unit)
    )


def _is_own(text: str, words: Words) -> bool:
    """With marks where they are typed: “có mặt” in the question does not explain “mất”."""
    return bool(text) and f" {text} " in words[text.isascii()]


def _without_numbers(items: list[Item], words: Words) -> list[Item]:
    """“20 hộ có con 0–16 tuổi”: numbers of the question are set aside, where another one is said."""
    left = [Item("day", one.text) if one.figure and _is_own(one.figure.typed, words) else one for one in items]
    return left if any(item.figure for item in left) else items


@lru_cache(maxsize=1024)
def _words(asked: str) -> Words:
    """The question's words and what goes with them, between spaces, as they are and without marks."""
    text = f" {' '.join(WORD.findall(fold(asked)))} "
    more = [one for word, also in ALSO_SAID.items() if f" {word} " in text for one in also.split(", ")]
    said = text + "".join(f" {one} " for one in more)
    return said, _bare(said)


def _bare(text: str) -> str:
    """Without marks, the spaces kept."""
    return f" {' '.join(map(plain, text.split(' ')))} "


WORD: Final = re.compile(r"\w+")
