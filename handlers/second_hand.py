"""What is no answer of hers though she sent it: an edit of an earlier message, and, where a figure is asked, a
forwarded one: its words may be anybody's."""

from dataclasses import replace

from actions.work import Conversation, Work
from forms import danger
from forms.speech import Line
from handlers import dialogue, reporting
from handlers.message import Message


def claims(work: Work, who: Conversation, message: Message) -> bool:
    """Whether the message was such a one, and has been answered; what was asked is asked again."""
    if who.person is None or not who.person.agreed or not _is_second_hand(who, message):
        return False
    key = f"common.{message.kind}"
    if who.session.get("on") == "form":
        reporting.repeat(work, who, key)
    else:
        dialogue.tell(work, who, Line(key))
    return True


def as_hers(message: Message) -> Message:
    """Elsewhere what she forwards is what she says: an invitation, a cry for help, a line for the activity book."""
    return replace(message, kind="text") if message.kind == "forwarded" else message


def _is_second_hand(who: Conversation, message: Message) -> bool:
    figure = message.kind == "forwarded" and bool(who.session.get("figure"))
    return message.kind == "edited" or (figure and not danger.is_told(message.text))
