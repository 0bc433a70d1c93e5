"""Webhooks: `/telegram/webhook/<bot id>` and `/zalo/webhook/<bot id>`. Stored first, then answered with 200."""

import hmac
import json
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, Protocol

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.channels.base import Channel
from storage.inbox import Arrival

MAX_BODY = 1024 * 1024
SECRET_HEADERS = {"telegram": "x-telegram-bot-api-secret-token", "zalo": "x-bot-api-secret-token"}
log = logging.getLogger(__name__)
Receive = Callable[[Channel, Sequence[Arrival]], Awaitable[None]]


class Hooked(Channel, Protocol):
    """A channel whose platform calls us. `id` stands in the path."""

    id: str

    def accept(self, payload: Any) -> list[Arrival]:
        """What to store of one call's JSON. Raises ValueError for what the platform does not send."""
        ...

    def acknowledge(self, arrivals: Sequence[Arrival]) -> None:
        """Tell people, where the platform wants it, that a tap has arrived."""
        ...


def routes(channels: Sequence[Hooked], secrets: Mapping[str, str], receive: Receive) -> list[Route]:
    """A route for each platform; `secrets` holds its secret by the platform's name."""
    platforms = dict.fromkeys(channel.name for channel in channels)
    return [_route(name, [c for c in channels if c.name == name], secrets[name], receive) for name in platforms]


def _route(name: str, channels: Sequence[Hooked], secret: str, receive: Receive) -> Route:
    by_id = {channel.id: channel for channel in channels}

    async def called(request: Request) -> Response:
        channel = by_id.get(request.path_params["bot"])
        if channel is None or not _knows(request.headers.get(SECRET_HEADERS[name], ""), secret):
            return PlainTextResponse("not found", 404)
        body = await _body(request)
        if body is None:
            return PlainTextResponse("too large", 413)
        try:
            arrivals = channel.accept(json.loads(body))
        except (ValueError, RecursionError):
            return PlainTextResponse("not understood", 400)
        return await _stored(channel, arrivals, receive)

    return Route(f"/{name}/webhook/{{bot}}", called, methods=["POST"])


async def _stored(channel: Hooked, arrivals: Sequence[Arrival], receive: Receive) -> Response:
    """200 only for what is stored: the platform sends again what was not."""
    try:
        if arrivals:
            await receive(channel, arrivals)
    except Exception as why:
        log.error("%s: webhook put off: %s", channel.bot, type(why).__name__)
        return PlainTextResponse("later", 503)
    channel.acknowledge(arrivals)
    return PlainTextResponse("ok")


def _knows(given: str, secret: str) -> bool:
    """Whether it is the secret; the server reads a header's bytes as Latin-1, whatever they were."""
    return bool(secret) and hmac.compare_digest(given.encode("latin-1"), secret.encode())


async def _body(request: Request) -> bytes | None:
    """The body, unless it is larger than any update."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BODY:
            return None
    return body
