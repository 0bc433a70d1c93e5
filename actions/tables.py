"""Tables that people bring: .xlsx or .csv, first row the column names, read into plain texts."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

MAX_BYTES = 50_000_000
MAX_ROWS = 200_000


class TableError(ValueError):
    """The file cannot be used. `problems` holds one Vietnamese sentence for each fault: row, column, what to do."""

    def __init__(self, *problems: str) -> None:
        self.problems = problems
        shown = " ".join(problems[:5])
        super().__init__(shown + (f" (và {len(problems) - 5} lỗi khác)" if len(problems) > 5 else ""))


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: its number in the file (the heading is 1) and its cells by column name."""

    number: int
    cells: dict[str, str]


def read_table(path: Path) -> tuple[list[str], list[TableRow]]:
    """Column names and rows; empty rows are passed over. Raises TableError."""
    rows = _xlsx(path) if path.suffix.lower() == ".xlsx" else _csv(path)
    lines = ((number, cells) for number, cells in enumerate(rows, start=1) if any(cells))
    first = next(lines, None)
    if first is None:
        raise TableError(f"Tệp “{path.name}” không có dòng nào.")
    columns = [cell.strip().lower() for cell in first[1]]
    _refuse_doubles(columns)
    body = [TableRow(number, dict(zip(columns, cells, strict=False))) for number, cells in lines]
    if len(body) > MAX_ROWS:
        raise TableError(f"Tệp “{path.name}” có quá {MAX_ROWS} dòng; hãy chia nhỏ.")
    return [column for column in columns if column], body


def _refuse_doubles(columns: Sequence[str]) -> None:
    twice = sorted({column for column in columns if column and columns.count(column) > 1})
    if twice:
        raise TableError(f"Cột “{twice[0]}” có hai lần ở dòng đầu; hãy bỏ bớt một cột.")


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise TableError(f"Tệp “{path.name}” lớn quá 50 MB.")
        return path.read_bytes()
    except OSError as why:
        raise TableError(f"Không mở được tệp “{path}”; hãy xem lại tên tệp và thư mục.") from why


def _csv(path: Path) -> Iterator[list[str]]:
    try:
        text = _bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError as why:
        raise TableError(f"Tệp “{path.name}” không phải chữ UTF-8; trong Excel hãy lưu kiểu “CSV UTF-8”.") from why
    if "\x00" in text:
        raise TableError(f"Tệp “{path.name}” không phải tệp .csv.")
    heading = text.split("\n", 1)[0]
    delimiter = ";" if heading.count(";") > heading.count(",") else ","
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            yield [cell.strip() for cell in row]
    except csv.Error as why:
        raise TableError(f"Tệp “{path.name}” không đọc được như tệp .csv.") from why


def _xlsx(path: Path) -> Iterator[list[str]]:
    import zipfile

    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(io.BytesIO(_bytes(path)), read_only=True, data_only=True)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError) as why:
        raise TableError(f"Tệp “{path.name}” không phải tệp Excel .xlsx.") from why
    try:
        for row in book.worksheets[0].iter_rows(values_only=True):
            yield [as_text(cell) for cell in row]
    finally:
        book.close()


def as_text(cell: Any) -> str:
    """A cell as it would have been typed: days as ISO texts, whole numbers without a point, others with a comma."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else str(cell).replace(".", ",")
    return str(cell).strip()


def write_table(path: Path, columns: Sequence[str], rows: Sequence[Sequence[Any]], title: str = "") -> None:
    """Write a table as .xlsx (headings frozen and bold) or .csv (UTF-8 with a mark that Excel understands)."""
    if path.suffix.lower() == ".xlsx":
        _write_xlsx(path, columns, rows, title)
        return
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        writer.writerows([harmless(cell) for cell in row] for row in rows)


def _write_xlsx(path: Path, columns: Sequence[str], rows: Sequence[Sequence[Any]], title: str) -> None:
    from openpyxl import Workbook
    from openpyxl.styles import Font

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title or "Sheet1"
    sheet.append(list(columns))
    for row in rows:
        sheet.append([harmless(cell) for cell in row])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        sheet.column_dimensions[cell.column_letter].width = max(12, len(str(cell.value)) + 4)
    sheet.freeze_panes = "A2"
    book.save(path)


def harmless(cell: Any) -> Any:
    """A text that a spreadsheet would take for a formula gets a mark in front."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in "=+-@" and cell else cell
