"""Invitations as they travel: an A4 page to print (a card a unit: QR, links, code in large type, three lines of how
to), and messages ready to paste into a chat."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

PAGE = """<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><title>Thẻ mời</title><style>
@page {{ size: A4; margin: 12mm }}
body {{ font: 11pt/1.35 system-ui, sans-serif; margin: 0 }}
main {{ display: grid; grid-template-columns: 1fr 1fr; gap: 6mm }}
section {{ border: 1px dashed #888; padding: 5mm; break-inside: avoid }}
h2 {{ font-size: 13pt; margin: 0 0 2mm }}
b {{ font: 700 20pt ui-monospace, monospace; letter-spacing: 1px }}
svg {{ width: 34mm; height: 34mm; float: right; margin: 0 0 2mm 2mm }}
ol {{ padding-left: 5mm; margin: 2mm 0 }}
small {{ color: #555; overflow-wrap: anywhere }}
</style></head><body><main>{cards}</main></body></html>
"""
CARD = """<section>{qr}<h2>{name}</h2><p>Mã mời ({role}):<br><b>{code}</b></p>
<ol>{how}</ol><small>{places}{once}, đến hết {until}.</small></section>
"""
HOW = ("Quét mã QR bằng Zalo hoặc máy ảnh.", "Đọc phần giới thiệu, nhắn “đồng ý”.", "Đến kỳ, nhắn “báo cáo”.")
HOW_SHARED = (*HOW[:2], "Chọn chi hội của mình; cán bộ xác nhận là xong.")
ROLES = {"leader": "trưởng", "deputy": "phó", "staff": "cán bộ phụ trách", "admin": "quản trị", "shared": "dùng chung"}
ONCE = {"shared": "Dùng chung cho mọi chi hội"}
MESSAGE = """{name} ({role}): mời dùng trợ lý báo cáo của Hội.
Mở đường dẫn này rồi nhắn “đồng ý”: {web}
{places}Mã: {code}. {once}, đến hết {until}."""


def printable(cards: Sequence[Mapping[str, Any]]) -> str:
    """The page."""
    return PAGE.format(cards="\n".join(_card(card) for card in cards))


def messages(cards: Sequence[Mapping[str, Any]]) -> str:
    """A message for each card, an empty line between them."""
    return "\n\n".join(MESSAGE.format(**_words(card), web=card["links"]["web"]) for card in cards) + "\n"


def _card(card: Mapping[str, Any]) -> str:
    import segno

    qr = segno.make(card["links"]["web"], error="m").svg_inline(scale=3, border=1)
    steps = HOW_SHARED if card["role"] == "shared" else HOW
    safe = {name: escape(word) for name, word in _words(card).items()}
    return CARD.format(qr=qr, how="".join(f"<li>{step}</li>" for step in steps), **safe)


def _words(card: Mapping[str, Any]) -> dict[str, str]:
    until = "/".join(reversed(card["expires_at"][:10].split("-")))
    once = ONCE.get(card["role"], "Dùng một lần")
    names = {"name": card["name"], "role": ROLES[card["role"]], "code": card["code"]}
    return {**names, "until": until, "once": once, "places": _places(card)}


def _places(card: Mapping[str, Any]) -> str:
    """Where else the code opens the assistant: on each platform that has a bot."""
    links, code = card["links"], card["code"]
    telegram = f"Telegram: {links['telegram']} " if "telegram" in links else ""
    zalo = f"Zalo: tìm “{links['zalo']}”, nhắn {code} " if "zalo" in links else ""
    return telegram + zalo
