"""Which figures a reason speaks of, by number or by name; and what puts a figure right outside the form."""

import pytest

from forms import outside
from forms.compose import compose
from forms.load import shipped
from forms.reasons import named_in, reason_in, unknown_in
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
        ("hội viên mới chưa có danh sách", ["hoi_vien_moi"], "hội viên mới chưa có danh sách"),
        ("hội viên và hội viên mới", ["hoi_vien", "hoi_vien_moi"], "hội viên và hội viên mới"),
        ("1, 3 sai", ["hoi_vien", "hoi_vien_moi"], "1, 3 sai"),
        ("1,3 sai", ["hoi_vien", "hoi_vien_moi"], "1,3 sai"),
        ("1 và 3 chị xem lại", ["hoi_vien", "hoi_vien_moi"], "1 và 3 chị xem lại"),
        ("1, 3, 20 sai", [], "1, 3, 20 sai"),
        ("2, 3 người chưa có tên", [], "2, 3 người chưa có tên"),
        ("2, 3 hội viên chưa có tên", ["hoi_vien"], "2, 3 hội viên chưa có tên"),
        ("1,5 triệu là thiếu", [], "1,5 triệu là thiếu"),
        ("12, 12 lạ", [], "12, 12 lạ"),
        ("3 sai", [], "3 sai"),
    ],
)
def test_a_reason_names_its_figures(reason: str, codes: list[str], why: str) -> None:
    assert named_in(FORM, ANSWERS, reason, NUMBERS) == codes
    assert not codes or reason_in(reason) == why


@pytest.mark.parametrize(
    ("reason", "unknown"),
    [
        ("1, 3, 20 sai", ["20"]),
        ("60: số này lạ quá", ["60"]),
        ("hội viên giảm sai, câu 20 xem lại", ["20"]),
        ("câu 20 và 21", ["20", "21"]),
        ("1, 3 sai", []),
        ("20 hội viên chưa có tên", []),
        ("câu 2: nghị quyết 15/6", []),
    ],
)
def test_a_number_that_the_card_does_not_show(reason: str, unknown: list[str]) -> None:
    assert unknown_in(ANSWERS, reason, NUMBERS) == unknown


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
