"""What goes out with a summary: the page that shows it all, and its files. Nothing is signed or drawn here: the
sender makes links and files at the moment of sending, asking again whether she may have them."""

from typing import Any

from actions.work import Conversation
from forms.periods import Period
from forms.rows import Unit
from forms.speech import Line, Voice
from reports.papers import CHART, REPORT, TABLE, file_name

LABELS = {REPORT: "brief.word", TABLE: "brief.excel", CHART: "brief.chart"}


def page(voice: Voice, person: int, unit: Unit, period: Period) -> dict[str, Any]:
    """For a message's body: the staff page of that unit and period, as that person."""
    about = {"person": person, "period": period.code, "unit": unit.code}
    return {"page": {"label": voice.say(Line("brief.page")), **about}}


def desk(who: Conversation, unit: Unit, period: Period, view: str) -> dict[str, Any]:
    """For a message's body: the screen of the staff page where the same can be done, as that person."""
    if who.person is None:
        return {}
    about = {"person": who.person.id, "period": period.code, "unit": unit.code, "view": view}
    return {"page": {"label": who.voice.say(Line("brief.desk")), **about}}


def sheets(voice: Voice, person: int, unit: Unit, period: Period) -> dict[str, Any]:
    """For a message's body: question sheets to print, as that person."""
    about = {"person": person, "period": period.code, "unit": unit.code, "view": "in-phieu"}
    return {"page": {"label": voice.say(Line("brief.sheets")), **about}}


def files(voice: Voice, person: int, unit: Unit, period: Period, papers: tuple[str, ...]) -> dict[str, Any]:
    """For a message's body: those files, as that person."""
    about = {"person": person, "period": period.code, "unit": unit.code}
    return {"files": [_file(voice, paper, about) for paper in papers]}


def _file(voice: Voice, paper: str, about: dict[str, Any]) -> dict[str, Any]:
    name = file_name(paper, about["period"], about["unit"])
    kind = "photo" if paper == CHART else "document"
    return {"name": name, "kind": kind, "label": voice.say(Line(LABELS[paper])), "paper": {"name": paper, **about}}
