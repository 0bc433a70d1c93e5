"""What commands share: options, the database, and errors as one sentence."""

import asyncio
import json
import sys
from collections.abc import Callable, Coroutine, Iterator, Sequence
from datetime import datetime
from typing import Any, TypeVar

import click
from sqlalchemy import Connection

from actions.atlas import Atlas
from actions.naming import find_among, label
from actions.work import Work
from bot.clock import Clock, read_moment
from bot.settings import Settings, load_settings
from forms.periods import Period
from forms.speech import Voice
from storage import health
from storage.store import DamagedError, Store

T = TypeVar("T")
NAMED = 10
FuncT = TypeVar("FuncT", bound=Callable[..., Any])


class CommandError(click.ClickException):
    """A command cannot do what was asked; `exit_code` 2 for bad input, 1 for failure."""

    def __init__(self, message: str, exit_code: int = 2) -> None:
        super().__init__(message)
        self.exit_code = exit_code  # type: ignore[misc]


def clock_option(command: FuncT) -> FuncT:
    """`--clock 2026-05-28T19:30`: business time instead of now."""
    return click.option("--clock", metavar="NGÀY-GIỜ", help="Giờ nghiệp vụ, ví dụ 2026-05-28T19:30.")(command)


def json_option(command: FuncT) -> FuncT:
    """`--json`: one JSON document on stdout and nothing else."""
    return click.option("--json", "as_json", is_flag=True, help="In một tài liệu JSON.")(command)


def period_option(command: FuncT) -> FuncT:
    """`--period 2026-h1`."""
    return click.option("--period", required=True, metavar="KỲ", help="Mã kỳ, ví dụ 2026-h1 hoặc 2026-year.")(command)


def clock_at(settings: Settings, text: str | None, speed: float = 1.0) -> Clock:
    """The clock a command runs by."""
    return Clock(settings.zone, read_moment(text, settings.zone) if text else None, speed)


def run(task: Coroutine[Any, Any, T]) -> T:
    """Run a command's asynchronous part."""
    return asyncio.run(task)


def in_database(act: Callable[[Work], T], clock: str | None = None, *, writes: bool = False) -> T:
    """Run `act` in one transaction on the configured database, at business time."""
    settings = load_settings()
    now = clock_at(settings, clock).now()
    return run(_in_database(settings, act, now, writes))


async def _in_database(settings: Settings, act: Callable[[Work], T], now: datetime, writes: bool) -> T:
    return await _in_store(settings, lambda db: _settled(Work(db, Atlas().refresh(db), now), act), writes)


def in_store(act: Callable[[Connection], T]) -> T:
    """Read the configured database as it is, whatever stands in it."""
    return run(_in_store(load_settings(), act, False))


async def _in_store(settings: Settings, act: Callable[[Connection], T], writes: bool) -> T:
    store = await Store.open(settings.database_url)
    try:
        return await (store.write if writes else store.read)(act)
    except Exception as why:
        if health.is_damage(why):
            raise DamagedError from why
        raise
    finally:
        await store.close()


def _settled(work: Work, act: Callable[[Work], T]) -> T:
    result = act(work)
    work.settle()
    return result


def named_unit(work: Work, text: str) -> str:
    """The code of the unit with that code or, if only one has it, that name. Raises CommandError."""
    if text in work.world.tree:
        return text
    found = find_among(work, work.world.tree.units, text)
    if not found:
        raise CommandError(f"Không có đơn vị mang mã “{text}” hay tên ấy.")
    if len(found) > 1:
        names = [f"{unit.code} – {Voice().say(label(work, unit))}" for unit in found[:NAMED]]
        more = f" và {len(found) - NAMED} đơn vị khác" if len(found) > NAMED else ""
        raise CommandError(f"Có {len(found)} đơn vị tên “{text}”; hãy ghi mã: {'; '.join(names)}{more}.")
    return found[0].code


def unit_or_root(work: Work, code: str | None) -> str:
    """The unit that was named, else the only root. Raises CommandError."""
    if code is not None:
        return named_unit(work, code)
    roots = work.world.tree.roots()
    if len(roots) != 1:
        why = (
            "Chưa có đơn vị nào; hãy chạy chihoi org import." if not roots else "Có nhiều đơn vị gốc; hãy thêm --unit."
        )
        raise CommandError(why)
    return roots[0]


def period_for(work: Work, code: str, unit: str | None = None) -> Period:
    """The period, as the unit's programmes have it, or else any programme. Raises forms.periods.PeriodError."""
    try:
        return work.world.period(code, unit)
    except ValueError:
        return work.world.period(code)


def watched(items: Sequence[T], label: str) -> Iterator[T]:
    """Those items, with a bar on the terminal while they go by; nothing where nobody looks."""
    if not sys.stderr.isatty():
        yield from items
        return
    with click.progressbar(items, label=label, file=sys.stderr) as bar:
        yield from bar


def print_json(document: Any) -> None:
    """One JSON document on stdout."""
    click.echo(json.dumps(document, ensure_ascii=False, indent=1))
