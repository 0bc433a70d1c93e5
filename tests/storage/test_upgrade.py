"""A database of the first version, with a season's beginning in it, opens under this one; on both stores."""

import pytest
from sqlalchemy import Connection, text

from storage import incidents, migrations, people, reports
from storage.store import Store

AT = "2026-06-01T19:30:00+07:00"
PERSON = (
    "INSERT INTO people (name, tone, language, phone, consent_version, consent_at) "
    "VALUES ('Trần Thị Hoa', 'chi', 'vi', '', '1', :at)"
)
REPORT = (
    "INSERT INTO reports (unit, period, form, status, origin, person, started_at, changed_at, submitted_at, answers) "
    "VALUES ('X1C1', '2026-h1', '', 'submitted', 'leader', 1, :at, :at, :at, :answers)"
)


NOTICE = (
    "INSERT INTO incidents (kind, unit, person, text, at, state, post, alerted_at, person_seen, follow_up) "
    "VALUES ('incident', 'X1C1', 1, 'x', :at, 'in_hand', 'X1', :at, 1, '2026-06-08')"
)


def _first_season(db: Connection) -> None:
    db.execute(text(PERSON), {"at": AT})
    db.execute(text(REPORT), {"at": AT, "answers": '{"hoi_vien":120,"phu_nu_18":["-"]}'})


async def test_an_older_database_is_brought_up_to_date(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    steps = migrations.STEPS
    with monkeypatch.context() as older:
        older.setattr(migrations, "STEPS", steps[:1])
        before = await Store.open(url)
        await before.write(_first_season)
        await before.close()
    now = await Store.open(url)
    try:
        assert await now.read(migrations.version) == len(steps)
        report = (await now.read(lambda db: reports.of_period(db, "2026-h1")))["X1C1"]
        assert (report.row.answers["hoi_vien"].value, report.row.answers["phu_nu_18"].state) == (120, "missing")
        assert (await now.read(lambda db: people.load_people(db, [1])))[1].name == "Trần Thị Hoa"
    finally:
        await now.close()


async def test_a_notice_from_before_keeps_its_day_and_has_nobody_who_set_it(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = migrations.STEPS.index(migrations.INCIDENT_FOLLOWER)
    with monkeypatch.context() as older:
        older.setattr(migrations, "STEPS", migrations.STEPS[:before])
        store = await Store.open(url)
        await store.write(lambda db: db.execute(text(NOTICE), {"at": AT}))
        await store.close()
    now = await Store.open(url)
    try:
        (one,) = await now.read(incidents.open_ones)
        assert (one.follow_up, one.person_seen, one.follower) == ("2026-06-08", 1, None)
    finally:
        await now.close()
