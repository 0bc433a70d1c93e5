"""Programmes written out as TOML: what `parse_programme` reads back as the same programme."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from forms.model import Programme

TABLES = ("period", "indicator", "check", "target", "obligation", "calendar")


def as_table(programme: Programme) -> dict[str, Any]:
    """The programme as the plain values of its file, defaults left out."""
    return programme.model_dump(by_alias=True, exclude_defaults=True)


def to_toml(programme: Programme) -> str:
    """The programme as TOML text."""
    return "\n".join(_lines(as_table(programme))) + "\n"


def _lines(table: Mapping[str, Any]) -> Iterator[str]:
    for key, value in table.items():
        if key not in TABLES:
            yield f"{key} = {_value(value)}"
    for name in TABLES:
        for row in table.get(name, ()):
            yield from _row(name, row)


def _row(name: str, row: Mapping[str, Any]) -> Iterator[str]:
    yield ""
    yield f"[[{name}]]"
    for key, value in row.items():
        if key != "version":
            yield f"{key} = {_value(value)}"
    for version in row.get("version", ()):
        yield from _row(f"{name}.version", version)


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{key} = {_value(part)}" for key, part in value.items()) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_value(part) for part in value) + "]"
    return f"{value:g}" if isinstance(value, float) and value.is_integer() and abs(value) < 1e6 else str(value)
