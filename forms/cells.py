"""One cell of a programme's spreadsheet, as staff type it, to and from the value of its key.

Lists are parted by semicolons, `lead_days` reads "chi_hoi = 7; xa = 3", years read "2022-2025", yes and no are
có and không. A cell that cannot be read goes on as it is: the model then says what is wrong with it.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

YES, NO = ("có", "co", "x", "true", "1", "yes"), ("không", "khong", "false", "0", "no")
DAY = re.compile(r"^(\d{1,2})/(\d{1,2})/(\d{4})$")
YEARS = re.compile(r"^(\d{4})?\s*[-–]\s*(\d{4})?$")


@dataclass(frozen=True, slots=True)
class Codec:
    """How a key is written into a cell and read from it."""

    write: Callable[[Any], Any]
    read: Callable[[Any], Any]


def _plain(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else value


def _text(value: Any) -> Any:
    """Excel makes a number of a text of digits."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else _plain(value)


def _number(value: Any) -> Any:
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value.strip().replace(",", ".") if isinstance(value, str) else value


def _listed(value: Any) -> Any:
    return [part.strip() for part in str(_text(value)).split(";") if part.strip()]


def _codes(value: Any) -> Any:
    return [part.strip() for part in re.split(r"[;,\s]+", str(_text(value))) if part.strip()]


def _yes_no(value: Any) -> Any:
    word = str(value).strip().lower()
    return True if word in YES else False if word in NO else value


def _day(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.date()
    found = DAY.match(value.strip()) if isinstance(value, str) else None
    if found is None:
        return _plain(value)
    try:
        return date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError:
        return value


def _month_day(value: Any) -> Any:
    """Excel makes a date of 06-10."""
    return f"{value:%m-%d}" if isinstance(value, date) else _text(value)


def _pairs(value: Any) -> Any:
    parts = [part.partition("=") for part in _listed(value)]
    return {name.strip(): int(amount) if amount.strip().isdigit() else amount.strip() for name, _, amount in parts}


def _terms(value: Any) -> Any:
    found = [YEARS.match(part) for part in _listed(value)]
    if not all(found):
        return value
    return [
        {key: int(year) for key, year in zip(("from", "to"), term.groups(), strict=True) if year}
        for term in found
        if term
    ]


def _written_terms(terms: list[Mapping[str, int]]) -> str:
    return "; ".join(f"{term.get('from', '')}-{term.get('to', '')}" for term in terms)


TEXT = Codec(str, _text)
NUMBER = Codec(_plain, _number)
LIST = Codec("; ".join, _listed)
CODES = Codec("; ".join, _codes)
YES_NO = Codec(lambda value: "có" if value else "không", _yes_no)
DATE = Codec(_plain, _day)
MONTH_DAY = Codec(str, _month_day)
PAIRS = Codec(lambda pairs: "; ".join(f"{name} = {amount}" for name, amount in pairs.items()), _pairs)
TERMS = Codec(_written_terms, _terms)

BY_NAME: Mapping[str, Codec] = {
    **dict.fromkeys(("levels", "use", "periods"), CODES),
    **dict.fromkeys(("recipients", "options", "short"), LIST),
    **dict.fromkeys(("required", "own", "sensitive", "stated"), YES_NO),
    **dict.fromkeys(("min", "max", "goal", "share", "since", "until", "lock_days"), NUMBER),
    **dict.fromkeys(("from", "to", "before"), MONTH_DAY),
    "lead_days": PAIRS,
    "terms": TERMS,
}
SPANS = frozenset({"valid", "term"})


def codec(table: str, column: str) -> Codec:
    """How a column of a table is written and read."""
    if table == "version" and column == "since":
        return DATE
    name, _, part = column.partition(".")
    if part:
        return DATE if table == "programme" else NUMBER
    if table == "obligation":
        return TEXT
    return BY_NAME.get(name, TEXT)
