"""Fitting one message to a platform: long texts in several parts, each file a part of its own. Pure.

A message that goes out in parts is sent part by part, and how many have gone is stored: a process killed
between two of them goes on with the next.
"""

import re
from collections.abc import Mapping
from typing import Any

from bot.channels.base import Capabilities, with_numbers

Body = Mapping[str, Any]
ITEM = re.compile(r"[•\-\[]|\d+[.)]")


def parts(body: Body, can: Capabilities) -> list[dict[str, Any]]:
    """What is sent for one message, in order: choices stand on the last text, files follow.

    A page becomes its link behind the text and, where a platform takes no files, so does each of them; unless the
    channel shows links by itself.
    """
    files = list(body.get("files", ()))
    text = str(body.get("text", "")) if can.buttons else with_numbers({"text": "", **body})
    if not can.links:
        linked = [*_page(body), *([] if can.files else files)]
        text = "\n".join([text, *(f"{one.get('label', one.get('name'))}: {one['link']}" for one in linked)]).strip()
    texts: list[dict[str, Any]] = [{"text": part} for part in split(text, can.max_text)]
    if texts:
        spent = {"text", "photos"} if can.links else {"text", "files", "page", "photos"}
        texts[-1] |= {name: value for name, value in body.items() if name not in spent}
    files += list(body.get("photos", ()))
    return texts + ([{"file": file} for file in files] if can.files else [])


def _page(body: Body) -> list[Body]:
    page = body.get("page")
    return [page] if page and "link" in page else []


def split(text: str, limit: int) -> list[str]:
    """A text in pieces of at most `limit` characters: between paragraphs, else lines, else words; a list that
    fits into one piece stays whole. A word longer than the limit is cut."""
    pieces: list[str] = []
    rest = text.strip()
    while len(rest) > limit:
        at = _cut(rest, limit)
        pieces.append(rest[:at].rstrip())
        rest = rest[at:].lstrip()
    return [*pieces, rest] if rest else pieces


def _cut(text: str, limit: int) -> int:
    """Where to cut: the last gap that keeps at least a third of the room used, the best kind of gap first."""
    room = text[: limit + 1]
    for gap in ("\n\n", "\n", " "):
        at = room.rfind(gap)
        if gap == "\n":
            at = _before_list(room, at, limit)
        if at > limit // 3:
            return at
    at = max(room.rfind("\n"), room.rfind(" "))
    return at if at > 0 else limit


def _before_list(room: str, at: int, limit: int) -> int:
    """A cut between two lines of a list moves up before the list, if that leaves enough behind."""
    lines = room[:at].split("\n")
    if at < 0 or not _is_item(room[at + 1 :]):
        return at
    while len(lines) > 1 and _is_item(lines[-1]):
        lines.pop()
    before = len("\n".join(lines[:-1] if len(lines) > 1 else lines))  # the list's heading goes with it
    return before if before > limit // 3 else at


def _is_item(line: str) -> bool:
    return bool(ITEM.match(line))
