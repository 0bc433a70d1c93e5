"""What is said of a report while its form is not open: figures by name, a line to mend, a photographed page."""

from dataclasses import replace

from actions.work import Conversation, Work
from forms import courtesy, danger, engine, outside
from forms.speech import Line
from forms.walk import Walk
from handlers import by_hand, dialogue, locked, targets
from handlers.message import Message
from handlers.reporting import apply_turn, enter, known, take_in
from handlers.targets import Target


def gives_figures(work: Work, who: Conversation, text: str) -> bool:
    """Whether what she says in another dialogue is for her report: figures by name, or a bare one where one was asked
    before that."""
    if danger.is_told(text) or not any(map(str.isdigit, text)):
        return False
    waits = who.session.get("behind") or {}
    target = targets.single_open(work, who)
    is_bare = waits.get("figure") and not any(map(str.isalpha, text))
    return bool(is_bare) or (target is not None and outside.speaks_of(*known(work, who, target)[:2], text))


def out_of_nowhere(work: Work, who: Conversation, message: Message) -> bool:
    """A message outside any dialogue that is plainly about the one open report: several of its figures, a line to
    mend, a photographed page. Whether it was."""
    target = targets.single_open(work, who) or _sent_one(work, who)
    if target is None:
        return _speaks_of_closed(work, who, message)
    if by_hand.is_wanted(who, message):
        dialogue.say(work, who, by_hand.hand_over(work, who, target, message))
        return True
    form, facts, answers = known(work, who, target)
    if facts.is_sent and courtesy.says(message.text, "other", who.voice.language):  # “sai rồi em”: which line?
        enter(work, who, target)
        apply_turn(work, who, target, form, facts, engine.review(form, Walk(form=form.version), answers, facts))
        return True
    return take_in(work, who, target, message.text)


def gives(work: Work, who: Conversation, target: Target, text: str) -> bool:
    """Whether a line gives answers of that report by name."""
    form, facts, _ = known(work, who, target)
    return outside.speaks_of(form, facts, text)


def _speaks_of_closed(work: Work, who: Conversation, message: Message) -> bool:
    """“sửa hội viên 92”, “hv 120, mới 5” once everything is closed: who closed it, and her wish goes there. A single
    figure of what she has sent may be no wish: she hears how to make one."""
    target = targets.closed_for_her(work, who)
    if target is None or message.kind != "text":
        return False
    form, facts, _ = known(work, who, target)
    text = outside.put_right(form, facts, message.text) or message.text
    if outside.mends(form, facts, text):
        locked.say_locked(work, who, target)
    elif outside.speaks_of(form, facts, text):
        locked.say_locked(work, who, target, Line("locked.not_kept"))
    elif outside.speaks_of(form, replace(facts, is_sent=False), text):
        locked.say_closed(work, who, target)
    else:
        return False
    return True


def _sent_one(work: Work, who: Conversation) -> Target | None:
    found = targets.open_targets(work, who)
    return found[0] if len(found) == 1 else None
