"""Sheet 2: a row a unit, columns by section, subtotals by kind and by old unit, what the unit did itself, total."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isclose

from xlsxwriter.utility import xl_range_abs

from reports.breakdown import Breakdown, Entry, Group, breakdown
from reports.discretion import LIMIT, hidden, is_small
from reports.doubts import doubts_below
from reports.excel.book import ROW, Book, Sheet
from reports.excel.columns import FIRST_COLUMN, PAGE_COLUMNS, Column, columns_of, lead, page_breaks, title_of
from reports.naming import name_of, words
from reports.phrases import counted
from reports.rates import Rate, percent
from reports.summary import Summary

SECTIONS, TITLES, ORDER, FIRST_ROW = 3, 4, 5, 6
TITLES_HEIGHT, SIGNING_ROWS = 108, 8
NUMBER_WIDTH, NAME_WIDTH, WIDTH, MONEY_WIDTH = 6, 30, 11, 15


@dataclass(frozen=True, slots=True)
class Totals:
    """Where the total of each column stands, by code, and which figures are too small to be told."""

    cells: Mapping[str, str]
    hidden: frozenset[str]


def add_units(book: Book, summary: Summary) -> Totals:
    """Write the sheet."""
    return _Units(book, summary).written()


class _Units:
    def __init__(self, book: Book, summary: Summary) -> None:
        self.summary, self.columns = summary, columns_of(summary)
        self.lines: Breakdown = breakdown(summary)
        self.by_code = {column.indicator.code: column for column in self.columns if column.rate is None}
        self.untold = hidden(summary, self.lines)
        self.odd = {
            (doubt.unit, code): doubt.text for doubt in doubts_below(summary, self.lines) for code in doubt.codes
        }
        self.name = words("sheet.units")
        self.sheet: Sheet = book.sheet(self.name)
        self.row, self.count = FIRST_ROW, 0

    def written(self) -> Totals:
        self._head()
        for group in self.lines.groups:
            self._group(group)
        self._entry(self.lines.own)
        last = self.row - 1
        self._total(last)
        self._foot()
        cells = {column.code: f"'{self.name}'!${column.letter}${last + 2}" for column in self.columns}
        return Totals(cells, self.untold.totals)

    # ── headings ─────────────────────────────────────────────────────────────

    def _head(self) -> None:
        sheet, summary = self.sheet, self.summary
        widths = [MONEY_WIDTH if column.indicator.kind == "money" else WIDTH for column in self.columns]
        sheet.widths((NUMBER_WIDTH, NAME_WIDTH, *widths))
        last = min(self.columns[-1].place if self.columns else FIRST_COLUMN, FIRST_COLUMN + PAGE_COLUMNS - 1)
        sheet.titled(words("excel.units_title", period=summary.title.upper()), lead(summary), last)
        sheet.block(SECTIONS, 0, ORDER, 0, words("excel.number"), "head")
        sheet.block(SECTIONS, 1, ORDER, 1, words("excel.unit"), "head")
        for section, columns in self._by_section().items():
            sheet.across(SECTIONS, columns[0].place, columns[-1].place, section, "head")
        for column in self.columns:
            sheet.text(TITLES, column.place, title_of(column), "head")
            sheet.text(ORDER, column.place, f"({self._order(column)})", "order")
        sheet.raw.set_row(SECTIONS, 34)
        sheet.raw.set_row(TITLES, TITLES_HEIGHT)

    def _by_section(self) -> dict[str, list[Column]]:
        sections: dict[str, list[Column]] = {}
        for column in self.columns:
            sections.setdefault(column.indicator.section, []).append(column)
        return sections

    def _order(self, column: Column) -> str:
        number = str(column.place - FIRST_COLUMN + 1)
        if column.rate is None:
            return number
        part, whole = (self.by_code[code].place - FIRST_COLUMN + 1 for code in (column.rate.part, column.rate.whole))
        return words("excel.percent_of", number=number, part=part, whole=whole)

    # ── rows ─────────────────────────────────────────────────────────────────

    def _group(self, group: Group) -> None:
        title = self._group_title(group)
        if title:
            self.sheet.across(self.row, 0, FIRST_COLUMN - 1 + len(self.columns), title, "section")
            self.row += 1
        first = self.row
        for entry in group.entries:
            self._entry(entry)
        if title:
            self._sums(words("excel.subtotal", name=_lower(title)), first, self.row - 1, group.entries)

    def _group_title(self, group: Group) -> str:
        if group.part == "kind":
            return words("excel.kind", name=group.title) if group.title else words("excel.kind_none")
        return words("excel.old", name=group.title) if group.part == "old" else ""

    def _entry(self, entry: Entry) -> None:
        self.count += 1
        self.sheet.number(self.row, 0, self.count, "middle")
        self.sheet.text(self.row, 1, self._entry_name(entry))
        for column in self.columns:
            if column.rate is None:
                self._figure(entry, column)
            else:
                self._rate(entry, column, column.rate)
        self.row += 1

    def _entry_name(self, entry: Entry) -> str:
        area = name_of(self.summary.source.tree[entry.unit]).area
        return words("excel.own", area=area[:1].upper() + area[1:]) if entry.own else entry.name

    def _figure(self, entry: Entry, column: Column) -> None:
        total = entry.totals[column.indicator.code]
        if self._is_hidden(entry, column.indicator.code):
            self.sheet.text(self.row, column.place, words("excel.hidden", limit=LIMIT), "middle")
            return
        if total.total is None and total.not_applicable:
            self.sheet.text(self.row, column.place, "–", "middle")
            return
        odd = self.odd.get((entry.unit, column.indicator.code)) if not entry.own or total.reported_by else None
        self.sheet.number(self.row, column.place, total.total, "odd_figure" if odd else "figure")
        if odd or total.estimated:
            self.sheet.remark(self.row, column.place, odd or words("note.estimated", count=counted(total.estimated)))

    def _rate(self, entry: Entry, column: Column, rate: Rate) -> None:
        """A formula over the two cells where it comes to our own rate, else the rate and what it stands on."""
        if self._is_hidden(entry, rate.part) or self._is_hidden(entry, rate.whole):
            self.sheet.number(self.row, column.place, None, "rate")
            return
        pair = entry.pairs.get(rate.code)
        shown = entry.totals[rate.part].total, entry.totals[rate.whole].total
        if pair != shown and None not in shown:
            self.sheet.number(self.row, column.place, percent(pair), "rate")
            told = {"part": counted(pair[0]), "whole": counted(pair[1])} if pair else {"part": "–", "whole": "–"}
            self.sheet.remark(self.row, column.place, words("note.joined", **told))
            return
        part, whole = (f"{self.by_code[code].letter}{self.row + 1}" for code in (rate.part, rate.whole))
        formula = f'=IF(AND(ISNUMBER({part}),ISNUMBER({whole})),IF({whole}=0,"",100*{part}/{whole}),"")'
        self.sheet.formula(self.row, column.place, formula, percent(pair), "rate")

    def _is_hidden(self, entry: Entry, code: str) -> bool:
        return (entry.unit, entry.own, code) in self.untold.cells

    # ── sums ─────────────────────────────────────────────────────────────────

    def _sums(self, title: str, first: int, last: int, entries: Sequence[Entry]) -> None:
        """A subtotal: of blank cells alone it stays blank."""
        self._sum_title(title)
        for column in self.columns:
            cells = f"{column.letter}{first + 1}:{column.letter}{last + 1}"
            if column.rate is not None:
                self._sum_rate(column, column.rate, (first, last), entries, "")
            elif any(self._is_hidden(entry, column.indicator.code) for entry in entries):
                self.sheet.text(self.row, column.place, "…", "sum_figure")
            elif column.indicator.kind == "percent":
                self.sheet.number(self.row, column.place, None, "sum_figure")
            else:
                formula = f'=IF(COUNT({cells})=0,"",SUM({cells}))'
                known = [total for entry in entries if (total := entry.totals[column.indicator.code].total) is not None]
                self.sheet.formula(self.row, column.place, formula, sum(known) if known else None, "sum_figure")
        self.row += 1

    def _total(self, last: int) -> None:
        """The sum of the rows that carry a number in the first column, so that subtotals are not added again."""
        self._sum_title(words("excel.total"))
        numbered = xl_range_abs(FIRST_ROW, 0, last, 0)
        for column in self.columns:
            ours = self.summary.totals[column.indicator.code].total
            cells = xl_range_abs(FIRST_ROW, column.place, last, column.place)
            if column.rate is not None:
                self._sum_rate(column, column.rate, (FIRST_ROW, last), self.lines.entries, f',{numbered},">0"')
            elif any(code == column.indicator.code for _, _, code in self.untold.cells):
                self._sum_of_hidden(column, ours)
            elif column.indicator.kind == "percent":
                self.sheet.number(self.row, column.place, ours, "sum_figure")
            else:
                formula = f'=IF(COUNTIFS({numbered},">0",{cells},">=0")=0,"",SUMIFS({cells},{numbered},">0"))'
                self.sheet.formula(self.row, column.place, formula, ours, "sum_figure")
        self.row += 1

    def _sum_title(self, title: str) -> None:
        self.sheet.text(self.row, 0, "", "sum_text")
        self.sheet.text(self.row, 1, title, "sum_text")

    def _sum_of_hidden(self, column: Column, ours: float | None) -> None:
        if is_small(column.indicator, ours):
            self.sheet.text(self.row, column.place, words("excel.hidden", limit=LIMIT), "sum_figure")
        else:
            self.sheet.number(self.row, column.place, ours, "sum_figure")

    def _sum_rate(self, column: Column, rate: Rate, rows: tuple[int, int], entries: Sequence[Entry], only: str) -> None:
        """A rate over the rows that have both counts; our own number where those rows do not tell it."""
        found = [(entry.totals[rate.part].total, entry.totals[rate.whole].total) for entry in entries]
        both = [(part, whole) for part, whole in found if part is not None and whole is not None]
        shown = percent((sum(part for part, _ in both), sum(whole for _, whole in both))) if both else None
        ours = percent(self.lines.pairs.get(rate.code)) if only else shown
        if (ours is None) != (shown is None) or (ours is not None and shown is not None and not isclose(ours, shown)):
            self.sheet.number(self.row, column.place, ours, "sum_rate")
            return
        part, whole = (self._cells(code, rows) for code in (rate.part, rate.whole))
        above, below = f'SUMIFS({part},{whole},">=0"{only})', f'SUMIFS({whole},{part},">=0"{only})'
        self.sheet.formula(self.row, column.place, f'=IFERROR(100*{above}/{below},"")', shown, "sum_rate")

    def _cells(self, code: str, rows: tuple[int, int]) -> str:
        return str(xl_range_abs(rows[0], self.by_code[code].place, rows[1], self.by_code[code].place))

    def _foot(self) -> None:
        summary = self.summary
        self.sheet.text(self.row, FIRST_COLUMN, words("excel.legend"), "plain")
        head = summary.head
        breaks = page_breaks(self._by_section())
        height = (self.row + SIGNING_ROWS) * ROW + TITLES_HEIGHT
        self.sheet.printed(head=(SECTIONS, ORDER), frozen=FIRST_COLUMN, breaks=breaks, height=height)
        self.sheet.signed(self.row + 2, head, summary.generated_at.year, (2, 5), (7, 11))


def _lower(title: str) -> str:
    return title[:1].lower() + title[1:]
