"""What is held about a person, and forgetting it (Law 91/2025/QH15; DESIGN §4, "Personal data")."""

from dataclasses import dataclass
from datetime import timedelta

from actions.work import Conversation, Work
from storage import people, records, retention

KEEP_TEXTS = timedelta(days=30)


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


def erase(work: Work, person: int, who: Conversation | None = None) -> bool:
    """Erase somebody for good; False where there is nobody of that number. The figures stay with the unit."""
    found = retention.erase(work.settle(), person, work.at)
    if found:
        work.log("erase", who, data={"erased": person})
    return found


def blank_old_texts(work: Work) -> None:
    """Once a day: blank message texts that are older than their time."""
    today = work.now.date().isoformat()
    if records.recall(work.db, "blanked") != today:
        retention.blank_before(work.db, (work.now - KEEP_TEXTS).isoformat(timespec="seconds"))
        records.remember(work.db, "blanked", today)
