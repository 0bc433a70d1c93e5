"""How long one answer takes: `python benchmarks/answers.py` prints µs an answer over the corpus.

How well a list of answers is read: `python benchmarks/answers.py --list FILE` prints how many are right, asked back
needlessly, and silently wrong (taken as something else than meant), then each line that is not right. A line of the
list: kind, text, status, value as JSON, and perhaps context as JSON and a second status that is right too, between
tabs. Statuses may also stand together: `value|ask`. `ask` and `refused` count alike, since she is asked again in both.
"""

import argparse
import json
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from statistics import mean
from typing import Any, NamedTuple

from forms.answers import Context, Reading, read

CORPUS = Path(__file__).parents[1] / "tests" / "forms" / "answers.tsv"
ROUNDS = 30


def corpus() -> list[tuple[str, str, Context]]:
    """Kind, text and context of every line."""
    lines = [line.split("\t") for line in CORPUS.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [(kind, text, context_of(rest[2] if len(rest) > 2 else "{}")) for kind, text, *rest in lines]


def context_of(column: str) -> Context:
    """The fifth column as a context."""
    given = json.loads(column)
    if "today" in given:
        given["today"] = date.fromisoformat(given["today"])
    return Context(**{**given, "options": tuple(given.get("options", ()))})


def micros(answers: list[tuple[str, str, Context]]) -> float:
    """Mean µs an answer, of the calmest round."""
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.perf_counter()
        for kind, text, context in answers:
            read(kind, text, context)
        best = min(best, (time.perf_counter() - start) / len(answers))
    return best * 1e6


class Expected(NamedTuple):
    """A line of a list: what was typed, and what it may mean."""

    kind: str
    text: str
    statuses: frozenset[str]
    value: Any
    context: Context


SAME = {"refused": "ask"}  # she is asked again in both


def listed(path: Path) -> Iterator[Expected]:
    """The lines of a list; empty ones and those that begin with # are left out."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            kind, text, status, found, context, other = (*line.split("\t"), "", "", "")[:6]
            statuses = frozenset(SAME.get(one, one) for one in f"{status}|{other}".split("|") if one)
            yield Expected(kind, text, statuses, json.loads(found or "null"), context_of(context or "{}"))


def verdict(line: Expected, reading: Reading) -> str:
    """right, asked needlessly, or silently wrong."""
    status = SAME.get(reading.status, reading.status)
    if status in line.statuses and (status != "value" or reading.value == line.value):
        return "right"
    return "asked needlessly" if status == "ask" else "silently wrong"


def judge(path: Path) -> None:
    """The shares of a list, and every line that is not right."""
    lines = list(listed(path))
    readings = [read(line.kind, line.text, line.context) for line in lines]
    verdicts = [verdict(line, reading) for line, reading in zip(lines, readings, strict=True)]
    counts = Counter(verdicts)
    shares = [
        f"{counts[one]} {one} ({counts[one] / len(lines):.1%})"
        for one in ("right", "asked needlessly", "silently wrong")
    ]
    print(f"{len(lines)} answers: {', '.join(shares)}")
    for found, line, reading in sorted(zip(verdicts, lines, readings, strict=True), key=lambda one: one[0]):
        if found != "right":
            meant = "/".join(sorted(line.statuses))
            print(
                f"  {found}: {line.kind} {line.text!r} is {reading.status} {reading.value!r} {reading.reason}", end=""
            )
            print(f", not {meant} {line.value!r}")


def main() -> None:
    """Over all, then by kind; or how a list is read."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--list", type=Path, help="a list of answers to judge")
    given = parser.parse_args()
    if given.list:
        judge(given.list)
    else:
        clock()


def clock() -> None:
    """µs an answer over all, then by kind."""
    answers = corpus()
    print(f"{len(answers)} answers: {micros(answers):.1f} µs each")
    for kind in dict.fromkeys(kind for kind, _, _ in answers):
        of_kind = [answer for answer in answers if answer[0] == kind]
        letters = mean(len(text) for _, text, _ in of_kind)
        print(f"  {kind:9} {len(of_kind):4} × {micros(of_kind):5.1f} µs, {letters:.0f} letters")


if __name__ == "__main__":
    main()
