"""Figures that the commune knows better are filled in for many branches at once; their leaders only confirm."""

from pathlib import Path

import pytest
from harness import Office

from actions.history import figure_history
from actions.prefill import prefill_figures
from actions.programmes import keep, switch
from actions.story import story
from forms.load import parse_programme

PERIOD = "2026-h1"
GRADES = """
code = "xep-loai"
title = "Xếp loại chi hội"
issuer = "Hội LHPN xã Một"
source = "HD 03"
status = "current"
valid = { from = 2026-01-01, to = 2026-12-31 }
recipients = ["Đảng ủy xã"]

[[indicator]]
code = "xep_loai"
level = "chi_hoi"
section = "Tổ chức Hội"
title = "Xếp loại chi hội"
ask = "Chi hội xếp loại gì ạ?"
kind = "choice"
options = ["xuất sắc", "tốt", "khá", "trung bình"]
short = ["xếp loại"]
"""


async def _answers(office: Office) -> dict[str, object]:
    """What stands in the drafts of the three branches for the one figure that was filled in."""
    found = {unit: await office.answers(unit, PERIOD) for unit in ("X1C1", "X1C2", "X1C3")}
    return {unit: value for unit, answers in found.items() for value in answers.values()}


async def test_a_classification_given_from_above(office: Office) -> None:
    await office.act(lambda work: keep(work, parse_programme(GRADES)))
    await office.act(lambda work: switch(work, "xep-loai", None, True))
    await office.join("lan", "X1", "staff")
    await office.join("hoa", "X1C1")
    said = await office.say("lan", "điền sẵn xếp loại: thôn 1 xuất sắc, thôn 2 tốt; thôn 3 giỏi")
    assert "• Chi hội Thôn 1: xuất sắc\n• Chi hội Thôn 2: tốt" in said
    assert "✗ Chi hội Thôn 3: chưa rõ “giỏi”." in said
    await office.say("lan", "đúng")
    assert await _answers(office) == {"X1C1": "xuất sắc", "X1C2": "tốt"}
    assert "• Xếp loại chi hội: xuất sắc" in await office.say("hoa", "báo cáo")
    assert (await office.standings("X1", PERIOD))["X1C1"].is_in is False


async def test_what_was_sent_meanwhile_is_not_touched(office: Office) -> None:
    await office.join("lan", "X1", "staff")
    await office.join("hoa", "X1C1")
    await office.say("lan", "điền sẵn pn18: thôn 1 120, thôn 2 98")
    await office.say("hoa", "báo cáo", "hv 86, pn18 111", "đúng")
    assert "đã điền sẵn cho 1 nơi" in await office.say("lan", "đúng")
    assert (await office.answers("X1C1", PERIOD))["phu_nu_18"] == 111
    assert (await office.answers("X1C2", PERIOD))["phu_nu_18"] == 98


@pytest.mark.parametrize("said", ["thôi", "không"])
async def test_nothing_is_filled_in_before_she_says_so(office: Office, said: str) -> None:
    await office.join("lan", "X1", "staff")
    await office.say("lan", "điền sẵn pn18\nthôn 1 120\nthôn 2 98", said)
    assert await _answers(office) == {}


async def test_her_own_report_waits_meanwhile_and_comes_back(office: Office) -> None:
    await office.join("lan", "X1", "staff")
    await office.say("lan", "báo cáo", "/diensan pn18: thôn 1 120")
    office.new("lan")
    await office.say("lan", "đúng")
    assert "quay lại báo cáo 6 tháng đầu năm 2026 của Xã Một" in office.new("lan")[-1]


async def test_who_looks_after_nobody_fills_in_nothing(office: Office) -> None:
    await office.join("hoa", "X1C1")
    assert "dành cho cán bộ" in await office.say("hoa", "/diensan pn18: thôn 2 98")
    assert await _answers(office) == {}


async def test_what_a_command_filled_in_is_told_as_filled_in(office: Office, tmp_path: Path) -> None:
    await office.join("hoa", "X1C1")
    table = tmp_path / "f.csv"
    table.write_text("unit,phu_nu_18,hoi_vien\nX1C1,120,86\n", encoding="utf-8")
    await office.act(lambda work: prefill_figures(work, table, work.world.period(PERIOD)))
    said = await office.say("hoa", "báo cáo")
    assert "Cán bộ đã điền sẵn" in said
    assert "• Phụ nữ từ 18 tuổi trở lên: 120 người" in said
    found = await office.act(lambda work: figure_history(work, "X1C1", PERIOD, "hoi_vien"))
    assert [(one.act, one.new, one.on_behalf) for one in found] == [("answer", 86, True)]
    (told,) = await office.act(lambda work: story(work, work.world.tree["X1C1"], work.world.period(PERIOD)))
    assert (told.key, told.values["count"]) == ("review.story.fill_for", 2)
