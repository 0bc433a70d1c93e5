"""From a reading to what comes of it: an answer kept, a doubt put back, the question again."""

from forms import courtesy
from forms.answers import Choice, Reading
from forms.doubts import other
from forms.listen import Understood, answer_of, as_reply, is_private, understand
from forms.moves import State, ask, keep, put, take
from forms.plain import plain
from forms.promises import promised
from forms.quick import starts_with_name, to_mend
from forms.rows import Answer
from forms.speech import Line, words
from forms.steps import question_of
from forms.walk import Doubt, Turn

NO_FIGURE = ("not_a_number", "no_unit", "empty")

LONGEST = 8  # words of a promise where a text is asked


def take_reading(state: State, step: str, found: Understood, key: str = "form.noted") -> Turn:
    """What comes of a reading: an answer kept, a doubt put, the question again, or nothing but a kind word."""
    reading = found.reading
    state = state.at(state.walk, None, *found.notes)
    if reading.reason == "postponed":
        return put_off(state, step)
    if reading.status == "refused" or (reading.status == "ask" and not likely(reading)):
        again = state.walk.stuck == step and reading.reason in NO_FIGURE
        state = state.at(state.walk.model_copy(update={"stuck": step}))
        turn = ask(state, Line("form.stuck" if again else f"form.reason.{reading.reason}"))
    elif reading.status == "ask":
        turn = put(state, _doubt(step, reading), Line(f"form.reason.{reading.reason}"))
    else:
        turn = take(state, step, answer_of(reading), key)
    return _hushed(turn) if is_private(found) else turn


def from_diary(state: State) -> Turn:
    """What the activity book adds up to."""
    booked = state.facts.diary.get(state.walk.at)
    return ask(state) if booked is None else take(state, state.walk.at, Answer("value", booked))


def use_diary(state: State, text: str) -> Turn | None:
    """“Dùng số này” beneath that."""
    wants = plain(text) in words(state.facts.language, "use_diary")
    return from_diary(state) if wants and state.walk.at in state.facts.diary else None


def standing(state: State) -> Answer | None:
    """What stands at the question that is asked, if it is asked again."""
    return state.answers.get(state.walk.at) or state.facts.stands.get(state.walk.at)


def as_it_stands(state: State) -> Turn:
    """A figure that was sent back, or is looked at again, is right as it is."""
    found = standing(state)
    return ask(state) if found is None else keep(state, state.walk.at, found, "form.stands")


def says_it_stands(state: State, text: str) -> Turn | None:
    """“Giữ nguyên”, “vẫn đúng em ạ”, “hội viên đúng rồi” of what stands there already; a mere “dạ vâng” is none. Asked
    yes or no, “đúng” is a yes."""
    step, language = state.walk.at, state.facts.language
    is_yes = state.question.kind == "yes_no" and understand(state.question, text, state.facts).reading.status == "value"
    if standing(state) is None or is_yes:
        return None
    ways = (starts_with_name(text, state.names), to_mend(text, state.names, language, on_card=True))
    said = [text, *(found[1] for found in ways if found and found[0] == step)]
    return as_it_stands(state) if any(courtesy.says(one, "stands", language) for one in said) else None


def promised_later(state: State, text: str) -> Turn | None:
    """“Thứ 7 chị gửi” holds no figure; among the words of a long text it is part of that."""
    today, is_long = state.facts.today, len(text.split()) > LONGEST
    if today is None or (is_long and state.question.kind == "text"):
        return None
    return put_off(state, state.walk.at) if promised(text, today, state.facts.language) else None


def put_off(state: State, step: str) -> Turn:
    """She will answer later; the question waits."""
    lines = (Line("form.reason.postponed"), Line("form.left_at", {"ask": question_of(state.form, step).ask}))
    return Turn(state.walk, state.answers, lines, ask(state).options, event="postponed")


def _hushed(turn: Turn) -> Turn:
    return Turn(turn.walk, turn.answers, turn.lines, turn.options, turn.event, private=True)


def _doubt(step: str, reading: Reading) -> Doubt:
    replies = [as_reply(choice) for choice in likely(reading)]
    return Doubt(code=step, why=reading.reason, replies=(*replies, other(step)))


def likely(reading: Reading) -> list[Choice]:
    """The readings to choose from; what is counted whole has none with decimals."""
    whole = [one for one in reading.choices if not isinstance(one.value, float)]
    return whole if reading.reason == "not_whole" else list(reading.choices)
