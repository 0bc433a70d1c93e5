"""Every figure of every unit at once, from packed figures: for a whole country in one go."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from actions.work import Work
from forms.compose import known_indicators
from forms.model import Indicator
from forms.periods import Period
from forms.speech import number
from reports.discretion import LIMIT, is_small
from storage import packed

if TYPE_CHECKING:
    from reports.arrays import Folded

FEW = 2000


def all_totals(work: Work, root: str, period: Period) -> "Folded":
    """What every unit under `root` comes to in a period: arrays, the rules those of `reports/sums.py`."""
    from reports.arrays import entered, fold_all

    shape, db = work.world.shape(root), work.settle()
    few = shape.units if len(shape.units) <= FEW else None
    batches = packed.of_period(db, period.code, few)
    known = _figures(work)
    codes = sorted({code for batch in batches for code in batch.codes if code in known})
    given = entered(shape, codes, [(batch.codes, batch.units, b"".join(batch.data)) for batch in batches])
    return fold_all(shape, given, known)


def _figures(work: Work) -> dict[str, Indicator]:
    found = known_indicators(work.world.programmes.values())
    return {code: indicator for code, indicator in found.items() if indicator.is_figure}


def as_table(work: Work, folded: "Folded") -> Iterator[list[str]]:
    """The heading, then a row a unit from the root down: blank where nobody gave a value, small sensitive counts
    as “<5”."""
    known, tree = _figures(work), work.world.tree
    indicators = [known[code] for code in folded.codes]
    yield ["unit", "name", "level", *folded.codes]
    for unit in folded.shape.units:
        figures = (folded.total(unit, indicator) for indicator in indicators)
        cells = [_cell(one, total.total) for one, total in zip(indicators, figures, strict=True)]
        yield [unit, tree[unit].name, tree[unit].level, *cells]


def _cell(indicator: Indicator, value: float | None) -> str:
    if value is None:
        return ""
    return f"<{LIMIT}" if is_small(indicator, value) else number(value).replace(".", "")
