"""Delivery: how long a reply takes while many are registered, and a mass send against an enforced 30/s.

    python benchmarks/delivery.py latency [--people 1000 100000] [--seconds 60] [--rate 60]
    python benchmarks/delivery.py mass [--messages 1800]
    python benchmarks/delivery.py memory [--turns 200000]

`latency`: from an update that arrives to its reply committed and handed to the sender; where several numbers of people
are given, they take turns every few seconds, now one first and now the other, so that what else the machine does falls
on all alike. `mass`: the emulator of the tests enforces 30/s, 1/s a chat; replies are asked for meanwhile.
"""

import argparse
import asyncio
import json
import resource
import statistics
import sys
import tempfile
import time
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(ROOT / "benchmarks"), str(ROOT / "benchmarks" / "peers")]

from emulators.telegram import Rules, telegram  # noqa: E402
from live import live, post, telegram_bot  # noqa: E402
from telegram_turns import Crowd, Stub, prepared  # noqa: E402
from wire import PEOPLE, TOKEN, calls, update  # noqa: E402

from bot.channels.telegram import LIMITS, Telegram  # noqa: E402
from bot.channels.telegram_read import arrival_of  # noqa: E402
from storage import outbox  # noqa: E402
from storage.sql import chunks  # noqa: E402
from storage.tables import accounts, people, roles  # noqa: E402

TURN_SECONDS = 5.0


def url() -> str:
    """A fresh SQLite file on disk."""
    return f"sqlite+aiosqlite:///{tempfile.mkdtemp(prefix='delivery-')}/office.db"


def registered(db: Any, count: int) -> None:
    """So many people more, each with an account and a role."""
    for part in chunks(range(1_000_000, 1_000_000 + count), 5000):
        blank = {"tone": "chi", "language": "vi", "phone": "", "consent_version": "1", "consent_at": ""}
        db.execute(people.insert(), [{"id": n, "name": f"Người {n}", **blank} for n in part])
        own = {"channel": "telegram", "bot": "telegram:7000001", "session": "{}"}
        db.execute(accounts.insert(), [{"id": n, "address": str(n), "person": n, **own} for n in part])
        db.execute(
            roles.insert(), [{"person": n, "unit": f"C{n % PEOPLE}", "role": "deputy", "since": ""} for n in part]
        )


class Steady:
    """An office with so many people, to which updates come at a steady rate; `spent` is how long each reply took."""

    def __init__(self, office: Any, crowd: Crowd) -> None:
        self.crowd, self.spent, self._office, self._arrived = crowd, list[float](), office, list[float]()
        self._taken = office.app.worker._sent
        office.app.worker._sent = self._handed

    def _handed(self, ids: list[int]) -> None:
        now = time.perf_counter()
        for _ in ids:
            self.spent.append(now - self._arrived[len(self.spent)])
        self._taken(ids)

    async def hear(self, seconds: float, rate: float) -> None:
        """Updates of one person after another; then a moment until all are answered."""
        begun = time.perf_counter()
        for number in range(int(seconds * rate)):
            await asyncio.sleep(max(0.0, begun + number / rate - time.perf_counter()))
            place = len(self._arrived)
            self.crowd.number += 1
            arrival = arrival_of(update(self.crowd.number, place % PEOPLE + 1, str(place // PEOPLE + 1)))
            self._arrived.append(time.perf_counter())
            await self._office.app.receive(self.crowd.bot, [arrival] if arrival else [])
        await asyncio.sleep(0.5)


async def latency(counts: list[int], seconds: float, rate: float) -> None:
    """Updates at a steady rate; percentiles in milliseconds."""
    async with AsyncExitStack() as opened:
        offices = [await steady(opened, count) for count in counts]
        for turn in range(int(seconds / TURN_SECONDS)):
            for office in offices if turn % 2 else reversed(offices):
                await office.hear(TURN_SECONDS, rate)
    for count, office in zip(counts, offices, strict=True):
        print(json.dumps({"people": count, "updates": len(office.spent), **percentiles(office.spent)}))


async def steady(opened: AsyncExitStack, count: int) -> Steady:
    """A fresh office with so many people registered."""
    bot = Telegram(TOKEN, request=Stub(), limits=None)
    office = await opened.enter_async_context(live(url(), bot, found=False, clock="2026-06-05T19:30"))
    crowd = await prepared(office, bot)
    await office.act(lambda work: registered(work.db, count))
    return Steady(office, crowd)


def percentiles(spent: list[float]) -> dict[str, float]:
    """In milliseconds."""
    cut = statistics.quantiles(spent, n=100)
    return {"p50_ms": round(cut[49] * 1000, 1), "p99_ms": round(cut[98] * 1000, 1)}


async def mass(messages: int) -> None:
    """Share of the limit that is reached, refusals, and how long a reply takes meanwhile."""
    async with telegram(rules=Rules()) as platform, live(url(), telegram_bot(platform, LIMITS)) as office:
        chats = list(range(1, messages + 1))
        platform.started |= set(chats)
        await post(office, [str(chat) for chat in chats], "nhắc", outbox.REMINDER)
        waited: list[float] = []
        for number in range(90_000, 90_000 + messages // 60):
            await asyncio.sleep(1.5)
            person, begun = platform.person(number), time.perf_counter()
            person.say("xin chào")
            await platform.until(lambda person=person: bool(person.seen))
            waited.append(time.perf_counter() - begun)
        await platform.until(lambda: sum(chat < 90_000 for _, chat, _ in platform.wire) == messages, 600)
        moments = [at for at, _, _ in platform.wire]
        pace = (len(moments) - 1) / (moments[-1] - moments[0])
        found = {"sent": len(moments), "share_of_limit": round(pace / 30, 3), "refusals": len(platform.refusals)}
        print(json.dumps(found | {"replies": len(waited), **percentiles(waited)}))


async def memory(turns: int) -> None:
    """Peak memory after a first tenth of the turns and at the end."""
    bot = Telegram(TOKEN, request=Stub(), limits=None)
    async with live(url(), bot, found=False, clock="2026-06-05T19:30") as office:
        crowd: Crowd = await prepared(office, bot)
        first, done = 0, 0
        while done < turns:
            await crowd.say(dict.fromkeys(range(1, PEOPLE + 1), "còn thiếu" if done // PEOPLE % 2 else "báo cáo"))
            done += PEOPLE
            calls.clear()
            if not first and done >= turns / 10:
                first = rss()
        print(json.dumps({"turns": done, "mb_after_a_tenth": first, "mb_at_the_end": rss()}))


def rss() -> float:
    """Resident memory in MB, now (Linux) or at its peak."""
    status = Path("/proc/self/statm")
    if status.exists():
        return round(int(status.read_text().split()[1]) * resource.getpagesize() / 1e6, 1)
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Run one of the three."""
    parser = argparse.ArgumentParser()
    parser.add_argument("what", choices=["latency", "mass", "memory"])
    parser.add_argument("--people", type=int, nargs="+", default=[1_000, 100_000])
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--rate", type=float, default=60)
    parser.add_argument("--messages", type=int, default=1800)
    parser.add_argument("--turns", type=int, default=200_000)
    options = parser.parse_args()
    if options.what == "latency":
        asyncio.run(latency(options.people, options.seconds, options.rate))
    elif options.what == "mass":
        asyncio.run(mass(options.messages))
    else:
        asyncio.run(memory(options.turns))


if __name__ == "__main__":
    main()
