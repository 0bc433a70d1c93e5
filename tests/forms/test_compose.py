"""Forms: unions, versions, kinds of unit, periods, checks."""

import pytest

from forms.compose import compose, known_indicators, warnings
from forms.expressions import parse
from forms.load import parse_programme, shipped

GOOD = """
code = "thu"
title = "Thử"
issuer = "Tỉnh Hội"
source = "KH 01"
status = "current"
valid = { from = 2026-01-01 }
"""
BASE = shipped()["cong-tac-hoi"]
LAO_CAI = shipped()["lao-cai-2022"]


def programme(text: str):
    return parse_programme(GOOD + text)


@pytest.mark.parametrize(
    ("key", "year", "said"),
    [("h1", 2025, "8 tiêu"), ("year", 2025, "8 tiêu"), ("h1", 2026, "11 tiêu"), ("year", 2027, "11 tiêu")],
)
def test_a_definition_changes_on_its_day_and_keeps_its_code(key: str, year: int, said: str) -> None:
    form = compose([BASE], "chi_hoi", key, year)
    assert said in form.question("ho_5k3s").title
    assert form.question("ho_5k3s").version == ()


def test_a_police_branch_is_not_asked_about_poor_households() -> None:
    codes = {
        kind: {q.code for q in compose([LAO_CAI], "chi_hoi", "h1", 2026, kind).questions} for kind in ("", "công an")
    }
    assert codes[""] - codes["công an"] == {"ho_ngheo_dau_nam", "ho_thoat_ngheo"}


def test_a_kind_means_the_same_in_capitals() -> None:
    rule = parse("unit.kind != 'Công an'")
    assert [rule.evaluate({"unit.kind": kind}) for kind in ("công an", "chợ")] == [False, True]


def test_conditions_on_other_answers_stay_for_the_conversation() -> None:
    assert compose([BASE], "chi_hoi", "h1", 2026).question("qua_kinh_phi").relevant == "qua_so_suat > 0"


def test_what_is_asked_once_a_year_is_not_asked_in_june() -> None:
    asked = {key: {q.code for q in compose([LAO_CAI], "xa", key, 2026).questions} for key in ("h1", "year")}
    assert asked["year"] - asked["h1"] == {"co_so_tot"}


def test_only_checks_whose_figures_are_all_asked() -> None:
    alone = {check.rule for check in compose([LAO_CAI], "chi_hoi", "h1", 2026).checks}
    both = {check.rule for check in compose([BASE, LAO_CAI], "chi_hoi", "h1", 2026).checks}
    assert "phu_nu_18_co_mat <= phu_nu_18" in both - alone
    assert "can_bo_hoc_tap <= can_bo_hoi" not in both


def test_twelve_typed_six_times_is_no_error() -> None:
    form = compose([BASE], "chi_hoi", "h1", 2026)
    first = dict.fromkeys((question.code for question in form.questions[:6]), 12)
    assert all(question.kind == "count" and question.min <= 12 <= question.max for question in form.questions[:6])
    assert not [check.rule for check in form.checks if parse(check.rule).evaluate(first) is False]


def test_equal_arguments_make_equal_forms() -> None:
    one, other = (compose([BASE, LAO_CAI], "xa", "year", 2026) for _ in range(2))
    assert one == other
    assert one.version == other.version != compose([BASE], "xa", "year", 2026).version


def test_nobody_asks_nothing_is_asked() -> None:
    assert compose([], "chi_hoi", "h1", 2026).questions == ()
    assert compose([BASE], "tinh", "h1", 2026).questions == ()


def test_a_new_section_stands_before_the_texts() -> None:
    own = programme("""
use = ["hoi_vien", "kho_khan"]
[[indicator]]
code = "cay_xanh"
level = "chi_hoi"
section = "Môi trường"
title = "Cây xanh"
ask = "Bao nhiêu cây ạ?"
kind = "count"
""")
    codes = [question.code for question in compose([own], "chi_hoi", "h1", 2026).questions]
    assert codes == ["hoi_vien", "cay_xanh", "kho_khan"]
    assert "cay_xanh" in known_indicators([own])


def test_a_form_that_grows_too_long_is_told() -> None:
    many = "".join(
        f'[[indicator]]\ncode = "a{n}"\nlevel = "chi_hoi"\nsection = "s"\ntitle = "t"\nask = "a?"\nkind = "count"\n'
        for n in range(4)
    )
    (told,) = warnings([BASE, programme(many)])
    assert "16 số liệu và 3 mục chữ" in told
    assert not warnings([BASE])
