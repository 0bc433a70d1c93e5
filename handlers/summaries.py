"""The summary in chat: one screen first, then what she asks for part by part, and the files."""

from collections.abc import Iterator

from actions import papers
from actions.after_cut_off import after_cut_off
from actions.compile import summary
from actions.locks import lock_of
from actions.permissions import allows
from actions.work import Conversation, Work
from forms.periods import Period, PeriodError
from forms.rows import Unit
from forms.speech import Line, Option
from handlers import dialogue, places
from handlers.places import Place
from reports.brief import brief_lines, part_lines, parts, told_sections
from reports.chat import recipients_lines
from reports.papers import REPORT, TABLE
from reports.summary import Summary

FILES, DETAILS = "=files", "=sections"


def show(work: Work, who: Conversation, rest: str = "") -> None:
    """`/tonghop`, or `/tonghop xã Hai 6 tháng`. Inside a form the question stays open, and nothing else is offered."""
    if (place := places.said(work, who, "see_summary", rest, "tonghop", past=True)) is None:
        return
    unit, period = place
    found = summary(work, unit.code, period)
    lines = [*brief_lines(found), *_not_yet(work, who, found), *after_cut_off(work, unit.code, period)]
    work.log("see_summary", who, unit=unit.code, period=period.code)
    if who.session.get("on") == "form":
        dialogue.tell(work, who, *lines, more=_page(who, unit, period))
        return
    who.session |= {"on": "summary", "unit": unit.code, "period": period.code}
    dialogue.say(work, who, *lines, options=list(_options(found)), more=_page(who, unit, period))


def send_files(work: Work, who: Conversation, rest: str = "") -> None:
    """`/tep`, or “tệp xã Hai”: the files of the summary she looks at, else of the one at hand, as its button does."""
    place = (None if rest else _place(work, who)) or places.said(work, who, "see_summary", rest, "tep", past=True)
    if place is not None:
        _send_files(work, who, *place)


def _not_yet(work: Work, who: Conversation, found: Summary) -> list[Line]:
    """To whoever looks from above: the unit's own staff have not closed it; that they have opened it again stands
    above its figures."""
    unit = work.world.tree[found.unit]
    is_known = any(role.unit == unit.code for role in who.roles) or found.source.closures.before
    is_closed = lock_of(work, unit, work.world.period(found.period, unit.code)) is not None
    return [] if is_known or is_closed else [Line("closing.not_yet", {"unit": unit.name})]


def show_part(work: Work, who: Conversation, pick: str) -> None:
    """She has chosen a part, or the files."""
    place = _place(work, who)
    if place is None:
        dialogue.close(who)
        dialogue.say(work, who, Line("brief.gone"))
        return
    unit, period = place
    if pick == FILES:
        _send_files(work, who, unit, period)
        return
    found = summary(work, unit.code, period)
    if pick == DETAILS:
        sections = [Option(name, name) for name in told_sections(found)]
        dialogue.say(work, who, Line("brief.ask" if sections else "brief.none"), options=sections)
        return
    lines = part_lines(found, pick) or [Line("brief.none")]
    dialogue.say(work, who, *lines, options=[one for one in _options(found) if one.value != pick])


def _options(found: Summary) -> Iterator[Option]:
    yield Option(DETAILS, Line("brief.details"))
    for value, label in parts(found).items():
        yield Option(value, label)
    yield Option(FILES, Line("brief.files"))


def _place(work: Work, who: Conversation) -> Place | None:
    """The summary she is looking at, as long as she may."""
    if who.session.get("on") != "summary":
        return None
    unit, period = str(who.session.get("unit")), str(who.session.get("period"))
    if not allows(work, who, "see_summary", unit):
        return None
    try:
        return work.world.tree[unit], work.world.period(period, unit)
    except PeriodError:
        return None


def _send_files(work: Work, who: Conversation, unit: Unit, period: Period) -> None:
    assert who.person is not None
    work.log("see_summary", who, unit=unit.code, period=period.code, data={"files": [REPORT, TABLE]})
    more = papers.files(who.voice, who.person.id, unit, period, (REPORT, TABLE))
    ready = Line("brief.files_ready", {"period": period.title, "unit": unit.name})
    dialogue.tell(work, who, ready, *recipients_lines(summary(work, unit.code, period)), more=more)


def _page(who: Conversation, unit: Unit, period: Period) -> dict[str, object]:
    return papers.page(who.voice, who.person.id, unit, period) if who.person else {}
