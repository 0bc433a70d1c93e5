"""Staff invite from the chat: a code for one unit, ready to be passed on."""

from functools import partial

from actions import invitations, permissions
from actions.naming import role_line
from actions.work import Conversation, Work
from forms.speech import Line
from handlers import dialogue, places

ACTS: dict[str, permissions.Act] = {"leader": "invite", "deputy": "invite", "staff": "appoint"}


def _invite(work: Work, who: Conversation, rest: str, *, role: str, command: str) -> None:
    if not rest:
        staff = permissions.is_staff(who.roles)
        dialogue.tell(work, who, Line("admit.invite_how" if staff else "staff.not_staff"))
        return
    unit = places.named(work, who, ACTS[role], rest, command, rest)
    if unit is None:
        return
    (card,) = invitations.invite(work.settle(), [unit.code], role, work.now)
    work.log("invite", who, unit=unit.code, data={"role": role, "cards": 1})
    values = {"role": role_line(role, unit), "unit": unit.name, "code": invitations.spaced(card.code)}
    dialogue.say(work, who, Line("admit.invited", {**values, "until": card.expires_at.date()}))


invite_leader = partial(_invite, role="leader", command="moi")
invite_deputy = partial(_invite, role="deputy", command="moipho")
invite_staff = partial(_invite, role="staff", command="moicanbo")
