"""The screens that act, by their name in the address; and how a form that was posted becomes what is shown next."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from bot.staff_page import closing, entering, extending, following, incidents, reviewing
from bot.staff_page.acting import Done, Fields, Screen
from bot.staff_page.frame import DESK, framed
from bot.staff_page.saying import desk
from bot.staff_page.visit import NotForHerError, Visit
from forms.speech import texts

SCREENS: Mapping[str, Screen] = {
    "duyet": reviewing.LIST,
    "bao-cao": reviewing.ONE,
    "chot-so": closing.SCREEN,
    "gia-han": extending.SCREEN,
    "kien-nghi": following.SCREEN,
    "viec": incidents.SCREEN,
    "nhap-ho": entering.LIST,
    "phieu": entering.FORM,
}
TRACED = frozenset(view for view, screen in SCREENS.items() if screen.writes)


def opened(visit: Visit, view: str) -> Screen:
    """A screen of hers; nothing is done about a period that has not opened. Raises NotForHerError."""
    is_hers = view in DESK and visit.sees(visit.unit.code, DESK[view])
    if not is_hers or visit.period.opens > visit.work.now.date():
        raise NotForHerError
    return SCREENS[view]


def act(visit: Visit, view: str, fields: Fields) -> Done:
    """Do what a form asks for. Raises NotForHerError, StaleError, WrongError."""
    wanted = opened(visit, view).acts.get(fields.one("do"))
    if wanted is None:
        raise NotForHerError
    return wanted(visit, fields)


def shown(visit: Visit, root: str, view: str, fields: Fields, **said: Any) -> str:
    """The screen as a page. `said`: the token of its forms, which sentence stands above it and what fills that."""
    here = "/".join(quote(one, safe="") for one in (view, visit.period.code, visit.unit.code))
    above = {"wrong_words": "", "done_words": ""} | _above(visit, fields, **said)
    values = {"typed": fields, "token": said["token"], "wrong": said["wrong"], "here": f"{root}/{here}", **above}
    return framed(visit, root, view, values | opened(visit, view).show(visit, fields))


def _above(visit: Visit, fields: Fields, wrong: str, about: Mapping[str, Any], **_: Any) -> dict[str, str]:
    """What was wrong with what was posted, or what has just been done."""
    if wrong:
        return {"wrong_words": visit.voice.say(desk(f"wrong.{wrong}", **about))}
    word, count = fields.one("xong", 40), fields.one("n", 6)
    if f"desk.done.{word}" not in texts(visit.voice.language):
        return {}
    number = int(count) if count.isdecimal() else 0
    return {"done_words": visit.voice.say(desk(f"done.{word}", unit=visit.unit.name, count=number))}
