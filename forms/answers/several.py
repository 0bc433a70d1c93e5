"""Several figures where one is asked: which of them it is, if that is said; else they are asked back."""

from dataclasses import replace
from typing import Final

from forms.answers.families import asked, family, the_one
from forms.answers.figures import choice
from forms.answers.numbers import Figure
from forms.answers.scan import Item
from forms.answers.sift import Said
from forms.answers.values import Context, Reading, ask, number, value

LIKELY: Final = 100_000  # a count above it with “k” is money
MENDS: Final = frozenset(
    {
        "à nhầm",
        "à lộn",
        "à không",
        "ý lộn",
        "ấy nhầm",
        "à quên",
        "nhầm rồi",
        "lộn rồi",
        "sai rồi",
        "sửa lại",
        "sửa thành",
    }
)
EACH: Final = ("mỗi", "moi")


def the_figure(said: Said, context: Context) -> Said | None:
    """The sentence with the one figure that answers, if it is plain which."""
    if _is_mended(said):
        return replace(said, figures=said.figures[1:])
    if "wrong" in said.between(0, 1):
        return None
    if (rank := _of_unit(said, context)) is not None:
        return replace(said, figures=[said.figures[rank]])
    if is_before_each(said, context):
        return replace(said, figures=said.figures[:1], items=without_price(said.items))
    return None


def asked_back(said: Said) -> Reading:
    """A range, a sum or several; a sum that says its total is that."""
    links = said.between(0, 1)
    values = [figure.values[0] for _, figure in said.figures if figure.values]
    choices = [choice(one) for one in values[:4]]
    if links & {"-", "to"}:
        return ask("range", *choices)
    if (total := _total(said, values)) is not None:
        return value(number(total))
    if links & {"+", "and"}:
        return ask("sum", choice(sum(values)), *choices[:3])
    return ask("several", *choices)


def _of_unit(said: Said, context: Context) -> int | None:
    """The one figure in the unit of the question, where every other is of another family: “12 buổi, 320 lượt”, “1 lớp
    3 ngày”; but “2 buổi 1 tháng” is a rate."""
    things = [said.after(rank) for rank in range(len(said.figures))]
    is_rate = any(
        family(thing) == "times" and one.values == (1,) for thing, (_, one) in zip(things, said.figures, strict=True)
    )
    return None if is_rate or "times" in said.roles else the_one(things, context.unit)


def _is_mended(said: Said) -> bool:
    """“67 à không 76” is 76; “15 nhầm 18” and “129, nãy ghi lộn 192” may be either."""
    if len(said.figures) != 2:
        return False
    at, last = said.figures[0][0], said.figures[1][0]
    return any(item.role == "wrong" and item.text in MENDS for item in said.items[at + 1 : last])


def is_before_each(said: Said, context: Context) -> bool:
    """“4 hộ, mỗi hộ 1 con giống”: the first, unless together they are what is asked (“8 buổi, mỗi buổi 40 người”)."""
    first = said.figures[0][0]
    before = {item.role for item in said.items[:first]}
    if len(said.figures) > 2 or "times" in before or "about" in said.roles or not _says_each(said):
        return False
    counted = family(said.after(0))
    is_asked = asked(context.unit) == counted if context.unit else counted != "meetings"
    return bool(is_asked and counted and (len(said.figures) == 1 or family(said.after(1)) != counted))


def _says_each(said: Said) -> bool:
    return any(item.role == "times" and item.text.startswith(EACH) for item in said.items)


def _total(said: Said, values: list[float]) -> float | None:
    """“3 + 2 = 5”, “buổi đầu 45, buổi sau 52, tổng 97”: the last is said to be what the others come to, and is."""
    is_total = len(values) > 2 and "now" in said.between(len(values) - 2, len(values) - 1)
    return values[-1] if is_total and sum(values[:-1]) == values[-1] else None


def without_price(items: list[Item]) -> list[Item]:
    """“5 suất x 1 triệu”, “4 cháu, mỗi cháu 500.000 đồng/tháng”: the price is set aside, and what leads to it."""
    prices = (at for at, item in enumerate(items) if item.role == "times" or (item.figure and is_money(item.figure)))
    start = next(prices, len(items))
    price = [Item("kept", item.text) if item.role in ("times", "/") else item for item in items[start:]]
    return items[:start] + price


def is_money(one: Figure) -> bool:
    return bool(one.sign or one.big) or (one.scaled and min(one.values, default=0) >= LIKELY)
