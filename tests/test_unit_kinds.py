"""Kinds of unit: a police or market branch has no poor households, from the list of units to the targets."""

import pytest
from harness import Office
from walking import report

from actions.programmes import switch

TREE = """code,name,level,kind,parent
T,Tỉnh Mẫu,tinh,,
X1,Xã Một,xa,,T
C1,Chi hội Thôn 1,chi_hoi,dân cư,X1
C2,Chi hội Công an xã,chi_hoi,Công an,X1
C3,Chi hội Chợ Mới,chi_hoi,chợ,X1
"""
FIGURES = {
    "hoi_vien": 90,
    "phu_nu_18_co_mat": 100,
    "ung_dung_cntt": "có",
    "gioi_thieu_dang": 1,
    "ho_ngheo_dau_nam": 4,
    "ho_thoat_ngheo": 2,
    "kho_khan": "không có",
}
POOR = {"ho_ngheo_dau_nam", "ho_thoat_ngheo"}


@pytest.fixture
async def village(sqlite_url: str, office: Office) -> Office:
    """A commune with a village branch, a police branch and a market branch, under lao-cai-2022 alone."""
    await office.found(TREE)
    await office.act(lambda work: switch(work, "cong-tac-hoi", None, False))
    await office.act(lambda work: switch(work, "lao-cai-2022", "X1", True))
    for unit in ("C1", "C2", "C3"):
        await office.join(unit, unit)
    return office


async def test_only_the_village_is_asked_about_poor_households(village: Office) -> None:
    asked = {unit: set(await report(village, unit, FIGURES)) for unit in ("C1", "C2", "C3")}
    assert asked["C1"] >= POOR
    assert not (asked["C2"] | asked["C3"]) & POOR
    found = await village.summary("X1", "2026-h1")
    assert found.totals["hoi_vien"].reported_by == 3
    poor = found.totals["ho_ngheo_dau_nam"]
    assert (poor.total, poor.reported_by, poor.missing, poor.not_applicable) == (4, 1, 0, 0)


async def test_a_police_branch_owes_no_answer_about_them_and_is_done_without(village: Office) -> None:
    await report(village, "C2", FIGURES)
    standing = (await village.standings("X1", "2026-h1"))["C2"]
    assert standing.is_in
    assert standing.answered == standing.asked == len(FIGURES) - len(POOR)
    judged = {one.code: one for _, one in (await village.summary("X1", "2026-h1")).targets}
    assert judged["LC-7b"].met is None, "no data is never “không đạt”"
    await report(village, "C1", FIGURES)
    judged = {one.code: one for _, one in (await village.summary("X1", "2026-h1")).targets}
    assert (judged["LC-7b"].value, judged["LC-7b"].met) == (2, True)
