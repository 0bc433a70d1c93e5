"""What a season came to, and whether every promise was kept: the system's records held against what the leaders
remember."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from actions.compile import standings, summary
from actions.work import Work
from bot.simulation.season import Season
from forms.periods import Period
from reports.standing import count
from scheduler.times import Hours
from storage import outbox as box
from storage import reports
from storage.tables import notices, outbox, trail


def judge(work: Work, season: Season, period: Period, hours: Hours) -> dict[str, Any]:
    """The document of DESIGN §3, `simulate --json`, without what the caller measured."""
    db = work.settle()
    stored = reports.of_period(db, period.code)
    branches = [one for one in standings(work, "T", period, stored) if one.unit in season.leaders]
    counts = count(branches)
    stages = Counter(db.execute(select(notices.c.stage).where(notices.c.state == "sent")).scalars())
    reminders = {stage: number for stage, number in sorted(stages.items()) if stage.startswith("T")}
    typed = [leader.typed for leader in season.leaders.values() if leader.sent_at]
    return {
        "units": len(work.world.tree.units),
        "leaders": len(season.leaders),
        "reports": {key: getattr(counts, key) for key in ("submitted", "on_time", "late", "missing")},
        "reminders": reminders,
        "digests": season.digests,
        "messages_per_leader": round(sum(typed) / max(len(typed), 1), 2),
        "violations": {
            "in_quiet_hours": _in_quiet_hours(db, hours),
            "after_submission": _after_submission(db, stored),
            "sent_twice": _sent_twice(db),
            "answers_lost": sum(_lost(season, stored)),
            "applied_twice": _applied_twice(db),
            "without_reply": sum(max(leader.typed - leader.heard, 0) for leader in season.leaders.values()),
        },
        "summary_matches": _matches(work, season, period),
        "per_day": dict(sorted(season.per_day.items())),
    }


def _in_quiet_hours(db: Connection, hours: Hours) -> int:
    started = db.execute(select(outbox.c.created_at).where(outbox.c.priority >= box.REMINDER)).scalars()
    return sum(hours.is_quiet(datetime.fromisoformat(at)) for at in started)


def _after_submission(db: Connection, stored: dict[str, reports.Report]) -> int:
    """What asked for a report and left after that was in."""
    asked = outbox.c.unit.is_not(None), outbox.c.state == "sent"
    sent = db.execute(select(outbox.c.unit, outbox.c.sent_at).where(*asked))
    return sum(
        (report := stored.get(unit)) is not None
        and report.row.submitted_at is not None
        and datetime.fromisoformat(at) > report.row.submitted_at
        for unit, at in sent
    )


def _sent_twice(db: Connection) -> int:
    """Messages the clock began that somebody got twice on one day, word for word."""
    rows = db.execute(
        select(outbox.c.account, outbox.c.created_at, outbox.c.body).where(outbox.c.priority >= box.REMINDER)
    )
    seen = Counter((account, at[:10], body) for account, at, body in rows)
    return sum(times - 1 for times in seen.values())


def _lost(season: Season, stored: dict[str, reports.Report]) -> Iterable[int]:
    """Answers that a leader typed and saw acknowledged, and that her report does not hold."""
    for unit, leader in season.leaders.items():
        answers = stored[unit].row.answers if unit in stored else {}
        for code, value in leader.told.items():
            want = 1 if value == "có" else value
            answer = answers.get(code)
            yield int((answer is None or answer.value != want) and leader.sent_at is not None)


def _applied_twice(db: Connection) -> int:
    """The same change of the same answer written more than once in a row."""
    rows = db.execute(select(trail.c.unit, trail.c.data).where(trail.c.act == "answer").order_by(trail.c.id))
    last: dict[str, str] = {}
    twice = 0
    for unit, data in rows:
        twice += last.get(unit) == data
        last[unit] = data
    return twice


def _matches(work: Work, season: Season, period: Period) -> bool:
    """The province's totals equal plain sums over what the leaders who have a receipt remember."""
    compiled = summary(work, "T", period)
    sent = [leader for leader in season.leaders.values() if leader.sent_at]
    for code in ("hoi_vien", "phu_nu_18", "hoi_vien_moi"):
        want = sum(int(leader.figures[code]) for leader in sent)
        if (compiled.totals[code].total or 0) != want:
            return False
    return compiled.totals["hoi_vien"].reported_by == len(sent)
