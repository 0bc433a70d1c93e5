"""`chihoi outbox`: what waits to be sent, what failed and why."""

import click

from bot.commands.common import in_database, json_option, print_json
from storage import outbox as store


@click.command()
@json_option
def outbox(as_json: bool) -> None:
    """Tin chờ gửi, tin đã gửi, tin hỏng và lý do."""
    states, dead = in_database(lambda work: (store.states(work.db), store.dead(work.db, 50)))
    if as_json:
        print_json({"states": states, "dead": dead})
        return
    names = {"waiting": "chờ gửi", "sent": "đã gửi", "dead": "hỏng"}
    click.echo(", ".join(f"{names[state]}: {states.get(state, 0)}" for state in names))
    for letter in dead:
        click.echo(f"#{letter['id']} {letter['created_at']} tài khoản {letter['account']}: {letter['reason']}")
