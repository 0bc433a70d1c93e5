"""The web chat over HTTP: a personal link opens it, a message is stored before it is acknowledged, and one
stream of events carries the conversation, from the start or from where a page stopped reading."""

import hmac
import logging
from collections.abc import AsyncIterator, Callable
from hashlib import sha256
from pathlib import Path
from secrets import token_hex

from pydantic import ValidationError
from sqlalchemy import Connection
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from bot.app import App
from bot.channels.web import Web, packed
from bot.clock import hears
from bot.links import read_chat_key, read_shared_key, signer
from bot.staff_page.pages import StaffPages
from bot.web_parts import (
    KEEPALIVE,
    SecurityHeaders,
    as_event,
    limited_body,
    read_cursor,
    read_incoming,
    write_cursor,
)
from storage import inbox, people, transcript
from storage.inbox import Arrival
from storage.transcript import Cursor, Entry

PAGE = Path(__file__).parent / "page"
COOKIE, COOKIE_DAYS = "chihoi", 400
HISTORY = 100
Whose = Callable[[Request], str | None]
log = logging.getLogger(__name__)


class ChatPages:
    """The routes of the chat. `whose` says which conversation a request may have, if any."""

    def __init__(self, app: App, web: Web, secret: str, whose: Whose) -> None:
        self._app, self._web, self._secret, self._whose = app, web, secret, whose
        self._html = (PAGE / "chat.html").read_text(encoding="utf-8")

    def routes(self) -> list[BaseRoute]:
        """Page, messages in, events out; the page's own addresses are relative, so they may be mounted anywhere."""
        return [
            Route("/chat", self.page),
            Route("/chat/messages", self.take, methods=["POST"]),
            Route("/chat/events", self.events),
        ]

    def tag(self, address: str) -> str:
        """What a page shows to prove that it belongs to this conversation: neither another site nor a page left
        open by whoever used this phone before can write into it."""
        return hmac.new(self._secret.encode(), f"page {address}".encode(), sha256).hexdigest()[:24]

    async def page(self, request: Request) -> Response:
        """The page itself, for whoever has a conversation."""
        address = self._whose(request)
        if address is None:
            return refusal()
        html = self._html.replace("{tag}", self.tag(address))
        return HTMLResponse(html, headers={"Cache-Control": "no-store"})

    async def take(self, request: Request) -> Response:
        """A message of hers: stored, then acknowledged. The same id again changes nothing."""
        address = self._whose(request)
        if address is None:
            return _no(403, "Phiên đã hết; hãy mở lại đường dẫn riêng của mình.")
        if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
            return _no(415, "Chỉ nhận application/json.")
        if not self._shows_tag(request.headers.get("x-chihoi", ""), address):
            return _no(409, "Trang này không còn dùng được; hãy mở lại.")
        body = await limited_body(request)
        if body is None:
            return _no(413, "Tin nhắn dài quá; hãy chia làm nhiều tin.")
        try:
            incoming = read_incoming(body)
        except ValidationError:
            return _no(400, "Không đọc được tin nhắn này.")
        stored = packed(incoming.text, incoming.pick)
        await self._app.receive(self._web, [Arrival(f"{address}:{incoming.id}", address, stored)])
        self._web.tell(address)
        return JSONResponse({"ok": True}, 202)

    async def events(self, request: Request) -> Response:
        """Server-sent events: the last messages, or those behind the cursor, then everything as it comes."""
        address = self._whose(request)
        if address is None:
            return _no(403, "Phiên đã hết; hãy mở lại đường dẫn riêng của mình.")
        if not self._shows_tag(request.query_params.get("tag", ""), address):
            return _no(409, "Trang này không còn dùng được; hãy mở lại.")
        after = read_cursor(request.headers.get("last-event-id") or request.query_params.get("after", ""))
        headers = {"Cache-Control": "no-store, no-transform", "X-Accel-Buffering": "no"}
        return StreamingResponse(self._stream(address, after), media_type="text/event-stream", headers=headers)

    async def _stream(self, address: str, cursor: Cursor) -> AsyncIterator[str]:
        yield "retry: 2000\n\n"
        greeting = "event: ready\ndata: {}\n\n"
        with self._web.listening(address) as news:
            while not self._web.is_closing:
                news.clear()
                found, cursor = await self._behind(address, cursor)
                said = "".join(as_event(entry, self._app.enclosures.links) for entry in found)
                yield said + (f"id: {write_cursor(cursor)}\n\n" if found else "") + greeting
                greeting = ""
                while not await hears(news, KEEPALIVE):
                    yield ": còn đây\n\n"

    async def _behind(self, address: str, cursor: Cursor) -> tuple[list[Entry], Cursor]:
        def look(db: Connection) -> tuple[list[Entry], Cursor]:
            account = people.account_at(db, self._web.bot, address)
            return transcript.entries(db, self._web.bot, account.id, cursor, HISTORY) if account else ([], cursor)

        return await self._app.store.read(look)

    def _shows_tag(self, shown: str, address: str) -> bool:
        return hmac.compare_digest(shown.encode(), self.tag(address).encode())


def _no(status: int, why: str) -> JSONResponse:
    return JSONResponse({"ok": False, "why": why}, status)


def refusal() -> Response:
    """For whoever comes without a link of her own."""
    return HTMLResponse((PAGE / "closed.html").read_text(encoding="utf-8"), 403)


class PersonalLinks:
    """Who may chat in the real thing: whoever has opened a signed link, remembered in a signed cookie."""

    def __init__(self, app: App, web: Web, secret: str) -> None:
        self._app, self._web, self._secret = app, web, secret
        self._signer = signer(secret, "session")
        self._pages = ChatPages(app, web, secret, self.whose)
        self._hop = (PAGE / "hop.html").read_text(encoding="utf-8")

    def routes(self) -> list[BaseRoute]:
        """The chat's routes, the page itself also by link."""
        return [Route("/chat", self.page), *self._pages.routes()[1:]]

    def whose(self, request: Request) -> str | None:
        """The conversation that the request's cookie opens."""
        from itsdangerous import BadSignature

        try:
            address = self._signer.loads(request.cookies.get(COOKIE, ""), max_age=COOKIE_DAYS * 86400)
        except BadSignature:
            return None
        return address if isinstance(address, str) else None

    async def page(self, request: Request) -> Response:
        """`/chat?k=…`, or a commune's `?g=…`, sets the cookie and goes on to `/chat`, which is the conversation."""
        if (shared := request.query_params.get("g")) is not None:
            return await self._shared(request, shared)
        key = request.query_params.get("k")
        if key is None:
            return await self._pages.page(request)
        code = read_chat_key(self._secret, key)
        if code is None:
            return refusal()
        address = address_of(code)
        await self._greet(address, code)
        return self._onward(address, request)

    async def _shared(self, request: Request, key: str) -> Response:
        """A commune's link: a new conversation for each who opens it, or the one she has already."""
        code = read_shared_key(self._secret, key)
        if code is None:
            return refusal()
        address = self.whose(request) or f"pub-{token_hex(8)}"
        start = Arrival(f"{address}:{token_hex(8)}", address, packed(f"/start {code}", hidden="yes"))
        await self._app.receive(self._web, [start])
        return self._onward(address, request)

    async def _greet(self, address: str, code: str) -> None:
        """The first time, the link says `/start CODE` for her."""
        if await self._app.store.read(lambda db: people.account_at(db, self._web.bot, address)) is None:
            start = Arrival(f"{address}:start", address, packed(f"/start {code}", hidden="yes"))
            await self._app.receive(self._web, [start])

    def _onward(self, address: str, request: Request) -> Response:
        """The cookie goes only to requests that come from our own page, so it is our page that goes on, not a
        redirect of whatever page the link stood on."""
        response = HTMLResponse(self._hop, headers={"Cache-Control": "no-store"})
        secure = self._app.settings.public_url.startswith("https:") or request.url.scheme == "https"
        value, age = self._signer.dumps(address), COOKIE_DAYS * 86400
        response.set_cookie(COOKIE, str(value), max_age=age, httponly=True, samesite="strict", secure=secure)
        return response


def address_of(code: str) -> str:
    """The conversation of a personal link: the same link opens the same one again, on any day."""
    return "inv-" + sha256(code.encode()).hexdigest()[:16]


def health(app: App) -> Route:
    """`/healthz`: whether the store answers, and how many messages wait for their turn."""

    async def healthz(request: Request) -> Response:
        try:
            waiting = await app.store.read(inbox.waiting_count)
        except Exception as why:
            log.error("health: %s", type(why).__name__)
            return JSONResponse({"ok": False}, 503)
        return JSONResponse({"ok": True, "waiting": waiting})

    return Route("/healthz", healthz)


def web_app(app: App, web: Web, secret: str) -> Starlette:
    """What `chihoi run` serves: the chat and the staff page by personal link only."""
    from bot.metrics import metrics

    pages = [*PersonalLinks(app, web, secret).routes(), *StaffPages(app, secret).routes()]
    return finished([*pages, health(app), metrics(app)])


def finished(routes: list[BaseRoute], frames: str = "'none'") -> Starlette:
    """Those routes with the pages' files and the headers that keep other sites out; `frames` may embed them."""
    files = Mount("/page", StaticFiles(directory=PAGE))
    app = Starlette(routes=[*routes, files], exception_handlers={Exception: _trouble})
    app.add_middleware(SecurityHeaders, frames=frames)
    return app


async def _trouble(request: Request, why: Exception) -> Response:
    return _no(503, "Máy chủ đang bận; hãy thử lại sau ít phút.")
