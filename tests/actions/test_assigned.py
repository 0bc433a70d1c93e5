"""Assigned targets: a table of goals becomes verdicts beside the programme's own."""

from pathlib import Path

import pytest
from harness import Office

from actions.assigned import Assigned, import_targets
from actions.figures import import_figures
from actions.programmes import switch
from actions.tables import TableError
from reports.chat import summary_lines
from reports.summary import as_json
from storage import assigned

LAO_CAI = "lao-cai-2022"


async def give(office: Office, text: str, programme: str = LAO_CAI, year: int = 2026) -> Assigned:
    """Import a table written as CSV."""
    path = Path("goals.csv")
    path.write_text(text, encoding="utf-8")  # noqa: ASYNC240 - a test has nothing else to do meanwhile
    return await office.act(lambda work: import_targets(work, path, work.world.programmes[programme], year))


async def goals(office: Office) -> dict[tuple[str, str], float]:
    """What is assigned under the programme for 2026."""
    return await office.act(lambda work: assigned.goals(work.db, LAO_CAI, 2026))


async def report_figures(office: Office, text: str) -> None:
    """Figures of 2026-h1 for the branches."""
    path = Path("figures.csv")
    path.write_text(text, encoding="utf-8")  # noqa: ASYNC240 - a test has nothing else to do meanwhile
    await office.act(lambda work: import_figures(work, path, work.world.period("2026-h1")))


async def test_goals_are_read_as_people_write_them(office: Office) -> None:
    done = await give(office, "unit,LC-4b,LC-2b,LC-2a\nX1,88,3,có\nX2,86.5%,,\n")
    assert done == Assigned(goals=4, units=2, withdrawn=0)
    assert await goals(office) == {
        ("X1", "LC-4b"): 88,
        ("X1", "LC-2b"): 3,
        ("X1", "LC-2a"): 1,
        ("X2", "LC-4b"): 86.5,
    }


async def test_importing_again_updates_and_a_blank_takes_back(office: Office) -> None:
    await give(office, "unit,LC-4b,LC-2b\nX1,88,3\nX2,86,4\n")
    done = await give(office, "unit,LC-4b\nX1,89\nX2,\n")
    assert done == Assigned(goals=1, units=1, withdrawn=1)
    assert await goals(office) == {("X1", "LC-4b"): 89, ("X1", "LC-2b"): 3, ("X2", "LC-2b"): 4}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("xa,LC-4b\nX1,88\n", "Cột đầu phải là “unit”"),
        ("unit\nX1\n", "Chưa có cột chỉ tiêu nào; các mã của chương trình: LC-1, "),
        ("unit,LC-4\nX1,88\n", "Dòng 1, cột lc-4: chương trình lao-cai-2022 không có chỉ tiêu này; có lẽ là “LC-4"),
        ("unit,LC-4b\nX9,88\n", "Dòng 2, cột unit: không có đơn vị “X9”."),
        ("unit,LC-4b\n,88\n", "Dòng 2, cột unit: thiếu mã đơn vị."),
        ("unit,LC-4b\nX1,88\nX1,89\n", "Dòng 3, cột unit: “X1” đã có ở dòng 2."),
        ("unit,LC-4b\nX1,nhiều\n", "Dòng 2, cột LC-4b: chưa hiểu “nhiều”; hãy ghi một số rõ ràng."),
        ("unit,LC-4b\nX1,188\n", "Dòng 2, cột LC-4b: chưa hiểu “188”"),
        ("unit,LC-2b\nX1,khoảng 3\n", "Dòng 2, cột LC-2b: chưa hiểu “khoảng 3”"),
        ('unit,LC-2b\nX1,"1,200"\n', "Dòng 2, cột LC-2b: chưa hiểu “1,200”"),
        ("unit,LC-2a\nX1,không\n", "Dòng 2, cột LC-2a: chưa hiểu “không”; hãy ghi “có”, không giao thì để trống."),
    ],
)
async def test_a_bad_table_is_named_by_row_and_column_and_nothing_is_stored(
    office: Office, text: str, says: str
) -> None:
    await give(office, "unit,LC-4b\nX2,86\n")
    with pytest.raises(TableError) as refused:
        await give(office, text)
    assert refused.value.problems[0].startswith(says)
    assert await goals(office) == {("X2", "LC-4b"): 86}


async def test_a_programme_without_targets_has_nothing_to_assign(office: Office) -> None:
    with pytest.raises(TableError, match="không có chỉ tiêu bằng số"):
        await give(office, "unit,A\nX1,1\n", "cong-tac-hoi")


async def test_a_commune_is_judged_by_its_own_goal_beside_the_programmes(office: Office) -> None:
    await office.act(lambda work: switch(work, LAO_CAI, None, True))
    await report_figures(office, "unit,hoi_vien,phu_nu_18_co_mat\nX1C1,88,100\nX2C1,84,100\n")
    await give(office, "unit,LC-4b\nX1,87\nX2,85\n")
    found = await office.summary("X1", "2026-h1", LAO_CAI)
    verdict = {one.code: one for _, one in found.targets}["LC-4b"]
    assert (verdict.value, verdict.goal, verdict.met) == (88, 90, False)
    assert (verdict.assigned, verdict.assigned_met) == (87, True)
    document = {target["code"]: target for target in as_json(found)["targets"]}
    assert (document["LC-4b"]["assigned"], document["LC-4b"]["assigned_met"]) == (87, True)


async def test_the_province_sees_which_communes_reach_what_they_were_given(office: Office) -> None:
    await office.act(lambda work: switch(work, LAO_CAI, None, True))
    await report_figures(office, "unit,hoi_vien,phu_nu_18_co_mat\nX1C1,88,100\nX2C1,84,100\n")
    await give(office, "unit,LC-4b,LC-2b\nX1,87,\nX2,85,2\n")
    found = await office.summary("T", "2026-h1", LAO_CAI)
    assert [(row["unit"], row["code"], row["assigned_met"]) for row in as_json(found)["assigned"]] == [
        ("X2", "LC-2b", None),
        ("X1", "LC-4b", True),
        ("X2", "LC-4b", False),
    ]
    await office.join("lan", "T", "staff")
    said = await office.say("lan", "tổng hợp", "chỉ tiêu")
    assert "Giao xuống LC-4b: 1/2 đơn vị đạt; chưa đạt: Xã Hai" in said
    assert "Giao xuống LC-2b: 0/1 đơn vị đạt; 1 đơn vị chưa có số liệu" in said
    assert summary_lines(found)
