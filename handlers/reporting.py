"""The conversation of one report: open it, walk the form, review, send, leave."""

from dataclasses import replace

from actions import moods, permissions, replaced, reporting, review, sending
from actions.locks import lock_of
from actions.mending import mending
from actions.work import Conversation, Work
from forms import courtesy, danger, engine, outside
from forms.model import FIGURES, Form
from forms.rows import Answer
from forms.speech import Line, words
from forms.steps import lower_first, progress, question_of
from forms.walk import SEND, Facts, Heard, Turn, Walk
from handlers import audience, booking, by_hand, dialogue, entered, landing, locked, meanwhile, snooze, targets
from handlers.message import Message
from handlers.targets import Target

# ── opening and going on ────────────────────────────────────────────────────


def begin(work: Work, who: Conversation, target: Target, only: tuple[str, ...] = ()) -> None:
    """Open a unit's form for a period, or go on with it."""
    if lock_of(work, *target):
        locked.say_locked(work, who, target)
        return
    moods.join(work, who, *target, reporting.form_of(work, *target, work.report(target[0].code, target[1].code)))
    form, facts, answers = enter(work, who, target)
    back = review.returned(work, *target)
    if back is not None:
        only = tuple(back.codes) or only
        answers = landing.ask_again(who, target, back, answers)
        facts = facts_for(work, who, target)
    turn = engine.begin(form, answers, facts, only)
    if answers and reporting.asks_otherwise(work, *target, form):
        turn = replace(turn, lines=(*turn.lines[:1], Line("report.changed_form"), *turn.lines[1:]))
    if back is not None:
        landed = "review.landing" if only else "review.landing_whole"
        lead = (Line(landed, {"reason": back.reason}), *review.figure_lines(work, *target, only))
        turn = replace(turn, lines=(*lead, *turn.lines[1:]))
    if back is None and reporting.due_of(work, *target) < work.now.date():
        turn = replace(turn, lines=(*turn.lines[:1], Line("report.past_due"), *turn.lines[1:]))
    if ready := entered.prefilled(work, who, target):
        turn = replace(turn, lines=(*turn.lines[:1], *ready, *turn.lines[1:]))
        who.session["ready"] = True
    apply_turn(work, who, target, form, facts, turn)


def enter(work: Work, who: Conversation, target: Target) -> tuple[Form, Facts, dict[str, Answer]]:
    """Put her dialogue into a report; its form, what the engine may know, and what is answered, also on a card that
    she walked away from or that waits behind."""
    unit, period = target
    dialogue.take_up(who, on="form", unit=unit.code, period=period.code)
    form, facts, answers = known(work, who, target)
    if (who.session.get("unit"), who.session.get("period")) == (unit.code, period.code) and "walk" in who.session:
        answers = dict(engine.held(form, Walk.model_validate(who.session["walk"]), answers, facts))
    who.session |= {"on": "form", "unit": unit.code, "period": period.code}
    return form, facts, answers


def known(work: Work, who: Conversation, target: Target) -> tuple[Form, Facts, dict[str, Answer]]:
    unit, period = target
    report = work.report(unit.code, period.code)
    answers = landing.seen(who, target, report.row.answers) if report else {}
    return reporting.form_of(work, unit, period, report), facts_for(work, who, target), answers


def facts_for(work: Work, who: Conversation, target: Target) -> Facts:
    """What the engine may know, in her language."""
    report, facts = work.report(target[0].code, target[1].code), reporting.facts_of(work, *target, who.voice.language)
    stands = landing.stands(who, target, report.row.answers) if report else {}
    theirs = replaced.theirs(work, who, *target)
    return replace(facts, stands=stands, theirs=theirs) if stands or theirs else facts


# ── walking ──────────────────────────────────────────────────────────────────


def resume(work: Work, who: Conversation, message: Message, pick: str) -> None:
    """One message inside a form."""
    target = targets.place(work, who)
    if target is None:
        _not_hers(work, who)
    elif lock_of(work, *target):
        locked.say_locked(work, who, target)
    else:
        _resume(work, who, target, message, pick)


def _resume(work: Work, who: Conversation, target: Target, message: Message, pick: str) -> None:
    form, facts, walk, answers = _resumed(work, who, target)
    if by_hand.is_wanted(who, message):
        turn = engine.ask_again(form, walk, answers, facts, by_hand.hand_over(work, who, target, message))
    elif message.kind not in ("text", "pick"):
        turn = engine.ask_again(form, walk, answers, facts, Line("common.not_text"))
    elif _is_card(walk) and not _leaves(who, message, pick) and _is_back(work, who, target):
        _land(work, who, target, message)
        return
    elif _asks_figure(form, walk) and (told := booking.kept(work, who, target[0], message)):
        turn = engine.ask_again(form, walk, answers, facts_for(work, who, target), told)
    else:
        right = outside.put_right(form, facts, message.text) if _is_card(walk) and not pick else ""
        turn = engine.advance(form, walk, answers, facts, Heard(text=right) if right else _heard(message, pick))
        turn = meanwhile.weighed(who, form, walk, answers, facts, message, turn)
    if turn.event == "sent" and _is_back(work, who, target):
        reporting.store_answers(work, who, *target, form, landing.kept(work, who, target, turn.answers))
        begin(work, who, target)
        return
    if turn.event == "postponed":
        promise = snooze.promise(work, who, target, message.text)
        turn = replace(turn, lines=(*turn.lines[:1], promise, *turn.lines[1:]))
    elif turn.event == "left" and not facts.is_sent and snooze.names_day(work, who, target[0], message):
        turn = replace(turn, lines=(*turn.lines, snooze.promise(work, who, target, message.text)))
    apply_turn(work, who, target, form, facts, turn)


def _is_card(walk: Walk) -> bool:
    return not (walk.at or walk.doubt or walk.pending)


def _leaves(who: Conversation, message: Message, pick: str) -> bool:
    return pick == "later" or (not pick and courtesy.of(message.text, who.voice.language) == "leave")


def _is_back(work: Work, who: Conversation, target: Target) -> bool:
    """Whether the report was sent back behind the card that she sees: no “dạ vâng” to that sends it in again."""
    back = review.returned(work, *target)
    return back is not None and landing.is_new(who, target, back)


def _land(work: Work, who: Conversation, target: Target, message: Message) -> None:
    """What was sent back is put to her, unless what she says is about that already."""
    if message.kind != "text" or not take_in(work, who, target, message.text):
        begin(work, who, target)


def take_in(work: Work, who: Conversation, target: Target, said: str) -> bool:
    """What she says of a report that is not open, or of what was just sent back; whether it was about that."""
    form, facts, answers = known(work, who, target)
    text = outside.put_right(form, facts, said) or said
    back = review.returned(work, *target)
    only = tuple(back.codes) if back else ()
    if back and only:
        answers = landing.ask_again(who, target, back, answers)
        facts = facts_for(work, who, target)
    if turn := outside.go_on_with(form, answers, facts, text, only):
        enter(work, who, target)
        apply_turn(work, who, target, form, facts, turn)
        return True
    stays = bool(facts.stands) and courtesy.says(text, "stands", who.voice.language)
    if stays and len(facts.stands) > 1:  # which of them?
        begin(work, who, target)
        return True
    if not stays and not outside.speaks_of(form, facts, text):
        return False
    if outside.is_elsewhere(form, facts, text, only):
        only = ()
    enter(work, who, target)
    walk = engine.begin(form, answers, facts, only).walk
    apply_turn(work, who, target, form, facts, engine.advance(form, walk, answers, facts, Heard(text=text)))
    return True


def repeat(work: Work, who: Conversation, key: str = "common.stale") -> None:
    """Show the present question once more, with the sentence that says why: a button of an earlier card was tapped."""
    target = targets.place(work, who)
    if target is None:
        _not_hers(work, who)
        return
    values = {"period": lower_first(target[1].title), "unit": target[0].name}
    form, facts, walk, answers = _resumed(work, who, target)
    apply_turn(work, who, target, form, facts, engine.ask_again(form, walk, answers, facts, Line(key, values)))


def claims(who: Conversation, said: str) -> bool:
    """Words that mean something inside this form though they are commands elsewhere: “gửi báo cáo” on the
    review card, “nhập hộ” of a leader."""
    walk = who.session.get("walk") or {}
    to_staff = said in words("vi", "by_hand") and not permissions.is_staff(who.roles)
    return to_staff or (not walk.get("at") and said in words("vi", "send"))


def may_be_answer(work: Work, who: Conversation, text: str) -> bool:
    """Whether words of violence may be an answer where her form stands."""
    target = targets.place(work, who)
    if target is None or "walk" not in who.session:
        return False
    form, facts, walk, _ = _resumed(work, who, target)
    step = walk.doubt.code if walk.doubt else walk.at
    return danger.may_answer(question_of(form, step) if step else None, text, facts)


def asks_text(work: Work, who: Conversation) -> bool:
    """Whether a text is asked where her form stands, so that anything she types may belong to it."""
    target = targets.place(work, who) if who.session.get("on") == "form" and "walk" in who.session else None
    if target is None:
        return False
    form, _, walk, _ = _resumed(work, who, target)
    step = walk.doubt.code if walk.doubt else walk.at
    asked = walk.follows if walk.pending and walk.follows != SEND else "" if walk.pending else step
    return bool(asked) and question_of(form, asked).kind == "text"


def _not_hers(work: Work, who: Conversation) -> None:
    """The report is no longer hers to give, or what asked for it was switched off."""
    still = any(unit.code == who.session.get("unit") for unit in targets.reported_by(work, who))
    dialogue.close(who)
    dialogue.say(work, who, Line("report.gone" if still else "report.no_unit"))


def _resumed(work: Work, who: Conversation, target: Target) -> tuple[Form, Facts, Walk, dict[str, Answer]]:
    form, facts, answers = known(work, who, target)
    walk = Walk.model_validate(who.session["walk"])
    if form.version != walk.form:  # nothing was stored yet when the programme changed: begin on the new form
        walk = Walk(form=form.version, at=form.questions[0].code)
    return form, facts, walk, answers


def _heard(message: Message, pick: str) -> Heard:
    return Heard(pick=pick) if pick else Heard(text=message.text)


def apply_turn(work: Work, who: Conversation, target: Target, form: Form, facts: Facts, turn: Turn) -> None:
    """What the engine decided becomes the store's and the person's."""
    reporting.store_answers(work, who, *target, form, landing.kept(work, who, target, turn.answers))
    if turn.event != "sent" and not facts.is_sent:
        replaced.tell(work, who, *target, form, facts.theirs, turn.answers)
    who.session["walk"] = turn.walk.model_dump(exclude_defaults=True)
    meanwhile.note(who, turn)
    if turn.private:
        work.forget_message()
    if turn.event == "sent":
        _sent(work, who, target)
    elif turn.event == "left":
        _left(work, who, target, form, facts, turn)
    else:
        lines = audience.fitted(work, who, target[0], turn.lines)
        dialogue.say(work, who, *lines, options=turn.options, figure=_asks_figure(form, turn.walk))


def _asks_figure(form: Form, walk: Walk) -> bool:
    step = walk.doubt.code if walk.doubt else walk.at
    return bool(step) and not walk.pending and question_of(form, step).kind in FIGURES - {"yes_no"}


def _sent(work: Work, who: Conversation, target: Target) -> None:
    unit, period = target
    sent = sending.send(work, who, unit, period)
    dialogue.close(who)
    if sent.on_behalf:
        entered.say(work, who, target, sent)
        return
    above = work.world.tree[unit.parent].name if unit.parent and unit.parent in work.world.tree else ""
    key = "report.sent_again" if sent.again else ("report.sent" if above else "report.sent_top")
    dialogue.say(
        work, who, Line(key, {"period": lower_first(period.title), "unit": unit.name, "at": work.now, "above": above})
    )


def _left(work: Work, who: Conversation, target: Target, form: Form, facts: Facts, turn: Turn) -> None:
    answered, asked = progress(form, turn.answers, facts)
    sent = "changed" if mending(work, target[1], [target[0].code]) else "sent"
    key = sent if facts.is_sent else "some" if answered else "none"
    dialogue.close(who)
    line = Line(f"report.left.{key}", {"answered": answered, "asked": asked})
    dialogue.say(work, who, *audience.fitted(work, who, target[0], [line, *turn.lines]))
