"""What she says when nothing is open and it is about nothing: thanks, a greeting, “gửi đi em”. A kind word, and where
her report stands, so that she knows what comes next."""

from actions import reporting
from actions.work import Conversation, Work
from forms import courtesy
from forms.speech import Line
from forms.steps import lower_first
from handlers import dialogue, targets
from handlers.message import Message
from handlers.reporting import open_report
from handlers.targets import Target


def answers(work: Work, who: Conversation, message: Message) -> bool:
    """Whether the message was such a word, and has been answered."""
    kind = courtesy.of(message.text, who.voice.language) if message.kind == "text" else ""
    if kind == "finish":
        open_report(work, who)
    elif kind == "thanks":
        dialogue.tell(work, who, Line("talk.thanks"))
    elif kind:
        stands = where_it_stands(work, who)
        dialogue.tell(work, who, "" if kind == "status" and stands else Line("talk.hello"), stands)
    return bool(kind)


def where_it_stands(work: Work, who: Conversation) -> Line | str:
    """One sentence about her next report: when it is due and how much is left; nothing where there is none."""
    open_now = targets.open_targets(work, who)
    waiting = targets.unsent(work, open_now)
    if waiting:
        return _to_do(work, waiting[0])
    return _said("talk.approved" if _is_approved(work, open_now[0]) else "talk.sent", open_now[0]) if open_now else ""


def _is_approved(work: Work, target: Target) -> bool:
    report = work.report(target[0].code, target[1].code)
    return report is not None and report.row.status == "approved"


def _to_do(work: Work, target: Target) -> Line:
    answered, asked = reporting.answered_and_asked(work, *target)
    due = reporting.due_of(work, *target)
    key = "talk.begun" if answered else "talk.to_do"
    return _said(key, target, due=due, left=asked - answered)


def _said(key: str, target: Target, **more: object) -> Line:
    unit, period = target
    return Line(key, {"period": lower_first(period.title), "unit": unit.name, **more})
