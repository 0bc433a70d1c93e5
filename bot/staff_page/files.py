"""The files of a summary by name, made when they are asked for, off the event loop."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from reports.letterhead import COPIES
from reports.pieces import Options
from reports.summary import Summary

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Kind:
    """A file that can be made of a summary."""

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


FILES: Mapping[str, Kind] = {
    **{f"bao-cao-{copy.replace('_', '-')}.docx": Kind(WORD, _word(Options(copy=copy))) for copy in COPIES},
    "so-lieu.xlsx": Kind(EXCEL, _excel),
    "bieu-do.png": Kind("image/png", _chart),
}


async def made(name: str, summary: Summary) -> bytes:
    """The bytes of that file; drawing and writing happen in a thread of their own."""
    return await asyncio.to_thread(FILES[name].make, summary)


def file_name(name: str, summary: Summary) -> str:
    """What the file is called on her side: `bao-cao-cap-tren-2026-h1-XA1.docx`."""
    stem, _, ending = name.rpartition(".")
    safe = "".join(letter if letter.isascii() and letter.isalnum() else "-" for letter in summary.unit)
    return f"{stem}-{summary.period}-{safe}.{ending}"
