"""One text with several proposals, parted so that each can be passed on to whom it is for.

Only what its writer has parted herself is parted: by numbers that count up, bullets, lines, semicolons, or a new
sentence that asks again. When in doubt it stays one. Pure.
"""

import re
from collections.abc import Iterator

from forms.plain import plain
from forms.speech import words

NUMBER = re.compile(r"(?:^|(?<=[\s:;.,]))\(?(\d{1,2})[.)/](?=\s*[^\W\d])\s*")
BULLET = re.compile(r"^\s*(?:[-–—+•*·]+\s*(?=\S)|\(?\d{1,2}[.)/]\s*(?=[^\W\d]))")
BULLETS = re.compile(r"(?:^|(?<=\s))[-–—+•*·]\s+(?=\S)")
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[^\W\d])")
GOES_ON = re.compile(r"[,:]\s*$")
JOINING = ("va", "voi", "nhung", "nen", "vi", "de", "hoac", "cung", "rieng", "trong do", "cu the", "do")


def items(text: str) -> list[str]:
    """The proposals of a text, in order, each as it was written but for its number or bullet; none where it says
    nothing."""
    parts = [part for block in _blocks(text) for part in _numbered(block)]
    if len(parts) == 1:
        parts = _bulleted(parts[0]) or _semicolons(parts[0]) or list(_asking(parts[0]))
    else:
        parts = [one for part in parts for one in (_semicolons(part) or [part])]
    found = [part for one in parts if (part := BULLET.sub("", one).strip(" ;\n")) and not _is_nothing(part)]
    return list(dict.fromkeys(found))


def _is_nothing(text: str) -> bool:
    return plain(text).strip(" .!,") in words("vi", "nothing_to_say")


def _blocks(text: str) -> Iterator[str]:
    """Lines: one that plainly goes on with the line before it is joined to it; what introduces bullets stands before
    each."""
    block = lead = ""
    for line in filter(None, map(str.strip, text.splitlines())):
        is_bullet = bool(BULLET.match(line))
        if is_bullet and block.endswith(":"):
            block, lead = "", f"{block} "
        elif block and not is_bullet and _goes_on(block, line):
            block = f"{block}\n{line}"
            continue
        if block:
            yield block
        lead = lead if is_bullet else ""
        block = lead + BULLET.sub("", line) if lead else line
    if block:
        yield block


def _goes_on(before: str, line: str) -> bool:
    starts = line[:1] in ",." or plain(line).startswith(tuple(f"{word} " for word in JOINING))
    return starts or GOES_ON.search(before) is not None


def _numbered(text: str) -> list[str]:
    """“Đề nghị xã: 1. sửa loa 2. làm đường”: what introduces the numbers stands before each."""
    marks = list(NUMBER.finditer(text))
    if [int(mark[1]) for mark in marks] != list(range(1, len(marks) + 1)) or len(marks) < 2:
        return [NUMBER.sub("", text, count=1) if marks and marks[0].start() == 0 else text]
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    parts = [text[mark.end() : end].strip(" ;,") for mark, end in zip(marks, ends, strict=True)]
    return _introduced(text[: marks[0].start()].strip(), parts)


def _introduced(before: str, parts: list[str]) -> list[str]:
    if before.endswith(":"):
        return [f"{before} {part}" for part in parts]
    return [*([before] if before else []), *parts]


def _bulleted(text: str) -> list[str]:
    """“- sửa loa - làm đường”, “Đề nghị: - sửa loa - làm đường”; “Thôn 1 - Thôn 2” is no list."""
    marks = list(BULLETS.finditer(text))
    before = text[: marks[0].start()].strip() if marks else ""
    if len(marks) < 2 or (before and not before.endswith(":")):
        return []
    return _introduced(before, [part.strip() for part in BULLETS.split(text[marks[0].end() :])])


def _semicolons(text: str) -> list[str]:
    """“sửa loa; làm đường thôn 3”: parts of at least two words each."""
    parts = [part.strip() for part in text.split(";") if part.strip()]
    return parts if len(parts) > 1 and all(len(part.split()) > 1 for part in parts) else []


def _asking(text: str) -> Iterator[str]:
    """A sentence that begins by asking, behind one that has asked already, is another proposal."""
    asked, said = words("vi", "request"), ""
    for sentence in SENTENCE.split(text):
        begins = any(f"{plain(sentence)} ".startswith(f"{word} ") for word in asked)
        has_asked = any(f" {word} " in f" {plain(said)} " for word in asked)
        if said and begins and has_asked:
            yield said
            said = sentence
        else:
            said = f"{said} {sentence}".strip()
    yield said
