"""The frame that all parts of the page share: what can be looked at, what can be done, and for whom."""

from collections.abc import Mapping
from typing import Any

from actions.permissions import Act
from bot.staff_page.visit import Visit
from bot.staff_page.words import render

VIEWED = ("tien-do", "so-lieu", "bang", "chi-tieu", "y-kien", "bieu-do", "tep")
# the screens that act, and the row of the permission table that opens each
DESK: Mapping[str, Act] = {
    "duyet": "approve",
    "bao-cao": "approve",
    "chot-so": "close",
    "gia-han": "extend",
    "kien-nghi": "follow_proposal",
    "nhap-ho": "enter_for",
    "phieu": "enter_for",
    "viec": "handle_urgent",
}
UNDER: Mapping[str, str] = {"so": "so-lieu", "bao-cao": "duyet", "phieu": "nhap-ho"}


def framed(visit: Visit, root: str, view: str, values: Mapping[str, Any]) -> str:
    """A part as a whole page."""
    tab = UNDER.get(view, view)
    return render(f"{view}.html", visit.voice, view=view, tab=tab, **_about(visit, root, view), **values)


def _about(visit: Visit, root: str, view: str) -> dict[str, Any]:
    is_open = visit.period.opens <= visit.work.now.date()
    screens = [one for one, act in DESK.items() if is_open and one not in UNDER and visit.sees(visit.unit.code, act)]
    place = {"root": root, "unit": visit.unit, "period": visit.period, "path": visit.path, "periods": visit.periods}
    begin = "duyet" if visit.work.world.tree.children(visit.unit.code) else "bao-cao"  # a branch has its report alone
    return {
        **place,
        "begin": begin,
        "now": visit.work.now,
        "at_desk": view in DESK,
        "views": VIEWED,
        "screens": screens,
    }
