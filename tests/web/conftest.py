"""Fixtures of the web chat's and the staff page's tests."""

import asyncio
import shutil
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


@pytest.fixture(scope="session")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The office's database as it is set up once: each test begins with a copy of it."""
    folder = tmp_path_factory.mktemp("office")
    (folder / "figures.csv").write_text(FIGURES, encoding="utf-8")
    asyncio.run(set_up(folder))
    return folder / "office.db"


async def set_up(folder: Path) -> None:
    """The tree, the figures, and three people who have joined."""
    async with open_office(f"sqlite+aiosqlite:///{folder}/office.db") as office:
        await office.found(ABOVE)
        figures = folder / "figures.csv"
        await office.act(lambda work: import_figures(work, figures, work.world.period(PERIOD)))
        await office.join("hoa", "X1C1")
        await office.join("lan", "X1", "staff", "đồng chí")
        await office.join("thu", "T", "staff", "đồng chí")


@pytest.fixture
def copied(begun: Path, tmp_path: Path) -> str:
    """A copy of the test's own."""
    return f"sqlite+aiosqlite:///{shutil.copy(begun, tmp_path / 'office.db')}"


@pytest.fixture
async def office(copied: str) -> AsyncIterator[Office]:
    """Two communes with imported figures; Lan looks after one, Thu after the province; Hoa leads Thôn 1."""
    async with open_office(copied) as office:
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
