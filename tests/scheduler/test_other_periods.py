"""The quarters, nine months and every month run like any period when a programme has them."""

from collections.abc import Iterator
from datetime import date, datetime

import pytest
from harness import ZONE, Office

from actions import programmes
from forms.load import parse_programme
from forms.periods import period_of

HEAD = """
code = "thang-quy"
title = "Báo cáo tháng, quý"
issuer = "Tỉnh Mẫu"
source = "Công văn 7"
status = "current"
valid = { from = 2026-01-01, to = 2028-12-31 }

[[indicator]]
code = "so_buoi_hop"
level = "chi_hoi"
section = "Sinh hoạt"
title = "Số buổi họp"
ask = "Chi hội mình họp bao nhiêu buổi ạ?"
kind = "count"
measure = "flow"
unit = "buổi"
"""
PERIOD = """
[[period]]
key = "{key}"
title = "{title}"
from = "{since}"
to = "{until}"
before = "{before}"
date_source = "document"
lead_days = {{ chi_hoi = 2 }}
"""
LAST = ("31", "29", "31", "30", "31", "30", "31", "31", "30", "31", "30", "31")


def _periods() -> Iterator[tuple[str, str, str, str, str]]:
    for place in range(4):
        until = f"{3 * place + 3:02}-{LAST[3 * place + 2]}"
        yield f"q{place + 1}", f"Quý {place + 1}", f"{3 * place + 1:02}-01", until, f"{(3 * place + 3) % 12 + 1:02}-10"
    yield "9m", "9 tháng", "12-01", "08-31", "09-15"
    for place, last in enumerate(LAST, start=1):
        yield f"m{place:02}", f"Tháng {place}", f"{place:02}-01", f"{place:02}-{last}", f"{place % 12 + 1:02}-06"


def _programme(*keys: str) -> str:
    names = ("key", "title", "since", "until", "before")
    rows = (dict(zip(names, row, strict=True)) for row in _periods())
    return HEAD + "".join(PERIOD.format(**row) for row in rows if row["key"] in keys)


@pytest.mark.parametrize(
    ("code", "since", "until", "due"),
    [
        ("2026-q1", "2026-01-01", "2026-03-31", "2026-04-07"),
        ("2026-q2", "2026-04-01", "2026-06-30", "2026-07-07"),
        ("2026-q3", "2026-07-01", "2026-09-30", "2026-10-07"),
        ("2026-q4", "2026-10-01", "2026-12-31", "2027-01-07"),  # it tops in the year after
        ("2026-9m", "2025-12-01", "2026-08-31", "2026-09-11"),  # 12 September is a Saturday
        ("2026-m01", "2026-01-01", "2026-01-31", "2026-02-03"),
        ("2026-m02", "2026-02-01", "2026-02-28", "2026-03-03"),
        ("2028-m02", "2028-02-01", "2028-02-29", "2028-03-03"),  # a leap year
        ("2026-m04", "2026-04-01", "2026-04-30", "2026-04-29"),  # two holidays and a weekend in front of 3 May
        ("2026-m12", "2026-12-01", "2026-12-31", "2026-12-31"),  # New Year and a weekend in front of 3 January
    ],
)
def test_the_days_of_a_period(code: str, since: str, until: str, due: str) -> None:
    period = period_of(code, [parse_programme(_programme(code[5:]))])
    found = (period.since, period.until, period.due("chi_hoi"))
    assert found == tuple(map(date.fromisoformat, (since, until, due)))


def test_every_key_is_accepted() -> None:
    keys = [row[0] for row in _periods()]
    assert len(keys) == 17
    programme = parse_programme(_programme(*keys))
    assert [period_of(f"2026-{key}", [programme]).key for key in keys] == keys


async def test_a_month_and_a_quarter_that_end_together(office: Office) -> None:
    """Each is opened, reminded of, reported, compiled and summed up by itself."""
    await office.act(lambda work: programmes.keep(work, parse_programme(_programme("m09", "q3"))))
    await office.act(lambda work: programmes.switch(work, "thang-quy", None, True))
    await office.join("hoa", "X1C1")
    await office.join("lan", "X1", "staff")
    await office.at("2026-09-20T08:00")
    office.new("hoa")
    for moment in ("2026-09-23T19:00", "2026-09-27T19:00"):
        await office.at(moment)
    opened = [message.split("\n")[0] for message in office.new("hoa")]
    assert [("tháng 9/2026" in one, "quý 3/2026" in one) for one in opened] == [(True, False), (False, True)]
    assert "quý 3/2026" in await office.tap("hoa", "Báo cáo"), "the button is about its own reminder"
    await office.say("hoa", "để sau", "báo cáo", "2", "gửi")
    assert "quý 3/2026" in await office.say("hoa", "báo cáo")
    await office.say("hoa", "7", "gửi")
    assert await office.answers("X1C1", "2026-m09") == {"so_buoi_hop": 2}
    assert await office.answers("X1C1", "2026-q3") == {"so_buoi_hop": 7}
    office.new("lan")
    for moment in ("2026-10-06T07:30", "2026-10-12T07:30"):
        await office.at(moment)
    tops = [message.split("\n")[1] for message in office.new("lan") if "bản tổng hợp cuối kỳ" in message]
    assert tops == ["TỔNG HỢP Tháng 9/2026 – Xã Một", "TỔNG HỢP Quý 3/2026 – Xã Một"]


async def test_what_was_over_before_the_programme_came_is_not_compiled(office: Office) -> None:
    """Switched on in January, it says nothing of the December and the quarter before."""
    office.app.clock.move_to(datetime(2026, 1, 10, 10, tzinfo=ZONE))
    await office.act(lambda work: programmes.keep(work, parse_programme(_programme("m12", "q4", "m01"))))
    await office.act(lambda work: programmes.switch(work, "thang-quy", None, True))
    await office.join("lan", "X1", "staff")
    office.new("lan")
    for moment in ("2026-01-12T07:30", "2026-01-13T07:30"):
        await office.at(moment)
    assert office.new("lan") == []
    await office.at("2026-02-06T07:30")
    assert any("TỔNG HỢP Tháng 1/2026" in text for text in office.new("lan")), "its own first month is"
