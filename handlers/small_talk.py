"""What she says when nothing is open and it is about nothing: thanks, a greeting, “gửi đi em”. A kind word, and where
her report stands, so that she knows what comes next."""

from actions import reporting
from actions.messages import pick_of
from actions.work import Conversation, Work
from forms import courtesy
from forms.speech import Line
from forms.steps import lower_first
from handlers import dialogue, targets
from handlers.message import Message
from handlers.opening import open_report
from handlers.targets import Target


def answers(work: Work, who: Conversation, message: Message) -> bool:
    """Whether the message was such a word, and has been answered."""
    if message.kind != "text":
        return False
    text, language = message.text, who.voice.language
    kind = courtesy.of(text, language)
    if courtesy.says_sent(text, language):
        _look_for(work, who, on_paper=courtesy.on_paper(text, language))
    elif courtesy.says(text, "hush", language):
        dialogue.tell(work, who, Line("talk.hush" if _waiting(work, who) else "snooze.nothing"))
    elif courtesy.is_noted(text, language):
        dialogue.tell(work, who, Line("talk.noted"), *_still_returned(work, who))
    elif kind == "finish":
        open_report(work, who)
    elif kind == "thanks":
        dialogue.tell(work, who, Line("talk.thanks"))
    elif kind:
        stands = where_it_stands(work, who)
        dialogue.tell(work, who, "" if kind == "status" and stands else Line("talk.hello"), stands)
    else:
        return False
    return True


def _still_returned(work: Work, who: Conversation) -> list[Line]:
    """A nod to what was sent back does not answer it."""
    back = [one for one in _waiting(work, who) if _status(work, one) == "returned"]
    return [_said("talk.returned", back[0])] if back else []


def _look_for(work: Work, who: Conversation, *, on_paper: bool) -> None:
    """She says that it is in: whether it is, and the way to it where it is not."""
    waiting = _waiting(work, who)
    if not waiting:
        dialogue.tell(work, who, where_it_stands(work, who) or Line("talk.noted"))
        return
    unit, period = waiting[0]
    answered, asked = reporting.answered_and_asked(work, unit, period)
    key = (
        "on_paper" if on_paper else "not_in" if not answered else "not_in_begun" if answered < asked else "not_in_ready"
    )
    label = who.voice.say(Line("clock.button.go_on" if answered else "clock.button.begin"))
    more = {} if on_paper else {"options": [[pick_of(f"baocao {period.code} {unit.code}"), label]]}
    dialogue.tell(work, who, _said(f"talk.{key}", waiting[0], left=asked - answered), more=more)


def _waiting(work: Work, who: Conversation) -> list[Target]:
    return targets.unsent(work, targets.open_targets(work, who))


def where_it_stands(work: Work, who: Conversation) -> Line | str:
    """One sentence about her next report: when it is due and how much is left; nothing where there is none."""
    open_now = targets.open_targets(work, who)
    if waiting := targets.unsent(work, open_now):
        return _to_do(work, waiting[0])
    return (
        _said("talk.approved" if _status(work, open_now[0]) == "approved" else "talk.sent", open_now[0])
        if open_now
        else ""
    )


def _status(work: Work, target: Target) -> str:
    report = work.report(target[0].code, target[1].code)
    return report.row.status if report else ""


def _to_do(work: Work, target: Target) -> Line:
    if _status(work, target) == "returned":
        return _said("talk.returned", target)
    answered, asked = reporting.answered_and_asked(work, *target)
    due = reporting.due_of(work, *target)
    key = "talk.begun" if answered else "talk.to_do"
    return _said(key, target, due=due, left=asked - answered)


def _said(key: str, target: Target, **more: object) -> Line:
    unit, period = target
    return Line(key, {"period": lower_first(period.title), "unit": unit.name, **more})
