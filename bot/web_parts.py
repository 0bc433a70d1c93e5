"""The small parts of the web chat: reading what a browser sends, writing events, headers."""

import asyncio
import json
import logging
import re
from collections.abc import Callable, Mapping
from typing import Any

from pydantic import BaseModel, Field, field_validator
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.channels.web import MAX_TEXT, Web
from storage import transcript
from storage.store import Store
from storage.transcript import Cursor, Entry

MAX_BODY = 16 * 1024  # 4,000 Vietnamese letters are up to 12 KB
KEEPALIVE, WATCH_SECONDS = 15.0, 1.0
CURSOR = re.compile(r"^(\d{1,18})\.(\d{1,18})$")
Links = Callable[[Mapping[str, Any]], list[tuple[str, str]]]
POSTING = "/s/"
UNWANTED = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
log = logging.getLogger(__name__)


class Incoming(BaseModel):
    """A message as the page posts it: typed, or a tapped button with its words."""

    id: str = Field(pattern=r"^[A-Za-z0-9-]{8,64}$")
    text: str = Field(min_length=1, max_length=MAX_TEXT)
    pick: str = Field(default="", pattern=r"^(\d{1,9}:\d{1,3}|cmd:[a-z]{1,20}( [^\x00-\x1f]{1,60})?)?$")

    @field_validator("text", mode="before")
    @classmethod
    def _readable(cls, text: Any) -> Any:
        """Without what no keyboard types and no database keeps."""
        return UNWANTED.sub("", text.replace("\r\n", "\n")) if isinstance(text, str) else text


def read_incoming(body: bytes) -> Incoming:
    """Raises pydantic.ValidationError."""
    return Incoming.model_validate_json(body)


async def limited_body(request: Request, limit: int = MAX_BODY) -> bytes | None:
    """The request's body; None as soon as it is longer than allowed."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > limit:
            return None
    return body


def as_event(entry: Entry, links: Links) -> str:
    """One message as data for the page. `options` None leaves the buttons shown before as they are; `links` gives
    the (label, path) of what goes with it."""
    shown: dict[str, Any] = {
        "id": ("i" if entry.is_hers else "o") + str(entry.number),
        "who": "me" if entry.is_hers else "bot",
        "text": entry.body.get("text", ""),
        "options": entry.body.get("options"),
        "at": entry.at,
        "links": [] if entry.is_hers else links(entry.body),
    }
    if entry.is_hers:
        shown |= {"key": entry.key.rpartition(":")[2], "pick": entry.body.get("pick", "")}
    if entry.body.get("hidden"):
        return ""
    return f"data: {json.dumps(shown, ensure_ascii=False)}\n\n"


def write_cursor(cursor: Cursor) -> str:
    """As an event's id."""
    return f"{cursor.inbox}.{cursor.outbox}"


def read_cursor(text: str) -> Cursor:
    """From an event's id; from the beginning where it is none of ours."""
    match = CURSOR.match(text)
    return Cursor(int(match[1]), int(match[2])) if match else Cursor()


async def watch(store: Store, web: Web) -> None:
    """Look each second for what other processes have stored, and wake the pages that it is for."""
    seen = await store.read(transcript.newest)
    while True:
        await asyncio.sleep(WATCH_SECONDS)
        try:
            seen = await _look(store, web, seen)
        except Exception as why:
            log.error("look-out put off: %s", type(why).__name__)


async def _look(store: Store, web: Web, seen: Cursor) -> Cursor:
    newest = await store.read(transcript.newest)
    if web.is_watched and newest != seen:
        for address in await store.read(lambda db: transcript.addresses_behind(db, web.bot, seen)):
            web.tell(address)
    return newest


class SecurityHeaders:
    """Adds to every answer: only our scripts and styles, no sniffing, no referrer, forms on the staff page alone."""

    def __init__(self, app: ASGIApp, frames: str) -> None:
        self._app = app
        self._frames = frames

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and its answer back with the headers."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(self._headers(scope["path"]))
            await send(message)

        await self._app(scope, receive, with_headers if scope["type"] == "http" else send)

    def _headers(self, path: str) -> dict[str, str]:
        forms = "'self'" if path.startswith(POSTING) else "'none'"
        return {
            "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
            f"img-src 'self'; frame-src 'self'; base-uri 'none'; form-action {forms}; frame-ancestors {self._frames}",
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
        }
