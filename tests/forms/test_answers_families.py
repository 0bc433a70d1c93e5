"""What is counted must be what is asked; a question's doubts are known by their words."""

import pytest

from forms.answers import Context, doubts, families, own, read
from forms.answers.scan import scan
from forms.catalogue import catalogue
from forms.model import Indicator


@pytest.mark.parametrize(("thing", "unit", "fits"), families.EXAMPLES)
def test_what_may_answer_a_question(thing: str, unit: str, fits: bool) -> None:
    assert families.may_be(thing, unit) == fits


def test_the_figure_asked_is_found_among_others() -> None:
    assert (families.the_one(["buổi", "lượt"], "lượt"), families.the_one(["buổi", "chị"], "hộ")) == (1, None)


@pytest.mark.parametrize(("text", "reason"), doubts.EXAMPLES)
def test_doubts(text: str, reason: str) -> None:
    said = {item.text for item in scan(text) if item.role == "doubt"}
    phrases = {" ".join(phrase.split()) for phrase in doubts.DOUBTS[reason].split(",")}
    assert said & phrases
    assert read("count", text).status == "ask"


@pytest.mark.parametrize("text", ["10 con gà", "20 chị", "3 ngày", "5 khẩu"])
def test_a_figure_of_something_else_is_asked_back(text: str) -> None:
    assert read("count", text, Context(unit="hộ")).status == "ask"


@pytest.mark.parametrize("text", ["10 em ạ", "10 nhà", "10 chị nhé", "10 anh ơi"])
def test_whom_she_speaks_to_is_not_counted(text: str) -> None:
    assert read("count", text, Context(unit="hộ")).value == 10


@pytest.mark.parametrize(("title", "text", "value"), own.EXAMPLES)
def test_the_questions_own_words(title: str, text: str, value: int) -> None:
    assert read("count", text, Context(title=title)).value == value
    assert read("count", text, Context(title="Tổng số hội viên")).status == "ask"


COUNTS = [one for one in catalogue().values() if one.kind == "count"]


@pytest.mark.parametrize("question", COUNTS, ids=lambda one: one.code)
@pytest.mark.parametrize("said", ["{title}: 20", "{title} là 20 {unit} ạ", "20 {unit} {title}", "dạ được 20 {unit}"])
def test_every_question_may_be_repeated_in_its_answer(question: Indicator, said: str) -> None:
    text = said.format(title=question.title, unit=question.unit.split(",")[0])
    assert read("count", text, Context(unit=question.unit, title=question.title)).value == 20
