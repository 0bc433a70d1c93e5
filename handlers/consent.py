"""Before anything is kept of somebody: what is stored, for what, how long, and how she takes it back."""

from actions.work import Conversation, Work
from forms.plain import plain
from forms.speech import Line, Option, addresses
from handlers import dialogue

KEPT = (*dialogue.KEPT, "before")
TONES = ("chi", "co", "bac", "di", "anh", "dong_chi")
BY_WORD = {plain(own["chi"]): tone for tone, own in addresses("vi").items()}


def ask(work: Work, who: Conversation, invited: Line, **about: str) -> None:
    """Say who invites her to what, and what is stored. `about` says what she joins by."""
    kept = {name: who.session[name] for name in KEPT if name in who.session}
    who.session = {**kept, "on": "join", "step": "consent", **about}
    dialogue.say(work, who, invited, Line("join.consent"), options=_options())


def ask_again(work: Work, who: Conversation) -> None:
    """It was neither yes nor no."""
    dialogue.say(work, who, Line("join.consent_again"), options=_options())


def _options() -> list[Option]:
    return [Option("yes", Line("join.choice_yes")), Option("no", Line("join.choice_no"))]


def ask_tone(work: Work, who: Conversation, again: bool = False, **about: str) -> None:
    """How she wants to be addressed."""
    who.session |= {"step": "tone", **about}
    options = [Option(tone, Line(f"tone.{tone}")) for tone in TONES]
    dialogue.say(work, who, Line("join.tone_again" if again else "join.tone"), options=options)


def tone_in(said: str) -> str:
    """The tone that was picked or typed, "" if none was."""
    return said if said in TONES else BY_WORD.get(said, "")
