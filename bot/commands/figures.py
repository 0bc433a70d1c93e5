"""`chihoi figures import`: figures that were collected elsewhere."""

from pathlib import Path

import click

from actions.figures import import_figures
from bot.commands.common import clock_option, in_database, period_for, period_option


@click.group()
def figures() -> None:
    """Số liệu thu thập ở nơi khác."""


@figures.command("import")
@click.argument("file", metavar="TỆP", type=click.Path(path_type=Path, dir_okay=False))
@period_option
@clock_option
def import_(file: Path, period: str, clock: str | None) -> None:
    """Nhập bảng số liệu: cột đầu “unit”, rồi mỗi mã số liệu một cột; ô trống là chưa báo cáo."""
    written, skipped = in_database(
        lambda work: import_figures(work, file, period_for(work, period)), clock, writes=True
    )
    kept = f"; giữ nguyên {skipped} báo cáo đã gửi" if skipped else ""
    click.echo(f"Đã nhập {written} báo cáo kỳ {period}{kept}.")
