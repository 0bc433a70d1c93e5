"""“Nhắc tôi tối nay”, “đang gặt, mai chị gửi”, and the hour at which she wants to be reminded."""

from datetime import date

from actions import putting_off
from actions.locks import lock_of
from actions.on_behalf import for_whom
from actions.work import Conversation, Work
from forms import courtesy
from forms.answers import read
from forms.hours import NOON, read_hour
from forms.promise_hours import Hour, hour_of
from forms.promises import later_day, promised
from forms.rows import Unit
from forms.speech import Line, Option
from forms.steps import lower_first
from handlers import dialogue, locked, targets
from handlers.message import Message

DAY = putting_off.DAY
HOURS = (12, 18, 19, 20)
FIRST_HOUR, LAST_HOUR = 7, 20


def tonight(work: Work, who: Conversation, said: str = "") -> None:
    """The button of a reminder, which says of which report (“2026-h1 X1C2”), or the words on it."""
    _put_off(work, who, work.now.date(), report=said)


def tomorrow(work: Work, who: Conversation, said: str = "") -> None:
    """The button of a reminder, or the words on it."""
    _put_off(work, who, work.now.date() + DAY, report=said)


def takes(work: Work, who: Conversation, message: Message) -> bool:
    """“đang gặt, mai chị gửi”, “thứ 7” outside any dialogue, while reports are waiting; whether it was that."""
    today, language = work.now.date(), who.voice.language
    if message.kind != "text" or not (
        promised(message.text, today, language, alone=True) or read("count", message.text).reason == "postponed"
    ):
        return False
    if not targets.unsent(work, targets.open_targets(work, who)):
        return False
    _put_off(work, who, *_wished(work, who, message.text))
    return True


def promise(work: Work, who: Conversation, target: targets.Target, text: str) -> Line:
    """She puts off a report in the middle of it: when she is reminded."""
    found = putting_off.later(work, who, *target, *_wished(work, who, text))
    return Line("snooze.promise" if found.wording == "done" else f"snooze.promise_{found.wording}", _values(found))


def _wished(work: Work, who: Conversation, text: str) -> tuple[date, Hour]:
    """The day and the hour that she means."""
    today = work.now.date()
    day = later_day(text, today, who.voice.language)
    return day, hour_of(text, is_today=day == today)


def names_day(work: Work, who: Conversation, unit: Unit, message: Message) -> bool:
    """“để mai”, “tối làm tiếp”: whoever leaves her own report says when she goes on."""
    if message.kind != "text" or for_whom(work, who, unit) is not None:
        return False
    return promised(message.text, work.now.date(), who.voice.language, alone=True) is not None


def _put_off(work: Work, who: Conversation, day: date, hour: Hour = putting_off.UNSAID, report: str = "") -> None:
    """Put off the report that a button names, else every one that waits."""
    meant = targets.named(work, who, report) if report else None
    if meant and lock_of(work, *meant):
        dialogue.tell(work, who, locked.lock_line(work, meant))
        return
    waiting = targets.unsent(work, [meant] if meant else targets.open_targets(work, who))
    found = [(target, putting_off.later(work, who, *target, day, hour)) for target in waiting]
    if len(found) > 1:
        dialogue.tell(work, who, Line("snooze.several"), *(_one_of(target, one) for target, one in found))
    elif found:
        dialogue.tell(work, who, Line(f"snooze.{found[0][1].wording}", _values(found[0][1])))
    else:
        dialogue.tell(work, who, Line("snooze.nothing"))


def _one_of(target: targets.Target, found: putting_off.Promise) -> Line:
    unit, period = target
    return Line(
        "snooze.one_no_time" if found.is_locked else "snooze.one",
        {**_values(found), "unit": unit.name, "period": lower_first(period.title)},
    )


def _values(found: putting_off.Promise) -> dict[str, object]:
    return {"at": f"{found.at:%H:%M}", "day": found.at.date(), "last": found.last, "due": found.due}


def ask_hour(work: Work, who: Conversation) -> None:
    """`/gionhac`: at which hour she wants to be reminded."""
    who.session["on"] = "hour"
    options = [Option(str(hour), Line("snooze.hour", {"hour": hour})) for hour in HOURS]
    dialogue.say(work, who, Line("snooze.ask_hour"), options=options)


def settle_hour(work: Work, who: Conversation, message: Message, pick: str) -> None:
    """She says an hour, between 7 and 20, or leaves it as it is."""
    dialogue.close(who)
    hour = int(pick) if pick else read_hour(message.text)
    if hour is None and courtesy.takes_back(message.text, who.voice.language):
        dialogue.tell(work, who, Line("snooze.hour_left"))
    elif hour is None or not FIRST_HOUR <= hour <= LAST_HOUR:
        dialogue.tell(work, who, Line("snooze.no_hour"))
    else:
        putting_off.choose_hour(work, who, hour)
        kept = "hour_kept_morning" if hour + NOON <= LAST_HOUR else "hour_kept"
        dialogue.tell(work, who, Line(f"snooze.{kept}", {"hour": hour, "evening": hour + NOON}))
