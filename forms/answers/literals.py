"""Numbers written with digits: which separators mean thousands, which a decimal, and which are doubtful."""

import re
from typing import Final, NamedTuple

MOST_DIGITS: Final = 15


class Literal(NamedTuple):
    """What digits may stand for, the likeliest first; one value means no doubt."""

    values: tuple[float, ...]
    reason: str = ""


def _whole(text: str) -> float:
    return int(re.sub(r"\D", "", text))


def _decimal(text: str) -> float:
    """The last separator stands before decimals, the others before thousands."""
    head, tail = re.split(r"[.,](?=\d+$)", text)
    return float(f"{_whole(head)}.{tail}")


# shape, the readings it has, why it is doubtful, examples with what they may be
SHAPES: Final = [
    (r"\d+", (_whole,), "", {"20": [20], "02": [2], "0": [0]}),
    (r"[1-9]\d{0,2}(\.\d{3})+", (_whole,), "", {"1.200": [1200], "1.234.567": [1234567]}),
    (r"\d{1,3}( \d{3})+", (_whole,), "", {"1 200": [1200], "19 136": [19136]}),
    (r"[1-9]\d{0,2}(,\d{3}){2,}", (_whole,), "", {"1,234,567": [1234567]}),
    (r"[1-9]\d{0,2}(\.\d{3})+,\d+", (_decimal,), "", {"1.234,5": [1234.5]}),
    (r"[1-9]\d{0,2}(,\d{3})+\.\d+", (_decimal,), "", {"1,234.5": [1234.5]}),
    (r"[1-9]\d{0,2},\d{3}", (_whole, _decimal), "separator", {"1,200": [1200, 1.2], "14,917": [14917, 14.917]}),
    (r"\d+,\d*[1-9]", (_decimal,), "", {"1,5": [1.5], "86,4": [86.4], "0,85": [0.85]}),
    (r"\d+,0", (_decimal,), "", {"15,0": [15]}),
    (r"\d+,\d+", (_decimal, _whole), "separator", {"1,20": [1.2, 120]}),
    (r"\d+\.\d+", (_decimal, _whole), "separator", {"1.20": [1.2, 120], "86.4": [86.4, 864]}),
    (r"\d+([.,]\d+)+", (_whole,), "separator", {"1.234.56": [123456], "12.34.56": [123456]}),
]
PATTERNS: Final = [(re.compile(shape), readings, reason) for shape, readings, reason, _ in SHAPES]


def literal(text: str) -> Literal:
    """The readings of one number as typed; none when it is too long to be one."""
    if len(text) <= MOST_DIGITS and text.isdecimal():
        return Literal((int(text),))
    if sum(map(str.isdecimal, text)) > MOST_DIGITS:
        return Literal((), "too_large")
    for pattern, readings, reason in PATTERNS:
        if pattern.fullmatch(text):
            return Literal(tuple(reading(text) for reading in readings), reason)
    return Literal((), "not_a_number")
