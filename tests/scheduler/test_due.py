"""Who must hear what, and when: a table of moments, without a database."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from actions.readers import Reader
from forms.load import shipped
from forms.periods import Period, period_of
from scheduler.due import Duty, Post, due, for_staff, next_moment, reminders, stale_digests
from scheduler.times import Hours, Timetable

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
HOURS = Hours(ZONE, (time(21), time(6, 30)))
HOA = Reader(1, 11, "web")
LAN = Reader(2, 12, "web")
TOP = datetime(2026, 6, 10, 7, 30, tzinfo=ZONE)


@pytest.fixture
def h1() -> Period:
    """2026-h1 of the ordinary report: a branch has until the end of 2 June."""
    return period_of("2026-h1", [shipped()["cong-tac-hoi"]])


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def duty(period: Period, stage: str = "missing", reader: Reader = HOA) -> Duty:
    return Duty("X1C1", period.due("chi_hoi"), stage in ("submitted", "approved"), (reader,))


def stages(now: str, period: Period, done: set[tuple[str, str, int, str, str]] | None = None) -> list[str]:
    planned = list(reminders(Timetable(period, HOURS), [duty(period)]))
    return [notice.stage for notice in due(moment(now), planned, done or set(), HOURS).send]


@pytest.mark.parametrize(
    ("now", "sent"),
    [
        ("2026-05-22T20:00", []),
        ("2026-05-23T18:59", []),
        ("2026-05-23T19:00", ["T-10"]),
        ("2026-05-30T19:00", ["T-3"]),  # T-10 was never sent: the newer stage has overtaken it
        ("2026-06-02T06:59", []),  # T-3 is no longer of use, T is not yet due
        ("2026-06-02T07:00", ["T"]),
        ("2026-06-02T21:00", []),  # the clock is silent in quiet hours
        ("2026-06-03T19:00", ["T+1"]),
        ("2026-06-05T18:59", []),  # after an outage too it comes at its hour
        ("2026-06-05T19:00", ["T+1"]),
        ("2026-06-09T20:59", ["T+1"]),  # the last day on which it counts above
        ("2026-06-10T19:00", []),  # from here on it is staff's turn to phone
    ],
)
def test_a_branch_that_has_not_sent(h1: Period, now: str, sent: list[str]) -> None:
    assert stages(now, h1) == sent


def test_nothing_is_sent_twice(h1: Period) -> None:
    key = ("2026-h1", "X1C1", 1, "T-3", "2026-06-02")
    assert stages("2026-05-30T19:30", h1, {key, ("2026-h1", "X1C1", 1, "T-10", "2026-06-02")}) == []


def test_what_is_too_late_is_dropped_and_said_so(h1: Period) -> None:
    planned = list(reminders(Timetable(h1, HOURS), [duty(h1)]))
    decision = due(moment("2026-06-03T19:30"), planned, set(), HOURS)
    assert [notice.stage for notice in decision.send] == ["T+1"]
    assert [notice.stage for notice in decision.drop] == ["T-10", "T-3", "T"]


@pytest.mark.parametrize("stage", ["submitted", "approved"])
def test_who_has_sent_hears_nothing(h1: Period, stage: str) -> None:
    assert list(reminders(Timetable(h1, HOURS), [duty(h1, stage)])) == []


def test_an_hour_of_ones_own_moves_the_evening_stages_only(h1: Period) -> None:
    planned = {n.stage: n.at for n in reminders(Timetable(h1, HOURS), [duty(h1, reader=Reader(1, 11, "web", hour=12))])}
    assert planned["T-10"].hour == 12
    assert planned["T"].hour == 7


def test_an_hour_in_the_quiet_hours_is_put_off_to_their_end(h1: Period) -> None:
    planned = {n.stage: n.at for n in reminders(Timetable(h1, HOURS), [duty(h1, reader=Reader(1, 11, "web", hour=23))])}
    assert planned["T-3"] == moment("2026-05-31T06:30")


@pytest.mark.parametrize(
    ("clock", "quiet"),
    [("20:59", False), ("21:00", True), ("23:59", True), ("00:00", True), ("06:29", True), ("06:30", False)],
)
def test_quiet_hours(clock: str, quiet: bool) -> None:
    assert HOURS.is_quiet(moment(f"2026-05-30T{clock}")) is quiet


def test_staff_hear_on_working_days_at_half_past_seven(h1: Period) -> None:
    post = Post("X1", h1.due("xa"), (LAN,))
    planned = list(for_staff(Timetable(h1, HOURS), [post]))
    digests = [notice for notice in planned if notice.kind == "digest"]
    assert digests
    assert all(notice.at.time() == time(7, 30) and notice.at.weekday() < 5 for notice in planned)
    summaries = {notice.stage: notice.at for notice in planned if notice.kind == "summary"}
    assert summaries == {"due": moment("2026-06-05T07:30"), "top": moment("2026-06-10T07:30")}
    assert not {n.at for n in digests} & set(summaries.values()), "a summary takes the place of that day's digest"


def test_a_digest_that_would_say_nothing_new_is_skipped(h1: Period) -> None:
    changed = moment("2026-05-28T20:00")
    post = Post("X1", h1.due("xa"), (LAN,), changed)
    today = [n for n in for_staff(Timetable(h1, HOURS), [post]) if n.due == date(2026, 5, 29)]
    key = ("2026-h1", "X1", 2)
    assert stale_digests(today, [post], {}, TOP) == set()
    assert stale_digests(today, [post], {key: changed - timedelta(hours=1)}, TOP) == set()
    assert stale_digests(today, [post], {key: changed + timedelta(hours=1)}, TOP) == {n.key for n in today}


@pytest.mark.parametrize(
    ("changed", "stale"),
    [
        (None, True),
        ("2026-06-08T20:00", True),
        ("2026-06-10T07:31", False),
    ],  # the summary of 10 June told the first two
)
def test_behind_the_top_a_digest_tells_what_came_since(h1: Period, changed: str | None, stale: bool) -> None:
    post = Post("X1", h1.due("xa"), (LAN,), moment(changed) if changed else None)
    today = [n for n in for_staff(Timetable(h1, HOURS), [post]) if n.due == date(2026, 6, 12)]
    assert len(today) == 1
    assert bool(stale_digests(today, [post], {}, TOP)) is stale


def test_a_summary_missed_in_an_outage_is_sent_once_it_can_be(h1: Period) -> None:
    planned = list(for_staff(Timetable(h1, HOURS), [Post("X1", h1.due("xa"), (LAN,))]))
    assert due(moment("2026-06-07T10:00"), planned, set(), HOURS).send == (), "an office is not written to on a Sunday"
    decision = due(moment("2026-06-09T10:00"), planned, set(), HOURS)
    assert [(notice.kind, notice.stage) for notice in decision.send] == [("summary", "due"), ("digest", "digest")]


def test_the_next_moment_is_the_earliest_that_is_still_open(h1: Period) -> None:
    planned = list(reminders(Timetable(h1, HOURS), [duty(h1)]))
    assert next_moment(moment("2026-05-01T08:00"), planned, set()) == moment("2026-05-23T19:00")
    done = {notice.key for notice in planned}
    assert next_moment(moment("2026-05-01T08:00"), planned, done) is None


@pytest.mark.parametrize(
    ("code", "level", "day"),
    [
        ("2026-h1", "chi_hoi", "2026-06-02"),
        ("2026-h1", "xa", "2026-06-05"),  # 6 June is a Saturday
        ("2026-h1", "huyen", "2026-06-08"),
        ("2026-h1", "tinh", "2026-06-09"),
        ("2026-year", "chi_hoi", "2026-12-02"),
        ("2026-year", "tinh", "2026-12-09"),
        ("2027-h1", "chi_hoi", "2027-06-02"),
        ("2028-h1", "chi_hoi", "2028-06-02"),  # a leap year
        ("2030-h1", "chi_hoi", "2030-05-31"),  # 2 June is a Sunday
    ],
)
def test_due_days(code: str, level: str, day: str) -> None:
    assert str(period_of(code, [shipped()["cong-tac-hoi"]]).due(level)) == day  # type: ignore[arg-type]


def test_of_two_programmes_the_earlier_date_holds() -> None:
    common, committee = shipped()["cong-tac-hoi"], shipped()["mttq-2018"]
    both = period_of("2026-h1", [common, committee])
    assert both.due("chi_hoi") == min(period_of("2026-h1", [one]).due("chi_hoi") for one in (common, committee))


def _after_a_move(now: str, period: Period, done: set[tuple[str, str, int, str, str]]) -> list[str]:
    """The due day has moved from 2 to 8 June, after she had heard of the first two stages."""
    moved = Duty("X1C1", date(2026, 6, 8), False, (HOA,), told=((1, "T-10"), (1, "T-3")))
    planned = reminders(Timetable(period, HOURS), [moved], moment(now), done)
    return [notice.stage for notice in due(moment(now), planned, done, HOURS).send]


def test_a_moved_date_is_announced_once_and_nothing_is_repeated(h1: Period) -> None:
    key = ("2026-h1", "X1C1", 1, "moved", "2026-06-08")
    assert _after_a_move("2026-05-31T12:00", h1, set()) == []
    assert _after_a_move("2026-05-31T19:00", h1, set()) == ["moved"]
    assert _after_a_move("2026-05-31T19:30", h1, {key}) == []
    assert _after_a_move("2026-06-05T19:00", h1, {key}) == [], "she has heard “three days left” already"
    assert _after_a_move("2026-06-08T07:00", h1, {key}) == ["T"]


def test_a_clock_set_back_repeats_nothing(h1: Period) -> None:
    sent = {("2026-h1", "X1C1", 1, stage, "2026-06-02") for stage in ("T-10", "T-3")}
    assert stages("2026-05-30T18:00", h1, sent) == []
    assert stages("2026-05-23T19:00", h1, sent) == []


@pytest.mark.parametrize(
    ("due_day", "stage", "at"),
    [
        ("2027-02-04", "T+1", "2027-02-10T19:00"),  # 5 February is New Year's Eve: she hears it after Tết
        ("2027-02-12", "T-3", "2027-02-10T19:00"),
        ("2027-02-15", "T-10", "2027-02-10T19:00"),
        ("2027-02-04", "T-3", "2027-02-01T19:00"),
    ],
)
def test_nobody_is_reminded_during_tet(h1: Period, due_day: str, stage: str, at: str) -> None:
    slots = Timetable(h1, HOURS).of_leader(date.fromisoformat(due_day))
    assert next(slot.at for slot in slots if slot.stage == stage) == moment(at)


@pytest.mark.parametrize(
    ("due_day", "said"),
    [
        ("2027-02-07", ["01-28 T-10", "02-04 T-3", "02-10 T+1"]),  # the last day lies in Tết, 5 to 9 February
        ("2027-02-09", ["01-30 T-10", "02-04 T-5", "02-10 T+1"]),
        ("2027-02-10", ["01-31 T-10", "02-04 T-6", "02-10 T", "02-11 T+1"]),
    ],
)
def test_what_is_due_during_tet_is_said_before_it(h1: Period, due_day: str, said: list[str]) -> None:
    """“Today is the last day” would come when it has passed; the evening before Tết says how many days are left."""
    slots = Timetable(h1, HOURS).of_leader(date.fromisoformat(due_day))
    assert [f"{slot.at:%m-%d} {slot.stage}" for slot in slots] == said


@pytest.mark.parametrize(
    ("due_day", "first"),
    [
        ("2027-02-05", "2027-02-12T07:30"),  # the eve of Tết, which lasts over a weekend given back on two days
        ("2026-08-31", "2026-09-03T07:30"),  # exchanged for Saturday 22 August
        ("2026-08-22", "2026-08-22T07:30"),  # that Saturday is worked
        ("2026-05-04", "2026-05-04T07:30"),
        ("2026-05-02", "2026-05-04T07:30"),  # a Saturday after two holidays: the summary comes on Monday
    ],
)
def test_staff_hear_on_working_days_only(h1: Period, due_day: str, first: str) -> None:
    slots = Timetable(h1, HOURS).of_staff(date.fromisoformat(due_day))
    at = next(slot.at for slot in slots if slot.stage == "due")
    assert at == moment(first)
