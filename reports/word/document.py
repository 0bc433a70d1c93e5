"""Laying out a paper: head, title, parts, table of targets, foot."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

from docx.shared import Mm, Pt

from reports.naming import printable, words
from reports.pieces import Grid, Heading, Item, Paper, Part, Sentence
from reports.word import page
from reports.word.grid import add_grid

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
HEAD, FOOT = (Mm(70), Mm(90)), (Mm(85), Mm(75))
SIGNATURE_LINES, SOURCES = 5, 5


def laid_out(paper: Paper, *, sources: bool) -> bytes:
    """The document as the bytes of a .docx file."""
    document = page.blank_page()
    _properties(document, paper)
    _head(document, paper)
    _title(document, paper)
    for text in paper.opening:
        _body(document, text)
    for place, part in enumerate(paper.parts):
        _part(document, ROMAN[place], part, sources, last=place == len(paper.parts) - 1)
    _foot(document, paper)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _properties(document: Any, paper: Paper) -> None:
    properties = document.core_properties
    properties.title = printable(f"{words('kind')} {paper.title}".replace("\n", " "))[:255]
    properties.author, properties.comments, properties.language = printable(paper.head.body)[:255], "", "vi-VN"


# ── head ─────────────────────────────────────────────────────────────────────


def _head(document: Any, paper: Paper) -> None:
    left, right = page.columns(document, *HEAD)
    page.write(left, paper.head.superior, first=True, size=12, bold=not paper.head.issuer)
    for line in paper.head.issuer:
        page.write(left, line, size=12, bold=True)
    page.rule(left, Mm(24), HEAD[0])
    page.write(right, words("country"), first=True, size=12, bold=True)
    page.write(right, words("motto"), size=13, bold=True)
    page.rule(right, Mm(54), HEAD[1])
    low_left, low_right = page.columns(document, *HEAD)
    number = words("number", symbol=paper.head.symbol) if paper.head.symbol else ""
    page.write(low_left, number, first=True)
    page.write(low_left, words("draft"), bold=True)
    dated = words("dated", place=paper.head.place, year=str(paper.year))
    page.write(low_right, dated, first=True, size=13.5, italic=True)


def _title(document: Any, paper: Paper) -> None:
    _centred(document, words("kind"), size=15, before=14)
    for line in paper.title.splitlines():
        _centred(document, line)
    page.rule(document, Mm(45), page.TEXT_WIDTH)
    dear = _centred(document, paper.dear, bold=False, before=8)
    dear.paragraph_format.space_after = Pt(10)


def _centred(document: Any, text: str, *, size: float = 14, before: float = 0, bold: bool = True) -> Any:
    paragraph = document.add_paragraph()
    paragraph.alignment = page.CENTRE
    paragraph.paragraph_format.space_before = Pt(before)
    run = paragraph.add_run(printable(text))
    run.font.bold, run.font.size = bold, Pt(size)
    return paragraph


# ── body ─────────────────────────────────────────────────────────────────────


def _part(document: Any, number: str, part: Part, sources: bool, *, last: bool) -> None:
    _body(document, f"{number}. {part.title}", heading=True)
    shown = [item for item in part.items if sources or not (isinstance(item, Sentence) and item.note)]
    heading = 0
    for place, item in enumerate(shown):
        heading += isinstance(item, Heading)
        is_end = last and place == len(shown) - 1
        _item(document, item, heading, sources, end=is_end)


def _item(document: Any, item: Item, heading: int, sources: bool, *, end: bool) -> None:
    if isinstance(item, Heading):
        _body(document, f"{heading}. {item.text}", heading=True)
    elif isinstance(item, Grid):
        add_grid(document, item)
    else:
        _sentence(document, item, sources, end=end)


def _sentence(document: Any, item: Sentence, sources: bool, *, end: bool) -> None:
    text = words("end", text=item.text.rstrip(".")) if end and item.listed else item.text
    paragraph = _body(document, f"- {text}" if item.listed else text, style=page.NOTE if item.note else None)
    if sources and item.sources:
        paragraph.add_run(printable(words("source", units=_sources(item.sources))), style=page.SOURCE)


def _sources(names: Sequence[str]) -> str:
    if len(names) <= SOURCES:
        return "; ".join(names)
    return words("sources_more", units="; ".join(names[: SOURCES - 1]), count=len(names) - SOURCES + 1)


def _body(document: Any, text: str, *, heading: bool = False, style: str | None = None) -> Any:
    paragraph = document.add_paragraph()
    layout = paragraph.paragraph_format
    paragraph.alignment = page.LEFT if heading else page.JUSTIFY
    layout.first_line_indent, layout.space_before, layout.space_after = page.first_line(), Pt(3), Pt(3)
    layout.line_spacing, layout.keep_with_next, layout.widow_control = 1.1, heading, True
    run = paragraph.add_run(printable(text), style=style)
    run.font.bold = heading or None
    return paragraph


# ── foot ─────────────────────────────────────────────────────────────────────


def _foot(document: Any, paper: Paper) -> None:
    document.add_paragraph().paragraph_format.keep_with_next = True
    left, right = page.columns(document, *FOOT)
    page.write(left, words("recipients"), first=True, size=12, align=page.LEFT, bold=True, italic=True)
    _lines(left, [f"- {line}" for line in paper.recipients], size=11, align=page.LEFT)
    page.write(right, paper.head.signer[0], first=True, size=14, bold=True)
    _lines(right, paper.head.signer[1:], size=14, bold=True)
    _lines(right, [""] * SIGNATURE_LINES, size=14)


def _lines(cell: Any, lines: Iterable[str] | Sequence[str], **looks: Any) -> None:
    for line in lines:
        page.write(cell, line, **looks)
