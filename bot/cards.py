"""Invitations as an A4 page to print: a card a unit, with QR, code in large type and three lines of how to."""

from collections.abc import Sequence
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
svg {{ width: 34mm; height: 34mm; float: right }}
ol {{ padding-left: 5mm; margin: 2mm 0 }}
small {{ color: #555 }}
</style></head><body><main>{cards}</main></body></html>
"""
CARD = """<section>{qr}<h2>{name}</h2><p>Mã mời ({role}):<br><b>{code}</b></p>
<ol><li>Quét mã QR bằng Zalo hoặc máy ảnh.</li><li>Đọc phần giới thiệu, nhắn “đồng ý”.</li>
<li>Đến kỳ, nhắn “báo cáo”.</li></ol><small>Dùng một lần, đến hết {until}.</small></section>
"""
ROLES = {"leader": "trưởng", "deputy": "phó", "staff": "cán bộ phụ trách", "admin": "quản trị"}


def printable(cards: Sequence[dict[str, Any]]) -> str:
    """The page."""
    return PAGE.format(cards="\n".join(_card(card) for card in cards))


def _card(card: dict[str, Any]) -> str:
    import segno

    qr = segno.make(card["links"]["web"], error="m").svg_inline(scale=3, border=1)
    until = "/".join(reversed(card["expires_at"][:10].split("-")))
    return CARD.format(
        qr=qr, name=escape(card["name"]), role=ROLES[card["role"]], code=escape(card["code"]), until=until
    )
