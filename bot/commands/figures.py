"""`chihoi figures import`: figures that were collected elsewhere."""

from pathlib import Path

import click

from actions.figures import import_figures
from actions.tables import TableError
from bot.commands.common import CommandError, clock_option, in_database, period_for, period_option


@click.group()
def figures() -> None:
    """Số liệu thu thập ở nơi khác."""


@figures.command("import")
@click.argument("file", metavar="TỆP", type=click.Path(path_type=Path, dir_okay=False))
@period_option
@click.option(
    "--problems", metavar="TỆP.txt", type=click.Path(path_type=Path), help="Ghi mọi ô cần xem lại, mỗi dòng một ô."
)
@clock_option
def import_(file: Path, period: str, problems: Path | None, clock: str | None) -> None:
    """Nhập bảng số liệu: cột đầu “unit”, rồi mỗi mã số liệu một cột; ô trống là chưa báo cáo."""
    try:
        written, skipped = in_database(
            lambda work: import_figures(work, file, period_for(work, period)), clock, writes=True
        )
    except TableError as why:
        if problems is None:
            raise
        problems.write_text("\n".join(why.problems) + "\n", encoding="utf-8")
        raise CommandError(f"Có {len(why.problems)} chỗ cần xem lại, ghi ở {problems}; chưa nhập gì.") from why
    kept = f"; giữ nguyên {skipped} báo cáo đã gửi" if skipped else ""
    click.echo(f"Đã nhập {written} báo cáo kỳ {period}{kept}.")
