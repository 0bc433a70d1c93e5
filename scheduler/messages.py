"""The words of what the clock sends."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from actions import papers, reminding
from actions.after_cut_off import after_cut_off
from actions.compile import anything_closed, summary
from actions.nudging import standings_of
from actions.outcome import outcome
from actions.proposals import by_unit
from actions.readers import Readers
from actions.reporting import due_of, form_of
from actions.work import Work
from forms.periods import AD_HOC, Period
from forms.speech import Line, Voice
from forms.steps import steps
from forms.walk import Facts
from reports.brief import brief_lines
from reports.papers import REPORT, TABLE
from reports.standing import Standing
from reports.summary import Summary
from scheduler.digest import News, digest_lines
from scheduler.due import Notice, NoticeKey
from scheduler.season import missing
from scheduler.skipping import told
from scheduler.times import EARLY, LATER, MOVED, days_of
from storage import outbox, people, records, reports

PRIORITY = {"reminder": outbox.REMINDER, "digest": outbox.DIGEST, "summary": outbox.DIGEST, "thanks": outbox.DIGEST}
PRIORITY |= {"occasion": outbox.REMINDER, "quarter": outbox.DIGEST, "skip": outbox.DIGEST}


Body = dict[str, Any]


def messages(work: Work, period: Period, notices: Sequence[Notice]) -> dict[NoticeKey, Body]:
    """The message of each notice; a reminder of a report that came in meanwhile has none."""
    known = people.load_people(work.db, {notice.reader.person for notice in notices})
    units = {notice.unit for notice in notices if notice.kind == "reminder"}
    standing = {one.unit: one for one in standings_of(work, sorted(units), period)}
    news = News.load(work, period) if any(notice.kind == "digest" for notice in notices) else None
    others = (notice for notice in notices if notice.kind not in ("thanks", "skip"))
    told = (
        {key[1:3] for key in records.sent_notices(work.db, [period.code])} if period.key.startswith(AD_HOC) else set()
    )
    found = ((notice, Voice(who.tone, who.language)) for notice in others if (who := known.get(notice.reader.person)))
    bodies = (
        (notice.key, message(work, notice, period, standing.get(notice.unit), voice, news, told))
        for notice, voice in found
    )
    said = {key: body for key, body in bodies if body}
    return said | dict(_thanks(work, period, notices, known)) | dict(_skips(work, period, notices, known))


def _skips(
    work: Work, period: Period, notices: Sequence[Notice], known: Mapping[int, people.Person]
) -> Iterator[tuple[NoticeKey, Body]]:
    """What is missing two levels down, where nobody has seen to it."""
    found = [notice for notice in notices if notice.kind == "skip" and notice.reader.person in known]
    if not found:
        return
    late, readers = missing(work, period, reports.states(work.db, period.code)), Readers.load(work)
    for notice in found:
        who = known[notice.reader.person]
        voice = Voice(who.tone, who.language)
        if text := told(work, notice, period, late, readers, voice):
            yield notice.key, {"text": text, **_page(work, notice, period, voice)}


def _thanks(
    work: Work, period: Period, notices: Sequence[Notice], known: Mapping[int, people.Person]
) -> Iterator[tuple[NoticeKey, Body]]:
    """What came of each report: the unit above is added up once for all that gave to it."""
    found: dict[str, Summary] = {}
    news = by_unit(work, period) if any(notice.kind == "thanks" for notice in notices) else {}
    work.preload(notice.unit for notice in notices if notice.kind == "thanks")
    for notice in notices:
        parent = work.world.tree[notice.unit].parent
        report = work.report(notice.unit, period.code) if notice.kind == "thanks" else None
        who = known.get(notice.reader.person)
        if who and parent and report and report.row.counted:
            found[parent] = found.get(parent) or summary(work, parent, period)
            form = form_of(work, work.world.tree[notice.unit], period, report)
            lines = outcome(work, report.row, form, period, found[parent], news.get(notice.unit, ()))
            yield notice.key, {"text": Voice(who.tone, who.language).say(*lines)}


def message(
    work: Work,
    notice: Notice,
    period: Period,
    one: Standing | None,
    voice: Voice,
    news: News | None = None,
    told: Collection[tuple[str, int]] = (),
) -> Body | None:
    """The message of a notice; `one` is how a reminded unit stands, `told` who has heard before (unit, person) of what
    is asked for the occasion."""
    if notice.kind == "reminder":
        is_again = (notice.unit, notice.reader.person) in told
        return None if one is None or one.is_in else _reminder(work, notice, period, one, voice, is_again)
    if notice.kind == "digest" and news is not None:
        return {
            "text": voice.say(Line("clock.digest"), *digest_lines(work, notice, period, news)),
            **_page(work, notice, period, voice),
        }
    return _summary(work, notice, period, voice)


def _summary(work: Work, notice: Notice, period: Period, voice: Voice) -> Body:
    """The compiled summary on one screen, with the page that shows all of it and the files to sign."""
    due = due_of(work, work.world.tree[notice.unit], period)
    stage = "due_past" if notice.stage == "due" and due < work.now.date() else notice.stage
    intro = Line(f"clock.summary.{stage}", {"before": period.before, "due": due})
    found = summary(work, notice.unit, period, closed_only=anything_closed(work, notice.unit, period))
    enclosed = papers.files(voice, notice.reader.person, work.world.tree[notice.unit], period, (REPORT, TABLE))
    text = voice.say(intro, *brief_lines(found), *after_cut_off(work, notice.unit, period))
    return {"text": text, **_page(work, notice, period, voice), **enclosed}


def _page(work: Work, notice: Notice, period: Period, voice: Voice) -> Body:
    return papers.page(voice, notice.reader.person, work.world.tree[notice.unit], period)


def _reminder(
    work: Work, notice: Notice, period: Period, one: Standing, voice: Voice, is_again: bool
) -> dict[str, Any]:
    values = reminding.values(work, one, period) | {"above": _above(work, one, period)}
    stage = _wording(work, notice.stage, period, one)
    stage = "asked_again" if is_again and stage == "asked" else stage
    card = _question_card(work, period, one) if stage in ("T-10", "asked", "asked_today") else []
    text = voice.say(Line(f"clock.reminder.{stage}", values), *card)
    options = reminding.buttons(work, one, period, voice)
    is_put_off = notice.stage.startswith(LATER)  # a button does that once
    return {"text": text, "options": options[:1] if is_put_off else options}


def _wording(work: Work, stage: str, period: Period, one: Standing) -> str:
    """Who has begun hears what is left; what was asked for the occasion is announced as that; the other stages, on
    whatever day they are, are worded as the usual ones."""
    days = days_of(stage)
    if stage != MOVED and (begun := reminding.state(work, one, period)):
        return begun
    if days is None:
        name = stage.partition(" ")[0]
        return "moved_past" if name == MOVED and one.due < work.now.date() else name
    if days <= 0 and period.key.startswith(AD_HOC):
        return "asked" if days else "asked_today"
    if days >= 0:
        return "T+1" if days else "T"
    return "T-10" if days <= EARLY else "T-3"


def _above(work: Work, one: Standing, period: Period) -> str:
    """Who waits for the report: the unit above, or the one that asks for the occasion."""
    if period.key.startswith(AD_HOC):
        return work.world.programmes[period.key].issuer
    parent = work.world.tree[one.unit].parent
    return work.world.tree[parent].name if parent and parent in work.world.tree else one.name


def _question_card(work: Work, period: Period, one: Standing) -> list[Line | str]:
    """What will be asked, so that the figures can be gathered."""
    unit = work.world.tree[one.unit]
    form = form_of(work, unit, period, None)
    path = steps(form, {}, Facts(unit_kind=unit.kind, unit_level=unit.level, year=period.year))
    titles = [f"{place}. {form.question(step).title}" for place, step in enumerate(path, start=1)]
    return [Line("clock.card"), *titles]
