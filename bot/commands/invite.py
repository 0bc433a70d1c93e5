"""`chihoi invite`: single-use codes with links and QR, to print or to send."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from actions import invitations
from actions.invitations import Card
from actions.tables import write_table
from actions.work import Work
from bot.commands.common import CommandError, clock_option, in_database, json_option, named_unit, print_json
from bot.commands.invite_bots import Bots
from bot.links import chat_link, shared_link, telegram_link
from bot.secret import secret_key
from bot.settings import load_settings

KINDS = (".html", ".csv", ".txt")


@click.command()
@click.argument("unit", metavar="ĐƠN-VỊ")
@click.option("--role", type=click.Choice(invitations.ROLES), default="leader", help="Vai trò của người được mời.")
@click.option("--shared", is_flag=True, help="Một mã chung cho cả xã: mỗi người chọn chi hội, cán bộ xác nhận.")
@click.option("--all-below", is_flag=True, help="Mời cho mọi đơn vị bên dưới.")
@click.option("--bot", "bots", multiple=True, metavar="BOT", help="Mời vào bot này (tên hay mã); mặc định: bot của xã.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Ghi ra .html (để in), .csv hoặc .txt.")
@json_option
@clock_option
def invite(
    unit: str,
    role: str,
    shared: bool,
    all_below: bool,
    bots: tuple[str, ...],
    out: Path | None,
    as_json: bool,
    clock: str | None,
) -> None:
    """Tạo mã mời dùng một lần cho một đơn vị (và mọi đơn vị bên dưới), hoặc một mã chung cho cả xã."""
    if out and out.suffix.lower() not in KINDS:
        raise CommandError("Tệp --out phải có đuôi .html hoặc .csv, .txt.")
    role = invitations.SHARED if shared else role
    cards = in_database(lambda work: _invite(work, unit, role, all_below, bots), clock, writes=True)
    if out:
        _write(out, cards)
    if as_json:
        print_json([_without_name(card) for card in cards])
    elif out:
        click.echo(f"Đã ghi {len(cards)} mã mời ra {out}{_led_to(cards)}.")
    else:
        for card in cards:
            click.echo(f"{card['unit']}\t{card['name']}\t{card['code']}\t{card['links']['web']}")


def _invite(work: Work, unit: str, role: str, all_below: bool, wanted: Sequence[str]) -> list[dict[str, Any]]:
    unit = named_unit(work, unit)
    codes = work.world.tree.descendants(unit) if all_below else [unit]
    today = work.now.date()
    valid = [code for code in codes if work.world.tree.is_valid(code, today)] or [unit]
    if role == invitations.SHARED and not (valid := [code for code in valid if work.world.tree.children(code)]):
        raise CommandError(f"Đơn vị {unit} không có đơn vị bên dưới; mã chung chỉ dùng cho nơi có chi hội.")
    cards = invitations.invite(work.db, valid, role, work.now)
    work.log("invite", unit=unit, data={"role": role, "cards": len(cards)})
    settings = load_settings()
    secret, bots = secret_key(work.db, settings), Bots(work, settings, wanted)
    return [_shown(work, card, secret, bots) for card in cards]


def _shown(work: Work, card: Card, secret: str, bots: Bots) -> dict[str, Any]:
    return {
        "unit": card.unit,
        "name": work.world.tree[card.unit].name,
        "role": card.role,
        "code": invitations.spaced(card.code),
        "expires_at": card.expires_at.isoformat(timespec="seconds"),
        "links": {"web": _web(card, secret), **_platforms(card, bots)},
    }


def _web(card: Card, secret: str) -> str:
    make = shared_link if card.role == invitations.SHARED else chat_link
    return make(load_settings().public_url, secret, card.code)


def _platforms(card: Card, bots: Bots) -> dict[str, str]:
    """A link into a bot of each platform; for Zalo, which has none, the bot's name."""
    links = {name: bot.name for name, bot in bots.of(card.unit).items()}
    return links | {name: telegram_link(links[name], card.code) for name in ("telegram",) if name in links}


def _led_to(cards: Sequence[Mapping[str, Any]]) -> str:
    """Into which Zalo bots they lead: each takes so few people that whoever prints cards wants to know."""
    names = dict.fromkeys(card["links"]["zalo"] for card in cards if "zalo" in card["links"])
    return f"; bot Zalo: {', '.join(names)}" if names else ""


def _without_name(card: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in card.items() if key != "name"}


def _write(out: Path, cards: list[dict[str, Any]]) -> None:
    if out.suffix.lower() == ".csv":
        columns = ("unit", "name", "role", "code", "expires_at", "web")
        write_table(out, columns, [[*(card[key] for key in columns[:5]), card["links"]["web"]] for card in cards])
        return
    from bot.cards import messages, printable

    out.write_text((printable if out.suffix.lower() == ".html" else messages)(cards), encoding="utf-8")
