"""Proposals followed up: one from a report gets an addressee and a day, and its answer comes back to who made it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from zlib import crc32

from actions.messages import tell_people
from actions.on_behalf import leaders_of
from actions.permissions import allows
from actions.work import Conversation, Work
from forms.items import items
from forms.periods import Period
from forms.plain import plain
from forms.rows import Unit
from forms.speech import Line
from storage import outbox, proposals, reports
from storage.proposals import Proposal

MOST_OWN = 5
QUESTION = "kho_khan"


@dataclass(frozen=True, slots=True)
class Fresh:
    """One proposal of a report that nobody follows up yet."""

    unit: Unit
    text: str

    @property
    def key(self) -> str:
        """What tells it from every other, short."""
        return f"{self.unit.code}|{crc32(self.text.encode()):08x}"


def fresh(work: Work, root: Unit, period: Period) -> list[Fresh]:
    """Difficulties and proposals of the reports below that are not followed up, each by itself."""
    known = {(one.unit, plain(one.text)) for one in proposals.of_period(work.settle(), period.code)}
    stored, tree = reports.of_period(work.db, period.code), work.world.tree
    found = []
    for code in tree.descendants(root.code):
        said = stored[code].row.answers.get(QUESTION) if code in stored and stored[code].row.counted else None
        text = said.value if said is not None and isinstance(said.value, str) else ""
        if (code, plain(text)) not in known:
            found += [Fresh(tree[code], item) for item in items(text) if (code, plain(item)) not in known]
    return found


def by_unit(work: Work, period: Period) -> dict[str, list[Proposal]]:
    """What is followed up of a period's reports, by the unit that made it."""
    found: dict[str, list[Proposal]] = {}
    for one in proposals.of_period(work.settle(), period.code):
        found.setdefault(one.unit, []).append(one)
    return found


def followed(work: Work, who: Conversation, root: Unit) -> list[Proposal]:
    """What still waits for an answer, of the units below that she may follow up."""
    below = frozenset(work.world.tree.descendants(root.code))
    found = (one for one in proposals.unanswered(work.settle()) if one.unit in below)
    return [one for one in found if allows(work, who, "follow_proposal", one.unit)]


def follow(work: Work, who: Conversation, one: Fresh, period: Period, addressee: str, due: date) -> int:
    """Pass a proposal on: who made it hears to whom, and by when an answer is expected. Its number."""
    person = who.person.id if who.person else None
    about = {"unit": one.unit.code, "period": period.code, "text": one.text, "person": person, "at": work.at}
    what = {"addressee": addressee, "state": proposals.SENT, "due": due.isoformat()}
    number = proposals.add(work.settle(), {**about, **what})
    work.log("follow_proposal", who, unit=one.unit.code, period=period.code, data={"number": number, "to": addressee})
    _tell(work, one.unit, Line("proposal.told.sent", {"to": addressee, "due": due, "text": short(one.text)}))
    return number


def unfollow(work: Work, who: Conversation, number: int) -> bool:
    """It was passed on to the wrong place: as long as nothing has come of it, it waits to be passed on again, and who
    made it hears so."""
    one = proposals.find(work.settle(), number)
    if one is None or one.state != proposals.SENT or not allows(work, who, "follow_proposal", one.unit):
        return False
    proposals.forget(work.db, number)
    work.log("settle_proposal", who, unit=one.unit, period=one.period, data={"number": number, "state": "back"})
    _tell(work, work.world.tree[one.unit], Line("proposal.told.back", {"to": one.addressee, "text": short(one.text)}))
    return True


def settle(work: Work, who: Conversation, one: Proposal, state: str, answer: str = "") -> None:
    """What became of it; who made it hears so."""
    proposals.change(work.settle(), one.id, state=state, answer=answer)
    work.log("settle_proposal", who, unit=one.unit, period=one.period, data={"number": one.id, "state": state})
    values = {"to": one.addressee, "text": short(one.text), "answer": answer}
    _tell(work, work.world.tree[one.unit], Line(f"proposal.told.{state}", values))


def take_back(work: Work, who: Conversation, number: int) -> Proposal | None:
    """What was written down as its answer was a slip: it waits again, and who made it hears so. None where there is
    nothing to take back."""
    one = proposals.find(work.settle(), number)
    if one is None or one.state in proposals.OPEN or not allows(work, who, "follow_proposal", one.unit):
        return None
    proposals.change(work.db, number, state=proposals.ACCEPTED, answer="")
    work.log("settle_proposal", who, unit=one.unit, period=one.period, data={"number": number, "state": "again"})
    _tell(work, work.world.tree[one.unit], Line("proposal.told.again", {"to": one.addressee, "text": short(one.text)}))
    return proposals.find(work.db, number)


def own(work: Work, units: Iterable[str]) -> list[Proposal]:
    """What became of the newest proposals of those units."""
    return proposals.of_units(work.settle(), list(units), MOST_OWN)


def _tell(work: Work, unit: Unit, line: Line) -> None:
    tell_people(work, leaders_of(work, unit), line, priority=outbox.REMINDER)


def short(text: str) -> str:
    """A proposal as it is named in a sentence."""
    return text if len(text) <= 80 else text[:79] + "…"


def watch(work: Work) -> None:
    """Whoever follows up a proposal is asked once, on the day its answer was due."""
    today = work.now.date().isoformat()
    for one in proposals.unanswered(work.settle()):
        if not one.reminded and one.due <= today and one.unit in work.world.tree:
            proposals.change(work.db, one.id, reminded=True)
            values = {"unit": work.world.tree[one.unit].name, "to": one.addressee, "text": short(one.text)}
            tell_people(work, [one.person], Line("proposal.due", values), priority=outbox.REMINDER)
