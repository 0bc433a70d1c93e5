"""Every table of the reader holds its own examples."""

import re
from collections import Counter

import pytest

from forms.answers import dates, literals, numbers, phrases, scan, sift, telex
from forms.answers.words import POLITE, STARTS, THINGS, TYPED


def values_of(text: str) -> list[float]:
    (figure,) = [item.figure for item in scan.scan(text) if item.figure]
    return list(figure.values)


@pytest.mark.parametrize(("shape", "examples"), [(shape, examples) for shape, _, _, examples in literals.SHAPES])
def test_shapes_of_digits(shape: str, examples: dict[str, list[float]]) -> None:
    assert examples
    assert all(re.fullmatch(shape, text) for text in examples)
    assert {text: list(literals.literal(text).values) for text in examples} == examples


@pytest.mark.parametrize(("text", "values"), numbers.EXAMPLES.items())
def test_numbers_in_digits_and_words(text: str, values: list[float]) -> None:
    assert values_of(text) == values


@pytest.mark.parametrize(("text", "role"), phrases.EXAMPLES)
def test_meanings(text: str, role: str) -> None:
    assert role in {item.role for item in scan.scan(text)}


@pytest.mark.parametrize("role", [role for role in phrases.PHRASES if role not in ("polite", "title")])
def test_every_phrase_is_found_again(role: str) -> None:
    """But for “năm”, “tam”: alone they are numbers."""
    texts = [text for text in phrases.PHRASES[role] if text not in STARTS]
    lost = [text for text in texts if role not in {item.role for item in scan.scan(text)}]
    assert lost == []


@pytest.mark.parametrize("title", phrases.PHRASES["title"])
def test_numbers_in_a_title_are_not_the_answer(title: str) -> None:
    assert values_of(f"96 hộ đạt {title}") == [96]


def test_a_phrase_has_one_meaning() -> None:
    counts = Counter(text for texts in phrases.PHRASES.values() for text in texts)
    assert [text for text, count in counts.items() if count > 1] == []


def test_a_word_is_polite_or_a_thing() -> None:
    assert set() == POLITE & THINGS


@pytest.mark.parametrize(("typed", "word"), telex.EXAMPLES)
def test_telex_keys(typed: str, word: str) -> None:
    assert telex.typed(typed) == telex.split_tone(word)


def test_telex_spells_known_words() -> None:
    assert {TYPED[telex.typed(text)] for text in ("muwowif", "lawm", "khoong", "nghinf")} == {
        "mười",
        "lăm",
        "không",
        "nghìn",
    }


@pytest.mark.parametrize(("text", "counting", "aside"), sift.EXAMPLES)
def test_what_stands_beside_the_answer(text: str, counting: list[float], aside: list[tuple[str, float]]) -> None:
    said = sift.sift(text)
    assert [figure.values[0] for _, figure in said.figures] == counting
    assert [(role, figure.values[0]) for role, figure in said.aside] == aside


@pytest.mark.parametrize(("shape", "examples"), scan.PHONES)
def test_telephone_numbers(shape: str, examples: list[str]) -> None:
    assert all(re.fullmatch(shape, text) and scan.PHONE.fullmatch(text) for text in examples)


@pytest.mark.parametrize(("shape", "example"), dates.WRITTEN)
def test_written_dates(shape: str, example: str) -> None:
    assert re.fullmatch(shape, example.replace("á", "a"))
    if "2026" in example or "3" in example:
        assert dates.read_date(example, dates.Context()).value == "2026-03-08"
