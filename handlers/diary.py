"""`/hoatdong`: one line becomes an entry of the activity book; photos may come before it, with it or later.

While the book is open the session holds `unit`, the unfinished line (`told`), the entry just written (`entry`),
whether the unit above held it (`above`), and photos that wait for their entry (`photos`: file and note).
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from actions import diary
from actions.work import Conversation, Work
from forms import courtesy
from forms.diary import Activity, Entry, amended, read_day, read_entry, read_people, says_above
from forms.plain import compose, plain
from forms.rows import Unit
from forms.speech import Line, Option, commands, words
from handlers import dialogue, outside, targets
from handlers import diary_cards as cards
from handlers.message import Message

MARK = ":"
EMPTY = {"told": "", "entry": 0, "above": False, "photos": []}
LEAVES = ("leave", "finish", "thanks")


# ── opening ──────────────────────────────────────────────────────────────────


def open_book(work: Work, who: Conversation) -> None:
    """Ask what was done; where she has several units, for which."""
    units = targets.units_of(work, who)
    if not units:
        dialogue.say(work, who, Line("diary.no_unit"))
    elif len(units) > 1:
        _enter(who, "")
        dialogue.say(work, who, Line("diary.which"), options=[Option(f"unit:{unit.code}", unit.name) for unit in units])
    else:
        _opened(work, who, units[0].code)


def _enter(who: Conversation, unit: str) -> None:
    who.session |= {"on": "diary", "unit": unit, **EMPTY}


def _opened(work: Work, who: Conversation, unit: str) -> None:
    _enter(who, unit)
    dialogue.say(work, who, Line("diary.open"), *cards.book(work, who, unit))


def begin(work: Work, who: Conversation, units: Sequence[Unit], line: str, *, counted: bool = True) -> None:
    """The book is open with a line that was told elsewhere; where it may be of several units, she says of which. Not
    `counted`: how many people there were is not asked."""
    if len(units) == 1:
        _enter(who, units[0].code)
        _taken_up(work, who, units[0], line, counted=counted)
        return
    _enter(who, "")
    who.session["line"] = line
    dialogue.say(work, who, Line("diary.which"), options=[Option(f"unit:{unit.code}", unit.name) for unit in units])


def _taken_up(work: Work, who: Conversation, unit: Unit, line: str, *, counted: bool) -> None:
    entry = read_entry(line, work.now.date(), who.voice.language)
    who.session |= {"entry": 0, "above": entry.by_above}
    if entry.lacks == "people" and not counted:
        _written(work, who, unit, entry)
    else:
        _next(work, who, unit, entry)


def takes(work: Work, who: Conversation, message: Message) -> bool:
    """Outside any dialogue: “tuyên truyền 15/5, 32 người”, with “hoạt động:” before it or not, alone or under a
    photo; or a photo that no report waits for. Whether it was one."""
    units = targets.units_of(work, who)
    if len(units) != 1:
        return False
    line = _line_of(work, who, message)
    is_photo = message.kind == "photo"
    if line is None and not (is_photo and not targets.open_targets(work, who)):
        return False
    _enter(who, units[0].code)
    if is_photo:
        _hold(who, message)
    if line is None:
        dialogue.say(work, who, Line("diary.whose_photo"))
    else:
        _told(work, who, units[0], line)
    return True


def _line_of(work: Work, who: Conversation, message: Message) -> str | None:
    head, mark, line = compose(message.text).partition(MARK)
    if mark and line and commands(who.voice.language).get(plain(head)) == "hoatdong":
        return line
    entry = read_entry(message.text, work.now.date(), who.voice.language)
    is_plain = entry.is_whole or (entry.day is not None and not targets.open_targets(work, who))
    return message.text if is_plain and entry.figures else None


# ── one message ──────────────────────────────────────────────────────────────


def resume(work: Work, who: Conversation, message: Message, pick: str) -> None:
    """One message while the book is open."""
    if pick.startswith("unit:"):
        _picked(work, who, pick.removeprefix("unit:"))
        return
    unit = next((one for one in targets.units_of(work, who) if one.code == who.session.get("unit")), None)
    if unit is None:
        open_book(work, who)
    elif message.kind == "photo":
        _photo(work, who, unit, message)
    elif who.session.get("told"):
        _go_on(work, who, unit, message.text)
    else:
        _said(work, who, unit, message, pick)


def _picked(work: Work, who: Conversation, code: str) -> None:
    """She says which of her units she means; what she had told already is of that one."""
    line = who.session.pop("line", "")
    unit = next((one for one in targets.units_of(work, who) if one.code == code), None)
    if line and unit:
        begin(work, who, [unit], line)
    else:
        _opened(work, who, code)


def _said(work: Work, who: Conversation, unit: Unit, message: Message, pick: str) -> None:
    entry = diary.find(work, unit.code, int(who.session.get("entry") or 0))
    act = pick if pick in (*ACTS, "done") else _spoken(who, message.text)
    if act == "done":
        _close(work, who, bool(entry or who.session.get("wrote")))
    elif entry and act:
        ACTS[act](work, who, entry)
    elif entry and (better := amended(entry, message.text, work.now.date(), who.voice.language)):
        _amend(work, who, unit, better)
    elif message.kind == "text" and any(map(str.isalpha, message.text)):
        _told(work, who, unit, message.text)
    else:
        dialogue.say(work, who, Line("diary.again"))


def _spoken(who: Conversation, text: str) -> str:
    said, language = plain(text), who.voice.language
    if courtesy.of(text, language) in LEAVES:
        return "done"
    if courtesy.says(text, "diary_above", language):
        return "above"
    return next((act for act in ("done", "remove") if said and said in words(language, f"diary_{act}")), "")


def _close(work: Work, who: Conversation, has_written: bool, *lead: Line) -> None:
    dialogue.close(who)
    dialogue.say(work, who, *lead, Line("diary.done" if has_written else "diary.nothing"))


# ── an entry ─────────────────────────────────────────────────────────────────


def _told(work: Work, who: Conversation, unit: Unit, line: str, *lead: Line) -> None:
    """A new line."""
    entry = read_entry(line, work.now.date(), who.voice.language)
    if not entry.says_day and outside.out_of_nowhere(work, who, Message("text", line)):
        return
    who.session |= {"entry": 0, "above": entry.by_above}
    _next(work, who, unit, entry, *lead)


def _next(work: Work, who: Conversation, unit: Unit, entry: Entry, *lead: Line) -> None:
    if entry.day is not None and entry.day > work.now.date():
        who.session["told"] = ""
        dialogue.say(work, who, *lead, Line("diary.far", {"day": entry.day}))
    elif entry.lacks:
        _ask_for(work, who, entry, *lead)
    else:
        _written(work, who, unit, entry, *lead)


def _ask_for(work: Work, who: Conversation, entry: Entry, *lead: Line) -> None:
    again = who.session.get("told") == entry.title or (entry.lacks == "day" and entry.says_day)
    who.session["told"] = entry.title
    if entry.lacks == "day":
        line = Line("diary.bad_day") if again else Line("diary.no_day", {"title": entry.title})
    else:
        values = {"day": entry.day, "kind": cards.what(entry.kind, entry.title)}
        line = Line("diary.bad_people") if again else Line("diary.no_people", values)
    dialogue.say(work, who, *lead, line, figure=True)


def _go_on(work: Work, who: Conversation, unit: Unit, text: str) -> None:
    """What the unfinished line lacks; or another entry, and the unfinished one is put away as it is."""
    language = who.voice.language
    before = read_entry(str(who.session["told"]), work.now.date(), language)
    if read_entry(text, work.now.date(), language).is_whole:
        away = _put_away(work, who, unit, before)
        _told(work, who, unit, text, away)
    elif _spoken(who, text) == "done" and not _is_uncounted(who, before, text):
        _close(work, who, before.day is not None, _put_away(work, who, unit, before))
    elif says_above(text, language):
        who.session["above"] = True
        _ask_for(work, who, before)
    elif _is_uncounted(who, before, text):
        _written(work, who, unit, before)
    else:
        _next(work, who, unit, _completed(work, before, text))


def _is_uncounted(who: Conversation, entry: Entry, text: str) -> bool:
    return entry.lacks == "people" and courtesy.says(text, "diary_uncounted", who.voice.language)


def _completed(work: Work, entry: Entry, line: str) -> Entry:
    """The unfinished entry with the day, or the number of people, that this line says."""
    if entry.lacks == "day":
        day, figures = read_day(line, work.now.date()), read_entry(line, work.now.date()).figures
        if day is None and (more := read_entry(line, work.now.date()).day):
            day = more
        return (
            replace(entry, title=f"{entry.title}, {line}", day=day, figures={**entry.figures, **figures})
            if day
            else entry
        )
    people = read_people(line)
    found = {"so_luot": people} if people is not None else read_entry(line, work.now.date()).figures
    return replace(entry, figures=found)


def _put_away(work: Work, who: Conversation, unit: Unit, entry: Entry) -> Line:
    """An entry that is left unfinished: kept without people where its day is known."""
    who.session["told"] = ""
    if entry.day is None or entry.day > work.now.date():
        return Line("diary.not_kept", {"title": entry.title})
    _keep(work, who, unit, entry)
    return Line("diary.kept_bare", {"day": entry.day, "kind": cards.what(entry.kind, entry.title)})


def _keep(work: Work, who: Conversation, unit: Unit, entry: Entry) -> tuple[Activity, int]:
    """The entry written, with who held it and the photos that came before it; and how many those are."""
    kept = diary.write(work, who, unit.code, entry)
    if unit.parent and (entry.by_above or who.session.get("above")):
        kept = diary.organised_by(work, who, kept, unit.parent)
    photos = [(str(file), str(note)) for file, note in who.session.get("photos") or []]
    for file, note in photos:
        diary.add_photo(work, who, kept, file, note)
    who.session |= {"told": "", "entry": kept.id, "above": False, "photos": [], "wrote": True}
    return kept, len(photos)


def _written(work: Work, who: Conversation, unit: Unit, entry: Entry, *lead: Line) -> None:
    kept, photos = _keep(work, who, unit, entry)
    organiser = work.world.tree[kept.organiser].name
    line = Line(
        "diary.kept_photos" if photos else "diary.kept",
        cards.values_of(who, kept) | {"organiser": organiser, "count": photos},
    )
    dialogue.say(work, who, *lead, line, options=cards.options(work, unit, kept))


def _amend(work: Work, who: Conversation, unit: Unit, entry: Activity) -> None:
    diary.amend(work, who, entry)
    line = Line("diary.amended", cards.values_of(who, entry))
    dialogue.say(work, who, line, options=cards.options(work, unit, entry))


# ── photos, organiser, taking back ───────────────────────────────────────────


def _photo(work: Work, who: Conversation, unit: Unit, message: Message) -> None:
    """A photo with a line under it is a new entry; without one it belongs to the entry just told, else the newest."""
    entry = diary.find(work, unit.code, int(who.session.get("entry") or 0)) or _latest(work, unit.code)
    if read_entry(message.text, work.now.date(), who.voice.language).is_whole:
        _hold(who, message)
        _told(work, who, unit, message.text)
    elif who.session.get("told") or entry is None:
        _hold(who, message)
        dialogue.tell(work, who, Line("diary.photo_held" if who.session.get("told") else "diary.whose_photo"))
    else:
        count = diary.add_photo(work, who, entry, message.file, message.text)
        dialogue.tell(work, who, Line("diary.photo", {"day": entry.day, "count": count}))


def _hold(who: Conversation, message: Message) -> None:
    who.session["photos"] = [*(who.session.get("photos") or []), [message.file, message.text]]


def _latest(work: Work, unit: str) -> Activity | None:
    """The newest entry of the unit's own: photos that come later are of it."""
    return max((one for one in work.activities(unit) if one.unit == unit), key=lambda one: one.id, default=None)


def _above(work: Work, who: Conversation, entry: Activity) -> None:
    unit = work.world.tree[entry.unit]
    if unit.parent is None:
        dialogue.say(work, who, Line("diary.again"))
        return
    entry = diary.organised_by(work, who, entry, unit.parent)
    values = {"organiser": work.world.tree[unit.parent].name}
    dialogue.say(work, who, Line("diary.organiser", values), options=cards.options(work, unit, entry))


def _remove(work: Work, who: Conversation, entry: Activity) -> None:
    diary.remove(work, who, entry)
    who.session["entry"] = 0
    dialogue.say(work, who, Line("diary.removed"), options=[cards.option("done")])


Act = Callable[[Work, Conversation, Activity], None]
ACTS: dict[str, Act] = {"above": _above, "remove": _remove}
