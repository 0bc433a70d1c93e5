"""Form turns a second beside two peers, in one run over the same stubbed wire; the median of several rounds.

    python benchmarks/speed.py --peers /tmp/peers/bin/python [--rounds 3]

The peers have an environment of their own: see `benchmarks/peers/README.md`.
"""

import argparse
import json
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
PEERS = ("ptb_echo.py", "aiogram_form.py")


def measured(python: str, script: Path) -> dict[str, Any]:
    """One run's line."""
    done = subprocess.run([python, str(script)], capture_output=True, text=True, check=True)
    return dict(json.loads(done.stdout.splitlines()[0]))


def main() -> None:
    """Measure in turn, print the medians and the ratios."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--peers", required=True)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    runs: dict[str, list[dict[str, Any]]] = {}
    for _ in range(options.rounds):
        found = [measured(sys.executable, HERE / "telegram_turns.py")]
        found += [measured(options.peers, HERE / "peers" / script) for script in PEERS]
        for line in found:
            runs.setdefault(line["name"], []).append(line)
    medians = {name: statistics.median(line["turns_per_second"] for line in lines) for name, lines in runs.items()}
    for name, lines in runs.items():
        spent = statistics.median(line["us_of_cpu_a_turn"] for line in lines)
        ratio = medians["chihoi"] / medians[name]
        print(
            f"{name:26} {medians[name]:6.0f} turns/s  {spent:5.0f} µs CPU a turn"
            f"  {lines[0]['calls_per_answer']:4.2f} calls  chihoi = {ratio:.2f} ×"
        )


if __name__ == "__main__":
    main()
