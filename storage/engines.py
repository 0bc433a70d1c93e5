"""How a synchronous function is run in one transaction on either store, while everybody else goes on.

PostgreSQL is waited for at every statement, on the event loop. SQLite is no server but a library that blocks: there
a connection's thread runs the whole transaction, which costs one task switch and not several a statement.
"""

import asyncio
import sqlite3
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any, Protocol, TypeVar, cast

import aiosqlite
from sqlalchemy import URL, Connection, create_engine, event
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import StaticPool

T = TypeVar("T")
PRAGMAS = (
    *("journal_mode=WAL", "synchronous=FULL", "busy_timeout=15000", "foreign_keys=ON", "temp_store=MEMORY"),
    "secure_delete=ON",  # what is blanked is gone from the file, too; not every SQLite is built so
)
CONNECTIONS = 5


class Transactions(Protocol):
    """A database that can be asked to run something."""

    async def run(self, work: Callable[[Connection], T], *, writes: bool) -> T:
        """Run `work` in a transaction: committed if it may write and does not raise, else undone."""
        ...

    async def close(self) -> None:
        """Close every connection."""
        ...


class Postgres:
    """Statements are sent by asyncpg; `work` stands still meanwhile, the event loop does not."""

    def __init__(self, address: URL) -> None:
        self._engine = create_async_engine(address, hide_parameters=True, pool_size=5, pool_pre_ping=True)
        self._view = self._engine.execution_options(isolation_level="REPEATABLE READ")

    async def run(self, work: Callable[[Connection], T], *, writes: bool) -> T:
        """As `Transactions.run`."""
        async with (self._engine if writes else self._view).connect() as connection:
            found = await connection.run_sync(work)
            if writes:
                await connection.commit()
            return found

    async def close(self) -> None:
        """As `Transactions.close`."""
        await self._engine.dispose()


class Sqlite:
    """One file, over a few connections. Raises OSError where its folder cannot be made."""

    def __init__(self, address: URL) -> None:
        if address.database:
            Path(address.database).parent.mkdir(parents=True, exist_ok=True)
        self._path = address.database or ":memory:"
        self._turns = asyncio.Semaphore(CONNECTIONS)
        self._free: list[_Connection] = []

    async def run(self, work: Callable[[Connection], T], *, writes: bool) -> T:
        """As `Transactions.run`."""
        async with self._turns:
            connection = self._free.pop() if self._free else await _Connection(self._path)
            try:
                return await connection.run(work, writes)
            finally:
                self._free.append(connection)

    async def close(self) -> None:
        """As `Transactions.close`."""
        while self._free:
            await self._free.pop().close()


class _Connection(aiosqlite.Connection):
    """A connection whose thread is given a whole transaction at a time, not a statement."""

    def __init__(self, path: str) -> None:
        super().__init__(lambda: sqlite3.connect(path, isolation_level=None), iter_chunk_size=64)
        self._thread.daemon = True  # whoever stops at once is not held up by it
        self._engine = create_engine(
            "sqlite://", creator=lambda: self._conn, poolclass=StaticPool, hide_parameters=True
        )
        event.listen(self._engine, "connect", _set_pragmas)
        event.listen(self._engine, "begin", _begin)

    def __await__(self) -> Generator[Any, None, "_Connection"]:
        yield from super().__await__()
        return self

    async def run(self, work: Callable[[Connection], T], writes: bool) -> T:
        """As `Transactions.run`, in this connection's thread."""
        return cast(T, await self._execute(self._whole, work, writes))  # type: ignore[no-untyped-call]

    def _whole(self, work: Callable[[Connection], T], writes: bool) -> T:
        with self._engine.connect().execution_options(writes=writes) as connection:
            found = work(connection)
            if writes:
                connection.commit()
            return found


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
