"""How long a commune's papers take: `python benchmarks/documents.py` compiles 30 branches once and prints the seconds
for Word, Excel and the chart, the first time and warm (the median of ten)."""

import runpy
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from statistics import median

from reports.charts import png
from reports.excel import xlsx
from reports.summary import Summary
from reports.word import docx

ROUNDS, BRANCHES, AIM = 10, 30, 2.0
OFFICE = Path(__file__).parents[1] / "tests" / "reports" / "paper_office.py"
PAPERS: Mapping[str, Callable[[Summary], bytes]] = {"docx": docx, "xlsx": xlsx, "png": png}


def seconds(make: Callable[[Summary], bytes], summary: Summary) -> tuple[float, float, int]:
    """How long one file took by the clock and by the processor (others may share the machine), and its size."""
    clock, processor = time.perf_counter(), time.process_time()
    size = len(make(summary))
    return time.perf_counter() - clock, time.process_time() - processor, size


def main() -> None:
    """A line for each kind of file, then all together."""
    summary = runpy.run_path(str(OFFICE))["office"](branches=BRANCHES)
    together = worked = 0.0
    for kind, make in PAPERS.items():
        first, _, size = seconds(make, summary)
        rounds = [seconds(make, summary) for _ in range(ROUNDS)]
        warm, work = (median(one[place] for one in rounds) for place in (0, 1))
        together, worked = together + warm, worked + work
        print(f"{kind:5} first {first:5.2f} s, warm {warm:5.2f} s, {size / 1024:6.0f} KiB")
    print(f"together, warm: {together:.2f} s, of processor {worked:.2f} s (aim: under {AIM:.0f} s)")


if __name__ == "__main__":
    main()
