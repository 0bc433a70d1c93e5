"""What a stock is compared with: the latest earlier report, as long as it is as whole as the last half-year or year."""

from pathlib import Path

import pytest
from harness import Office

from actions.figures import import_figures
from actions.programmes import keep, switch
from forms.load import parse_programme
from storage import reports

QUARTER = """
code = "quy-mot"
title = "Quý I"
issuer = "Hội LHPN tỉnh Mẫu"
source = "CV 12"
status = "current"
valid = { from = 2025-01-01, to = 2027-12-31 }
recipients = ["Tỉnh Hội"]
use = ["hoi_vien", "phu_nu_18"]

[[period]]
key = "q1"
title = "Quý I"
from = "12-01"
to = "02-28"
before = "03-10"
date_source = "document"
"""


async def _figures(office: Office, period: str, table: str) -> None:
    path = Path("figures.csv")
    path.write_text(table, encoding="utf-8")  # noqa: ASYNC240 - a test has nothing else to do meanwhile
    await office.act(lambda work: import_figures(work, path, work.world.period(period)))


@pytest.mark.parametrize(
    ("quarter", "compared", "previous"),
    [
        ("unit,hoi_vien,phu_nu_18\nX1C1,105,150\nX1C2,55,90\n", "2026-q1", 160),
        ("unit,hoi_vien,phu_nu_18\nX1C1,105,150\n", "2025-year", 150),  # one branch alone
        ("unit,hoi_vien\nX1C1,105\nX1C2,55\n", "2025-year", 150),  # not all of the figures
        ("unit,hoi_vien\n", "2025-year", 150),
    ],
)
async def test_the_latest_that_is_whole(office: Office, quarter: str, compared: str, previous: int) -> None:
    await office.act(lambda work: keep(work, parse_programme(QUARTER)))
    await office.act(lambda work: switch(work, "quy-mot", None, True))
    await _figures(office, "2025-year", "unit,hoi_vien,phu_nu_18\nX1C1,100,150\nX1C2,50,90\n")
    await _figures(office, "2026-q1", quarter)
    await _figures(office, "2026-h1", "unit,hoi_vien,phu_nu_18\nX1C1,110,151\nX1C2,60,92\n")
    found = await office.summary("X1", "2026-h1")
    assert found.source.compared_with == {"flow": "2025-h1", "stock": compared, "term": compared}
    assert found.previous["hoi_vien"] == previous


async def test_where_the_half_year_is_missing_the_year_is_compared_with_the_year_before(office: Office) -> None:
    await _figures(office, "2025-year", "unit,hoi_vien\nX1C1,100\n")
    await _figures(office, "2026-year", "unit,hoi_vien\nX1C1,110\n")
    found = await office.summary("X1", "2026-year")
    assert (found.source.compared_with["stock"], found.previous["hoi_vien"]) == ("2025-year", 100)
    assert await office.act(lambda work: reports.periods(work.db)) == ["2025-year", "2026-year"]
