"""One person on several platforms, and several people on one phone."""

from datetime import timedelta

from actions.invitations import new_code, normal
from actions.work import Conversation, Work
from storage import joining, people
from storage.joining import Link
from storage.people import Person

LINK_VALID = timedelta(minutes=30)


def issue_link(work: Work, who: Conversation) -> str:
    """A code that makes another account hers; typed there within half an hour."""
    assert who.person is not None
    code = new_code()
    joining.add_link(work.settle(), code, who.person.id, (work.now + LINK_VALID).isoformat(timespec="seconds"))
    work.log("issue_link", who)
    return code


def usable_link(work: Work, code: str) -> Link | None:
    """The linking code that this is now; None for a wrong, spent or expired one."""
    found = joining.find_link(work.settle(), normal(code))
    return None if found is None or found.used or found.expires_at < work.now else found


def link(work: Work, who: Conversation, found: Link) -> None:
    """This account is hers as well. On a phone that somebody uses already, it is one more who uses it."""
    joining.use_link(work.settle(), found.code, work.at)
    if who.person is not None and who.person.id != found.person:
        joining.share(work.db, who.account.id, [who.person.id, found.person])
    become(work, who, found.person)
    work.log("link_account", who)


def users(work: Work, who: Conversation) -> list[Person]:
    """Who uses this account: everybody who shares it, or its one owner."""
    shared = joining.sharing(work.settle(), who.account.id)
    mine = [who.person.id] if who.person else []
    return sorted(people.load_people(work.db, [*shared, *mine]).values(), key=lambda person: person.id)


def become(work: Work, who: Conversation, person: int) -> None:
    """From now on this account speaks for that person; nothing of whoever used it before stays open."""
    db = work.settle()
    people.link(db, who.account.id, person)
    who.person, who.roles = people.load_people(db, [person])[person], people.roles_of(db, [person]).get(person, [])
    who.session = {"n": who.session.get("n", 0)}


def switch(work: Work, who: Conversation, person: int) -> bool:
    """Another of those who share this phone speaks; False if she is none of them."""
    if all(person != one.id for one in users(work, who)):
        return False
    become(work, who, person)
    work.log("switch_person", who)
    return True


def make_room(work: Work, who: Conversation) -> int:
    """Somebody new uses this phone: whoever used it so far stays known here, and is not the one who joins. Who that
    was."""
    assert who.person is not None
    before = who.person.id
    joining.share(work.settle(), who.account.id, [before])
    people.unlink(work.db, who.account.id)
    who.person, who.roles = None, []
    return before
