"""How a synchronous function is run in one transaction on either store, while everybody else goes on.

PostgreSQL is waited for at every statement, on the event loop. SQLite is no server but a library that blocks: there
the whole transaction runs in a thread, which costs one task switch and not several a statement.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Protocol, TypeVar

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.ext.asyncio import create_async_engine

T = TypeVar("T")
PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=15000", "foreign_keys=ON", "temp_store=MEMORY")
THREADS = 5


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

    async def run(self, work: Callable[[Connection], T], *, writes: bool) -> T:
        """As `Transactions.run`."""
        async with self._engine.connect() as connection:
            found = await connection.run_sync(work)
            if writes:
                await connection.commit()
            return found

    async def close(self) -> None:
        """As `Transactions.close`."""
        await self._engine.dispose()


class Sqlite:
    """One file. Raises OSError where its folder cannot be made."""

    def __init__(self, address: URL) -> None:
        if address.database:
            Path(address.database).parent.mkdir(parents=True, exist_ok=True)
        self._engine = _sqlite(address)
        self._threads = ThreadPoolExecutor(THREADS, "sqlite")

    async def run(self, work: Callable[[Connection], T], *, writes: bool) -> T:
        """As `Transactions.run`."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._whole, work, writes)

    def _whole(self, work: Callable[[Connection], T], writes: bool) -> T:
        with self._engine.connect().execution_options(writes=writes) as connection:
            found = work(connection)
            if writes:
                connection.commit()
            return found

    async def close(self) -> None:
        """As `Transactions.close`."""
        self._threads.shutdown()
        self._engine.dispose()


def _sqlite(address: URL) -> Engine:
    engine = create_engine(address, hide_parameters=True, connect_args={"isolation_level": None})
    event.listen(engine, "connect", _set_pragmas)
    event.listen(engine, "begin", _begin)
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
