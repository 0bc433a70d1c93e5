"""Two figures in one answer: “15 buổi 320 lượt”, “3,2 tỷ/180 hộ”, “5 suất x 1 triệu”."""

import re
from dataclasses import replace

from forms.answers.account import is_estimate
from forms.answers.families import family, may_be
from forms.answers.figures import corrected, doubt, too_large, without_figure
from forms.answers.money import times
from forms.answers.numbers import Figure
from forms.answers.scan import Item
from forms.answers.sift import BESIDE, Said, sift
from forms.answers.values import Choice, Context, Reading, ask, number, refused, value, written

MONEY = "money"
CHEAPEST = 50_000  # đồng; a gift costs more
BRACKETS = re.compile(r"[()]")
SPACED = re.compile(r"\d{1,3} \d{3}")  # two numbers, where two are asked: “15 320”


def read_pair(text: str, context: Context) -> Reading:
    """The reading of an answer to a question for two figures."""
    bare = text.strip()
    said = sift(bare.replace(" ", " / ") if SPACED.fullmatch(bare) else text)
    if len(said.figures) == 1 and _is_second(said.parts):
        said = sift(BRACKETS.sub(",", text))
    if said.phone:
        return refused("phone_number")
    if too_large(said):
        return refused("too_large")
    return corrected(said, _reading(said, context), context)


def _is_second(parts: list[Item]) -> bool:
    """6 buổi (240 lượt): the second figure is in the brackets."""
    return sum(item.role == "figure" for item in parts) == 1 and all(item.role not in BESIDE for item in parts)


def _reading(said: Said, context: Context) -> Reading:
    product = _product(said)
    if product:
        return product
    if not said.figures:
        return ask("one_of_two") if said.aside else without_figure(said, context, nothing=[0, 0])
    if len(said.figures) == 1:
        return ask("one_of_two")
    return _two(said, context) if len(said.figures) == 2 else ask("several")


def _two(said: Said, context: Context) -> Reading:
    figures = [one for _, one in said.figures]
    two = [number(one.values[0]) if one.values else 0 for one in figures]
    if _reversed(said, context):
        two.reverse()
    if _is_cheap(two, figures):
        return ask("product", _choice([two[0], two[0] * two[1]]), _choice(two))
    doubtful = doubt(replace(said, roles=said.roles - {"-"}), 0) or _second_doubt(said)
    if doubtful:
        return ask(doubtful.reason, _choice(two, doubtful.reason == "approximate"))
    return value(two)


def _is_cheap(two: list[int | float], figures: list[Figure]) -> bool:
    """“15 phần 300k”: 20 nghìn for each is too little, 300 nghìn may be the price of one."""
    is_sum = figures[1].scaled and not figures[0].scaled and two[1] >= CHEAPEST
    return bool(is_sum and two[0] > 1 and two[1] < two[0] * CHEAPEST)


def _second_doubt(said: Said) -> Reading | None:
    """The second figure's own doubts; a dash before it only parts the two."""
    found: Figure = said.figures[1][1]
    if any(" " in one.typed for _, one in said.figures):
        return ask("separator")
    if found.reason or is_estimate(said, 1):
        return ask(found.reason or "approximate")
    return None


def _reversed(said: Said, context: Context) -> bool:
    """Named in the other order than asked: “320 lượt, 15 buổi” for buổi/lượt, “180 hộ, 3,2 tỷ” for đồng/hộ; where
    no unit is given, meetings come first."""
    asked = re.split(r"[/,;]", context.unit or "buổi/lượt")
    if len(asked) != 2:
        return False
    wanted = [_kind(unit) for unit in asked]
    first, second = (MONEY if one.scaled else _kind(said.after(rank)) for rank, (_, one) in enumerate(said.figures))
    return None not in (first, second) and second == wanted[0] != first and may_be(said.after(0), asked[1].strip())


def _kind(unit: str) -> str | None:
    return MONEY if unit.strip() == "đồng" else family(unit.strip().lower())


def _choice(two: list[int | float], estimated: bool = False) -> Choice:
    label = " và ".join(map(written, two))
    return Choice(f"{label} (ước tính)" if estimated else label, two, estimated)


def _says_each(said: Said) -> bool:
    """“3 buổi, mỗi buổi 40 chị”: she may not have reckoned that they come to 120; “3 x 40” does."""
    return any(item.role == "times" and item.text not in ("x", "*") for item in said.items)


def _product(said: Said) -> Reading | None:
    """How many, and how much they come to (DOMAIN 8.3 row 51: five at one million is 5 and 5.000.000)."""
    found = times(said)
    if not found or not (found[0].values and found[1].values):
        return None
    one, other, stated, doubtful = found
    total = one.values[0] * other.values[0]
    both = [number(one.values[0]), number(total)]
    if doubtful or (stated is None and _says_each(said)) or stated not in (None, total):
        return ask("product", _choice(both), *([] if stated is None else [_choice([both[0], number(stated)])]))
    return value(both)
