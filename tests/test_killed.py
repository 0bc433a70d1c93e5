"""A process killed between any two steps loses no answer, repeats no report, leaves nobody without a reply.

The store counts transactions; at the chosen one the process "dies", either just before it or just after its
commit. What the leader typed is kept outside; she sends again only what was never stored, as a platform does.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from harness import Office, open_office

from storage.store import Store

TYPED = ("báo cáo", "120", "150", "để sau")
WANT = {"hoi_vien": 120, "phu_nu_18": 150}


class KilledError(BaseException):
    """The process is gone."""


class Fuse:
    """Lets so many transactions through, then kills before or after the next one."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.left, self.after, self.passed = 10**9, False, 0
        whole = Store.write

        async def write(store: Store, work: Any) -> Any:
            self.left -= 1
            self.passed += 1
            if self.left < 0 and not self.after:
                raise KilledError
            result = await whole(store, work)
            if self.left < 0:
                raise KilledError
            return result

        monkeypatch.setattr(Store, "write", write)

    def set(self, left: int, after: bool) -> None:
        self.left, self.after, self.passed = left, after, 0


@asynccontextmanager
async def running(url: str) -> AsyncIterator[Office]:
    """A process with its app; everything in memory is gone when it ends."""
    async with open_office(url) as office:
        yield office


async def report(url: str, stored: set[int], replies: list[str]) -> None:
    """One life of the process: takes up what waits, then what the platform still has."""
    async with running(url) as office:
        try:
            await office.app.settle()
            for place, text in enumerate(TYPED):
                if place not in stored:
                    await office.post("hoa", {"text": text}, message_id=f"m{place}")
                    stored.add(place)
                await office.app.settle()
        finally:
            replies += office.new("hoa")


@pytest.mark.parametrize("after", [False, True], ids=["before_commit", "after_commit"])
async def test_killed_at_any_transaction(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch, after: bool, tmp_path: Any
) -> None:
    fuse = Fuse(monkeypatch)
    machine = [1_000_000.0]
    monkeypatch.setattr("bot.worker.machine_time", lambda: machine[0])
    monkeypatch.setattr("bot.sender.machine_time", lambda: machine[0])
    steps = await _count_steps(f"sqlite+aiosqlite:///{tmp_path}/whole.db", fuse)
    assert steps > len(TYPED) * 3
    for step in range(steps):
        url = f"sqlite+aiosqlite:///{tmp_path}/{step}.db"
        stored, replies = await _joined(url, fuse)
        fuse.set(step, after)
        with pytest.raises(KilledError):
            await report(url, stored, replies)
        fuse.set(10**9, False)
        machine[0] += 100  # the dead process's leases run out
        await report(url, stored, replies)
        async with running(url) as office:
            assert await office.answers("X1C1", "2026-h1") == WANT, f"killed at {step}"
        assert len(set(replies)) == len(TYPED), f"killed at {step}: {replies}"


async def _count_steps(url: str, fuse: Fuse) -> int:
    stored, replies = await _joined(url, fuse)
    fuse.set(10**9, False)
    await report(url, stored, replies)
    assert len(replies) == len(TYPED)
    return fuse.passed


async def _joined(url: str, fuse: Fuse) -> tuple[set[int], list[str]]:
    fuse.set(10**9, False)
    async with running(url) as office:
        await office.found()
        await office.join("hoa", "X1C1")
        office.new("hoa")
    return set(), []
