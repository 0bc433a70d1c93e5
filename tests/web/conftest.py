"""Fixtures of the web chat's and the staff page's tests."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from desk import ABOVE, FIGURES, PERIOD, SECRET, Desk
from harness import Office, open_office
from starlette.routing import BaseRoute
from web_site import Site, serving

from actions.figures import import_figures
from bot.staff_page.pages import StaffPages
from bot.web import finished


@pytest.fixture
async def site(sqlite_url: str) -> AsyncIterator[Site]:
    """The real thing on a database with the sample organisation."""
    async with serving(sqlite_url) as site:
        yield site


@pytest.fixture
async def office(sqlite_url: str, tmp_path: Path) -> AsyncIterator[Office]:
    """Two communes with imported figures; Lan looks after one, Thu after the province; Hoa leads Thôn 1."""
    async with open_office(sqlite_url) as office:
        await office.found(ABOVE)
        path = tmp_path / "figures.csv"
        path.write_text(FIGURES, encoding="utf-8")
        await office.act(lambda work: import_figures(work, path, work.world.period(PERIOD)))
        await office.join("hoa", "X1C1")
        await office.join("lan", "X1", "staff", "đồng chí")
        await office.join("thu", "T", "staff", "đồng chí")
        yield office


@pytest.fixture
async def client(office: Office) -> AsyncIterator[httpx.AsyncClient]:
    """A browser at the office's staff pages."""
    routes: list[BaseRoute] = StaffPages(office.app, SECRET).routes()
    wired = httpx.ASGITransport(finished(routes))
    async with httpx.AsyncClient(transport=wired, base_url="http://page") as client:
        yield client


@pytest.fixture
async def lan(office: Office, client: httpx.AsyncClient) -> Desk:
    """The page of her who looks after Xã Một."""
    return Desk(office, client, await office.person("lan"))


@pytest.fixture
async def thu(office: Office, client: httpx.AsyncClient) -> Desk:
    """The page of her who looks after the province."""
    return Desk(office, client, await office.person("thu"))
