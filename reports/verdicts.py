"""The table of targets: how each goal, result and verdict reads."""

from collections.abc import Iterator
from dataclasses import dataclass

from forms.speech import number
from reports.naming import words
from reports.phrases import counted
from reports.summary import Summary
from reports.targets import Judgement


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table; a line without `verdict` is the title of a programme."""

    number: str
    title: str
    unit: str = ""
    goal: str = ""
    value: str = ""
    verdict: str = ""
    met: bool | None = None


def lines(summary: Summary) -> tuple[Line, ...]:
    """The table, programme by programme."""
    return tuple(_lines(summary))


def _lines(summary: Summary) -> Iterator[Line]:
    titles = {programme.code: programme.title for programme in summary.source.programmes}
    several = len({programme for programme, _ in summary.targets}) > 1
    before, place = "", 0
    for programme, verdict in summary.targets:
        if several and programme != before:
            yield Line("", titles.get(programme, programme))
        before, place = programme, place + 1
        yield line_of(place, verdict)


def line_of(place: int, verdict: Judgement) -> Line:
    """One target as a line of the table."""
    return Line(
        number=str(place),
        title=verdict.title,
        unit=verdict.unit,
        goal=_goal(verdict),
        value=_value(verdict),
        verdict=_verdict(verdict),
        met=verdict_of(verdict),
    )


def verdict_of(verdict: Judgement) -> bool | None:
    """Whether it is met: by the assigned goal where there is one."""
    return verdict.met if verdict.assigned is None else verdict.assigned_met


def share_of(verdict: Judgement) -> float:
    """How much of the goal is reached; for targets judged unit by unit, the share of units that reach it."""
    if verdict.each is not None and verdict.assigned is None:
        wanted = (verdict.share or 100) / 100
        return verdict.reached / verdict.of / wanted if verdict.of else 0
    goal = verdict.goal if verdict.assigned is None else verdict.assigned
    return (verdict.value or 0) / goal if goal else 1


def _verdict(verdict: Judgement) -> str:
    word = verdict_word(verdict)
    if word == "going" and verdict.milestone:
        return words("verdict.going_until", year=str(verdict.milestone))
    return words(f"verdict.{word}")


def verdict_word(verdict: Judgement) -> str:
    """met, not_met, going (its time has not run out) or unknown (no data)."""
    met = verdict_of(verdict)
    if met is None:
        return "unknown"
    if met:
        return "met"
    return "not_met" if verdict.final else "going"


def _goal(verdict: Judgement) -> str:
    if verdict.assigned is not None:
        return counted(verdict.assigned)
    if verdict.compare == "yes":
        return words("verdict.yes")
    goal = f"{'> ' if verdict.compare == '>' else ''}{counted(verdict.goal)}"
    if verdict.each is None:
        return goal
    level = words(f"level.{verdict.each}")
    if verdict.share in (None, 100):
        return words("verdict.each_goal", level=level, goal=goal)
    return words("verdict.share_goal", share=verdict.share, level=level, goal=goal)


def _value(verdict: Judgement) -> str:
    if verdict.each is not None:
        level = words(f"level.{verdict.each}")
        return words("verdict.each", reached=verdict.reached, of=verdict.of, level=level) if verdict.of else ""
    if verdict.value is None:
        return ""
    if verdict.compare == "yes":
        return words("verdict.yes" if verdict.value else "verdict.no")
    return number(round(verdict.value, 1)) if verdict.unit == "%" else counted(verdict.value)
