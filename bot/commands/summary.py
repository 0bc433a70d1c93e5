"""`chihoi summary`: what a unit's subtree adds up to, against the targets."""

import json
from pathlib import Path

import click

from actions import compile as compiling
from actions.work import Work
from bot.commands.common import CommandError, clock_option, in_database, period_for, period_option, unit_or_root
from forms.speech import Voice
from reports.chat import summary_lines
from reports.summary import Summary, as_json


@click.command()
@period_option
@click.option("--unit", metavar="MÃ", help="Đơn vị; không ghi thì là đơn vị gốc.")
@click.option("--programme", metavar="MÃ", help="Chỉ một chương trình.")
@click.option("--format", "kind", type=click.Choice(["text", "json"]), default="text", help="Dạng kết quả.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Ghi ra tệp.")
@clock_option
def summary(
    period: str, unit: str | None, programme: str | None, kind: str, out: Path | None, clock: str | None
) -> None:
    """Tổng hợp số liệu của một đơn vị và mọi đơn vị bên dưới."""
    found = in_database(lambda work: _summary(work, period, unit, programme), clock)
    shown = _json(found) if kind == "json" else Voice("dong_chi").say(*summary_lines(found))
    if out:
        out.write_text(shown + "\n", encoding="utf-8")
    else:
        click.echo(shown)


def _json(found: Summary) -> str:
    return json.dumps(as_json(found), ensure_ascii=False, indent=1)


def _summary(work: Work, period_code: str, unit: str | None, programme: str | None) -> Summary:
    root = unit_or_root(work, unit)
    if programme is not None and programme not in work.world.programmes:
        raise CommandError(f"Không có chương trình mang mã “{programme}”; xem chihoi programme list.")
    only = work.world.programmes[programme] if programme else None
    return compiling.summary(work, root, period_for(work, period_code, root), only)
