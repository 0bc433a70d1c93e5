"""The Zalo Bot Platform as it behaves, on 127.0.0.1: one event a call, forgotten as soon as it is read."""

import asyncio
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import httpx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from emulators.serving import Cut, Faults, answered, fields_of, garbage, integer, served, snake

TOKEN = "8000001:emulated-zalo-token-of-no-value"


class Refusal(Exception):  # noqa: N818 - the platform's own word
    """The platform says no, with a code."""

    def __init__(self, code: int, description: str) -> None:
        super().__init__(description)
        self.code, self.description = code, description


@dataclass
class Zalo:
    """The platform: `url` is what goes before `/bot<TOKEN>/…`. `users` and `messages` are the free plan's limits."""

    faults: Faults = field(default_factory=Faults)
    token: str = TOKEN
    users: int = 50
    messages: int = 3000
    window: float = 1.0
    url: str = ""
    chats: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    calls: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    refusals: list[tuple[int, str]] = field(default_factory=list)
    blocked: set[str] = field(default_factory=set)
    known: set[str] = field(default_factory=set)
    webhook: dict[str, Any] = field(default_factory=dict)
    taken: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Empty queues."""
        self.pending: list[dict[str, Any]] = []
        self._numbers = count(1)
        self.sent: dict[str, tuple[str, str]] = {}
        self._arrived = asyncio.Event()
        self.heard = asyncio.Condition()

    # ── what people do ───────────────────────────────────────────────────────

    def say(self, person: str, text: str, **how: Any) -> dict[str, Any]:
        """Somebody types something; beyond the plan's users nobody new reaches the bot."""
        return self.send(person, "message.text.received", text=text, **how)

    def send(self, person: str, event: str, chat_type: str = "PRIVATE", **content: Any) -> dict[str, Any]:
        """Somebody sends something."""
        if person not in self.known and len(self.known) >= self.users:
            raise Refusal(403, "the plan's users are used up")
        self.known.add(person)
        self.blocked.discard(person)
        message = {
            "message_id": f"z{next(self._numbers):08}",
            "date": int(time.time() * 1000),
            "from": {"id": person, "display_name": "Hoa", "is_bot": False},
            "chat": {"id": person, "chat_type": chat_type},
            **content,
        }
        self.sent[str(message["message_id"])] = (person, str(content.get("text", "")))
        happened = {"event_name": event, "message": message}
        self.pending.append(happened)
        self._arrived.set()
        return happened

    def again(self, number: str) -> None:
        """Somebody types a message of hers once more."""
        self.say(*self.sent[number])

    async def until(self, check: Callable[[], bool], seconds: float = 20.0) -> None:
        """Wait until something has been shown to somebody."""
        async with asyncio.timeout(seconds), self.heard:
            await self.heard.wait_for(check)

    # ── the API ──────────────────────────────────────────────────────────────

    async def call(self, request: Request) -> Response:
        """`POST /bot<TOKEN>/<method>`."""
        method, fields = request.path_params["method"], await fields_of(request)
        act = getattr(self, snake(method), None)
        if request.path_params["token"] != self.token:
            return self._no(401, "Unauthorized")
        if act is None:
            return self._no(404, "Not Found")
        self.calls[method] += 1
        fault = self.faults.draw() if method == "sendMessage" else ""
        if fault in ("429", "500", "502"):
            return self._no(int(fault), "no")
        if fault == "reset":
            return Cut()
        try:
            response: Response = answered(await act(fields))
        except Refusal as why:
            response = self._no(why.code, why.description)
        if fault in ("408", "504"):
            return self._no(int(fault), "Request timeout")  # the call was carried out
        if fault:
            return garbage() if fault == "malformed" else Cut()
        return response

    def _no(self, code: int, description: str) -> JSONResponse:
        if code != 408:
            self.refusals.append((code, description))
        return JSONResponse({"ok": False, "error_code": code, "description": description}, code)

    async def _get_me(self, fields: dict[str, Any]) -> Any:
        return {"id": self.token.partition(":")[0], "account_name": "bot.tro_ly", "account_type": "BASIC"}

    async def _get_updates(self, fields: dict[str, Any]) -> Any:
        if self.webhook:
            raise Refusal(400, "Bad Request: a webhook is set")
        deadline = time.monotonic() + integer(fields, "timeout", 30) * self.window
        while not self.pending and (left := deadline - time.monotonic()) > 0:
            self._arrived.clear()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._arrived.wait(), left)
        if not self.pending:
            raise Refusal(408, "Request timeout")
        event = self.pending.pop(0)  # forgotten from here on, whoever hears of it
        self.taken.append(event["message"]["message_id"])
        return event

    async def _set_webhook(self, fields: dict[str, Any]) -> Any:
        if not fields["url"].startswith("https://"):
            raise Refusal(400, "Bad Request: url must be https")
        if not 8 <= len(fields.get("secret_token", "")) <= 256:
            raise Refusal(400, "Bad Request: secret_token")
        self.webhook = {"url": fields["url"], "secret": fields["secret_token"]}
        return {"url": fields["url"], "updated_at": int(time.time() * 1000)}

    async def _delete_webhook(self, fields: dict[str, Any]) -> Any:
        if not self.webhook:
            raise Refusal(404, "Not Found")
        self.webhook = {}
        return {"url": "", "updated_at": int(time.time() * 1000)}

    async def _send_message(self, fields: dict[str, Any]) -> Any:
        chat, text = str(fields.get("chat_id", "")), str(fields.get("text", ""))
        if not 1 <= len(text) <= 2000:
            raise Refusal(400, "Bad Request: text must have 1 to 2000 characters")
        if chat in self.blocked or chat not in self.known:
            raise Refusal(403, "Forbidden")
        if sum(map(len, self.chats.values())) >= self.messages:
            raise Refusal(429, "Quota exceeded")
        self.chats[chat].append(text)
        async with self.heard:
            self.heard.notify_all()
        return {"message_id": f"b{next(self._numbers):08}", "date": int(time.time() * 1000)}

    # ── the webhook ──────────────────────────────────────────────────────────

    async def deliver(self, client: httpx.AsyncClient) -> int:
        """Call the webhook with what waits; how much it took. What it does not take is offered again."""
        taken = 0
        for event in list(self.pending):
            headers = {"X-Bot-Api-Secret-Token": self.webhook["secret"]}
            with suppress(httpx.HTTPError):
                body = {"ok": True, "result": event}
                response = await client.post(self.webhook["url"], json=body, headers=headers, timeout=60)
                if not response.is_success:
                    break
                self.pending.remove(event)
                taken += 1
        return taken


@asynccontextmanager
async def zalo(**how: Any) -> AsyncIterator[Zalo]:
    """The platform, served."""
    platform = Zalo(**how)
    route = Route("/bot{token}/{method}", platform.call, methods=["GET", "POST"])
    async with served(Starlette(routes=[route])) as platform.url:
        yield platform
