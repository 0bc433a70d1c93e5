"""A report as a form of all its questions: what stands there, what was typed, and the list to confirm."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from actions import untold
from actions.replaced import theirs
from actions.reporting import facts_of, form_of
from bot.staff_page.acting import Fields, report_stamp, stamp
from bot.staff_page.saying import doubt_words, shown
from bot.staff_page.visit import Visit
from forms import filled
from forms.filled import Doubted, Filled, Typed
from forms.model import Form, Indicator
from forms.rows import Answer
from forms.speech import Line
from forms.steps import numbers, question_of
from forms.walk import NAMES, Answers, Facts

Values = dict[str, Any]
YES_NO = (filled.YES, filled.NO)
LONGEST = 8000


@dataclass(frozen=True)
class Sheet:
    """The form of a unit's report, what may be known beside it, and the answers that stand there."""

    visit: Visit
    form: Form
    facts: Facts
    known: Answers

    @classmethod
    def of(cls, visit: Visit) -> "Sheet":
        """The unit's own."""
        report = visit.work.report(visit.unit.code, visit.period.code)
        facts = replace(facts_of(visit.work, *visit.place), language=visit.voice.language)
        form = form_of(visit.work, *visit.place, report)
        return cls(visit, form, facts, report.row.answers if report else {})

    @cached_property
    def theirs(self) -> Answers:
        """What the unit's own people have answered."""
        return theirs(self.visit.work, self.visit.who, *self.visit.place)

    @property
    def stamp(self) -> str:
        """How the report and its questions stand."""
        return stamp(report_stamp(self.visit.work, *self.visit.place), self.form.version)

    @property
    def steps(self) -> list[str]:
        """Every line of the form."""
        return filled.lines(self.form, self.facts)

    def filled(self, fields: Fields) -> Filled:
        """What comes of what was typed; a line that she may not see stays as it is."""
        texts = {step: fields.one(f"a.{step}", LONGEST) for step in self.steps}
        texts |= {step: self.written(step) for step in self.steps if self.is_secret(step)}
        picked = {step: fields.one(f"p.{step}", 8) for step in self.steps}
        typed = Typed(texts, picked, bool(fields.one("rest")))
        return filled.fill(self.form, self.facts, self.known, typed)

    def written(self, step: str) -> str:
        """What stands on a line."""
        return filled.written(question_of(self.form, step), self.known.get(step))

    def is_secret(self, step: str) -> bool:
        """Whether a small sensitive count stands there, which is for direct staff alone (DESIGN §4)."""
        visit = self.visit
        return untold.is_untold(visit.work, visit.who, visit.unit, question_of(self.form, step), self.known.get(step))

    # ── lines to fill in ─────────────────────────────────────────────────────

    def line(self, step: str, fields: Fields, found: Filled | None) -> Values:
        """One question: its words, what was known before, what is typed, and what is wrong with that."""
        question, problem = question_of(self.form, step), found.problems.get(step) if found else None
        text = fields.one(f"a.{step}", LONGEST) if found else "" if self.is_secret(step) else self.written(step)
        say = self.visit.voice.say
        return {
            **self._words(step, question),
            "is_secret": self.is_secret(step),
            "text": text,
            "choices": _offered(text, YES_NO if question.kind == "yes_no" else question.options),
            "before": self._before(question),
            "wrong": say(problem.line) if problem else "",
            "readings": [(one.value, say(one.label)) for one in problem.choices] if problem else [],
        }

    def _words(self, step: str, question: Indicator) -> Values:
        is_name = step.endswith(NAMES)
        about = {"step": step, "kind": question.kind, "unit": question.unit, "hint": question.hint}
        place = {"number": numbers(self.form, self.facts).get(step, ""), "section": "" if is_name else question.section}
        return {**about, **place, "title": _title(question)}

    def _before(self, question: Indicator) -> list[str]:
        """The figures that are known of a question: last time, the first half, the activity book."""
        code, facts, visit = question.code, self.facts, self.visit
        half = facts.first_half.get(code) if question.measure == "flow" else None
        told = {"previous": facts.previous.get(code), "half": half, "diary": facts.diary.get(code)}
        found = [(name, Answer("value", one)) for name, one in told.items() if one is not None]
        words = [(name, shown(visit, visit.unit, question, one)) for name, one in found]
        return [visit.voice.say(Line(f"desk.entering.{name}", {"value": value})) for name, value in words]

    # ── the list to confirm ──────────────────────────────────────────────────

    def confirmed(self, fields: Fields, found: Filled) -> Values:
        """Every answer as it was understood, what speaks against it, and what is still open."""
        return {
            "lines": [self._told(step, answer, fields, found) for step, answer in found.answers.items()],
            "left": [_title(question_of(self.form, step)) for step in found.left],
            "is_error": any(one.objection.is_error for one in found.doubted),
            "rest": bool(fields.one("rest")),
            "hidden": [(name, fields.one(name, LONGEST)) for name in fields.values if name[:2] in ("a.", "p.")],
        }

    def _told(self, step: str, answer: Answer, fields: Fields, found: Filled) -> Values:
        question, visit = question_of(self.form, step), self.visit
        is_text = question.kind == "text" and answer.state == "value" and answer.value
        return {
            "title": _title(question),
            "is_text": is_text,
            "value": str(answer.value) if is_text else shown(visit, visit.unit, question, answer),
            "before": [*self._theirs(step, question, answer), *self._before(question)],
            "notes": [visit.voice.say(note) for note in found.notes.get(step, ())],
            "odd": [self._odd(one, fields) for one in found.doubted if one.step == step],
        }

    def _theirs(self, step: str, question: Indicator, answer: Answer) -> list[str]:
        """What the unit's own people had answered otherwise."""
        stood, visit = self.theirs.get(step), self.visit
        if stood is None or stood == answer:
            return []
        value = shown(visit, visit.unit, question, stood)
        return [visit.voice.say(Line("desk.entering.theirs", {"value": value}))]

    def _odd(self, one: Doubted, fields: Fields) -> Values:
        words = doubt_words(self.visit, {one.step: one.objection})[one.step]
        return {"key": one.key, "words": words, "is_error": one.objection.is_error, "kept": is_kept(one, fields)}


def is_kept(one: Doubted, fields: Fields) -> bool:
    """Whether she has said that the figures stand all the same."""
    return one.key in fields.many("keep")


def _title(question: Indicator) -> str:
    return question.ask if question.code.endswith(NAMES) else question.title


def _offered(text: str, choices: tuple[str, ...]) -> tuple[str, ...]:
    """The answers to choose from, with what stands there already."""
    if not choices:
        return ()
    every = (*choices, *filled.STATES.values())
    return every if not text or text in every else (*every, text)
