"""What is said about entering on behalf: to whoever has entered a report, and of what staff filled in beforehand."""

from actions import on_behalf, replaced, sending
from actions.sending import Sent
from actions.work import Conversation, Work
from forms.speech import Line
from handlers import dialogue
from handlers.targets import Target


def say(work: Work, who: Conversation, target: Target, sent: Sent) -> None:
    """Tell who has entered it: its leader knows now, or nobody there could be reached."""
    key = "on_behalf.sent" if sent.told else "on_behalf.sent_untold"
    dialogue.say(work, who, Line(key, sending.about(work, who, *target)))


def prefilled(work: Work, who: Conversation, target: Target) -> list[Line]:
    """What staff have filled in beforehand in a report that she opens now: she only confirms it."""
    report = work.report(target[0].code, target[1].code)
    if report is None or report.row.status != "draft" or not report.row.answers:
        return []
    by_staff = report.person is None or on_behalf.is_above(work, report.person, target[0])
    if on_behalf.for_whom(work, who, target[0]) is not None or not by_staff:
        return []
    lines = sending.figure_lines(work, *target, but=replaced.own_codes(work, *target))
    return [Line("on_behalf.prefilled"), *lines] if lines else []
