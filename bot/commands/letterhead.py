"""`chihoi letterhead`: how a unit heads and signs its papers."""

import click

from actions import letterheads
from actions.work import Work
from bot.commands.common import clock_option, in_database, json_option, print_json, unit_or_root
from reports.letterhead import Letterhead

MOST = 300


@click.command("letterhead")
@click.argument("unit", metavar="MÃ")
@click.option("--superior", metavar="CHỮ", help="Cơ quan chủ quản, ở đầu văn bản.")
@click.option("--issuer", metavar="CHỮ", help="Cơ quan ban hành; \\n để xuống dòng.")
@click.option("--body", metavar="CHỮ", help="Tên cơ quan trong câu văn.")
@click.option("--symbol", metavar="CHỮ", help="Ký hiệu sau số, ví dụ BC-BTV.")
@click.option("--signer", metavar="CHỮ", help="Quyền hạn, chức vụ người ký; \\n để xuống dòng.")
@click.option("--place", metavar="CHỮ", help="Địa danh trước ngày tháng.")
@click.option("--reset", is_flag=True, help="Bỏ mọi chữ riêng, trở lại như thường lệ của cấp mình.")
@json_option
@clock_option
def letterhead(unit: str, reset: bool, as_json: bool, clock: str | None, **parts: str | None) -> None:
    """Xem, hoặc đổi, phần đầu và phần ký trong văn bản của một đơn vị; chữ "" là trở lại như thường lệ."""
    own = {name: text.replace("\\n", "\n").strip()[:MOST] for name, text in parts.items() if text is not None}
    if reset:
        own = dict.fromkeys(letterheads.PARTS, "")
    found = in_database(lambda work: _worded(work, unit, own), clock, writes=bool(own))
    shown = {name: _lines(getattr(found, name)) for name in letterheads.PARTS}
    if as_json:
        print_json(shown)
    else:
        click.echo("\n".join(f"{name}: {text}" for name, text in shown.items()))


def _worded(work: Work, unit: str, own: dict[str, str]) -> Letterhead:
    code = unit_or_root(work, unit)
    return letterheads.word(work, code, own) if own else letterheads.head_of(work, code)


def _lines(part: str | tuple[str, ...]) -> str:
    return part if isinstance(part, str) else " / ".join(part)
