"""Programmes told to people and to other programs: how a target is judged in words, and the JSON of DESIGN §3."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from forms.compose import indicators_of, known_indicators, levels_asked
from forms.levels import LEVEL_NAMES
from forms.model import LEVELS, CalendarEntry, Indicator, Level, Programme, Span, Target, Years
from forms.references import UNITS

STATUS_NAMES = {"current": "đang hiệu lực", "archived": "lưu trữ"}
DATE_SOURCES = {"document": "văn bản ghi", "configuration": "cấu hình"}
COMPARISONS = {">=": "từ {} trở lên", ">": "trên {}", "=": "đúng {}"}
TARGET_KEYS = ("code", "compare", "goal", "unit", "levels", "each", "share", "valid", "period", "source")
CODE = re.compile(r"[a-z_][a-z0-9_]*(?:\.[a-z]+)?")
SIGNS = (("*", "×"), ("/", "÷"), (" and ", " và "), (" or ", " hoặc "), ("!=", "≠"), (">=", "≥"), ("<=", "≤"))


def as_json(programme: Programme) -> dict[str, Any]:
    """What `chihoi programme show CODE --json` answers (DESIGN §3)."""
    plain = programme.model_dump(mode="json", by_alias=True)
    return {
        **{key: plain[key] for key in ("code", "title", "issuer", "source", "status", "valid", "term", "recipients")},
        "periods": plain["period"],
        "targets": [{key: _whole(row[key]) for key in TARGET_KEYS} for row in plain["target"]],
        "obligations": [_only(row, "code", "who", "to", "when", "what") for row in plain["obligation"]],
        "calendar": [_only(row, "code", "from", "to", "title", "every") for row in plain["calendar"]],
    }


def lapsed(programme: Programme, day: date) -> str:
    """A sentence where the programme is not in force on `day` or archived, for whoever switches it on; else nothing."""
    since, until = programme.valid.since, programme.valid.until
    if until and until < day:
        return f"Chương trình {programme.code} đã hết hiệu lực từ sau ngày {until:%d/%m/%Y}."
    if since and day < since:
        return f"Chương trình {programme.code} chỉ có hiệu lực từ ngày {since:%d/%m/%Y}."
    return f"Chương trình {programme.code} là chương trình lưu trữ." if programme.status == "archived" else ""


def _only(row: Mapping[str, Any], *keys: str) -> dict[str, Any]:
    return {key: row[key] for key in keys}


def _whole(value: Any) -> Any:
    return int(value) if isinstance(value, float) and value.is_integer() else value


def amount(value: float, unit: str = "") -> str:
    """A number the Vietnamese way, with its unit: `1.200 người`, `86,4%`."""
    text = f"{value:,.2f}".rstrip("0").rstrip(".").translate(str.maketrans(",.", ".,"))
    return f"{text}%" if unit == "%" else f"{text} {unit}".strip()


def how_judged(programme: Programme, target: Target) -> str:
    """How a target is judged, in one sentence for staff."""
    known = known_indicators([programme])
    parts = [_figure(target, known), _wanted(target), *_whose(target), *_when(programme, target)]
    if target.applies_if:
        parts.append(f"chỉ xét nơi {formula(target.applies_if, known)}")
    if not target.stated and not target.note:
        parts.append("văn bản ghi con số trơn")
    return "; ".join(parts)


def _figure(target: Target, known: Mapping[str, Indicator]) -> str:
    return "tỷ lệ chỉ tiêu của đơn vị đã đạt" if target.meta else formula(target.value, known)


def formula(text: str, known: Mapping[str, Indicator]) -> str:
    """An expression with the names of figures in place of their codes."""
    for sign, shown in SIGNS:
        text = text.replace(sign, shown)
    return CODE.sub(lambda found: _named(found[0], known), text)


def _named(code: str, known: Mapping[str, Indicator]) -> str:
    if code == UNITS:
        return "số đơn vị đã trả lời"
    return f"“{known[code].title}”" if code in known else code


def _wanted(target: Target) -> str:
    goal = amount(target.goal, target.unit)
    return "phải có" if target.compare == "yes" else COMPARISONS[target.compare].format(goal)


def _whose(target: Target) -> Iterator[str]:
    if target.each:
        share = amount(100 if target.share is None else target.share, "%")
        yield f"xét từng {LEVEL_NAMES[target.each]}, {share} phải đạt"
    if target.own:
        yield "xét riêng số của chính từng đơn vị"
    yield f"tính ở cấp {', '.join(LEVEL_NAMES[level] for level in target.levels)}"


def _when(programme: Programme, target: Target) -> Iterator[str]:
    if target.period == "year":
        yield "hằng năm"
    elif target.period == "until":
        yield f"cộng dồn từ {target.since} đến {target.until}" if target.since else f"mốc {target.until}"
    else:
        yield f"theo nhiệm kỳ {_terms(programme, target)}"
    if span := years(target.valid):
        yield f"áp dụng {span}"


def _terms(programme: Programme, target: Target) -> str:
    if target.terms:
        return ", ".join(years(term) for term in target.terms)
    term = programme.term
    return f"{term.since.year}–{term.until.year}" if term and term.since and term.until else ""


def years(span: Years) -> str:
    """`2022–2025`, `từ 2026`, `đến 2025`; nothing where it is open at both ends."""
    if span.since and span.until:
        return f"{span.since}–{span.until}" if span.since != span.until else str(span.since)
    return f"từ {span.since}" if span.since else f"đến {span.until}" if span.until else ""


def days(span: Span) -> str:
    """`01/01/2026 – 31/12/2030`, its open ends in words."""
    since = f"{span.since:%d/%m/%Y}" if span.since else "không ghi"
    return f"{since} – {span.until:%d/%m/%Y}" if span.until else f"{since} – không ghi ngày hết"


def on_days(entry: CalendarEntry) -> str:
    """When a line of the calendar holds: `15/11 – 15/12`, or every quarter."""
    if entry.every == "quarter":
        return "hằng quý"
    return day_of(entry.since) if entry.since == entry.until else f"{day_of(entry.since)} – {day_of(entry.until)}"


def day_of(month_day: str) -> str:
    """`06-10` as people write it: 10/6."""
    month, day = map(int, month_day.split("-"))
    return f"{day}/{month}"


def asked(programme: Programme) -> list[str]:
    """The levels asked, each with how much: `chi hội (12 số liệu, 3 mục chữ)`."""
    levels = [level for level in LEVELS if level in levels_asked([programme])]
    return [_how_much(level, indicators_of(programme).values()) for level in levels]


def _how_much(level: Level, indicators: Iterable[Indicator]) -> str:
    figures = [one.is_figure for one in indicators if level in one.entered_at]
    return f"{LEVEL_NAMES[level]} ({sum(figures)} số liệu, {len(figures) - sum(figures)} mục chữ)"
