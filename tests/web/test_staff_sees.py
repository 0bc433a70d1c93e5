"""What the staff page tells and what it keeps back: small sensitive counts, and what does not add up."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from harness import Office, open_office

from actions.figures import import_figures
from bot.staff_page.figure import figure
from bot.staff_page.views import page
from bot.staff_page.visit import NotForHerError, visit
from reports.papers import TABLE

FIGURES = "unit,hoi_vien,phu_nu_18,vu_bao_luc\nX1,300,,\nX1C1,120,100,2\nX1C2,80,90,0\nX2C1,50,70,9\n"


@pytest.fixture
async def office(sqlite_url: str, tmp_path: Path) -> AsyncIterator[Office]:
    """Figures of two communes; Lan looks after one of them, Thu after the province."""
    async with open_office(sqlite_url) as office:
        await office.found()
        path = tmp_path / "figures.csv"
        path.write_text(FIGURES, encoding="utf-8")
        await office.act(lambda work: import_figures(work, path, work.world.period("2026-h1")))
        await office.join("lan", "X1", "staff", "đồng chí")
        await office.join("thu", "T", "staff", "đồng chí")
        yield office


async def seen(office: Office, who: str, part: str, unit: str, **query: str) -> str:
    """A part of the page as she sees it."""
    person = await office.person(who)
    return await office.act(lambda work: page(visit(work, person, "2026-h1", unit), "/s/k", part, query))


async def opened(office: Office, who: str, unit: str, code: str) -> dict[str, object]:
    """One figure as she sees it."""
    person = await office.person(who)
    return await office.act(lambda work: figure(visit(work, person, "2026-h1", unit), code, lambda bot, body: ""))


async def test_small_sensitive_counts_are_for_direct_staff_alone(office: Office) -> None:
    near, far = [await opened(office, who, "X1", "vu_bao_luc") for who in ("lan", "thu")]
    assert str(near["value"]).startswith("2 ")
    assert far["value"] == "dưới 5"
    assert [cell.mark for row in far["rows"] for cell in row.cells] == ["hidden", "value"]  # type: ignore[attr-defined]
    assert (await opened(office, "lan", "X1C1", "vu_bao_luc"))["events"]
    assert not (await opened(office, "thu", "X1C1", "vu_bao_luc"))["events"]
    assert str((await opened(office, "thu", "T", "vu_bao_luc"))["value"]).startswith("11 ")
    person = await office.person("thu")
    summary = await office.act(lambda work: visit(work, person, "2026-h1", "X1").paper(TABLE))
    assert summary.source.above == 1, "in files too"


async def test_what_does_not_add_up_is_shown(office: Office) -> None:
    told = await seen(office, "lan", "so-lieu", "X1")
    assert "Cần xem lại" in told
    assert "300 hội viên" in told.partition("Cần xem lại")[2].partition("</section>")[0]
    gap = (await opened(office, "lan", "X1", "hoi_vien"))["gaps"]
    assert [one["unit"] for one in gap] == ["X1"]  # type: ignore[attr-defined, union-attr]


async def test_nobody_sees_beside_or_above_her_own(office: Office) -> None:
    person = await office.person("lan")
    for unit in ("X2", "T", "X2C1", "KHONG-CO"):
        with pytest.raises(NotForHerError):
            await office.act(lambda work, unit=unit: visit(work, person, "2026-h1", unit))  # type: ignore[misc]
    with pytest.raises(NotForHerError):
        await office.act(lambda work: visit(work, person, "khong-co", "X1"))
    assert "Xã Hai" in await seen(office, "thu", "bang", "T")
    assert "Chi hội Thôn 1" in await seen(office, "thu", "tien-do", "T")
