"""What she answers when the book has asked about 8/3 or another day of the calendar: “ko có e ơi”, “có, 32 người”.

For the days on which the question is of use, and as long as the book says nothing of it, such words are about it."""

from actions.occasions import open_question
from actions.work import Conversation, Work
from forms.diary import read_people, says_day
from forms.occasions import Answer, Occasion, answer, is_bare
from forms.rows import Unit
from forms.speech import Line
from handlers import dialogue, diary, targets
from handlers.message import Message

BUTTON = "cmd:ghidip"  # under the question


def takes(work: Work, who: Conversation, message: Message) -> bool:
    """“không”, or “có” and what stands behind it; whether it was that."""
    return _takes(work, who, message, loose=False)


def takes_loosely(work: Work, who: Conversation, message: Message) -> bool:
    """“tọa đàm 32 người” or a bare number, where nothing else knew what it is."""
    return _takes(work, who, message, loose=True)


def book(work: Work, who: Conversation) -> None:
    """The button of the question: yes."""
    asked = _asked(work, who)
    if asked is None:
        diary.open_book(work, who)
    else:
        _begin(work, who, *asked, Answer(""))


def _takes(work: Work, who: Conversation, message: Message, *, loose: bool) -> bool:
    asked = _asked(work, who) if message.kind == "text" else None
    said = answer(asked[0], message.text, work.now.date(), who.voice.language) if asked else None
    if asked is None or said is None or said.loose != loose or (said.bare and not _is_asked_last(work, who)):
        return False
    if said.line is None:
        dialogue.tell(work, who, Line("diary.nothing"))
    else:
        _begin(work, who, *asked, said)
    return True


def _asked(work: Work, who: Conversation) -> tuple[Occasion, list[Unit]] | None:
    return open_question(work, who, targets.units_of(work, who))


def _is_asked_last(work: Work, who: Conversation) -> bool:
    """Whether nothing else was said since that question."""
    return any(data == BUTTON for data, _ in work.stands_open(who.account.id))


def _begin(work: Work, who: Conversation, one: Occasion, units: list[Unit], said: Answer) -> None:
    """The book is open, with the title and the day that her words leave out."""
    diary.begin(work, who, units, _line(work, who, one, said.line or ""), counted=said.counted)


def _line(work: Work, who: Conversation, one: Occasion, line: str) -> str:
    voice, day = who.voice, f"{one.until.day}/{one.until.month}"
    if line and not is_bare(line, voice.language):
        needs_day = one.is_day and not says_day(line)
        return voice.say(Line("occasion.dated", {"line": line, "day": day})) if needs_day else line
    title = Line("occasion.feast" if one.is_day else "occasion.span", {"title": one.entry.title, "day": day})
    people = read_people(line) if line else None
    return voice.say(title) + (voice.say(Line("diary.figure.so_luot", {"value": people})) if people is not None else "")
