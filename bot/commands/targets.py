"""`chihoi targets import`: the goals that units were assigned."""

from pathlib import Path

import click

from actions import programmes
from actions.assigned import Assigned, import_targets
from actions.work import Work
from bot.commands.common import clock_option, in_database

FILE = click.Path(path_type=Path, dir_okay=False)


@click.group()
def targets() -> None:
    """Chỉ tiêu giao cho từng đơn vị."""


@targets.command("import")
@click.argument("file", metavar="TỆP", type=FILE)
@click.option("--programme", "code", required=True, metavar="MÃ", help="Mã chương trình có các chỉ tiêu ấy.")
@click.option("--year", required=True, type=click.IntRange(2000, 2100), metavar="NĂM", help="Năm được giao.")
@clock_option
def import_(file: Path, code: str, year: int, clock: str | None) -> None:
    """Nhập bảng chỉ tiêu giao: cột đầu “unit”, rồi mỗi mã chỉ tiêu một cột; ô trống là không giao (hoặc thôi giao)."""
    done = in_database(lambda work: _import(work, file, code, year), clock, writes=True)
    taken = f"; bỏ {done.withdrawn} chỉ tiêu giao trước đây" if done.withdrawn else ""
    click.echo(f"Đã giao {done.goals} chỉ tiêu của {code} cho {done.units} đơn vị, năm {year}{taken}.")


def _import(work: Work, file: Path, code: str, year: int) -> Assigned:
    return import_targets(work, file, programmes.find(work.world, code), year)
