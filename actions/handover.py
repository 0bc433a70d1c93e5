"""What a leader leaves to staff: a photographed page or a recording to enter for her, a wish about a closed report."""

from dataclasses import dataclass

from actions.messages import tell_people
from actions.on_behalf import for_whom
from actions.reporting import due_of
from actions.work import Conversation, Work
from forms.periods import Period
from forms.rows import Unit
from forms.speech import Line
from forms.steps import lower_first
from storage import attachments, people, records

STAFF = ("staff", "admin")


@dataclass(frozen=True, slots=True)
class Piece:
    """One message to keep: `file` is the platform's own name of a photo or recording."""

    kind: str
    file: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """How many pieces of the report wait, which unit's staff look after it, and whether somebody was told."""

    waiting: int
    above: str
    told: bool


def keep(work: Work, who: Conversation, unit: Unit, period: Period, piece: Piece) -> Kept:
    """Keep a piece as “chờ nhập hộ”. Staff hear of the first one of a report, not of each, and not of their own."""
    db = work.settle()
    before = attachments.count_waiting(db, period.code, unit.code)
    person = who.person.id if who.person else None
    about = {"unit": unit.code, "period": period.code, "activity": None, "person": person, "at": work.at}
    what = {"kind": piece.kind, "bot": who.account.bot, "file": piece.file, "note": piece.note[:1000]}
    attachments.add(db, {**about, **what, "state": attachments.WAITING})
    work.log("handed_over", who, unit=unit.code, period=period.code, data={"kind": piece.kind})
    above, found = staff_above(work, unit)
    staff = tuple(one for one in found if one != person)
    if not before and for_whom(work, who, unit) is None:
        line = Line("handover.staff", {"unit": unit.name, "period": period.title})
        tell_people(work, staff, line, commands=((f"nhapho {unit.code}", Line("handover.enter")),))
    return Kept(before + 1, above.name, bool(staff))


def waiting(work: Work, root: str, period: Period) -> dict[str, int]:
    """Units of a subtree that wait for staff to enter what they sent, with how many pieces."""
    below = frozenset(work.world.tree.descendants(root))
    return {unit: count for unit, count in attachments.units_waiting(work.db, period.code).items() if unit in below}


def entered(work: Work, unit: Unit, period: Period) -> None:
    """The report is in: nothing of it waits for staff any more."""
    if attachments.count_waiting(work.db, period.code, unit.code):
        attachments.settle(work.settle(), unit.code, period.code)


def wish(work: Work, who: Conversation, unit: Unit, period: Period, closed_at: str, kind: str = "") -> tuple[str, bool]:
    """Carry to the staff of the unit that closed it that somebody wants to correct a report, or whatever `kind` says:
    whose staff they are, and whether there was anybody to tell. They hear it once a day."""
    above, staff = staff_above(work, work.world.tree[closed_at])
    today = work.now.date().isoformat()
    said_today = {code for code, _ in records.done_since(work.settle(), "wish", period.code, today)}
    work.log("wish", who, unit=unit.code, period=period.code)
    if unit.code not in said_today:
        key = f"handover.{kind or wished(work, unit, period)}"
        tell_people(work, staff, Line(key, {"unit": unit.name, "period": lower_first(period.title)}))
    return above.name, bool(staff)


def wished(work: Work, unit: Unit, period: Period) -> str:
    """What is wished for about a closed report: to correct what is in, to give what was asked for more, to send it,
    behind its due day to send it late."""
    report = work.report(unit.code, period.code)
    if report is not None and report.row.counted:
        return "wish"
    if report is not None and report.row.status == "returned":
        return "wish_add"
    return "wish_late" if due_of(work, unit, period) < work.now.date() else "wish_send"


def is_staff_of(work: Work, who: Conversation, unit: str) -> bool:
    """Whether she herself is among those who would hear a wish about what that unit closed."""
    return who.person is not None and who.person.id in staff_above(work, work.world.tree[unit])[1]


def staff_above(work: Work, unit: Unit) -> tuple[Unit, tuple[int, ...]]:
    """The nearest unit, itself or above, that has staff, and who they are; the parent where nobody has."""
    for code in (unit.code, *work.world.tree.ancestors(unit.code)):
        found = [role.person for role in people.roles_on(work.db, [code]) if role.role in STAFF]
        if found:
            return work.world.tree[code], tuple(dict.fromkeys(found))
    return (work.world.tree[unit.parent] if unit.parent and unit.parent in work.world.tree else unit), ()
