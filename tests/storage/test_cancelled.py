"""Who is cancelled in the middle of a transaction leaves no lock behind: a process stops at once, and cleanly."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import Connection, func, select

from storage import people
from storage.store import Store
from storage.tables import accounts

MANY = 200


@pytest.fixture
async def store(url: str) -> AsyncIterator[Store]:
    """An empty, migrated store."""
    opened = await Store.open(url)
    yield opened
    await opened.close()


def _long(db: Connection) -> None:
    for number in range(MANY):
        people.account_ids(db, "memory", "memory", [str(number)])


@pytest.mark.parametrize("turns", [1, 5, 20, 80])
async def test_a_cancelled_transaction_is_whole_and_holds_up_nobody(store: Store, turns: int) -> None:
    task = asyncio.create_task(store.write(_long))
    for _ in range(turns):
        await asyncio.sleep(0.001)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    async with asyncio.timeout(5):
        count = await store.write(lambda db: db.execute(select(func.count()).select_from(accounts)).scalar_one())
    assert count == MANY
