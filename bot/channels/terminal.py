"""The terminal as a channel: a line in is a message, choices print as `[1] …`."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from bot.channels.base import Capabilities
from handlers.message import Message


class Terminal:
    """Writes what is sent through `write`."""

    name = "terminal"
    bot = "terminal"
    can = Capabilities(buttons=False, edit=False, files=False, max_text=100_000)

    def __init__(self, write: Callable[[str], None]) -> None:
        self._write = write

    def read(self, body: str) -> Message:
        """A stored line."""
        return Message("text", text=str(json.loads(body).get("text", "")))

    async def send(self, address: str, body: Mapping[str, Any], number: int) -> str:
        """Print; the choices already stand in the text (`bot/channels/parts.py`)."""
        self._write(str(body["text"]) + "\n\n")
        return str(number)


def packed(line: str) -> str:
    """A typed line as it is stored; `\\n` inside it is a new line."""
    return json.dumps({"text": line.replace("\\n", "\n")}, ensure_ascii=False)
