"""Settling a doubt: she picks a way out, says yes to it, or types something else."""

from forms.courtesy import says
from forms.listen import understand
from forms.moves import State, ask, keep, take
from forms.speech import Line
from forms.steps import question_of
from forms.walk import Doubt, Heard, Reply, Turn

# the way out that each of these stands for, said in words (texts/<language>/words.toml)
SAID = {
    "form.choice.keep": "keep",
    "form.choice.as_is": "keep",
    "form.choice.whole_year": "whole_year",
    "form.choice.second_half": "second_half",
    "form.choice.other": "other",
}
# where “không” is one of the things in doubt, not a no to it
ABOUT_NOTHING = ("none_or_unknown", "gone", "not_yes_no", "not_a_choice")


def other(step: str) -> Reply:
    """None of these: the question is asked again."""
    return Reply(key="form.choice.other", go_to=step)


def settle(state: State, doubt: Doubt, heard: Heard) -> Turn | None:
    """What comes of it; None where she typed another answer to the same question."""
    reply = _tapped(doubt, heard) or _said(state, doubt, heard)
    if reply is None:
        return _unsettled(state, doubt, heard)
    if reply.step:
        return _other_step(state, doubt, reply)
    if not reply.go_to:
        return _chosen(state, doubt, reply)
    if reply.go_to == doubt.code:
        return ask(state.at(state.walk.to(doubt.code, loose=())))
    walk = state.walk.to(reply.go_to, queue=tuple(dict.fromkeys((*state.walk.queue, doubt.code))))
    return ask(state.at(walk, {**state.answers, doubt.code: reply.answer}))


def _chosen(state: State, doubt: Doubt, reply: Reply) -> Turn:
    """A reading that she chose is weighed; a figure that she insists on is weighed by the checks behind that one."""
    insists = reply.key in SAID
    settled = (*state.walk.settled, doubt.why) if insists else state.walk.settled
    here = state.at(state.walk.to(state.walk.at, settled=settled))
    if reply.state != "value":
        return keep(here, doubt.code, reply.answer)
    return take(here, doubt.code, reply.answer)


def _other_step(state: State, doubt: Doubt, reply: Reply) -> Turn:
    """Another figure was the wrong one, and is put right at once; the doubted one stays as she gave it."""
    held = next(one for one in doubt.replies if one.key in SAID)
    return take(
        state.at(state.walk.to(state.walk.at), {**state.answers, doubt.code: held.answer}), reply.step, reply.answer
    )


def _tapped(doubt: Doubt, heard: Heard) -> Reply | None:
    kind, _, place = heard.pick.partition(":")
    inside = kind == "doubt" and place.isdigit() and int(place) < len(doubt.replies)
    return doubt.replies[int(place)] if inside else None


def _said(state: State, doubt: Doubt, heard: Heard) -> Reply | None:
    language = state.facts.language
    for reply in doubt.replies:
        if reply.key in SAID and says(heard.text, SAID[reply.key], language):
            return reply
    for reply in doubt.replies:
        if reply.step and _names(state, reply, heard.text):
            return reply
    only = [reply for reply in doubt.replies if not reply.go_to and not reply.step]
    return only[0] if len(only) == 1 and says(heard.text, "keep", language) else None


def _names(state: State, reply: Reply, text: str) -> bool:
    """Whether she types the very number that another figure would have to be."""
    reading = understand(question_of(state.form, reply.step), text, state.facts).reading
    return reading.status == "value" and bool(reading.value == reply.value)


def _unsettled(state: State, doubt: Doubt, heard: Heard) -> Turn | None:
    language = state.facts.language
    if says(heard.text, "keep", language):
        return ask(state)
    if says(heard.text, "no", language) and doubt.why not in ABOUT_NOTHING:
        return ask(state.at(state.walk.to(doubt.code)), Line("form.again"))
    return None
