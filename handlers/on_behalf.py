"""`/nhapho`: staff enter a report for a leader, “nhập hộ thôn 5: hv 86, mới 2, giảm 0”, or the whole form.

The form is walked as the leader would; only who is told, and whose name stands in the trail, differ. What she was
at herself waits behind it.
"""

from unicodedata import normalize

from actions import handover, naming, on_behalf, papers
from actions.compile import standings
from actions.locks import lock_of
from actions.work import Conversation, Work
from forms import engine
from forms.periods import Period
from forms.plain import plain
from forms.speech import Line, Option, words
from forms.steps import lower_first
from forms.unit_names import is_place, numbered_place
from forms.walk import Heard
from handlers import dialogue, locked, outside, places, reporting, targets
from handlers.message import Message
from handlers.targets import Target
from storage.attachments import Attachment

OFFERED = 10
LINKS = ("http://", "https://")


def asked_in(work: Work, who: Conversation, message: Message) -> str:
    """What staff want entered for a unit, in a line that is certain to ask for it, also where any words may be an
    answer: it begins with “nhập hộ” and a unit, or with a unit and figures of its form, “thôn 2: hv 86”. A place that
    she does not look after counts too: she is told so. "" where it is not certain."""
    if message.kind != "text" or not places.looked_after(work, who, "enter_for"):
        return ""
    text = normalize("NFC", message.text).strip()
    known = words(who.voice.language, "enter_for") | words("vi", "enter_for")
    size = next((size for size in (3, 2) if plain(" ".join(text.split()[:size])) in known), 0)
    rest = "".join(text.split(None, size)[size:]) if size else text
    name, figures = _split(work, who, rest)
    if not (_is_ordered if size else _is_named)(work, who, rest, name, figures):
        return ""
    is_loose = not size and ":" not in rest and not _gives(work, who, name, figures)  # which figure is it?
    return name if is_loose or _is_courtesy(who, figures) else rest


def _gives(work: Work, who: Conversation, name: str, figures: str) -> bool:
    """Whether figures are said by name, for a unit that is called so or for any."""
    found = naming.find(work, who, "enter_for", name, whole=True)
    period = places.at_hand(work, found[0], past=True) if found else None
    return period is None or outside.gives(work, who, (found[0], period), figures)


def _is_ordered(work: Work, who: Conversation, rest: str, name: str, figures: str) -> bool:
    """Behind “nhập hộ”: a unit with a colon, with figures or alone; or what is plainly meant for one."""
    if not naming.find(work, who, "enter_for", name, whole=True):
        is_meant = is_place(name) or (":" in rest and plain(name).split(" ")[0] in words("vi", "softeners"))
        return is_meant and (":" in rest or is_place(name, numbered=True))
    if ":" in rest:
        return True
    return not plain(name).isdigit() and (_is_courtesy(who, figures) or any(map(str.isdigit, figures)))


def _is_courtesy(who: Conversation, text: str) -> bool:
    """Nothing, or “nhé em”."""
    return all(word in words(who.voice.language, "softeners") for word in plain(text).split())


def _is_named(work: Work, who: Conversation, rest: str, name: str, figures: str) -> bool:
    """A unit's own name before a colon, where a form is open or nothing is: “thôn 2: hv 86”; where no text is asked
    figures by name do without it, “thôn 2 hv 86”. A figure without a name is for that unit, too, unless it stands above
    in the form that is open."""
    may_be_meant = ":" in rest or (bool(figures) and not reporting.asks_text(work, who))
    if not may_be_meant or who.session.get("on", "") not in ("", "form") or not is_place(name):
        return False
    here = targets.place(work, who) if who.session.get("on") == "form" else None
    found = naming.find(work, who, "enter_for", name, whole=True)
    if not found:
        return is_place(name, numbered=True) and here is not None and outside.gives(work, who, here, figures)
    if places.at_hand(work, found[0], past=True) and _gives(work, who, name, figures):
        return True
    is_other = here is not None and (":" in rest or found[0] != here[0])
    is_beside = here is not None and is_other and here[0].level == found[0].level
    return is_beside and bool(who.session.get("figure")) and any(map(str.isdigit, figures))


def _split(work: Work, who: Conversation, rest: str) -> tuple[str, str]:
    """The name of a unit and what is said of it: “thôn 5: hv 86”, “thôn 5 hv 86”."""
    name, colon, figures = rest.partition(":")
    spoken = name.split()
    heads = () if colon else (" ".join(spoken[:size]) for size in range(len(spoken), 0, -1))
    known = (head for head in heads if naming.find(work, who, "enter_for", head.strip(","), whole=True))
    head = next(known, name if colon else numbered_place(name))
    return head.strip(" ,"), figures.strip() if colon else name[len(head) :].strip(" ,-–")


def open_entry(work: Work, who: Conversation, rest: str = "") -> None:
    """`/nhapho thôn 5`, `/nhapho thôn 5: hv 86, mới 2`; alone, it offers who waits to be entered and who is missing."""
    said, figures = _split(work, who, rest)
    if not said:
        _offer(work, who)
        return
    unit = places.named(work, who, "enter_for", said, "nhapho", rest)
    period = places.at_hand(work, unit, past=True) if unit else None
    if unit is None or period is None:
        if unit is not None:
            dialogue.tell(work, who, Line("staff.no_period"))
        return
    if lock_of(work, unit, period):
        locked.say_locked(work, who, (unit, period))
    else:
        _enter(work, who, (unit, period), figures)


def _offer(work: Work, who: Conversation) -> None:
    place = places.place(work, who, "enter_for")
    if place is None:
        return
    unit, period = place
    waiting = handover.waiting(work, unit.code, period)
    missing = [code for code in _missing(work, unit.code, period) if code not in waiting]
    codes = [code for code in (*waiting, *missing) if code != unit.code][:OFFERED]
    if not codes:
        dialogue.tell(work, who, Line("on_behalf.none", {"period": lower_first(period.title)}))
        return
    who.session["on"] = "on_behalf"
    tree = work.world.tree
    options = [
        Option(code, Line("on_behalf.waits", {"unit": tree[code].name}) if code in waiting else tree[code].name)
        for code in codes
    ]
    dialogue.say(work, who, Line("on_behalf.how"), options=options, more=papers.desk(who, unit, period, "nhap-ho"))


def _missing(work: Work, root: str, period: Period) -> list[str]:
    return [one.unit for one in standings(work, root, period) if not one.is_in]


def settle(work: Work, who: Conversation, message: Message, pick: str) -> None:
    """She says for whom."""
    dialogue.close(who)
    open_entry(work, who, pick or message.text or "-")


def _enter(work: Work, who: Conversation, target: Target, figures: str) -> None:
    """Open the unit's form, what waits to be entered shown before it; figures in the same line are taken at once."""
    left = on_behalf.left_to_enter(work, *target)
    if left and not figures:
        _show_left(work, who, target, left)
    form, facts, answers = reporting.enter(work, who, target)
    if not figures:
        reporting.begin(work, who, target)
        return
    walk = engine.begin(form, answers, facts).walk
    turn = engine.advance(form, walk, answers, facts, Heard(text=figures))
    reporting.apply_turn(work, who, target, form, facts, turn)


def _show_left(work: Work, who: Conversation, target: Target, left: list[Attachment]) -> None:
    """The photographed pages beside the questions: the photo itself where this channel has it, else its link."""
    notes = [one.note for one in left if one.note and one.kind == "text"]
    links = [one.file for one in left if one.file.startswith(LINKS)]
    here = [one for one in left if one.file and one.file not in links and one.bot == who.account.bot]
    photos = [{"kind": one.kind, "id": one.file, "caption": one.note} for one in here]
    rest = sum(bool(one.file) for one in left) - len(links) - len(here)
    elsewhere = [Line("on_behalf.elsewhere", {"count": rest})] if rest else []
    line = Line("on_behalf.left", {"unit": target[0].name, "count": len(left)})
    desk = papers.desk(who, *target, "phieu")
    dialogue.tell(work, who, line, *notes, *links, *elsewhere, more={**desk, **({"photos": photos} if photos else {})})
