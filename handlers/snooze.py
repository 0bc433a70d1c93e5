"""“Nhắc tôi tối nay”, “đang gặt, mai chị gửi”, and the hour at which she wants to be reminded."""

import re

from actions import putting_off
from actions.work import Conversation, Work
from forms.answers import read
from forms.speech import Line, Option
from handlers import dialogue, targets
from handlers.message import Message

HOURS = (12, 18, 19, 20)
FIRST_HOUR, LAST_HOUR = 7, 20
SAID = re.compile(r"\d{1,2}")


def tonight(work: Work, who: Conversation) -> None:
    """The button of a reminder, or the words on it."""
    _put_off(work, who, "tonight")


def tomorrow(work: Work, who: Conversation) -> None:
    """The button of a reminder, or the words on it."""
    _put_off(work, who, "tomorrow")


def takes(work: Work, who: Conversation, message: Message) -> bool:
    """“đang gặt, mai chị gửi” outside any dialogue, while a report is waiting; whether it was that."""
    if message.kind != "text" or read("count", message.text).reason != "postponed":
        return False
    if targets.single_open(work, who) is None:
        return False
    _put_off(work, who, putting_off.spoken(message.text, who.voice.language))
    return True


def promise(work: Work, who: Conversation, target: targets.Target, text: str) -> Line:
    """She puts off a report in the middle of it: when she is reminded."""
    at = putting_off.later(work, who, *target, putting_off.spoken(text, who.voice.language))
    return Line("snooze.promise", {"at": f"{at:%H:%M}", "day": at.date()})


def _put_off(work: Work, who: Conversation, when: putting_off.When) -> None:
    waiting = targets.unsent(work, targets.open_targets(work, who))
    if not waiting:
        dialogue.tell(work, who, Line("snooze.nothing"))
        return
    unit, period = waiting[0]
    at = putting_off.later(work, who, unit, period, when)
    dialogue.tell(work, who, Line("snooze.done", {"at": f"{at:%H:%M}", "day": at.date()}))


def ask_hour(work: Work, who: Conversation) -> None:
    """`/gionhac`: at which hour she wants to be reminded."""
    who.session["on"] = "hour"
    options = [Option(str(hour), Line("snooze.hour", {"hour": hour})) for hour in HOURS]
    dialogue.say(work, who, Line("snooze.ask_hour"), options=options)


def settle_hour(work: Work, who: Conversation, message: Message, pick: str) -> None:
    """She says an hour, between 7 and 20."""
    typed = SAID.search(message.text) if not pick else None
    hour = int(pick or (typed[0] if typed else 0))
    if not FIRST_HOUR <= hour <= LAST_HOUR:
        dialogue.close(who)
        dialogue.tell(work, who, Line("snooze.no_hour"))
        return
    putting_off.choose_hour(work, who, hour)
    dialogue.close(who)
    dialogue.tell(work, who, Line("snooze.hour_kept", {"hour": hour}))
