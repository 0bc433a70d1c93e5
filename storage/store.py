"""The one way to the database: `read` and `write` run a synchronous function in one transaction.

A function that takes a SQLAlchemy `Connection` serves SQLite and PostgreSQL alike. It runs beside the event loop,
not on it, so it touches nothing that belongs there: what it decides it returns.
"""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

from sqlalchemy import URL, Connection, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from storage import health, migrations
from storage.engines import Postgres, Sqlite, Transactions

T = TypeVar("T")
REACHED: dict[str, tuple[str, Callable[[URL], Transactions]]] = {
    "sqlite": ("sqlite", Sqlite),
    "postgresql": ("postgresql+asyncpg", Postgres),
    "postgres": ("postgresql+asyncpg", Postgres),
}


class StoreError(RuntimeError):
    """The database cannot be opened; the message is one sentence in Vietnamese."""


class DamagedError(StoreError):
    """The database's file is damaged."""

    def __init__(self) -> None:
        super().__init__(
            "Tệp cơ sở dữ liệu bị hỏng. Dừng chihoi run, cất tệp ấy (cùng các tệp -wal, -shm) sang chỗ khác,"
            " rồi chạy: chihoi restore BẢN-SAO-LƯU-GẦN-NHẤT."
        )


OUT_OF_REACH = (OperationalError, InterfaceError, PoolTimeoutError, OSError)


def out_of_reach(why: Exception) -> bool:
    """Whether the store itself is the trouble, not what it was given."""
    return isinstance(why, OUT_OF_REACH) or (isinstance(why, DBAPIError) and why.connection_invalidated)


class Store:
    """An open database. `write` transactions are serialised inside one process, so that they queue instead of
    colliding; other processes are kept out by the database itself."""

    def __init__(self, database: Transactions) -> None:
        self._database = database
        self._writing = asyncio.Lock()

    @classmethod
    async def open(cls, url: str) -> "Store":
        """Open `url`, bring its schema up to date. Raises StoreError."""
        store = cls(_reached(url))
        try:
            await store._migrate()
        except BaseException as why:
            await store.close()
            if isinstance(why, migrations.NewerDatabaseError):
                raise StoreError("Cơ sở dữ liệu do bản mới hơn ghi; hãy cập nhật chihoi rồi chạy lại.") from why
            if health.is_damage(why):
                raise DamagedError from why
            if isinstance(why, DBAPIError | OSError):
                raise StoreError("Không mở được cơ sở dữ liệu; hãy kiểm tra CHIHOI_DATABASE_URL.") from why
            raise
        return store

    async def close(self) -> None:
        """Close every connection."""
        await self._database.close()

    async def read(self, work: Callable[[Connection], T]) -> T:
        """Run `work` in one read transaction: a consistent view."""
        return await _whole(self._database.run(work, writes=False))

    async def write(self, work: Callable[[Connection], T]) -> T:
        """Run `work` in one transaction that may write: all of it or nothing."""
        return await _whole(self._write(work))

    async def _write(self, work: Callable[[Connection], T]) -> T:
        async with self._writing:
            return await self._database.run(work, writes=True)

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


def _reached(url: str) -> Transactions:
    try:
        address = make_url(url)
        name, reached = REACHED[address.get_backend_name()]
    except (ArgumentError, KeyError) as why:
        raise StoreError(
            "CHIHOI_DATABASE_URL phải bắt đầu bằng sqlite+aiosqlite:/// hoặc postgresql+asyncpg://"
        ) from why
    try:
        return reached(address.set(drivername=name))
    except OSError as why:
        raise StoreError(f"Không tạo được thư mục cho {address.database}.") from why
