"""A workbook being written: formats by name, harmless texts, page set-up, titles and signatures.

XlsxWriter stores beside each formula the result it is given, so that a phone's preview, which calculates nothing,
shows our own sums.
"""

from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from math import ceil
from typing import Any

import xlsxwriter

from reports.letterhead import Letterhead
from reports.naming import printable, words

FONT = {"font_name": "Times New Roman", "font_size": 12, "valign": "vcenter"}
BOXED = {"border": 1, "text_wrap": True}
BOLD_CENTRE = {"bold": True, "align": "center"}
FORMATS: Mapping[str, Mapping[str, Any]] = {
    "plain": {},
    "title": {"bold": True, "align": "center", "font_size": 14, "text_wrap": True},
    "lead": {"align": "center", "italic": True, "text_wrap": True},
    "head": {**BOXED, **BOLD_CENTRE, "bg_color": "#E8EEF4"},
    "order": {**BOXED, "align": "center", "italic": True, "font_size": 10, "bg_color": "#F4F7FA"},
    "text": {**BOXED, "align": "left"},
    "note": {**BOXED, "align": "left", "font_size": 10},
    "middle": {**BOXED, "align": "center"},
    "figure": {**BOXED, "align": "right", "num_format": "#,##0"},
    "money": {**BOXED, "align": "right", "num_format": "#,##0"},
    "rate": {**BOXED, "align": "right", "num_format": "0.0"},
    "change": {**BOXED, "align": "right", "num_format": "+#,##0;−#,##0;0"},
    "change_rate": {**BOXED, "align": "right", "num_format": "+0.0;−0.0;0.0"},
    "section": {**BOXED, "bold": True, "bg_color": "#F4F7FA"},
    "sum_text": {**BOXED, "bold": True, "bg_color": "#FFF6DD"},
    "sum_figure": {**BOXED, "bold": True, "align": "right", "num_format": "#,##0", "bg_color": "#FFF6DD"},
    "sum_rate": {**BOXED, "bold": True, "align": "right", "num_format": "0.0", "bg_color": "#FFF6DD"},
    "odd_figure": {**BOXED, "align": "right", "num_format": "#,##0", "bg_color": "#FBD9C4"},
    "sign": {"bold": True, "align": "center"},
    "dated": {"italic": True, "align": "center"},
}
LINE, ROW, LONGEST = 15.5, 17, 32_000
SMALLEST, LARGEST, PAGE_HEIGHT = 52, 66, 470
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


class Book:
    """A workbook with its formats."""

    def __init__(self, title: str, author: str) -> None:
        self._file = BytesIO()
        self._book = xlsxwriter.Workbook(self._file, {"in_memory": True, "default_format_properties": FONT})
        self._book.set_properties({"title": title, "author": author})
        self._formats = {name: self._book.add_format({**FONT, **looks}) for name, looks in FORMATS.items()}

    def sheet(self, name: str) -> "Sheet":
        """A new sheet."""
        return Sheet(self._book.add_worksheet(name), self._formats)

    def closed(self) -> bytes:
        """The finished file."""
        self._book.close()
        return self._file.getvalue()


class Sheet:
    """A sheet; rows and columns count from 0."""

    def __init__(self, sheet: Any, formats: Mapping[str, Any]) -> None:
        self.raw, self._formats = sheet, formats
        self.raw.set_default_row(ROW)
        self._widths: dict[int, float] = {}
        self._lines: dict[int, int] = {}

    def widths(self, widths: Iterable[float], first: int = 0) -> None:
        """Widths of columns, in characters, from column `first` on."""
        for column, width in enumerate(widths, start=first):
            self._widths[column] = width
            self.raw.set_column(column, column, width)

    def text(self, row: int, column: int, text: str, looks: str = "text") -> None:
        """A text, never a formula; its row grows with it."""
        self.raw.write_string(row, column, harmless(text), self._formats[looks])
        if FORMATS[looks].get("text_wrap") and column in self._widths:
            self._grow(row, _lines(text, self._widths[column], FORMATS[looks].get("font_size", 12)))

    def _grow(self, row: int, lines: int) -> None:
        if lines > self._lines.get(row, 1):
            self._lines[row] = lines
            self.raw.set_row(row, lines * LINE + 2)

    def number(self, row: int, column: int, value: float | None, looks: str = "figure") -> None:
        """A number; None leaves the cell blank, which is not 0."""
        if value is None:
            self.raw.write_blank(row, column, None, self._formats[looks])
        else:
            self.raw.write_number(row, column, value, self._formats[looks])

    def formula(self, row: int, column: int, formula: str, value: float | None, looks: str = "figure") -> None:
        """A live formula and what we know it comes to."""
        self.raw.write_formula(row, column, formula, self._formats[looks], "" if value is None else value)

    def across(self, row: int, first: int, last: int, text: str, looks: str) -> None:
        """A text over several columns of a row."""
        self.block(row, first, row, last, text, looks)

    def block(self, top: int, first: int, bottom: int, last: int, text: str, looks: str) -> None:
        """A text over a block of cells."""
        if (top, first) == (bottom, last):
            self.text(top, first, text, looks)
        else:
            self.raw.merge_range(top, first, bottom, last, "", self._formats[looks])
            self.raw.write_string(top, first, harmless(text), self._formats[looks])

    def remark(self, row: int, column: int, text: str) -> None:
        """A remark that opens on the cell."""
        self.raw.write_comment(row, column, text, {"x_scale": 2, "font_size": 10})

    def titled(self, title: str, lead: str, last: int) -> None:
        """Title and lead line over the columns up to `last`."""
        self.across(0, 0, last, title, "title")
        self.across(1, 0, last, lead, "lead")
        self.raw.set_row(0, 24)
        self.raw.set_row(1, 34)

    def printed(self, *, head: tuple[int, int], frozen: int, breaks: Sequence[int] = (), height: float = 0) -> None:
        """Print set-up: A4 across, the heading rows on every page; headings stay when scrolling. One page wide, or
        broken at the columns `breaks`, with the `frozen` columns on every page, so scaled that `height` points fit
        where that stays readable."""
        self.raw.set_paper(9)
        self.raw.set_landscape()
        self.raw.set_margins(left=0.6, right=0.5, top=0.7, bottom=0.7)
        self.raw.repeat_rows(*head)
        if breaks:
            self.raw.repeat_columns(0, frozen - 1)
            self.raw.set_v_pagebreaks(list(breaks))
            self.raw.set_print_scale(int(min(LARGEST, max(SMALLEST, 100 * PAGE_HEIGHT / height))))
        else:
            self.raw.fit_to_pages(1, 0)
        self.raw.set_footer("&C&P/&N")
        self.raw.freeze_panes(head[1] + 1, frozen)

    def signed(self, row: int, head: Letterhead, year: int, left: tuple[int, int], right: tuple[int, int]) -> None:
        """Place and open date, who made the sheet, who signs it; each over its columns."""
        self.across(row, *right, words("excel.dated", place=head.place, year=str(year)), "dated")
        self.across(row + 1, *left, words("excel.writer"), "sign")
        for place, line in enumerate(head.signer):
            self.across(row + 1 + place, *right, line, "sign")


def _lines(text: str, width: float, size: float) -> int:
    """How many lines a text of `size` points takes in a column of `width` characters."""
    return sum(max(1, ceil(0.92 * size / 12 * len(line) / width)) for line in text.splitlines())


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula: list marks dropped, anything else that looks like one quoted."""
    bare = printable(text).strip()[:LONGEST]
    while bare[:2] in ("- ", "+ ", "− "):
        bare = bare[2:].lstrip()
    return f"'{bare}" if bare.startswith(DANGEROUS) else bare
