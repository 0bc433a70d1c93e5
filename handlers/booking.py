"""A dated activity told where a figure is asked: it goes into the activity book, and the question stays."""

from actions import diary
from actions.work import Conversation, Work
from forms.diary import read_entry, says_day
from forms.rows import Unit
from forms.speech import Line
from handlers import diary_cards as cards
from handlers.message import Message


def kept(work: Work, who: Conversation, unit: Unit, message: Message) -> Line | None:
    """“tuyên truyền 15/5, 32 người” is written into the book; what to say of it, None where it is something else."""
    if message.kind != "text" or not says_day(message.text):
        return None
    entry = read_entry(message.text, work.now.date(), who.voice.language)
    if not (entry.is_whole and entry.figures) or entry.day is None or entry.day > work.now.date():
        return None
    written = diary.write(work, who, unit.code, entry)
    if entry.by_above and unit.parent:
        written = diary.organised_by(work, who, written, unit.parent)
    values = {"organiser": work.world.tree[written.organiser].name}
    return Line("diary.kept_aside", cards.values_of(who, written) | values)
