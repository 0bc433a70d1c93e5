"""How an office names units in its papers: “Hội LHPN xã Đồng Tiến”, “xã Đồng Tiến”, “Đồng Tiến”."""

import re
from dataclasses import dataclass

from forms.model import Level
from forms.speech import Line, Voice
from reports.rows import Unit

NOT_PRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
OFFICE = Voice("dong_chi")
AREA_WORDS = (
    "thành phố", "tỉnh", "huyện", "quận", "thị xã", "thị trấn", "xã", "phường", "đặc khu",
    "thôn", "bản", "ấp", "khu phố", "khu", "tổ dân phố",
)  # fmt: skip
OFFICE_WORDS = ("hội ", "ban ", "ủy ban", "sở ", "phòng ", "chi hội", "cơ quan", "văn phòng")
UNION_LEVELS: frozenset[Level] = frozenset({"trung_uong", "tinh", "huyen", "xa"})


def words(key: str, **values: object) -> str:
    """A sentence of `document.toml`, filled in, in the written register."""
    return OFFICE.say(Line(f"document.{key}", values))


def printable(text: str) -> str:
    """A text without the control characters that no office file may hold."""
    return NOT_PRINTABLE.sub("", text)


@dataclass(frozen=True, slots=True)
class Name:
    """A unit's name in its three uses: the body that writes, its area, the place where papers are dated."""

    body: str
    area: str
    place: str


def name_of(unit: Unit) -> Name:
    """The three uses of a unit's name."""
    plain = unit.name.removesuffix(" (cũ)").strip()
    area = _area(plain)
    if unit.level in UNION_LEVELS and not plain.lower().startswith(OFFICE_WORDS):
        return Name(words("naming.union", area=area), area, _place(area))
    return Name(plain, area, _place(area))


def _area(name: str) -> str:
    """The area a name is about, its first word in lower case: “Hội LHPN xã A” and “Xã A” → “xã A”."""
    lower = name.lower()
    starts = [(lower.find(f" {word} "), word) for word in AREA_WORDS if f" {word} " in f" {lower}"]
    opening = next((word for word in AREA_WORDS if lower.startswith(word + " ")), None)
    if opening:
        return opening + name[len(opening) :]
    if starts:
        at = min(starts)[0] + 1
        return lower[at : at + 1] + name[at + 1 :]
    return name


def _place(area: str) -> str:
    opening = next((word for word in AREA_WORDS if area.lower().startswith(word + " ")), "")
    return area[len(opening) :].strip()
