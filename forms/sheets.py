"""Programmes read from .xlsx: one sheet a table, the same column names as the TOML (DESIGN §3).

The sheet `programme` holds one key a row; every other sheet one row of its table a row. A row whose first cell
begins with # is a note or an example and is passed over. `forms/workbook.py` writes what this reads.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

from forms.cells import codec
from forms.complaints import Location, dotted, suggestion
from forms.example import NOTES
from forms.load import ProgrammeError, parse_programme
from forms.model import Programme

if TYPE_CHECKING:
    from openpyxl import Workbook

HEAD, GUIDE = "programme", "huong_dan"
MAX_ROWS = 2000
Cells = tuple[Any, ...]


@dataclass(slots=True)
class Reading:
    """What a workbook holds: the plain table, and the line of its sheet on which each part stands."""

    table: dict[str, Any] = field(default_factory=dict)
    lines: dict[Location, int] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    def place(self, where: Location) -> str:
        """A place as the workbook shows it: `Trang "indicator", dòng 4, cột "kind"`."""
        match where:
            case ("indicator", int(row), "version", int(nested), *column):
                return _spot("version", self.lines.get(("indicator", row, "version", nested)), "cột", column)
            case (str(table), int(row), *column) if table in NOTES:
                return _spot(table, self.lines.get((table, row)), "cột", column)
            case _:
                return _spot(HEAD, self.lines.get((dotted(where),)), "mục", list(where))


def read_sheets(body: bytes) -> Programme:
    """The programme in an .xlsx. Raises ProgrammeError naming sheet, row and column."""
    reading = Reading()
    book = _opened(body)
    _read_names(reading, book)
    if HEAD in book.sheetnames:
        _read_head(reading, book)
    for table in NOTES.keys() & set(book.sheetnames) - {HEAD, "version"}:
        _read_table(reading, book, table)
    if "version" in book.sheetnames:
        _read_versions(reading, book)
    if reading.problems:
        raise ProgrammeError(reading.problems)
    return parse_programme(reading.table, place=reading.place)


def _opened(body: bytes) -> "Workbook":
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        return load_workbook(BytesIO(body), data_only=True)
    except (BadZipFile, InvalidFileException, KeyError, ValueError, OSError) as why:
        raise ProgrammeError(
            ["Tệp này không phải bảng tính .xlsx đọc được; hãy lưu lại bằng Excel, dạng .xlsx."]
        ) from why


def _read_names(reading: Reading, book: "Workbook") -> None:
    for name in book.sheetnames:
        if name not in NOTES and name != GUIDE:
            reading.problems.append(f'Trang "{name}": không có bảng tên này{suggestion(name, NOTES)}.')
    if HEAD not in book.sheetnames:
        reading.problems.append(f'Còn thiếu trang "{HEAD}" (mã, tên, nguồn của chương trình).')


def _rows(book: "Workbook", sheet: str) -> Iterator[tuple[int, Cells]]:
    """Lines that hold something and are no notes, with their number as Excel shows it."""
    for line, cells in enumerate(book[sheet].iter_rows(values_only=True, max_row=MAX_ROWS), start=1):
        filled = [cell for cell in cells if cell is not None and str(cell).strip()]
        if filled and not str(filled[0]).lstrip().startswith("#"):
            yield line, cells


def _read_head(reading: Reading, book: "Workbook") -> None:
    for line, cells in _rows(book, HEAD):
        key, value = str(cells[0] or "").strip(), cells[1] if len(cells) > 1 else None
        if key in NOTES[HEAD]:
            reading.lines[key,] = line
            _put(reading.table, HEAD, key, value)
        elif key != "key":
            hint = suggestion(key, NOTES[HEAD])
            reading.problems.append(f'Trang "{HEAD}", dòng {line}: không có mục “{key}”{hint}.')


def _read_table(reading: Reading, book: "Workbook", table: str) -> None:
    rows: list[dict[str, Any]] = []
    for line, row in _records(reading, book, table):
        reading.lines[table, len(rows)] = line
        rows.append(row)
    reading.table[table] = rows


def _records(reading: Reading, book: "Workbook", table: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """Each line of a sheet as a row of its table; columns nobody knows are told once."""
    lines = _rows(book, table)
    _, head = next(lines, (1, ()))
    names = [str(name).strip() if name is not None else "" for name in head]
    for name in names:
        if name and name not in NOTES[table]:
            hint = suggestion(name, NOTES[table])
            reading.problems.append(f'Trang "{table}", dòng 1: không có cột “{name}”{hint}.')
    for line, cells in lines:
        row: dict[str, Any] = {}
        for name, value in zip(names, cells, strict=False):
            if name in NOTES[table]:
                _put(row, table, name, value)
        yield line, row


def _read_versions(reading: Reading, book: "Workbook") -> None:
    owners = {row.get("code"): position for position, row in enumerate(reading.table.get("indicator", []))}
    for line, row in _records(reading, book, "version"):
        code = row.pop("indicator", None)
        if code not in owners:
            reading.problems.append(f'Trang "version", dòng {line}: trang "indicator" không có số liệu “{code}”.')
            continue
        versions = reading.table["indicator"][owners[code]].setdefault("version", [])
        reading.lines["indicator", owners[code], "version", len(versions)] = line
        versions.append(row)


def _put(row: dict[str, Any], table: str, column: str, value: Any) -> None:
    if value is None or (isinstance(value, str) and not value.strip()):
        return
    name, _, part = column.partition(".")
    read = codec(table, column).read(value)
    if part:
        row.setdefault(name, {})[part] = read
    else:
        row[name] = read


def _spot(sheet: str, line: int | None, word: str, column: list[int | str]) -> str:
    named = dotted(column)
    parts = [f'Trang "{sheet}"', f"dòng {line}" if line else "", f'{word} "{named}"' if named else ""]
    return ", ".join(part for part in parts if part)
