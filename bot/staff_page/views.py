"""What each part of the page shows: from a visit to the values of its template. Nothing here knows of HTTP."""

from collections.abc import Callable, Mapping
from typing import Any

from actions.compile import standings
from actions.reporting import due_of
from bot.staff_page.frame import framed
from bot.staff_page.visit import NotForHerError, Visit
from forms.rows import Answer
from forms.speech import Line, number
from forms.steps import show
from reports.breakdown import breakdown
from reports.chat import closure_lines
from reports.discretion import LIMIT, hidden
from reports.doubts import doubts_about
from reports.figures import Figure, figures, rates
from reports.letterhead import COPIES
from reports.matrix import matrix, sections
from reports.naming import words
from reports.outline import outline
from reports.papers import WHOLE
from reports.phrases import when
from reports.summary import Summary
from reports.targets import Judgement
from reports.verdicts import line_of, share_of, verdict_word

Values = dict[str, Any]
MARKS: Mapping[bool | None, str] = {True: "met", False: "not_met", None: "unknown"}


def said(visit: Visit, key: str, **values: Any) -> str:
    """A sentence of the page."""
    return visit.voice.say(Line(f"page.{key}", values))


def progress(visit: Visit, _: Mapping[str, str]) -> Values:
    """Who has sent, down to the branch."""
    found = standings(visit.work, visit.unit.code, visit.period)
    tree = outline(visit.work.world.tree, visit.unit.code, found)
    return {"tree": tree, "due": due_of(visit.work, visit.unit, visit.period)}


def overview(visit: Visit, _: Mapping[str, str]) -> Values:
    """Every figure with what stands behind it; first what does not add up."""
    summary = visit.summary()
    untold = hidden(summary, breakdown(summary))
    doubts = [doubt for doubt in doubts_about(summary) if not untold.totals & set(doubt.codes)]
    known = {figure.indicator.code: figure for figure in figures(summary)}
    told = {
        section: [_figure(visit, summary, known[code], code in untold.totals) for code in codes]
        for section, codes in sections(summary).items()
    }
    rated = [
        said(visit, "figures.rate", title=words(f"rate.{one.rate.code}"), value=number(round(one.now, 1)))
        for one in rates(summary)
        if one.now is not None and not untold.totals & {one.rate.part, one.rate.whole}
    ]
    closed = [visit.voice.say(line) for line in closure_lines(summary)]
    return {"sections": told, "doubts": doubts, "rates": rated, "any_hidden": bool(untold.totals), "closed": closed}


def _figure(visit: Visit, summary: Summary, figure: Figure, is_hidden: bool) -> Values:
    indicator = figure.indicator
    notes = [] if is_hidden else notes_about(visit, summary, figure)
    shown = value_of(visit, figure, is_hidden)
    return {"code": indicator.code, "title": indicator.title, "value": shown, "notes": notes}


def value_of(visit: Visit, figure: Figure, is_hidden: bool) -> str:
    """A total in words: with its unit, or that there is none, or that it is too small to be told."""
    if is_hidden:
        return said(visit, "figures.hidden", limit=LIMIT)
    if figure.now.total is None:
        return said(visit, "figures.none")
    if figure.indicator.kind == "yes_no" and figure.now.reported_by > 1:
        return said(visit, "figures.yes", count=f"{number(figure.now.total)}/{number(figure.now.reported_by)}")
    return _amount(visit, figure, figure.now.total)


def _amount(visit: Visit, figure: Figure, value: float) -> str:
    tidy = int(value) if float(value).is_integer() else value
    return visit.voice.say(show(figure.indicator, Answer("value", tidy)))


def notes_about(visit: Visit, summary: Summary, figure: Figure) -> list[str]:
    """What to know about a figure: how many units, what is missing, what it was before, the goal."""
    now, plural = figure.now, figure.now.reported_by > 1
    notes = [said(visit, "figures.behind", count=now.reported_by)] if plural else []
    states = {"estimated": now.estimated, "missing": now.missing, "not_applicable": now.not_applicable}
    notes += [said(visit, f"figures.{name}", count=count) for name, count in states.items() if count]
    if figure.before is not None and figure.indicator.kind != "yes_no":
        notes.append(_before(visit, summary, figure, figure.before))
    if figure.half is not None:
        notes.append(said(visit, "figures.half", value=_amount(visit, figure, figure.half)))
    if figure.plan is not None:
        notes.append(said(visit, "figures.plan", value=number(figure.plan)))
    return notes


def _before(visit: Visit, summary: Summary, figure: Figure, before: float) -> str:
    """What it was, and the change; where other units stood behind it, how many, since a change would say nothing."""
    told = {"when": when(figure.indicator.measure, summary.source.compared_with)}
    told |= {"value": _amount(visit, figure, before)}
    if not figure.comparable:
        return said(visit, "figures.before_of", **told, count=figure.before_by)
    change = said(visit, "figures.change", change=_signed(figure)) if figure.change else ""
    return said(visit, "figures.before", **told) + change


def _signed(figure: Figure) -> str:
    change = figure.change or 0
    return f"{'+' if change > 0 else '−'}{number(abs(change))}"


def table(visit: Visit, query: Mapping[str, str]) -> Values:
    """Units beside figures, one section at a time (`?phan=2`)."""
    summary = visit.summary()
    known = sections(summary)
    names = list(known)
    chosen = query.get("phan", "1")
    place = int(chosen) if chosen.isdecimal() and 1 <= int(chosen) <= len(names) else 1
    if not names:
        return {"table": None}
    lines = breakdown(summary)
    section = names[place - 1]
    shown = matrix(summary, lines, hidden(summary, lines), section, known[section])
    return {"table": shown, "names": names, "place": place}


def targets(visit: Visit, _: Mapping[str, str]) -> Values:
    """Targets with data, programme by programme, and the goals given to units below."""
    summary = visit.summary()
    titles = {programme.code: programme.title for programme in summary.source.programmes}
    groups: dict[str, list[Values]] = {}
    judged = [(code, one) for code, one in summary.targets if one.applicable or one.assigned is not None]
    for programme, verdict in judged:
        if verdict_word(verdict) != "unknown":
            groups.setdefault(titles[programme], []).append(_target(visit, verdict))
    rest = len(judged) - sum(map(len, groups.values()))
    tree = visit.work.world.tree
    below = [
        _goal(verdict) | {"unit": tree[unit].name, "mark": MARKS[verdict.assigned_met]}
        for _, unit, verdict in summary.assigned
    ]
    return {"groups": groups, "rest": rest, "below": below}


def _goal(verdict: Judgement) -> Values:
    line = line_of(0, verdict)
    unit = verdict.unit if verdict.each is None else ""
    return {"code": verdict.code, "value": line.value, "goal": f"{line.goal} {unit}".strip()}


def _target(visit: Visit, verdict: Judgement) -> Values:
    notes = []
    if verdict.assigned is not None:
        word = said(visit, f"targets.{MARKS[verdict.assigned_met]}").lower()
        notes.append(said(visit, "targets.assigned", goal=number(verdict.assigned), verdict=word))
    if verdict.not_reached:
        tree = visit.work.world.tree
        names = [tree[code].name if code in tree else code for code in verdict.not_reached[:12]]
        more = " …" if len(verdict.not_reached) > len(names) else ""
        notes.append(said(visit, "targets.behind", names=", ".join(names) + more))
    shown = {"title": verdict.title, "mark": verdict_word(verdict), "share": min(share_of(verdict), 1), "notes": notes}
    return _goal(verdict) | shown


def texts(visit: Visit, _: Mapping[str, str]) -> Values:
    """What units wrote, question by question."""
    summary, tree = visit.summary(), visit.work.world.tree
    return {
        "texts": {
            summary.indicators[code].title: [
                {"code": code, "unit": unit, "name": tree[unit].name, "text": text} for unit, text in found
            ]
            for code, found in summary.texts.items()
        }
    }


def nothing(visit: Visit, _: Mapping[str, str]) -> Values:
    """A part that needs no figures."""
    return {}


def files(visit: Visit, _: Mapping[str, str]) -> Values:
    """What can be taken along; where figures are closed, the report with all the others too."""
    return {"copies": COPIES, "whole": WHOLE if visit.is_partly_closed else ""}


VIEWS: Mapping[str, Callable[[Visit, Mapping[str, str]], Values]] = {
    "tien-do": progress,
    "so-lieu": overview,
    "bang": table,
    "chi-tieu": targets,
    "y-kien": texts,
    "bieu-do": nothing,
    "tep": files,
}


def page(visit: Visit, root: str, view: str, query: Mapping[str, str]) -> str:
    """One part of the page. Raises NotForHerError for one that does not exist."""
    if view not in VIEWS:
        raise NotForHerError
    return framed(visit, root, view, VIEWS[view](visit, query))
