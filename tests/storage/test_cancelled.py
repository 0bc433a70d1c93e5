"""Who is cancelled in the middle of a transaction leaves no lock behind: a process stops at once, and cleanly."""

import asyncio
import time
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import Connection, func, select

from storage import people
from storage.store import Store
from storage.tables import accounts

MANY = 100


@pytest.fixture
async def store(url: str) -> AsyncIterator[Store]:
    """An empty, migrated store."""
    opened = await Store.open(url)
    yield opened
    await opened.close()


@pytest.mark.parametrize("steps", [0, 1, 5, 20])
async def test_a_cancelled_transaction_is_whole_and_holds_up_nobody(store: Store, steps: int) -> None:
    done: list[int] = []

    def long(db: Connection) -> None:
        for number in range(MANY):
            people.account_ids(db, "memory", "memory", [str(number)])
            done.append(number)
            time.sleep(0.001)

    task = asyncio.create_task(store.write(long))
    await asyncio.sleep(0)
    while len(done) < steps:  # noqa: ASYNC110
        await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    async with asyncio.timeout(5):
        count = await store.write(lambda db: db.execute(select(func.count()).select_from(accounts)).scalar_one())
    assert count == MANY
