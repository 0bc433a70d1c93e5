"""How the page says things: sentences from `forms/texts`, figures as people write them, templates in Jinja2."""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context

from forms.model import Indicator
from forms.rows import Answer
from forms.speech import Line, Voice, number
from forms.steps import show
from reports.discretion import LIMIT
from reports.matrix import Cell
from reports.sums import Number

MARKS: Mapping[str, str] = {"missing": "?", "not_applicable": "–", "nothing": "", "hidden": "…"}


@cache
def environment() -> Environment:
    """The templates; everything that is put into them is escaped."""
    made = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "segment": lambda text: quote(str(text), safe=""),
        "amount": _amount,
        "cell": _cell,
        "moment": _moment,
    }
    made.globals |= {"t": _say, "d": _say_desk, "few": LIMIT}
    return made


def render(template: str, voice: Voice, **values: Any) -> str:
    """A page in her language."""
    return environment().get_template(template).render(voice=voice, lang=voice.language, **values)


@pass_context
def _say(context: Context, key: str, **values: Any) -> str:
    """A sentence of the table `page`, filled in."""
    voice: Voice = context["voice"]
    return voice.say(Line(f"page.{key}", values))


@pass_context
def _say_desk(context: Context, key: str, **values: Any) -> str:
    """A sentence of the table `desk`, which holds those of the screens that act."""
    voice: Voice = context["voice"]
    return voice.say(Line(f"desk.{key}", values))


@pass_context
def _amount(context: Context, value: Any, indicator: Indicator) -> str:
    """A number with its unit, an answer in words; "" for none."""
    voice: Voice = context["voice"]
    if value is None:
        return ""
    answer = value if isinstance(value, Answer) else Answer("value", _tidy(value))
    return voice.say(show(indicator, answer))


@pass_context
def _moment(context: Context, at: datetime) -> str:
    """A day and an hour as people write them."""
    voice: Voice = context["voice"]
    return voice.show(at)


def _tidy(value: Number | str) -> Number | str:
    """A float that is a whole number is written as one."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _cell(found: Cell) -> str:
    """A cell of a table."""
    if found.mark != "value" or found.value is None:
        return MARKS[found.mark]
    return f"{'≈ ' if found.estimated else ''}{number(found.value)}"
