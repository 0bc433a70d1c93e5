"""`/kiennghi`: what reports ask for, passed on to somebody until a day, and what became of it.

The session holds `unit` and `period`, and `step`: list, to (whom `about` goes to), one (`number`), answer.
"""

import re
from dataclasses import replace
from datetime import date

from actions import papers, permissions, proposals
from actions.proposals import Fresh
from actions.work import Conversation, Work
from forms import courtesy
from forms.extension import read_extension
from forms.speech import Line, Option
from handlers import dialogue, places, targets
from handlers.message import Message
from handlers.places import Place
from storage.proposals import NEXT, Proposal

SHOWN = 8
SHORT = 60
GIVEN = re.compile(r"^(?:gửi|gui|send to)\s+", re.IGNORECASE)
SAID = {"answered": "answered", "refused": "refused"}
LEAVE = Option("leave", Line("proposal.choice_leave"))


def open_list(work: Work, who: Conversation, rest: str = "") -> None:
    """What waits for an answer, and what nobody follows up yet; a leader sees what became of her own."""
    if not places.looked_after(work, who, "follow_proposal"):
        _own(work, who)
        return
    place = places.place(work, who, "follow_proposal", past=True)
    if place is None:
        return
    waiting, fresh = proposals.followed(work, who, place[0]), proposals.fresh(work, *place)
    if not waiting and not fresh:
        dialogue.tell(work, who, Line("proposal.none"))
        return
    who.session |= {"on": "proposal", "unit": place[0].code, "period": place[1].code, "step": "list"}
    options = [Option(f"one:{one.id}", _followed(work, one)) for one in waiting[:SHOWN]]
    options += [Option(f"new:{one.key}", _fresh(one)) for one in fresh[:SHOWN]]
    line = Line("proposal.list", {"waiting": len(waiting), "fresh": len(fresh)})
    dialogue.say(work, who, line, options=options, more=papers.desk(who, *place, "kien-nghi"))


def _followed(work: Work, one: Proposal) -> Line:
    state = Line(f"proposal.state.{one.state}")
    values = {"unit": work.world.tree[one.unit].name, "to": one.addressee, "text": one.text[:SHORT], "state": state}
    return Line("proposal.followed", values)


def _fresh(one: Fresh) -> Line:
    return Line("proposal.fresh", {"unit": one.unit.name, "text": one.text[:SHORT]})


def _own(work: Work, who: Conversation) -> None:
    found = proposals.own(work, [unit.code for unit in targets.units_of(work, who)])
    lines = [
        Line(
            f"proposal.own.{one.state}",
            {"text": proposals.short(one.text), "to": one.addressee, "due": date.fromisoformat(one.due)}
            | {"answer": one.answer},
        )
        for one in found
    ]
    dialogue.tell(work, who, Line("proposal.own_title" if lines else "proposal.own_none"), *lines)


def settle(work: Work, who: Conversation, message: Message, pick: str) -> None:
    """One message while proposals are followed up."""
    code, step = str(who.session.get("unit")), str(who.session.get("step"))
    if not permissions.allows(work, who, "follow_proposal", code):
        _close(work, who)
        return
    place = work.world.tree[code], work.world.period(str(who.session.get("period")), code)
    kind, _, value = pick.partition(":")
    if kind == "new":
        who.session |= {"step": "to", "about": value}
        dialogue.say(work, who, Line("proposal.to"))
    elif kind == "one":
        _open_one(work, who, place, value)
    elif step == "settled" and pick == "again":
        _again(work, who, place)
    elif step == "passed" and pick == "back":
        _back(work, who)
    elif step in ("to", *SAID) and message.kind == "text" and courtesy.takes_back(message.text, who.voice.language):
        _close(work, who)
    elif step == "to" and message.kind == "text" and not pick:
        _pass_on(work, who, place, message.text)
    elif step == "one" and pick:
        _decided(work, who, place, pick)
    elif step in SAID and message.kind == "text" and not pick:
        _answered(work, who, place, SAID[step], message.text.strip()[:500])
    else:
        _close(work, who)


def _close(work: Work, who: Conversation) -> None:
    dialogue.close(who)
    dialogue.say(work, who, Line("proposal.nothing"))


def _pass_on(work: Work, who: Conversation, place: Place, text: str) -> None:
    """“UBND xã đến 30/6”."""
    about = next((one for one in proposals.fresh(work, *place) if one.key == who.session.get("about")), None)
    text = GIVEN.sub("", text.strip())
    wanted = read_extension(text, work.now.date())
    if wanted is not None and not wanted.unit:
        wanted = replace(wanted, unit=str(who.session.get("addressee", "")))
    due = wanted.last_day(work.now.date()) if wanted else None
    if about is None:
        _close(work, who)
    elif wanted is None and any(map(str.isalpha, text)) and not courtesy.is_nod(text, who.voice.language):
        who.session["addressee"] = text[:120]
        dialogue.say(work, who, Line("proposal.by_when", {"to": text[:120]}))
    elif wanted is None or due is None or not wanted.unit or due < work.now.date():
        dialogue.say(work, who, Line("proposal.to"))
    else:
        number = proposals.follow(work, who, about, place[1], wanted.unit[:120], due)
        dialogue.close(who)
        mine = {
            "on": "proposal",
            "unit": place[0].code,
            "period": place[1].code,
            "step": "passed",
            "number": str(number),
        }
        who.session |= mine
        passed = Line("proposal.passed_on", {"unit": about.unit.name, "to": wanted.unit, "due": due})
        dialogue.say(work, who, passed, options=[Option("back", Line("proposal.choice_back"))])


def _one(work: Work, who: Conversation, place: Place, number: str) -> Proposal | None:
    return next((one for one in proposals.followed(work, who, place[0]) if str(one.id) == number), None)


def _open_one(work: Work, who: Conversation, place: Place, number: str) -> None:
    one = _one(work, who, place, number)
    if one is None:
        _close(work, who)
        return
    who.session |= {"step": "one", "number": number}
    values = {
        "unit": work.world.tree[one.unit].name,
        "to": one.addressee,
        "text": one.text,
        "due": date.fromisoformat(one.due),
    }
    options = [Option(act, Line(f"proposal.state.{act}")) for act in NEXT[one.state]]
    dialogue.say(work, who, Line("proposal.one", values), options=options)


def _decided(work: Work, who: Conversation, place: Place, pick: str) -> None:
    if pick in SAID:
        who.session["step"] = pick
        dialogue.say(work, who, Line("proposal.what_answer"), options=[LEAVE])
    else:
        _settled(work, who, place, "accepted", "")


def _answered(work: Work, who: Conversation, place: Place, state: str, answer: str) -> None:
    if courtesy.is_nod(answer, who.voice.language):
        dialogue.say(work, who, Line("proposal.what_answer"), options=[LEAVE])
    else:
        _settled(work, who, place, state, answer)


def _settled(work: Work, who: Conversation, place: Place, state: str, answer: str) -> None:
    one = _one(work, who, place, str(who.session.get("number")))
    if one is None:
        _close(work, who)
        return
    proposals.settle(work, who, one, state, answer)
    dialogue.close(who)
    if state not in SAID:
        dialogue.say(work, who, Line("proposal.done"))
        return
    mine = {"on": "proposal", "unit": place[0].code, "period": place[1].code, "step": "settled", "number": str(one.id)}
    who.session |= mine
    dialogue.say(work, who, Line("proposal.done"), options=[Option("again", Line("proposal.choice_again"))])


def _back(work: Work, who: Conversation) -> None:
    """To the wrong place, or until the wrong day: it waits to be passed on again."""
    done = proposals.unfollow(work, who, int(who.session.get("number") or 0))
    dialogue.close(who)
    if done:
        open_list(work, who)
    else:
        dialogue.say(work, who, Line("proposal.nothing"))


def _again(work: Work, who: Conversation, place: Place) -> None:
    """The answer was a slip: it is written down once more."""
    number = str(who.session.get("number"))
    if proposals.take_back(work, who, int(number)) is None:
        _close(work, who)
    else:
        _open_one(work, who, place, number)
