"""What staff further up are not told of a report: small sensitive counts are for its direct staff (DESIGN §4)."""

from collections.abc import Sequence

from actions.permissions import LOOKS_AFTER
from actions.story import story
from actions.work import Conversation, Work
from forms.model import Form, Indicator
from forms.periods import Period
from forms.rows import Answer, Unit
from forms.speech import Line
from forms.steps import lower_first, show
from reports.discretion import LIMIT, is_small


def is_direct(work: Work, who: Conversation, unit: str) -> bool:
    """Whether she is of the unit's own staff, or of the unit's directly above it; its own people are, too."""
    above = work.world.tree.directly_above(unit, work.now.date())
    return any(role.unit == unit or (role.unit in above and role.role in LOOKS_AFTER) for role in who.roles)


def is_untold(work: Work, who: Conversation, unit: Unit, question: Indicator, answer: Answer | None) -> bool:
    """Whether an answer is one of those."""
    value = answer.value if answer and isinstance(answer.value, int | float) else None
    return is_small(question, value) and not is_direct(work, who, unit.code)


def told(work: Work, who: Conversation, unit: Unit, question: Indicator, answer: Answer) -> Line | str:
    """An answer in words, or that it is too small to be told her."""
    if is_untold(work, who, unit, question, answer):
        return Line("review.untold", {"limit": LIMIT})
    return show(question, answer)


def told_story(work: Work, who: Conversation, unit: Unit, period: Period, form: Form) -> Sequence[Line]:
    """What has happened to a report, as far as she may know it."""
    sensitive = [] if is_direct(work, who, unit.code) else [one for one in form.questions if one.sensitive]
    secret = {name for one in sensitive for name in (one.code, lower_first(one.title))}
    return [line for line in story(work, unit, period) if line.values.get("title") not in secret]
