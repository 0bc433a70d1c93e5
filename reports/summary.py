"""The compiled summary of a unit for a period: one value that chat text, JSON and documents are made from."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any

from forms.model import Indicator, Programme
from reports.closures import Closures
from reports.editions import Edition, behind, editions
from reports.letterhead import Letterhead, letterhead
from reports.readings import Assigned
from reports.rows import Row
from reports.standing import Counts, Standing, by_level, count
from reports.sums import Number, Total, add_up, add_up_each
from reports.targets import Judgement, judge, judge_all
from reports.tree import Tree

RowsByPeriod = Mapping[str, Mapping[str, Row]]


@dataclass(frozen=True, slots=True)
class Source:
    """What a summary is compiled from. `rows` holds every report that sums, targets and comparisons may need, by
    period and unit; `indicators` every question the expected units are asked; `compared_with` the period that a
    flow and a stock are compared with; `assigned` the goals given to units, by programme; `forms` the version of
    the form that each unit would be asked today; `above` how many levels over the unit its reader stands (who is
    told small sensitive counts depends on it)."""

    unit: str
    period: str
    since: date
    until: date
    title: str
    tree: Tree
    rows: RowsByPeriod
    standings: Sequence[Standing]
    indicators: Mapping[str, Indicator]
    programmes: Sequence[Programme]
    compared_with: Mapping[str, str]
    assigned: Mapping[str, Assigned] = field(default_factory=dict)
    forms: Mapping[str, str] = field(default_factory=dict)
    above: int = 0
    head: Letterhead | None = None
    closures: Closures = field(default_factory=Closures)


@dataclass(frozen=True, slots=True)
class Summary:
    """The figures, verdicts and texts of a subtree, and who stands behind them. `assigned` are the verdicts of the
    goals given to units directly below, as (programme, unit, verdict); `editions` the versions of the forms that
    the answers came from."""

    unit: str
    unit_name: str
    period: str
    title: str
    since: date
    until: date
    generated_at: datetime
    standings: tuple[Standing, ...]
    counts: Counts
    indicators: Mapping[str, Indicator]
    totals: Mapping[str, Total]
    previous: Mapping[str, Number | None]
    children: Mapping[str, Mapping[str, Total]]
    targets: tuple[tuple[str, Judgement], ...]
    texts: Mapping[str, tuple[tuple[str, str], ...]]
    source: Source = field(repr=False, compare=False)
    assigned: tuple[tuple[str, str, Judgement], ...] = ()
    editions: tuple[Edition, ...] = ()

    @property
    def head(self) -> Letterhead:
        """How the unit heads and signs its papers: in its own words, or the usual ones."""
        return self.source.head or letterhead(self.source.tree, self.source.tree[self.unit])

    @property
    def recipients(self) -> dict[str, tuple[str, ...]]:
        """Where the report goes (nơi nhận), by programme."""
        return {programme.code: programme.recipients for programme in self.source.programmes}

    @property
    def missing(self) -> list[Standing]:
        """Expected units whose report is not in."""
        return [one for one in self.standings if not one.is_in]


def summarise(source: Source, now: datetime) -> Summary:
    """Compile. Pure: the same source gives the same summary."""
    rows = source.rows.get(source.period, {})
    parts = _parts(source)
    each = add_up_each(source.tree, source.unit, rows, source.indicators, (source.unit, *parts))
    below = [code for code in parts if source.tree[code].valid_on(source.until) or _anything(each[code])]
    return Summary(
        unit=source.unit,
        unit_name=source.tree[source.unit].name,
        period=source.period,
        title=source.title,
        since=source.since,
        until=source.until,
        generated_at=now,
        standings=tuple(source.standings),
        counts=count(source.standings),
        indicators=source.indicators,
        totals=each[source.unit],
        previous=_previous(source),
        children={code: each[code] for code in below},
        targets=tuple(_targets(source)),
        texts=_texts(source, rows),
        source=source,
        assigned=tuple(_assigned_below(source, below)),
        editions=tuple(editions(source.tree, source.tree.descendants(source.unit), rows, source.forms)),
    )


def _parts(source: Source) -> list[str]:
    """The units whose figures go up to this one directly: those below, and those merged into it. One whose units have
    all been merged elsewhere has nothing left to show."""
    tree, subtree = source.tree, source.tree.subtree(source.unit)
    parts = (*subtree.children.get(source.unit, ()), *subtree.merged.get(source.unit, ()))
    return [code for code in parts if code in subtree.children or code in subtree.merged or not tree.children(code)]


def _anything(totals: Mapping[str, Total]) -> bool:
    return any(total.reported_by for total in totals.values())


def _previous(source: Source) -> dict[str, Number | None]:
    """Each figure's total in the period it is compared with."""
    totals = {
        measure: add_up(source.tree, source.unit, source.rows.get(period, {}), source.indicators)
        for measure, period in source.compared_with.items()
    }
    return {
        code: totals[indicator.measure][code].total
        for code, indicator in source.indicators.items()
        if indicator.is_figure and indicator.measure in totals
    }


def _targets(source: Source) -> list[tuple[str, Judgement]]:
    return [
        (programme.code, verdict)
        for programme in source.programmes
        for verdict in judge_all(
            programme, source.tree, source.unit, source.rows, source.period, source.assigned.get(programme.code)
        )
    ]


def _assigned_below(source: Source, below: Sequence[str]) -> Iterator[tuple[str, str, Judgement]]:
    """The goals that units directly below were given, each judged over that unit's own subtree."""
    for programme in source.programmes:
        goals = source.assigned.get(programme.code, {})
        for target in programme.target:
            for unit in below:
                if (unit, target.code) in goals:
                    found = judge(programme, target, source.tree, unit, source.rows, source.period, goals)
                    yield programme.code, unit, found


def _texts(source: Source, rows: Mapping[str, Row]) -> dict[str, tuple[tuple[str, str], ...]]:
    codes = [code for code, indicator in source.indicators.items() if indicator.kind == "text"]
    return {code: found for code in codes if (found := tuple(_said(source, rows, code)))}


def _said(source: Source, rows: Mapping[str, Row], code: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for unit in source.tree.descendants(source.unit):
        row = rows.get(unit)
        answer = row.answers.get(code) if row is not None and row.counted else None
        if answer is not None and isinstance(answer.value, str) and answer.value:
            found.append((unit, answer.value))
    return found


def as_json(summary: Summary) -> dict[str, Any]:
    """The document of DESIGN §3, `summary --format json`."""
    return {
        "period": summary.period,
        "unit": summary.unit,
        "generated_at": summary.generated_at.isoformat(timespec="seconds"),
        "units": asdict(summary.counts),
        "by_level": {level: asdict(counts) for level, counts in by_level(summary.standings).items()},
        "indicators": {code: _total_json(summary, code, total) for code, total in summary.totals.items()},
        "children": [
            {"unit": unit, "indicators": {code: {"total": total.total} for code, total in totals.items()}}
            for unit, totals in summary.children.items()
        ],
        "targets": [_target_json(programme, verdict) for programme, verdict in summary.targets],
        "assigned": [_assigned_json(*one) for one in summary.assigned],
        "recipients": {code: list(names) for code, names in summary.recipients.items()},
        "forms": [_edition_json(edition) for edition in summary.editions],
        "texts": {code: [{"unit": unit, "text": text} for unit, text in said] for code, said in summary.texts.items()},
        "closed": _closed_json(summary.source.closures),
        "not_in": [{"unit": one.unit, "name": one.name, "stage": one.stage} for one in summary.missing],
    }


def _total_json(summary: Summary, code: str, total: Total) -> dict[str, Any]:
    return {
        "total": total.total,
        "reported_by": total.reported_by,
        "missing": total.missing,
        "not_applicable": total.not_applicable,
        "estimated": total.estimated,
        "previous": summary.previous.get(code),
        "gaps": [asdict(gap) for gap in total.gaps],
        "versions": behind(code, summary.source.rows.get(summary.period, {}), summary.editions),
    }


def _target_json(programme: str, verdict: Judgement) -> dict[str, Any]:
    return {
        "programme": programme,
        "code": verdict.code,
        "title": verdict.title,
        "compare": verdict.compare,
        "value": verdict.value,
        "goal": verdict.goal,
        "unit": verdict.unit,
        "met": verdict.met,
        "reached": verdict.reached,
        "of": verdict.of,
        "not_reached": list(verdict.not_reached),
        "assigned": verdict.assigned,
        "assigned_met": verdict.assigned_met,
    }


def _assigned_json(programme: str, unit: str, verdict: Judgement) -> dict[str, Any]:
    return {
        "programme": programme,
        "unit": unit,
        "code": verdict.code,
        "value": verdict.value,
        "assigned": verdict.assigned,
        "assigned_met": verdict.assigned_met,
    }


def _edition_json(edition: Edition) -> dict[str, Any]:
    return {**asdict(edition), "units": list(edition.units), "reports": len(edition.units)}


def _closed_json(found: Closures) -> dict[str, Any]:
    return {
        "version": found.version,
        "at": found.at.isoformat(timespec="seconds") if found.at else None,
        "of": len(found.below),
        "closed": len(found.closed),
        "units": list(found.closed),
        "only": found.only,
        "opened": list(found.opened),
    }
