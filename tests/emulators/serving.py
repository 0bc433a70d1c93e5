"""What both emulators stand on: a real HTTP server on 127.0.0.1, form and multipart bodies, faults on the wire."""

import asyncio
import json
import random
import re
from collections import Counter
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.policy import HTTP
from typing import Any
from urllib.parse import parse_qsl

import uvicorn
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

QUIET: dict[str, Any] = {
    "log_config": None,
    "log_level": "critical",
    "access_log": False,
    "lifespan": "off",
    "ws": "none",
}


async def eventually(check: Callable[[], bool], seconds: float = 20.0) -> None:
    """Wait for something that nothing announces."""
    async with asyncio.timeout(seconds):
        while not check():  # noqa: ASYNC110
            await asyncio.sleep(0.005)


def snake(method: str) -> str:
    """`sendMessage` → `_send_message`."""
    return re.sub("([A-Z])", lambda found: "_" + found[1].lower(), "_" + method)


@asynccontextmanager
async def served(app: ASGIApp) -> AsyncIterator[str]:
    """The app on a free port; its address."""
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, timeout_graceful_shutdown=1, **QUIET))
    server.install_signal_handlers = lambda: None  # type: ignore[attr-defined]
    task = asyncio.create_task(server._serve())
    await eventually(lambda: server.started)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = server.force_exit = True
        await task


@dataclass
class Upload:
    """A file of a multipart request."""

    name: str
    data: bytes


async def fields_of(request: Request) -> dict[str, Any]:
    """The parameters of a call: from the query, a form, a multipart body or JSON; JSON values stay text."""
    found: dict[str, Any] = dict(request.query_params)
    kind, body = request.headers.get("content-type", ""), await request.body()
    if kind.startswith("application/json"):
        found |= json.loads(body)
    elif kind.startswith("multipart/form-data"):
        found |= _multipart(kind, body)
    else:
        found |= dict(parse_qsl(body.decode(), keep_blank_values=True))
    return found


def _multipart(kind: str, body: bytes) -> dict[str, Any]:
    whole = message_from_bytes(f"Content-Type: {kind}\r\n\r\n".encode() + body, policy=HTTP)
    found: dict[str, Any] = {}
    for part in whole.iter_parts():
        name, data = part.get_param("name", header="content-disposition"), part.get_payload(decode=True)
        file = part.get_filename()
        found[str(name)] = Upload(file, bytes(data)) if file else bytes(data).decode()
    return found


class Cut(Response):
    """An answer that breaks off: the client never learns what became of its call."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Promise more bytes than come."""
        headers = [(b"content-length", b"1000"), (b"content-type", b"application/json")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b"{", "more_body": True})


def garbage() -> Response:
    """An answer that is no JSON."""
    return Response("<html>not what you asked for", 200, media_type="text/html")


def refused(code: int, description: str, **parameters: Any) -> JSONResponse:
    """The platform says no."""
    extra = {"parameters": parameters} if parameters else {}
    return JSONResponse({"ok": False, "error_code": code, "description": description, **extra}, code)


@dataclass
class Faults:
    """Which share of calls goes wrong, and how. What is drawn is counted."""

    share: float = 0.0
    kinds: Sequence[str] = ()
    seed: int = 1
    counted: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        """The same faults for the same seed."""
        self._random = random.Random(self.seed)

    def draw(self) -> str:
        """What goes wrong with this call, "" for nothing; each kind has its own share."""
        place = self._random.random()
        for at, kind in enumerate(self.kinds):
            if place < self.share * (at + 1):
                self.counted[kind] += 1
                return kind
        return ""


def answered(result: Any) -> JSONResponse:
    """The platform says yes."""
    return JSONResponse({"ok": True, "result": result})


def integer(fields: Mapping[str, Any], name: str, default: int) -> int:
    """A whole number among the parameters."""
    return int(fields.get(name, default))
