"""`chihoi backup` and `chihoi restore`."""

from pathlib import Path

import click

from actions.work import Work
from bot.commands.common import CommandError, in_database
from storage import backup as copy

FILE = click.Path(path_type=Path, dir_okay=False)


@click.command()
@click.argument("file", metavar="TỆP", type=FILE)
def backup(file: Path) -> None:
    """Sao lưu toàn bộ cơ sở dữ liệu ra một tệp, trong khi mọi thứ vẫn chạy."""
    half = file.with_name(file.name + ".part")
    rows = in_database(lambda work: copy.write(work.db, half))
    half.chmod(0o600)
    half.replace(file)
    click.echo(f"Đã sao lưu {rows} dòng ra {file}. Tệp chứa dữ liệu cá nhân: hãy cất nơi an toàn.")


@click.command()
@click.argument("file", metavar="TỆP", type=FILE)
@click.option("--replace", is_flag=True, help="Thay cả dữ liệu đang có.")
def restore(file: Path, replace: bool) -> None:
    """Khôi phục từ bản sao lưu; không --replace thì chỉ vào cơ sở dữ liệu trống."""
    rows = in_database(lambda work: _restore(work, file, replace), writes=True)
    click.echo(f"Đã khôi phục {rows} dòng.")


def _restore(work: Work, file: Path, replace: bool) -> int:
    if not file.is_file():
        raise CommandError(f"Không có tệp “{file}”.")
    if not replace and not copy.is_empty(work.db):
        raise CommandError("Cơ sở dữ liệu đang có dữ liệu; thêm --replace nếu muốn thay hết bằng bản sao lưu.")
    return copy.read(work.db, file)
