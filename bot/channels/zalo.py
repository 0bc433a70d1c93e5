"""Zalo Bot Platform: one bot. No buttons, no edits, no files: choices are numbered words, files are links.

Polling takes a message away by reading it: a process killed while it asks, or before it has stored what it read, loses
that one message (`docs/zalo.md`); one that is stopped waits for the answer first, so it never asks for long. The
webhook has no such gap. Idle polling is answered with 408.

    {"ok": true, "result": {"event_name": "message.text.received", "message": {"message_id": "2d758cb5e222177a4e35",
     "from": {"id": "6ede9afa66b88fe6d6a9", "display_name": "Hoa", "is_bot": false},
     "chat": {"id": "6ede9afa66b88fe6d6a9", "chat_type": "PRIVATE"}, "text": "15 chị", "date": 1750316131602}}}
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import httpx

from bot.channels import base
from bot.channels.base import Capabilities, Limits, clean, part_of
from bot.channels.wire import NOT_SENT, TIMED_OUT
from handlers.message import Kind, Message
from storage.inbox import Arrival

LIMITS = Limits(per_second=20, chat_seconds=1.0, group_seconds=3.0)
MAX_TEXT = 2000
POLL_SECONDS, SEND_SECONDS = 5, 10.0
QUOTA_SECONDS = 300.0
MOST_BYTES = 20 * 1024 * 1024
FREE_USERS, FREE_MESSAGES = 50, 3000
KINDS: dict[str, Kind] = {
    "message.text.received": "text",
    "message.image.received": "photo",
    "message.sticker.received": "sticker",
    "message.voice.received": "voice",
}
Answer = dict[str, Any]


class Zalo:
    """One bot of one token."""

    name = "zalo"
    forgets = True

    def __init__(
        self, token: str, base_url: str = "https://bot-api.zaloplatforms.com", *, limits: Limits | None = LIMITS
    ) -> None:
        self.id = base.id_of(token)
        self.bot = f"zalo:{self.id}"
        self.can = Capabilities(buttons=False, edit=False, files=False, max_text=MAX_TEXT, limits=limits)
        self._url = f"{base_url.rstrip('/')}/bot{token}"
        self._client = httpx.AsyncClient(timeout=httpx.Timeout(SEND_SECONDS, connect=5.0))

    # ── coming in ────────────────────────────────────────────────────────────

    async def updates(self) -> list[Arrival]:
        """What the platform has now: it forgets it with this very answer. Raises SendError."""
        try:
            found = await self._call("getUpdates", {"timeout": str(POLL_SECONDS)}, POLL_SECONDS + SEND_SECONDS)
        except IdleError:
            return []
        return base.arrivals_of(self.bot, found if isinstance(found, list) else [found], "update_id", arrival_of)

    def stored(self) -> None:
        """Nothing to do: Zalo has forgotten already."""

    def acknowledge(self, arrivals: Sequence[Arrival]) -> None:
        """Nothing to do: there are no buttons."""

    def accept(self, payload: Any) -> list[Arrival]:
        """An event from the webhook, with or without the envelope. Raises ValueError for what Zalo does not send."""
        if not isinstance(payload, dict):
            raise ValueError("not an event")
        event = payload.get("result", payload)
        if not isinstance(event, dict) or "event_name" not in event:
            raise ValueError("not an event")
        return base.arrivals_of(self.bot, [event], "update_id", arrival_of)

    def read(self, body: str) -> Message:
        """A stored event as the handlers want it."""
        return read(body)

    async def fetch(self, file: str) -> bytes:
        """The bytes of a photo that somebody sent: Zalo names it by its address. Raises SendError."""
        if not file.startswith("https://"):
            raise base.RefusedError("no address")
        found = b""
        try:
            async with self._client.stream("GET", file) as response:
                async for part in response.aiter_bytes():
                    found += part
                    if response.status_code != 200 or len(found) > MOST_BYTES:
                        raise base.RefusedError("no photo")
        except (httpx.HTTPError, httpx.InvalidURL):
            raise base.TryAgainError(base.UNREACHED) from None
        return found

    # ── going out ────────────────────────────────────────────────────────────

    async def send(self, address: str, body: Mapping[str, Any], number: int) -> str:
        """Send one part; Zalo's id of it. Raises SendError."""
        sent = await self._call("sendMessage", {"chat_id": address, "text": str(body["text"])}, SEND_SECONDS)
        return str(sent.get("message_id", "")) if isinstance(sent, dict) else ""

    # ── setting up ───────────────────────────────────────────────────────────

    async def introduce(self, menu: Mapping[str, str]) -> str:
        """The bot's name; Zalo has no menu of commands. Raises SendError."""
        me = await self._call("getMe", {}, SEND_SECONDS)
        return str(me.get("account_name", "")) if isinstance(me, dict) else ""

    async def use_webhook(self, url: str, secret: str) -> None:
        """Ask for events at `url`. Raises SendError."""
        await self._call("setWebhook", {"url": url, "secret_token": secret}, 30.0)

    async def use_polling(self) -> None:
        """Ask the platform to keep events until they are fetched. Raises SendError."""
        try:
            await self._call("deleteWebhook", {}, SEND_SECONDS)
        except base.UnreachableError:
            return  # 404: none was set

    async def open(self) -> None:
        """Be ready; nothing is asked of the network yet."""

    async def close(self) -> None:
        """Let the connections go."""
        await self._client.aclose()

    async def _call(self, method: str, fields: Mapping[str, str], seconds: float) -> Any:
        timeout = httpx.Timeout(seconds, connect=5.0)
        try:
            response = await self._client.post(f"{self._url}/{method}", json=fields, timeout=timeout)
        except NOT_SENT:
            raise base.TryAgainError(base.UNREACHED) from None
        except httpx.HTTPError:
            raise base.AmbiguousError("no answer") from None
        return result_of(response.status_code, response.content)


class IdleError(base.AmbiguousError):
    """408: asked for news, nobody has written; behind anything else, nobody knows what became of it."""


def result_of(status: int, content: bytes) -> Any:
    """The result in an answer; Zalo tells what went wrong by the HTTP status or by `error_code`. Raises SendError."""
    try:
        answer = json.loads(content)
        failed = not answer["ok"]
        code = int(answer.get("error_code") or status)
    except (ValueError, KeyError, TypeError, AttributeError):
        raise _unread(status) from None
    if not failed and status < 400:
        return answer.get("result")
    raise named(code)


def _unread(status: int) -> base.SendError:
    """An answer that is not the platform's own: whoever stands between says nothing about the person."""
    if status < 400:
        return base.AmbiguousError("no answer")
    return named(status) if status in (413, 429, *TIMED_OUT) else base.TryAgainError(base.SERVER)


def named(code: int) -> base.SendError:
    """Which of the few errors a code is."""
    if code in TIMED_OUT:
        return IdleError("no answer") if code == 408 else base.AmbiguousError("no answer")
    if code == 429:
        return base.TryAgainError("quota", wait=QUOTA_SECONDS)
    if code == 401:
        return base.TryAgainError("token", wait=60.0)
    if code in (403, 404):
        return base.UnreachableError("blocked")
    return base.RefusedError("refused") if 400 <= code < 500 else base.TryAgainError(base.SERVER)


def arrival_of(event: Any) -> Arrival | None:
    """What to store of an event; None for groups, other bots and what no conversation is made of."""
    message = event.get("message") if isinstance(event, dict) else None
    if not isinstance(message, dict) or not message.get("message_id"):
        return None
    chat, sender = part_of(message, "chat"), part_of(message, "from")
    if chat.get("chat_type", "PRIVATE") != "PRIVATE" or sender.get("is_bot") or not chat.get("id"):
        return None
    return Arrival(str(message["message_id"]), str(chat["id"]), json.dumps(event))


def read(body: str) -> Message:
    """A stored event as the handlers want it. A photo is `photo` in the documentation and `photo_url` in SDKs."""
    event = json.loads(body)
    message = event.get("message") or {}
    kind = KINDS.get(str(event.get("event_name", "")), "other")
    file = message.get("photo_url") or message.get("photo") or message.get("voice_url") or message.get("voice") or ""
    name = clean(part_of(message, "from").get("display_name")).strip()
    text = clean(message.get("text") or message.get("caption"))
    return Message(kind, text=text, sender=name, file=clean(file) if isinstance(file, str) else "")
