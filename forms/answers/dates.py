"""A date, day before month: “8/3”, “mùng 8 tháng 3”, “10-06-2026”; “hôm qua”, “ngày 5” are asked to confirm."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from forms.answers.figures import without_figure
from forms.answers.normalise import Token, clean, tokens
from forms.answers.numbers import figure
from forms.answers.scan import PHONE
from forms.answers.sift import sift
from forms.answers.values import Choice, Context, Reading, ask, refused, value

LONGEST: Final = 300  # a date stands in the first words
SPOKEN_AFTER: Final = frozenset({"ngay", "mung", "mong", "thang", "hom", "ram", "thu", "quy"})
YEARS_AROUND: Final = 5
FAR_AHEAD: Final = timedelta(days=180)

BRACKETED: Final = re.compile(r"(?<=\S) ?\([^()]*\)")
TIME: Final = re.compile(r"\b\d{1,2} ?(?:h|g|gio)(?: ?\d{1,2})?(?: phut)?\b|\b\d{1,2}:\d{2}\b")
NEGATED: Final = re.compile(r"\b(?:chu )?(?:khong|ko|k|kh) phai(?: la)?(?: ngay)? [\d/.-]+")
SAYS_WRONG: Final = re.compile(r"\b(?:nham|lon|sua lai|phai la|a khong|dinh chinh)\b")
DOUBTFUL: Final = re.compile(
    r"\b(?:khoang|tam|gan|chac(?! chan)|hinh nhu|du kien|(?:truoc|sau)(?= (?:ngay )?\d)|nam ngoai|nam truoc)\b"
)
LAST_YEAR: Final = re.compile(r"\bnam (?:ngoai|truoc)\b")
TWO_DAYS: Final = re.compile(
    r"(?<![\d/.-])(\d{1,2}) ?(?:-|den|va|,|toi) ?(\d{1,2}) ?(?:/| thang )(\d{1,2})(?:/(\d{4}))?(?![\d/])"
)
# a date written out: shape, the order of its parts, an example
WRITTEN: Final = [
    (r"(?<!\d)(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?!\d)", "2026-03-08"),
    (r"(?<![\d/.])(?P<d>\d{1,2}) ?(?P<s>[/.-]) ?(?P<m>\d{1,2})(?: ?(?P=s) ?(?P<y>\d{4}|\d{2}))?(?![\d/])", "8/3/26"),
    (
        r"(?<!\d)(?P<d>\d{1,2}) ?(?:thang|th|t) ?(?P<m>\d{1,2})(?:(?:,? nam | ?[/-] ?| )(?P<y>\d{4}))?(?!\d)",
        "8 tháng 3",
    ),
    (r"(?<!\d)(?P<d>\d{1,2}) (?P<m>\d{1,2}) (?P<y>\d{4})(?!\d)", "8 3 2026"),
]
PATTERNS: Final = [re.compile(shape) for shape, _ in WRITTEN]
LUNAR: Final = re.compile(r"\b(?:am(?: lich)?|al|ram|tet|gio to|thang gieng|thang chap|ta)\b")
PERIOD: Final = re.compile(
    r"\bquy (?:\d|i{1,3}|iv)\b|\b\d+ thang (?:dau|cuoi)|\bca nam\b|\bthang \d{1,2}\b|^\d{1,2}/\d{4}$|^nam \d{4}$"
)
DAY: Final = re.compile(r"(?:^|\b(?:ngay|mung|mong|hom) )0?(\d{1,2})(?: ?(?:a|nhe|em))*(?:$|\b(?! ?[\d/.-]))")
WEEKDAY: Final = re.compile(r"\b(?:thu ([2-7])|t([2-7])(?= vua| roi| tuan|$)|chu nhat|cn)\b")
RELATIVE: Final = {
    "hom nay": 0, "sang nay": 0, "chieu nay": 0, "toi nay": 0, "trua nay": 0, "hom qua": -1, "toi qua": -1,
    "chieu qua": -1, "sang qua": -1, "hom kia": -2, "hom truoc nua": -2, "bua qua": -1,
    "bua nay": 0, "hnay": 0, "hqua": -1,
}  # fmt: skip
TOMORROW: Final = frozenset({"mai", "ngay mai", "sang mai", "toi mai", "chieu mai"})


def read_date(text: str, context: Context) -> Reading:
    """The reading of an answer to a question for a date."""
    said = _spoken(text)
    wrong = bool(SAYS_WRONG.search(said) or NEGATED.search(said))
    found = _reading(NEGATED.sub(" ", said), text, context)
    return replace(found, correction=True) if wrong else found


def _spoken(text: str) -> str:
    """Plain letters, spoken numbers as digits (mùng tám tháng ba → mung 8 thang 3), no time of day, no brackets."""
    found = tokens(clean(text[:LONGEST]))
    words: list[str] = []
    at = 0
    while at < len(found):
        token = found[at]
        number = figure(found, at) if token.sort == "word" and words and words[-1].strip() in SPOKEN_AFTER else None
        number = number or (figure(found, at) if _opens_month(found, at) else None)
        written = f"{number[0].values[0]:g}" if number else token.plain
        words.append(written if token.glued else f" {written}")
        at = number[1] if number else at + 1
    return TIME.sub(" ", BRACKETED.sub("", "".join(words).strip())).strip(" .,!?")


def _opens_month(found: list[Token], at: int) -> bool:
    """“tám tháng ba”: a spoken day right before tháng."""
    number = figure(found, at) if found[at].sort == "word" else None
    return bool(number and number[1] < len(found) and found[number[1]].plain == "thang")


def _reading(said: str, text: str, context: Context) -> Reading:
    if PHONE.search(text[:LONGEST]):
        return refused("phone_number")
    for rule in RULES:
        found = rule(said, context)
        if found:
            return found
    found = without_figure(sift(text), context)
    if found.status == "refused" and found.reason == "not_a_number":
        return refused("not_a_date")
    return replace(found, status="missing", value=None) if found.status == "value" else found


def _lunar(said: str, context: Context) -> Reading | None:
    return ask("lunar_date") if LUNAR.search(said) and not said.startswith("hom ta") else None


def _two_days(said: str, context: Context) -> Reading | None:
    """15-16/5, 15 và 16 tháng 5."""
    found = TWO_DAYS.search(said)
    if not found:
        return None
    days = [_day(found[4] or str(context.year), found[3], one) for one in (found[1], found[2])]
    return ask("range", *map(_choice, days)) if all(days) else None  # type: ignore[arg-type]


def _written(said: str, context: Context) -> Reading | None:
    """Dates written out: one is the answer, two are a range, one that does not exist is refused."""
    for pattern in PATTERNS:
        found = list(pattern.finditer(said))
        if found:
            days = [_day(one["y"] or str(context.year), one["m"], one["d"]) for one in found]
            break
    else:
        return None
    real = [day for day in days if day]
    if len(real) < len(days):
        return ask("confirm", *map(_choice, real)) if real else refused("not_a_date")
    if len(real) > 1:
        return ask("range", *map(_choice, real[:4]))
    return _certain(said, real[0], found[0]["y"] is not None, context)


def _certain(said: str, day: date, with_year: bool, context: Context) -> Reading:
    if LAST_YEAR.search(said) and not with_year:
        return ask(
            "confirm", _choice(day.replace(year=day.year - 1, day=min(day.day, 28) if day.month == 2 else day.day))
        )
    if DOUBTFUL.search(said) or abs(day.year - context.year) > YEARS_AROUND:
        return ask("confirm", _choice(day))
    if context.today and not with_year and day - context.today > FAR_AHEAD:
        return ask(
            "confirm",
            *(_choice(one) for year in (1, 0) if (one := _day(str(day.year - year), str(day.month), str(day.day)))),
        )
    return value(day.isoformat())


def _relative(said: str, context: Context) -> Reading | None:
    """hôm qua, thứ 7 vừa rồi, cuối tuần trước: computed, then confirmed."""
    if said in TOMORROW:
        return _confirm(context, 1)
    for words, days in RELATIVE.items():
        if re.search(rf"\b{words}\b", said):
            return _confirm(context, days)
    weekday = WEEKDAY.search(said)
    if context.today and "cuoi tuan" in said:
        sunday = context.today - timedelta(days=context.today.isoweekday())
        return ask("confirm", _choice(sunday - timedelta(days=1)), _choice(sunday))
    if weekday or re.search(
        r"\bcach day\b|\b(?:hom|bua|ngay) truoc\b|\b(?:cuoi|dau|giua) (?:tuan|thang)|\btuan (?:truoc|nay|roi)\b", said
    ):
        return (
            _last(int(weekday[1] or weekday[2] or 8) - 1, said, context)
            if weekday and context.today
            else ask("day_missing")
        )
    return None


def _last(weekday: int, said: str, context: Context) -> Reading:
    """The last such day before today; “tuần trước” counts from last week's Monday."""
    today = context.today or date.min
    if "tuan truoc" in said:
        return ask("confirm", _choice(today - timedelta(days=today.isoweekday() + 7 - weekday)))
    return _confirm(context, -((today.isoweekday() - weekday) % 7 or 7))


def _day_of_month(said: str, context: Context) -> Reading | None:
    """“ngày 5”, “5”: of the month under discussion, to confirm."""
    found = DAY.search(said)
    if not found or PERIOD.search(said):
        return None
    if not 1 <= int(found[1]) <= 31:
        return refused("not_a_date")
    day = context.today and _day(str(context.today.year), str(context.today.month), found[1])
    return ask("confirm", _choice(day)) if day else ask("day_missing")


def _period(said: str, context: Context) -> Reading | None:
    return ask("day_missing") if PERIOD.search(said) else None


RULES: Final[list[Callable[[str, Context], Reading | None]]] = [
    _lunar,
    _two_days,
    _written,
    _relative,
    _day_of_month,
    _period,
]


def _confirm(context: Context, days: int) -> Reading:
    return ask("confirm", _choice(context.today + timedelta(days=days))) if context.today else ask("day_missing")


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year) if len(year) > 2 else 2000 + int(year), int(month), int(day))
    except ValueError:
        return None


def _choice(day: date) -> Choice:
    return Choice(day.strftime("%d/%m/%Y"), day.isoformat())
