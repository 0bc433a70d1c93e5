"""The organisation tree as a file: import (all of it or nothing), export, template."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from actions.tables import TableError, TableRow, read_table, write_table
from forms.model import LEVELS
from forms.phones import local_number
from forms.plain import compose, plain
from storage.sql import Record

COLUMNS = (
    "code",
    "name",
    "level",
    "kind",
    "parent",
    "leader_name",
    "leader_phone",
    "valid_from",
    "valid_to",
    "successor",
)
REQUIRED = ("code", "name", "level", "parent")
STORED_AS = {"valid_from": "since", "valid_to": "until"}
DAY_FIRST = re.compile(r"^(\d{1,2})/(\d{1,2})/(\d{4})$")
EXAMPLES = (
    ("T", "Hội LHPN tỉnh Mẫu", "tinh", "", "", "", "", "", "", ""),
    ("X1", "Hội LHPN xã Một", "xa", "", "T", "Nguyễn Thị Lan", "0900000001", "2025-07-01", "", ""),
    ("X1-01", "Chi hội Thôn 1", "chi_hoi", "dân cư", "X1", "Trần Thị Hoa", "0900000002", "", "", ""),
)


Watch = Callable[[Sequence[TableRow]], Iterable[TableRow]]


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import comes to: the rows to save, and how many of them are new."""

    records: Sequence[Record]
    added: int


def read_organisation(path: Path, existing: Mapping[str, Record], watch: Watch = list) -> Imported:
    """Check a file against itself and what is there already; `watch` sees the rows go by. Raises TableError; nothing
    is half right."""
    columns, rows = read_table(path)
    lacking = [column for column in REQUIRED if column not in columns]
    if lacking:
        raise TableError(f"Thiếu cột {', '.join(lacking)}; dòng đầu phải có: {', '.join(COLUMNS)}.")
    strange = [column for column in columns if column not in COLUMNS]
    if strange:
        raise TableError(f"Không có cột “{strange[0]}”; các cột dùng được: {', '.join(COLUMNS)}.")
    problems = _doubles(rows)
    records = {row.cells["code"]: _record(row, columns, existing, problems) for row in watch(rows)}
    numbers = {row.cells["code"]: row.number for row in rows}
    together = {**existing, **records}
    problems += _strangers(records, numbers, together) + _cycles(records, numbers, together)
    if problems:
        raise TableError(*problems)
    return Imported(list(records.values()), sum(code not in existing for code in records))


def _doubles(rows: Sequence[TableRow]) -> list[str]:
    first: dict[str, int] = {}
    problems = []
    for row in rows:
        code = row.cells["code"]
        if code in first:
            problems.append(f"Dòng {row.number}, cột code: mã “{code}” đã có ở dòng {first[code]}.")
        first.setdefault(code, row.number)
    return problems


def _record(row: TableRow, columns: Sequence[str], existing: Mapping[str, Record], problems: list[str]) -> Record:
    """One unit as it is stored; a column that the file does not have keeps what is there."""
    blank: dict[str, Any] = dict.fromkeys((STORED_AS.get(column, column) for column in COLUMNS), "")
    record = {**blank, **existing.get(row.cells["code"], {})}
    for column in columns:
        record[STORED_AS.get(column, column)] = compose(row.cells.get(column, ""))
    for column in ("valid_from", "valid_to"):
        record[STORED_AS[column]] = _day(row, column, record[STORED_AS[column]], problems)
    record["leader_phone"] = _phone(row, str(record["leader_phone"]), problems)
    record |= {"parent": record["parent"] or None, "successor": record["successor"] or None}
    record["kind"] = " ".join(str(record["kind"]).lower().split())  # programmes ask by kind, however it was typed
    _check(row, record, problems)
    return record | {"name_key": plain(str(record["name"]))}


def _day(row: TableRow, column: str, text: str | None, problems: list[str]) -> str | None:
    if not text:
        return None
    match = DAY_FIRST.match(text)
    iso = f"{match[3]}-{int(match[2]):02}-{int(match[1]):02}" if match else text
    try:
        return date.fromisoformat(iso).isoformat()
    except ValueError:
        problems.append(f"Dòng {row.number}, cột {column}: “{text}” không phải ngày; hãy viết như 2025-07-01.")
        return None


def _phone(row: TableRow, text: str, problems: list[str]) -> str:
    """Digits alone, so that a number shared in chat is found however the list writes it."""
    if text and not local_number(text):
        problems.append(f"Dòng {row.number}, cột leader_phone: “{text}” không phải số điện thoại.")
    return local_number(text)


def _check(row: TableRow, record: Record, problems: list[str]) -> None:
    where = f"Dòng {row.number}, cột"
    if not record["code"]:
        problems.append(f"{where} code: thiếu mã đơn vị.")
    if len(str(record["code"])) > 60:
        problems.append(f"{where} code: mã dài quá 60 ký tự.")
    if not record["name"]:
        problems.append(f"{where} name: thiếu tên đơn vị.")
    if record["level"] not in LEVELS:
        problems.append(f"{where} level: “{record['level']}” không phải một cấp; chọn một trong: {', '.join(LEVELS)}.")
    if record["since"] and record["until"] and record["until"] < record["since"]:
        problems.append(f"{where} valid_to: ngày {record['until']} trước ngày bắt đầu {record['since']}.")


def _strangers(records: Mapping[str, Record], numbers: Mapping[str, int], known: Mapping[str, Record]) -> list[str]:
    """Parents and successors that nobody knows."""
    words = {"parent": "đơn vị cấp trên", "successor": "đơn vị kế tục"}
    return [
        f"Dòng {numbers[code]}, cột {column}: không có {words[column]} “{record[column]}”."
        for code, record in records.items()
        for column in words
        if record[column] and record[column] not in known
    ]


def _cycles(records: Mapping[str, Record], numbers: Mapping[str, int], known: Mapping[str, Record]) -> list[str]:
    """Units that stand under themselves, one sentence for each circle."""
    problems: list[str] = []
    done: set[str] = set()
    for start in records:
        path: list[str] = []
        code: str | None = start
        while code is not None and code in known and code not in done and code not in path:
            path.append(code)
            code = known[code]["parent"]
        if code is not None and code in path:
            problems.append(f"Dòng {numbers.get(code, numbers[start])}, cột parent: “{code}” nằm dưới chính mình.")
        done.update(path)
    return problems


def export(path: Path, records: Sequence[Record]) -> None:
    """Write every unit."""
    rows = [[record[STORED_AS.get(column, column)] or "" for column in COLUMNS] for record in records]
    write_table(path, COLUMNS, rows, "Tổ chức")


def template(path: Path) -> None:
    """Write an empty list with three example rows."""
    write_table(path, COLUMNS, EXAMPLES, "Tổ chức")
