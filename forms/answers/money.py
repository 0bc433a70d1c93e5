"""A sum of money in đồng: “1tr2”, “500k”, “3,2 tỷ”, “50 suất x 500k = 25 triệu”."""

from dataclasses import replace
from typing import Final

from forms.answers.account import ESTIMATES
from forms.answers.families import family
from forms.answers.figures import choice, corrected, doubt, remark_agrees, too_large, without_figure
from forms.answers.numbers import Figure
from forms.answers.sift import Said, sift
from forms.answers.values import Choice, Context, Reading, ask, number, refused, value
from forms.answers.words import spaced

PLAIN: Final = 100_000  # a bare number below it may be đồng, nghìn or triệu
PLAIN_DONG: Final = 1_000  # “500đ” is said for 500 nghìn
UNITS: Final = (("nghìn", 10**3), ("triệu", 10**6), ("tỷ", 10**9))
MOST_IN_UNIT: Final = 100_000  # “12000000” where triệu is asked was meant in đồng
FUNDS: Final = "tiền kinh phí quỹ vốn nợ dư thu đồng nào"  # “không có kinh phí” is none of it
BIG_SCALE: Final = 10**12


def read_money(text: str, context: Context) -> Reading:
    """The reading of an answer to a question for money."""
    said = sift(text, context)
    if said.phone:
        return refused("phone_number")
    if too_large(said):
        return refused("too_large")
    return corrected(said, _reading(said, context), context)


def _reading(said: Said, context: Context) -> Reading:
    product = _product(said)
    if product:
        return product
    if _is_rate(said):
        return ask("product", *map(_dong, said.figures[0][1].values))
    if _has_loose_tail(said):
        return ask("money_scale", *_tails(said))
    if (each := _each(said)) is not None:
        return each
    said = replace(said, figures=_amounts(said.figures))
    if not said.figures:
        return (
            _only_aside(said, context)
            if said.aside
            else without_figure(said, replace(context, unit=f"{context.unit} {FUNDS}"))
        )
    if len(said.figures) == 1:
        return _one(said, context)
    choices = [_dong(one) for _, figure in said.figures[:4] for one in figure.values[:1]]
    return ask("range" if said.between(0, 1) & {"-", "to"} else "several", *choices)


def _has_loose_tail(said: Said) -> bool:
    """“2 triệu 5 em”: 2,5 triệu, said to em, or 2 triệu for five."""
    (at, one), (after, other) = said.figures if len(said.figures) == 2 else ((0, None), (2, None))
    return bool(one and other and one.big and not other.scaled and after == at + 1 and other.values < (10,))


def _tails(said: Said) -> list[Choice]:
    amount, tail = (figure.values[0] for _, figure in said.figures)
    scale = next(factor for _, factor in reversed(UNITS) if amount >= factor)
    return [_dong(amount + tail * scale / 10), _dong(amount)]


TOTALS: Final = spaced("trị tri giá gia tổng tong là la hết het vay thu chi được dc dư nợ số so tiền tien cộng = ,")


def _each(said: Said) -> Reading | None:
    """“10 suất 500k” may be 500 nghìn each; “10 suất trị giá 5 triệu” is all of it."""
    if len(said.figures) != 2:
        return None
    (at, count), (end, price) = said.figures
    is_bare = not {item.text for item in said.items[at + 1 : end]} & TOTALS and not {"/", "-"} & said.between(0, 1)
    if (
        not is_bare
        or count.values == (1,)
        or count.scaled
        or count.sign
        or not (price.scaled or price.sign == "đ")
        or end == at + 1
    ):
        return None
    return ask("product", *(_dong(one * factor) for one in price.values for factor in (count.values[0], 1)))


def _is_rate(said: Said) -> bool:
    """50k 1 chị, 500 nghìn một hộ: so much for each."""
    (at, price), (end, count) = said.figures if len(said.figures) == 2 else ((0, None), (0, None))
    is_each = bool(price and count and price.scaled and not count.scaled and count.values == (1,))
    return is_each and end == at + 1 and family(said.after(1)) is not None


def _amounts(figures: list[tuple[int, Figure]]) -> list[tuple[int, Figure]]:
    """Only what is written as money, where something is: “3,2 tỷ/180 hộ”."""
    money = [(at, one) for at, one in figures if one.scaled or one.sign == "đ" or one.slang]
    return money or [(at, one) for at, one in figures if one.sign != "%"]


def _only_aside(said: Said, context: Context) -> Reading:
    role, found = said.aside[-1]
    return ask("change" if role in ("up", "down") else "confirm", *(_dong(one) for one in found.values))


def _one(said: Said, context: Context) -> Reading:
    found = said.figures[0][1]
    if "times" in said.roles:
        return ask("product", *(_dong(one) for one in found.values))
    if found.slang:
        return ask("money_scale", *(_dong(one * found.slang) for one in found.values))
    scaled = replace(said, figures=[(said.figures[0][0], _in_unit(found, context))])
    found = scaled.figures[0][1]
    doubtful = doubt(scaled, 0, "đồng")
    if doubtful and not (_needs_scale(found) and doubtful.reason != "approximate"):
        return doubtful
    if _needs_scale(found):
        return ask("money_scale" if found.scaled else "no_unit", *_scales(found))
    amount = number(found.values[0])
    if not isinstance(amount, int) or amount >= BIG_SCALE or not remark_agrees(said, amount):
        return ask("confirm", _dong(amount))
    return value(amount)


def _in_unit(found: Figure, context: Context) -> Figure:
    """A bare number in the unit of the question, where that is nghìn, triệu or tỷ đồng."""
    factor = next((factor for word, factor in UNITS if word in context.unit.lower()), 0)
    if not factor or found.scaled or found.sign or max(found.values, default=0) >= MOST_IN_UNIT:
        return found
    return found._replace(values=tuple(round(one * factor, 3) for one in found.values), scaled=True, big=True)


def _needs_scale(found: Figure) -> bool:
    """12, 1.500, “500đ”, “một nghìn hai”: too little to be meant in đồng."""
    amount = max(found.values, default=0)
    if amount == 0 or found.big:
        return False
    if found.sign == "đ":
        return amount < PLAIN_DONG
    return amount < PLAIN and (not found.scaled or amount % 1000 != 0)


def _scales(found: Figure) -> list[Choice]:
    is_long = max(found.values, default=0) >= PLAIN / 10
    factors = (1000, 1) if found.scaled or found.sign == "đ" or is_long else (10**6, 10**3, 1)
    return [_dong(one * factor) for one in found.values for factor in factors if (one * factor) % 1 == 0]


def _dong(amount: float) -> Choice:
    return choice(amount, "đồng")


def times(said: Said) -> tuple[Figure, Figure, float | None, str] | None:
    """“50 suất x 500k = 25 triệu”: how many, how much each, the product as written, and a doubt."""
    if len(said.figures) not in (2, 3) or "times" not in said.between(0, 1):
        return None
    one, other = said.figures[0][1], said.figures[1][1]
    doubtful = one.reason or other.reason or (not said.roles.isdisjoint(ESTIMATES) and "approximate") or ""
    if one.scaled and not other.scaled:
        one, other = other, one
    if len(said.figures) == 2:
        return one, other, None, doubtful
    stated = said.figures[2][1]
    return one, other, stated.values[0] if stated.values else None, doubtful or stated.reason


def _product(said: Said) -> Reading | None:
    """A product that says its result is that; without, the total or one part may be asked for."""
    found = times(said)
    if not found or not (found[0].values and found[1].values):
        return None
    one, other, stated, doubtful = found
    total = one.values[0] * other.values[0]
    if stated is None or doubtful or stated != total or total < PLAIN:
        return ask("product", *map(_dong, dict.fromkeys((stated or total, total, other.values[0]))))
    return value(number(total))
