"""The one door for what people send: who is it, is it a command, a choice, or part of an open dialogue."""

from collections.abc import Callable

from actions import invitations, permissions
from actions.work import Conversation, Work
from forms import danger
from forms.plain import plain
from forms.speech import Line, Option
from handlers import (
    admitting,
    closing,
    crying,
    dialogue,
    diary,
    extending,
    inviting,
    joining,
    linking,
    looking_into,
    misplacing,
    newcomers,
    nudge,
    occasion,
    on_behalf,
    opening,
    outside,
    places,
    prefilling,
    privacy,
    proposals,
    relaying,
    report_views,
    reporting,
    review,
    second_hand,
    small_talk,
    snooze,
    staff,
    summaries,
    survey,
    urgent,
)
from handlers.dialogue import Stale
from handlers.message import Message
from handlers.spelled import command_of, order_in

COMMAND_PICK = "cmd:"
Command = Callable[[Work, Conversation], None]
Order = Callable[[Work, Conversation, str], None]
Resume = Callable[[Work, Conversation, Message, str], None]
Claim = Callable[[Work, Conversation, Message], bool]


def take(work: Work, who: Conversation, message: Message) -> None:
    """One message: one reply. Everything it changes goes through `work`."""
    message = _meant(work, who, message)
    if not second_hand.claims(work, who, message):
        _take(work, who, second_hand.as_hers(message))
    if dialogue.come_back(who):
        _show_again(work, who)


def _take(work: Work, who: Conversation, message: Message) -> None:
    if message.kind == "pick" and message.pick.startswith(COMMAND_PICK):
        message = Message("text", text="/" + message.pick.removeprefix(COMMAND_PICK), sender=message.sender)
    pick = dialogue.picked(who, message)
    if isinstance(pick, Stale):
        _decline(work, who)
        return
    name, rest = ("", "") if pick else command_of(message.text, who.voice.language)
    said = plain(message.text)
    if name == "start":
        joining.start(work, who, message, rest)
    elif message.kind == "contact":
        joining.shared_number(work, who, message)
    elif who.person is None or not who.person.agreed:
        _outsider(work, who, message, pick, name)
    elif not pick and (rest_ := on_behalf.asked_in(work, who, message)):
        _obey(work, who, "nhapho", rest_)
    elif name and not (who.session.get("on") == "form" and reporting.claims(who, said)):
        _obey(work, who, name, rest)
    elif not pick and (order := _ordered(who, message)):
        _obey(work, who, *order)
    else:
        _go_on(work, who, message, pick)


def _go_on(work: Work, who: Conversation, message: Message, pick: str) -> None:
    if pick or not _is_cry(work, who, message):
        RESUME.get(str(who.session.get("on", "")), _idle)(work, who, message, pick)


def _is_cry(work: Work, who: Conversation, message: Message) -> bool:
    """Words of violence where a figure or a choice is asked: whom to call at once, and what was asked waits."""
    if who.session.get("on") not in HEEDED or not danger.is_cry(message.text, who.voice.language):
        return False
    return not reporting.may_be_answer(work, who, message.text) and crying.claims(work, who, message)


def _meant(work: Work, who: Conversation, message: Message) -> Message:
    """A number typed after a message of the clock is the choice that it offered, as if she had tapped it; so are its
    words, where nothing waits for an answer."""
    place = dialogue.typed_for_another(who, message.text) if message.kind == "text" else None
    if place is not None:
        offered = _offered(work, who)
        return _tap(message, offered[place][0]) if 0 <= place < len(offered) else message
    is_over = who.session.get("on") in OVER and not dialogue.picked(who, message)
    return (_worded(work, who, message) if is_over else None) or message


def _offered(work: Work, who: Conversation) -> list[list[str]]:
    """The choices of the newest message that offered some, as far as they hold in any dialogue."""
    return [[data, label] for data, label in work.offered(who.account.id) if data.startswith(COMMAND_PICK)]


def _worded(work: Work, who: Conversation, message: Message) -> Message | None:
    """“bổ sung”, “xem”: the words of such a choice, typed."""
    said = plain(message.text) if message.kind == "text" else ""
    data = next((data for data, label in _offered(work, who) if plain(label) == said), "") if said else ""
    return _tap(message, data) if data else None


def _tap(message: Message, data: str) -> Message:
    return Message("pick", pick=data, sender=message.sender)


def _takes_words(work: Work, who: Conversation, message: Message) -> bool:
    """Outside any dialogue; whether it was such words."""
    tapped = _worded(work, who, message)
    if tapped is not None:
        _take(work, who, tapped)
    return tapped is not None


def _obey(work: Work, who: Conversation, name: str, rest: str) -> None:
    if name in ASIDE and who.session.get("on") not in OVER:
        dialogue.step_aside(who)
    if name in ORDERS or (rest.strip() and name in ABOUT):
        (ORDERS | ABOUT)[name](work, who, rest.strip())
    else:
        COMMANDS[name](work, who)


def _show_again(work: Work, who: Conversation) -> None:
    """What had stepped aside is open again: its question, or at least its choices."""
    if who.session.get("on") == "form":
        reporting.repeat(work, who, "on_behalf.back")
        return
    options = [Option(value, label) for value, label in who.session.get("options", [])]
    dialogue.say(work, who, Line("on_behalf.back_to"), options=options, figure=bool(who.session.get("figure")))


def _decline(work: Work, who: Conversation) -> None:
    if who.session.get("on") == "form":
        reporting.repeat(work, who)
    else:
        dialogue.tell(work, who, Line("common.stale_idle"))


def _outsider(work: Work, who: Conversation, message: Message, pick: str, name: str) -> None:
    """Who has not joined, or has not agreed (any more)."""
    if not pick and crying.cries(work, who, message, name or order_in(message.text, who.voice.language, ORDERS)[0]):
        return
    if who.person is None:
        _stranger(work, who, message, pick, name)
    else:
        privacy.without_consent(work, who, message, name)


def _stranger(work: Work, who: Conversation, message: Message, pick: str, name: str) -> None:
    if name == "doinguoi":
        linking.offer_switch(work, who)
    elif (on := str(who.session.get("on", ""))) in FOR_STRANGERS:
        RESUME[on](work, who, message, pick)
    elif invitations.looks_like_code(message.text):
        joining.start(work, who, message, message.text)
    elif newcomers.claims(who, message):
        newcomers.open_change(work, who, message)
    else:
        joining.greet(work, who)


def _ordered(who: Conversation, message: Message) -> tuple[str, str] | None:
    """What staff order, or a leader wishes for, in one line, unless they are where any words may be an answer."""
    if str(who.session.get("on", "")) in ABSORBED:
        return None
    name, rest = order_in(message.text, who.voice.language, ORDERS)
    if name == "khan":
        name, rest = crying.ordered(message.text, who.voice.language, rest)
    is_wish = name in FOR_LEADERS and any(map(str.isdigit, rest))
    return (name, rest) if is_wish or (name and permissions.is_staff(who.roles)) else None


def _settle_unit(work: Work, who: Conversation, message: Message, pick: str) -> None:
    """She says which of several units of one name she meant."""
    meant = places.settled(who, pick)
    if meant is None:
        _idle(work, who, message, "")
    else:
        _obey(work, who, *meant)


def _idle(work: Work, who: Conversation, message: Message, pick: str) -> None:
    if newcomers.claims(who, message):
        newcomers.open_change(work, who, message)
        return
    if not any(takes(work, who, message) for takes in CLAIMS):
        dialogue.say(work, who, Line("help.idle"))


def _in_summary(work: Work, who: Conversation, message: Message, pick: str) -> None:
    """A part of the summary she is looking at; whatever else she says ends that."""
    if pick:
        summaries.show_part(work, who, pick)
        return
    dialogue.close(who)
    _idle(work, who, message, pick)


def _in_progress(work: Work, who: Conversation, message: Message, pick: str) -> None:
    """Another period to look at; whatever else she says ends that."""
    if pick:
        staff.show_other(work, who, pick)
        return
    dialogue.close(who)
    _idle(work, who, message, pick)


def _in_nudge(work: Work, who: Conversation, message: Message, pick: str) -> None:
    """What she decides about those who are missing; to enter for one of them is an order of its own."""
    if pick.startswith(nudge.FOR) and "nhapho" in ORDERS:
        dialogue.close(who)
        _obey(work, who, "nhapho", pick.removeprefix(nudge.FOR))
        return
    nudge.settle(work, who, message, pick)


def _help(work: Work, who: Conversation) -> None:
    looks_after = permissions.is_staff(who.roles)
    dialogue.tell(work, who, Line("help.leader"), *([Line("help.staff")] if looks_after else []))


def _in_urgent(work: Work, who: Conversation, message: Message, pick: str) -> None:
    """More of a notice just sent; an hour later what she says is about something else, and so are figures at once."""
    if not pick and _leaves_notice(work, who, message):
        dialogue.close(who)
        dialogue.come_back(who)
        _take(work, who, message)
    else:
        urgent.settle(work, who, message, pick)


def _leaves_notice(work: Work, who: Conversation, message: Message) -> bool:
    if urgent.is_over(work, who) or urgent.turns_away(who, message):
        return True
    is_sent = "number" in who.session and message.kind == "text"
    return is_sent and outside.gives_figures(work, who, message.text)


COMMANDS: dict[str, Command] = {
    "baocao": opening.open_report,
    "hoatdong": diary.open_book,
    "ghidip": occasion.book,
    "conthieu": report_views.show_missing,
    "xemlai": report_views.show_review,
    "sua": report_views.correct,
    "desau": report_views.leave,
    "hannop": report_views.show_due,
    "canbo": staff.show_contacts,
    "trogiup": _help,
    "toinay": snooze.tonight,
    "nhacmai": snooze.tomorrow,
    "gionhac": snooze.ask_hour,
    "hoi": survey.open_survey,
    "dulieu": privacy.show_held,
    "xoadulieu": privacy.offer_erasure,
    "rutdongy": privacy.offer_withdrawal,
    "lienket": linking.issue,
    "doinguoi": linking.offer_switch,
}
ORDERS: dict[str, Order] = {
    "tiendo": staff.show_progress,
    "dondoc": nudge.offer,
    "loinhom": nudge.offer_text,
    "tonghop": summaries.show,
    "tep": summaries.send_files,
    "choduyet": admitting.show_waiting,
    "moi": inviting.invite_leader,
    "moipho": inviting.invite_deputy,
    "moicanbo": inviting.invite_staff,
    "chovao": admitting.accept,
    "khongnhan": admitting.refuse,
    "chotso": closing.open_closing,
    "molai": closing.open_reopening,
    "giahan": extending.open_extension,
    "bogiahan": extending.withdraw,
    "nhapho": on_behalf.open_entry,
    "diensan": prefilling.open_prefill,
    "duyet": review.open_review,
    "boduyet": review.open_taking_back,
    "xembaocao": review.open_one,
    "tralai": review.open_return,
    "nhantin": relaying.open_message,
    "inphieu": staff.print_sheets,
    "chuyenbaocao": misplacing.open_move,
    "kiennghi": proposals.open_list,
    "khan": urgent.open_notice,
    "viec": looking_into.show_open,
    "xemviec": looking_into.show_one,
    "diachitincay": looking_into.set_trusted,
}
ABOUT: dict[str, Order] = {"baocao": opening.open_one, "toinay": snooze.tonight, "nhacmai": snooze.tomorrow}
FOR_LEADERS = ("giahan",)
FOR_STRANGERS = ("join", "link", "switch")
ASIDE = ("nhapho", "diensan")
# nothing in them waits
OVER = ("extend", "review", "summary", "nudge", "misplaced", "urgent_one", "on_behalf", "which_unit")
ABSORBED = ("form", "diary", "erase", "urgent")
HEEDED = ("form", "which", "hour")  # a figure or a choice is asked, where words of violence are seldom an answer
CLAIMS: tuple[Claim, ...] = (
    crying.claims,
    extending.claims,
    relaying.claims,
    snooze.takes,
    occasion.takes,
    diary.takes,
    outside.out_of_nowhere,
    occasion.takes_loosely,
    _takes_words,
    crying.claims_mood,
    small_talk.answers,
)
RESUME: dict[str, Resume] = {
    "join": joining.resume,
    "which": opening.choose,
    "form": reporting.resume,
    "diary": diary.resume,
    "nudge": _in_nudge,
    "survey": survey.resume,
    "hour": snooze.settle_hour,
    "erase": privacy.settle_erasure,
    "withdraw": privacy.settle_withdrawal,
    "who": joining.settle_who,
    "newcomer": newcomers.resume,
    "link": linking.settle_link,
    "switch": linking.settle_switch,
    "admit": admitting.settle,
    "which_unit": _settle_unit,
    "closing": closing.settle,
    "extend": extending.settle,
    "on_behalf": on_behalf.settle,
    "prefill": prefilling.settle,
    "review": review.settle,
    "misplaced": misplacing.settle,
    "relay": relaying.settle,
    "proposal": proposals.settle,
    "urgent": _in_urgent,
    "urgent_one": looking_into.settle_one,
    "summary": _in_summary,
    "period": _in_progress,
}
