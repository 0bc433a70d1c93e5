"""`chihoi reminders`: the plan of what the clock will send."""

import click

from actions.work import Work
from bot.commands.common import (
    clock_option,
    in_database,
    json_option,
    period_for,
    period_option,
    print_json,
)
from bot.settings import load_settings
from scheduler.due import Notice
from scheduler.season import season
from scheduler.times import Hours


@click.command()
@period_option
@json_option
@clock_option
def reminders(period: str, as_json: bool, clock: str | None) -> None:
    """Kế hoạch nhắc của một kỳ, từ bây giờ trở đi."""
    planned = in_database(lambda work: _plan(work, period), clock)
    if as_json:
        print_json([_as_json(notice) for notice in planned])
        return
    for notice in planned:
        click.echo(f"{notice.at:%d/%m/%Y %H:%M}  {notice.stage:<7} {notice.unit:<16} người {notice.reader.person}")


def _plan(work: Work, code: str) -> list[Notice]:
    settings = load_settings()
    found = season(work, period_for(work, code), Hours(settings.zone, settings.quiet), habits=settings.habits)
    return sorted((one for one in found.planned if one.at >= work.now), key=lambda one: (one.at, one.unit, one.stage))


def _as_json(notice: Notice) -> dict[str, object]:
    return {
        "at": notice.at.isoformat(timespec="minutes"),
        "stage": notice.stage,
        "unit": notice.unit,
        "person": notice.reader.person,
        "channel": notice.reader.channel,
    }
