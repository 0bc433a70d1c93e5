"""What a target's expression comes to for a unit, over the periods it concerns and the units that have the figures."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from forms.expressions import parse
from forms.model import Indicator, Programme, Span, Target, Years
from forms.periods import parse_code
from forms.references import RESERVED, UNITS
from reports.rows import Row
from reports.sums import Number, Sums, Vector, entered, fold
from reports.tree import Tree

RowsByPeriod = Mapping[str, Mapping[str, Row]]
Assigned = Mapping[tuple[str, str], float]


@dataclass(frozen=True, slots=True)
class Reading:
    """A target's expression for one unit: its value, the units behind it, and whether it applies there."""

    value: float | None = None
    reported_by: int = 0
    applies: bool = True


@dataclass(frozen=True, slots=True)
class Basis:
    """What all judgements of one programme and period stand on."""

    programme: Programme
    tree: Tree
    rows_by_period: RowsByPeriod
    period: str
    assigned: Assigned
    indicators: Mapping[str, Indicator]

    @property
    def year(self) -> int:
        """The year judged."""
        return parse_code(self.period)[0]


def spans(programme: Programme, target: Target, period: str) -> list[str]:
    """The periods whose figures a target adds up, oldest first: one for a year's target, every year since the
    start for a term or a milestone. Empty where no term covers the year."""
    year, _ = parse_code(period)
    if target.period == "year":
        return [period]
    start = _start(programme, target, year)
    return [] if start is None else [*(f"{earlier}-year" for earlier in range(start, year)), period]


def _start(programme: Programme, target: Target, year: int) -> int | None:
    if target.period == "until":
        valid = programme.valid.since
        return target.since or target.valid.since or (valid.year if valid else year)
    return term_of(programme, target, year).since


def term_of(programme: Programme, target: Target, year: int) -> Years:
    """The term that covers `year`, the later where two meet; open at both ends where none does."""
    known = target.terms or ((_years(programme.term),) if programme.term else ())
    covering = [term for term in known if term.covers(year)]
    return max(covering, key=lambda term: term.since or 0, default=Years())


def _years(span: Span) -> Years:
    return Years(since=span.since and span.since.year, until=span.until and span.until.year)


def readings(basis: Basis, target: Target, root: str, units: Collection[str]) -> dict[str, Reading]:
    """The target's expression for each of `units`, all within the subtree of `root`."""
    names = parse(target.value).names - RESERVED
    conditions = parse(target.applies_if).names - RESERVED if target.applies_if else frozenset()
    periods = spans(basis.programme, target, basis.period) or [basis.period]
    if all(basis.indicators[name].measure == "stock" for name in names):
        periods = periods[-1:]
    seasons = [_season(basis, target, root, units, period, names, names | conditions) for period in periods]
    return {unit: _reading(basis, target, unit, [season[unit] for season in seasons]) for unit in units}


def _season(
    basis: Basis,
    target: Target,
    root: str,
    units: Collection[str],
    period: str,
    names: frozenset[str],
    every: frozenset[str],
) -> dict[str, Sums]:
    rows = basis.rows_by_period.get(period, {})
    indicators = {code: basis.indicators[code] for code in every}
    if target.own:
        return {unit: _own_sums(rows.get(unit), indicators, names) for unit in units}
    return fold(basis.tree.subtree(root), rows, indicators, units, names)


def _own_sums(row: Row | None, indicators: Mapping[str, Indicator], names: frozenset[str]) -> Sums:
    sums = Sums()
    if row is not None and row.counted:
        for code in indicators.keys() & row.answers.keys():
            sums.tally(code).count(row.answers[code])
        sums.join(entered(row, names))
    return sums


def _reading(basis: Basis, target: Target, unit: str, seasons: list[Sums]) -> Reading:
    vector = _over_time([sums.joint for sums in seasons], basis.indicators)
    value = parse(target.value).evaluate(vector) if vector else None
    return Reading(
        value=float(value) if isinstance(value, int | float) else None,
        reported_by=int(vector.get(UNITS, 0)) if vector else 0,
        applies=_applies(basis, target, unit, seasons[-1]) and (value is not None or not _exempt(target, seasons)),
    )


def _over_time(joints: list[Vector | None], indicators: Mapping[str, Indicator]) -> Vector | None:
    """Flows add up over the periods; of a figure since the term began the latest counts; a stock is today's."""
    told = [joint for joint in joints if joint is not None]
    if not told:
        return None
    vector: Vector = {}
    for code in told[-1]:
        measure = indicators[code].measure if code in indicators else "term"
        if measure == "stock" and joints[-1] is None:
            return None
        vector[code] = sum(joint[code] for joint in told) if measure == "flow" else told[-1][code]
    return vector


def _applies(basis: Basis, target: Target, unit: str, now: Sums) -> bool:
    """Whether the condition holds; where it cannot be known yet, the target still stands."""
    if not target.applies_if:
        return True
    node, rule = basis.tree[unit], parse(target.applies_if)
    about: dict[str, Number | str | None] = {code: now.value(code) for code in rule.names - RESERVED}
    return rule.evaluate({**about, "unit.kind": node.kind, "unit.level": node.level}) is not False


def _exempt(target: Target, seasons: Iterable[Sums]) -> bool:
    """Whether a figure that the target needs was answered "không áp dụng" by all who answered at all."""
    told = [sums.tallies[code] for sums in seasons for code in parse(target.value).names if code in sums.tallies]
    return any(tally.not_applicable and not (tally.reported_by or tally.missing) for tally in told)
