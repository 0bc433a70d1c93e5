"""Adding up a country: `python benchmarks/compile.py [BRANCHES …]` (default 10000 100000).

Each size: a four-level tree (province → commune → branch under the centre), 40 figures a branch, stored by the
product's own code in SQLite on disk. Timed, the best of five, in seconds of the clock and of the processor: the
country's totals and every unit's figures, from the store; beside DuckDB grouping the same rows that it already has
in its memory, if its package is installed (`--peers DIR`: where `pip install --target DIR duckdb` put it).
"""

import asyncio
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from actions.atlas import Atlas, stamp
from actions.totals import all_totals
from actions.work import Work
from forms.catalogue import catalogue
from forms.rows import Answer, Row
from storage import reports, units
from storage.reports import Report
from storage.store import Store

PERIOD, FIGURES, ROUNDS = "2026-h1", 40, 5
NOW = datetime(2026, 6, 1, 8, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
CODES = [code for code, one in catalogue().items() if one.is_figure and one.kind != "percent"][:FIGURES]


def tree(branches: int) -> list[dict[str, Any]]:
    """The centre, its provinces, their communes (30 branches each, 98 communes a province) and the branches."""
    blank = {"kind": "", "leader_name": "", "leader_phone": "", "since": None, "until": None, "successor": None}
    made = [{"code": "TW", "level": "trung_uong", "parent": None}]
    for number in range(branches):
        commune, province = number // 30, number // 2940
        if number % 2940 == 0:
            made.append({"code": f"T{province:02d}", "level": "tinh", "parent": "TW"})
        if number % 30 == 0:
            made.append({"code": f"X{commune:04d}", "level": "xa", "parent": f"T{province:02d}"})
        made.append({"code": f"C{number:06d}", "level": "chi_hoi", "parent": f"X{commune:04d}"})
    return [{**blank, **one, "name": one["code"], "name_key": str(one["code"]).lower()} for one in made]


def report(number: int, chance: Random) -> Report:
    """A branch's report: a value for most figures, now and then none."""
    answers = {code: Answer("value", chance.randrange(500)) for code in CODES}
    answers[CODES[number % FIGURES]] = Answer("missing")
    row = Row(f"C{number:06d}", PERIOD, "submitted", "leader", NOW, answers)
    return Report(row, None, NOW.isoformat(), NOW.isoformat())


async def fill(store: Store, branches: int) -> None:
    """Write the organisation and its reports, a thousand at a time, as the worker writes them."""
    chance = Random(1)
    await store.write(lambda db: (units.save(db, tree(branches)), stamp(db, NOW)))
    for first in range(0, branches, 1000):
        made = [report(number, chance) for number in range(first, min(first + 1000, branches))]
        await store.write(lambda db, made=made: reports.save(db, made))  # type: ignore[misc]


async def best(act: Callable[[], Any]) -> tuple[float, float]:
    """The shortest of five runs: seconds of the clock, seconds of the processor."""
    found = []
    for _ in range(ROUNDS):
        clock, processor = time.perf_counter(), time.process_time()
        result = act()
        if asyncio.iscoroutine(result):
            await result
        found.append((time.perf_counter() - clock, time.process_time() - processor))
    return min(one for one, _ in found), min(other for _, other in found)


async def measure(branches: int, folder: Path) -> dict[str, tuple[float, float]]:
    """Both sums of one size. The first of all also reads the tree and numbers it; a process that runs knows it."""
    store, atlas = await Store.open(f"sqlite+aiosqlite:///{folder}/{branches}.db"), Atlas()
    await fill(store, branches)

    def country(db: Any) -> float:
        work = Work(db, atlas.refresh(db), NOW)
        folded = all_totals(work, "TW", work.world.period(PERIOD))
        return sum(folded.total("TW", catalogue()[code]).total or 0 for code in folded.codes)

    def every_unit(db: Any) -> float:
        work = Work(db, atlas.refresh(db), NOW)
        folded = all_totals(work, "TW", work.world.period(PERIOD))
        return sum(float(rows.sum()) for _, rows in folded.stream())

    begun = time.perf_counter(), time.process_time()
    await store.read(country)
    cold = time.perf_counter() - begun[0], time.process_time() - begun[1]
    found = {
        "first of all": cold,
        "country": await best(lambda: store.read(country)),
        "every unit": await best(lambda: store.read(every_unit)),
    }
    await store.close()
    return found


async def peer(branches: int) -> dict[str, tuple[float, float]]:
    """DuckDB over the same figures, one row an answer, in its memory; {} where it is not installed."""
    try:
        import duckdb
    except ImportError:
        return {}
    import numpy as np

    db, chance = duckdb.connect(), np.random.default_rng(1)
    answers = {
        "branch": np.repeat(np.arange(branches), FIGURES),
        "commune": np.repeat(np.arange(branches) // 30, FIGURES),
        "code": np.tile(np.arange(FIGURES), branches),
        "value": chance.integers(0, 500, branches * FIGURES),
    }
    db.register("given", answers)
    db.execute("CREATE TABLE answers AS SELECT * FROM given")
    country = "SELECT code, sum(value), count(*) FROM answers GROUP BY code"
    communes = "SELECT commune, code, sum(value), count(*) FROM answers GROUP BY commune, code"
    return {
        "country": await best(lambda: db.execute(country).fetchnumpy()),
        "every commune": await best(lambda: db.execute(communes).fetchnumpy()),
    }


async def main() -> None:
    """Measure every size that is asked for, and print."""
    arguments = sys.argv[1:]
    if "--peers" in arguments:
        at = arguments.index("--peers")
        sys.path.insert(0, arguments[at + 1])
        del arguments[at : at + 2]
    sizes = [int(one) for one in arguments] or [10_000, 100_000]
    with tempfile.TemporaryDirectory(prefix="chihoi-compile-") as folder:
        for branches in sizes:
            for name, (clock, processor) in (await measure(branches, Path(folder))).items():
                print(f"{branches:>7} branches × {FIGURES}: {name:<13} {clock:6.3f} s ({processor:.3f} s of processor)")
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(f"{branches:>7} branches: peak {peak:.0f} MiB")
            for name, (clock, processor) in (await peer(branches)).items():
                print(f"{branches:>7} branches: DuckDB {name:<13} {clock:6.3f} s ({processor:.3f} s of processor)")


if __name__ == "__main__":
    asyncio.run(main())
