"""Delivery: how long a reply takes while many are registered, and a mass send against an enforced 30/s.

    python benchmarks/delivery.py latency [--people 100000] [--seconds 60] [--rate 60]
    python benchmarks/delivery.py mass [--messages 1800]
    python benchmarks/delivery.py memory [--turns 200000]

`latency`: from an update that arrives to its reply committed and handed to the sender. `mass`: the emulator of the
tests enforces 30/s, 1/s a chat; replies are asked for meanwhile.
"""

import argparse
import asyncio
import json
import resource
import statistics
import sys
import tempfile
import time
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


async def latency(count: int, seconds: float, rate: float) -> None:
    """Updates at a steady rate; percentiles in milliseconds."""
    bot = Telegram(TOKEN, request=Stub(), limits=None)
    async with live(url(), bot, found=False, clock="2026-06-05T19:30") as office:
        crowd = await prepared(office, bot)
        await office.act(lambda work: registered(work.db, count))
        arrived: list[float] = []
        spent: list[float] = []
        taken = office.app.worker._sent

        def handed(ids: list[int]) -> None:
            now = time.perf_counter()
            for _ in ids:
                spent.append(now - arrived[len(spent)])
            taken(ids)

        office.app.worker._sent = handed
        begun = time.perf_counter()
        for place in range(int(seconds * rate)):
            await asyncio.sleep(max(0.0, begun + place / rate - time.perf_counter()))
            crowd.number += 1
            arrival = arrival_of(update(crowd.number, place % PEOPLE + 1, str(place // PEOPLE + 1)))
            arrived.append(time.perf_counter())
            await office.app.receive(bot, [arrival] if arrival else [])
        await asyncio.sleep(1)
        print(json.dumps({"people": count, "updates": len(spent), **percentiles(spent)}))


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
    parser.add_argument("--people", type=int, default=100_000)
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
