"""The activity book: writing an entry, saying who organised it, taking it back, adding photos."""

from dataclasses import replace

from actions.work import Conversation, Work
from forms.diary import Activity, Entry
from forms.privacy import cleansed
from storage import attachments, diary
from storage.sql import pack


def write(work: Work, who: Conversation, unit: str, entry: Entry) -> Activity:
    """Keep an entry whose day is known; its title without what must not be kept."""
    assert entry.day is not None, "an entry is written once its day is known"
    title, _ = cleansed(entry.title, who.voice.language)
    person = who.person.id if who.person else None
    record = {"unit": unit, "day": entry.day.isoformat(), "kind": entry.kind, "title": title[:300]}
    blank = {"figures": entry.figures, "organiser": unit, "person": person, "at": work.at, "removed_at": None}
    work.settle()
    number = diary.add(work.db, {**record, **blank})
    work.book_changed()
    work.log("activity", who, unit=unit, data={"id": number, "day": record["day"], "kind": entry.kind})
    return Activity(number, unit, entry.day, entry.kind, title[:300], entry.figures, unit)


def find(work: Work, unit: str, number: int) -> Activity | None:
    """An entry of that unit."""
    return next((one for one in work.activities(unit) if one.id == number and one.unit == unit), None)


def organised_by(work: Work, who: Conversation, entry: Activity, organiser: str) -> Activity:
    """The event was another unit's; this one took part. It counts once, there."""
    work.settle()
    diary.change(work.db, entry.id, organiser=organiser)
    work.book_changed()
    work.log("activity_organiser", who, unit=entry.unit, data={"id": entry.id, "organiser": organiser})
    return replace(entry, organiser=organiser)


def amend(work: Work, who: Conversation, entry: Activity) -> None:
    """Put the day and the figures of an entry right."""
    work.settle()
    diary.change(work.db, entry.id, day=entry.day.isoformat(), figures=pack(dict(entry.figures)))
    work.book_changed()
    work.log("activity_changed", who, unit=entry.unit, data={"id": entry.id, "day": entry.day.isoformat()})


def remove(work: Work, who: Conversation, entry: Activity) -> None:
    """Take an entry out of the book; its row stays, marked."""
    work.settle()
    diary.change(work.db, entry.id, removed_at=work.at)
    work.book_changed()
    work.log("activity_removed", who, unit=entry.unit, data={"id": entry.id})


def add_photo(work: Work, who: Conversation, entry: Activity, file: str, note: str) -> int:
    """Keep a photo of an entry; how many it has now."""
    work.settle()
    person = who.person.id if who.person else None
    about = {"unit": entry.unit, "period": None, "activity": entry.id, "person": person, "at": work.at}
    what = {"kind": "photo", "bot": who.account.bot, "file": file, "note": note[:1000], "state": attachments.DONE}
    attachments.add(work.db, {**about, **what})
    return diary.photos(work.db, entry.id)
