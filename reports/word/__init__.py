"""The report as a Word file, laid out by Decree 30/2020/NĐ-CP as DOMAIN §4 quotes it."""

from reports.paper import USUAL, paper
from reports.pieces import Options
from reports.summary import Summary


def docx(summary: Summary, options: Options = USUAL) -> bytes:
    """The .docx of one copy of a summary: a draft with number and date left open."""
    from reports.word.document import laid_out

    return laid_out(paper(summary, options), sources=options.sources)
