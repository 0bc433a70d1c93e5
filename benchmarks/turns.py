"""Form turns a second over the product's own path: inbox, worker, engine, outbox, sender, on SQLite on disk with
synchronous=FULL. One by one, and when messages wait faster than they are handled.

    python benchmarks/turns.py [--leaders 512] [--url sqlite+aiosqlite:///…]

Prints turns/s for batches of at most 1, 16 and 128 conversations, and the ratios between them. The channel is a
list in memory; everything else is what `chihoi run` uses.
"""

import argparse
import asyncio
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from harness import Office, open_office  # noqa: E402

from actions import invitations  # noqa: E402
from storage.inbox import Arrival  # noqa: E402

ANSWERS = ["120", "150", "5", "2", "4", "230", "80", "1", "12tr", "10"]


async def prepared(office: Office, leaders: int) -> list[str]:
    """So many branch leaders, each standing at the first question of her form."""
    rows = [f"C{n},Chi hội {n},chi_hoi,X" for n in range(leaders)]
    await office.found("\n".join(["code,name,level,parent", "X,Xã,xa,", *rows]) + "\n")
    names = [f"C{n}" for n in range(leaders)]
    cards = await office.act(lambda work: invitations.invite(work.db, names, "leader", work.now))
    codes = {card.unit: card.code for card in cards}
    for words in (lambda name: f"/start {codes[name]}", lambda _: "đồng ý", lambda _: "chị", lambda _: "báo cáo"):
        await arrive(office, {name: words(name) for name in names})
        await office.app.settle()
    return names


async def arrive(office: Office, said: dict[str, str]) -> None:
    """One message of everybody, stored as a platform's batch is."""
    arrivals = [Arrival(f"{time.monotonic_ns()}-{name}", name, f'{{"text":"{text}"}}') for name, text in said.items()]
    for place in range(0, len(arrivals), 100):
        await office.app.receive(office.channel, arrivals[place : place + 100])


async def saturated(office: Office, names: list[str]) -> float:
    """Turns a second when everybody answers at once."""
    begun = time.perf_counter()
    for answer in ANSWERS:
        await arrive(office, dict.fromkeys(names, answer))
        await office.app.settle()
    return len(names) * len(ANSWERS) / (time.perf_counter() - begun)


async def one_by_one(office: Office, names: list[str]) -> float:
    """Turns a second when each message is answered before the next one comes."""
    begun = time.perf_counter()
    for name in names:
        for answer in ANSWERS:
            await arrive(office, {name: answer})
            await office.app.settle()
    return len(names) * len(ANSWERS) / (time.perf_counter() - begun)


async def measure(url: str, batch: int, leaders: int) -> float:
    """Turns a second with batches of at most `batch` conversations."""
    async with open_office(url, batch=batch) as office:
        names = await prepared(office, leaders)
        return await (one_by_one if batch == 1 else saturated)(office, names)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--leaders", type=int, default=512)
    parser.add_argument("--folder", default=tempfile.mkdtemp(prefix="turns-"))
    options = parser.parse_args()
    found = {}
    for batch, leaders in ((1, 30), (16, options.leaders), (128, options.leaders)):
        url = f"sqlite+aiosqlite:///{options.folder}/{batch}.db"
        found[batch] = asyncio.run(measure(url, batch, leaders))
        print(f"batch {batch:>3}: {found[batch]:8.0f} turns/s   x {found[batch] / found[1]:.1f} of one by one")


if __name__ == "__main__":
    main()
