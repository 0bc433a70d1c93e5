"""`/s/…` over HTTP. A key opens the page as one person for a week; every request asks anew what she may see."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from actions.work import Work
from bot.app import App
from bot.links import read_file_key, read_page_key
from bot.staff_page.figure import figure
from bot.staff_page.views import page, shown
from bot.staff_page.visit import NotForHerError, Visit, visit
from bot.staff_page.words import render
from forms.speech import Voice
from reports.papers import PAPERS, file_name
from reports.summary import Summary
from storage import records

T = TypeVar("T")
PRIVATE = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex"}


class StaffPages:
    """The routes of the staff page."""

    def __init__(self, app: App, secret: str) -> None:
        self._app, self._secret = app, secret

    def routes(self) -> list[BaseRoute]:
        """Files by a key of their own; the page by its key, one part a path."""
        return [
            Route("/s/tep/{key}/{name}", self.linked_file),
            Route("/s/{key}", self.front),
            Route("/s/{key}/tep/{period}/{unit}/{name}", self.file),
            Route("/s/{key}/so/{period}/{unit}/{code}", self.figure),
            Route("/s/{key}/{view}/{period}/{unit}", self.part),
        ]

    async def front(self, request: Request) -> Response:
        """Her own unit, the period at hand."""

        def look(at: Visit) -> Response:
            path = f"{_root(request)}/tien-do/{at.period.code}/{at.unit.code}"
            return RedirectResponse(path, 303, PRIVATE)

        return await self._answer(request, look)

    async def part(self, request: Request) -> Response:
        """One part of a unit's page."""
        view = request.path_params["view"]
        return await self._answer(request, lambda at: _html(page(at, _root(request), view, request.query_params)))

    async def figure(self, request: Request) -> Response:
        """One figure with its history."""
        code = request.path_params["code"]

        def look(at: Visit) -> Response:
            values = figure(at, code, self._read_text)
            if values["events"]:
                _note(at, code)
            return _html(shown(at, _root(request), "so", "so-lieu", values))

        return await self._answer(request, look, writes=True)

    async def file(self, request: Request) -> Response:
        """A file of the page."""
        person = read_page_key(self._secret, request.path_params["key"])
        return await self._file(person, request.path_params)

    async def linked_file(self, request: Request) -> Response:
        """A file by a link that opens it alone."""
        found = read_file_key(self._secret, request.path_params["key"])
        if found is None or found[3] != request.path_params["name"]:
            return _closed()
        person, period, unit, name = found
        return await self._file(person, {"period": period, "unit": unit, "name": name})

    async def _file(self, person: int | None, about: dict[str, str]) -> Response:
        name = about["name"]
        if person is None or name not in PAPERS:
            return _closed()
        try:
            summary: Summary = await self._look(person, about, lambda at: at.paper(name))
        except NotForHerError:
            return _closed()
        headers = {
            **PRIVATE,
            "Content-Disposition": f'attachment; filename="{file_name(name, summary.period, summary.unit)}"',
        }
        return Response(
            await asyncio.to_thread(PAPERS[name].make, summary), media_type=PAPERS[name].type, headers=headers
        )

    async def _answer(self, request: Request, look: Callable[[Visit], Response], *, writes: bool = False) -> Response:
        person = read_page_key(self._secret, request.path_params["key"])
        if person is None:
            return _closed()
        try:
            return await self._look(person, request.path_params, look, writes=writes)
        except NotForHerError:
            return _closed()

    async def _look(self, person: int, about: dict[str, str], look: Callable[[Visit], T], *, writes: bool = False) -> T:
        now = self._app.clock.now()

        def inside(db: Connection) -> T:
            work = Work(db, self._app.worker.atlas.refresh(db), now)
            return look(visit(work, person, about.get("period", ""), about.get("unit", "")))

        return await (self._app.store.write if writes else self._app.store.read)(inside)

    def _read_text(self, bot: str, body: str) -> str:
        """The words of a stored message; "" once it has been blanked."""
        channel = self._app.channels.get(bot)
        return channel.read(body).text.strip() if channel is not None and body not in ("", "{}") else ""


def _note(at: Visit, code: str) -> None:
    """Who has looked at who entered what stands in the trail (DESIGN §4, "Personal data")."""
    entry = {"at": at.work.at, "person": at.person.id, "channel": "page", "act": "see_history"}
    records.write_trail(at.work.db, [{**entry, "unit": at.unit.code, "period": at.period.code, "data": {"code": code}}])


def _root(request: Request) -> str:
    return f"/s/{request.path_params['key']}"


def _html(text: str) -> Response:
    return HTMLResponse(text, headers=PRIVATE)


def _closed() -> Response:
    """For a link that is too old, and for whatever she may not see: as if it did not exist."""
    return HTMLResponse(render("closed.html", Voice("dong_chi")), 404, PRIVATE)
