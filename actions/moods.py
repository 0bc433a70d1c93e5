"""Matters of mood and opinion that staff have looked at, in the text of the unit's next report."""

from dataclasses import replace

from actions.reporting import form_of, store_answers
from actions.work import Conversation, Work
from forms.model import Form
from forms.periods import Period
from forms.rows import Answer, Unit
from storage import incidents

MOOD_QUESTION = "tinh_hinh"


def join(work: Work, who: Conversation, unit: Unit, period: Period, form: Form) -> None:
    """Put what staff have looked at into the text on mood and opinion of the report that is opened; she sees it there
    and may change it."""
    waiting = incidents.to_join(work.db, unit.code)
    if not waiting or not any(question.code == MOOD_QUESTION for question in form.questions):
        return
    report_ = work.report(unit.code, period.code)
    answers = dict(report_.row.answers) if report_ else {}
    said = answers.get(MOOD_QUESTION)
    texts = [str(said.value)] if said is not None and said.value else []
    texts += [one.text for one in waiting]
    store_answers(work, who, unit, period, form, {**answers, MOOD_QUESTION: Answer("value", "; ".join(texts))})
    for one in waiting:
        incidents.change(work.settle(), one.id, joined=period.code, text="")


def join_draft(work: Work, who: Conversation, unit: Unit, period: Period) -> bool:
    """Put it into the report that is being filled in at this moment; whether there is one. It stays her own report."""
    draft = work.report(unit.code, period.code)
    if draft is None or draft.row.status != "draft":
        return False
    join(work, who, unit, period, form_of(work, unit, period, draft))
    joined = work.report(unit.code, period.code)
    assert joined is not None, "a draft does not vanish"
    work.put_report(replace(joined, person=draft.person))
    return True
