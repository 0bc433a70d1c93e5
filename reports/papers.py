"""The files that can be made of a summary, by name; what makes them is loaded when one is made."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from reports.letterhead import COPIES
from reports.pieces import Options
from reports.summary import Summary

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
REPORT, TABLE, CHART = "bao-cao-cap-tren.docx", "so-lieu.xlsx", "bieu-do.png"
WHOLE = "bao-cao-cap-tren-ca-so-chua-chot.docx"  # for whoever would rather not wait for those who have not closed


@dataclass(frozen=True, slots=True)
class Paper:
    """One kind of file: its media type, and how it is made."""

    type: str
    make: Callable[[Summary], bytes]


def _word(options: Options) -> Callable[[Summary], bytes]:
    def make(summary: Summary) -> bytes:
        from reports.word import docx

        return docx(summary, options)

    return make


def _excel(summary: Summary) -> bytes:
    from reports.excel import xlsx

    return xlsx(summary)


def _chart(summary: Summary) -> bytes:
    from reports.charts import png

    return png(summary)


PAPERS: Mapping[str, Paper] = {
    **{f"bao-cao-{copy.replace('_', '-')}.docx": Paper(WORD, _word(Options(copy=copy))) for copy in COPIES},
    WHOLE: Paper(WORD, _word(Options())),
    TABLE: Paper(EXCEL, _excel),
    CHART: Paper("image/png", _chart),
}


def file_name(paper: str, period: str, unit: str) -> str:
    """What the file is called on her side: `bao-cao-cap-tren-2026-h1-XA1.docx`."""
    stem, _, ending = paper.rpartition(".")
    safe = "".join(letter if letter.isascii() and letter.isalnum() else "-" for letter in unit)
    return f"{stem}-{period}-{safe}.{ending}"
