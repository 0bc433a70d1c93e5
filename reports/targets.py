"""Judging targets (chỉ tiêu): what a unit's figures come to against what a programme wants of them.

The rules are DESIGN §1 ("Figures in the tree", "Five answers") and §3 ("Programme file", [[target]]). Without
data a value and a verdict are None: no data is never "không đạt".
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from forms.compose import known_indicators
from forms.model import Level, Programme, Target
from forms.periods import PeriodError, parse_code, period_of
from reports.readings import Assigned, Basis, Reading, RowsByPeriod, readings, spans, term_of
from reports.tree import Tree


@dataclass(frozen=True, slots=True)
class Judgement:
    """How one unit stands against one target.

    `value` is the target's expression over the unit's subtree (its own report for `own`), in `unit`;
    `reported_by` units stand behind it. For targets judged unit by unit, `reached` of the `of` units with data
    reach it; `not_reached`, `unknown` (no data) and `exempt` (not applicable) name the others. For a share of
    targets these count and name targets. `milestone` is the year by which it must be reached, `final` whether
    the time given has run out. `applicable` is False where the target is not in force, is not judged at this
    level or its condition does not hold; then only an assigned goal is judged.
    """

    code: str
    title: str
    compare: str
    goal: float
    unit: str
    value: float | None = None
    met: bool | None = None
    reached: int = 0
    of: int = 0
    not_reached: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    exempt: tuple[str, ...] = ()
    applicable: bool = True
    each: Level | None = None
    share: float | None = None
    milestone: int | None = None
    final: bool = True
    stated: bool = True
    reported_by: int = 0
    assigned: float | None = None
    assigned_met: bool | None = None


def judge(
    programme: Programme,
    target: Target,
    tree: Tree,
    unit_code: str,
    rows_by_period: RowsByPeriod,
    period: str,
    assigned: Assigned | None = None,
) -> Judgement:
    """How `unit_code` stands against `target` in `period`; `assigned` holds goals by (unit, target code).

    Raises PeriodError for a code that is no period, KeyError for an unknown unit.
    """
    basis = _basis(programme, tree, rows_by_period, period, assigned)
    return _judge(basis, target, unit_code, _plain_verdicts(basis, unit_code) if target.meta else ())


def judge_all(
    programme: Programme,
    tree: Tree,
    unit_code: str,
    rows_by_period: RowsByPeriod,
    period: str,
    assigned: Assigned | None = None,
) -> list[Judgement]:
    """Every target of the programme that concerns this unit this year, in the programme's order."""
    basis = _basis(programme, tree, rows_by_period, period, assigned)
    plain = _plain_verdicts(basis, unit_code)
    by_code = {verdict.code: verdict for verdict in plain}
    verdicts = [by_code.get(target.code) or _judge(basis, target, unit_code, plain) for target in programme.target]
    return [verdict for verdict in verdicts if _concerns(verdict)]


def _plain_verdicts(basis: Basis, unit: str) -> list[Judgement]:
    """Every target that is judged from figures, not from other targets."""
    return [_judge(basis, target, unit, ()) for target in basis.programme.target if not target.meta]


def _basis(
    programme: Programme, tree: Tree, rows_by_period: RowsByPeriod, period: str, assigned: Assigned | None
) -> Basis:
    parse_code(period)
    return Basis(programme, tree, rows_by_period, period, assigned or {}, known_indicators([programme]))


def _concerns(verdict: Judgement) -> bool:
    return verdict.applicable or verdict.assigned is not None


def _judge(basis: Basis, target: Target, unit: str, others: Sequence[Judgement]) -> Judgement:
    blank = _blank(basis, target, basis.assigned.get((unit, target.code)))
    concerned = basis.tree[unit].level in target.levels and _in_force(basis, target)
    if not concerned and blank.assigned is None:
        return replace(blank, applicable=False)
    if target.meta:
        return _share_of_targets(target, blank, [other for other in others if _concerns(other)])
    judged = _judged_units(basis, target, unit) if concerned and (target.each or target.own) else []
    found = readings(basis, target, unit, {unit, *judged})
    reading = found[unit]
    verdict = replace(
        blank,
        value=reading.value,
        reported_by=reading.reported_by,
        applicable=concerned and reading.applies,
        assigned_met=_meets(target, reading.value, blank.assigned),
    )
    if not verdict.applicable:
        return verdict
    if target.each or target.own:
        return _unit_by_unit(target, unit, verdict, {code: found[code] for code in judged})
    return replace(verdict, met=_meets(target, reading.value, target.goal))


def _blank(basis: Basis, target: Target, assigned: float | None) -> Judgement:
    return Judgement(
        code=target.code,
        title=target.title,
        compare=target.compare,
        goal=target.goal,
        unit=target.unit,
        each=target.each,
        share=target.share,
        milestone=target.until if target.period == "until" else None,
        final=_final(basis, target),
        stated=target.stated,
        assigned=assigned,
    )


def _final(basis: Basis, target: Target) -> bool:
    year, key = parse_code(basis.period)
    return key == "year" and year >= (_end(basis.programme, target, year) or year)


def _end(programme: Programme, target: Target, year: int) -> int | None:
    """The last year of a milestone or term; None where every year is judged by itself."""
    if target.period == "until":
        return target.until
    return term_of(programme, target, year).until if target.period == "term" else None


def _in_force(basis: Basis, target: Target) -> bool:
    return target.valid.covers(basis.year) and bool(spans(basis.programme, target, basis.period))


def _meets(target: Target, value: float | None, goal: float | None) -> bool | None:
    if value is None or goal is None:
        return None
    if target.compare == ">":
        return value > goal and not math.isclose(value, goal)
    if target.compare == "=":
        return math.isclose(value, goal)
    return value >= goal or math.isclose(value, goal)


def _share_of_targets(target: Target, blank: Judgement, concerned: Sequence[Judgement]) -> Judgement:
    """The share of a unit's own targets that it reaches; an assigned goal stands in for the programme's."""
    verdicts = {other.code: other.met if other.assigned is None else other.assigned_met for other in concerned}
    known = [code for code, met in verdicts.items() if met is not None]
    reached = sum(verdicts[code] is True for code in known)
    value = 100 * reached / len(known) if known else None
    return replace(
        blank,
        value=value,
        met=_meets(target, value, target.goal),
        reached=reached,
        of=len(known),
        not_reached=tuple(code for code in known if verdicts[code] is False),
        unknown=tuple(code for code in verdicts if verdicts[code] is None),
        assigned_met=_meets(target, value, blank.assigned),
    )


def _unit_by_unit(target: Target, unit: str, verdict: Judgement, found: Mapping[str, Reading]) -> Judgement:
    alone = target.own and not target.each
    met = {code: _meets(target, one.value, target.goal) for code, one in found.items() if one.applies}
    known = [code for code, reaches in met.items() if reaches is not None]
    reached = sum(met[code] is True for code in known)
    return replace(
        verdict,
        met=met.get(unit) if alone else _share_met(reached, len(known), target.share),
        reached=reached,
        of=len(known),
        not_reached=tuple(code for code in known if met[code] is False),
        unknown=tuple(code for code in met if met[code] is None),
        exempt=tuple(code for code in found if code not in met),
        applicable=unit in met if alone else bool(met),
    )


def _share_met(reached: int, known: int, share: float | None) -> bool | None:
    """Each unit must reach it (100 %) unless the target names a smaller share."""
    return 100 * reached >= (100 if share is None else share) * known if known else None


def _judged_units(basis: Basis, target: Target, unit: str) -> list[str]:
    """Units of the subtree, of the levels judged one by one, that exist on the cut-off day."""
    levels = (target.each,) if target.each else target.levels
    below = [code for code in basis.tree.descendants(unit) if basis.tree[code].level in levels]
    try:
        day = period_of(basis.period, [basis.programme]).until
    except PeriodError:
        return below
    return [code for code in below if code == unit or basis.tree.is_valid(code, day)]
