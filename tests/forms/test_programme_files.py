"""Programme files: what is refused and in which words, written out and read back the same."""

import tomllib
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from forms.cells import codec
from forms.complaints import columns, model_at
from forms.document import PATH, document
from forms.example import EXAMPLE, NOTES
from forms.load import ProgrammeError, load_programme, parse_programme, shipped
from forms.sheets import read_sheets
from forms.workbook import template, write_sheets
from forms.write import to_toml

BROKEN = tomllib.loads((Path(__file__).parent / "broken_programmes.toml").read_text(encoding="utf-8"))


def test_the_table_is_long_enough() -> None:
    assert len(BROKEN["broken"]) >= 40


def test_the_good_part_is_good() -> None:
    assert parse_programme(BROKEN["parts"]["good"]).code == "thu"


@pytest.mark.parametrize("broken", BROKEN["broken"], ids=lambda broken: broken["name"])
def test_a_broken_file_gets_its_sentences(broken: dict) -> None:
    text = broken["text"].replace("{good}\n", BROKEN["parts"]["good"])
    with pytest.raises(ProgrammeError) as refused:
        parse_programme(text)
    assert refused.value.problems == broken["says"]


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "latin.toml").write_bytes("title = 'Hội'".encode("utf-16"))
    (tmp_path / "huge.toml").write_bytes(b"#" * 2_000_001)
    (tmp_path / "noise.xlsx").write_bytes(b"not a workbook")
    for name, word in {
        "latin.toml": "UTF-8",
        "huge.toml": "2 MB",
        "none.toml": "Không mở",
        "noise.xlsx": ".xlsx",
    }.items():
        with pytest.raises(ProgrammeError, match=word):
            load_programme(tmp_path / name)


def test_the_catalogues_row_is_where_a_known_code_starts_from() -> None:
    text = BROKEN["parts"]["good"] + '[[indicator]]\ncode = "kho_khan"\nlevels = ["thanh_vien"]\n'
    (own,) = parse_programme(text).indicator
    assert (own.entered_at, own.kind, bool(own.ask)) == (("thanh_vien",), "text", True)


@pytest.mark.parametrize("code", list(shipped()))
def test_written_out_and_read_back_the_same(code: str) -> None:
    programme = shipped()[code]
    assert parse_programme(to_toml(programme)) == programme
    back = read_sheets(write_sheets(programme))
    assert back == programme
    assert to_toml(back) == to_toml(programme)


def test_texts_that_look_like_formulas_stay_texts() -> None:
    tricky = parse_programme(EXAMPLE.replace('"Bảo vệ môi trường"', '"=1+1"').replace('"Mục II, ý 1"', '"@x"'))
    assert read_sheets(write_sheets(tricky)) == tricky


def test_notes_name_exactly_the_columns_of_the_model() -> None:
    for table in NOTES.keys() - {"programme", "version"}:
        known = {column for column in columns(model_at((table, 0))) if column not in ("version", "valid")}
        assert {name for name in NOTES[table] if "." not in name} == known, table
    nested = set(columns(model_at(("indicator", 0, "version", 0))))
    assert set(NOTES["version"]) == nested | {"indicator"}


TEMPLATE = template()


def filled(**sheets: list[list]) -> bytes:
    """A template with rows put below its notes, as staff would."""
    book = load_workbook(BytesIO(TEMPLATE))
    head = {"code": "thu", "title": "Thử", "issuer": "Tỉnh Hội", "source": "KH 01", "status": "current"}
    for row in book["programme"].iter_rows(min_row=2):
        row[1].value = head.get(row[0].value, "01/01/2026" if row[0].value == "valid.from" else None)
    for name, rows in sheets.items():
        last = max(cell.row for cells in book[name].iter_rows() for cell in cells if cell.value is not None)
        for below, row in enumerate(rows, start=1):
            for position, value in enumerate(row, start=1):
                book[name].cell(last + below, position).value = value
    return saved(book)


def saved(book: Workbook) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def line(table: str, **cells: object) -> list:
    return [cells.get(column) for column in NOTES[table]]


TREE = {"code": "cay", "levels": "chi_hoi", "section": "s", "title": "t", "ask": "a?", "kind": "count"}


def test_the_template_can_be_filled_in() -> None:
    programme = read_sheets(filled(indicator=[line("indicator", **TREE, required="không", short="cây; cây xanh")]))
    (own,) = programme.indicator
    assert (programme.valid.since.year, own.required, own.short) == (2026, False, ("cây", "cây xanh"))


def test_the_template_as_it_is_says_what_to_fill_in() -> None:
    with pytest.raises(ProgrammeError, match='Trang "programme", dòng 2, mục "code": còn thiếu'):
        read_sheets(TEMPLATE)


@pytest.mark.parametrize(
    ("sheets", "says"),
    [
        (
            {"indicator": [line("indicator", **{**TREE, "kind": "so"})]},
            'Trang "indicator", dòng 4, cột "kind": “so” không hợp lệ; chọn một trong: count, money',
        ),
        (
            {"indicator": [line("indicator", **TREE), line("indicator", **TREE)]},
            'Trang "indicator", dòng 5, cột "code": mã “cay” đã có ở phía trên',
        ),
        (
            {"check": [line("check", rule="hoivien <= 5", say="s")]},
            'Trang "check", dòng 4, cột "rule": không có số liệu “hoivien”; có lẽ là “hoi_vien”',
        ),
        (
            {"target": [line("target", code="A", title="t", value="hoi_vien", compare=">=", levels="xa")]},
            'Trang "target", dòng 4, cột "goal": còn thiếu',
        ),
        (
            {"version": [line("version", indicator="cay", since="01/01/2026")]},
            'Trang "version", dòng 3: trang "indicator" không có số liệu “cay”',
        ),
        (
            {
                "indicator": [line("indicator", **TREE)],
                "version": [line("version", indicator="cay", since="đầu năm")],
            },
            'Trang "version", dòng 3, cột "since": “đầu năm” phải là ngày',
        ),
    ],
)
def test_a_fault_is_named_by_sheet_row_and_column(sheets: dict, says: str) -> None:
    with pytest.raises(ProgrammeError) as refused:
        read_sheets(filled(**sheets))
    assert refused.value.problems[0].startswith(says)


def test_misspelt_sheets_columns_and_keys() -> None:
    book = load_workbook(BytesIO(filled()))
    book["indicator"]["H1"] = "knd"
    book["programme"]["A3"] = "titel"
    book["target"].title = "tagret"
    with pytest.raises(ProgrammeError) as refused:
        read_sheets(saved(book))
    assert refused.value.problems == [
        'Trang "tagret": không có bảng tên này; có lẽ là “target”.',
        'Trang "programme", dòng 3: không có mục “titel”; có lẽ là “title”.',
        'Trang "indicator", dòng 1: không có cột “knd”; có lẽ là “kind”.',
    ]


@pytest.mark.parametrize(
    ("table", "column", "typed", "means"),
    [
        ("period", "before", "06-10", "06-10"),
        ("period", "lead_days", "chi_hoi = 7; xa=3", {"chi_hoi": 7, "xa": 3}),
        ("indicator", "levels", "xa, tinh", ["xa", "tinh"]),
        ("indicator", "own", "Có", True),
        ("indicator", "title", 2026.0, "2026"),
        ("target", "terms", "2014-2019; 2019-2024", [{"from": 2014, "to": 2019}, {"from": 2019, "to": 2024}]),
        ("target", "goal", "2,5", "2.5"),
        ("programme", "valid.from", "32/13/2026", "32/13/2026"),
    ],
)
def test_cells_are_read_as_staff_type_them(table: str, column: str, typed: object, means: object) -> None:
    assert codec(table, column).read(typed) == means


def test_the_page_of_programmes_is_fresh() -> None:
    assert PATH.read_text(encoding="utf-8") == document(), "chạy lại: python -m forms.document"
