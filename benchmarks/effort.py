"""What one whole report costs a branch leader: `python benchmarks/effort.py` plays the shipped branch form through the
real door, store, worker and sender, one answer at a time and with several at once, and prints her messages and taps
and the bot's messages, and that each way stored the same figures. With `--peers PYTHON` (an environment that has
aiogram-dialog, see benchmarks/peers/README.md) the same form written with that library stands beside it.
"""

import argparse
import asyncio
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from harness import Office, open_office  # noqa: E402

TEXTS = ("Chị em phấn khởi, lo giá lúa thấp", "Hội thi nấu ăn 8/3, 60 người dự", "Đề nghị UBND xã sửa loa thôn")
FIGURES = ["120", "180", "5", "2", "12", "320", "80", "1", "12tr5", "10", "5tr", "1"]
NAMED = (
    "hv 120, pn 180, mới 5, giảm 2, 12 buổi 320 lượt, 5k3s 80, thoát nghèo 1, tiết kiệm 12tr5, quà 10, tiền quà 5tr, "
    "đảng 1"
)
NUMBERED = "\n".join(f"{place}. {text}" for place, text in enumerate([*FIGURES, *TEXTS], start=1))
TEXTS_AT_ONCE = "\n".join(
    f"{name}: {text}" for name, text in zip(("tình hình", "nổi bật", "khó khăn"), TEXTS, strict=True)
)
COLUMNS = {"typed": 6, "taps": 6, "received": 10, "letters": 9}
TAP = "→ "  # a step that is a tapped button, by its label

WAYS = {
    "one by one, typed": ["báo cáo", *FIGURES, *TEXTS, "gửi"],
    "one by one, taps": [f"{TAP}Báo cáo", *FIGURES, *TEXTS, f"{TAP}Gửi"],
    "figures at once": ["báo cáo", NAMED, *TEXTS, "gửi"],
    "figures at once, taps": [f"{TAP}Báo cáo", NAMED, *TEXTS, f"{TAP}Gửi"],
    "figures, a slip put right": ["báo cáo", NAMED.replace("giảm 2", "giảm 20"), "giảm 2", *TEXTS, "gửi"],
    "figures, then texts": ["báo cáo", NAMED, TEXTS_AT_ONCE, "gửi"],
    "all at once, numbered": ["báo cáo", NUMBERED, "gửi"],
    "all at once, unasked, taps": [NUMBERED, f"{TAP}Gửi"],
}


@dataclass
class Cost:
    """Messages she typed, buttons she tapped, messages she got, characters she typed; the figures stored."""

    typed: int
    taps: int
    received: int
    letters: int
    answers: dict[str, Any]


async def played(url: str, steps: list[str]) -> Cost:
    """One report from first word to receipt."""
    async with open_office(url) as office:
        await office.found()
        await office.join("hoa", "X1C1")
        before = len(office.channel.sent["hoa"])
        await office.at("2026-05-28T19:30")  # the reminder with its button, as she gets it on the evening
        reminded = len(office.channel.sent["hoa"])
        for step in steps:
            await _do(office, step)
        assert "đã nhận đủ báo cáo" in office.last("hoa"), office.last("hoa")
        answers = await office.answers("X1C1", "2026-h1")
        typed = [step for step in steps if not step.startswith(TAP)]
        received = len(office.channel.sent["hoa"]) - max(before, reminded)
        return Cost(len(typed), len(steps) - len(typed), received, sum(map(len, typed)), answers)


async def _do(office: Office, step: str) -> None:
    if step.startswith(TAP):
        await office.tap("hoa", step.removeprefix(TAP))
    else:
        await office.say("hoa", step)


async def compared(folder: str) -> dict[str, Cost]:
    """Every way, each on a database of its own."""
    return {
        way: await played(f"sqlite+aiosqlite:///{folder}/{number}.db", steps)
        for number, (way, steps) in enumerate(WAYS.items())
    }


def main() -> None:
    """A line for each way."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--peers", metavar="PYTHON")
    peers = options.parse_args().peers
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        costs = asyncio.run(compared(folder))
    first = next(iter(costs.values()))
    assert all(cost.answers == first.answers for cost in costs.values()), "the ways must store the same"
    print(f"{len(FIGURES)} figures and {len(TEXTS)} texts, from the first word to the receipt")
    print(f"{'':28}{'typed':>6}{'taps':>6}{'received':>10}{'letters':>9}")
    for way, cost in costs.items():
        print(f"{way:28}{cost.typed:6}{cost.taps:6}{cost.received:10}{cost.letters:9}")
    if peers:
        theirs = peer(peers)
        shown = "".join(f"{theirs[name]:{width}}" for name, width in COLUMNS.items())
        print(f"{'aiogram-dialog':28}{shown}   ({theirs['calls']} API calls)")


def peer(python: str) -> dict[str, int]:
    """The same answers, typed the same way, to the same form written with aiogram-dialog."""
    kinds = ["money" if text.endswith(("tr", "tr5")) else "count" for text in FIGURES]
    answers = [*zip(kinds, FIGURES, strict=True), *(("text", text) for text in TEXTS)]
    script = ROOT / "benchmarks" / "peers" / "aiogram_effort.py"
    run = subprocess.run([python, str(script), json.dumps(answers)], capture_output=True, text=True, check=True)
    found: dict[str, int] = json.loads(run.stdout.splitlines()[-1])
    return found


if __name__ == "__main__":
    main()
