"""One rule: a figure is taken only if everything said beside it is accounted for; else it is asked back.

What is accounted for is a table. Whatever is not in it (an unknown word, a strange sign, a promise, a doubt) makes
the figure a choice to confirm.
"""

import unicodedata
from itertools import pairwise
from typing import Final

from forms.answers.families import family
from forms.answers.scan import Item
from forms.answers.sift import Said
from forms.answers.words import spaced

# role of an item → why it leaves the figure as it is
EXPLAINED: Final[dict[str, str]] = {
    "figure": "counted apart, by the reader of the kind",
    "kept": "politeness, address, small words",
    "polite": "politeness, address, small words",
    "title": "“5k3s”: a name that holds numbers",
    "about_next": "“trên fanpage”: an estimate only right before a number",
    "about_near": "“gần chợ”, “mầm non”: an estimate only beside a number",
    "day": "“đến 31/5”, “quà 1/6”: set aside",
    "told": "behind what is counted, in any words: “3 buổi về tảo hôn”",
    "thing": "what is counted, what was done with it",
    "now": "“là”, “nay là”, “tổng”: names the figure",
    "label": "“thôn 3”, “lớp”: its number is set aside",
    "question": "“câu trước nhầm”; with a number it may be another question's answer",
    "compare": "“kỳ trước 1820”: its number is set aside",
    "up": "“tăng 3”: its number is set aside",
    "down": "“giảm 3”: its number is set aside",
    "from": "“từ 40 lên 41”: its number is set aside",
    "part": "“trong đó”: parts are compared with the figure",
    "of": "part of a whole",
    "/": "part of a whole",
    "-": "between two things",
    "and": "between two things",
    "to": "“đến cuối kỳ”; between two figures it is a range",
    "all": "“tất cả 45 chị”",
    "data": "“con số là 118”",
    "wrong": "the last answer is put right",
    "not": "takes back the number behind it",
    "name": "of a person or a place",
}
STANDS: Final = spaced("có là quản nhận giữ duy sinh hoạt họat ở còn nuôi đỡ tham vay gửi trong cư được đạt thực chăm")
PUNCTUATION: Final = frozenset(",.:;!…*#()[]{}\"'“”‘’«»&")
PICTURES: Final = frozenset({"So", "Sk", "Mn", "Me", "Cf"})  # emoji and their modifiers
DOUBTS_IN_REMARK: Final = frozenset({"about", "doubt", "missing", "none_yet", "postponed", "hardly", "vague", "?"})


def is_accounted(said: Said, items: list[Item]) -> bool:
    """Whether every item of the sentence leaves its figure as it is, and its remarks cast no doubt."""
    if any(role == "question" for role, _ in said.aside):
        return False
    is_sum = len(said.figures) > 1 or bool(said.aside)
    items = [item for item in told(named(items)) if not (is_sum and item.role == "+")]
    if any(is_doubtful(items) for is_doubtful in DOUBTFUL) or remarked(said) & DOUBTS_IN_REMARK:
        return False
    return all(map(_is_explained, items))


def _is_under_way(items: list[Item]) -> bool:
    """“đang xây 1 nhà” is not done; “đang nuôi 20 con” is how it stands."""
    return any(one.text == "đang" and not _goes_on(other) for one, other in pairwise(items))


def _goes_on(item: Item) -> bool:
    return item.figure is not None or item.text.split()[0] in STANDS


def _is_hearsay(items: list[Item]) -> bool:
    """“nghe trưởng thôn nói 20”; but “320 lượt nghe nói chuyện”"""
    said = [item.text for item in items[: next((at for at, item in enumerate(items) if item.figure), 0)]]
    return "nghe" in said and not {"nói", "noi", "bảo", "kể"}.isdisjoint(said)


def _is_vague(items: list[Item]) -> bool:
    """chín mươi mấy"""
    return any(one.figure and other.text == "may" for one, other in pairwise(items))


def _is_of_tomorrow(items: list[Item]) -> bool:
    """“mai 60 chị đi họp”"""
    return any(one.text in ("mai", "mốt") and other.figure for one, other in pairwise(items))


def _asks(items: list[Item]) -> bool:
    """“có 10 à”"""
    return bool(items) and items[-1].text in ("à", "ư", "hở", "nhỉ")


def _takes_back(items: list[Item]) -> bool:
    """“20 sai rồi”, “20 nhầm” take the figure back and give no other."""
    places = [at for at, (one, other) in enumerate(pairwise(items)) if one.figure and _is_wrong(other)]
    return any(all(item.figure is None for item in items[at + 1 :]) for at in places)


def _is_part(items: list[Item]) -> bool:
    """“trong đó 5 hộ nghèo”: the whole is not said."""
    roles = [item.role for item in items]
    return "part" in roles and "figure" not in roles[: roles.index("part")]


def _is_wrong(item: Item) -> bool:
    return item.role == "wrong" and item.text not in ("mới đúng", "moi dung")


DOUBTFUL: Final = (_is_under_way, _is_of_tomorrow, _is_hearsay, _is_vague, _asks, _takes_back, _is_part)


def _is_explained(item: Item) -> bool:
    return item.role in EXPLAINED or item.role in PUNCTUATION or unicodedata.category(item.text[0]) in PICTURES


def remarked(said: Said) -> frozenset[str]:
    """What is said in brackets: “20 (dự kiến)”; but “118 (kỳ trước khoảng 116)” speaks of the other figure, and
    parts that add up say what they are: “3 (2 chuyển đi, 1 mất)”."""
    roles = frozenset(item.role for item in said.parts)
    figures = sum(item.figure is not None for item in said.parts)
    return frozenset() if "compare" in roles else roles - ({"doubt"} if figures > 1 else set())


def told(items: list[Item]) -> list[Item]:
    """Unknown words that change nothing, since the figure and what is counted are said before them: “3 buổi chiếu
    phim”, “45, đếm trong sổ”; but not “20 xyz”."""
    if not any(item.role == "word" for item in items):
        return items
    found: list[Item] = []
    figured = counted = False
    for at, item in enumerate(items):
        before = items[at - 1].figure if at else None
        has_unit = before is not None and bool(before.scaled or before.sign or family(item.text))
        counted = counted or has_unit or (figured and item.role in CLAUSE_ENDS)
        figured = figured or item.figure is not None
        found.append(Item("told", item.text) if counted and item.role == "word" else item)
    return found


CLAUSE_ENDS: Final = frozenset(",.;:!…")
ESTIMATES: Final = frozenset({"about", "about_near", "about_next"})


def is_estimate(said: Said, rank: int) -> bool:
    """“khoảng 20” anywhere; “gần được 20”, “20 hơn”, “20 chị dư” beside the figure; “trên 20” right before it."""
    if "about" in said.roles | remarked(said):
        return True
    if said.roles.isdisjoint(ESTIMATES):
        return False
    at = said.figures[rank][0]
    items = said.items
    before = [item.role for item in items[max(0, at - 2) : at]]
    behind = [item.role for item in items[at + 1 : at + 4]]
    return (
        before[-1:] in (["about_next"], ["about_near"])
        or before == ["about_near", "kept"]
        or behind[:1] == ["about_near"]
        or (behind[1:2] == ["about_near"] and behind[2:] in ([], ["kept"]))
    )


ADDRESSES: Final = frozenset({"chị", "chi", "cô", "co", "bác", "bac", "bà", "ba", "em", "anh", "ông", "ong", "dì", "c"})
NAMED: Final = ADDRESSES - {"em", "anh"}  # the others are followed by a name more often than by a verb
NAME_WORDS: Final = {True: 4, False: 1}  # of a place: Trường Tiểu học số 2; of a person
ACHIEVED: Final = frozenset({"được", "duoc", "đc", "dc"})


def named(items: list[Item]) -> list[Item]:
    """Unknown words before the first figure that name a place or a person, “thôn Đồng Tâm”, “chị Hoa”; or tell what
    came to so much, “mổ lợn đất được 6 triệu”."""
    if not any(item.role in UNKNOWN for item in items):
        return items
    first = next((at for at, item in enumerate(items) if item.figure), 0)
    if first and items[first - 1].text in ACHIEVED:
        return [Item("told", item.text) if item.role == "word" else item for item in items[:first]] + items[first:]
    found: list[Item] = []
    left, is_place = 0, False
    for item in items[:first]:
        is_name = left > 0 and (item.role == "word" or (is_place and item.role in ("risk", "thing")))
        is_place = item.role == "label" or (is_place and is_name)
        left = left - 1 if is_name else NAME_WORDS[is_place] * (is_place or item.text in NAMED)
        found.append(Item("name", item.text) if is_name else item)
    return found + items[first:]


UNKNOWN: Final = frozenset({"word", "risk"})
