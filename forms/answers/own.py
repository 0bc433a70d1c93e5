"""The question's own words change nothing in its answers: “mất” where losses are asked, “đăng ký” likewise."""

from functools import lru_cache
from typing import Final

from forms.answers.scan import Item
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
HELD_BACK: Final = frozenset({"doubt", "risk", "up", "down"})


def own(items: list[Item], title: str) -> list[Item]:
    """The items, those of the question's own words as things that leave the figure as it is."""
    if not title or not any(item.role in HELD_BACK for item in items):
        return items
    words = _words(title)
    return [Item("thing", item.text) if item.role in HELD_BACK and _is_own(item, words) else item for item in items]


def _is_own(item: Item, words: str) -> bool:
    return f" {plain(item.text)} " in words


@lru_cache(maxsize=1024)
def _words(title: str) -> str:
    """The question's words and what goes with them, without marks, between spaces."""
    asked = f" {plain(title)} "
    more = [also for word, also in ALSO_SAID.items() if f" {plain(word)} " in asked]
    return " ".join([asked, *(f" {plain(one)} " for also in more for one in also.split(","))])
