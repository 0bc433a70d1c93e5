"""Programmes written as .xlsx: headings, notes, drop-downs, one sheet a table; and the template staff start from."""

import re
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any, get_args

from forms.cells import codec
from forms.example import EXAMPLE, NOTES
from forms.load import parse_programme
from forms.model import LEVELS, Compare, Kind, Measure, Programme
from forms.sheets import GUIDE, HEAD
from forms.write import as_table

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

GUIDANCE = (
    "Mỗi trang là một bảng của chương trình; mỗi dòng là một mục.",
    "Không đổi tên trang và tên cột ở dòng 1. Cột không dùng thì để trống.",
    "Dòng bắt đầu bằng dấu # là lời giải thích hoặc ví dụ, máy không đọc. Hãy điền vào các dòng bên dưới.",
    "Số liệu đã có trong danh mục thì chỉ cần ghi mã vào mục use của trang programme.",
    "Tháng-ngày viết như 06-10 (ngày 10/6). Danh sách cách nhau bằng dấu ; .",
    "Điền xong thì kiểm tra bằng lệnh: chihoi programme check TỆP.xlsx",
)
YES_NO = ("có", "không")
CHOICES: Mapping[tuple[str, str], Sequence[str]] = {
    ("period", "key"): ("h1", "year", "9m", "q1", "q2", "q3", "q4"),
    ("period", "date_source"): ("document", "configuration"),
    ("indicator", "level"): LEVELS,
    ("indicator", "kind"): get_args(Kind),
    ("indicator", "measure"): get_args(Measure),
    ("indicator", "required"): YES_NO,
    ("indicator", "own"): YES_NO,
    ("indicator", "sensitive"): YES_NO,
    ("check", "severity"): ("ask", "error"),
    ("target", "meta"): ("share_of_targets",),
    ("target", "compare"): get_args(Compare),
    ("target", "own"): YES_NO,
    ("target", "each"): LEVELS,
    ("target", "period"): ("year", "term", "until"),
    ("target", "stated"): YES_NO,
}
FORMULA = re.compile(r"^[=+\-@]")
KEPT_TEXT = frozenset({"from", "to", "before", "compare", "rule", "value"})
EMPTY_LINES, LAST_LINE = 60, 500


def write_sheets(programme: Programme) -> bytes:
    """The programme as an .xlsx that `read_sheets` reads back as the same programme."""
    return _saved(_book(as_table(programme), example=False))


def template() -> bytes:
    """An empty .xlsx for a new programme: notes and an example in rows that are not read."""
    return _saved(_book(as_table(parse_programme(EXAMPLE)), example=True))


def _book(table: Mapping[str, Any], example: bool) -> "Workbook":
    from openpyxl import Workbook

    book = Workbook()
    guide = book.worksheets[0]
    guide.title = GUIDE
    for line in GUIDANCE:
        guide.append([line])
    guide.column_dimensions["A"].width = 110
    for name in NOTES:
        sheet = book.create_sheet(name)
        _write_head(sheet, table, example) if name == HEAD else _write_table(
            sheet, name, _records(table, name), example
        )
    book.active = book.worksheets.index(book[HEAD])
    return book


def _saved(book: "Workbook") -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _write_head(sheet: "Worksheet", table: Mapping[str, Any], example: bool) -> None:
    sheet.append(["key", "value", "# giải thích"])
    for key, note in NOTES[HEAD].items():
        value = _cell(HEAD, key, table)
        sheet.append(
            [key, None if example else value, f"# {note}" + (f" – ví dụ: {value}" if example and value else "")]
        )
        sheet.cell(sheet.max_row, 2).number_format = "dd/mm/yyyy" if "." in key else "@"
    _dress(sheet, (14, 60, 90))


def _write_table(sheet: "Worksheet", name: str, rows: Iterable[Mapping[str, Any]], example: bool) -> None:
    columns = NOTES[name]
    sheet.append(list(columns))
    sheet.append([f"# {note}" for note in columns.values()])
    for row in rows:
        cells = [_cell(name, column, row) for column in columns]
        sheet.append([f"# ví dụ: {cells[0]}", *cells[1:]] if example else cells)
    _formats(sheet, list(columns))
    _drop_downs(sheet, name, list(columns))
    _dress(sheet, [max(12, min(40, len(note))) for note in columns.values()])


def _records(table: Mapping[str, Any], name: str) -> Iterable[Mapping[str, Any]]:
    if name != "version":
        return list(table.get(name, ()))
    rows = table.get("indicator", ())
    return [{"indicator": row["code"], **version} for row in rows for version in row.get("version", ())]


def _cell(table: str, column: str, row: Mapping[str, Any]) -> Any:
    name, _, part = column.partition(".")
    value = row.get(name) if not part else (row.get(name) or {}).get(part)
    return None if value is None else codec(table, column).write(value)


def _formats(sheet: "Worksheet", columns: Sequence[str]) -> None:
    """Texts are kept texts: Excel would make 06-10 a date and `= 100` a formula."""
    for position, column in enumerate(columns, start=1):
        if column in KEPT_TEXT:
            for line in range(2, EMPTY_LINES):
                sheet.cell(line, position).number_format = "@"


def _drop_downs(sheet: "Worksheet", name: str, columns: Sequence[str]) -> None:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    for position, column in enumerate(columns, start=1):
        if choices := CHOICES.get((name, column)):
            letter = get_column_letter(position)
            rule = DataValidation(type="list", formula1=f'"{",".join(choices)}"', allow_blank=True)
            rule.error = f"Chọn một trong: {', '.join(choices)}"
            rule.add(f"{letter}3:{letter}{LAST_LINE}")
            sheet.add_data_validation(rule)


def _dress(sheet: "Worksheet", widths: Sequence[int]) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    bold, grey, wrapped = Font(bold=True), Font(italic=True, color="808080"), Alignment(wrap_text=True, vertical="top")
    for cell in (cell for cells in sheet.iter_rows() for cell in cells if isinstance(cell.value, str)):
        cell.alignment = wrapped
        if cell.value.startswith("#"):
            cell.font = grey
        elif FORMULA.match(cell.value):
            cell.data_type = "s"
    for cell in sheet[1]:
        cell.font, cell.fill = bold, PatternFill("solid", fgColor="F4DCE6")
    for position, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(position)].width = width
    sheet.freeze_panes = "A2"
