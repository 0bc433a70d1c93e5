"""A report that was sent back: the figures it is about are asked again, and stand as they were until she gives others.

The session holds `again`: [unit, period, the figures that she has not given again yet, and which sending back it is].
"""

from collections.abc import Mapping

from actions.work import Conversation, Work
from forms.rows import Answer
from handlers.targets import Target
from storage.returns import Return


def ask_again(who: Conversation, target: Target, back: Return, answers: Mapping[str, Answer]) -> dict[str, Answer]:
    """The answers without those that were sent back and are as they were."""
    if is_new(who, target, back):
        same = [code for code, old in back.codes.items() if code in answers and answers[code].value == old]
        who.session["again"] = [*_key(target), same, *_mark(back)]
    return seen(who, target, answers)


def is_new(who: Conversation, target: Target, back: Return) -> bool:
    """Whether it was sent back since her session looked: what for has not been put to her yet."""
    known = who.session.get("again", [])
    return (known[:2], known[3:]) != (_key(target), _mark(back))


def stands(who: Conversation, target: Target, answers: Mapping[str, Answer]) -> dict[str, Answer]:
    """What is asked again, as it stands: she may leave it so."""
    return {code: answers[code] for code in _asked_again(who, target) if code in answers}


def seen(who: Conversation, target: Target, answers: Mapping[str, Answer]) -> dict[str, Answer]:
    """The answers as the form is to see them: without what is asked again."""
    hidden = _asked_again(who, target)
    return {code: one for code, one in answers.items() if code not in hidden}


def kept(work: Work, who: Conversation, target: Target, answers: Mapping[str, Answer]) -> dict[str, Answer]:
    """The answers as they are to be stored: with what is asked again as it stood, where she has said nothing yet."""
    if "again" not in who.session:
        return dict(answers)
    waiting = [code for code in _asked_again(who, target) if code not in answers]
    who.session["again"] = [*_key(target), waiting, *who.session["again"][3:]]
    report = work.report(target[0].code, target[1].code) if waiting else None
    stored = report.row.answers if report else {}
    return {**answers, **{code: stored[code] for code in waiting if code in stored}}


def _mark(back: Return) -> list[str | int]:
    """Which sending back it is: each that comes on top of another has more to say."""
    return [back.at, len(back.reason)]


def _key(target: Target) -> list[str]:
    return [target[0].code, target[1].code]


def _asked_again(who: Conversation, target: Target) -> list[str]:
    again = who.session.get("again")
    return list(again[2]) if again and again[:2] == _key(target) else []
