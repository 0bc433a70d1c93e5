"""The Bot API as it behaves, on 127.0.0.1: it refuses what Telegram refuses, with Telegram's words.

`person(1).say("xin chào")` is what somebody does on her phone; `chats[1]` is what she sees there.
"""

import asyncio
import json
import random
import time
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import httpx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from emulators.phones import Group, Person, Shown
from emulators.serving import Cut, Faults, Upload, answered, fields_of, garbage, integer, refused, served, snake

TOKEN = "7000001:AAE-emulated-token-of-no-value_0123456789"
MEGA = 1024 * 1024
SENDS = ("sendMessage", "sendPhoto", "sendDocument", "editMessageText")


class BadRequest(Exception):  # noqa: N818 - the platform's own word
    """400 with this description."""


@dataclass
class Rules:
    """How much the platform bears; kill tests run on a faster world with the same proportions."""

    per_second: int = 30
    window: float = 1.0
    chat_seconds: float = 1.0
    group_per_minute: int = 20
    group_window: float = 60.0
    keeps: float = 24 * 3600.0
    callback_seconds: float = 900.0


@dataclass
class Telegram:
    """The platform: `url` is what goes before `/bot<TOKEN>/…`."""

    rules: Rules = field(default_factory=Rules)
    faults: Faults = field(default_factory=Faults)
    token: str = TOKEN
    url: str = ""
    chats: dict[int, list[Shown]] = field(default_factory=lambda: defaultdict(list))
    calls: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    wire: list[tuple[float, int, str]] = field(default_factory=list)
    refusals: list[tuple[int, str]] = field(default_factory=list)
    blocked: set[int] = field(default_factory=set)
    started: set[int] = field(default_factory=set)
    migrated: dict[int, int] = field(default_factory=dict)
    paused_until: dict[int, float] = field(default_factory=dict)
    menu: list[dict[str, str]] = field(default_factory=list)
    webhook: dict[str, Any] = field(default_factory=dict)
    twice: float = 0.0

    def __post_init__(self) -> None:
        """Empty queues."""
        self.pending: list[tuple[float, dict[str, Any]]] = []
        self.files: dict[str, bytes] = {}
        self.taken: list[dict[str, Any]] = []
        self.open_callbacks: dict[str, float] = {}
        self._updates, self._messages, self._others = count(1001), count(1), count(1)
        self._arrived = asyncio.Event()
        self._poller = 0
        self._recent: deque[float] = deque()
        self._by_chat: dict[int, deque[float]] = defaultdict(deque)
        self.heard = asyncio.Condition()

    # ── what people do ───────────────────────────────────────────────────────

    def person(self, number: int, name: str = "Hoa") -> Person:
        """Somebody's phone."""
        return Person(self, number, name)

    def group(self, number: int) -> Group:
        """A group chat that the bot is in."""
        return Group(self, number)

    def number(self) -> int:
        """A fresh message number."""
        return next(self._messages)

    def happen(self, **part: Any) -> dict[str, Any]:
        """Something for the bot."""
        update = {"update_id": next(self._updates), **part}
        self.pending.append((time.monotonic(), update))
        self._arrived.set()
        return update

    async def until(self, check: Callable[[], bool], seconds: float = 20.0) -> None:
        """Wait until something has been shown to somebody."""
        async with asyncio.timeout(seconds), self.heard:
            await self.heard.wait_for(check)

    # ── the API ──────────────────────────────────────────────────────────────

    async def call(self, request: Request) -> Response:
        """`POST /bot<TOKEN>/<method>`."""
        method, fields = request.path_params["method"], await fields_of(request)
        if request.path_params["token"] != self.token:
            return refused(401, "Unauthorized")
        act: Callable[[dict[str, Any]], Awaitable[Any]] | None = getattr(self, snake(method), None)
        if act is None:
            return refused(404, "Not Found")
        self.calls[method] += 1
        fault = self.faults.draw() if method in (*SENDS, "getUpdates") else ""
        fault = "" if (method, fault) == ("getUpdates", "403") else fault
        return await self._faulty(fault, method, act, fields) if fault else await self._tell(method, act, fields)

    async def _faulty(self, fault: str, method: str, act: Any, fields: dict[str, Any]) -> Response:
        if fault == "429":
            return refused(429, "Too Many Requests: retry after 1", retry_after=1)
        if fault == "403":
            return refused(403, "Forbidden: bot was blocked by the user")
        if fault in ("500", "502"):
            return refused(int(fault), {"500": "Internal Server Error", "502": "Bad Gateway"}[fault])
        if fault == "reset":
            return Cut()
        if fault == "timeout":
            await asyncio.sleep(self.rules.window / 2)
        await self._tell(method, act, fields)  # the call is carried out, its answer is lost
        if fault == "504":
            return refused(504, "Gateway Timeout")
        return garbage() if fault == "malformed" else Cut()

    async def _tell(self, method: str, act: Any, fields: dict[str, Any]) -> Response:
        try:
            if method in SENDS:
                self._admit(_chat(fields))
            return answered(await act(fields))
        except BadRequest as why:
            return refused(400, f"Bad Request: {why}")
        except Refusal as why:
            self.refusals.append((why.code, why.description))
            return refused(why.code, why.description, **why.parameters)

    def _admit(self, chat: int) -> None:
        """Who may be written to, and how fast."""
        if chat in self.migrated:
            new = self.migrated[chat]
            text = "Bad Request: group chat was upgraded to a supergroup chat"
            raise Refusal(400, text, migrate_to_chat_id=new)
        if chat in self.blocked:
            raise Refusal(403, "Forbidden: bot was blocked by the user")
        if chat not in self.started:
            raise BadRequest("chat not found")
        now = time.monotonic()
        if (paused := self.paused_until.get(chat, self.paused_until.get(0, 0.0))) > now:
            raise _flood(paused - now)
        self._count(self._recent, self.rules.per_second, self.rules.window, now)
        if chat < 0:
            self._count(self._by_chat[chat], self.rules.group_per_minute, self.rules.group_window, now)
        else:
            self._count(self._by_chat[chat], 1, self.rules.chat_seconds, now)

    def _count(self, recent: deque[float], most: int, window: float, now: float) -> None:
        while recent and recent[0] <= now - window:
            recent.popleft()
        if len(recent) >= most:
            raise _flood(recent[0] + window - now)
        recent.append(now)

    # ── methods ──────────────────────────────────────────────────────────────

    async def _get_me(self, fields: dict[str, Any]) -> Any:
        name = {"first_name": "Trợ lý", "username": "tro_ly_bot"}
        return {"id": int(self.token.partition(":")[0]), "is_bot": True, **name}

    async def _set_my_commands(self, fields: dict[str, Any]) -> Any:
        commands = json.loads(fields["commands"])
        if any(not (1 <= len(c["command"]) <= 32 and 1 <= len(c["description"]) <= 256) for c in commands):
            raise BadRequest("BOT_COMMAND_INVALID")
        self.menu = commands
        return True

    async def _get_updates(self, fields: dict[str, Any]) -> Any:
        if self.webhook:
            raise Refusal(409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook first")
        self._poller += 1
        mine, limit = self._poller, min(100, max(1, integer(fields, "limit", 100)))
        self._arrived.set()  # an older poller is sent away
        offset = integer(fields, "offset", 0)
        self.pending = [one for one in self.pending if one[1]["update_id"] >= offset]
        deadline = time.monotonic() + min(50, integer(fields, "timeout", 0)) * self.rules.window
        while not (found := self._kept(limit)) and (left := deadline - time.monotonic()) > 0:
            self._arrived.clear()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._arrived.wait(), left)
            if self._poller != mine:
                text = (
                    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
                )
                raise Refusal(409, text)
        return found

    def _kept(self, limit: int) -> list[dict[str, Any]]:
        """What is neither confirmed nor too old."""
        oldest = time.monotonic() - self.rules.keeps
        self.pending = [one for one in self.pending if one[0] >= oldest]
        return [update for _, update in self.pending[:limit]]

    async def _set_webhook(self, fields: dict[str, Any]) -> Any:
        secret = fields.get("secret_token", "")
        if secret and not (len(secret) <= 256 and all(c.isalnum() or c in "_-" for c in secret) and secret.isascii()):
            raise BadRequest("secret token contains unallowed characters")
        self.webhook = {"url": fields["url"], "secret": secret} if fields.get("url") else {}
        return True

    async def _delete_webhook(self, fields: dict[str, Any]) -> Any:
        self.webhook = {}
        return True

    async def _send_message(self, fields: dict[str, Any]) -> Any:
        text = _text(fields.get("text", ""), 4096)
        return await self.show(Shown(self.number(), _chat(fields), text, _keyboard(fields)))

    async def _edit_message_text(self, fields: dict[str, Any]) -> Any:
        card = next((m for m in self.chats[_chat(fields)] if m.number == integer(fields, "message_id", 0)), None)
        if card is None:
            raise BadRequest("message to edit not found")
        text, buttons = _text(fields.get("text", ""), 4096), _keyboard(fields)
        if (card.text, card.buttons) == (text, buttons):
            raise BadRequest(
                "message is not modified: specified new message content and reply markup are exactly the same as a "
                "current content and reply markup of the message"
            )
        card.before.append(card.text)
        card.text, card.buttons = text, buttons
        return await self.show(card, again=True)

    async def _answer_callback_query(self, fields: dict[str, Any]) -> Any:
        asked = self.open_callbacks.pop(fields["callback_query_id"], None)
        if asked is None or asked < time.monotonic() - self.rules.callback_seconds:
            raise BadRequest("query is too old and response timeout expired or query ID is invalid")
        if len(fields.get("text", "")) > 200:
            raise BadRequest("MESSAGE_TOO_LONG")
        return True

    async def _send_photo(self, fields: dict[str, Any]) -> Any:
        return await self._upload(fields, "photo", 10 * MEGA)

    async def _send_document(self, fields: dict[str, Any]) -> Any:
        return await self._upload(fields, "document", 50 * MEGA)

    async def _upload(self, fields: dict[str, Any], kind: str, most: int) -> Any:
        part = fields[kind]
        if isinstance(part, str) and part in self.files:
            if part.startswith("doc") != (kind == "document"):
                raise BadRequest("can't use a file of another type")
            return await self.show(Shown(self.number(), _chat(fields), str(fields.get("caption", "")), [], part, b""))
        upload = part if isinstance(part, Upload) else fields[str(part).removeprefix("attach://")]
        if len(upload.data) > most:
            raise Refusal(413, "Request Entity Too Large")
        if not upload.data:
            raise BadRequest("file must be non-empty")
        caption = _text(fields.get("caption", ""), 1024, empty=True, name="caption")
        return await self.show(Shown(self.number(), _chat(fields), caption, [], upload.name, upload.data))

    async def _get_file(self, fields: dict[str, Any]) -> Any:
        file = fields["file_id"]
        if file not in self.files:
            raise BadRequest("invalid file_id")
        if len(self.files[file]) > 20 * MEGA:
            raise BadRequest("file is too big")
        return {"file_id": file, "file_unique_id": file, "file_path": f"photos/{file}.jpg"}

    async def download(self, request: Request) -> Response:
        """`GET /file/bot<TOKEN>/photos/<file>.jpg`."""
        return Response(self.files[request.path_params["file"]])

    # ── showing ──────────────────────────────────────────────────────────────

    async def show(self, message: Shown, again: bool = False) -> dict[str, Any]:
        """Somebody's phone shows it."""
        self.wire.append((time.monotonic(), message.chat, message.text))
        if not again:
            self.chats[message.chat].append(message)
        async with self.heard:
            self.heard.notify_all()
        chat = {"id": message.chat, "type": "private" if message.chat > 0 else "supergroup"}
        return {"message_id": message.number, "date": int(time.time()), "chat": chat, "text": message.text}

    # ── the webhook ──────────────────────────────────────────────────────────

    async def deliver(self, client: httpx.AsyncClient) -> int:
        """Call the webhook with what waits, one at a time; how many it took."""
        return sum([await self._deliver(client, update) for _, update in list(self.pending)])

    async def deliver_badly(self, client: httpx.AsyncClient, chance: random.Random) -> None:
        """Call the webhook out of order, some updates twice, some again long after they were taken."""
        waiting = [update for _, update in self.pending]
        chance.shuffle(waiting)
        for update in waiting:
            taken = await self._deliver(client, update)
            if taken:
                self.taken.append(update)
            if chance.random() < self.twice:
                await self._deliver(client, chance.choice(self.taken) if self.taken else update)

    async def _deliver(self, client: httpx.AsyncClient, update: dict[str, Any]) -> bool:
        headers = {"X-Telegram-Bot-Api-Secret-Token": self.webhook["secret"]} if self.webhook["secret"] else {}
        with suppress(httpx.HTTPError):
            response = await client.post(self.webhook["url"], json=update, headers=headers, timeout=60)
            if response.is_success:
                self.pending = [one for one in self.pending if one[1] is not update]
                return True
        return False


class Refusal(Exception):  # noqa: N818 - the platform's own word
    """The platform says no, with a code."""

    def __init__(self, code: int, description: str, **parameters: Any) -> None:
        super().__init__(description)
        self.code, self.description, self.parameters = code, description, parameters


def _flood(seconds: float) -> Refusal:
    wait = max(1, int(seconds + 0.999))
    return Refusal(429, f"Too Many Requests: retry after {wait}", retry_after=wait)


def _chat(fields: dict[str, Any]) -> int:
    try:
        return int(fields.get("chat_id", ""))
    except ValueError:
        raise BadRequest("chat_id is empty") from None


def _text(text: str, most: int, *, empty: bool = False, name: str = "message") -> str:
    if not text.strip() and not empty:
        raise BadRequest("message text is empty")
    if len(text) > most:
        raise BadRequest("message is too long" if name == "message" else "message caption is too long")
    return text.strip()


def _keyboard(fields: dict[str, Any]) -> list[tuple[str, str]]:
    """The buttons as (data, label)."""
    rows = json.loads(fields.get("reply_markup") or "{}").get("inline_keyboard", [])
    buttons = [(button.get("callback_data", ""), button["text"]) for row in rows for button in row]
    if any(len(row) > 8 for row in rows) or len(buttons) > 100:
        raise BadRequest("reply markup is too long")
    if any(not 1 <= len(data.encode()) <= 64 for data, _ in buttons):
        raise BadRequest("BUTTON_DATA_INVALID")
    if any(not label.strip() for _, label in buttons):
        raise BadRequest("text buttons are unallowed in the inline keyboard")
    return buttons


@asynccontextmanager
async def telegram(**how: Any) -> AsyncIterator[Telegram]:
    """The platform, served."""
    platform = Telegram(**how)
    routes = [
        Route("/bot{token}/{method}", platform.call, methods=["GET", "POST"]),
        Route("/file/bot{token}/photos/{file}.jpg", platform.download),
    ]
    async with served(Starlette(routes=routes)) as platform.url:
        yield platform
