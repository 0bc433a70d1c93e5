"""What a channel is: how its raw messages are read, what it can show, and how a message is sent on it.

One new channel = one file beside this one + one line in `bot/app.py`.
"""

import logging
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from typing import Any, Protocol, runtime_checkable

from handlers.message import Message
from storage.inbox import Arrival

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Limits:
    """How fast a platform lets one bot send: messages a second, seconds between two to one chat, and to one group."""

    per_second: int = 30
    chat_seconds: float = 1.0
    group_seconds: float = 3.0


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What a platform lets a bot do. `window` bounds how long after her last message it may write first;
    `limits` is None where sending costs nothing (the terminal, the web chat). `sequential`: message ids are numbers
    that grow in the order in which people wrote. `links`: it shows a message's page and files by itself."""

    buttons: bool
    edit: bool
    files: bool
    max_text: int
    can_initiate: bool = True
    window: timedelta | None = None
    limits: Limits | None = None
    sequential: bool = False
    links: bool = False


UNREACHED, SERVER = "unreached", "server"  # reasons of an outage: no connection, or the platform's own trouble


class SendError(Exception):
    """Sending failed. `retryable` says whether trying again may help, `wait` how many seconds to wait first."""

    retryable = False

    def __init__(self, reason: str, wait: float = 0.0) -> None:
        super().__init__(reason)
        self.reason, self.wait = reason, wait


class TryAgainError(SendError):
    """The platform is busy or out of reach for now."""

    retryable = True


class AmbiguousError(SendError):
    """The request left, its answer never came: the person may have the message or not."""


class MovedError(SendError):
    """The chat has a new address, to which the message must be sent."""

    def __init__(self, address: str) -> None:
        super().__init__("moved")
        self.address = address


class UnreachableError(SendError):
    """The person has blocked the bot or is gone."""


class RefusedError(SendError):
    """The platform will never take this message."""


class CardGoneError(SendError):
    """The card that a message was to replace is not there any more: the message goes by itself."""


class Channel(Protocol):
    """One bot on one platform."""

    name: str
    bot: str
    can: Capabilities

    def read(self, body: str) -> Message:
        """A stored raw message as the handlers want it. Never raises for what a platform may send."""
        ...

    async def send(self, address: str, body: Mapping[str, Any], number: int) -> str:
        """Show a message; the platform's own id of it. Raises SendError."""
        ...


ReadFile = Callable[[Mapping[str, Any]], Awaitable[bytes]]


@runtime_checkable
class SendsFiles(Protocol):
    """A channel that sends files. Whoever puts it to work says where their bytes come from."""

    read_file: ReadFile | None


@runtime_checkable
class FetchesFiles(Protocol):
    """A channel that gives back the photos and recordings that people sent."""

    async def fetch(self, file: str) -> bytes:
        """The bytes of one, by the platform's own name of it. Raises SendError."""
        ...


def arrivals_of(
    bot: str, updates: Iterable[Any], number: str, arrival_of: Callable[[Any], Arrival | None]
) -> list[Arrival]:
    """What to store of a batch. One update that cannot be read holds up none of the others: its number, which stands
    under the name `number`, goes to the log."""
    found: list[Arrival | None] = []
    for update in updates:
        try:
            found.append(arrival_of(update))
        except Exception as why:
            which = update.get(number) if isinstance(update, Mapping) else None
            log.error(
                "%s: update %s passed over: %s", bot, which if isinstance(which, int) else "?", type(why).__name__
            )
    return [arrival for arrival in found if arrival]


def id_of(token: str) -> str:
    """A bot's own number: what stands before the colon of its token; of a token without one, something that tells it
    from others and gives nothing away."""
    head, colon, _ = token.partition(":")
    return head if colon else sha256(token.encode()).hexdigest()[:12]


def part_of(whole: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """A part that should be an object, {} where the platform sent something else."""
    part = whole.get(name)
    return part if isinstance(part, Mapping) else {}


def with_numbers(body: Mapping[str, Any]) -> str:
    """A message for a channel without buttons: its choices as `[1] …` behind the text; by their words, where a number
    would be taken for something else."""
    options = enumerate(body.get("options", []), start=1)
    labels = [f"“{label}”" if body.get("unnumbered") else f"[{place}] {label}" for place, (_, label) in options]
    if not labels:
        return str(body["text"])
    joint = "  ".join(labels) if sum(map(len, labels)) <= 60 else "\n".join(labels)
    return f"{body['text']}\n{joint}"


def clean(text: Any) -> str:
    """Text that every store can hold: no NUL, no half of a surrogate pair."""
    return str(text or "").replace("\x00", "").encode("utf-8", "replace").decode("utf-8")
