"""What units wrote, merged under headings: empty remarks left out, repeats joined with all their sources,
difficulties parted from proposals, and proposals sorted by whom they are for."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from forms.plain import plain
from forms.speech import words as known_words
from reports.summary import Summary

ADDRESSEES = ("ngan_hang", "hoi", "dang", "mat_tran", "uy_ban")
NAMES = ".names"
BULLET = re.compile(r"^\s*(?:[-–—+•*·]+\s+|[-–—•*·]+(?=[^\W\d]))+")
NOT_WORDS = re.compile(r"[^\w]+")
SENTENCE_END = re.compile(r"(?<=[.;!?])\s+|\n+")


@dataclass(frozen=True, slots=True)
class Quote:
    """Something that was written, and the names of the units that wrote it."""

    text: str
    sources: tuple[str, ...]


def quotes(summary: Summary, code: str) -> list[Quote]:
    """What was answered to a text question, in the order of the tree: each line a quote, each text once."""
    return _merged((text, summary.source.tree[unit].name) for unit, text in summary.texts.get(code, ()))


def names_given(summary: Summary, code: str) -> list[Quote]:
    """The names behind a count (“Tên công trình là gì ạ?”)."""
    rows = summary.source.rows.get(summary.period, {})
    tree = summary.source.tree
    said = []
    for unit in tree.descendants(summary.unit):
        row = rows.get(unit)
        answer = row.answers.get(code + NAMES) if row is not None and row.counted else None
        if answer is not None and isinstance(answer.value, str):
            said.append((answer.value, tree[unit].name))
    return _merged(said)


def parted(found: Iterable[Quote]) -> tuple[list[Quote], dict[str, list[Quote]]]:
    """(difficulties, proposals by addressee): each sentence of the texts goes to one of them."""
    difficulties: list[Quote] = []
    proposals: dict[str, list[Quote]] = {}
    for quote in found:
        for sentence, addressee in _sentences(quote.text):
            one = Quote(sentence, quote.sources)
            if addressee:
                proposals.setdefault(addressee, []).append(one)
            else:
                difficulties.append(one)
    ordered = {name: proposals[name] for name in (*ADDRESSEES, "khac") if name in proposals}
    return _joined(difficulties), {name: _joined(group) for name, group in ordered.items()}


def _sentences(text: str) -> list[tuple[str, str]]:
    """Each sentence with the addressee it asks something of, "" where it asks nothing."""
    parts = [tidy(part) for part in SENTENCE_END.split(text)]
    return [(part, _addressee(part)) for part in parts if part and not _is_nothing(part)]


def _addressee(sentence: str) -> str:
    said = f" {NOT_WORDS.sub(' ', plain(sentence))} "
    if not any(f" {word} " in said for word in known_words("vi", "request")):
        return ""
    matching = (name for name in ADDRESSEES if any(f" {word} " in said for word in known_words("vi", f"to_{name}")))
    return next(matching, "khac")


def _merged(said: Iterable[tuple[str, str]]) -> list[Quote]:
    lines = ((tidy(line), name) for text, name in said for line in text.splitlines())
    return _joined(Quote(line, (name,)) for line, name in lines if line and not _is_nothing(line))


def _joined(found: Iterable[Quote]) -> list[Quote]:
    """Equal texts (letter case and closing marks aside) become one, with every source."""
    texts: dict[str, str] = {}
    sources: dict[str, list[str]] = {}
    for quote in found:
        key = plain(quote.text).rstrip(".;,! ")
        texts.setdefault(key, quote.text)
        sources.setdefault(key, []).extend(name for name in quote.sources if name not in sources[key])
    return [Quote(text, tuple(sources[key])) for key, text in texts.items()]


def tidy(text: str) -> str:
    """A text as it stands in a paper: no bullet before it, no closing mark, a capital first."""
    bare = BULLET.sub("", text).strip().rstrip(".;, ")
    return bare[:1].upper() + bare[1:]


def _is_nothing(text: str) -> bool:
    return plain(text).strip(" .!,") in known_words("vi", "nothing_to_say")


def by_code(summary: Summary) -> Mapping[str, list[Quote]]:
    """Every text question that was answered, with what was written."""
    return {code: found for code in summary.texts if (found := quotes(summary, code))}
