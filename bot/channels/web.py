"""The web chat as a channel: the outbox is the transcript, sending only tells the open pages to look."""

import asyncio
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from bot.channels.base import Capabilities
from handlers.message import Message

MAX_TEXT = 4000


class Web:
    """Knows which pages are open, and wakes them."""

    name = "web"
    bot = "web"
    can = Capabilities(buttons=True, edit=False, files=False, max_text=MAX_TEXT, links=True)

    def __init__(self) -> None:
        self._open: dict[str, set[asyncio.Event]] = {}
        self.is_closing = False

    def read(self, body: str) -> Message:
        """`{"text": "15 chị"}`, or a tapped button: `{"pick": "3:0", "text": "Đồng ý"}`."""
        stored = json.loads(body)
        text, pick = str(stored.get("text", "")), str(stored.get("pick", ""))
        return Message("pick" if pick else "text", text=text, pick=pick, sender=str(stored.get("sender", "")))

    async def send(self, address: str, body: Mapping[str, Any], number: int) -> str:
        """Tell the pages of that address that there is something new."""
        self.tell(address)
        return str(number)

    def tell(self, address: str) -> None:
        """Wake the pages of one conversation."""
        for page in self._open.get(address, ()):
            page.set()

    @contextmanager
    def listening(self, address: str) -> Iterator[asyncio.Event]:
        """While a page is open: an event that is set whenever there may be something new for it."""
        page = asyncio.Event()
        self._open.setdefault(address, set()).add(page)
        try:
            yield page
        finally:
            self._open[address].discard(page)
            if not self._open[address]:
                del self._open[address]

    @property
    def is_watched(self) -> bool:
        """Whether any page is open."""
        return bool(self._open)

    def close(self) -> None:
        """Let every open page go: the process is shutting down."""
        self.is_closing = True
        for address in list(self._open):
            self.tell(address)


def packed(text: str, pick: str = "", **more: str) -> str:
    """A message as it is stored."""
    return json.dumps({"text": text, **({"pick": pick} if pick else {}), **more}, ensure_ascii=False)
