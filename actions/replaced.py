"""What a unit's own people have answered and staff, entering on their behalf, answer otherwise: staff see what stood
there, and whoever reports hears of it."""

from collections.abc import Mapping

from actions.messages import tell_people
from actions.on_behalf import for_whom, is_above, leaders_of
from actions.sending import about
from actions.work import Conversation, Work
from forms.model import Form
from forms.periods import Period
from forms.rows import Answer, Unit
from forms.speech import Line
from forms.steps import lower_first, question_of, show
from storage import history

Answers = Mapping[str, Answer]


def theirs(work: Work, who: Conversation, unit: Unit, period: Period) -> dict[str, Answer]:
    """The answers of a report that its own people gave, where somebody else is entering; nothing where it is hers."""
    report = work.report(unit.code, period.code)
    if report is None or not report.row.answers or for_whom(work, who, unit) is None:
        return {}
    own = own_codes(work, unit, period)
    return {code: one for code, one in report.row.answers.items() if code in own}


def own_codes(work: Work, unit: Unit, period: Period) -> set[str]:
    """The answers that were last given by the unit's own people."""
    traces = history.of_report(work.settle(), unit.code, period.code)
    writers = {str(one.data["code"]): one.person for one in traces if one.act == "answer"}
    people = {person: not is_above(work, person, unit) for person in set(writers.values()) - {None}}
    return {code for code, person in writers.items() if people.get(person, False)}


def changed(before: Answers, after: Answers) -> dict[str, Answer]:
    """Those of them that have become something else."""
    return {code: old for code, old in before.items() if code in after and after[code] != old}


def tell(
    work: Work, who: Conversation, unit: Unit, period: Period, form: Form, before: Answers, after: Answers
) -> None:
    """Those who report for the unit hear which of their answers are other ones now, if any are."""
    found = changed(before, after)
    if not found:
        return
    asked = {code: question_of(form, code) for code in found}
    lines = [
        Line(
            "review.told_change",
            {"title": lower_first(one.title), "old": show(one, found[code]), "new": show(one, after[code])},
        )
        for code, one in asked.items()
    ]
    lead = Line("on_behalf.replaced", about(work, who, unit, period))
    tell_people(work, leaders_of(work, unit), lead, *lines, Line("on_behalf.replaced_foot"))
