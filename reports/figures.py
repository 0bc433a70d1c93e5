"""Each figure of a summary as offices read it: planned, before, now, and what to know about it."""

from collections.abc import Mapping
from dataclasses import dataclass

from forms.model import Indicator, Target
from forms.periods import parse_code
from reports.rates import RATES, Rate, joined, percent
from reports.summary import Summary
from reports.sums import Number, Total, add_up

FROM_THE_START = frozenset({"h1", "9m", "year", "q1", "m01"})


@dataclass(frozen=True, slots=True)
class Figure:
    """One indicator: `plan` is the goal set for this unit, `before` the total of the period it is compared with
    (`before_by` units stood behind that), `half` the first half of a year's flow."""

    indicator: Indicator
    now: Total
    plan: float | None = None
    before: Number | None = None
    before_by: int = 0
    half: Number | None = None
    in_year: bool = True

    @property
    def comparable(self) -> bool:
        """Whether as many units stand behind the figure as did before: else a difference says nothing."""
        return self.now.reported_by == self.before_by

    @property
    def change(self) -> Number | None:
        """Now less before; None unless both are known."""
        return None if self.now.total is None or self.before is None else self.now.total - self.before


@dataclass(frozen=True, slots=True)
class RateNow:
    """A rate now and before, in percent."""

    rate: Rate
    now: float | None
    before: float | None


def in_order(summary: Summary) -> list[str]:
    """The codes of all figures, section by section, in the order of the forms."""
    sections: dict[str, list[str]] = {}
    for code in summary.totals:
        sections.setdefault(summary.indicators[code].section, []).append(code)
    return [code for codes in sections.values() for code in codes]


def figures(summary: Summary) -> list[Figure]:
    """Every figure, section by section."""
    plans, earlier = _plans(summary), _earlier(summary)
    half = _half(summary)
    in_year = parse_code(summary.period)[1] in FROM_THE_START
    return [
        Figure(
            indicator=(indicator := summary.indicators[code]),
            now=summary.totals[code],
            plan=plans.get(code),
            before=before.total if (before := earlier.get(indicator.measure, {}).get(code)) else None,
            before_by=before.reported_by if before else 0,
            half=half[code].total if indicator.measure == "flow" and code in half else None,
            in_year=in_year,
        )
        for code in in_order(summary)
    ]


def rates(summary: Summary) -> list[RateNow]:
    """Every rate whose two counts are asked."""
    asked = [rate for rate in RATES if {rate.part, rate.whole} <= summary.indicators.keys()]
    return [RateNow(rate, _rate(summary, rate, ""), _rate(summary, rate, _stock_before(summary))) for rate in asked]


def _rate(summary: Summary, rate: Rate, period: str | None) -> float | None:
    if period is None:
        return None
    return percent(joined(summary.source, rate, {summary.unit}, period).get(summary.unit))


def _stock_before(summary: Summary) -> str | None:
    return summary.source.compared_with.get("stock")


def _earlier(summary: Summary) -> dict[str, Mapping[str, Total]]:
    """The totals that figures of each measure are compared with."""
    source = summary.source
    periods = {measure: code for measure, code in source.compared_with.items() if code in source.rows}
    return {
        measure: add_up(source.tree, source.unit, source.rows[code], source.indicators)
        for measure, code in periods.items()
    }


def _half(summary: Summary) -> Mapping[str, Total]:
    year, key = parse_code(summary.period)
    rows = summary.source.rows.get(f"{year}-h1")
    if key != "year" or not rows:
        return {}
    return add_up(summary.source.tree, summary.unit, rows, summary.source.indicators)


def _plans(summary: Summary) -> dict[str, float]:
    """The goal set for a figure: what was assigned to the unit, else what a programme wants of its whole subtree."""
    wanted = {(p.code, target.code): target for p in summary.source.programmes for target in p.target}
    plans: dict[str, float] = {}
    for programme, verdict in summary.targets:
        target = wanted[programme, verdict.code]
        code = target.value.strip()
        if code not in summary.indicators:
            continue
        if verdict.assigned is not None:
            plans.setdefault(code, verdict.assigned)
        elif verdict.applicable and _of_this_year(target, summary.indicators[code]):
            plans.setdefault(code, verdict.goal)
    return plans


def _of_this_year(target: Target, indicator: Indicator) -> bool:
    """Whether the goal is for the whole subtree and for this year's figure."""
    whole = target.each is None and not target.own and target.compare != "yes"
    return whole and (target.period == "year" or indicator.measure != "flow")
