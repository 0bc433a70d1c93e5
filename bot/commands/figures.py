"""`chihoi figures import`: figures that were collected elsewhere."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from actions.figures import import_figures
from actions.prefill import prefill_figures
from actions.tables import TableError
from bot.commands.common import CommandError, FuncT, clock_option, in_database, period_for, period_option

FILE = click.Path(path_type=Path, dir_okay=False)


@click.group()
def figures() -> None:
    """Số liệu thu thập ở nơi khác."""


def _problems_option(command: FuncT) -> FuncT:
    help_ = "Ghi mọi ô cần xem lại, mỗi dòng một ô."
    return click.option("--problems", metavar="TỆP.txt", type=click.Path(path_type=Path), help=help_)(command)


@contextmanager
def _listed(problems: Path | None) -> Iterator[None]:
    """Put every fault of the table into one list, if one is wanted."""
    try:
        yield
    except TableError as why:
        if problems is None:
            raise
        problems.write_text("\n".join(why.problems) + "\n", encoding="utf-8")
        raise CommandError(f"Có {len(why.problems)} chỗ cần xem lại, ghi ở {problems}; chưa nhập gì.") from why


@figures.command("import")
@click.argument("file", metavar="TỆP", type=FILE)
@period_option
@_problems_option
@clock_option
def import_(file: Path, period: str, problems: Path | None, clock: str | None) -> None:
    """Nhập bảng số liệu: cột đầu “unit”, rồi mỗi mã số liệu một cột; ô trống là chưa báo cáo."""
    with _listed(problems):
        written, skipped = in_database(
            lambda work: import_figures(work, file, period_for(work, period)), clock, writes=True
        )
    kept = f"; giữ nguyên {skipped} báo cáo đã gửi" if skipped else ""
    click.echo(f"Đã nhập {written} báo cáo kỳ {period}{kept}.")


@figures.command("prefill")
@click.argument("file", metavar="TỆP", type=FILE)
@period_option
@_problems_option
@click.option("--dry-run", is_flag=True, help="Chỉ xem sẽ điền gì, không ghi.")
@clock_option
def prefill(file: Path, period: str, problems: Path | None, dry_run: bool, clock: str | None) -> None:
    """Điền sẵn số mà xã biết rõ hơn, bảng như khi nhập: chi hội mở báo cáo chỉ việc xem lại, chưa tính là đã nộp."""
    with _listed(problems):
        filled = in_database(
            lambda work: prefill_figures(work, file, period_for(work, period)), clock, writes=not dry_run
        )
    said = "Sẽ điền" if dry_run else "Đã điền"
    kept = f"; giữ nguyên {len(filled.kept)} chỗ đã gửi, đã chốt hoặc đã tự trả lời" if filled.kept else ""
    nothing = " Chưa ghi gì." if dry_run else ""
    click.echo(f"{said} sẵn {filled.figures} số ở {filled.units} đơn vị kỳ {period}{kept}.{nothing}")
