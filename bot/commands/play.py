"""`chihoi play`: walk a programme's form on the terminal, as a leader would, without storing anything."""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import cast

import click

from actions.work import Conversation
from bot.channels.base import with_numbers
from bot.clock import Clock
from bot.commands.common import CommandError, clock_at, clock_option
from bot.commands.programme import FILE, read
from bot.settings import load_settings
from forms import engine
from forms.compose import compose, levels_asked
from forms.levels import LEVEL_NAMES, lowest
from forms.load import shipped
from forms.model import LEVELS, Form, Level, Programme
from forms.periods import Period, PeriodError, period_of, periods_around
from forms.speech import Voice
from forms.steps import question_of
from forms.walk import Facts, Heard, Turn, Walk
from handlers import dialogue
from handlers.dialogue import Stale
from handlers.message import Message
from handlers.spelled import command_of
from storage.people import Account

ENDINGS = {
    "sent": "Đã đi hết phiếu và gửi; đây là thử nên không có gì được lưu.",
    "left": "Dừng ở đây; đây là thử nên không có gì được lưu.",
}


@click.command()
@click.argument("file", metavar="TỆP", type=FILE)
@click.option("--level", type=click.Choice(LEVELS), help="Phiếu của cấp nào; không ghi thì cấp thấp nhất được hỏi.")
@click.option("--kind", default="", metavar="LOẠI", help="Loại đơn vị, ví dụ “công an”.")
@click.option("--period", metavar="KỲ", help="h1, year, 2026-h1…; không ghi thì kỳ sắp đến hạn.")
@clock_option
def play(file: Path, level: str | None, kind: str, period: str | None, clock: str | None) -> None:
    """Đi thử phiếu của một tệp chương trình (hoặc của một chương trình có sẵn, theo mã): không lưu gì."""
    programme = shipped().get(str(file)) if not file.exists() else None
    programme = programme or read(file)
    clock_now: Clock = clock_at(load_settings(), clock)
    player = start(programme, cast(Level | None, level), kind, period, clock_now.now().date())
    for said in player.walk_through(sys.stdin):
        click.echo(said + "\n")


@dataclass
class Player:
    """One walk: the form, what is known of the unit, and where she stands."""

    form: Form
    facts: Facts
    turn: Turn
    choices: Conversation = field(
        default_factory=lambda: Conversation(Account(0, "play", "play", "play", None, "{}"), None, [], {})
    )

    def walk_through(self, lines: Iterable[str]) -> Iterator[str]:
        """Each reply as it would be read on a channel without buttons; ends with the form or the input."""
        yield self._shown()
        for line in lines:
            text = line.rstrip("\n").replace("\\n", "\n")
            if command_of(text)[0] == "desau":
                yield ENDINGS["left"]
                return
            self._hear(Message("text", text=text))
            if self.turn.event:
                yield ENDINGS[self.turn.event]
                return
            yield self._shown()

    def _hear(self, message: Message) -> None:
        if command_of(message.text)[0] == "xemlai":
            self.turn = engine.review(self.form, self.turn.walk, self.turn.answers, self.facts)
            return
        pick = dialogue.picked(self.choices, message)
        heard = Heard(pick=pick) if pick and not isinstance(pick, Stale) else Heard(text=message.text)
        self.turn = engine.advance(self.form, self.turn.walk, self.turn.answers, self.facts, heard)

    def _shown(self) -> str:
        voice = Voice()
        options = [(option.value, voice.say(option.label)) for option in self.turn.options]
        self.choices.session |= {"options": options, "figure": asks_figure(self.form, self.turn.walk)}
        body = {"text": voice.say(*self.turn.lines).strip(), "options": [("", label) for _, label in options]}
        return with_numbers(body)


def start(programme: Programme, level: Level | None, kind: str, period: str | None, today: date) -> Player:
    """Open the form of a level for a period. Raises CommandError where nothing is asked."""
    asked = levels_asked([programme])
    if not asked:
        raise CommandError(f"Chương trình {programme.code} chưa hỏi số liệu nào nên không có phiếu để thử.")
    level = level or lowest(asked)
    when = _period(programme, period, today)
    form = compose([programme], level, when.key, when.year, kind.lower())
    if not form.questions:
        names = ", ".join(f"{LEVEL_NAMES[one]} ({one})" for one in LEVELS if one in asked)
        raise CommandError(f"Kỳ {when.code} không hỏi gì ở cấp {LEVEL_NAMES[level]}; các cấp được hỏi: {names}.")
    facts = _facts(when, level, kind, today)
    return Player(form, facts, engine.begin(form, {}, facts))


def _period(programme: Programme, code: str | None, today: date) -> Period:
    """The period named, or the next that falls due; where the programme has none, those of the ordinary report."""
    programmes = [programme] if programme.period else [shipped()["cong-tac-hoi"]]
    if code is not None:
        return period_of(code if "-" in code else f"{today.year}-{code}", programmes)
    coming = [period for period in periods_around(today, programmes) if period.top >= today]
    if not coming:
        raise PeriodError("Chương trình không có kỳ báo cáo nào sắp tới; hãy thêm --period, ví dụ --period h1.")
    return coming[0]


def _facts(period: Period, level: Level, kind: str, today: date) -> Facts:
    return Facts(
        unit_name=f"{LEVEL_NAMES[level]} đi thử",
        unit_kind=kind.lower(),
        unit_level=level,
        period_title=period.title,
        since=period.since,
        until=period.until,
        due=period.due(level),
        before=period.before,
        year=period.year,
        today=today,
    )


def asks_figure(form: Form, walk: Walk) -> bool:
    """Whether a bare number is the figure here (DESIGN §3)."""
    step = walk.doubt.code if walk.doubt else walk.at
    return bool(step) and question_of(form, step).kind in ("count", "money", "percent")
