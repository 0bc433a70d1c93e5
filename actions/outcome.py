"""What became of a report: the sum of the unit above, her own part in it, and her proposal."""

from collections.abc import Iterator

from actions.work import Work
from forms.model import Form
from forms.periods import Period
from forms.plain import plain
from forms.rows import Answer, Row
from forms.speech import Line, words
from forms.steps import lower_first, show
from reports.summary import Summary

SHOWN = 3
PROPOSAL = "kho_khan"


def outcome(work: Work, row: Row, form: Form, period: Period, found: Summary) -> list[Line]:
    """What the giver of a report hears once `found`, the summary of the unit above, is compiled."""
    counts = found.counts
    values = {"above": found.unit_name, "unit": work.world.tree[row.unit].name, "period": lower_first(period.title)}
    head = Line("outcome.compiled", values | {"submitted": counts.submitted, "expected": counts.expected})
    parts = list(_parts(row, form, found))[:SHOWN]
    proposal = [Line("outcome.proposal", values)] if _proposes(row) else []
    return [head, *parts, *proposal, Line("outcome.thanks")]


def _parts(row: Row, form: Form, found: Summary) -> Iterator[Line]:
    """Her first figures that are something, beside the totals that hold them; nothing sensitive."""
    for question in form.questions:
        mine, total = row.answers.get(question.code), found.totals.get(question.code)
        is_figure = question.kind in ("count", "money") and not question.sensitive
        if is_figure and total and total.total and mine and isinstance(mine.value, int | float) and mine.value > 0:
            whole = show(question, Answer("value", total.total))
            yield Line("outcome.part", {"title": question.title, "total": whole, "mine": show(question, mine)})


def _proposes(row: Row) -> bool:
    answer = row.answers.get(PROPOSAL)
    return answer is not None and bool(answer.value) and plain(str(answer.value)) not in words("vi", "nothing_to_say")
