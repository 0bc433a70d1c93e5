"""The page and its building stones: A4 and margins, fonts, rules, tables without borders, the page number."""

from typing import Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Mm, Pt, RGBColor

from reports.naming import printable

FONT = "Times New Roman"
BODY = Pt(14)
TEXT_WIDTH = Mm(160)
SOURCE, NOTE = "Nguồn", "Ghi chú nội bộ"
CENTRE, LEFT, RIGHT, JUSTIFY = (
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.RIGHT,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
)


def blank_page() -> Any:
    """An empty A4 document with the margins and styles of an official paper."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = section.right_margin = Mm(20)
    section.left_margin = Mm(30)
    section.header_distance = Mm(10)
    _normal(document.styles["Normal"])
    _grey(document.styles.add_style(SOURCE, WD_STYLE_TYPE.CHARACTER), RGBColor(0x59, 0x59, 0x59))
    _grey(document.styles.add_style(NOTE, WD_STYLE_TYPE.CHARACTER), RGBColor(0x9C, 0x36, 0x00))
    _number_pages(section)
    return document


def _normal(style: Any) -> None:
    set_font(style.font, style.element)
    style.font.size = BODY
    style.element.get_or_add_rPr().append(_language())
    spacing = style.paragraph_format
    spacing.space_before, spacing.space_after, spacing.line_spacing = Pt(0), Pt(0), 1.0


def _grey(style: Any, colour: RGBColor) -> None:
    style.font.italic, style.font.size, style.font.color.rgb = True, Pt(12), colour


def set_font(font: Any, element: Any) -> None:
    """Times New Roman for every script, Vietnamese letters included."""
    font.name = FONT
    fonts = element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(script), FONT)


def _language() -> Any:
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "vi-VN")
    return language


def _number_pages(section: Any) -> None:
    """Page numbers at the top centre, from page 2 on."""
    section.different_first_page_header_footer = True
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = CENTRE
    run = paragraph.add_run()
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        run._r.append(_field(kind, text))


def _field(kind: str, text: str) -> Any:
    if text:
        element = OxmlElement("w:instrText")
        element.set(qn("xml:space"), "preserve")
        element.text = text
        return element
    element = OxmlElement("w:fldChar")
    element.set(qn("w:fldCharType"), kind)
    return element


def columns(document: Any, *widths: Any) -> list[Any]:
    """The cells of a one-row table without borders."""
    table = document.add_table(rows=1, cols=len(widths))
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for cell, width in zip(table.rows[0].cells, widths, strict=True):
        cell.width = width
        _narrow(cell)
    fix_grid(table, widths)
    _keep_whole(table.rows[0])
    return list(table.rows[0].cells)


def _narrow(cell: Any) -> None:
    margins = OxmlElement("w:tcMar")
    for side in ("w:start", "w:left", "w:end", "w:right"):
        edge = OxmlElement(side)
        edge.set(qn("w:w"), "0")
        edge.set(qn("w:type"), "dxa")
        margins.append(edge)
    cell._tc.get_or_add_tcPr().append(margins)


def fix_grid(table: Any, widths: Any) -> None:
    """Columns of just these widths."""
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width


def _keep_whole(row: Any) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def write(cell: Any, text: str, *, first: bool = False, size: float = 13, align: Any = CENTRE, **looks: bool) -> Any:
    """A line in a cell; `looks` are bold, italic."""
    paragraph = cell.paragraphs[0] if first else cell.add_paragraph()
    paragraph.alignment = align
    run = paragraph.add_run(printable(text))
    run.font.size = Pt(size)
    for look, value in looks.items():
        setattr(run.font, look, value)
    return paragraph


def rule(holder: Any, length: Any, width: Any) -> Any:
    """A thin line of `length` in the middle of something `width` wide."""
    paragraph = holder.add_paragraph()
    side = int((width - length) / 2)
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = side
    paragraph.paragraph_format.line_spacing = Pt(5)
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(2), Pt(3)
    _border(paragraph, "top")
    return paragraph


def _border(paragraph: Any, side: str) -> None:
    borders = OxmlElement("w:pBdr")
    line = OxmlElement(f"w:{side}")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    paragraph._p.get_or_add_pPr().append(borders)


def first_line() -> Any:
    """How far the first line of a paragraph goes in."""
    return Cm(1.0)
