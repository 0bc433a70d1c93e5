"""Compiling: gathering what a summary or a status list needs, for any unit and period."""

from collections.abc import Iterable, Mapping, Sequence, Set
from datetime import date, datetime

from actions import letterheads
from actions.reporting import due_of, form_of
from actions.work import Work
from forms.compose import indicators_of, known_indicators
from forms.model import Form, Indicator, Programme
from forms.periods import AD_HOC, Period, PeriodError, parse_code
from forms.rows import Unit
from forms.steps import progress
from forms.walk import Facts
from reports.closures import Closures, closed_units
from reports.standing import Standing, standing
from reports.summary import Source, Summary, summarise
from storage import assigned, closings, reports
from storage.closings import Closing
from storage.reports import Report

PART_OF_TREE = 5000


def standings(work: Work, root: str, period: Period, stored: dict[str, Report] | None = None) -> list[Standing]:
    """How every expected unit of a subtree stands."""
    if stored is None:
        stored = _below(work, root, period.code)
    return [_standing(work, unit, period, stored.get(unit.code)) for unit in work.world.expected(root, period)]


def _standing(work: Work, unit: Unit, period: Period, report: Report | None) -> Standing:
    due = due_of(work, unit, period)
    form = form_of(work, unit, period, report)
    facts = Facts(unit_kind=unit.kind, unit_level=unit.level, year=period.year)
    row = report.row if report else None
    return standing(unit, row, due, progress(form, row.answers if row else {}, facts))


def summary(
    work: Work,
    root: str,
    period: Period,
    programme: Programme | None = None,
    *,
    above: int = 0,
    closed_only: bool = False,
) -> Summary:
    """The compiled summary of a unit, against the targets of the programmes that are on for it (or of one), for a
    reader who stands `above` levels over it; with `closed_only`, of nothing but what has been closed."""
    db = work.settle()
    programmes = [programme] if programme else list(work.world.active(root))
    expected = work.world.expected(root, period)
    stored = {code: _below(work, root, code) for code in _needed(reports.periods(db), period, programmes)}
    if closed_only:
        held = closed_units(work.world.tree, root, _held(work, period))
        expected = [unit for unit in expected if unit.code in held]
        stored[period.code] = {code: one for code, one in stored.get(period.code, {}).items() if code in held}
    asked = _forms(work, root, expected, period, stored.get(period.code, {}))
    return summarise(
        Source(
            unit=root,
            period=period.code,
            since=period.since,
            until=period.until,
            title=period.title,
            tree=work.world.tree,
            rows={code: {unit: report.row for unit, report in found.items()} for code, found in stored.items()},
            standings=[_standing(work, unit, period, stored.get(period.code, {}).get(unit.code)) for unit in expected],
            indicators=_indicators(work, asked, _brought(work, root, stored.get(period.code, {})), programme),
            programmes=programmes,
            compared_with=_compared_with(work, root, period, stored, asked),
            assigned={one.code: assigned.goals(db, one.code, period.year) for one in programmes if one.target},
            forms={unit.code: work.world.form(unit, period).version for unit in expected},
            above=above,
            head=letterheads.head_of(work, root),
            closures=closures(work, root, period, closed_only),
        ),
        work.now,
    )


def _below(work: Work, root: str, period: str) -> dict[str, Report]:
    """The reports of a subtree, by unit: of a whole tree with one query, of a part of it by name."""
    db, tree = work.settle(), work.world.tree
    units = tree.descendants(root) if tree[root].parent in tree else ()
    return reports.among(db, period, units) if 0 < len(units) < PART_OF_TREE else reports.of_period(db, period)


def anything_closed(work: Work, root: str, period: Period) -> bool:
    """Whether any figure of a subtree has been closed: then the document that goes up takes closed figures alone."""
    tree = work.world.tree
    return any(unit in tree and root in (unit, *tree.ancestors(unit)) for unit in _held(work, period))


def _held(work: Work, period: Period) -> dict[str, Closing]:
    """The closings of a period that hold, by unit."""
    return {code: one for code, one in closings.of_period(work.settle(), period.code).items() if one.is_closed}


def closers(work: Work, root: str, period: Period) -> list[Unit]:
    """Units directly below that have reports under them: each is closed by its own staff."""
    tree = work.world.tree
    below = (tree[code] for code in tree.children(root))
    return [one for one in below if one.valid_on(period.until) and tree.children(one.code)]


def closures(work: Work, root: str, period: Period, only: bool = False) -> Closures:
    """Who has closed what of a unit's figures: itself and the units directly below."""
    known = closings.of_period(work.settle(), period.code)
    below = tuple(unit.code for unit in closers(work, root, period))
    held = {code: one for code, one in known.items() if one.is_closed}
    opened = {code: one.version for code, one in known.items() if one.version and not one.is_closed}
    own = held.get(root)
    return Closures(
        own.version if own else 0,
        datetime.fromisoformat(own.closed_at) if own else None,
        below,
        tuple(code for code in below if code in held),
        only,
        tuple(code for code in below if code in opened),
        opened.get(root, 0),
    )


def _needed(known: Iterable[str], period: Period, programmes: Sequence[Programme]) -> list[str]:
    """Periods whose reports matter: this one, those compared with, and, for milestones and terms, all since."""
    years = [programme.term.since.year for programme in programmes if programme.term and programme.term.since]
    years += [target.since for programme in programmes for target in programme.target if target.since]
    first = min([period.year - 1, *years])
    return [code for code in known if first <= int(code[:4]) <= period.year]


def _compared_with(
    work: Work, root: str, period: Period, stored: Mapping[str, Mapping[str, Report]], forms: Sequence[Form]
) -> dict[str, str]:
    """The period a flow and a stock are compared with (DESIGN §1, "Figures in time"): the same one of last year, and
    the latest earlier one that is as whole as the usual one, the last half-year or year."""
    year, key = parse_code(period.code)
    usual = f"{year}-h1" if key == "year" else f"{year - 1}-year"
    stock = _latest_stock(work, root, period, stored, forms, usual)
    return {"flow": f"{year - 1}-{key}", "stock": stock, "term": stock}


def _latest_stock(
    work: Work, root: str, period: Period, stored: Mapping[str, Mapping[str, Report]], forms: Sequence[Form], usual: str
) -> str:
    below = frozenset(work.world.tree.descendants(root))
    ends = {code: until for code in stored if (until := _until(work, code)) and until < period.until}
    is_usual = any(unit in below for unit in stored.get(usual, ()))
    later = [code for code in ends if not is_usual or (usual in ends and ends[code] > ends[usual])]
    if not later:
        return usual
    asked = {one.code for form in forms for one in form.questions if one.measure != "flow"}
    held = {code: _holding(stored[code], below, asked) for code in (*later, usual) if code in stored}
    known, count = held.get(usual, (frozenset(), 0))
    whole = [code for code in later if held[code][0] >= known and held[code][0] and held[code][1] >= count]
    return max(whole, key=lambda code: ends[code], default=usual)


def _holding(found: Mapping[str, Report], below: Set[str], asked: Set[str]) -> tuple[frozenset[str], int]:
    """Which of the figures asked the reports of those units hold, and how many reports are in."""
    counted = [one.row for unit, one in found.items() if unit in below and one.row.counted]
    return frozenset(code for row in counted for code in row.answers if code in asked), len(counted)


def _until(work: Work, code: str) -> date | None:
    """The cut-off of an ordinary period; None of one asked for the occasion, and of one that no programme has now."""
    if parse_code(code)[1].startswith(AD_HOC):
        return None
    try:
        return work.world.period(code).until
    except PeriodError:
        return None


def _forms(work: Work, root: str, expected: Sequence[Unit], period: Period, stored: Mapping[str, Report]) -> list[Form]:
    """The forms that the expected units are asked, the lowest level first; then the earlier ones that reports were
    sent on, so that what only they asked is added up too."""
    now = {form.version: form for unit in reversed(expected) if (form := work.world.form(unit, period))}
    tree = work.world.tree
    sent = ((unit, stored[unit]) for unit in tree.descendants(root) if unit in stored)
    earlier = {one.row.form: (unit, one) for unit, one in sent if one.row.form not in now and one.row.counted}
    return [*now.values(), *(form_of(work, tree[unit], period, report) for unit, report in earlier.values())]


def _brought(work: Work, root: str, stored: Mapping[str, Report]) -> frozenset[str]:
    """Codes of the figures that were imported, whether or not a form asks them."""
    rows = (stored[unit].row for unit in work.world.tree.descendants(root) if unit in stored)
    return frozenset().union(*(row.answers.keys() for row in rows if row.origin == "imported"))


def _indicators(
    work: Work, forms: Sequence[Form], brought: frozenset[str], programme: Programme | None
) -> dict[str, Indicator]:
    """Every question of those forms in their order, as the first that asks it words it; then what was imported."""
    asked: dict[str, Indicator] = {}
    for question in (question for form in forms for question in form.questions):
        asked.setdefault(question.code, question)
    known = known_indicators(work.world.programmes.values()) if brought - asked.keys() else {}
    asked |= {code: known[code] for code in sorted(brought - asked.keys()) if code in known}
    wanted = asked if programme is None else indicators_of(programme)
    return {code: question for code, question in asked.items() if code in wanted}
