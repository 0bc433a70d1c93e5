"""`chihoi erase`: forget a person for good, on her written request."""

import click

from actions.personal_data import erase as forget
from bot.commands.common import CommandError, clock_option, in_database


@click.command()
@click.argument("person", metavar="SỐ-NGƯỜI", type=click.IntRange(1))
@clock_option
def erase(person: int, clock: str | None) -> None:
    """Xóa hẳn thông tin cá nhân của một người (số người xem ở chihoi audit); số liệu của đơn vị vẫn giữ."""
    if not in_database(lambda work: forget(work, person), clock, writes=True):
        raise CommandError(f"Không có người mang số {person}.")
    click.echo(f"Đã xóa thông tin cá nhân của người số {person}.")
