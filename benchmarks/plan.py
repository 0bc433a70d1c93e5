"""One wake-up's plan for a whole country: what it takes to find out who must hear what, and when to wake next.

    python benchmarks/plan.py [--units 100000]

Everybody's turn is at once (T−10 at 19:00), so the plan is as long as it can be. `first` is the first time in a fresh
process, which reads the tree too.
"""

import argparse
import asyncio
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from actions.atlas import Atlas  # noqa: E402
from actions.work import Work  # noqa: E402
from bot.app import open_app  # noqa: E402
from bot.clock import Clock  # noqa: E402
from bot.settings import Settings  # noqa: E402
from bot.simulation.land import build  # noqa: E402
from storage.store import Store  # noqa: E402

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
EVENING = datetime(2026, 5, 23, 19, tzinfo=ZONE)


async def built(url: str, size: int) -> None:
    """A country in the store."""
    store = await Store.open(url)

    def make(db: Any) -> None:
        work = Work(db, Atlas().refresh(db), EVENING)
        build(work, size, random.Random(1))
        work.settle()

    await store.write(make)
    await store.close()


async def planned(url: str) -> None:
    """Plan twice, and look for the next moment; seconds by the clock and of processor time."""
    found: dict[str, Any] = {}
    async with open_app(Settings(database_url=url), Clock(ZONE, EVENING, speed=0), []) as app:
        plan, following = app.waker._decide, app.waker._next
        for name, act in (("first", plan), ("again", plan), ("next", following)):
            await app.store.read(timed(name, act, found))
    found["peak_rss_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps(found))


def timed(name: str, act: Callable[..., Any], found: dict[str, Any]) -> Callable[[Any], None]:
    """That act, with what it took written down."""

    def run(db: Any) -> None:
        begun, spent = time.perf_counter(), time.process_time()
        result = act(db, EVENING)
        found[name] = {"s": round(time.perf_counter() - begun, 2), "cpu_s": round(time.process_time() - spent, 2)}
        if isinstance(result, list):
            found["notices"] = sum(len(decision.send) for _, decision in result)

    return run


def main() -> None:
    """Build in one process, plan in another."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--units", type=int, default=100_000)
    parser.add_argument("--plan", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.plan:
        asyncio.run(planned(options.plan))
        return
    with tempfile.TemporaryDirectory(prefix="plan-") as folder:
        url = f"sqlite+aiosqlite:///{folder}/office.db"
        asyncio.run(built(url, options.units))
        subprocess.run([sys.executable, __file__, "--plan", url], check=True)


if __name__ == "__main__":
    main()
