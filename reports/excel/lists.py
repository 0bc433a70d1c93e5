"""Sheets 3 and 4: who has reported (for the office only), and every text with its source."""

from collections import Counter
from collections.abc import Iterator

from reports.excel.book import Book
from reports.excel.columns import lead
from reports.naming import words
from reports.near import Branch, Near
from reports.quotes import names_given
from reports.standing import Standing, count
from reports.summary import Summary

HEAD = 3
ORDER = ("missing", "draft", "returned", "late", "on_behalf", "imported", "submitted", "approved")
STANDING = ("number", "unit", "unit_code", "level", "state", "origin", "due", "sent_at", "progress")
STANDING_WIDTHS = (6, 34, 14, 14, 16, 18, 13, 19, 13)
TEXTS = ("number", "question", "unit", "said")
TEXTS_WIDTHS = (6, 26, 30, 90)


def add_standing(book: Book, summary: Summary) -> None:
    """Sent, sent late, on behalf, imported, missing: the missing first."""
    sheet = book.sheet(words("sheet.standing"))
    sheet.titled(words("excel.standing_title", period=summary.title.upper()), lead(summary), len(STANDING) - 1)
    sheet.widths(STANDING_WIDTHS)
    for place, name in enumerate(STANDING):
        sheet.text(HEAD, place, words(f"excel.{name}"), "head")
    rows = _standing_rows(summary)
    for place, cells in enumerate(rows, start=1):
        row = HEAD + place
        sheet.number(row, 0, place, "middle")
        for column, text in enumerate(cells, start=1):
            sheet.text(row, column, text, "text" if column == 1 else "middle")
    sheet.raw.autofilter(HEAD, 0, HEAD + len(rows), len(STANDING) - 1)
    counts = Counter(map(state_of, summary.standings))
    told = (words("state.total", state=words(f"state.{state}"), count=counts[state]) for state in ORDER)
    sheet.across(HEAD + len(rows) + 2, 1, len(STANDING) - 1, "; ".join(told), "plain")
    sheet.printed(head=(HEAD, HEAD), frozen=2)


def _standing_rows(summary: Summary) -> list[tuple[str, ...]]:
    """A row for each unit that is named to this one's staff; for what stands further down, how many have sent."""
    branches = Near(summary.source.tree, summary.unit).branches(summary.standings)
    named = sorted((one.own for one in branches if one.own), key=lambda one: ORDER.index(state_of(one)))
    return [*map(_cells, named), *(_below(one) for one in branches if one.further)]


def _below(branch: Branch) -> tuple[str, ...]:
    counts = count(branch.further)
    sent = words("excel.sent_below", submitted=counts.submitted, expected=counts.expected)
    return (words("excel.below", name=branch.name), branch.unit, "", sent, "", "", "", "")


def state_of(one: Standing) -> str:
    """In one word how a unit stands: its stage, or how its report came where that matters."""
    if not one.is_in:
        return one.stage
    if one.is_late:
        return "late"
    if one.origin != "leader" and one.origin is not None:
        return {"staff": "on_behalf", "imported": "imported"}[one.origin]
    return one.stage


def _cells(one: Standing) -> tuple[str, ...]:
    return (
        one.name,
        one.unit,
        words(f"level.{one.level}"),
        words(f"state.{state_of(one)}"),
        words(f"origin.{one.origin or 'none'}"),
        one.due.strftime("%d/%m/%Y"),
        one.submitted_at.strftime("%H:%M %d/%m/%Y") if one.submitted_at else "",
        words("excel.of", answered=one.answered, asked=one.asked),
    )


def add_texts(book: Book, summary: Summary) -> None:
    """Every text as it was written, a row for each unit that wrote it."""
    sheet = book.sheet(words("sheet.texts"))
    sheet.titled(words("excel.texts_title", period=summary.title.upper()), lead(summary), len(TEXTS) - 1)
    sheet.widths(TEXTS_WIDTHS)
    for place, name in enumerate(TEXTS):
        sheet.text(HEAD, place, words(f"excel.{name}"), "head")
    said = list(_said(summary))
    for place, cells in enumerate(said, start=1):
        sheet.number(HEAD + place, 0, place, "middle")
        for column, text in enumerate(cells, start=1):
            sheet.text(HEAD + place, column, text)
    sheet.raw.autofilter(HEAD, 0, HEAD + len(said), len(TEXTS) - 1)
    sheet.printed(head=(HEAD, HEAD), frozen=2)


def _said(summary: Summary) -> Iterator[tuple[str, str, str]]:
    tree = summary.source.tree
    for code, found in summary.texts.items():
        for unit, text in found:
            yield summary.indicators[code].title, tree[unit].name, text
    for code in summary.totals:
        for quote in names_given(summary, code):
            yield summary.indicators[code].title, "; ".join(quote.sources), quote.text
