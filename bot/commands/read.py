"""`chihoi read`: the reader of answers, line by line."""

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import fields
from datetime import date
from typing import Any

import click

from forms import answers
from forms.answers import KINDS, Context, Reading

CONTEXT_KEYS = frozenset(field.name for field in fields(Context))


@click.command("read")
def read() -> None:
    """Thử phần đọc câu trả lời: mỗi dòng vào là LOẠI<TAB>CÂU TRẢ LỜI[<TAB>NGỮ CẢNH JSON], mỗi dòng ra là một JSON."""
    for line in read_lines(sys.stdin):
        click.echo(line)


def read_lines(lines: Iterable[str]) -> Iterator[str]:
    """One JSON object for each line; empty lines are passed over."""
    for place, line in enumerate(lines, 1):
        line = line.rstrip("\r\n")
        if line:
            yield json.dumps(_answer(line, place), ensure_ascii=False)


def _answer(line: str, place: int) -> dict[str, Any]:
    kind, tab, rest = line.partition("\t")
    text, _, context = rest.partition("\t")
    if kind not in KINDS or not tab:
        raise click.UsageError(f"Dòng {place}: cần LOẠI<TAB>CÂU TRẢ LỜI, với LOẠI là một trong {', '.join(KINDS)}.")
    return _shown(answers.read(kind, text, _context(context, place)))


def _context(text: str, place: int) -> Context:
    """The third column; what it leaves out is as by default."""
    if not text.strip():
        return Context()
    try:
        given = json.loads(text)
        unknown = set(given) - CONTEXT_KEYS
        if unknown:
            raise ValueError(unknown)
        return Context(**{name: _typed(name, value) for name, value in given.items() if value is not None})
    except (ValueError, TypeError, AttributeError) as error:
        keys = ", ".join(sorted(CONTEXT_KEYS))
        raise click.UsageError(f"Dòng {place}: cột thứ ba phải là JSON với các khóa {keys}.") from error


def _typed(name: str, value: Any) -> Any:
    if name == "today":
        return date.fromisoformat(value)
    if name == "options":
        return tuple(map(str, value))
    if name in ("measure", "unit", "title"):
        return str(value)
    if name in ("year", "previous") and (isinstance(value, bool) or not isinstance(value, int | float)):
        raise ValueError(name)
    return value


def _shown(reading: Reading) -> dict[str, Any]:
    return {
        "status": reading.status,
        "value": reading.value,
        "total": reading.total,
        "estimated": reading.estimated,
        "choices": [
            {"label": one.label, "value": one.value, "estimated": one.estimated, "status": one.status}
            for one in reading.choices
        ],
        "reason": reading.reason,
        "correction": reading.correction,
    }
