"""Invitations: single-use codes bound to a unit and a role, and what happens when one is used."""

import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import Connection

from actions.work import Conversation, Work
from forms.phones import local_number
from forms.plain import plain
from storage import joining, people, units
from storage.people import Invitation, Person, Role

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # without 0 O 1 I L, which people mix up
LENGTH = 9  # log2(31) * 9 = 44.6 bits
VALID_DAYS = 30
ROLES = ("leader", "deputy", "staff", "admin")
SHARED = "shared"  # the code of a whole commune: each picks her branch, staff let her in
CONSENT_VERSION = "2026-01"


@dataclass(frozen=True, slots=True)
class Card:
    """An invitation as it is handed out."""

    unit: str
    role: str
    code: str
    expires_at: datetime


def new_code() -> str:
    """A code of 44 bits in a readable alphabet, with a digit among its letters: typed alone it is never a word."""
    while True:
        code = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
        if any(letter.isdigit() for letter in code):
            return code


def spaced(code: str) -> str:
    """As it is printed: K7M-29X-QPB."""
    return "-".join(code[place : place + 3] for place in range(0, len(code), 3))


def normal(text: str) -> str:
    """A code as it is stored, however it was typed."""
    return "".join(letter for letter in plain(text).upper() if letter.isalnum())[:20]


def looks_like_code(text: str) -> bool:
    """Whether somebody typed a code and nothing else: nine signs, as a card shows them or with a digit among them."""
    groups = re.fullmatch(r"\s*(\w{3})([-\s]?)(\w{3})\2(\w{3})\s*", text)
    letters = normal(text)
    if groups is None or len(letters) != LENGTH or not set(letters) <= set(ALPHABET):
        return False
    return groups[2] == "-" or any(letter.isdigit() for letter in letters)


def invite(db: Connection, units: Iterable[str], role: str, now: datetime) -> list[Card]:
    """Fresh codes for those units; codes handed out earlier for the same role and not yet used are withdrawn."""
    cards = [Card(unit, role, new_code(), now + timedelta(days=VALID_DAYS)) for unit in units]
    people.withdraw_invitations(db, [card.unit for card in cards], role)
    rows = [
        {
            "code": card.code,
            "unit": card.unit,
            "role": role,
            "created_at": now.isoformat(timespec="seconds"),
            "expires_at": card.expires_at.isoformat(timespec="seconds"),
        }
        for card in cards
    ]
    people.add_invitations(db, rows)
    return cards


def usable(work: Work, code: str) -> Invitation | None:
    """The invitation that this code opens now; None for a wrong, spent or expired one. One for a unit that has been
    merged since opens the unit that goes on."""
    found, tree, today = people.invitation(work.settle(), normal(code)), work.world.tree, work.now.date()
    if found is None or found.used or found.expires_at < work.now or found.unit not in tree:
        return None
    unit = tree.present(found.unit, today)
    return None if tree.is_closed(unit, today) else replace(found, unit=unit)


def is_hers(work: Work, who: Conversation, code: str) -> bool:
    """Whether she herself came in with this code."""
    found = people.invitation(work.settle(), normal(code))
    her = who.person.id if who.person and who.person.agreed else None
    return found is not None and her is not None and found.used_by == her


def agree(work: Work, who: Conversation, name: str, phone: str = "") -> Person:
    """She agreed to what is stored: make her known, if she is not yet."""
    if who.person is None:
        db = work.settle()
        record = {"name": name, "tone": "chi", "language": "vi", "phone": phone, "erased_at": None}
        record |= {"consent_version": CONSENT_VERSION, "consent_at": work.at}
        key = people.add_person(db, record)
        if joining.sharing(db, who.account.id):
            joining.share(db, who.account.id, [key])
        people.link(db, who.account.id, key)
        who.person = Person(key, name, phone=phone)
        work.log("consent", who, data={"version": CONSENT_VERSION})
    return who.person


def accept(work: Work, who: Conversation, invitation: Invitation, name: str) -> Person:
    """She agreed: make her known if she is not yet, spend the code, give the role."""
    person = agree(work, who, name)
    people.use_invitation(work.settle(), invitation.code, person.id, work.at)
    take_role(work, who, invitation.unit, invitation.role)
    return person


def take_role(work: Work, who: Conversation, unit: str, role: str) -> None:
    """She is that from now on."""
    assert who.person is not None
    people.give_role(work.settle(), who.person.id, unit, role, work.at)
    who.roles = [*who.roles, Role(who.person.id, unit, role)]
    work.log("join", who, unit=unit, data={"role": role})


def units_of_phone(work: Work, phone: str) -> list[str]:
    """The units whose leader has that number in the organisation's list; closed ones left out."""
    found = units.of_phone(work.settle(), local_number(phone)) if local_number(phone) else []
    return [code for code in found if code in work.world.tree and not work.world.tree.is_closed(code, work.now.date())]


def set_tone(work: Work, who: Conversation, tone: str) -> None:
    """How she wants to be addressed from now on."""
    assert who.person is not None
    people.change_person(work.settle(), who.person.id, tone=tone)
    who.person = Person(who.person.id, who.person.name, tone, who.person.language)
