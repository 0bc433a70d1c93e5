"""The one way to the database: `read` and `write` run a synchronous function in one transaction.

A function that takes a SQLAlchemy `Connection` serves SQLite and PostgreSQL alike, and a whole batch
costs one task switch for each statement, not for each row.
"""

import asyncio
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from storage import migrations

T = TypeVar("T")
DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg", "postgres": "postgresql+asyncpg"}
PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=15000", "foreign_keys=ON", "temp_store=MEMORY")


class StoreError(RuntimeError):
    """The database cannot be opened; the message is one sentence in Vietnamese."""


OUT_OF_REACH = (OperationalError, InterfaceError, PoolTimeoutError, OSError)


def out_of_reach(why: Exception) -> bool:
    """Whether the store itself is the trouble, not what it was given."""
    return isinstance(why, OUT_OF_REACH) or (isinstance(why, DBAPIError) and why.connection_invalidated)


class Store:
    """An open database. `write` transactions are serialised inside one process, so that they queue instead of
    colliding; other processes are kept out by the database itself."""

    def __init__(self, engine: AsyncEngine) -> None:
        self.engine = engine
        self.is_sqlite = engine.dialect.name == "sqlite"
        self._writing = asyncio.Lock()

    @classmethod
    async def open(cls, url: str) -> "Store":
        """Open `url`, bring its schema up to date. Raises StoreError."""
        store = cls(_engine(url))
        try:
            await store._migrate()
        except BaseException as why:
            await store.close()
            if isinstance(why, migrations.NewerDatabaseError):
                raise StoreError("Cơ sở dữ liệu do bản mới hơn ghi; hãy cập nhật chihoi rồi chạy lại.") from why
            if isinstance(why, DBAPIError | OSError):
                raise StoreError("Không mở được cơ sở dữ liệu; hãy kiểm tra CHIHOI_DATABASE_URL.") from why
            raise
        return store

    async def close(self) -> None:
        """Close every connection."""
        await self.engine.dispose()

    async def read(self, work: Callable[[Connection], T]) -> T:
        """Run `work` in one read transaction: a consistent view."""
        return await _whole(self._read(work))

    async def _read(self, work: Callable[[Connection], T]) -> T:
        async with self.engine.connect() as connection:
            return await connection.run_sync(work)

    async def write(self, work: Callable[[Connection], T]) -> T:
        """Run `work` in one transaction that may write: all of it or nothing."""
        return await _whole(self._write(work))

    async def _write(self, work: Callable[[Connection], T]) -> T:
        async with self._writing, self.engine.connect() as connection:
            await connection.execution_options(writes=True)
            async with connection.begin():
                return await connection.run_sync(work)

    async def _migrate(self) -> None:
        await self.write(migrations.prepare)
        while await self.write(migrations.step):
            pass


async def _whole(transaction: Coroutine[Any, Any, T]) -> T:
    """A transaction is never cut off midway: whoever is cancelled meanwhile waits for its end first. One that was
    cut off would keep its lock on the database, and its thread, until somebody noticed."""
    task = asyncio.ensure_future(transaction)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait([task])
        if not task.cancelled():
            task.exception()  # nobody is there any more to be told of it
        raise


def _engine(url: str) -> AsyncEngine:
    try:
        address = make_url(url)
        driver = DRIVERS[address.get_backend_name()]
    except (ArgumentError, KeyError) as why:
        raise StoreError(
            "CHIHOI_DATABASE_URL phải bắt đầu bằng sqlite+aiosqlite:/// hoặc postgresql+asyncpg://"
        ) from why
    address = address.set(drivername=driver)
    if address.get_backend_name() == "sqlite":
        return _sqlite(address.database or "", address)
    return create_async_engine(address, hide_parameters=True, pool_size=5, pool_pre_ping=True)


def _sqlite(path: str, address: Any) -> AsyncEngine:
    if path and path != ":memory:":
        try:
            Path(path).parent.mkdir(parents=True, exist_ok=True)
        except OSError as why:
            raise StoreError(f"Không tạo được thư mục cho {path}.") from why
    engine = create_async_engine(address, hide_parameters=True, connect_args={"isolation_level": None})
    event.listen(engine.sync_engine, "connect", _set_pragmas)
    event.listen(engine.sync_engine, "begin", _begin)
    return engine


def _set_pragmas(connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    """SQLite's own BEGIN takes the write lock only at the first write, where two writers may both fail: a
    transaction that will write takes it at once."""
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
