"""The demo's web pages: two conversations side by side, and a clock that can be moved on."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route

from bot.app import App
from bot.channels.web import Web
from bot.clock import Clock
from bot.sample.build import GUESTS
from bot.staff_page.pages import StaffPages
from bot.web import PAGE, ChatPages, finished, health
from bot.web_parts import limited_body

Tick = Callable[[], Awaitable[object]]
NextMoment = Callable[[], Awaitable[datetime | None]]
STEPS = {"hour": timedelta(hours=1), "day": timedelta(days=1)}
MOST_STOPS = 500
WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")


class MovableClock:
    """Moves business time on, stopping wherever the scheduler has something to do on the way."""

    def __init__(self, clock: Clock, tick: Tick, next_moment: NextMoment) -> None:
        self._clock, self._tick, self._next = clock, tick, next_moment
        self._moving = asyncio.Lock()

    async def go(self, step: str) -> bool:
        """An hour, a day, or to whatever the clock does next; False where there is nothing to go to."""
        async with self._moving:
            target = self._clock.now() + STEPS[step] if step in STEPS else await self._next()
            if target is not None:
                await self._pass_through(target)
            return target is not None

    async def _pass_through(self, target: datetime) -> None:
        for _ in range(MOST_STOPS):
            stop = await self._next()
            if stop is None or not self._clock.now() < stop < target:
                break
            self._clock.move_to(stop)
            await self._tick()
        self._clock.move_to(target)
        await self._tick()

    def shown(self) -> dict[str, str]:
        """The present moment, for the page."""
        now = self._clock.now()
        text = f"{WEEKDAYS[now.weekday()]}, {now:%d/%m/%Y} · {now:%H:%M}"
        return {"now": now.isoformat(timespec="seconds"), "text": text}


def demo_app(app: App, web: Web, secret: str, clock: MovableClock) -> Starlette:
    """Both conversations are open to whoever is at this machine, each under a path of its own."""
    chats = ChatPages(app, web, secret, _guest)
    routes: list[BaseRoute] = [
        Route("/", _front),
        Mount("/as/{guest}", routes=chats.routes()),
        *_clock_routes(clock),
        *StaffPages(app, secret).routes(),
        health(app),
    ]
    return finished(routes, frames="'self'")


def _guest(request: Request) -> str | None:
    guest = GUESTS.get(request.path_params["guest"])
    return guest.address if guest else None


async def _front(request: Request) -> Response:
    html = (PAGE / "demo.html").read_text(encoding="utf-8")
    for key, guest in GUESTS.items():
        html = html.replace(f"{{{key}}}", guest.name).replace(f"{{{key}.what}}", guest.what)
    return HTMLResponse(html, headers={"Cache-Control": "no-store"})


def _clock_routes(clock: MovableClock) -> list[BaseRoute]:
    async def show(request: Request) -> Response:
        return JSONResponse(clock.shown())

    async def move(request: Request) -> Response:
        step = (await limited_body(request, 20) or b"").decode("ascii", "replace")
        if request.headers.get("x-chihoi") != "demo" or step not in ("next", *STEPS):
            return JSONResponse({"ok": False}, 400)
        return JSONResponse({"ok": await clock.go(step), **clock.shown()})

    return [Route("/demo/clock", show), Route("/demo/clock", move, methods=["POST"])]
