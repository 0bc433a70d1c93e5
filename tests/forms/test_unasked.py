"""A figure that is named and not asked is never the answer to another question."""

import pytest

from forms import engine
from forms.compose import compose
from forms.load import shipped
from forms.model import Form
from forms.walk import Answers, Facts, Heard, Walk

BRANCH = compose([shipped()["cong-tac-hoi"]], "chi_hoi", "h1", 2026, "dân cư")
COMMUNE = compose([shipped()["cong-tac-hoi"]], "xa", "h1", 2026)
NAMED = """
hộ nghèo 12 | tổ phụ nữ 3 | tổ pn: 3 | cán bộ 4 | cán bộ 4 người | cán bộ 4, chi hội 3 | số hộ 45 | hộ 45
hội viên nghèo 4 | nữ 25 | hội viên nòng cốt 10 | số buổi giới là 3 | tổng cán bộ mười hai | hộ nghèo: mười hai hộ
"""
HERS = """
92 | 92 chị | chi hội có 92 | chi hội mình có 92 hội viên | hội viên 92 | hv: 92 | tổng số 92 | tổng cộng là 92
tổ phụ nữ 92 hội viên | cán bộ xã về thì đếm được 92 | người dân tộc ít, có 92
"""


def taken(form: Form, step: str, text: str, only: tuple[str, ...] = ()) -> tuple[Answers, str]:
    """What is kept, and the first sentence, where `step` is asked."""
    walk = Walk(form=form.version, at=step, only=only)
    turn = engine.advance(form, walk, {}, Facts(), Heard(text=text))
    return turn.answers, getattr(turn.lines[0], "key", "")


def listed(table: str) -> list[str]:
    return [one.strip() for line in table.strip().splitlines() for one in line.split("|")]


@pytest.mark.parametrize("text", listed(NAMED))
def test_a_named_figure_is_not_the_one_asked(text: str) -> None:
    answers, said = taken(BRANCH, "hoi_vien", text)
    assert not answers
    assert said.startswith("form.unasked.")


@pytest.mark.parametrize("text", listed(HERS))
def test_her_own_words_are_still_an_answer(text: str) -> None:
    answers, _ = taken(BRANCH, "hoi_vien", text)
    assert answers["hoi_vien"].value == 92


def test_members_are_not_counted_as_branches() -> None:
    assert taken(COMMUNE, "so_chi_hoi", "hội viên 86") == ({}, "form.unasked.form")


def test_of_a_report_sent_back_another_figure_is_not_the_one_asked_again() -> None:
    assert taken(BRANCH, "phu_nu_18", "hội viên 86", only=("phu_nu_18",)) == ({}, "form.unasked.here")


def test_a_word_of_the_question_is_asked_back() -> None:
    assert taken(BRANCH, "tuyen_truyen_buoi", "sinh hoạt 4") == ({}, "form.reason.confirm")
    assert taken(BRANCH, "tuyen_truyen_buoi", "sinh hoạt 4 lần")[0]["tuyen_truyen_buoi"].value == 4
    assert taken(BRANCH, "phu_nu_18", "nữ 171") == ({}, "form.reason.confirm")


@pytest.mark.parametrize(
    "text", ["60 chị, sinh hoạt được 50", "60, hộ nghèo 12", "tổng 60, nghèo 3", "cán bộ 4, hv 60"]
)
def test_what_answers_the_question_is_shown_to_confirm_beside_what_does_not(text: str) -> None:
    turn = engine.advance(BRANCH, Walk(form=BRANCH.version, at="hoi_vien"), {}, Facts(), Heard(text=text))
    assert [(item.step, item.value) for item in turn.walk.pending] == [("hoi_vien", 60)]
    assert getattr(turn.lines[0], "key", "") == "form.quick.unasked"


def test_a_phone_number_is_quoted_nowhere() -> None:
    walk = Walk(form=BRANCH.version, at="hoi_vien")
    turn = engine.advance(BRANCH, walk, {}, Facts(), Heard(text="hộ nghèo 0912 345 678"))
    assert turn.private
    assert "0912" not in repr(turn.lines)
