"""What is counted: things of one family may answer one question; a figure of another family is another figure.

“Bao nhiêu suất quà?” is answered by “20 phần”, not by “20 cháu” or “20 kg”; what belongs to no family says nothing.
"""

from typing import Final

from forms.answers.normalise import fold, loosely
from forms.plain import plain

# family → the words that begin its names
FAMILIES: Final[dict[str, str]] = {
    "people": "người hội hv chị cô bà vợ chồng dì mợ thím mệ mẹ phụ pn hvpn đồng đ/c lao nữ đại cán ng lđ c tv thành",
    "children": "cháu trẻ bé em đứa",
    "homes": "hộ gđ nóc nhà căn ngôi gia mái",
    "gifts": "suất phần quà học thẻ túi thùng hộp bịch xe",
    "meetings": "buổi lớp cuộc lần bữa chuyên",
    "turns": "lượt",
    "groups": "tổ nhóm clb câu hợp htx tht",
    "models": "mô mh công việc hoạt",
    "cases": "vụ trường cặp việc",
    "roads": "đoạn tuyến đường",
    "news": "tin bài video",
    "papers": "văn vb kế nội kiến chính chương luật",
    "mouths": "khẩu nhân",
    "names": "sạch an không tiêu",
    "animals": "con gà heo lợn bò trâu dê vịt ngan cây chậu",
    "times": "ngày tuần tháng phút giây tiết tuổi",
}
# asked → what else answers it
ALSO: Final[dict[str, frozenset[str]]] = {
    "people": frozenset({"children", "turns"}),
    "children": frozenset({"people"}),
    "turns": frozenset({"people"}),
    "groups": frozenset({"models"}),
    "models": frozenset({"groups", "cases"}),
    "cases": frozenset({"models"}),
    "papers": frozenset({"meetings", "models"}),
}
# typed, asked in → whether it may be that
EXAMPLES: Final[list[tuple[str, str, bool]]] = [
    ("chị", "hội viên", True),
    ("phan", "suất", True),
    ("người", "lượt", True),
    ("con", "hộ", False),
    ("khẩu", "hộ", False),
    ("ngày", "buổi", False),
    ("nhé", "hộ", True),
    ("cái", "mô hình", True),
]
UNSURE: Final = frozenset(
    {"nha", "co", "con", "tin", "be", "me", "an", "hoc", "chuyen", "noi", "ba", "di", "can", "xe"}
)


def _words() -> dict[str, str]:
    """Every word with marks, and without where it can be nothing else."""
    pairs = [(word, family) for family, words in FAMILIES.items() for word in words.split()]
    bare = {plain(word): family for word, family in reversed(pairs) if plain(word) not in UNSURE}
    return bare | {loosely(fold(word)): family for word, family in reversed(pairs)}


WORDS: Final = _words()


def family(thing: str) -> str | None:
    """The family of what stands behind a number, by its first word."""
    return WORDS.get(loosely(thing.split()[0])) if thing else None


def asked(unit: str) -> str | None:
    """The family of the unit a question counts in."""
    return family(unit.lower().replace(",", " ").strip())


def may_be(thing: str, unit: str) -> bool:
    """Whether a number of these answers a question in this unit."""
    one, other = family(thing), asked(unit)
    return one is None or other is None or one == other or one in ALSO.get(other, ())


def the_one(things: list[str], unit: str) -> int | None:
    """Where the one thing asked stands among things of other families: “12 buổi, 320 lượt”."""
    found, wanted = [family(thing) for thing in things], asked(unit)
    if wanted is None or None in found:
        return None
    for fits in ({wanted}, ALSO.get(wanted, frozenset())):
        places = [place for place, one in enumerate(found) if one in fits]
        if places:
            return places[0] if len(places) == 1 else None
    return None
