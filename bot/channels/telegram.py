"""Telegram: one bot. python-telegram-bot's `Bot`, request and errors; what comes in is stored as raw JSON.

Updates are neither acknowledged nor understood here before they are stored: `updates` hands out what the
platform has, `bot/polling.py` stores it, and only the next call tells the platform so.
"""

import asyncio
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import httpx
import telegram
from telegram import error
from telegram.request import BaseRequest

from bot.channels import base
from bot.channels.base import Capabilities, Limits, ReadFile, SendError
from bot.channels.telegram_calls import Wire, call_of, keyboard_of, number_keyboard
from bot.channels.telegram_read import DOCUMENT, arrival_of, callback_of, is_update, read
from bot.channels.wire import NOT_SENT
from handlers.message import Message
from storage.inbox import Arrival

os.environ.setdefault("PTB_TIMEDELTA", "true")  # the library's coming way to state waits; the old one warns
LIMITS = Limits(per_second=30, chat_seconds=1.0, group_seconds=3.0)
ALLOWED = ["message", "edited_message", "callback_query"]
POLL_SECONDS, BATCH = 25, 100
SEND_SECONDS, FILE_SECONDS = 10.0, 60.0
MAX_CAPTION = 1024
BROKEN_SECONDS = 60.0


class Telegram:
    """One bot of one token. `read_file` gives the bytes of a file that a message carries."""

    name = "telegram"
    forgets = False

    def __init__(
        self,
        token: str,
        base_url: str = "https://api.telegram.org",
        *,
        limits: Limits | None = LIMITS,
        request: BaseRequest | None = None,
        read_file: ReadFile | None = None,
    ) -> None:
        self.id = base.id_of(token)
        self.bot = f"telegram:{self.id}"
        self.can = Capabilities(buttons=True, edit=True, files=True, max_text=4096, limits=limits, sequential=True)
        self._url = f"{base_url.rstrip('/')}/bot{token}"
        timeouts: dict[str, Any] = {"connect_timeout": 5.0, "read_timeout": SEND_SECONDS, "write_timeout": SEND_SECONDS}
        self._request = request or Wire(connection_pool_size=64, pool_timeout=SEND_SECONDS, **timeouts)
        self._api = telegram.Bot(
            token,
            base_url=f"{base_url.rstrip('/')}/bot",
            base_file_url=f"{base_url.rstrip('/')}/file/bot",
            request=self._request,
            get_updates_request=self._request,
        )
        self.read_file = read_file
        self._offset: int | None = None
        self._next: int | None = None
        self._answering: set[asyncio.Task[None]] = set()

    # ── coming in ────────────────────────────────────────────────────────────

    async def updates(self) -> list[Arrival]:
        """What the platform has; calling again confirms everything handed out before. Raises SendError."""
        query = {"timeout": POLL_SECONDS, "limit": BATCH, "allowed_updates": json.dumps(ALLOWED)}
        query |= {"offset": self._offset} if self._offset is not None else {}
        url = f"{self._url}/getUpdates?{urlencode(query)}"
        with _named_errors():
            found = await self._request.post(url, read_timeout=POLL_SECONDS + SEND_SECONDS)
        updates = [one for one in found if is_update(one)] if isinstance(found, list) else []
        self._next = max((one["update_id"] + 1 for one in updates), default=self._offset)
        updates.sort(key=lambda update: int(update["update_id"]))
        return base.arrivals_of(self.bot, updates, "update_id", arrival_of)

    def stored(self) -> None:
        """Everything that `updates` handed out is stored: the offset may move on."""
        self._offset = self._next

    def accept(self, payload: Any) -> list[Arrival]:
        """An update from the webhook. Raises ValueError for what no platform sends."""
        if not is_update(payload):
            raise ValueError("not an update")
        return base.arrivals_of(self.bot, [payload], "update_id", arrival_of)

    def acknowledge(self, arrivals: Sequence[Arrival]) -> None:
        """Stop the clocks on tapped buttons; nothing depends on whether this succeeds."""
        for arrival in arrivals:
            if tapped := callback_of(arrival.body):
                task = asyncio.create_task(self._answer(tapped))
                self._answering.add(task)
                task.add_done_callback(self._answering.discard)

    async def _answer(self, callback: str) -> None:
        with suppress(error.TelegramError):
            await self._api.answer_callback_query(callback)

    def read(self, body: str) -> Message:
        """A stored update as the handlers want it."""
        return read(body)

    async def fetch(self, file: str) -> bytes:
        """The bytes of a photo or voice message that somebody sent (at most 20 MB). Raises SendError."""
        with _named_errors():
            found = await self._api.get_file(file.removeprefix(DOCUMENT))
            return bytes(await found.download_as_bytearray(read_timeout=FILE_SECONDS))

    # ── going out ────────────────────────────────────────────────────────────

    async def send(self, address: str, body: Mapping[str, Any], number: int) -> str:
        """Send one part; Telegram's id of it. A part that says which card it replaces is put in its place."""
        with _named_errors():
            if file := body.get("file"):
                return await self._send_file(address, file)
            if (card := str(body.get("card", ""))).isdecimal():
                return await self._put_in_place(address, card, body)
            markup = keyboard_of(body.get("options", ())) or number_keyboard(str(body.get("ask_number", "")))
            sent = await self._call("sendMessage", chat_id=int(address), text=str(body["text"]), reply_markup=markup)
            return _number_of(sent)

    async def _put_in_place(self, address: str, card: str, body: Mapping[str, Any]) -> str:
        """Put the message in the place of the card she tapped. A message of its own would be a second call to the
        chat within its second: that is left to the sender."""
        what = {"text": str(body["text"]), "reply_markup": keyboard_of(body.get("options", ()))}
        try:
            await self._call("editMessageText", chat_id=int(address), message_id=int(card), **what)
        except error.BadRequest as why:
            if "chat not found" in why.message.lower() or why.__cause__ is not None:
                raise
            if "not modified" not in why.message:
                raise base.CardGoneError("card gone") from None
        return card

    async def _call(self, method: str, **fields: Any) -> Any:
        try:
            return await self._request.post(f"{self._url}/{method}", call_of(fields))
        except (KeyError, TypeError):  # 200 without a result
            raise base.AmbiguousError("no answer") from None

    async def _send_file(self, address: str, file: Mapping[str, Any]) -> str:
        if known := file.get("id"):  # Telegram has it already
            return await self._show_again(address, str(known), file)
        data = await self.read_file(file) if self.read_file else b""
        name, caption = str(file["name"]), str(file.get("caption", ""))[:MAX_CAPTION] or None
        upload = telegram.InputFile(data, filename=name)
        if file.get("kind") == "photo":
            sent = await self._api.send_photo(int(address), upload, caption=caption, write_timeout=FILE_SECONDS)
        else:
            sent = await self._api.send_document(int(address), upload, caption=caption, write_timeout=FILE_SECONDS)
        return str(sent.message_id)

    async def _show_again(self, address: str, known: str, file: Mapping[str, Any]) -> str:
        caption = str(file.get("caption", ""))[:MAX_CAPTION] or None
        if known.startswith(DOCUMENT):
            sent = await self._api.send_document(int(address), known.removeprefix(DOCUMENT), caption=caption)
            return str(sent.message_id)
        if file.get("kind") == "voice":
            return str((await self._api.send_voice(int(address), known, caption=caption)).message_id)
        return str((await self._api.send_photo(int(address), known, caption=caption)).message_id)

    # ── setting up ───────────────────────────────────────────────────────────

    async def introduce(self, menu: Mapping[str, str]) -> str:
        """Show the menu of commands; the bot's name, as deep links need it. Raises SendError."""
        with _named_errors():
            await self._api.set_my_commands(list(menu.items()))
            return str((await self._api.get_me()).username)

    async def use_webhook(self, url: str, secret: str) -> None:
        """Ask for updates at `url`, one connection at a time so that they come in order. Raises SendError."""
        with _named_errors():
            await self._api.set_webhook(url, secret_token=secret, max_connections=1, allowed_updates=ALLOWED)

    async def use_polling(self) -> None:
        """Ask the platform to keep updates until they are fetched. Raises SendError."""
        with _named_errors():
            await self._api.delete_webhook()

    async def open(self) -> None:
        """Be ready to send and receive; nothing is asked of the network yet."""
        await self._request.initialize()

    async def close(self) -> None:
        """Let the connections go."""
        for task in self._answering:
            task.cancel()
        await self._request.shutdown()


def _number_of(sent: Any) -> str:
    """The platform's number of what was sent; without one it may have been sent or not."""
    if isinstance(sent, dict) and "message_id" in sent:
        return str(sent["message_id"])
    raise base.AmbiguousError("no answer")


@contextmanager
def _named_errors() -> Iterator[None]:
    """The library's errors as the few that a sender tells apart."""
    try:
        yield
    except error.TelegramError as why:
        raise named(why) from None


def named(why: error.TelegramError) -> SendError:
    """Which of the few errors it is. The text of the library's error is dropped: it may hold the answer."""
    if isinstance(why, error.RetryAfter):
        return base.TryAgainError("flood", wait=_seconds(why))
    if isinstance(why, error.ChatMigrated):
        return base.MovedError(str(why.new_chat_id))
    if _is_too_large(why):
        return base.RefusedError("too large")
    if isinstance(why.__cause__, error.TelegramError):  # not the platform's JSON: somebody between it and us spoke
        return base.TryAgainError(base.SERVER, wait=BROKEN_SECONDS if isinstance(why, error.InvalidToken) else 0.0)
    if isinstance(why, error.Forbidden) or (
        isinstance(why, error.BadRequest) and "chat not found" in why.message.lower()
    ):
        return base.UnreachableError("blocked")
    if isinstance(why, error.BadRequest):
        return base.RefusedError("refused")
    if isinstance(why, error.InvalidToken | error.EndPointNotFound):
        return base.TryAgainError("token", wait=BROKEN_SECONDS)
    if isinstance(why, error.Conflict):
        return base.TryAgainError("conflict", wait=5.0)
    return _network(why)


def _is_too_large(why: error.TelegramError) -> bool:
    return isinstance(why, error.NetworkError) and why.message.startswith("Request Entity Too Large")


def _network(why: error.TelegramError) -> SendError:
    """Whether the call has certainly not been carried out: no connection, or the platform's own 5xx."""
    cause = why.__cause__
    if isinstance(cause, NOT_SENT):
        return base.TryAgainError(base.UNREACHED)
    is_unanswered = isinstance(cause, httpx.HTTPError) or isinstance(why, error.TimedOut)
    if is_unanswered or not isinstance(why, error.NetworkError):
        return base.AmbiguousError("no answer")
    return base.TryAgainError(base.SERVER)


def _seconds(why: error.RetryAfter) -> float:
    wait = why.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
