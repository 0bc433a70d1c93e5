"""The columns of sheet 2: figures by section, and rates behind their two counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xlsxwriter.utility import xl_col_to_name

from forms.model import Indicator
from forms.steps import unit_of
from reports.figures import in_order
from reports.naming import words
from reports.paper import closed, coverage
from reports.rates import RATES, Rate
from reports.summary import Summary

FIRST_COLUMN, PAGE_COLUMNS = 2, 13


@dataclass(frozen=True, slots=True)
class Column:
    """A figure, or (`rate`) a percentage of two figures that stand to its left or right."""

    place: int
    indicator: Indicator
    rate: Rate | None = None

    @property
    def code(self) -> str:
        """Of the figure; of a rate with % before it."""
        return f"%{self.rate.code}" if self.rate else self.indicator.code

    @property
    def letter(self) -> str:
        """A, B, …"""
        return str(xl_col_to_name(self.place))


def columns_of(summary: Summary) -> list[Column]:
    """Every figure in the order of the forms; each rate behind the later of its two counts."""
    codes = in_order(summary)
    rates = [rate for rate in RATES if {rate.part, rate.whole} <= set(codes)]
    behind: dict[str, list[Rate]] = {}
    for rate in rates:
        behind.setdefault(max(rate.part, rate.whole, key=codes.index), []).append(rate)
    kinds = [(code, rate) for code in codes for rate in (None, *behind.get(code, ()))]
    return [Column(FIRST_COLUMN + place, summary.indicators[code], rate) for place, (code, rate) in enumerate(kinds)]


def page_breaks(sections: Mapping[str, Sequence[Column]]) -> list[int]:
    """Columns that open a new page: sections stay together while they fit."""
    breaks, start = [], FIRST_COLUMN
    for columns in sections.values():
        first, last = columns[0].place, columns[-1].place
        if last - start >= PAGE_COLUMNS and first > start:
            breaks.append(first)
            start = first
        while last - start >= PAGE_COLUMNS:
            start += PAGE_COLUMNS
            breaks.append(start)
    return breaks


def title_of(column: Column) -> str:
    """The heading of a column, its unit behind it."""
    if column.rate is not None:
        return f"{words(f'rate.{column.rate.code}')} (%)"
    unit = unit_of(column.indicator) or (words("excel.yes_unit") if column.indicator.kind == "yes_no" else "")
    return f"{column.indicator.title} ({unit})" if unit else column.indicator.title


def lead(summary: Summary) -> str:
    """The line under a title: of whom, from how many, up to which day."""
    day = f"{summary.until.day}/{summary.until.month}/{summary.until.year}"
    made = {
        "unit": summary.unit_name,
        "coverage": coverage(summary),
        "until": day,
        "at": summary.generated_at,
        "closed": closed(summary),
    }
    return words("excel.made", **made)
