"""`/s/…` over HTTP. A key opens the page as one person for a week; every request asks anew what she may see and do.

What is posted is written and then shown at an address of its own, so that going back or again repeats nothing.
"""

import asyncio
from collections.abc import Callable, Mapping
from typing import TypeVar
from urllib.parse import quote, urlencode

from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from actions import closing
from actions.work import Work
from bot.app import App
from bot.clock import machine_time
from bot.links import read_file_key, read_page_key
from bot.question_sheets import printable, sheets_of
from bot.staff_page.acting import (
    AgainError,
    Done,
    Fields,
    StaleError,
    WrongError,
    gathered,
    is_token,
    read_fields,
    token,
)
from bot.staff_page.desk import TRACED, act, shown
from bot.staff_page.figure import figure
from bot.staff_page.frame import DESK, framed
from bot.staff_page.photos import fetched, photo
from bot.staff_page.views import VIEWS, page
from bot.staff_page.visit import NotForHerError, Visit, visit
from bot.staff_page.words import render
from bot.web_parts import limited_body
from forms.speech import Line, Voice
from reports.papers import PAPERS, file_name
from reports.summary import Summary
from storage import records

T = TypeVar("T")
Look = Callable[[Visit], Response]
TELLING = frozenset(VIEWS) - {"tien-do", "tep"}
FORM, MOST_BODY = "application/x-www-form-urlencoded", 256 * 1024
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
            Route("/s/{key}/anh/{period}/{unit}/{number}", self.photo),
            Route("/s/{key}/in-phieu/{period}/{unit}", self.sheets),
            Route("/s/{key}/{view}/{period}/{unit}", self.part),
            Route("/s/{key}/{view}/{period}/{unit}", self.act, methods=["POST"]),
        ]

    async def front(self, request: Request) -> Response:
        """Her own unit, the period at hand."""

        def look(at: Visit) -> Response:
            path = f"{_root(request)}/tien-do/{at.period.code}/{at.unit.code}"
            return RedirectResponse(path, 303, PRIVATE)

        return await self._answer(request, look)

    async def part(self, request: Request) -> Response:
        """One part of a unit's page: to look at, or a screen that acts."""
        view = request.path_params["view"]
        if view in DESK:
            return await self._screen(request, gathered(request.query_params.multi_items()), 200)

        def look(at: Visit) -> Response:
            return _html(page(at, _root(request), view, request.query_params))

        return await self._answer(request, look, tells=view in TELLING)

    async def act(self, request: Request) -> Response:
        """What a form of a screen asks for: done once, or not at all and the page says why."""
        view = request.path_params["view"]
        if view not in DESK:
            return HTMLResponse("", 405, {**PRIVATE, "Allow": "GET"})
        if request.headers.get("content-type", "").partition(";")[0].strip().lower() != FORM:
            return _refused("form", 415)
        body = await limited_body(request, MOST_BODY)
        try:
            fields = read_fields(body or b"")
        except ValueError:
            return _refused("form", 400)
        if body is None:
            return _refused("long", 413)
        if not is_token(self._secret, request.path_params["key"], fields.one("token")):
            return _refused("token", 403)
        return await self._acted(request, view, fields)

    async def _acted(self, request: Request, view: str, fields: Fields) -> Response:
        try:
            return await self._answer(request, lambda at: _onward(request, act(at, view, fields)), writes=True)
        except AgainError:
            return await self._screen(request, fields, 200)
        except StaleError:
            return await self._screen(request, fields, 409, wrong="stale")
        except WrongError as why:
            return await self._screen(request, fields, 422, wrong=why.key, about=why.values)

    async def _screen(
        self,
        request: Request,
        fields: Fields,
        status: int,
        *,
        wrong: str = "",
        about: Mapping[str, object] | None = None,
    ) -> Response:
        """A screen, with what was typed; above it what has just been done, or what was wrong."""
        view, said = request.path_params["view"], {"wrong": wrong, "about": about or {}}
        said |= {"token": token(self._secret, request.path_params["key"])}

        def look(at: Visit) -> Response:
            return _html(shown(at, _root(request), view, fields, **said), status)

        return await self._answer(request, look, writes=view in TRACED)

    async def figure(self, request: Request) -> Response:
        """One figure with its history."""
        code = request.path_params["code"]

        def look(at: Visit) -> Response:
            values = figure(at, code, self._read_text)
            if values["events"]:
                _note(at, code)
            return _html(framed(at, _root(request), "so", values))

        return await self._answer(request, look, writes=True)

    async def sheets(self, request: Request) -> Response:
        """Question sheets to print, of those whose report is not in."""

        def look(at: Visit) -> Response:
            if not at.sees(at.unit.code, "enter_for"):
                raise NotForHerError
            return HTMLResponse(printable(sheets_of(at.work, at.unit.code, at.period, missing=True)), 200, PRIVATE)

        return await self._answer(request, look)

    async def file(self, request: Request) -> Response:
        """A file of the page."""
        person = read_page_key(self._secret, request.path_params["key"])
        return await self._file(person, request.path_params)

    async def photo(self, request: Request) -> Response:
        """A photographed page of a unit's report."""
        person = read_page_key(self._secret, request.path_params["key"])
        if person is None:
            return _closed()
        try:
            one = await self._look(person, request.path_params, lambda at: photo(at, request.path_params["number"]))
        except NotForHerError:
            return _closed()
        found = await fetched(self._app.channels, one)
        return Response(found[0], media_type=found[1], headers=PRIVATE) if found else _closed()

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
            summary: Summary = await self._look(person, about, lambda at: at.paper(name), tells=True)
        except NotForHerError:
            return _closed()
        headers = {
            **PRIVATE,
            "Content-Disposition": f'attachment; filename="{file_name(name, summary.period, summary.unit)}"',
        }
        return Response(
            await asyncio.to_thread(PAPERS[name].make, summary), media_type=PAPERS[name].type, headers=headers
        )

    async def _answer(self, request: Request, look: Look, *, writes: bool = False, tells: bool = False) -> Response:
        person = read_page_key(self._secret, request.path_params["key"])
        if person is None:
            return _closed()
        try:
            return await self._look(person, request.path_params, look, writes=writes, tells=tells)
        except NotForHerError:
            return _closed()

    async def _look(
        self,
        person: int,
        about: dict[str, str],
        look: Callable[[Visit], T],
        *,
        writes: bool = False,
        tells: bool = False,
    ) -> T:
        """What she sees. `tells`: figures that may be closed, which she has received from now on."""
        now = self._app.clock.now()

        def inside(db: Connection) -> tuple[T, list[int], bool]:
            work = Work(db, self._app.worker.atlas.refresh(db), now, machine_time(), self._app.holder)
            at = visit(work, person, about.get("period", ""), about.get("unit", ""))
            found = look(at)
            if writes:
                work.settle()
            return found, work.sent_ids, tells and closing.is_first_sight(work, person, *at.place)

        found, ids, is_news = await (self._app.store.write if writes else self._app.store.read)(inside)
        if ids:
            self._app.sender.take(ids)
        if is_news:
            await self._look(person, about, lambda at: closing.saw(at.work, at.who, *at.place), writes=True)
        return found

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


def _html(text: str, status: int = 200) -> Response:
    return HTMLResponse(text, status, PRIVATE)


def _onward(request: Request, done: Done) -> Response:
    """To where it is said that it is done."""
    about = request.path_params
    place = "/".join(quote(one, safe="") for one in (done.view, about["period"], done.unit or about["unit"]))
    query = {
        **({"xong": done.word} if done.word else {}),
        **({"n": str(done.count)} if done.count else {}),
        **done.query,
    }
    return RedirectResponse(f"{_root(request)}/{place}?{urlencode(query)}", 303, PRIVATE)


def _refused(why: str, status: int) -> Response:
    """A form that did not come from the page: one sentence, and nothing is done."""
    voice = Voice("dong_chi")
    return HTMLResponse(render("refused.html", voice, why=voice.say(Line(f"desk.refused.{why}"))), status, PRIVATE)


def _closed() -> Response:
    """For a link that is too old, and for whatever she may not see: as if it did not exist."""
    return HTMLResponse(render("closed.html", Voice("dong_chi")), 404, PRIVATE)
