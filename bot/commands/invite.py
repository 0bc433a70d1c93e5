"""`chihoi invite`: single-use codes with links and QR, to print or to send."""

from pathlib import Path
from typing import Any

import click

from actions import invitations
from actions.invitations import Card
from actions.tables import write_table
from actions.work import Work
from bot.commands.common import CommandError, clock_option, in_database, json_option, named_unit, print_json
from bot.links import bot_name_key, chat_link, shared_link, telegram_link
from bot.secret import secret_key
from bot.settings import load_settings, tokens
from storage import records

KINDS = (".html", ".csv", ".txt")


@click.command()
@click.argument("unit", metavar="ĐƠN-VỊ")
@click.option("--role", type=click.Choice(invitations.ROLES), default="leader", help="Vai trò của người được mời.")
@click.option("--shared", is_flag=True, help="Một mã chung cho cả xã: mỗi người chọn chi hội, cán bộ xác nhận.")
@click.option("--all-below", is_flag=True, help="Mời cho mọi đơn vị bên dưới.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Ghi ra .html (để in), .csv hoặc .txt.")
@json_option
@clock_option
def invite(
    unit: str, role: str, shared: bool, all_below: bool, out: Path | None, as_json: bool, clock: str | None
) -> None:
    """Tạo mã mời dùng một lần cho một đơn vị (và mọi đơn vị bên dưới), hoặc một mã chung cho cả xã."""
    if out and out.suffix.lower() not in KINDS:
        raise CommandError("Tệp --out phải có đuôi .html hoặc .csv, .txt.")
    role = invitations.SHARED if shared else role
    cards = in_database(lambda work: _invite(work, unit, role, all_below), clock, writes=True)
    if out:
        _write(out, cards)
    if as_json:
        print_json([_without_name(card) for card in cards])
    elif out:
        click.echo(f"Đã ghi {len(cards)} mã mời ra {out}.")
    else:
        for card in cards:
            click.echo(f"{card['unit']}\t{card['name']}\t{card['code']}\t{card['links']['web']}")


def _invite(work: Work, unit: str, role: str, all_below: bool) -> list[dict[str, Any]]:
    unit = named_unit(work, unit)
    codes = work.world.tree.descendants(unit) if all_below else [unit]
    today = work.now.date()
    valid = [code for code in codes if work.world.tree.is_valid(code, today)] or [unit]
    if role == invitations.SHARED and not (valid := [code for code in valid if work.world.tree.children(code)]):
        raise CommandError(f"Đơn vị {unit} không có đơn vị bên dưới; mã chung chỉ dùng cho nơi có chi hội.")
    cards = invitations.invite(work.db, valid, role, work.now)
    work.log("invite", unit=unit, data={"role": role, "cards": len(cards)})
    secret = secret_key(work.db, load_settings())
    return [_shown(work, card, secret) for card in cards]


def _shown(work: Work, card: Card, secret: str) -> dict[str, Any]:
    return {
        "unit": card.unit,
        "name": work.world.tree[card.unit].name,
        "role": card.role,
        "code": invitations.spaced(card.code),
        "expires_at": card.expires_at.isoformat(timespec="seconds"),
        "links": {"web": _web(card, secret), **_platforms(work, card)},
    }


def _web(card: Card, secret: str) -> str:
    make = shared_link if card.role == invitations.SHARED else chat_link
    return make(load_settings().public_url, secret, card.code)


def _platforms(work: Work, card: Card) -> dict[str, str]:
    """A link into the first bot of each platform (for Zalo, which has none, its name), once the bot has told its name:
    `chihoi run` asks for it."""
    settings, found = load_settings(), {}
    for platform, given in (("telegram", settings.telegram_token), ("zalo", settings.zalo_token)):
        bots = [f"{platform}:{token.partition(':')[0]}" for token in tokens(given)]
        if name := next(filter(None, (records.recall(work.db, bot_name_key(bot)) for bot in bots)), ""):
            found[platform] = telegram_link(name, card.code) if platform == "telegram" else name
    return found


def _without_name(card: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in card.items() if key != "name"}


def _write(out: Path, cards: list[dict[str, Any]]) -> None:
    if out.suffix.lower() == ".csv":
        columns = ("unit", "name", "role", "code", "expires_at", "web")
        write_table(out, columns, [[*(card[key] for key in columns[:5]), card["links"]["web"]] for card in cards])
        return
    from bot.cards import messages, printable

    out.write_text((printable if out.suffix.lower() == ".html" else messages)(cards), encoding="utf-8")
