"""The engine: whatever is typed or tapped, nothing raises, nothing is lost, and one message comes of each."""

import json
import re
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms import engine
from forms.answers import counts
from forms.compose import compose
from forms.load import shipped
from forms.model import Form
from forms.rows import Answer
from forms.speech import Voice
from forms.steps import numbers, steps
from forms.walk import Facts, Heard, Turn, Walk

BRANCH = compose([shipped()["cong-tac-hoi"]], "chi_hoi", "h1", 2026, "dân cư")
COMMUNE = compose([shipped()["cong-tac-hoi"]], "xa", "h1", 2026)
FACTS = Facts(
    unit_name="Chi hội Thôn 3",
    period_title="6 tháng đầu năm 2026",
    previous={"hoi_vien": 120, "phu_nu_18": 180},
    opening={"hoi_vien": 120},
    first_half={"hoi_vien_moi": 3},
    diary={"tuyen_truyen_buoi": 5},
)
ONE_BY_ONE = ["120", "180", "5", "5", "12", "320", "80", "0", "12tr5", "10", "5tr", "1", "ổn định", "không có", "không"]
SAID = """
hv 120, mới 5, giảm 2 | 120, 180, 5, 2 | sửa 2 | sửa hội viên 118 | 1,200 | khoảng 20 | chưa có | quay lại | đúng
nhầm, 18 chứ k phải 15 | xóa số vừa rồi | gửi | tiếp | mục 7 | hội viên 118 | đang gặt, mai chị gửi | 0912345678 | k
không | 1200 | sai | từ tháng 6 | cả năm | tăng 3 | chị Hoa bị chồng đánh | … | 12 buổi 320 lượt | quà 0 | 5 | 0
"""
LISTS = ["1. 120\n2. 180\n3. 5", "tình hình: tốt\nnổi bật: vui", "", " "]
TYPED = st.sampled_from(
    [*ONE_BY_ONE, *LISTS, *(text.strip() for line in SAID.splitlines() for text in line.split("|"))]
)
PICKS = st.sampled_from(
    ["back", "missing", "go_on", "send", "diary", "take_all", "drop_all", "say:5", "say:", "doubt:0"]
)
HEARD = st.one_of(TYPED.map(lambda text: Heard(text=text)), PICKS.map(lambda pick: Heard(pick=pick)))
ANYTHING = st.one_of(HEARD, st.text(max_size=60).map(lambda text: Heard(text=text)))


def again(walk: Walk) -> Walk:
    """A walk after a night in the database."""
    return Walk.model_validate(json.loads(json.dumps(walk.model_dump(exclude_defaults=True), ensure_ascii=False)))


def walked(form: Form, heard: list[Heard], facts: Facts = FACTS) -> list[Turn]:
    """Every turn of a walk, serialised and read again between messages."""
    turns = [engine.begin(form, {}, facts)]
    for one in heard:
        turns.append(engine.advance(form, again(turns[-1].walk), turns[-1].answers, facts, one))
        if turns[-1].event in ("sent", "left"):
            break
    return turns


@pytest.mark.parametrize("form", [BRANCH, COMMUNE], ids=["branch", "commune"])
@given(heard=st.lists(ANYTHING, max_size=25))
@settings(max_examples=150, deadline=None)
def test_whatever_is_said_one_message_comes_of_it(form: Form, heard: list[Heard]) -> None:
    for turn in walked(form, heard):
        said = Voice().say(*turn.lines).strip()
        assert bool(said) != (turn.event in ("sent", "left"))
        assert again(turn.walk) == turn.walk
        assert len({option.value for option in turn.options}) == len(turn.options)


@given(heard=st.lists(ANYTHING, max_size=25))
@settings(max_examples=150, deadline=None)
def test_only_questions_of_the_form_are_answered_and_figures_are_figures(heard: list[Heard]) -> None:
    for turn in walked(BRANCH, heard):
        for code, answer in turn.answers.items():
            question = BRANCH.question(code.removesuffix(".names"))
            assert answer.state == "value" or answer.value is None
            if answer.state == "value" and question.is_figure:
                assert isinstance(answer.value, int | float)
        assert turn.walk.at == "" or turn.walk.at in steps(BRANCH, turn.answers, FACTS)


@given(heard=st.lists(ANYTHING, max_size=25))
@settings(max_examples=150, deadline=None)
def test_one_message_changes_no_more_than_it_says(heard: list[Heard]) -> None:
    """An answer changes only where the message was about it: at the question, in a doubt, on the confirmed card, or
    where it was named."""
    turns = walked(BRANCH, heard)
    for before, after in pairwise(turns):
        changed = {
            code for code in {*before.answers, *after.answers} if before.answers.get(code) != after.answers.get(code)
        }
        many = {item.step for item in before.walk.pending} | {item.step for item in after.walk.pending}
        assert len(changed - many - {"qua_kinh_phi"}) <= 2


@given(st.lists(st.integers(0, 400), min_size=2, max_size=11))
def test_bare_numbers_are_never_shifted(figures: list[int]) -> None:
    """Fewer or more numbers than open figures: nothing is stored, she is asked."""
    text = ", ".join(map(str, figures))
    begun = engine.begin(BRANCH, {}, FACTS)
    turn = engine.advance(BRANCH, begun.walk, {}, FACTS, Heard(text=text))
    assert turn.answers == {}
    assert not turn.walk.pending


@given(st.dictionaries(st.sampled_from(list(numbers(BRANCH, FACTS).values())[:8]), st.integers(0, 900), min_size=2))
def test_a_numbered_list_means_the_numbers_of_the_card(lines: dict[str, int]) -> None:
    text = "\n".join(f"{number}. {value}" for number, value in lines.items())
    begun = engine.begin(BRANCH, {}, FACTS)
    turn = engine.advance(BRANCH, begun.walk, {}, FACTS, Heard(text=text))
    by_number = numbers(BRANCH, FACTS)
    assert {by_number[item.step]: item.value for item in turn.walk.pending} == lines


@given(heard=st.lists(HEARD, max_size=12), number=st.integers(0, 9999))
@settings(max_examples=100, deadline=None)
def test_a_bare_number_is_taken_the_short_way_as_by_the_long_one(heard: list[Heard], number: int) -> None:
    before = walked(BRANCH, heard)[-1]
    said = Heard(text=str(number))
    short = engine.advance(BRANCH, before.walk, before.answers, FACTS, said)
    with pytest.MonkeyPatch.context() as patch:
        for module in (engine, counts):
            patch.setattr(module, "BARE", re.compile("(?!)"))
        assert engine.advance(BRANCH, before.walk, before.answers, FACTS, said) == short


def test_one_by_one_each_answer_is_one_message() -> None:
    turns = walked(BRANCH, [Heard(text=text) for text in ONE_BY_ONE], Facts(unit_name="Thôn 3"))
    assert len(turns) == len(ONE_BY_ONE) + 1
    assert turns[-1].walk.at == ""
    assert [option.value for option in turns[-1].options] == ["send", "later"]


def test_the_same_answers_one_by_one_and_at_once() -> None:
    one_by_one = walked(BRANCH, [Heard(text=text) for text in ONE_BY_ONE], Facts())[-1].answers
    numbered = "\n".join(f"{place}. {text}" for place, text in enumerate(ONE_BY_ONE, start=1))
    at_once = walked(BRANCH, [Heard(text=numbered), Heard(text="đúng")], Facts())[-1]
    assert at_once.answers == one_by_one
    assert at_once.walk.at == ""


def test_an_error_must_be_put_right_before_sending() -> None:
    strict = [check.model_copy(update={"severity": "error"}) for check in BRANCH.checks]
    form = BRANCH.model_copy(update={"checks": tuple(strict)})
    answers: dict[str, Any] = walked(BRANCH, [Heard(text=text) for text in ONE_BY_ONE], Facts())[-1].answers
    wrong = {**answers, "phu_nu_18": Answer("value", 100)}
    turn = engine.advance(form, Walk(form=form.version), wrong, Facts(), Heard(text="gửi"))
    assert turn.event == ""
    assert turn.walk.doubt is not None
    opened = engine.advance(form, again(turn.walk), turn.answers, Facts(), Heard(pick="doubt:0"))
    mended = engine.advance(form, again(opened.walk), opened.answers, Facts(), Heard(text="180"))
    assert mended.answers["phu_nu_18"] == Answer("value", 180)
    assert engine.advance(form, again(mended.walk), mended.answers, Facts(), Heard(text="gửi")).event == "sent"


@pytest.mark.parametrize("text", ["a" * 4000, "12 " * 1300, "hội viên 5, " * 300, "(" * 4000, "1\n" * 2000])
def test_four_thousand_characters_are_no_trouble(text: str) -> None:
    for place in (0, len(ONE_BY_ONE) - 3):
        turns = walked(BRANCH, [*(Heard(text=one) for one in ONE_BY_ONE[:place]), Heard(text=text)], Facts())
        assert Voice().say(*turns[-1].lines).strip()
