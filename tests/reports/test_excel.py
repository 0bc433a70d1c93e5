"""The workbook: LibreOffice calculates every formula anew, and comes to what we add up ourselves."""

from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from other_programs import converted, needs_office, needs_poppler, pages, recalculated
from paper_office import office, source

from reports.excel import xlsx
from reports.excel.book import harmless
from reports.excel.columns import columns_of
from reports.figures import rates
from reports.rows import Answer
from reports.summary import Source, Summary, summarise
from reports.sums import add_up

OVERVIEW, UNITS, STANDING, TEXTS = "Tổng hợp", "Theo đơn vị", "Nội bộ - tiến độ", "Ý kiến, kiến nghị"


@pytest.fixture(scope="module")
def summary() -> Summary:
    """A commune of 30 branches, two of which are silent, six of which came from an old commune."""
    return office()


@pytest.fixture(scope="module")
def book(summary: Summary) -> Workbook:
    """The workbook as written, formulas as formulas."""
    return load_workbook(BytesIO(xlsx(summary)))


def rows_of(sheet: Worksheet) -> dict[str, list[Any]]:
    """The rows of sheet 2 by unit, from column C on."""
    found = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=7)]
    return {str(row[1]): row[2:] for row in found if row[1]}


def shown(book: Workbook, sheet: str, cell: str) -> Any:
    """What a cell shows; an empty text is a blank."""
    value = book[sheet][cell].value
    return None if value == "" else value


def with_answers(given: Source, changes: dict[str, dict[str, Any]]) -> Source:
    """The same source with other answers in the period's reports."""
    now = dict(given.rows[given.period])
    for unit, answers in changes.items():
        new = {code: value if isinstance(value, Answer) else Answer("value", value) for code, value in answers.items()}
        now[unit] = replace(now[unit], answers={**now[unit].answers, **new})
    return replace(given, rows={**given.rows, given.period: now})


def test_four_sheets_in_order(book: Workbook) -> None:
    assert book.sheetnames == [OVERVIEW, UNITS, STANDING, TEXTS]


def test_first_sheet_has_the_columns_of_an_office(book: Workbook) -> None:
    assert [cell.value for cell in book[OVERVIEW][4]] == [
        "STT",
        "Nội dung",
        "ĐVT",
        "Kế hoạch giao",
        "Cùng kỳ (số cuối kỳ: kỳ trước)",
        "Kỳ này",
        "Lũy kế năm",
        "% kế hoạch",
        "Tăng, giảm (+/−) cùng kỳ",
        "Ghi chú",
    ]


@needs_office
@pytest.mark.parametrize(
    "more",
    [
        {},
        {"root": "T"},
        {"period": "2026-year", "kinds": False},
        {"silent": (), "branches": 12},
        {"silent": range(1, 31)},
    ],
    ids=["commune", "province", "whole year", "complete", "hardly anything"],
)
def test_another_program_comes_to_the_same_numbers_in_every_cell(more: dict[str, Any]) -> None:
    content = xlsx(office(**more))
    stored, anew = load_workbook(BytesIO(content), data_only=True), recalculated(content)
    formulas = load_workbook(BytesIO(content))
    compared = 0
    for sheet in formulas:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    ours, theirs = (shown(book, sheet.title, cell.coordinate) for book in (stored, anew))
                    assert theirs == pytest.approx(ours), f"{sheet.title}!{cell.coordinate}"
                    compared += 1
    assert compared > 100


@needs_office
def test_recalculated_totals_are_our_sums(summary: Summary) -> None:
    anew = recalculated(xlsx(summary))
    totals = rows_of(anew[UNITS])["Tổng cộng"]
    sums = add_up(summary.source.tree, summary.unit, summary.source.rows[summary.period], summary.indicators)
    found = rates(summary)
    for column, cell in zip(columns_of(summary), totals, strict=False):
        if column.rate is None:
            assert cell == sums[column.indicator.code].total, column.indicator.code
        else:
            rate = next(one for one in found if one.rate == column.rate)
            assert cell == pytest.approx(rate.now), column.rate.code
    shown = {row[1].value: row[5].value for row in anew[OVERVIEW].iter_rows(min_row=5) if row[1].value}
    assert shown["Tổng số hội viên"] == sums["hoi_vien"].total


@needs_office
def test_a_total_follows_when_staff_put_a_number_right(summary: Summary) -> None:
    book = load_workbook(BytesIO(xlsx(summary)))
    sheet = book[UNITS]
    row = next(row for row in sheet.iter_rows(min_row=7) if row[1].value == "Chi hội Thôn 7")
    assert row[2].value is None
    row[2].value = 1000
    file = BytesIO()
    book.save(file)
    anew = recalculated(file.getvalue())
    assert rows_of(anew[UNITS])["Tổng cộng"][0] == (summary.totals["hoi_vien"].total or 0) + 1000


def test_columns_are_numbered_and_rates_say_of_what(book: Workbook) -> None:
    order = [cell.value for cell in book[UNITS][6]][2:]
    assert order[:5] == ["(1)", "(2)", "(3=1/2)", "(4)", "(5=1/4)"]
    assert book[UNITS]["C4"].value == "Tổ chức Hội"


def test_units_stand_by_kind_and_old_commune_with_subtotals(book: Workbook) -> None:
    titles = [
        row[0].value for row in book[UNITS].iter_rows(min_row=7) if isinstance(row[0].value, str) and row[0].value
    ]
    assert titles == ["Loại hình: công an", "Loại hình: dân cư", "Xã Đồng Thắng (cũ)"]
    rows = rows_of(book[UNITS])
    assert "Cộng xã Đồng Thắng (cũ)" in rows
    assert "Xã Đồng Tiến trực tiếp thực hiện" in rows
    assert str(rows["Tổng cộng"][0]).startswith("=IF(COUNTIFS(")


def test_blank_is_not_zero(summary: Summary, book: Workbook) -> None:
    rows = rows_of(book[UNITS])
    column = [one.code for one in columns_of(summary)].index("hoi_vien_moi")
    assert all(cell is None or str(cell).startswith("=") for cell in rows["Chi hội Thôn 7"])
    zeros = [name for name, cells in rows.items() if cells[column] == 0]
    assert "Chi hội Thôn 7" not in zeros
    assert zeros


@needs_office
def test_a_rate_counts_only_units_that_have_both_numbers() -> None:
    given = with_answers(source("2026-h1", 8, ()), {"C03": {"phu_nu_18": Answer("missing")}})
    found = summarise(given, office().generated_at)
    anew = recalculated(xlsx(found))
    branches = [row for unit, row in given.rows["2026-h1"].items() if unit.startswith("C") and unit != "C03"]
    members = sum(row.answers["hoi_vien"].value for row in branches)
    women = sum(row.answers["phu_nu_18"].value for row in branches)
    assert rows_of(anew[UNITS])["Tổng cộng"][2] == pytest.approx(100 * members / women)


def test_a_sum_that_differs_from_an_entry_above_is_noted() -> None:
    given = with_answers(source("2026-h1", 8, ()), {"X9": {"hoi_vien": 999}})
    sheet = load_workbook(BytesIO(xlsx(summarise(given, office().generated_at))))[OVERVIEW]
    note = next(str(row[9].value) for row in sheet.iter_rows(min_row=5) if row[1].value == "Tổng số hội viên")
    assert "Xã Đồng Tiến ghi chung là 999 hội viên" in note


def test_a_part_larger_than_its_whole_is_marked_in_its_cell() -> None:
    given = with_answers(source("2026-h1", 8, ()), {"C02": {"hoi_vien": 500, "phu_nu_18": 90}})
    sheet = load_workbook(BytesIO(xlsx(summarise(given, office().generated_at))))[UNITS]
    cell = next(row[2] for row in sheet.iter_rows(min_row=7) if row[1].value == "Chi hội Thôn 2")
    assert cell.value == 500
    assert "không khớp" in cell.comment.text


def test_small_sensitive_counts_of_units_further_down_are_hidden() -> None:
    given = source("2026-h1", 8, (), root="T")
    secret = {code: one.model_copy(update={"sensitive": True}) for code, one in given.indicators.items()}
    given = replace(given, indicators={**given.indicators, "hoi_vien_moi": secret["hoi_vien_moi"]})
    low = {f"C0{place}": {"hoi_vien_moi": int(place == 1)} for place in range(1, 9)}
    book = load_workbook(BytesIO(xlsx(summarise(with_answers(given, low), office().generated_at))))
    place = next(cell.column for cell in book[UNITS][5] if str(cell.value).startswith("Hội viên kết nạp mới"))
    rows = {row[1].value: row[place - 1].value for row in book[UNITS].iter_rows(min_row=7)}
    assert rows["Xã Đồng Tiến"] == "dưới 5"
    assert rows["Tổng cộng"] == "dưới 5"


def test_who_has_reported_stands_on_the_internal_sheet_only(summary: Summary, book: Workbook) -> None:
    sheet = book[STANDING]
    assert "không gửi kèm báo cáo" in sheet["A1"].value
    states = [row[4].value for row in sheet.iter_rows(min_row=5, max_row=4 + len(summary.standings))]
    assert states[:3] == ["Chưa nộp", "Chưa nộp", "Nộp trễ"]
    assert states.count("Nộp hộ") == 1
    assert len(states) == summary.counts.expected


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("=SUM(A1:A9)", "'=SUM(A1:A9)"),
        ("@cmd", "'@cmd"),
        ("+84", "'+84"),
        ("-2+3", "'-2+3"),
        ("\t=1", "'=1"),
        ("- Trồng hoa", "Trồng hoa"),
        ("- =1+1", "'=1+1"),
        ("15 chị", "15 chị"),
    ],
)
def test_no_text_becomes_a_formula(typed: str, stored: str) -> None:
    assert harmless(typed) == stored


def test_texts_typed_by_people_are_harmless_in_the_file(book: Workbook) -> None:
    said = [row[3] for row in book[TEXTS].iter_rows(min_row=5) if row[3].value]
    assert "'=SUM(A1:A9)" in [cell.value for cell in said]
    assert all(cell.data_type == "s" for cell in said)
    assert not [cell.value for cell in said if str(cell.value)[0] in "=+-@"]


def test_headings_stay_and_print_on_every_page(book: Workbook) -> None:
    assert book[UNITS].freeze_panes == "C7"
    assert book[UNITS].print_title_rows == "$4:$6"
    assert book[UNITS].print_title_cols == "$A:$B"
    assert all(sheet.page_setup.paperSize == 9 and sheet.page_setup.orientation == "landscape" for sheet in book)


def test_sheets_that_go_up_end_with_signatures(book: Workbook) -> None:
    for name in (OVERVIEW, UNITS):
        words = [cell.value for row in book[name].iter_rows() for cell in row]
        assert {"NGƯỜI LẬP BIỂU", "TM. BAN THƯỜNG VỤ", "CHỦ TỊCH"} <= set(words)


@needs_office
@needs_poppler
def test_it_prints_on_few_pages(summary: Summary) -> None:
    assert pages(converted(xlsx(summary), "xlsx", "pdf")) <= 16


@needs_office
def test_an_assigned_goal_is_the_plan_and_its_share_follows() -> None:
    given = source("2026-h1", 8, ())
    programme = next(one for one in given.programmes if one.code == "lao-cai-2022")
    given = replace(given, assigned={programme.code: {("X9", "LC-1"): 20}})
    sheet = recalculated(xlsx(summarise(given, office().generated_at)))[OVERVIEW]
    title = given.indicators["viec_lam_moi"].title
    plan, now, share = next(
        (row[3].value, row[5].value, row[7].value) for row in sheet.iter_rows(min_row=5) if row[1].value == title
    )
    assert plan == 20
    assert share == pytest.approx(100 * now / 20)
