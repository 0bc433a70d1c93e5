"""`chihoi audit`: who changed what, when, on which channel."""

import click

from bot.commands.common import in_database, json_option, named_unit, print_json
from storage import records


@click.command()
@click.option("--unit", metavar="MÃ", help="Chỉ một đơn vị.")
@click.option("--limit", type=click.IntRange(1, 100_000), default=200, help="Số dòng, mới nhất trước.")
@json_option
def audit(unit: str | None, limit: int, as_json: bool) -> None:
    """Nhật ký thay đổi, mới nhất trước."""
    rows = in_database(lambda work: records.read_trail(work.db, named_unit(work, unit) if unit else None, limit))
    if as_json:
        print_json(rows)
        return
    for row in rows:
        about = " ".join(str(row[key]) for key in ("unit", "period") if row[key])
        who = f"người {row['person'] or '–'}, {row['channel'] or 'lệnh'}"
        click.echo(f"{row['at']}  {row['act']:<10} {who}  {about}  {row['data']}")
