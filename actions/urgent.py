"""Urgent notices (báo việc khẩn): confidential, to the direct staff at once, to the next ones if nobody reads them.

Who was alerted may read; nobody else knows that there is one. Upwards go counts alone, small ones hidden.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta

from actions.messages import tell_people
from actions.permissions import LOOKS_AFTER, allows
from actions.work import Conversation, Work
from forms import danger
from forms.periods import Period
from forms.privacy import cleansed
from forms.rows import Unit
from forms.speech import Line, Voice
from reports.discretion import LIMIT
from storage import incidents, outbox, people, records, retention
from storage.incidents import DONE, IN_HAND, MISTAKE, MOOD, NEW, SEEN, URGENT, Incident

UNREAD = timedelta(minutes=30)
MAY_JOIN = timedelta(days=366)
FOLLOW_UP_HOUR = 7
ACTS = {
    MOOD: ("join", "leave_out", "is_urgent"),
    URGENT: ("in_hand", "later", "done", "is_mood"),
    MISTAKE: ("done", "is_urgent"),
}


def report(work: Work, who: Conversation, unit: Unit, text: str, kind: str = URGENT) -> tuple[Incident, int]:
    """Keep what she tells, without names, and alert the nearest staff; how many could be reached. Where somebody is
    harmed it is urgent, though she called it a matter of mood."""
    work.forget_message()
    kept, _ = cleansed(text, who.voice.language, incident=True)
    person = who.person.id if who.person else None
    post = next_post(work, unit.code, unit.code, person)
    kind = URGENT if danger.is_violent(text, who.voice.language) else kind
    about = {"kind": kind, "unit": unit.code, "person": person, "text": kept[:2000], "at": work.at, "state": NEW}
    number = incidents.add(work.settle(), {**about, "post": post, "alerted_at": work.at})
    one = incidents.find(work.db, number)
    assert one is not None, "it has just been written"
    return one, _alert(work, one)


def next_post(work: Work, unit: str, after: str, sender: int | None) -> str:
    """The nearest unit from `after` upwards that has staff other than the sender; "" where there is none."""
    path = [unit, *work.world.tree.ancestors(unit)]
    for code in path[path.index(after) :]:
        if _staff(work, code) - {sender}:
            return code
    return ""


def _staff(work: Work, unit: str) -> set[int]:
    return {role.person for role in people.roles_on(work.db, [unit]) if role.role in LOOKS_AFTER}


def _alert(work: Work, one: Incident, how: str = "", staff: Iterable[int] | None = None) -> int:
    """Tell the staff of its post, or those; `how` names the sentence where it is not simply new."""
    if not one.post:
        return 0
    is_last = one.kind == URGENT and not _above(work, one)
    values = {"unit": work.world.tree[one.unit].name, "at": datetime.fromisoformat(one.at)}
    see = ((f"xemviec {one.id}", Line("urgent.choice_see")),)
    line = Line(f"urgent.alert.{how or ('incident_last' if is_last else one.kind)}", values)
    priority = outbox.ALERT if one.kind == URGENT else outbox.REMINDER
    told = _staff(work, one.post) - {one.person} if staff is None else staff
    return tell_people(work, told, line, priority=priority, commands=see)


def _above(work: Work, one: Incident) -> str:
    """The next unit above its post that has staff; where nobody could be alerted yet, the first there is by now."""
    above = [one.unit] if one.post not in work.world.tree else work.world.tree.ancestors(one.post)
    return next_post(work, one.unit, above[0], one.person) if above else ""


def add(work: Work, who: Conversation, number: int, text: str) -> Incident | None:
    """She tells more of the notice that she has just sent: the same notice, and whoever has read it is alerted again.
    None where it is closed, or hers no more."""
    work.forget_message()
    one = _own(work, who, number)
    if one is not None:
        kept, _ = cleansed(text, who.voice.language, incident=True)
        incidents.change(work.db, number, text=f"{one.text}\n{kept}"[:2000])
        if one.kind != URGENT and danger.is_violent(text, who.voice.language):
            return _raised(work, one)
        if one.state != NEW:
            _alert(work, one, "more")
    return one


def _raised(work: Work, one: Incident) -> Incident:
    """What seemed to have time has none: its half hour begins, with the nearest staff."""
    post = next_post(work, one.unit, one.unit, one.person)
    raised = replace(one, kind=URGENT, state=NEW, post=post, alerted_at=work.at)
    incidents.change(work.db, one.id, kind=URGENT, state=NEW, post=post, alerted_at=work.at)
    _alert(work, raised)
    return raised


def reclassify(work: Work, who: Conversation, number: int) -> bool:
    """Her own notice was a matter of mood or opinion, not an incident: who was alerted hears that nothing is urgent.
    Whether that was changed."""
    one = _own(work, who, number)
    is_urgent = one is not None and one.kind == URGENT
    if one is not None and is_urgent:
        incidents.change(work.db, number, kind=MOOD)
        _alert(work, replace(one, kind=MOOD), "was_mood")
    return is_urgent


def withdraw(work: Work, who: Conversation, number: int) -> bool:
    """Her own notice was a mistake: everybody who was alerted hears so at once. It stays for staff to close, since
    whoever holds her phone may say so too. Whether it was still open."""
    one = _own(work, who, number)
    if one is not None and one.kind != MISTAKE:
        incidents.change(work.db, number, kind=MISTAKE, follow_up=None)
        _alert(work, one, "was_mistake", _readers(work, one))
    return one is not None


def latest(work: Work, who: Conversation) -> Incident | None:
    """What she herself has told last, unless she has taken it back."""
    one = incidents.latest_of(work.settle(), who.person.id) if who.person else None
    return one if one is not None and one.kind != MISTAKE else None


def _own(work: Work, who: Conversation, number: int) -> Incident | None:
    """The notice that she herself has sent, as long as it is not closed."""
    one = incidents.find(work.settle(), number)
    is_hers = one is not None and who.person is not None and one.person == who.person.id
    return one if one is not None and is_hers and one.state != DONE else None


# ── those who were alerted ───────────────────────────────────────────────────


def mine(work: Work, who: Conversation) -> list[Incident]:
    """What is open and hers to look after."""
    return [one for one in incidents.open_ones(work.settle()) if may_read(work, who, one)]


def find(work: Work, who: Conversation, number: int) -> Incident | None:
    """One notice, as long as it is hers to look after."""
    one = incidents.find(work.settle(), number)
    return one if one is not None and may_read(work, who, one) else None


def may_read(work: Work, who: Conversation, one: Incident) -> bool:
    """Whether she is of the staff alerted: of the unit alerted last, or of one below it, which was alerted before. Her
    own notice is for others to read and to close."""
    if who.person is not None and one.person == who.person.id:
        return False
    if one.post not in work.world.tree or not allows(work, who, "handle_urgent", one.unit):
        return False
    alerted = _alerted(work, one)
    return any(role.role in LOOKS_AFTER and role.unit in alerted for role in who.roles)


def _alerted(work: Work, one: Incident) -> list[str]:
    """The units whose staff were alerted, from where it came to its post."""
    path = [one.unit, *work.world.tree.ancestors(one.unit)]
    return path[: path.index(one.post) + 1] if one.post in path else []


def _readers(work: Work, one: Incident) -> set[int]:
    """The staff of those units: who may read it."""
    return {person for unit in _alerted(work, one) for person in _staff(work, unit) if person != one.person}


def see(work: Work, who: Conversation, one: Incident) -> None:
    """She has read it: who sent it hears so, the first time. That somebody looked is in the trail, nothing more."""
    work.log("see_urgent", who, data={"number": one.id})
    readers = sorted({*map(int, one.readers.split()), who.account.id})
    incidents.change(work.settle(), one.id, readers=" ".join(map(str, readers)))
    if one.state == NEW:
        person = who.person.id if who.person else None
        incidents.change(work.settle(), one.id, state=SEEN, person_seen=person, seen_at=work.at)
        tell_people(work, [one.person], Line(f"urgent.seen.{one.kind}", {"at": work.now}))


def acts(one: Incident) -> tuple[str, ...]:
    """What can be done about a notice: nothing once it is closed."""
    return () if one.state == DONE else ACTS[one.kind]


def take_in_hand(work: Work, who: Conversation, one: Incident, follow_up: date | None = None) -> None:
    """She is at it; perhaps to be asked again herself on a day."""
    mine = {"follow_up": follow_up.isoformat(), "follower": who.person.id if who.person else None} if follow_up else {}
    incidents.change(work.settle(), one.id, state=IN_HAND, **mine)
    work.log("urgent_in_hand", who, data={"number": one.id})


def judge(work: Work, who: Conversation, one: Incident, kind: str) -> None:
    """Whoever looks after it sees that it is something else than its sender called it, who hears so. What turns out to
    be urgent is in her hands."""
    state = IN_HAND if kind == URGENT else one.state
    incidents.change(work.settle(), one.id, kind=kind, state=state, follow_up=None)
    work.log("urgent_judged", who, data={"number": one.id, "kind": kind})
    tell_people(work, [one.person], Line(f"urgent.judged.{kind}"))


def finish(work: Work, who: Conversation, one: Incident, *, joins: bool = False) -> None:
    """It is done: who sent it hears so, and its words are forgotten; but a matter of mood may join the text of the
    unit's next report, and they wait for that."""
    joined = "" if joins and one.kind == MOOD else None
    incidents.change(work.settle(), one.id, state=DONE, done_at=work.at, follow_up=None, joined=joined)
    work.log("urgent_done", who, data={"number": one.id})
    _forget_shown(work, one)
    if joined is None:
        incidents.change(work.db, one.id, text="")
    key = "mood_joins" if joined is not None else one.kind
    tell_people(work, [one.person], Line(f"urgent.done.{key}", {"at": work.now}))


def _forget_shown(work: Work, one: Incident) -> None:
    """Where staff were shown its words, it says from now on that they are gone."""
    values = {"unit": work.world.tree[one.unit].name, "at": datetime.fromisoformat(one.at)}
    body = {"text": Voice().say(Line("urgent.forgotten", values))}
    found = incidents.find(work.settle(), one.id)
    readers = [int(account) for account in found.readers.split()] if found else []
    retention.blank_notice(work.db, one.id, readers, body)


def count_below(work: Work, unit: Unit, period: Period) -> int | None:
    """How many came from a subtree in a period; None where there were so few that they might point at somebody."""
    codes = work.world.tree.descendants(unit.code)
    found = incidents.count(
        work.settle(), codes, period.since.isoformat(), max(period.until, work.now.date()).isoformat()
    )
    return None if 0 < found < LIMIT else found


# ── the clock ────────────────────────────────────────────────────────────────


def watch(work: Work) -> None:
    """What the clock owes, quiet hours or not: unread for half an hour, the next staff above are alerted, or the same
    again; on the morning of its follow-up day whoever has set that is asked. Words still there though it is done are
    forgotten."""
    for one in incidents.open_ones(work.settle()):
        if _is_overdue(work, one):
            _escalate(work, one)
        elif one.follow_up and one.follow_up <= work.now.date().isoformat() and work.now.hour >= FOLLOW_UP_HOUR:
            _follow_up(work, one)
    for one in incidents.wordy(work.settle(), (work.now - MAY_JOIN).isoformat(timespec="seconds")):
        incidents.change(work.db, one.id, text="")
        _forget_shown(work, one)


def is_late(one: Incident, now: datetime) -> bool:
    """Whether it was told more than half an hour ago."""
    return datetime.fromisoformat(one.at) + UNREAD < now


def _is_overdue(work: Work, one: Incident) -> bool:
    """Half an hour unread since staff were alerted last; where nobody is above them, the time between two alerts
    doubles, so that a night is not thirty messages long."""
    at, alerted = datetime.fromisoformat(one.at), datetime.fromisoformat(one.alerted_at)
    wait = UNREAD if _above(work, one) else max(UNREAD, alerted - at)
    return one.state == NEW and one.kind == URGENT and alerted + wait <= work.now


def _escalate(work: Work, one: Incident) -> None:
    """To the next staff above, or to the same again where nobody is above; and who sent it hears so."""
    above = _above(work, one)
    post = above or one.post
    incidents.change(work.settle(), one.id, post=post, alerted_at=work.at)
    moved = incidents.find(work.db, one.id)
    assert moved is not None, "it has just been changed"
    if _alert(work, moved, "" if above else "again"):
        key = "urgent.passed_on" if above else "urgent.unread"
        tell_people(work, [one.person], Line(key, {"above": work.world.tree[post].name}))


def _follow_up(work: Work, one: Incident) -> None:
    """Whoever has set the day is asked; where she looks after it no more, all who do now."""
    incidents.change(work.settle(), one.id, follow_up=None)
    see_it = ((f"xemviec {one.id}", Line("urgent.choice_see")),)
    values = {"unit": work.world.tree[one.unit].name, "at": datetime.fromisoformat(one.at)}
    readers = _readers(work, one)
    asked = {one.follower or one.person_seen} & readers or readers
    tell_people(work, asked, Line("urgent.follow_up", values), commands=see_it)


# ── the trusted address ──────────────────────────────────────────────────────


def trusted(work: Work, unit: Unit) -> str:
    """The local trusted address (địa chỉ tin cậy) nearest to a unit, "" where none is known."""
    for code in (unit.code, *work.world.tree.ancestors(unit.code)):
        if found := records.recall(work.db, f"trusted:{code}"[:40]):
            return found
    return ""


def set_trusted(work: Work, who: Conversation, units: Iterable[str], text: str) -> None:
    """Say where somebody in need can go or call, for those units and all below them."""
    for code in units:
        records.remember(work.settle(), f"trusted:{code}"[:40], text)
        work.log("trusted_address", who, unit=code)
