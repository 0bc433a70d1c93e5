"""A count: “có 20 chị em tham gia ạ”, “20/25 chị”, “mười lăm”, “tăng 3”."""

import re
from dataclasses import replace
from typing import Final

from forms.answers.account import ADDRESSES, is_estimate
from forms.answers.families import asked, family, may_be
from forms.answers.figures import choice, corrected, doubt, is_hour, remark_agrees, too_large, without_figure
from forms.answers.numbers import Figure
from forms.answers.several import LIKELY, asked_back, is_before_each, is_money, the_figure, without_price
from forms.answers.sift import Said, sift
from forms.answers.values import Choice, Context, Reading, ask, number, refused, value
from forms.answers.words import spaced

MEASURED: Final = spaced("kg km m m2 m3 ha tấn tan tạ lít lit giờ yến sào triệu tỷ nghìn")  # may have decimals
FRACTIONS: Final = frozenset({(1, 2), (1, 3), (2, 3), (1, 4), (3, 4)})  # “2/3 hội viên” may be two thirds
OTHER_TALK: Final = frozenset({"postponed", "missing", "previous", "not_applicable"})
MASSES: Final = ("lượt", "người")  # of which thousands are counted: 2k lượt
SIGNS: Final = {"up": 1, "down": -1}
MORE: Final = ("thêm", "them", "bớt", "bot")
SPOKEN_TO: Final = spaced("em con cháu chau anh bác bac")  # “20 em”; “20 chị” counts
IDENTITY: Final = 9  # digits in one piece: an identity card, an account
MOST: Final = 9_999_999
BARE: Final = re.compile(r"0|[1-9]\d{0,3}")  # what most answers are, and what can mean nothing else


def read_count(text: str, context: Context) -> Reading:
    """The reading of an answer to a question for a count."""
    if BARE.fullmatch(text):
        return value(int(text))
    said = sift(text, context)
    if said.phone or any(len(one.typed) >= IDENTITY and one.typed.isdecimal() for _, one in said.figures):
        return refused("phone_number")
    if too_large(said):
        return refused("too_large")
    return corrected(said, _reading(said, context), context)


def _reading(said: Said, context: Context) -> Reading:
    if said.starts_list:
        return ask("several", *(choice(one) for _, figure in said.figures for one in figure.values[:1]))
    figures = _countable(said, context)
    if len(figures) < len(said.figures):
        said = replace(said, figures=figures, items=without_price(said.items))
    if not figures:
        return _only_aside(said, context) if said.aside else without_figure(said, context)
    if len(figures) > 1:
        return _several(said, context)
    if "times" in said.roles and is_before_each(said, context):
        said = replace(said, items=without_price(said.items))
    return _one(said, context)


def _countable(said: Said, context: Context) -> list[tuple[int, Figure]]:
    """Without money, percentages and measures where something else is counted: “5 suất x 1 triệu”, “20 chị, đạt
    85%”, “3 đoạn, dài 1,5 km”, “20 hộ đạt 8 tiêu chí”; without a lone word (“sau”) that is part of other talk."""
    if said.roles & OTHER_TALK:
        said = replace(said, figures=[(at, one) for at, one in said.figures if not one.loose and not is_hour(said, at)])
    plainly = [(at, one) for at, one in said.figures if not is_money(one) and not _is_of_title(said, at)]
    beside = context.unit in MEASURED or bool({"and", "+"} & said.roles)
    counted = [(at, one) for at, one in plainly if beside or not _has_measure(said, at)]
    return counted or plainly or said.figures


def _is_of_title(said: Said, at: int) -> bool:
    """20 hộ đạt 8 tiêu chí, đủ 3 sạch"""
    return at + 1 < len(said.items) and family(said.items[at + 1].text) == "names"


def _has_measure(said: Said, at: int) -> bool:
    return at + 1 < len(said.items) and said.items[at + 1].text in MEASURED


def _only_aside(said: Said, context: Context) -> Reading:
    """“tăng 3”: previous + 3 or 3 of them; “thôn 3”, “năm ngoái 12”: is that the figure?"""
    role, found = said.aside[-1]
    choices = [choice(one) for one in found.values]
    if role not in ("up", "down"):
        return ask("correction") if role == "not" else ask("confirm", *choices)
    if context.previous is not None and context.measure in ("stock", ""):
        sign = 1 if role == "up" else -1
        choices = [choice(context.previous + sign * one) for one in found.values] + choices
    return ask("change", *choices)


def _one(said: Said, context: Context) -> Reading:
    found = said.figures[0][1]
    doubtful = doubt(said, 0)
    if doubtful:
        return doubtful
    amount = number(found.values[0])
    if any(is_strange(said, context) for is_strange in STRANGE):
        return ask("confirm", choice(amount))
    if found.typed.endswith("k") and context.unit not in MASSES:
        return ask("confirm", choice(amount), choice(amount / 1000))
    if " " in found.typed and amount >= LIKELY:
        return ask("separator", *map(choice, dict.fromkeys((amount, *map(int, found.typed.split())))))
    if not isinstance(amount, int) and not _is_measured(said, context):
        return ask("not_whole", choice(amount))
    if added := _added(said):
        return ask("sum", choice(amount + added), choice(amount))
    if not _parts_fit(said, amount):
        return ask("sum", choice(amount), choice(sum(_parts(said))))
    return value(amount)


def _is_too_much(said: Said, context: Context) -> bool:
    """Money, or more than anything is counted."""
    found = said.figures[0][1]
    return is_money(found) or found.values[0] > MOST


def _is_of_others(said: Said, context: Context) -> bool:
    """“20 chị” where buổi are asked; “20 em ạ”, “20 chị nhé” speak to somebody."""
    at = said.figures[0][0] + 1
    thing = said.items[at].text if at < len(said.items) else ""
    follower = said.items[at + 1].role if at + 1 < len(said.items) else "end"
    speaks = (thing in SPOKEN_TO and follower in ("end", "kept")) or (thing in ADDRESSES and follower == "kept")
    return not (speaks or may_be(thing, context.unit))


def _is_measure_of_others(said: Said, context: Context) -> bool:
    """“800 m” where đoạn are asked."""
    is_measure = bool(context.unit) and _has_measure(said, said.figures[0][0])
    return is_measure and said.after(0) not in context.unit.split()


def _is_year(said: Said, context: Context) -> bool:
    """“chúc mừng năm mới 2026”, “chị Hoa 1975”; but “1975 hội viên”."""
    at, found = said.figures[0]
    is_year = found.typed.isdecimal() and OLDEST <= found.values[0] <= context.year + 1
    is_named = any(item.role in NAMES or item.text in ("năm", "nam") for item in said.items[:at])
    return is_year and is_named and family(said.after(0)) is None


def _is_of_group(said: Said, context: Context) -> bool:
    """“tổ đan giỏ 12 chị”, “câu lạc bộ 20 thành viên”: members, where perhaps groups are asked."""
    at = said.figures[0][0]
    leads = said.items[:at]
    is_group = bool(leads) and family(leads[0].text) == "groups" and said.items[0].text not in ("họp", "hop")
    says = any(item.role in ("now", ":", "label") or item.text in HAS for item in leads[1:])
    return is_group and not says and family(said.after(0)) == "people" and asked(context.unit) in (None, "groups")


HAS: Final = spaced("có co được duoc dc đc gồm tổng")
STRANGE: Final = (_is_of_group, _is_too_much, _is_of_others, _is_measure_of_others, _is_year)
OLDEST: Final = 1930
NAMES: Final = frozenset({"thing", "word", "risk"})


def _is_measured(said: Said, context: Context) -> bool:
    """Whether halves of it exist: 1,5 km."""
    return said.after(0) in MEASURED or not MEASURED.isdisjoint(context.unit.lower().split())


def _added(said: Said) -> float:
    """“75 thêm 1” may be 76, “75 bớt 1” 74, “74 tăng 4 giảm 2” 76; “76, tăng 1” is 76."""
    changes = [(SIGNS[role], one.values[0]) for role, one in said.aside if role in SIGNS and one.values]
    more = any(item.role in SIGNS and item.text.startswith(MORE) for item in said.items)
    both = len({sign for sign, _ in changes}) > 1
    return sum(sign * amount for sign, amount in changes) if both or more else 0


def _parts(said: Said) -> list[float]:
    """The numbers of the remark; beside digits a lone word (“nam”) is a word."""
    found = [item.figure for item in said.parts if item.figure and item.figure.values]
    digits = [one for one in found if not (one.spoken and one.typed)]
    return [one.values[0] for one in digits or found]


def _parts_fit(said: Said, amount: float) -> bool:
    """“2 hộ (1 nghèo, 1 cận nghèo)” adds up; one number in brackets, or a comparison, is a remark."""
    parts = _parts(said)
    if len(parts) == 2 and any(item.role == "times" for item in said.parts):
        return parts[0] * parts[1] == amount
    if not remark_agrees(said, amount):
        return False
    remarks = any(item.role in ("compare", "up", "down", "label", "/", "%") for item in said.parts)
    return len(parts) < 2 or remarks or sum(parts) == amount


def _several(said: Said, context: Context) -> Reading:
    links = said.between(0, 1)
    one, other = (said.figures[rank][1] for rank in (0, 1))
    alone = the_figure(said, context)
    if len(said.figures) == 2 and _is_part(said, links) and not alone:
        return _part_of(said, one, other, context)
    return _one(alone, context) if alone else asked_back(said)


def _is_part(said: Said, links: frozenset[str]) -> bool:
    at, last = said.figures[0][0], said.figures[1][0]
    return bool(links & {"/", "of"}) or any(item.text == "trên" for item in said.items[at + 1 : last])


def _part_of(said: Said, part: Figure, total: Figure, context: Context) -> Reading:
    """20/25 chị: 20, of 25; not 11/2026."""
    plainly = replace(said, items=[item for item in said.items if item.text != "trên"])
    if part.reason or total.reason:
        return ask("separator", *(choice(one) for one in part.values))
    numbers = number(part.values[0]), number(total.values[0])
    if numbers in FRACTIONS or abs(numbers[1] - context.year) <= 1:
        return ask("confirm", Choice(f"{numbers[0]}/{numbers[1]}", numbers[0]))
    if numbers[0] > numbers[1]:
        return ask("part_over_whole", *map(choice, numbers))
    if is_estimate(said, 0) or doubt(replace(plainly, figures=said.figures[:1]), 0):
        return ask("confirm", Choice(f"{numbers[0]}/{numbers[1]}", numbers[0]))
    return value(numbers[0], numbers[1])
