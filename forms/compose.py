"""The form of a unit: the union of what its programmes ask of its level, each indicator once (DESIGN §1)."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from forms.catalogue import catalogue
from forms.expressions import parse
from forms.levels import LEVEL_NAMES
from forms.model import CheckRule, Form, Indicator, Level, Programme
from forms.periods import PeriodError, period_of

MAX_FIGURES = 15
MAX_TEXTS = 3
ORDINARY = frozenset({"h1", "year"})
SHORT_FORMS: tuple[Level, ...] = ("chi_hoi", "thanh_vien")
ABOUT_UNIT = frozenset({"unit.kind", "unit.level"})


def compose(programmes: Sequence[Programme], level: Level, period_key: str, year: int, kind: str = "") -> Form:
    """The form of a unit of `level` and `kind` for the period `{year}-{period_key}`.

    Questions come in the catalogue's order, texts last; checks are those whose every name is asked. Equal
    arguments give equal forms. Empty where no programme asks this level anything.
    """
    day = _last_day(programmes, period_key, year)
    asked = [
        indicator.worded_on(day)
        for indicator in _in_order(_asked_of(programmes, level, period_key))
        if _concerns(indicator, level, kind)
    ]
    return Form(
        level=level,
        period=f"{year}-{period_key}",
        questions=tuple(asked),
        checks=tuple(_checks(programmes, {indicator.code for indicator in asked})),
    )


def indicators_of(programme: Programme) -> dict[str, Indicator]:
    """Every indicator that a programme asks, by code: its own rows, then what it uses of the catalogue."""
    own = {indicator.code: indicator for indicator in programme.indicator}
    return own | {code: catalogue()[code] for code in programme.use if code not in own}


def levels_asked(programmes: Iterable[Programme]) -> frozenset[Level]:
    """The levels of which any programme asks something: whose units are expected to report."""
    return frozenset(
        level
        for programme in programmes
        for indicator in indicators_of(programme).values()
        for level in indicator.entered_at
    )


def known_indicators(programmes: Iterable[Programme]) -> dict[str, Indicator]:
    """Every indicator that a figure may be given for: the catalogue and the programmes' own."""
    own = {code: row for programme in programmes for code, row in indicators_of(programme).items()}
    return {**catalogue(), **own}


def warnings(programmes: Sequence[Programme], levels: Iterable[Level] = SHORT_FORMS) -> list[str]:
    """A sentence for each form of a volunteer that has grown past 15 figures or 3 texts."""
    short = [level for level in SHORT_FORMS if level in levels]
    return [sentence for level in short for sentence in _too_long(level, _asked_of(programmes, level, ""))]


def _too_long(level: Level, asked: Sequence[Indicator]) -> Iterator[str]:
    texts = sum(not indicator.is_figure for indicator in asked)
    figures = len(asked) - texts
    if figures > MAX_FIGURES or texts > MAX_TEXTS:
        yield (
            f"Phiếu của {LEVEL_NAMES[level]} lên {figures} số liệu và {texts} mục chữ, nhiều hơn mức nên có "
            f"({MAX_FIGURES} số liệu, {MAX_TEXTS} mục chữ)."
        )


def _asked_of(programmes: Sequence[Programme], level: Level, period_key: str) -> list[Indicator]:
    """Each indicator once, as the first programme that asks it of this level words it; every period if no key."""
    found: dict[str, Indicator] = {}
    for programme in programmes:
        if not _has_period(programme, period_key):
            continue
        for code, indicator in indicators_of(programme).items():
            if level in indicator.entered_at and _in_period(indicator, period_key):
                found.setdefault(code, indicator)
    return list(found.values())


def _has_period(programme: Programme, key: str) -> bool:
    """Whether a programme asks anything in that period: those with no period of their own, or with a half or whole
    year, ride on the ordinary report; any other period belongs to the programmes that have it."""
    keys = {rule.key for rule in programme.period}
    if not key or key in keys:
        return True
    return key in ORDINARY and (not keys or not keys.isdisjoint(ORDINARY))


def _in_period(indicator: Indicator, period_key: str) -> bool:
    return not (indicator.periods and period_key) or period_key in indicator.periods


def _concerns(indicator: Indicator, level: Level, kind: str) -> bool:
    """Whether a unit of this kind is asked at all; conditions on other answers are the engine's."""
    rule = parse(indicator.relevant) if indicator.relevant else None
    if rule is None or not rule.names <= ABOUT_UNIT:
        return True
    return rule.evaluate({"unit.kind": kind, "unit.level": level}) is not False


def _in_order(asked: Sequence[Indicator]) -> list[Indicator]:
    sections: dict[str, int] = {}
    places: dict[str, int] = {}
    for indicator in (*catalogue().values(), *asked):
        sections.setdefault(indicator.section, len(sections))
        places.setdefault(indicator.code, len(places))
    return sorted(asked, key=lambda one: (one.kind == "text", sections[one.section], places[one.code]))


def _checks(programmes: Sequence[Programme], codes: set[str]) -> Iterator[CheckRule]:
    seen: set[str] = set()
    for check in (check for programme in programmes for check in programme.check):
        if check.rule not in seen and parse(check.rule).names <= codes | ABOUT_UNIT:
            seen.add(check.rule)
            yield check


def _last_day(programmes: Sequence[Programme], period_key: str, year: int) -> date:
    try:
        return period_of(f"{year}-{period_key}", programmes).until
    except PeriodError:
        return date(year, 12, 31)
