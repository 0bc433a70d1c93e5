"""`chihoi status`: who has sent and who has not."""

from dataclasses import asdict

import click

from actions.compile import standings
from actions.work import Work
from bot.commands.common import (
    clock_option,
    in_database,
    json_option,
    period_for,
    period_option,
    print_json,
    unit_or_root,
)
from forms.speech import Voice
from reports.chat import progress_lines
from reports.standing import Standing


@click.command()
@period_option
@click.option("--unit", metavar="MÃ", help="Đơn vị; không ghi thì là đơn vị gốc.")
@json_option
@clock_option
def status(period: str, unit: str | None, as_json: bool, clock: str | None) -> None:
    """Ai đã nộp, ai chưa, đang dở đến đâu."""
    found, text = in_database(lambda work: _status(work, period, unit), clock)
    if as_json:
        print_json([_as_json(one) for one in found])
    else:
        click.echo(text)


def _status(work: Work, period_code: str, unit: str | None) -> tuple[list[Standing], str]:
    root = unit_or_root(work, unit)
    period = period_for(work, period_code, root)
    found = standings(work, root, period)
    lines = progress_lines(work.world.tree[root], period, found, work.world.tree, work.now.date(), frozenset())
    return found, Voice().say(*lines)


def _as_json(one: Standing) -> dict[str, object]:
    document = asdict(one)
    document["status"] = document.pop("stage")
    document["due"] = one.due.isoformat()
    document["submitted_at"] = one.submitted_at.isoformat() if one.submitted_at else None
    keys = ("unit", "name", "level", "status", "origin", "due", "submitted_at", "answered", "asked")
    return {key: document[key] for key in keys} | {"late": one.is_late}
