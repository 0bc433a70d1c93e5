"""The corpus of answers as they are typed, and what each must mean."""

import json
import unicodedata
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from forms.answers import REASONS, Context, Reading, read

CORPUS = Path(__file__).with_name("answers.tsv")


def context_of(column: str) -> Context:
    given = json.loads(column) if column else {}
    if "today" in given:
        given["today"] = date.fromisoformat(given["today"])
    return Context(**{**given, "options": tuple(given.get("options", ()))})


def rows() -> list[tuple[str, str, str, Any, Context]]:
    lines = [line for line in CORPUS.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    columns = [(*line.split("\t"), "")[:5] for line in lines]
    return [
        (kind, text, status, json.loads(value), context_of(context)) for kind, text, status, value, context in columns
    ]


def wrong(reading: Reading, status: str, expected: Any) -> bool:
    """Whether a reading is not what the corpus says; of an ask, the choices are compared where they are given."""
    if reading.status != status:
        return True
    if status == "ask":
        return expected is not None and [choice.value for choice in reading.choices] != expected
    return reading.value != expected or type(reading.value) is not type(expected)


def misread(change: Any = str) -> list[str]:
    return [
        f"{kind} {text!r}: {reading} for {status} {expected}"
        for kind, text, status, expected, context in rows()
        if wrong(reading := read(kind, change(text), context), status, expected)
    ]


def test_corpus_is_large() -> None:
    assert len(rows()) >= 400


def test_every_answer_of_the_corpus_is_read() -> None:
    assert misread() == []


def test_decomposed_letters_read_the_same() -> None:
    changed = [
        text
        for kind, text, _, _, context in rows()
        if kind != "text" and read(kind, unicodedata.normalize("NFD", text), context) != read(kind, text, context)
    ]
    assert changed == []


def test_capitals_read_the_same() -> None:
    changed = [
        text
        for kind, text, _, _, context in rows()
        if kind != "text" and read(kind, text.upper(), context) != read(kind, text, context)
    ]
    assert changed == []


def test_every_reason_is_named() -> None:
    readings = [read(kind, text, context) for kind, text, _, _, context in rows()]
    assert {reading.reason for reading in readings} - {""} <= set(REASONS)


@pytest.mark.parametrize("text", ["nhầm, 18 chứ k phải 15", "sửa lại 18", "18 chứ không phải 15", "à không, 18"])
def test_corrections_are_marked(text: str) -> None:
    assert read("count", text).correction


def test_a_correction_takes_back_the_last_answer() -> None:
    assert read("count", "nhầm, 18 chứ k phải 15", Context(last=15)) == Reading("value", 18, correction=True)


def test_a_correction_of_another_number_is_asked() -> None:
    reading = read("count", "nhầm, 18 chứ k phải 15", Context(last=17))
    assert (reading.status, reading.reason, reading.choices[0].value, reading.correction) == (
        "ask",
        "correction",
        18,
        True,
    )


@pytest.mark.parametrize("text", ["20 (ước tính)", "20 xyz", "20 chị bỏ", "20$", "20 nhưng chưa chắc", "20 à"])
def test_a_figure_is_taken_only_if_all_beside_it_is_understood(text: str) -> None:
    reading = read("count", text)
    assert (reading.status, [choice.value for choice in reading.choices]) == ("ask", [20])


def test_part_of_a_whole_keeps_the_whole() -> None:
    assert read("count", "20/25 chị") == Reading("value", 20, total=25)


def test_an_estimate_is_offered_as_one() -> None:
    (choice,) = read("count", "khoảng 20").choices
    assert (choice.label, choice.value, choice.estimated) == ("20 (ước tính)", 20, True)
