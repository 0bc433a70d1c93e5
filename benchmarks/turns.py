"""Form turns a second over the product's own path: inbox, worker, engine, outbox, sender, on SQLite on disk with
synchronous=FULL. One by one, and when messages wait faster than they are handled.

    python benchmarks/turns.py [--leaders 512] [--folder /where/the/disk/is]

Prints turns/s, processor time a turn and transactions a turn. The channel is a list in memory; everything else, with
worker and sender running beside each other, is what `chihoi run` uses. Processor time does not depend on what else
the machine does; turns/s do.
"""

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from harness import Office, open_office  # noqa: E402

from actions import invitations  # noqa: E402
from storage.inbox import Arrival  # noqa: E402
from storage.store import Store  # noqa: E402

Way = Callable[[Office, list[str]], Awaitable[None]]
ANSWERS = ["120", "150", "5", "2", "4", "230", "80", "1", "12tr", "10"]


async def prepared(office: Office, leaders: int) -> list[str]:
    """So many branch leaders, each standing at the first question of her form."""
    rows = [f"C{n},Chi hội {n},chi_hoi,X" for n in range(leaders)]
    await office.found("\n".join(["code,name,level,parent", "X,Xã,xa,", *rows]) + "\n")
    names = [f"C{n}" for n in range(leaders)]
    cards = await office.act(lambda work: invitations.invite(work.db, names, "leader", work.now))
    codes = {card.unit: card.code for card in cards}
    for words in (lambda name: f"/start {codes[name]}", lambda _: "đồng ý", lambda _: "chị", lambda _: "báo cáo"):
        await answered(office, {name: words(name) for name in names})
    return names


async def arrive(office: Office, said: dict[str, str]) -> None:
    """One message of everybody, stored as a platform's batch is."""
    arrivals = [Arrival(f"{time.monotonic_ns()}-{name}", name, f'{{"text":"{text}"}}') for name, text in said.items()]
    for place in range(0, len(arrivals), 100):
        await office.app.receive(office.channel, arrivals[place : place + 100])


async def answered(office: Office, said: dict[str, str]) -> None:
    """One message of everybody, and everybody has a reply."""
    before = {name: len(office.channel.sent[name]) for name in said}
    await arrive(office, said)
    while any(len(office.channel.sent[name]) == seen for name, seen in before.items()):  # noqa: ASYNC110
        await asyncio.sleep(0.0005)


async def saturated(office: Office, names: list[str]) -> None:
    """Everybody answers at once."""
    for answer in ANSWERS:
        await answered(office, dict.fromkeys(names, answer))


async def one_by_one(office: Office, names: list[str]) -> None:
    """Each message is answered before the next one comes."""
    for name in names:
        for answer in ANSWERS:
            await answered(office, {name: answer})


async def measure(url: str, batch: int, leaders: int, way: Way) -> tuple[float, float, float]:
    """Turns a second, milliseconds of processor time a turn, transactions a turn."""
    async with open_office(url, batch=batch) as office:
        running = [asyncio.create_task(office.app.worker.run()), asyncio.create_task(office.app.sender.run())]
        names = await prepared(office, leaders)
        counted = Counted(office.app.store)
        begun, spent = time.perf_counter(), time.process_time()
        await way(office, names)
        seconds, spent = time.perf_counter() - begun, time.process_time() - spent
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
    turns = leaders * len(ANSWERS)
    return turns / seconds, 1000 * spent / turns, counted.times / turns


class Counted:
    """Counts a store's writing transactions from now on."""

    def __init__(self, store: Store) -> None:
        self.times, self._write = 0, store.write
        store.write = self  # type: ignore[assignment, method-assign]

    def __call__(self, work: Any) -> Any:
        """One more."""
        self.times += 1
        return self._write(work)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--leaders", type=int, default=512)
    parser.add_argument("--folder", default=tempfile.mkdtemp(prefix="turns-"))
    options = parser.parse_args()
    runs: list[tuple[str, int, int, Way]] = [
        ("one by one", 128, 30, one_by_one),
        ("batches of 16", 16, options.leaders, saturated),
        ("batches of 128", 128, options.leaders, saturated),
    ]
    for name, batch, leaders, way in runs:
        url = f"sqlite+aiosqlite:///{options.folder}/{name.replace(' ', '-')}.db"
        speed, spent, transactions = asyncio.run(measure(url, batch, leaders, way))
        print(f"{name:15} {speed:6.0f} turns/s  {spent:5.2f} ms CPU a turn  {transactions:5.3f} transactions a turn")


if __name__ == "__main__":
    main()
