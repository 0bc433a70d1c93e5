"""What is held about a person, and forgetting it (Law 91/2025/QH15; DESIGN §4, "Personal data")."""

from dataclasses import dataclass, replace
from datetime import timedelta

from actions.handover import staff_above
from actions.invitations import CONSENT_VERSION
from actions.messages import tell_people
from actions.work import Conversation, Work
from forms.speech import Line
from storage import people, records, retention

KEEP_TEXTS = timedelta(days=30)
OFFERED = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Held:
    """Everything personal that is stored about somebody."""

    name: str
    phone: str
    tone: str
    channels: tuple[str, ...]
    roles: tuple[tuple[str, str], ...]
    consent_at: str


def held_about(work: Work, who: Conversation) -> Held:
    """What she may see about herself; looking is written to the trail, too."""
    assert who.person is not None
    channels = tuple(account.channel for account in people.accounts_of(work.settle(), who.person.id))
    roles = tuple((role.role, role.unit) for role in who.roles)
    work.log("see_own_data", who)
    consent = people.consent_of(work.db, who.person.id)
    return Held(who.person.name, who.person.phone, who.person.tone, channels, roles, consent)


def withdraw(work: Work, who: Conversation) -> None:
    """She takes her consent back: from now on she has no role, is written to by nobody, and nothing of hers is used.
    Staff of her units hear that they must enter her figures. Until she is erased she may agree again."""
    assert who.person is not None
    units = [work.world.tree[role.unit] for role in who.roles if role.unit in work.world.tree]
    people.change_person(work.settle(), who.person.id, consent_at="", consent_version="")
    work.log("withdraw_consent", who)
    name = who.person.name
    for unit in units:
        told = [person for person in staff_above(work, unit)[1] if person != who.person.id]
        tell_people(work, told, Line("privacy.staff_withdrawn", {"name": name, "unit": unit.name}))
    who.person, who.roles = replace(who.person, agreed=False), []


def agree_again(work: Work, who: Conversation) -> None:
    """She agrees again: what she was, she is."""
    assert who.person is not None
    people.change_person(work.settle(), who.person.id, consent_at=work.at, consent_version=CONSENT_VERSION)
    who.person = replace(who.person, agreed=True)
    who.roles = people.roles_of(work.db, [who.person.id]).get(who.person.id, [])
    work.log("consent", who, data={"version": CONSENT_VERSION})


def erase(work: Work, person: int, who: Conversation | None = None) -> bool:
    """Erase somebody for good; False where there is nobody of that number. The figures stay with the unit."""
    found = retention.erase(work.settle(), person, work.at)
    if found:
        work.log("erase", who, data={"erased": person})
    return found


def blank_old_texts(work: Work) -> None:
    """Once a day: blank message texts that are older than their time, and what waited in vain for a word to go on."""
    today = work.now.date().isoformat()
    if records.recall(work.db, "blanked") != today:
        retention.blank_before(work.db, (work.now - KEEP_TEXTS).isoformat(timespec="seconds"))
        retention.forget_offered(work.db, (work.now - OFFERED).isoformat(timespec="seconds"))
        records.remember(work.db, "blanked", today)
