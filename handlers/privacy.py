"""“Dữ liệu của tôi” and `/xoadulieu`: seeing what is held, and being forgotten, in two steps."""

from datetime import datetime

from actions import personal_data
from actions.naming import role_line
from actions.work import Conversation, Work
from forms.plain import plain
from forms.speech import Line, Option, words
from handlers import dialogue
from handlers.message import Message


def show_held(work: Work, who: Conversation) -> None:
    """Everything personal that is stored about her."""
    held = personal_data.held_about(work, who)
    roles = [
        Line("privacy.role", {"role": role_line(role, work.world.tree[unit]), "unit": work.world.tree[unit].name})
        for role, unit in held.roles
        if unit in work.world.tree
    ]
    agreed = datetime.fromisoformat(held.consent_at) if held.consent_at else ""
    values = {"name": held.name or "–", "phone": held.phone or "–", "channels": ", ".join(held.channels), "at": agreed}
    dialogue.tell(work, who, Line("privacy.held", values), *roles, Line("privacy.how"))


def offer_erasure(work: Work, who: Conversation) -> None:
    """`/xoadulieu`: what would go and what would stay; nothing is erased yet."""
    who.session["on"] = "erase"
    options = [Option("erase", Line("privacy.choice_erase")), Option("no", Line("privacy.choice_no"))]
    dialogue.say(work, who, Line("privacy.ask"), options=options)


def settle_erasure(work: Work, who: Conversation, message: Message, pick: str) -> None:
    """Only the plain word erases; anything else leaves everything as it is."""
    voice, account = who.voice, who.account.id
    dialogue.close(who)
    if pick != "erase" and plain(message.text) not in words("vi", "erase"):
        dialogue.say(work, who, Line("privacy.kept"))
        return
    assert who.person is not None
    personal_data.erase(work, who.person.id, who)
    who.person, who.roles, who.session = None, [], {}
    work.send(account, {"text": voice.say(Line("privacy.erased"))})


def offer_withdrawal(work: Work, who: Conversation) -> None:
    """`/rutdongy`: what stops and what stays; nothing has changed yet."""
    who.session["on"] = "withdraw"
    options = [Option("withdraw", Line("privacy.choice_withdraw")), Option("no", Line("privacy.choice_go_on"))]
    dialogue.say(work, who, Line("privacy.ask_withdraw"), options=options)


def settle_withdrawal(work: Work, who: Conversation, message: Message, pick: str) -> None:
    """Only the plain word withdraws."""
    dialogue.close(who)
    if pick != "withdraw" and plain(message.text) not in words("vi", "withdraw"):
        dialogue.say(work, who, Line("privacy.kept"))
        return
    personal_data.withdraw(work, who)
    dialogue.say(work, who, Line("privacy.withdrawn"))


def without_consent(work: Work, who: Conversation, message: Message, name: str) -> None:
    """She has taken her consent back: nothing she writes is kept; she may agree again, or be erased."""
    work.forget_message()
    on = who.session.get("on")
    if name == "xoadulieu":
        offer_erasure(work, who)
    elif on == "erase":
        pick = dialogue.picked(who, message)
        settle_erasure(work, who, message, pick if isinstance(pick, str) else "")
    elif plain(message.text) in words("vi", "agree"):
        personal_data.agree_again(work, who)
        dialogue.say(work, who, Line("privacy.agreed_again"))
    else:
        dialogue.say(work, who, Line("privacy.no_consent"))
