"""Backup and restore: every table as lines of JSON in one compressed file, the same for both stores.

A backup is one consistent view, taken while others write. A restore is one transaction: all of it or nothing.
"""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, func, select, text

from storage import reports
from storage.migrations import STEPS
from storage.tables import metadata

FORMAT = "chihoi-backup"
CHUNK = 1000


class BackupError(ValueError):
    """The file is no backup that can be restored here; the message is one sentence in Vietnamese."""


def write(db: Connection, path: Path) -> int:
    """Write every row of every table to `path`; how many rows."""
    rows = 0
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.write(json.dumps({"format": FORMAT, "schema": len(STEPS)}) + "\n")
        for table in _kept():
            for row in db.execute(select(table)):
                file.write(json.dumps({"t": table.name, "r": list(row)}, ensure_ascii=False) + "\n")
                rows += 1
        file.write(json.dumps({"rows": rows}) + "\n")
    return rows


def read(db: Connection, path: Path) -> int:
    """Put a backup in the place of everything that is there; how many rows. Raises BackupError."""
    for table in reversed(metadata.sorted_tables):
        db.execute(table.delete())
    rows, waiting = 0, dict[str, list[dict[str, Any]]]()
    for name, record in _records(path):
        waiting.setdefault(name, []).append(record)
        rows += 1
        if len(waiting[name]) >= CHUNK:
            _insert(db, name, waiting.pop(name))
    for name, records in waiting.items():
        _insert(db, name, records)
    _number_on(db)
    reports.pack_again(db)
    return rows


def _kept() -> list[Table]:
    """The tables that a backup holds; what is derived from them is made anew."""
    return [table for table in metadata.sorted_tables if not table.info.get("derived")]


def _insert(db: Connection, name: str, records: list[dict[str, Any]]) -> None:
    db.execute(metadata.tables[name].insert(), records)


def is_empty(db: Connection) -> bool:
    """Whether nobody has put anything into this database yet."""
    tables = [table for table in metadata.sorted_tables if table.name != "meta"]
    return not any(db.execute(select(func.count()).select_from(table)).scalar_one() for table in tables)


def _records(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    count, whole = 0, False
    try:
        with gzip.open(path, "rt", encoding="utf-8") as file:
            _check_head(json.loads(next(file, "{}")))
            for line in file:
                packet = json.loads(line)
                if "rows" in packet:
                    whole = packet["rows"] == count
                    break
                count += 1
                table = metadata.tables[packet["t"]]
                yield table.name, dict(zip((column.name for column in table.columns), packet["r"], strict=True))
    except FileNotFoundError as why:
        raise BackupError(f"Không có tệp “{path}”.") from why
    except (OSError, EOFError, ValueError, KeyError, TypeError) as why:
        if isinstance(why, BackupError):
            raise
        raise BackupError(f"Tệp “{path.name}” không phải bản sao lưu của chihoi hoặc đã hỏng.") from why
    if not whole:
        raise BackupError(f"Bản sao lưu “{path.name}” bị cắt giữa chừng; không có gì được thay đổi.")


def _check_head(head: Any) -> None:
    if not isinstance(head, dict) or head.get("format") != FORMAT:
        raise ValueError
    if head.get("schema") != len(STEPS):
        raise BackupError("Bản sao lưu do một bản khác của chihoi ghi; hãy dùng đúng bản ấy để khôi phục rồi nâng cấp.")


def _number_on(db: Connection) -> None:
    """PostgreSQL numbers new rows from a counter of its own: behind the highest that was restored."""
    if db.dialect.name != "postgresql":
        return
    for table in metadata.sorted_tables:
        if "id" in table.columns:
            highest = db.execute(select(func.coalesce(func.max(table.c.id), 0))).scalar_one()
            db.execute(text(f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), {int(highest) + 1}, false)"))
