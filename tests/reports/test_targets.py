"""Judging: no data, milestones, terms, conditions, assigned goals, two levels (DESIGN §1 and §3)."""

import pytest
from by_hand import MISSING, NOT_APPLICABLE, day, rows, tree, unit

from forms.load import parse_programme, shipped
from forms.model import Target
from forms.periods import PeriodError
from reports.targets import Judgement, judge, judge_all
from reports.tree import Tree

ORGANISATION = tree({"T": ["X1", "X2"], "X1": ["C1", "C2", "C3"], "X2": ["C4"]})
LAO_CAI = shipped()["lao-cai-2022"]


def verdict(code: str, figures: dict, unit: str = "T", period: str = "2026-year", **more) -> Judgement:
    """One target of lao-cai-2022 over one period's figures."""
    organisation = more.pop("organisation", ORGANISATION)
    by_period = {period: rows(period, figures), **more.pop("earlier", {})}
    return judge(LAO_CAI, target(code), organisation, unit, by_period, period, **more)


def target(code: str) -> Target:
    return next(target for target in LAO_CAI.target if target.code == code)


def test_no_data_is_never_not_reached() -> None:
    for found in judge_all(LAO_CAI, ORGANISATION, "T", {}, "2026-year"):
        assert (found.value, found.met, found.reached, found.not_reached) == (None, None, 0, ()), found.code


def test_a_ratio_sums_only_units_that_have_both_counts() -> None:
    figures = {
        "C1": {"hoi_vien": 90, "phu_nu_18_co_mat": 100},
        "C2": {"hoi_vien": 500},
        "C4": {"hoi_vien": 5, "phu_nu_18_co_mat": MISSING},
    }
    found = verdict("LC-4b", figures)
    assert (found.value, found.met, found.reported_by) == (90.0, True, 1)


def test_counts_of_two_units_never_make_one_ratio() -> None:
    found = verdict("LC-4b", {"C1": {"hoi_vien": 90}, "C4": {"phu_nu_18_co_mat": 100}})
    assert (found.value, found.met) == (None, None)


def test_a_ratio_may_take_one_count_from_the_commune_and_one_from_its_branches() -> None:
    figures = {"C1": {"hoi_vien": 60}, "C2": {"hoi_vien": 40}, "X1": {"hoi_vien_hoc_tap": 95}, "C4": {"hoi_vien": 900}}
    found = verdict("LC-5b", figures)
    assert (found.value, found.met) == (95.0, True)


def test_each_branch_counts_not_their_sum() -> None:
    figures = {"C1": {"gioi_thieu_dang": 9}, "C2": {"gioi_thieu_dang": 0}, "C3": {"gioi_thieu_dang": MISSING}}
    found = verdict("LC-4d", figures)
    assert (found.value, found.reached, found.of, found.met) == (9, 1, 2, False)
    assert (found.not_reached, found.unknown) == (("C2",), ("C3", "C4"))


def test_a_strict_target_is_not_met_by_equality() -> None:
    three_of_four = {f"C{n}": {"ung_dung_cntt": int(n < 4)} for n in (1, 2, 3, 4)}
    assert verdict("LC-8a", three_of_four, period="2025-year").met is False
    all_four = {f"C{n}": {"ung_dung_cntt": 1} for n in (1, 2, 3, 4)}
    assert verdict("LC-8a", all_four, period="2025-year").met is True


def test_the_goal_in_force_changes_with_the_year() -> None:
    figures = {"C1": {"hoi_vien": 87, "phu_nu_18_co_mat": 100}}
    assert verdict("LC-4a", figures, period="2025-year").met is True
    assert verdict("LC-4b", figures, period="2025-year").applicable is False
    assert verdict("LC-4a", figures, period="2026-year").applicable is False
    assert verdict("LC-4b", figures, period="2026-year").met is False


def test_own_figures_are_judged_level_by_level() -> None:
    figures = {"T": {"viec_lam_moi": 0}, "X1": {"viec_lam_moi": 3}, "X2": {"viec_lam_moi": 1}}
    found = verdict("LC-1", figures)
    assert (found.value, found.met) == (0, False)
    assert (found.reached, found.of, found.not_reached) == (2, 3, ("T",))
    assert verdict("LC-1", figures, "X1").met is True


def test_a_condition_leaves_out_where_it_does_not_hold() -> None:
    figures = {
        "C1": {"ho_ngheo_dau_nam": 3, "ho_thoat_ngheo": 1},
        "C4": {"ho_ngheo_dau_nam": 0, "ho_thoat_ngheo": 0},
    }
    found = verdict("LC-7b", figures)
    assert (found.reached, found.of, found.exempt, found.met) == (1, 1, ("X2",), True)
    assert verdict("LC-7b", figures, "X2").applicable is False


def test_not_applicable_is_neither_reached_nor_not() -> None:
    figures = {"C1": {"ho_ngheo_dau_nam": 1, "ho_thoat_ngheo": 0}, "C4": {"ho_thoat_ngheo": NOT_APPLICABLE}}
    found = verdict("LC-7b", figures)
    assert (found.not_reached, found.exempt) == (("X1",), ("X2",))


def test_a_term_adds_up_its_years() -> None:
    earlier = {"2023-year": rows("2023-year", {"C4": {"ho_thoat_ngheo": 2}})}
    figures = {"C1": {"ho_thoat_ngheo": 0}, "C4": {"ho_thoat_ngheo": 0}}
    found = verdict("LC-7b", figures, earlier=earlier)
    assert (found.value, found.not_reached) == (2, ("X1",))
    assert verdict("LC-7b", figures, period="2027-year", earlier=earlier).applicable is False


def test_what_a_closed_commune_did_in_the_term_stays_with_its_successor() -> None:
    organisation = Tree(
        [
            unit("T"),
            unit("X1", "T", until=day("2025-06-30"), successor="X9"),
            unit("X9", "T", since=day("2025-07-01")),
            unit("C1", "X1"),
        ]
    )
    earlier = {"2023-year": rows("2023-year", {"X1": {"ho_thoat_ngheo": 2}})}
    found = verdict("LC-7b", {"C1": {"ho_thoat_ngheo": 1}}, earlier=earlier, organisation=organisation)
    assert (found.value, found.reached, found.of) == (3, 1, 1)


def test_the_share_of_a_units_own_targets() -> None:
    figures = {"X1": {"viec_lam_moi": 1, "noi_dung_thi_dua": 1, "noi_dung_phan_bien": 1, "ke_hoach_giam_sat": 1}}
    found = verdict("LC-3", figures, "X1")
    assert (found.value, found.met, found.reached, found.of) == (75.0, False, 3, 4)
    assert found.not_reached == ("LC-2b",)


def test_an_assigned_goal_is_judged_beside_the_programmes_own() -> None:
    figures = {"X1": {"viec_lam_moi": 2}, "C1": {"gioi_thieu_dang": 3}}
    found = verdict("LC-1", figures, "X1", assigned={("X1", "LC-1"): 4})
    assert (found.met, found.assigned, found.assigned_met) == (True, 4, False)
    found = verdict("LC-1", {"C1": {"viec_lam_moi": 2}}, "C1", assigned={("C1", "LC-1"): 2})
    assert (found.applicable, found.met, found.assigned_met) == (False, None, True)
    found = verdict("LC-3", figures, "X1", assigned={("X1", "LC-1"): 4})
    assert "LC-1" in found.not_reached


def test_units_that_no_longer_exist_on_the_cut_off_day_are_not_judged() -> None:
    organisation = Tree([unit("T"), unit("X1", "T"), unit("C1", "X1"), unit("C2", "X1", until=day("2026-03-01"))])
    found = verdict("LC-4d", {"C1": {"gioi_thieu_dang": 1}}, organisation=organisation)
    assert (found.of, found.unknown, found.met) == (1, (), True)


def test_a_smaller_share_is_enough_where_the_target_says_so() -> None:
    text = """
code = "thu"
title = "Thử"
issuer = "Thử"
source = "thử"
status = "current"
valid = { from = 2026-01-01 }
use = ["gioi_thieu_dang"]
[[target]]
code = "A"
title = "Ba phần tư chi hội"
value = "gioi_thieu_dang"
compare = ">="
goal = 1
levels = ["tinh"]
each = "chi_hoi"
share = 75
"""
    programme = parse_programme(text)
    enough = rows("2026-year", {f"C{n}": {"gioi_thieu_dang": int(n < 4)} for n in (1, 2, 3, 4)})
    few = rows("2026-year", {f"C{n}": {"gioi_thieu_dang": int(n < 3)} for n in (1, 2, 3, 4)})
    for figures, met in ((enough, True), (few, False)):
        found = judge(programme, programme.target[0], ORGANISATION, "T", {"2026-year": figures}, "2026-year")
        assert found.met is met


def test_a_level_that_the_tree_does_not_have_is_not_judged() -> None:
    phu_tho = shipped()["phu-tho-2016"]
    per_district = next(target for target in phu_tho.target if target.code == "PT-1e")
    by_period = {"2020-year": rows("2020-year", {"X1": {"tin_bai": 30}})}
    found = judge(phu_tho, per_district, ORGANISATION, "T", by_period, "2020-year")
    assert (found.applicable, found.met, found.value) == (False, None, 30)


def test_half_a_year_is_not_final() -> None:
    figures = {"X1": {"viec_lam_moi": 0}}
    assert verdict("LC-1", figures, "X1", period="2026-h1").final is False
    assert verdict("LC-1", figures, "X1", period="2026-year").final is True
    assert verdict("LC-8b", {"X1": {"cntt_co_so": 1}}, period="2026-year").final is False
    assert verdict("LC-8b", {"X1": {"cntt_co_so": 1}}, period="2030-year").final is True


def test_only_what_concerns_the_unit_is_listed() -> None:
    codes = {found.code for found in judge_all(LAO_CAI, ORGANISATION, "C1", {}, "2026-year")}
    assert codes == {"LC-4d"}


def test_bad_period_and_unknown_unit() -> None:
    with pytest.raises(PeriodError):
        verdict("LC-1", {}, period="2026-h7")
    with pytest.raises(KeyError):
        verdict("LC-1", {}, "X8")
