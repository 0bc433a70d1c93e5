"""Adding up: what a unit's subtree comes to, and how many units stand behind it (DESIGN §1, "Figures in the tree").

A figure entered above stands for its subtree; where units below have it too, theirs count and the difference
is kept. Figures that each level counts for itself (`Indicator.own`) add up over the levels. What was merged
into a unit is added to it. Only reports that were sent and not sent back count.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from forms.model import Indicator
from forms.references import UNITS
from reports.rows import Answer, Row
from reports.tree import Subtree, Tree

Number = int | float
Vector = dict[str, Number]


@dataclass(frozen=True, slots=True)
class Gap:
    """A figure entered at `unit` that differs from what the units below it come to."""

    unit: str
    entered: Number
    below: Number


@dataclass(frozen=True, slots=True)
class Total:
    """What one indicator comes to. `total` is None where nobody gave a value; percentages are never added."""

    total: Number | None
    reported_by: int = 0
    missing: int = 0
    not_applicable: int = 0
    estimated: int = 0
    gaps: tuple[Gap, ...] = ()


@dataclass(slots=True)
class Tally:
    """A total while it is being added up."""

    total: Number = 0
    reported_by: int = 0
    missing: int = 0
    not_applicable: int = 0
    estimated: int = 0
    gaps: list[Gap] = field(default_factory=list)

    def count(self, answer: Answer) -> None:
        """Take one unit's answer in."""
        if answer.state == "value":
            value = answer.value
            self.total += value if isinstance(value, int | float) else 0
            self.reported_by += 1
            self.estimated += answer.estimated
        elif answer.state == "missing":
            self.missing += 1
        else:
            self.not_applicable += 1

    def take(self, other: "Tally") -> None:
        """Take another tally in."""
        self.total += other.total
        self.reported_by += other.reported_by
        self.missing += other.missing
        self.not_applicable += other.not_applicable
        self.estimated += other.estimated
        self.gaps += other.gaps

    def closed(self, indicator: Indicator) -> Total:
        """The finished total."""
        summable = self.reported_by == 1 or (self.reported_by > 1 and indicator.kind != "percent")
        return Total(
            self.total if summable else None,
            self.reported_by,
            self.missing,
            self.not_applicable,
            self.estimated,
            tuple(self.gaps),
        )


@dataclass(slots=True)
class Sums:
    """What a subtree comes to: a tally for each indicator, and the figures of the units that have them all."""

    tallies: dict[str, Tally] = field(default_factory=dict)
    joint: Vector | None = None

    def tally(self, code: str) -> Tally:
        """The tally of an indicator, begun where there is none."""
        tally = self.tallies.get(code)
        if tally is None:
            tally = self.tallies[code] = Tally()
        return tally

    def take(self, other: "Sums") -> None:
        """Take the sums of another subtree in."""
        for code, tally in other.tallies.items():
            self.tally(code).take(tally)
        self.join(other.joint)

    def join(self, vector: Vector | None) -> None:
        """Add figures that belong together."""
        if vector is None:
            return
        if self.joint is None:
            self.joint = vector
        else:
            self.joint = {code: self.joint[code] + amount for code, amount in vector.items()}

    def value(self, code: str) -> Number | None:
        """The total of an indicator; None where nobody gave a value."""
        tally = self.tallies.get(code)
        return tally.total if tally and tally.reported_by else None


def add_up(tree: Tree, unit: str, rows: Mapping[str, Row], indicators: Mapping[str, Indicator]) -> dict[str, Total]:
    """Total of every figure among `indicators` over the subtree of `unit`; `rows` are one period's reports by unit."""
    return add_up_each(tree, unit, rows, indicators, (unit,))[unit]


def add_up_each(
    tree: Tree, unit: str, rows: Mapping[str, Row], indicators: Mapping[str, Indicator], keep: Collection[str]
) -> dict[str, dict[str, Total]]:
    """As `add_up`, for every unit of `keep` that stands under `unit`, in one pass over the subtree."""
    figures = {code: indicator for code, indicator in indicators.items() if indicator.is_figure}
    folded = fold(tree.subtree(unit), rows, figures, keep)
    return {
        code: {name: sums.tally(name).closed(indicator) for name, indicator in figures.items()}
        for code, sums in folded.items()
    }


def fold(
    subtree: Subtree,
    rows: Mapping[str, Row],
    indicators: Mapping[str, Indicator],
    keep: Collection[str],
    together: frozenset[str] = frozenset(),
) -> dict[str, Sums]:
    """The sums of every unit of `keep`. `together` names figures that only count from units that have them all."""
    wanted, additive = frozenset(keep), all(indicators[code].own for code in together)
    open_sums: dict[str, Sums] = {}
    kept: dict[str, Sums] = {}
    for code in reversed(subtree.order):
        below, merged = subtree.children.get(code, ()), subtree.merged.get(code, ())
        if not below and not merged and code not in wanted:
            continue
        sums = Sums()
        _gather(sums, below, open_sums, rows, indicators, together)
        _enter(sums, rows.get(code), indicators, together, additive)
        _gather(sums, merged, open_sums, rows, indicators, together)
        open_sums[code] = sums
        if code in wanted:
            kept[code] = sums
    return kept


def _gather(
    sums: Sums,
    units: Iterable[str],
    open_sums: dict[str, Sums],
    rows: Mapping[str, Row],
    indicators: Mapping[str, Indicator],
    together: frozenset[str],
) -> None:
    for unit in units:
        ready = open_sums.pop(unit, None)
        if ready is not None:
            sums.take(ready)
        elif (row := rows.get(unit)) is not None and row.counted:
            for code in indicators:
                if (answer := row.answers.get(code)) is not None:
                    sums.tally(code).count(answer)
            sums.join(entered(row, together))


def _enter(
    sums: Sums, row: Row | None, indicators: Mapping[str, Indicator], together: frozenset[str], additive: bool
) -> None:
    """The unit's own report, after those below it."""
    if row is None or not row.counted:
        return
    for code, indicator in indicators.items():
        if (answer := row.answers.get(code)) is not None:
            _enter_one(sums.tally(code), row.unit, answer, indicator)
    if additive:
        sums.join(entered(row, together))
    elif sums.joint is None and any(number(row.answers.get(code)) is not None for code in together):
        sums.join(_complete({code: sums.value(code) for code in together}))


def _enter_one(tally: Tally, unit: str, answer: Answer, indicator: Indicator) -> None:
    if indicator.own or not tally.reported_by:
        tally.count(answer)
    elif (amount := number(answer)) is not None and amount != tally.total:
        tally.gaps.append(Gap(unit, amount, tally.total))


def entered(row: Row, codes: frozenset[str]) -> Vector | None:
    """The figures of `codes` that the report itself holds; None unless it holds them all."""
    if not codes:
        return None
    return _complete({code: number(row.answers.get(code)) for code in codes})


def _complete(vector: Mapping[str, Number | None]) -> Vector | None:
    full = {code: amount for code, amount in vector.items() if amount is not None}
    return {**full, UNITS: 1} if full and len(full) == len(vector) else None


def number(answer: Answer | None) -> Number | None:
    """The number an answer holds, if it holds one."""
    value = answer.value if answer is not None and answer.state == "value" else None
    return value if isinstance(value, int | float) else None
