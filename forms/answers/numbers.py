"""One number at a place in the text: digits, spoken words or both (“1tr2”, “2 triệu rưỡi”, “hai mươi mốt”)."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from forms.answers.cursor import YEAR, Cursor
from forms.answers.literals import MOST_DIGITS, Literal
from forms.answers.normalise import Token
from forms.answers.words import (
    DIGIT,
    DONG,
    GAP,
    HALF,
    HUNDRED,
    LAST,
    LOOSE,
    NUMERIC,
    SCALE,
    SCORE,
    SLANG,
    STARTS,
    TEN,
    TENS,
    spaced,
)

CALLED: Final = frozenset({"em", "chị", "chi", "cô", "co", "bác", "anh"})
ENDINGS: Final = spaced("ạ a nhé nhe nha đó thôi thoi rồi nè chẵn cho của để")
TAILED: Final = ENDINGS | spaced(
    "trong gồm gom do vì vi là la còn con nhưng đã da thu chi gửi gui nộp"
)  # 3 tỷ 2 trong đó
BARE_SCALES: Final = frozenset({"nghìn", "nghin", "ngàn", "ngan", "triệu", "trieu", "tỷ", "tỉ"})

CONTINUES: Final = frozenset({*NUMERIC, *GAP, *HALF, *SLANG, *DONG, "%", "phần", "phan", "không", "khong"})

# what is typed → its readings; more than one is asked back
EXAMPLES: Final[dict[str, list[float]]] = {
    "mười lăm": [15], "muoi lam": [15], "hai mươi mốt": [21], "hai muoi mot": [21], "ba tư": [34], "hăm mốt": [21],
    "một trăm lẻ năm": [105], "mot tram linh nam": [105], "trăm hai": [120], "hai trăm rưỡi": [250],
    "hai trăm bốn": [240, 204], "nghìn hai": [1200], "một nghìn hai": [1200], "1k2": [1200],
    "12tr5": [12_500_000], "1tr25": [1_250_000],
    "1tr250": [1_250_000], "1.500 triệu": [1_500_000_000], "1 tỷ 500 triệu": [1_500_000_000],
    "2 triệu rưỡi": [2_500_000], "3 chục": [30], "3 chục rưỡi": [35], "2 tỷ 35": [2_350_000_000, 2_035_000_000],
    "một nghìn không trăm lẻ năm": [1005], "một tỷ lẻ ba triệu": [1_003_000_000],
    "một triệu hai trăm": [1_200_000, 1_000_200], "hai ba": [23], "1.5tr": [1_500_000],
}  # fmt: skip


class Figure(NamedTuple):
    """A number and how it was written; several values or a reason mean doubt."""

    values: tuple[float, ...]
    reason: str = ""
    scaled: bool = False  # nghìn, triệu, tỷ
    big: bool = False  # triệu, tỷ
    sign: str = ""  # "đ" or "%"
    spoken: bool = False
    loose: bool = False  # one word that is not always a number
    slang: int = 0  # củ, chai, lít: what one may be worth
    typed: str = ""


def figure(tokens: Sequence[Token], at: int) -> tuple[Figure, int] | None:
    """The number that starts here, and where it ends."""
    first = tokens[at]
    if first.sort != "digits" and first.text not in STARTS:
        return None
    if first.sort == "digits" and _stands_alone(tokens, at):
        return Figure((int(first.text),), loose=_is_code(tokens, at), typed=first.text), at + 1
    cursor = Cursor(tokens, at)
    found = _scaled(cursor)
    if found is None:
        return None
    spoken = first.sort != "digits"
    loose = _is_code(tokens, at) or (spoken and cursor.at == at + 1 and first.text in LOOSE)
    ending = "k" if cursor.word(-1) == "k" else ""
    sign = _sign(cursor, found.scaled)
    typed = first.text + ending if cursor.at == at + 1 or not spoken else ""
    return found._replace(sign=sign, spoken=spoken, loose=loose, typed=typed), cursor.at


def _stands_alone(tokens: Sequence[Token], at: int) -> bool:
    """Plain digits with nothing behind that may belong to them."""
    text = tokens[at].text
    is_last = at + 1 == len(tokens)
    return text.isdecimal() and len(text) <= MOST_DIGITS and (is_last or tokens[at + 1].text not in CONTINUES)


def _is_code(tokens: Sequence[Token], at: int) -> bool:
    """B52"""
    return bool(at and tokens[at].glued and tokens[at - 1].sort == "word" and len(tokens[at - 1].text) == 1)


def _sign(cursor: Cursor, scaled: bool) -> str:
    comrades = cursor.word(1) in ("chí", "chi") and not scaled  # đồng chí
    if not comrades and cursor.skip(DONG):
        return "đ"
    if cursor.skip(("%",)):
        return "%"
    if cursor.word() in ("phần", "phan") and cursor.word(1) in ("trăm", "tram"):
        cursor.at += 2
        return "%"
    return ""


def _scaled(cursor: Cursor) -> Figure | None:
    """Parts from tỷ down to units: 1 tỷ 500 triệu, 1tr2, nghìn hai, triệu rưỡi."""
    total: tuple[float, ...] = (0,)
    reason, last = "", 0
    while True:
        start = cursor.at
        exact = bool(last) and _gap(cursor)
        part = None if last and not exact and _is_other_number(cursor, last) else _small(cursor)
        scale = _scale(cursor, part is None, last)
        if scale:
            values, doubt = _times(part or Literal((1,)), scale)
            total, reason, last = _plus(total, values), reason or doubt, scale
            if cursor.skip(HALF):
                return Figure(_plus(total, (scale / 2,)), reason, True, last > 1000)
            continue
        if part is None:
            cursor.at = start
            return Figure(total, reason, True, last > 1000) if last else None
        if not last:
            return _unscaled(cursor, part)
        added, doubt = (part.values, part.reason) if exact else _tail(cursor, part, last, start)
        return Figure(tuple(value + more for more in added for value in total), reason or doubt, True, last > 1000)


def _gap(cursor: Cursor) -> bool:
    """“lẻ”, “không trăm”: what comes is said in full (một nghìn không trăm lẻ năm)."""
    zero = cursor.word() in ("không", "khong") and cursor.word(1) in HUNDRED
    cursor.at += 2 * zero
    return cursor.skip(GAP) or zero


def _plus(these: tuple[float, ...], those: tuple[float, ...]) -> tuple[float, ...]:
    return tuple(one + other for one in these for other in those)


def _times(part: Literal, scale: int) -> tuple[tuple[float, ...], str]:
    """Before a scale a dot with one or two digits can only be decimal: 1.5tr. “1,200 triệu” stays in doubt."""
    values, reason = part
    if reason == "separator" and values[-1] >= 10 * values[0]:
        values, reason = values[:1], ""
    return tuple(round(value * scale, 3) for value in values), reason


def _scale(cursor: Cursor, bare: bool, last: int) -> int:
    """The scale word here, smaller than the one before; alone only if it is written out (“nghìn hai”)."""
    word = cursor.word()
    scale = SCALE.get(word, 0)
    if not scale or (last and scale >= last) or (bare and (last or word not in BARE_SCALES)):
        return 0
    if word == "k" and not cursor.tokens[cursor.at].glued:
        return 0
    cursor.at += 1
    return scale


def _is_other_number(cursor: Cursor, last: int) -> bool:
    """“3 triệu 5 suất” is two numbers: what is not glued and has a noun behind it is not a tail."""
    probe = Cursor(cursor.tokens, cursor.at)
    if probe.at < len(probe.tokens) and probe.tokens[probe.at].glued:
        return False
    part = _small(probe)
    if part is None or _scale(probe, False, 0):
        return False
    if last == 1000 and max(part.values, default=0) >= 100:
        return False  # một nghìn hai trăm chị
    after = probe.at < len(probe.tokens) and probe.tokens[probe.at]
    if after and after.text in CALLED and probe.word(1) in ENDINGS:
        return False
    return bool(after and after.sort == "word" and after.text not in TAILED and after.text not in DONG)


def _tail(cursor: Cursor, part: Literal, last: int, start: int) -> tuple[tuple[float, ...], str]:
    """What is left unsaid: 1tr2 = 1.200.000, 1tr25, 1tr250; “2 tỷ 35” may be 350 or 35 million."""
    amount = part.values[0] if part.values else 0
    token = cursor.tokens[start]
    width = len(token.text) if token.sort == "digits" and cursor.at == start + 1 else len(str(int(amount)))
    below = amount * last / 10**width
    if token.sort == "digits" and "." in token.text:
        return (amount,), "" if amount < last else "confirm"
    if width == 1 or (width == 3 and token.sort == "digits") or (width == 3 and last == 1000):
        return (below,), ""
    if width == 2 and token.glued and last < 10**9:
        return (below,), ""
    return tuple(dict.fromkeys((below, amount * last / 1000 if width == 2 else amount))), "money_scale"


def _unscaled(cursor: Cursor, part: Literal) -> Figure:
    """A number without a scale; “5 củ”, “3 lít” are money in the mouth only, “2 rưỡi” is doubtful."""
    if cursor.skip(HALF):
        return Figure(tuple(value + 0.5 for value in part.values), "confirm")
    factor = SLANG.get(cursor.word())
    if factor:
        return Figure(part.values, part.reason, slang=factor)
    return Figure(*part)


def _small(cursor: Cursor) -> Literal | None:
    """Digits, or spoken words below a thousand; a last “năm” behind others is five or years."""
    start, found = cursor.at, _below_thousand(cursor)
    if found and cursor.at > start + 1 and cursor.word(-1) in YEAR and cursor.word(-2) not in GAP:
        return Literal(found.values, "confirm")
    return found


def _below_thousand(cursor: Cursor) -> Literal | None:
    found = cursor.literal()
    if found:
        return _after_digits(cursor, found)
    for table in (SCORE, TEN):
        if tens := cursor.take(table):
            return Literal((tens + _unit(cursor),))
    if hundred := cursor.take(HUNDRED):
        return _after_hundred(cursor, hundred, hundreds_said=False)
    if ten := cursor.take(TENS):
        return Literal((ten + _unit(cursor),), "" if cursor.word(-1) in LAST else "approximate")
    if (digit := cursor.take(DIGIT)) is None:
        last = cursor.take(LAST)
        return None if last is None else Literal((last,))
    if cursor.take(HUNDRED):
        return _after_hundred(cursor, 100 * digit)
    return _after_digit(cursor, digit)


def _after_digits(cursor: Cursor, found: Literal) -> Literal:
    """3 chục, 3 chục rưỡi, 1 trăm."""
    if len(found.values) == 1 and cursor.take(TENS):
        extra = 5 if cursor.skip(HALF) else _unit(cursor) or _last_digit(cursor)
        return Literal((found.values[0] * 10 + extra,))
    if len(found.values) == 1 and cursor.take(HUNDRED):
        return _after_hundred(cursor, int(found.values[0]) * 100)
    return found


def _last_digit(cursor: Cursor) -> int:
    """2 mươi 5"""
    last = cursor.word()
    if cursor.word(-1) in ("mươi", "muoi") and len(last) == 1 and last.isdecimal():
        cursor.at += 1
        return int(last)
    return 0


def _unit(cursor: Cursor) -> int:
    return cursor.take(LAST) or cursor.take(DIGIT) or 0


def _after_digit(cursor: Cursor, digit: int) -> Literal:
    """hai mươi mốt, ba tư = 34; “hai ba” is 23 or two to three, “năm bảy” five to seven, “hai năm” 25 or two years."""
    if cursor.take(TENS):
        return Literal((digit * 10 + (5 if cursor.skip(HALF) else _unit(cursor)),))
    if (last := cursor.take(LAST)) is not None:
        return Literal((digit * 10 + last,))
    if (unit := cursor.take(DIGIT)) is None:
        return Literal((digit,))
    return Literal((digit * 10 + unit,), "confirm" if unit == digit + 1 or (digit, unit) == (5, 7) else "")


def _after_hundred(cursor: Cursor, hundreds: int, hundreds_said: bool = True) -> Literal:
    """lẻ năm, rưỡi, hai mươi, mười lăm; a lone digit counts tens (trăm hai = 120), “hai trăm ba” perhaps ones."""
    if cursor.skip(GAP):
        return Literal((hundreds + (cursor.take(DIGIT) or cursor.take(LAST) or 0),))
    if cursor.skip(HALF):
        return Literal((hundreds + 50,))
    if tens := cursor.take(TEN):
        return Literal((hundreds + tens + _unit(cursor),))
    digit = cursor.take(DIGIT) or cursor.take(LAST)
    if digit is None:
        return Literal((hundreds,))
    if cursor.take(TENS):
        return Literal((hundreds + digit * 10 + _unit(cursor),))
    if (last := cursor.take(LAST)) is not None:
        return Literal((hundreds + digit * 10 + last,))
    if hundreds_said and cursor.word(-1) in DIGIT:
        return Literal((hundreds + digit * 10, hundreds + digit), "confirm")
    return Literal((hundreds + digit * 10,))
