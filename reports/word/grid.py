"""The table of targets: a header that repeats on every page, numbers at the right, titles of programmes across."""

from typing import Any

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from reports.naming import words
from reports.pieces import Grid
from reports.verdicts import Line
from reports.word import page

COLUMNS = ("number", "target", "unit", "goal", "value", "verdict")
WIDTHS = (Mm(10), Mm(62), Mm(18), Mm(25), Mm(22), Mm(23))
SIZE = 12


def add_grid(document: Any, grid: Grid) -> None:
    """The table under its caption."""
    caption = document.add_paragraph()
    caption.alignment, caption.paragraph_format.keep_with_next = page.CENTRE, True
    caption.paragraph_format.space_before = caption.paragraph_format.space_after = Pt(4)
    run = caption.add_run(grid.caption)
    run.font.bold, run.font.size = True, Pt(13)
    table = document.add_table(rows=1, cols=len(COLUMNS))
    table.style, table.alignment, table.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
    for cell, name in zip(table.rows[0].cells, COLUMNS, strict=True):
        _fill(cell, words(f"grid.{name}"), page.CENTRE, bold=True)
    _repeat(table.rows[0])
    for line in grid.lines:
        _add(table, line)
    page.fix_grid(table, WIDTHS)
    for row in table.rows:
        _measure(row)
    document.add_paragraph().paragraph_format.line_spacing = Pt(6)


def _add(table: Any, line: Line) -> None:
    cells = table.add_row().cells
    if not line.verdict:
        _fill(cells[0].merge(cells[-1]), line.title, page.LEFT, bold=True)
        return
    aligned = (page.CENTRE, page.LEFT, page.CENTRE, page.RIGHT, page.RIGHT, page.CENTRE)
    texts = (line.number, line.title, line.unit, line.goal, line.value, line.verdict)
    for cell, text, align in zip(cells, texts, aligned, strict=True):
        _fill(cell, text, align)


def _fill(cell: Any, text: str, align: Any, *, bold: bool = False) -> None:
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    paragraph = page.write(cell, text, first=True, size=SIZE, align=align, bold=bold)
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)


def _measure(row: Any) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for cell, width in zip(row.cells, WIDTHS, strict=True):
        if row.cells[0]._tc is not row.cells[-1]._tc:
            cell.width = width


def _repeat(row: Any) -> None:
    header = OxmlElement("w:tblHeader")
    header.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(header)
