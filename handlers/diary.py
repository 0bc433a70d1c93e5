"""`/hoatdong`: one line becomes an entry of the activity book; photos may follow, now or later.

While the book is open the session holds `unit`, the unfinished line (`told`) and the entry just written (`entry`).
"""

from collections.abc import Callable

from actions import diary
from actions.work import Conversation, Work
from forms.diary import Activity, Entry, read_day, read_entry, read_people
from forms.plain import compose, plain
from forms.rows import Unit
from forms.speech import Line, Option, commands, words
from handlers import dialogue, reporting, targets
from handlers.message import Message

MARK = ":"


def open_book(work: Work, who: Conversation) -> None:
    """Ask what was done; where she has several units, for which."""
    units = targets.units_of(work, who)
    if not units:
        dialogue.say(work, who, Line("diary.no_unit"))
    elif len(units) > 1:
        who.session |= {"on": "diary", "unit": "", "told": "", "entry": 0}
        dialogue.say(work, who, Line("diary.which"), options=[Option(f"unit:{unit.code}", unit.name) for unit in units])
    else:
        _opened(work, who, units[0].code)


def _opened(work: Work, who: Conversation, unit: str) -> None:
    who.session |= {"on": "diary", "unit": unit, "told": "", "entry": 0}
    lines: list[Line | str] = [Line("diary.open")]
    if book := [one for one in work.activities(unit) if one.unit == unit]:
        values = {"count": len(book), "title": book[-1].title, "day": book[-1].day}
        lines.append(Line("diary.so_far", values))
    dialogue.say(work, who, *lines)


def takes(work: Work, who: Conversation, message: Message) -> bool:
    """“hoạt động: tuyên truyền 15/5, 32 người” outside any dialogue; whether it was one."""
    head, mark, line = compose(message.text).partition(MARK)
    units = targets.units_of(work, who)
    if not mark or not line or len(units) != 1 or commands(who.voice.language).get(plain(head)) != "hoatdong":
        return False
    who.session |= {"on": "diary", "unit": units[0].code, "told": "", "entry": 0}
    _told(work, who, units[0], line)
    return True


def resume(work: Work, who: Conversation, message: Message, pick: str) -> None:
    """One message while the book is open."""
    if pick.startswith("unit:"):
        _opened(work, who, pick.removeprefix("unit:"))
        return
    unit = next((one for one in targets.units_of(work, who) if one.code == who.session.get("unit")), None)
    if unit is None:
        open_book(work, who)
        return
    entry = diary.find(work, unit.code, int(who.session.get("entry") or 0))
    act = pick if pick in (*ACTS, "done") else _spoken(who, message)
    if message.kind == "photo" and (shown := entry or _latest(work, unit.code)):
        _photo(work, who, shown, message)
    elif act == "done":
        dialogue.close(who)
        dialogue.say(work, who, Line("diary.done"))
    elif entry and act:
        ACTS[act](work, who, entry)
    elif message.kind == "text" and any(
        letter.isalpha() for letter in message.text + str(who.session.get("told") or "")
    ):
        _told(work, who, unit, message.text)
    else:
        dialogue.say(work, who, Line("diary.again"))


def _latest(work: Work, unit: str) -> Activity | None:
    """The newest entry of the unit's own: photos that come later are of it."""
    return max((one for one in work.activities(unit) if one.unit == unit), key=lambda one: one.id, default=None)


def _spoken(who: Conversation, message: Message) -> str:
    said, language = plain(message.text), who.voice.language
    return next((act for act in ("done", "remove") if said and said in words(language, f"diary_{act}")), "")


def _told(work: Work, who: Conversation, unit: Unit, line: str) -> None:
    """A new line, or what the unfinished one lacks."""
    before = str(who.session.get("told") or "")
    entry = read_entry(before or line, work.now.date(), who.voice.language)
    if read_entry(line, work.now.date()).day is None and reporting.out_of_nowhere(work, who, Message("text", line)):
        return
    if before:
        entry = _completed(work, entry, line)
    if entry.day is not None and entry.day > work.now.date():
        dialogue.say(work, who, Line("diary.far", {"day": entry.day}))
    elif entry.lacks:
        _ask_for(work, who, entry, before)
    else:
        _written(work, who, unit, entry)


def _completed(work: Work, entry: Entry, line: str) -> Entry:
    """The unfinished entry with the day, or the number of people, that this line says."""
    if entry.lacks == "day":
        day = read_day(line, work.now.date())
        return Entry(f"{entry.title}, {line}" if day else entry.title, entry.kind, day, entry.figures)
    people = read_people(line)
    return entry if people is None else Entry(entry.title, entry.kind, entry.day, {"so_luot": people})


def _ask_for(work: Work, who: Conversation, entry: Entry, before: str) -> None:
    again = before == entry.title or (entry.lacks == "day" and entry.says_day)
    who.session["told"] = entry.title
    kind = Line(f"diary.kind.{entry.kind}")
    if entry.lacks == "day":
        line = Line("diary.bad_day") if again else Line("diary.no_day", {"title": entry.title})
    else:
        line = Line("diary.bad_people") if again else Line("diary.no_people", {"day": entry.day, "kind": kind})
    dialogue.say(work, who, line, figure=True)


def _written(work: Work, who: Conversation, unit: Unit, entry: Entry) -> None:
    kept = diary.write(work, who, unit.code, entry)
    who.session |= {"told": "", "entry": kept.id}
    figures = [Line(f"diary.figure.{name}", {"value": value}) for name, value in kept.figures.items() if value]
    said = who.voice.say(*figures).replace("\n", "")
    values = {"day": kept.day, "kind": Line(f"diary.kind.{kept.kind}"), "figures": said, "organiser": unit.name}
    dialogue.say(work, who, Line("diary.kept", values), options=_options(work, unit))


def _options(work: Work, unit: Unit) -> list[Option]:
    above = work.world.tree[unit.parent] if unit.parent and unit.parent in work.world.tree else None
    by_above = [Option("above", Line("diary.choice.above", {"unit": above.name}))] if above else []
    return [*by_above, _option("remove"), _option("done")]


def _option(name: str) -> Option:
    return Option(name, Line(f"diary.choice.{name}"))


def _photo(work: Work, who: Conversation, entry: Activity, message: Message) -> None:
    count = diary.add_photo(work, who, entry, message.file, message.text)
    dialogue.tell(work, who, Line("diary.photo", {"day": entry.day, "count": count}))


def _above(work: Work, who: Conversation, entry: Activity) -> None:
    unit = work.world.tree[entry.unit]
    assert unit.parent is not None, "only a unit with a parent is offered it"
    diary.organised_by(work, who, entry, unit.parent)
    values = {"organiser": work.world.tree[unit.parent].name}
    dialogue.say(work, who, Line("diary.organiser", values), options=[_option("remove"), _option("done")])


def _remove(work: Work, who: Conversation, entry: Activity) -> None:
    diary.remove(work, who, entry)
    who.session["entry"] = 0
    dialogue.say(work, who, Line("diary.removed"), options=[_option("done")])


Act = Callable[[Work, Conversation, Activity], None]
ACTS: dict[str, Act] = {"above": _above, "remove": _remove}
