"""One figure of many units in one message (điền sẵn): “thôn 1 120, thôn 2: 98; tổ 3 chưa thống kê”, or a line each.

Names hold numbers themselves, so where a name ends only its owner can say: `cuts` gives every way, the longest name
first. Pure: nothing here knows the units.
"""

import re
from collections.abc import Iterator

PARTS = re.compile(r"\s*[;\n]\s*|,\s+|,(?=\s*[^\d\s])")
BULLET = re.compile(r"^\s*(?:[-•*+–]\s*|\d{1,2}[.)]\s+)")
LINKED = re.compile(r"^(.*\S)\s*(?:[:=\t]|\s[–-]\s)\s*(.*)$")


def pieces(text: str) -> list[str]:
    """What is said of each unit: one line or one part of a line each, without bullets and numbering."""
    return [piece for part in PARTS.split(text) if (piece := BULLET.sub("", part).strip(" .,"))]


def cuts(piece: str) -> Iterator[tuple[str, str]]:
    """The ways to read a piece as (name, value), the longest name first; the value may be empty."""
    linked = LINKED.match(piece)
    if linked:
        yield linked[1].strip(), linked[2].strip()
        return
    spoken = piece.split()
    for size in range(len(spoken), 0, -1):
        yield " ".join(spoken[:size]), " ".join(spoken[size:])
