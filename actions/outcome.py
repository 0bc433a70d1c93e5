"""What became of a report: the sum of the unit above, her own part in it, and her proposal."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice

from actions.proposals import short
from actions.work import Work
from forms.model import Form, Indicator
from forms.periods import Period
from forms.plain import plain
from forms.rows import Answer, Row
from forms.speech import Line, words
from forms.steps import lower_first, show
from forms.weigh import BALANCES
from reports.summary import Summary
from storage.proposals import Proposal

SHOWN = 3
PROPOSAL = "kho_khan"
LEFT = frozenset(left for _, _, left in BALANCES)


def outcome(
    work: Work, row: Row, form: Form, period: Period, found: Summary, followed: Sequence[Proposal] = ()
) -> list[Line]:
    """What the giver of a report hears once `found`, the summary of the unit above, is compiled; `followed` are her
    proposals that somebody has passed on."""
    counts = found.counts
    values = {"above": found.unit_name, "unit": work.world.tree[row.unit].name, "period": lower_first(period.title)}
    head = Line("outcome.compiled", values | {"submitted": counts.submitted, "expected": counts.expected})
    parts = islice(_parts(row, form, found), SHOWN)
    proposal = [Line("outcome.proposal", values)] if _proposes(row) else []
    return [head, *parts, *proposal, *map(_followed, followed[:SHOWN]), Line("outcome.thanks")]


def _parts(row: Row, form: Form, found: Summary) -> Iterator[Line]:
    """Her first figure, then what was done in the period, each beside the total that holds it; nothing sensitive, and
    not who left."""
    for place, question in enumerate(form.questions):
        mine, total = _figure(row, question), found.totals.get(question.code)
        is_work = place == 0 or question.measure == "flow"
        if mine and total and total.total and is_work and not question.sensitive and question.code not in LEFT:
            whole = show(question, Answer("value", total.total))
            yield Line("outcome.part", {"title": question.title, "total": whole, "mine": show(question, mine)})


def _figure(row: Row, question: Indicator) -> Answer | None:
    """What she gave, where it is something."""
    answer = row.answers.get(question.code)
    is_figure = answer is not None and question.kind in ("count", "money") and isinstance(answer.value, int | float)
    return answer if answer and is_figure and answer.value else None


def _followed(one: Proposal) -> Line:
    values = {"text": short(one.text), "to": one.addressee, "due": date.fromisoformat(one.due), "answer": one.answer}
    return Line(f"outcome.followed.{one.state}", values)


def _proposes(row: Row) -> bool:
    answer = row.answers.get(PROPOSAL)
    return answer is not None and bool(answer.value) and plain(str(answer.value)) not in words("vi", "nothing_to_say")
