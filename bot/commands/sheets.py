"""`chihoi sheets`: question sheets to print, with last figures, for those without a phone."""

from pathlib import Path

import click

from actions.work import Work
from bot.commands.common import CommandError, clock_option, in_database, period_for, period_option, unit_or_root
from bot.question_sheets import Sheet, printable, sheets_of


@click.command()
@period_option
@click.option("--unit", metavar="MÃ", help="Đơn vị và mọi đơn vị bên dưới; không ghi thì từ đơn vị gốc.")
@click.option("--missing", is_flag=True, help="Chỉ in cho nơi chưa nộp.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="Tệp .html để in khổ A4.")
@clock_option
def sheets(period: str, unit: str | None, missing: bool, out: Path, clock: str | None) -> None:
    """Phiếu hỏi in ra giấy, có số lần trước, cho nơi không dùng điện thoại; nhập lại bằng /nhapho."""
    found = in_database(lambda work: _of(work, period, unit, missing), clock)
    try:
        out.write_text(printable(found), encoding="utf-8")
    except OSError as why:
        raise CommandError(f"Không ghi được tệp “{out}”; hãy xem lại thư mục và quyền ghi.") from why
    click.echo(f"Đã ghi {len(found)} phiếu ra {out}.")


def _of(work: Work, code: str, unit: str | None, missing: bool) -> list[Sheet]:
    root = unit_or_root(work, unit)
    return sheets_of(work, root, period_for(work, code, root), missing=missing)
