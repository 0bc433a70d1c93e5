"""How long one answer takes: `python benchmarks/answers.py` prints µs an answer over the corpus."""

import json
import time
from datetime import date
from pathlib import Path
from statistics import mean

from forms.answers import Context, read

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


def main() -> None:
    """Over all, then by kind."""
    answers = corpus()
    print(f"{len(answers)} answers: {micros(answers):.1f} µs each")
    for kind in dict.fromkeys(kind for kind, _, _ in answers):
        of_kind = [answer for answer in answers if answer[0] == kind]
        letters = mean(len(text) for _, text, _ in of_kind)
        print(f"  {kind:9} {len(of_kind):4} × {micros(of_kind):5.1f} µs, {letters:.0f} letters")


if __name__ == "__main__":
    main()
