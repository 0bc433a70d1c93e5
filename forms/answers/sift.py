"""Which numbers of a sentence are the answer, and which only stand beside it."""

import re
from dataclasses import dataclass
from typing import Final

from forms.answers.families import family
from forms.answers.numbers import Figure
from forms.answers.own import own
from forms.answers.scan import PHONE, Item, scan
from forms.answers.values import Context
from forms.answers.words import spaced

LISTED: Final = re.compile(r"\s*\d{1,2}/ ")  # “1/ 20”: the first question's answer, or a part of a whole
NOWHERE: Final = Context()
BRACKETS: Final = {"(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1}
OPENERS: Final = frozenset({*BRACKETS, "part", ":"})
BESIDE: Final = frozenset({"compare", "label", "question", "not", "up", "down", "from"})
BETWEEN: Final = frozenset(
    {"kept", "thing", ":", "now"}
)  # may stand between a phrase and its number: “quý trước là 1820”
FAR: Final = frozenset({"compare", "not", "up", "down"})  # reach over such words; the others stand next to their number

GROUPS: Final = frozenset({"chi hội", "tổ", "thôn", "ấp", "xóm", "bản", "khu", "đội"})
COUNTED: Final = frozenset({"homes", "gifts", "meetings", "turns", "models", "cases", "roads", "papers"})
NUMBERED: Final = spaced("số so")  # thôn số 4

# what is typed → the numbers that count, and those set aside with the reason
EXAMPLES: Final[list[tuple[str, list[float], list[tuple[str, float]]]]] = [
    ("1850 (quý trước 1820)", [1850], []),
    ("1850, quý trước là 1820", [1850], [("compare", 1820)]),
    ("thôn 3 có 20 chị", [20], [("label", 3)]),
    ("18 chứ k phải 15", [18], [("not", 15)]),
    ("không phải 15 mà là 18", [18], [("not", 15)]),
    ("giảm 2 còn 18", [18], [("down", 2)]),
    ("2 hộ trong đó 1 nghèo", [2], []),
]


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence: its items, the figures with their places, those set aside, and the parts in brackets."""

    items: list[Item]
    roles: frozenset[str]
    figures: list[tuple[int, Figure]]
    aside: list[tuple[str, Figure]]
    parts: list[Item]
    phone: bool = False
    starts_list: bool = False

    def between(self, one: int, other: int) -> frozenset[str]:
        """The roles of what stands between two figures (by their rank)."""
        return frozenset(item.role for item in self.items[self.figures[one][0] + 1 : self.figures[other][0]])

    def before(self, rank: int) -> str:
        """The role of what stands right before a figure."""
        at = self.figures[rank][0]
        return self.items[at - 1].role if at else ""

    def after(self, rank: int) -> str:
        """The text of what stands right behind a figure."""
        at = self.figures[rank][0] + 1
        return self.items[at].text if at < len(self.items) else ""


def sift(text: str, context: Context = NOWHERE) -> Said:
    """Set aside what is in brackets, compared, negated, a label or a mere change."""
    items, parts = _brackets(_dated(own(scan(text), context)))
    roles = frozenset(item.role for item in items)
    figures: list[tuple[int, Figure]] = []
    aside: list[tuple[str, Figure]] = []
    for at, item in enumerate(items):
        if item.figure:
            role = _governor(items, at, roles, first=not (figures or aside))
            if not role and aside and not figures and items[at - 1].role == "/":
                role = aside[-1][0]  # ngày 20/5
            if role and not (role == "label" and item.figure.big):  # “quỹ chi hội 6tr8”
                aside.append((role, item.figure))
            else:
                figures.append((at, item.figure))
    phone = bool(len(text) > 8 and PHONE.search(text))
    starts_list = "/ " in text[:5] and LISTED.match(text) is not None
    return Said(items, roles, _firm(items, figures), aside, parts, phone, starts_list)


# Before a day (“đến 31/5”); and days that are known by themselves where another figure is said (“8/3 tặng 20 suất”).
DAY_FOLLOWS: Final = spaced(
    "ngày ngay hôm hom đến den tới toi từ dịp dip niệm niem lễ le tết tet mừng mung hết het sáng chiều tối"
)
AGED: Final = frozenset({"tuổi", "tuoi", "t"})
MONTH: Final = frozenset({"tháng", "thang"})
DATING: Final = AGED | MONTH | {"/"}
DAYS_OF_MONTH: Final = spaced("ngày ngay mùng mung mồng mong hôm hom")
HOLIDAYS: Final = frozenset(
    {(8, 3), (20, 3), (26, 3), (30, 4), (1, 5), (19, 5), (1, 6), (28, 6), (27, 7), (2, 9), (20, 10), (20, 11), (22, 12)}
)


def _dated(items: list[Item]) -> list[Item]:
    """Days and ages as one item: “tính đến 31/5 có 45”, “quà 1/6”, “phụ nữ trên 18 tuổi 210”; where no other figure
    is said they are left as they are."""
    if sum(item.figure is not None for item in items) < 2 or not any(item.text in DATING for item in items):
        return items
    found: list[Item] = []
    at = 0
    while at < len(items):
        length = _day_here(items, at)
        found.append(Item("day", "/") if length else items[at])
        at += length or 1
    return found if any(item.figure for item in found) else items


def _day_here(items: list[Item], at: int) -> int:
    """How many items from here are an age, or a day, a month and perhaps a year; 0 if they are none."""
    if items[at].figure and at + 1 < len(items) and items[at + 1].text in AGED:
        return 3 if at + 2 < len(items) and items[at + 2].text in ("trở lên", "tro len") else 2
    one, slash, other, *more = [*items[at : at + 5], NOTHING, NOTHING, NOTHING][:5]
    day, month = _plainly(one), _plainly(other)
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return 0
    if slash.role != "/":
        return 3 * (slash.text in MONTH and _is_day_named(items, at))
    has_year = more[0].role == "/" and 2000 < _plainly(more[1]) < 2100
    is_named = at > 0 and items[at - 1].text.split()[-1] in DAY_FOLLOWS
    return 5 if has_year else 3 * (is_named or (day, month) in HOLIDAYS)


def _is_day_named(items: list[Item], at: int) -> bool:
    """“ngày 8”, “mùng 8”; but “6 tháng 6 buổi” counts months."""
    return at > 0 and items[at - 1].text in DAYS_OF_MONTH


def _plainly(item: Item) -> int:
    """A whole number written in digits, else 0."""
    return int(item.figure.typed) if item.figure and item.figure.typed.isdecimal() else 0


NOTHING: Final = Item("", "")


def _brackets(items: list[Item]) -> tuple[list[Item], list[Item]]:
    """The sentence, and what it has in brackets, behind “trong đó” or as a list behind a colon. A sentence all in
    brackets is a sentence."""
    if not any(item.role in OPENERS for item in items):
        return items, []
    outside: list[Item] = []
    inside: list[Item] = []
    depth = 0
    for at, item in enumerate(items):
        depth = max(0, depth + BRACKETS.get(item.role, 0)) + (not depth and _lists_parts(items, at))
        if item.role not in BRACKETS:
            (inside if depth else outside).append(item)
    return (outside, inside) if outside else (inside, [])


def _lists_parts(items: list[Item], at: int) -> bool:
    """“3 hội viên, gồm …”, “3 hội viên: 2 chuyển đi, 1 mất”; but not “tổ 1: 20 chị”."""
    before = items[:at]
    if not any(item.figure for item in before):
        return False
    is_list = items[at].role == ":" and not items[at - 1].figure
    return items[at].role == "part" or (is_list and sum(bool(item.figure) for item in items[at:]) > 1)


def _governor(items: list[Item], at: int, roles: frozenset[str], first: bool) -> str:
    """The phrase that takes this number away from the answer, if one does."""
    for place in range(at - 1, max(-1, at - 5), -1):
        item = items[place]
        if item.role == "+" and place == at - 1 and first:
            return "up"
        is_next = place == at - 1 or (place == at - 2 and item.role == "label" and items[at - 1].text in NUMBERED)
        if item.role in BESIDE and (is_next or item.role in FAR):
            return "" if _is_free(items, place, roles) else item.role
        if item.role not in BETWEEN:
            return ""
    return ""


def _is_free(items: list[Item], place: int, roles: frozenset[str]) -> bool:
    """“từ 15 đến 20” is a range, “từ 15 tăng lên 18” ends in the figure, “5 lớp 150 học viên”
    and “chi hội 2 buổi” have units, no labels; “ngày 1 tháng 6” is a day."""
    role, text = items[place].role, items[place].text
    if role == "from":
        return "to" in roles
    if role == "label" and text in MONTH and place > 1 and _is_day_named(items, place - 1):
        return False
    if role == "label":
        counts = place + 2 < len(items) and text in GROUPS and family(items[place + 2].text) in COUNTED
        return bool(place and items[place - 1].figure) or counts
    return "from" in roles and text.endswith(("lên", "xuống"))


def _firm(items: list[Item], figures: list[tuple[int, Figure]]) -> list[tuple[int, Figure]]:
    """Beside digits, a lone spoken word (“năm”, “ba”) is only a word."""
    if len(figures) < 2 or all(one.spoken for _, one in figures):
        return figures
    return [(at, one) for at, one in figures if not (one.spoken and one.typed) or _counts_things(items, at)]


def _counts_things(items: list[Item], at: int) -> bool:
    """“một nhà 60 triệu”, “hai cháu, 300k”; but “năm nhà nước”."""
    return at == 0 and at + 1 < len(items) and family(items[at + 1].text) in COUNTED
