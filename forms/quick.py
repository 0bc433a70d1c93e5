"""Finding which questions a message is about: “sửa 7”, “hội viên 118”, “hv 120, mới 5, giảm 2”, a numbered list.

Nothing is placed by its order alone: a value belongs to a question because a name or a number says so.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from forms.model import Indicator
from forms.plain import compose, plain
from forms.speech import words

SAME_WORDS = (("hoi vien", "hv"), ("phu nu", "pn"), ("so tien", "tien"))
LINKS = re.compile(r"^\s*(?:=>|->|=|:|-(?=\s)|\blà\b|\blà:|\bla\b|\bsửa thành\b|\bthành\b|\bcó\b|\bđược\b)?\s*")
LINKED = re.compile(r"^\s*(?:[:=]|->|(?:là|la|thành|thanh)(?!\w))")
NUMBERED = re.compile(r"^\s*(?:câu|mục|cau|muc)?\s*\(?(\d{1,2}a?)\s*[.):]\s*(?=\S)(.*)$", re.IGNORECASE | re.DOTALL)
SPACED = re.compile(r"^\s*(?:câu|mục|cau|muc)?\s*\(?(\d{1,2}a?)\s*(?:[.)]\s+|[:]\s*|\)\s*)(?=\S)", re.IGNORECASE)
PARTS = re.compile(
    r"\s*;\s*|,\s+|,(?=[^\d\s])|\s+[–-]\s+(?=\D)|\s+(?=\d{1,2}[.)]\s)|\s*\(\s*|(?<!\d)\)\s*|\)\s*(?=[,;]|$)"
)
BARE = re.compile(r"^[\d.,]+\s?(?:k|tr|triệu|tỷ|đ|%)?$", re.IGNORECASE)
ZEROS = ("khong", "ko", "chua")


@dataclass
class Found:
    """What a message says: words by step, numbers without a name, and pieces that say neither; `pieces`: the words of
    a step with its name."""

    said: dict[str, str] = field(default_factory=dict)
    bare: list[str] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)
    pieces: dict[str, str] = field(default_factory=dict)

    def put(self, step: str, words: str, piece: str) -> None:
        """One question named twice is understood neither time."""
        self.pieces[step] = piece
        if step in self.said and self.said[step] != words:
            self.rest += [f"{self.said.pop(step)}", words]
        else:
            self.said[step] = words


@dataclass(frozen=True)
class Index:
    """The questions of a form by every name they go by, and by their number on the cards."""

    names: Mapping[str, str]
    numbers: Mapping[str, str]
    kinds: Mapping[str, str]
    pattern: re.Pattern[str]
    spelled: Mapping[str, tuple[frozenset[str], ...]]

    def means(self, typed: str) -> bool:
        """Whether words that fold to a name are that name: “mơi” may be “mới”, “mỗi” is another word."""
        return all(self._fits(word) for word in typed.split())

    def _fits(self, word: str) -> bool:
        marks, known = _marks(word), self.spelled.get(fold(word))
        return not marks or known is None or any(marks <= one for one in known)

    def is_text(self, step: str) -> bool:
        """Whether an answer there may hold commas and numbers of its own."""
        return self.kinds.get(step) in ("text", "photo")


def fold(text: str) -> str:
    """Lower case without marks, letter for letter: as long as the text itself."""
    return "".join(_bare(letter) for letter in text)


@lru_cache(maxsize=4096)
def _bare(letter: str) -> str:
    small = "d" if letter in "đĐ" else unicodedata.normalize("NFD", letter.lower())[:1]
    return small if len(small) == 1 else letter


def index(questions: Sequence[Indicator], numbers: Mapping[str, str]) -> Index:
    """Names that two questions share are nobody's."""
    owners: dict[str, set[str]] = {}
    for question in questions:
        for name in {variant for own in (*question.short, question.title) for variant in variants(plain(own))}:
            owners.setdefault(name, set()).add(question.code)
    names = {name: min(codes) for name, codes in owners.items() if len(codes) == 1 and name}
    longest = sorted(names, key=len, reverse=True)
    choice = "|".join(map(re.escape, longest)) or r"(?!)"
    steps = {number: step for step, number in numbers.items()}
    kinds = {question.code: question.kind for question in questions}
    return Index(names, steps, kinds, re.compile(rf"(?<!\w)(?:{choice})(?!\w)"), _spelled(questions))


def _spelled(questions: Sequence[Indicator]) -> Mapping[str, tuple[frozenset[str], ...]]:
    """The marks of every word of every name, by the word without them."""
    found: dict[str, set[frozenset[str]]] = {}
    for word in {word for one in questions for name in (*one.short, one.title) for word in compose(name).split()}:
        found.setdefault(fold(word), set()).add(_marks(word))
    return {word: tuple(marks) for word, marks in found.items()}


@lru_cache(maxsize=4096)
def _marks(word: str) -> frozenset[str]:
    parts = unicodedata.normalize("NFD", word.lower())
    return frozenset(part for part in parts if unicodedata.combining(part) or part == "đ")


def variants(name: str) -> Iterator[str]:
    """A name and how else it is shortened: “hội viên mới”, “hv mới”."""
    yield name
    for long, short in SAME_WORDS:
        if long in name:
            yield name.replace(long, short)
        elif re.search(rf"\b{short}\b", name):
            yield re.sub(rf"\b{short}\b", long, name)


# ── “sửa 7”, “sửa hội viên 118” ──────────────────────────────────────────────


def to_mend(text: str, known: Index, language: str = "vi", *, on_card: bool = False) -> tuple[str, str] | None:
    """(step, new words or "") that a message wants put right, if it says so: “sửa 7”, “sửa 7: 85”, “sửa hội viên
    118”. On a card of numbered lines “mục 7” and “7: 85” are enough; anywhere else it takes “sửa”."""
    whole = compose(text)
    folded, (mend, line, opens) = fold(whole), _mending(language)
    if match := mend.match(folded) or (line.match(folded) if on_card else None):
        step, rest = known.numbers.get(match[1]), whole[match.end() :]
        words = LINKS.sub("", rest, count=1).strip(" .")
        is_meant = not words or on_card or BARE.match(words) or LINKED.match(rest)
        return (step, words) if step and is_meant else None
    if on_card and (found := _numbered(whole, known, tight=False)):
        return found
    start = opens.match(folded)
    return starts_with_name(whole[start.end() :], known, may_be_bare=True) if start else None


def behind_mend(text: str, language: str = "vi") -> str:
    """What stands behind “sửa”, "" where a message does not open with it."""
    whole = compose(text)
    start = _mending(language)[2].match(fold(whole))
    return whole[start.end() :] if start else ""


@lru_cache
def _mending(language: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    mend, line = ("|".join(sorted(words(language, name), key=len, reverse=True)) for name in ("mend", "line"))
    number = r"(\d{1,2}a?)(?![\w/.,]*\w)"
    return (
        re.compile(rf"^\s*(?:{mend})\s*(?:{line})?\s*{number}"),
        re.compile(rf"^\s*(?:{line})\s*{number}"),
        re.compile(rf"^\s*(?:{mend})\s+"),
    )


def starts_with_name(segment: str, known: Index, *, may_be_bare: bool = False) -> tuple[str, str] | None:
    """(step, what stands behind its name). The longest name wins that leaves something behind it."""
    folded = fold(segment)
    for name in sorted((name for name in known.names if folded.startswith(name)), key=len, reverse=True):
        behind = segment[len(name) :]
        value = LINKS.sub("", behind, count=1).strip()
        is_name = (not behind or not behind[:1].isalnum()) and known.means(segment[: len(name)])
        if is_name and (value or may_be_bare):
            return known.names[name], value
    return None


# ── several answers in one message ───────────────────────────────────────────


def several(text: str, known: Index, at: str = "") -> Found:
    """What each piece of a message is about. Where a text is asked (`at`), only “tên: …” at the start of a line, or
    the number of another text, begins a new answer: a text stays a text."""
    sifter = _Sifter(known, at if known.is_text(at) else "", _counts_up(text))
    for line in filter(None, map(compose, text.splitlines() or [text])):
        sifter.line(line)
    return sifter.found


class _Sifter:
    """Takes a message in line by line. `text` is the text question that the present line may go on with."""

    def __init__(self, known: Index, at_text: str, counts_up: bool) -> None:
        self.known, self.text, self.is_strict, self.counts_up = known, at_text, bool(at_text), counts_up
        self.found = Found()

    def line(self, line: str) -> None:
        """One line: the text goes on, or new answers begin."""
        pieces = [line] if self.text and not self._begins(line) else _pieces(line, self.known)
        for piece in pieces:
            self._piece(piece)

    def _piece(self, piece: str) -> None:
        named = self._begins(piece) if self.text else self._named(piece)
        if named:
            self.found.put(*named, piece)
            self.text = named[0] if self.known.is_text(named[0]) else ""
        elif self.text:
            before = self.found.said.get(self.text)
            self.found.said[self.text] = f"{before}\n{piece}" if before else piece
        else:
            (self.found.bare if BARE.match(piece) else self.found.rest).append(piece)

    def _begins(self, piece: str) -> tuple[str, str] | None:
        """What a piece behind a text begins, if it does: “khó khăn: …”, “đảng 1”, “15. …”."""
        by_number = _numbered(piece, self.known, tight=self.counts_up)
        if by_number:
            return by_number if not self.is_strict or self.known.is_text(by_number[0]) else None
        named = starts_with_name(piece, self.known)
        is_plain = named and (_has_colon(piece, self.known) or (not self.is_strict and BARE.match(named[1])))
        return named if is_plain else None

    def _named(self, piece: str) -> tuple[str, str] | None:
        by_number = _numbered(piece, self.known, tight=self.counts_up)
        return by_number or starts_with_name(piece, self.known) or _ends_with_name(piece, self.known)


def _pieces(line: str, known: Index) -> Iterator[str]:
    """A line of a text falls apart only before “tên:”; a line of figures at commas and before names."""
    named = starts_with_name(line, known) or _numbered(line, known, tight=False)
    if named and known.is_text(named[0]):
        starts = [
            match.start() for match in known.pattern.finditer(fold(line)) if _has_colon(line[match.start() :], known)
        ]
        cuts = [0, *(start for start in starts if start), len(line)]
        yield from (line[start:end].strip(" ,;") for start, end in pairwise(cuts))
        return
    for part in filter(None, PARTS.split(line)):
        yield from [part] if SPACED.match(part) else _at_names(part, known)


def _at_names(part: str, known: Index) -> Iterator[str]:
    """“hv 120 mới 5 giảm 2” falls apart before each name that has a value behind it and one before it,
    “15 buổi 320 lượt” behind each name."""
    folded, start = fold(part), 0
    if _ends_with_name(part[: first.end()] if (first := known.pattern.search(folded)) else "", known):
        yield from _behind_names(part, known)
        return
    for match in known.pattern.finditer(folded):
        before, behind = folded[start : match.start()], LINKS.sub("", folded[match.end() :], count=1)
        if _has_value(before) and (behind[:1].isdigit() or behind.startswith(ZEROS)):
            yield part[start : match.start()].strip()
            start = match.start()
    yield part[start:].strip()


def _behind_names(part: str, known: Index) -> Iterator[str]:
    start = 0
    for match in known.pattern.finditer(fold(part)):
        yield part[start : match.end()].strip()
        start = match.end()
    yield from filter(None, [part[start:].strip()])


def _has_value(text: str) -> bool:
    return any(letter.isdigit() for letter in text) or any(word in text.split() for word in ZEROS)


def _has_colon(part: str, known: Index) -> bool:
    match = known.pattern.match(fold(part))
    return match is not None and part[match.end() :].lstrip()[:1] in (":", "=")


def _numbered(part: str, known: Index, *, tight: bool) -> tuple[str, str] | None:
    match = NUMBERED.match(part)
    if not match or match[1] not in known.numbers or not (tight or SPACED.match(part)):
        return None
    step, words = known.numbers[match[1]], match[2].strip()
    named = starts_with_name(words, known)
    return (step, named[1] if named and named[0] == step else words)


def _ends_with_name(part: str, known: Index) -> tuple[str, str] | None:
    """“5 mới”, “12tr tiết kiệm”."""
    head, _, tail = compose(part).partition(" ")
    step = known.names.get(plain(tail))
    return (step, head) if step and BARE.match(head) and known.means(tail) else None


def _counts_up(text: str) -> bool:
    """Lines “1.120”, “2.180”, “3.5”: their numbers count up, so the dots are no thousands."""
    starts = [match[1] for line in text.splitlines() if (match := re.match(r"^\s*(\d{1,2})[.)]", line))]
    return len(starts) > 1 and starts == sorted(starts, key=int) and len(set(starts)) == len(starts)


def bare_numbers(text: str) -> tuple[list[str], bool]:
    """The numbers of a message that holds nothing else and more than one, and whether it is plain where each
    ends: “120, 5, 2” or one a line; “120 180 5” may also be 120.180 and 5."""
    parts = [part for line in text.splitlines() for part in re.split(r"\s*;\s*|,\s+", line.strip()) if part]
    is_plain = len(parts) > 1
    if not is_plain:
        parts = text.split()
        if all(len(part) == 3 for part in parts[1:]):
            parts = []
    return (parts, is_plain) if len(parts) > 1 and all(BARE.match(part) for part in parts) else ([], False)
