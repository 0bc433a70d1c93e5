"""The story of a report: who did what with it, when, and for whom, the first thing first."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import takewhile
from typing import Any

from actions.history import shown_value, with_origin
from actions.reporting import form_of
from actions.work import Work
from forms.model import Form
from forms.periods import Period
from forms.rows import Unit
from forms.speech import Line
from forms.steps import lower_first, question_of, show
from forms.walk import NAMES
from storage import history, people
from storage.history import Trace

TOLD = frozenset(
    (
        *("submit", "import", "send_back", "unreturn", "approve", "unapprove", "handed_over", "wish"),
        *("close", "reopen", "extend", "unextend", "move_report"),
    )
)
ABOVE = ("close", "reopen")
NOT_SENT = 0  # nobody has that number; a command has none
SENT = ("submit", "import", "send_back", "approve", "move_report")


def story(work: Work, unit: Unit, period: Period) -> list[Line]:
    """What has happened to a report, and to the closings that hold it; answers are told once it had been sent."""
    own = _told(with_origin(work, unit.code, period.code))
    above = [
        (code, trace)
        for code in work.world.tree.ancestors(unit.code)
        for trace in history.of_report(work.db, code, period.code)
        if trace.act in ABOVE
    ]
    events = sorted([*((unit.code, trace) for trace in own), *above], key=lambda event: event[1].at)
    names = names_of(work, set(_people(trace for _, trace in events)))
    form = form_of(work, unit, period, work.report(unit.code, period.code))
    return [_event(work, trace, code, names, form, again) for code, trace, again in _counted(events)]


def _told(traces: Iterable[Trace]) -> list[Trace]:
    """What is worth telling: the steps; answers once the report had been sent, and before that, how many somebody
    else than its sender had given, and which of them were changed."""
    before = list(takewhile(lambda one: one.act not in SENT, traces))
    behind = [one for one in traces if one not in before]
    steps = [one for one in before if one.act in TOLD]
    found = [*_filled(before, behind), *steps, *(one for one in behind if one.act in TOLD or one.act == "answer")]
    return sorted(found, key=lambda one: one.at)


def _filled(before: Sequence[Trace], behind: Sequence[Trace]) -> Iterator[Trace]:
    sender = next((one.person for one in behind), NOT_SENT)
    last: dict[str, int | None] = {}
    given: dict[int | None, list[Trace]] = {}
    changed = []
    for one in before:
        if one.act == "answer":
            code = str(one.data.get("code"))
            changed += [one] if code in last and last[code] != one.person else []
            given.setdefault(one.person, []).append(one)
            last[code] = one.person
    for person, answers in given.items():
        if person != sender:
            yield replace(answers[0], act="fill", data={"count": len({one.data.get("code") for one in answers})})
    yield from changed


def _counted(events: Iterable[tuple[str, Trace]]) -> Iterable[tuple[str, Trace, bool]]:
    """Each event, and whether the report had been sent before."""
    again = False
    for code, trace in events:
        yield code, trace, again
        again = again or trace.act == "submit"


def _people(traces: Iterable[Trace]) -> Iterable[int]:
    for trace in traces:
        yield from (one for one in (trace.person, _number(trace.on_behalf)) if one is not None)


def _number(on_behalf: str | None) -> int | None:
    return int(on_behalf) if on_behalf and on_behalf.isdigit() else None


def names_of(work: Work, persons: set[int]) -> dict[int, Line | str]:
    """What each of those people is called; of staff without a name, whose staff they are."""
    roles, tree = people.roles_of(work.db, list(persons)), work.world.tree
    found: dict[int, Line | str] = {}
    for number, person in people.load_people(work.db, persons).items():
        unit = next((tree[role.unit].name for role in roles.get(number, []) if role.unit in tree), "")
        found[number] = person.name or (Line("closing.staff_of", {"unit": unit}) if unit else Line("help.unnamed"))
    return found


def _event(work: Work, trace: Trace, code: str, names: Mapping[int, Line | str], form: Form, again: bool) -> Line:
    data, act = trace.data, trace.act
    if act == "submit":
        act = "submit_for" if trace.on_behalf else "submit_again" if again else act
    elif act in ("answer", "fill"):
        act = f"{act}_for" if trace.on_behalf else act
    values: dict[str, Any] = {"at": datetime.fromisoformat(trace.at), "unit": work.world.tree[code].name}
    values |= {"who": names.get(trace.person or 0, Line("help.unnamed"))}
    values |= {"for": names.get(_number(trace.on_behalf) or 0, values["unit"])}
    if act == "move_report":
        act = "moved_away" if "to" in data else "moved_here"
        other = str(data.get("to") or data.get("from"))
        values["other"] = work.world.tree[other].name if other in work.world.tree else other
    values |= {name: data.get(name, "") for name in ("reason", "version", "count")}
    if until := str(data.get("until", "")):
        values["until"] = datetime.fromisoformat(until).date()
    return Line(f"review.story.{act}", values | (change(form, data) if trace.act == "answer" else {}))


def change(form: Form, data: Mapping[str, Any]) -> dict[str, object]:
    """The figure's name, and what it was and became, as people write them."""
    code = str(data.get("code", ""))
    if code.removesuffix(NAMES) not in {one.code for one in form.questions}:
        return {"title": code, "old": data.get("old") or "–", "new": data.get("new") or "–"}
    question = question_of(form, code)
    values = {name: shown_value(question, data.get(name)) for name in ("old", "new")}
    shown = {name: show(question, value) if value else "–" for name, value in values.items()}
    return {"title": lower_first(question.title), **shown}
