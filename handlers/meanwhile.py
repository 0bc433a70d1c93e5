"""What has come into her report since its question was put to her: by staff or a deputy, beforehand or at the same
time. Nothing of it is overwritten unsaid.

The session holds `seen`: [the step that was asked, what was stored for it then], and `ready` while what staff filled
in beforehand has just been shown.
"""

from actions.reporting import logged
from actions.work import Conversation
from forms import courtesy, engine
from forms.model import Form
from forms.moves import State, put
from forms.rows import Answer
from forms.speech import Line
from forms.steps import question_of, show
from forms.walk import Answers, Doubt, Facts, Reply, Turn, Walk
from handlers.message import Message


def note(who: Conversation, turn: Turn) -> None:
    """What she sees of the question that is open now."""
    step = _asked(turn.walk)
    who.session["seen"] = [step, logged(turn.answers, step)]


def _asked(walk: Walk) -> str:
    return walk.doubt.code if walk.doubt else walk.at


def weighed(
    who: Conversation, form: Form, walk: Walk, answers: Answers, facts: Facts, message: Message, turn: Turn
) -> Turn:
    """The turn, unless it would overwrite what she has not seen: then both are put to her. “Đúng” right behind what
    staff filled in is her yes to that."""
    is_ready = who.session.pop("ready", False)
    step = _asked(walk)
    if not step or walk.pending or turn.event:
        return turn
    stored, hers = answers.get(step), turn.answers.get(step)
    if is_ready and hers == stored and courtesy.says(message.text, "keep", facts.language):
        return engine.ask_again(form, walk, answers, facts, Line("on_behalf.prefilled_kept"))
    is_news = who.session.get("seen") == [step, None]
    if stored is None or hers is None or not is_news or hers == stored:
        return turn
    return _which(State(form, walk, answers, facts), step, stored, hers)


def _which(state: State, step: str, stored: Answer, hers: Answer) -> Turn:
    question = question_of(state.form, step)
    replies = tuple(
        Reply(key="form.value.bare", value=one.value, state=one.state, estimated=one.estimated)
        for one in (stored, hers)
    )
    values = {"value": show(question, stored), "hers": show(question, hers)}
    return put(state, Doubt(code=step, why="meanwhile", replies=replies), Line("form.meanwhile", values))
