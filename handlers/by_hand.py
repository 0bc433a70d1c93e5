"""What a leader would rather have entered for her: a photographed page, a recording, a file, “nhập giúp chị”."""

from actions import handover
from actions.work import Conversation, Work
from forms import courtesy
from forms.speech import Line
from handlers.message import Message
from handlers.targets import Target

KINDS = ("photo", "voice", "document")


def is_wanted(who: Conversation, message: Message) -> bool:
    """Whether a message in the middle of a form asks for that."""
    asks = message.kind == "text" and courtesy.says(message.text, "by_hand", who.voice.language)
    return asks or message.kind in KINDS


def hand_over(work: Work, who: Conversation, target: Target, message: Message) -> Line:
    """Keep what she sent for staff to enter; the draft stays as it is. What to say to that."""
    unit, period = target
    kept = handover.keep(work, who, unit, period, handover.Piece(message.kind, message.file, message.text))
    names = {"above": kept.above, "count": kept.waiting}
    return Line("handover.kept" if kept.told else "handover.kept_untold", names)
