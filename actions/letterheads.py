"""How a unit heads and signs its papers: the usual way of its level, or its own words (DOMAIN §4: habit goes first)."""

from dataclasses import replace

from actions.work import Work
from reports.letterhead import Letterhead, letterhead
from storage import letterheads

PARTS = ("superior", "issuer", "body", "symbol", "signer", "place")
IN_LINES = frozenset({"issuer", "signer"})


def head_of(work: Work, unit: str) -> Letterhead:
    """The letterhead that the unit's papers carry."""
    own = letterheads.of_unit(work.settle(), unit)
    return worded(letterhead(work.world.tree, work.world.tree[unit]), own)


def worded(usual: Letterhead, own: dict[str, str]) -> Letterhead:
    """The usual letterhead with the unit's own words in it."""
    changes = {name: tuple(text.splitlines()) if name in IN_LINES else text for name, text in own.items()}
    return replace(usual, **changes)  # type: ignore[arg-type]


def word(work: Work, unit: str, own: dict[str, str]) -> Letterhead:
    """Change some parts; an empty text puts the usual words back. The letterhead as it is then."""
    before = letterheads.of_unit(work.settle(), unit)
    after = {name: text for name, text in {**before, **own}.items() if text}
    letterheads.keep(work.db, unit, after)
    work.log("letterhead", unit=unit, data={"old": before, "new": after})
    return head_of(work, unit)
