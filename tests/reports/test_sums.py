"""Adding up: five answers kept apart, entries above, closed units, what each level did itself."""

from by_hand import MISSING, NOT_APPLICABLE, day, row, rows, tree, unit

from forms.catalogue import catalogue
from forms.model import Indicator
from reports.rows import Answer
from reports.sums import Gap, Total, add_up, add_up_each
from reports.tree import Tree

ORGANISATION = tree({"T": ["X1", "X2"], "X1": ["C1", "C2", "C3"], "X2": ["C4"]})


def total(code: str, figures: dict, unit: str = "T", organisation: Tree = ORGANISATION) -> Total:
    reports = rows("2026-h1", {name: {code: value} for name, value in figures.items()})
    return add_up(organisation, unit, reports, {code: catalogue()[code]})[code]


def test_the_five_answers_are_never_mixed() -> None:
    estimated = Answer("value", 7, estimated=True)
    found = total("hoi_vien", {"C1": 0, "C2": MISSING, "C3": NOT_APPLICABLE, "C4": estimated})
    assert found == Total(total=7, reported_by=2, missing=1, not_applicable=1, estimated=1)


def test_nobody_said_anything_is_not_zero() -> None:
    assert total("hoi_vien", {}).total is None
    assert total("hoi_vien", {"C1": MISSING}).total is None
    assert total("hoi_vien", {"C1": 0}).total == 0


def test_a_figure_entered_above_stands_for_its_subtree() -> None:
    assert total("hoi_vien", {"X1": 300, "C4": 50}) == Total(350, reported_by=2)


def test_figures_below_win_and_the_difference_is_kept() -> None:
    found = total("hoi_vien", {"X1": 300, "C1": 120, "C2": 100})
    assert (found.total, found.reported_by) == (220, 2)
    assert found.gaps == (Gap("X1", 300, 220),)


def test_what_each_level_did_itself_adds_up() -> None:
    assert total("tuyen_truyen_buoi", {"X1": 2, "C1": 5, "C2": 1}).total == 8


def test_only_reports_that_were_sent_and_not_sent_back_count() -> None:
    reports = {
        status: row(code, "2026-h1", status=status, hoi_vien=10)
        for code, status in {"C1": "draft", "C2": "returned", "C3": "approved", "C4": "submitted"}.items()
    }
    by_unit = {report.unit: report for report in reports.values()}
    assert add_up(ORGANISATION, "T", by_unit, {"hoi_vien": catalogue()["hoi_vien"]})["hoi_vien"] == Total(20, 2)


def test_a_closed_unit_goes_into_its_successor_and_is_counted_once() -> None:
    merged = Tree(
        [
            unit("T"),
            unit("H", "T", until=day("2025-06-30")),
            unit("X1", "H", until=day("2025-06-30"), successor="X9"),
            unit("X2", "H", until=day("2025-06-30"), successor="X9"),
            unit("X9", "T", since=day("2025-07-01")),
            unit("C1", "X1"),
            unit("C2", "X1"),
        ]
    )
    figures = {"C1": 40, "C2": 60, "X2": 500}
    assert total("hoi_vien", figures, "T", merged).total == 600
    assert total("hoi_vien", figures, "X9", merged).total == 600
    assert total("hoi_vien", figures, "X1", merged).total == 100
    assert total("hoi_vien", figures, "H", merged).total == 600
    assert total("hoi_vien", {**figures, "X9": 9}, "T", merged).total == 609


def test_percentages_are_never_added() -> None:
    rate = Indicator(
        code="ty_le", level="chi_hoi", section="s", title="t", ask="a", kind="percent", measure="stock", unit="%"
    )
    reports = rows("2026-h1", {"C1": {"ty_le": 80}, "C2": {"ty_le": 90}})
    assert add_up(ORGANISATION, "X1", reports, {"ty_le": rate})["ty_le"] == Total(None, reported_by=2)
    assert add_up(ORGANISATION, "C1", reports, {"ty_le": rate})["ty_le"].total == 80


def test_a_yes_counts_one() -> None:
    assert total("ung_dung_cntt", {"C1": 1, "C2": 0, "C3": 1}) == Total(2, reported_by=3)


def test_texts_do_not_add_up() -> None:
    reports = rows("2026-h1", {"C1": {"kho_khan": "thiếu nhà họp", "hoi_vien": 5}})
    indicators = {code: catalogue()[code] for code in ("kho_khan", "hoi_vien")}
    assert set(add_up(ORGANISATION, "T", reports, indicators)) == {"hoi_vien"}


def test_all_children_in_one_pass_are_the_same_as_one_by_one() -> None:
    reports = rows("2026-h1", {f"C{n}": {"hoi_vien": 10 * n, "hoi_vien_moi": n} for n in (1, 2, 3, 4)})
    indicators = {code: catalogue()[code] for code in ("hoi_vien", "hoi_vien_moi")}
    every = add_up_each(ORGANISATION, "T", reports, indicators, ["T", "X1", "X2", "C3"])
    assert every == {code: add_up(ORGANISATION, code, reports, indicators) for code in ("T", "X1", "X2", "C3")}
