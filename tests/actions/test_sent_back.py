"""Which figures a reason speaks of, by number or by name; and what puts a figure right outside the form."""

import pytest

from actions.review import named_in, reason_in
from forms import outside
from forms.compose import compose
from forms.load import shipped
from forms.rows import Answer
from forms.steps import numbers
from forms.walk import Facts

FORM = compose([shipped()["cong-tac-hoi"]], "chi_hoi", "h1", 2026, "dân cư")
ANSWERS = {question.code: Answer("value", 1) for question in FORM.questions}
NUMBERS = numbers(FORM, Facts())


@pytest.mark.parametrize(
    ("reason", "codes", "why"),
    [
        ("hội viên chưa khớp sổ", ["hoi_vien"], "hội viên chưa khớp sổ"),
        ("1, 3: chưa khớp", ["hoi_vien", "hoi_vien_moi"], "chưa khớp"),
        ("6 va 9: chua khop so", ["tuyen_truyen_luot", "tiet_kiem"], "chua khop so"),
        ("mục 5 thiếu", ["tuyen_truyen_buoi"], "mục 5 thiếu"),
        ("mục 5 và mục 6: đếm lại", ["tuyen_truyen_buoi", "tuyen_truyen_luot"], "đếm lại"),
        ("số lượt với số tiết kiệm", ["tuyen_truyen_luot", "tiet_kiem"], "số lượt với số tiết kiệm"),
        ("60: số này lạ quá", [], "60: số này lạ quá"),  # the card has no such line
        ("120 hội viên là sai", ["hoi_vien"], "120 hội viên là sai"),
        ("chị xem lại giúp em", [], "chị xem lại giúp em"),
    ],
)
def test_a_reason_names_its_figures(reason: str, codes: list[str], why: str) -> None:
    assert named_in(FORM, ANSWERS, reason, NUMBERS) == codes
    assert not codes or reason_in(reason) == why


@pytest.mark.parametrize(
    ("text", "as_"),
    [
        ("dạ sai rồi, hv 68 chứ ko phải 86", "sua hv 68 chứ ko phải 86"),
        ("nhầm em ơi, lượt 230", "sua lượt 230"),
        ("không phải, hội viên 68", "sua hội viên 68"),
        ("sai số hội viên", "sua hội viên"),
        ("hội viên sai em ơi", "sua hội viên"),
        ("số hội viên sai, 118 mới đúng", "sua hội viên 118"),
        ("sai hv 68", "sua hv 68"),
        ("sai đâu em", ""),
        ("chị nhầm em ạ", ""),
        ("bà con nói sai sự thật", ""),
        ("hv 68, mới 2", ""),
        ("sai rồi em", ""),
        ("nhầm, chị ở thôn 2", ""),
        ("cảm ơn em, hv 68", ""),
    ],
)
def test_what_puts_a_figure_right_outside_the_form(text: str, as_: str) -> None:
    assert outside.put_right(FORM, Facts(is_sent=True), text) == as_
