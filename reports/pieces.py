"""What a paper is made of: plain values that `reports/word` lays out."""

from dataclasses import dataclass

from reports.letterhead import Copy, Letterhead
from reports.verdicts import Line


@dataclass(frozen=True, slots=True)
class Options:
    """What one copy is like: whom it is for, whether sources and working notes stand in it, another
    letterhead."""

    copy: Copy = "cap_tren"
    sources: bool = True
    letterhead: Letterhead | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """A numbered heading inside a part."""

    text: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A paragraph. `sources` can be taken out; a `note` is for the office and goes with them."""

    text: str
    sources: tuple[str, ...] = ()
    note: bool = False
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """The place of the table of targets."""

    caption: str
    lines: tuple[Line, ...]


Item = Heading | Sentence | Grid


@dataclass(frozen=True, slots=True)
class Part:
    """I, II, III, …"""

    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """The whole document."""

    head: Letterhead
    year: int
    title: str
    dear: str
    opening: tuple[str, ...]
    parts: tuple[Part, ...]
    recipients: tuple[str, ...]
