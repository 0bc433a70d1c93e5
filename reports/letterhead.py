"""Who writes a paper and to whom: heading, addressees, signature block (DOMAIN §4). Values that an office may
replace, since a unit's own habit goes before the usual one."""

from dataclasses import dataclass
from typing import Literal

from forms.speech import texts
from reports.naming import UNION_LEVELS, Name, name_of, words
from reports.rows import Unit
from reports.tree import Tree

Copy = Literal["cap_tren", "cap_uy", "mat_tran"]
COPIES: tuple[Copy, ...] = ("cap_tren", "cap_uy", "mat_tran")
COMMITTEE_WORDS = ("ban vì sự tiến bộ", "ban vstb")


@dataclass(frozen=True, slots=True)
class Letterhead:
    """`superior` and `issuer` stand in the heading (a line each), `symbol` behind the open number, `signer` above
    the signature; `place` is where the paper is dated."""

    superior: str
    issuer: tuple[str, ...]
    body: str
    symbol: str
    signer: tuple[str, ...]
    place: str


def letterhead(tree: Tree, unit: Unit) -> Letterhead:
    """The usual heading and signature of a unit of that level."""
    above = _above(tree, unit)
    kind, name = _kind(unit), name_of(unit)
    issuer: tuple[str, ...]
    committee = words("naming.committee")
    upper = name.body.upper()
    superior = name_of(above).body.upper() if above else upper
    issuer = (upper,) if above else ()
    if kind == "hoi":
        issuer = (committee, *issuer)
    return Letterhead(
        superior=superior,
        issuer=issuer,
        body=words("naming.committee_of", body=name.body) if kind == "hoi" else name.body,
        symbol=words(f"signing.{kind}.symbol"),
        signer=tuple(words(f"signing.{kind}.signer").splitlines()),
        place=_place(tree, unit),
    )


def addressee(tree: Tree, unit: Unit, copy: Copy) -> str:
    """Whom a copy is for: the office above, the Party committee or the Front of the unit's own area."""
    above = _above(tree, unit)
    name = name_of(unit)
    level = "thanh_pho" if unit.level == "tinh" and name.area.startswith("thành phố") else unit.level
    key = f"copy.{copy}.{level}"
    if f"document.{key}" not in texts("vi"):
        key = f"copy.{copy}.any"
    highest = words("naming.central" if _kind(unit) == "hoi" else "naming.above")
    return words(key, above=name_of(above).body if above else highest, area=name.area)


def recipients(tree: Tree, unit: Unit, copy: Copy) -> list[str]:
    """Nơi nhận of a copy: whom it is for, the other two, and the archive."""
    others = [words(f"copies.{one}", who=addressee(tree, unit, one)) for one in COPIES if one != copy]
    return [words("same"), *others, words("filed")]


def _above(tree: Tree, unit: Unit) -> Unit | None:
    """The unit it reports to: the nearest one above that still exists."""
    above = [tree[code] for code in tree.ancestors(unit.code)]
    return next((one for one in above if one.until is None), above[0] if above else None)


def _kind(unit: Unit) -> str:
    if unit.name.lower().startswith(COMMITTEE_WORDS):
        return "ban"
    if unit.level in UNION_LEVELS:
        return "hoi"
    return "chi_hoi" if unit.level in ("chi_hoi", "to") else "co_quan"


def _place(tree: Tree, unit: Unit) -> str:
    """A branch dates its papers where its commune is."""
    if unit.level in UNION_LEVELS:
        return name_of(unit).place
    above: list[Name] = [name_of(tree[code]) for code in tree.ancestors(unit.code) if tree[code].level in UNION_LEVELS]
    return above[0].place if above else name_of(unit).place
