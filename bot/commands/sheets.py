"""`chihoi sheets`: question sheets to print, with last figures, for those without a phone."""

from pathlib import Path

import click

from actions.reporting import due_of, facts_of, form_of
from actions.work import Work
from bot.commands.common import CommandError, clock_option, in_database, period_for, period_option, unit_or_root
from bot.question_sheets import Asked, Sheet, printable
from forms.model import Indicator
from forms.periods import Period
from forms.rows import Answer, Unit
from forms.speech import Voice
from forms.steps import lower_first, show, steps
from forms.walk import Facts


@click.command()
@period_option
@click.option("--unit", metavar="MÃ", help="Đơn vị và mọi đơn vị bên dưới; không ghi thì từ đơn vị gốc.")
@click.option("--missing", is_flag=True, help="Chỉ in cho nơi chưa nộp.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="Tệp .html để in khổ A4.")
@clock_option
def sheets(period: str, unit: str | None, missing: bool, out: Path, clock: str | None) -> None:
    """Phiếu hỏi in ra giấy, có số lần trước, cho nơi không dùng điện thoại; nhập lại bằng /nhapho."""
    found = in_database(lambda work: _sheets(work, period, unit, missing), clock)
    try:
        out.write_text(printable(found), encoding="utf-8")
    except OSError as why:
        raise CommandError(f"Không ghi được tệp “{out}”; hãy xem lại thư mục và quyền ghi.") from why
    click.echo(f"Đã ghi {len(found)} phiếu ra {out}.")


def _sheets(work: Work, code: str, unit: str | None, missing: bool) -> list[Sheet]:
    root = unit_or_root(work, unit)
    period = period_for(work, code, root)
    expected = work.world.expected(root, period)
    work.preload(one.code for one in expected)
    wanted = [one for one in expected if not (missing and _is_in(work, one, period))]
    return [_sheet(work, one, period) for one in wanted]


def _is_in(work: Work, unit: Unit, period: Period) -> bool:
    report = work.report(unit.code, period.code)
    return report is not None and report.row.counted


def _sheet(work: Work, unit: Unit, period: Period) -> Sheet:
    report, facts = work.report(unit.code, period.code), facts_of(work, unit, period)
    form, known = form_of(work, unit, period, report), report.row.answers if report else {}
    codes = steps(form, {}, Facts(unit_kind=unit.kind, unit_level=unit.level, year=period.year))
    asked = [_asked(form.question(step), facts, known.get(step)) for step in codes]
    above = work.world.tree[unit.parent].name if unit.parent and unit.parent in work.world.tree else unit.name
    voice = Voice()
    since, until, due = (voice.show(day) for day in (period.since, period.until, due_of(work, unit, period)))
    return Sheet(unit.name, above, lower_first(period.title), since, until, due, asked)


def _asked(question: Indicator, facts: Facts, now: Answer | None) -> Asked:
    voice, last = Voice(), facts.previous.get(question.code)
    before = "" if last is None else voice.show(show(question, Answer("value", last)))
    filled = "" if now is None else voice.show(show(question, now))
    return Asked(question.title, question.hint, before, filled, question.kind == "text")
