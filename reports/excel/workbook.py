"""The four sheets in their order."""

from reports.excel.book import Book
from reports.excel.lists import add_standing, add_texts
from reports.excel.overview import add_overview
from reports.excel.units import add_units
from reports.naming import words
from reports.summary import Summary


def written(summary: Summary) -> bytes:
    """The workbook as the bytes of an .xlsx file."""
    book = Book(words("excel.overview_title", period=summary.title.upper()), summary.unit_name)
    overview = add_overview(book, summary)
    totals = add_units(book, summary)
    overview.fill(totals.cells, totals.hidden)
    add_standing(book, summary)
    add_texts(book, summary)
    return book.closed()
