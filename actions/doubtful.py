"""Figures that staff should look at before they let a report go up: what the form itself would ask back."""

from collections.abc import Iterable
from dataclasses import dataclass

from actions.reporting import facts_of, form_of
from actions.work import Work
from forms.model import Indicator
from forms.periods import Period
from forms.rows import Answer, Unit
from forms.steps import question_of
from forms.weigh import flags


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A unit's report and its doubtful figures: each question with its answer, and the last known figure."""

    unit: Unit
    figures: tuple[tuple[Indicator, Answer, float | None], ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the figures."""
        return tuple(question.code for question, _, _ in self.figures)


def doubtful(work: Work, units: Iterable[Unit], period: Period) -> list[Doubtful]:
    """Sent reports of those units that hold doubtful figures; approved ones have been looked at already."""
    wanted = list(units)
    work.preload(unit.code for unit in wanted)
    return [found for unit in wanted if (found := doubts_in(work, unit, period))]


def doubts_in(work: Work, unit: Unit, period: Period) -> Doubtful | None:
    """The doubtful figures of one sent report that nobody has approved; None where there are none."""
    report = work.report(unit.code, period.code)
    if report is None or report.row.status != "submitted":
        return None
    form, facts, answers = form_of(work, unit, period, report), facts_of(work, unit, period), report.row.answers
    found = flags(form, answers, facts)
    figures = tuple((question_of(form, step), answers[step], facts.previous.get(step)) for step in found)
    return Doubtful(unit, figures) if figures else None
