"""A programme that changes while reports are under way: who has begun goes on with her form, the next begins on the
new one, and the summary adds up both and knows which answer came from which."""

from typing import Any

import pytest
from harness import Office
from walking import report, walk

from actions.programmes import keep, switch
from forms.load import parse_programme
from reports.summary import as_json

HEAD = """
code = "vuon-xanh"
title = "Vườn xanh"
issuer = "Hội LHPN xã Một"
source = "KH 05"
status = "current"
valid = { from = 2026-01-01 }
[[period]]
key = "h1"
title = "6 tháng đầu năm"
from = "12-01"
to = "05-31"
before = "06-10"
date_source = "configuration"
lead_days = { chi_hoi = 7 }
"""


def question(code: str, ask: str, kind: str = "count") -> str:
    """One question of a branch."""
    lines = [f'code = "{code}"', 'level = "chi_hoi"', 'section = "Vườn"', f'title = "{code}"', f'ask = "{ask}"']
    return "\n".join(["[[indicator]]", *lines, f'kind = "{kind}"', ""])


TREES, HEDGES = question("cay", "Bao nhiêu cây ạ?"), question("hang_rao", "Bao nhiêu mét hàng rào ạ?")
FLOWERS = question("hoa", "Bao nhiêu luống hoa ạ?")
ANSWERS = {"cay": 10, "hang_rao": 20, "hoa": 3}


async def edition(office: Office, *questions: str) -> None:
    """Import the programme with those questions."""
    programme = parse_programme(HEAD + "".join(questions))
    await office.act(lambda work: keep(work, programme))


@pytest.fixture
async def garden(office: Office) -> Office:
    """Only the garden programme is on, with two questions; Hoa has answered the first and stopped."""
    await edition(office, TREES, HEDGES)
    await office.act(lambda work: switch(work, "cong-tac-hoi", None, False))
    await office.act(lambda work: switch(work, "vuon-xanh", None, True))
    for name, unit in (("hoa", "X1C1"), ("mai", "X1C2")):
        await office.join(name, unit)
    await office.say("hoa", "báo cáo")
    assert await walk(office, "hoa", ANSWERS, stop_at="hang_rao") == ["cay"]
    return office


async def compiled(office: Office) -> dict[str, Any]:
    """The commune's summary as JSON."""
    return as_json(await office.summary("X1", "2026-h1"))


async def test_a_question_more(garden: Office) -> None:
    await edition(garden, TREES, HEDGES, FLOWERS)
    assert await walk(garden, "hoa", ANSWERS) == ["hang_rao"]
    assert await report(garden, "mai", ANSWERS) == ["cay", "hang_rao", "hoa"]
    found = await compiled(garden)
    assert {code: total["total"] for code, total in found["indicators"].items()} == {
        "cay": 20,
        "hang_rao": 40,
        "hoa": 3,
    }
    assert found["indicators"]["hoa"]["reported_by"] == 1


async def test_a_question_less_is_still_added_up(garden: Office) -> None:
    await edition(garden, TREES)
    assert await walk(garden, "hoa", ANSWERS) == ["hang_rao"]
    assert await report(garden, "mai", ANSWERS) == ["cay"]
    found = await compiled(garden)
    assert found["indicators"]["cay"]["total"] == 20
    assert (found["indicators"]["hang_rao"]["total"], found["indicators"]["hang_rao"]["reported_by"]) == (20, 1)


async def test_a_question_in_other_words(garden: Office) -> None:
    await edition(garden, TREES, question("hang_rao", "Hàng rào xanh dài mấy mét ạ?"))
    assert "Bao nhiêu mét hàng rào" in await garden.say("hoa", "xin chào")
    await walk(garden, "hoa", ANSWERS)
    await garden.say("mai", "báo cáo", "10")
    assert "Hàng rào xanh dài mấy mét" in garden.last("mai")
    await walk(garden, "mai", ANSWERS)
    assert (await compiled(garden))["indicators"]["hang_rao"]["total"] == 40


async def test_the_first_answer_never_goes_to_another_question(garden: Office) -> None:
    await garden.say("mai", "báo cáo")
    await edition(garden, FLOWERS, TREES)
    await garden.say("mai", "7")
    assert await garden.answers("X1C2", "2026-h1") == {"cay": 7}


async def test_the_summary_knows_which_version_each_answer_came_from(garden: Office) -> None:
    await edition(garden, TREES, HEDGES, FLOWERS)
    await walk(garden, "hoa", ANSWERS)
    await report(garden, "mai", ANSWERS)
    found = await compiled(garden)
    now, before = found["forms"]
    assert (now["current"], now["units"], now["level"]) == (True, ["X1C2"], "chi_hoi")
    assert (before["current"], before["units"], before["reports"]) == (False, ["X1C1"], 1)
    assert found["indicators"]["cay"]["versions"] == {now["version"]: 1, before["version"]: 1}
    assert found["indicators"]["hoa"]["versions"] == {now["version"]: 1}
    await garden.join("lan", "X1", "staff")
    assert "1 báo cáo theo phiếu cũ" in await garden.say("lan", "tổng hợp")


async def test_who_comes_back_hears_that_the_form_has_changed_meanwhile(garden: Office) -> None:
    await garden.say("hoa", "để sau")
    await edition(garden, TREES, HEDGES, FLOWERS)
    said = await garden.say("hoa", "báo cáo")
    assert "Phiếu nay đã đổi vài câu" in said
    assert "Bao nhiêu mét hàng rào" in said


async def test_a_sent_report_is_corrected_on_the_form_it_was_given_on(garden: Office) -> None:
    await walk(garden, "hoa", ANSWERS)
    await edition(garden, TREES)
    await garden.say("hoa", "sửa", "sửa 2", "25")
    await walk(garden, "hoa", ANSWERS)
    assert await garden.answers("X1C1", "2026-h1") == {"cay": 10, "hang_rao": 25}


async def test_a_programme_switched_off_midway_says_so_and_keeps_what_was_said(garden: Office) -> None:
    await garden.act(lambda work: switch(work, "vuon-xanh", None, False))
    assert "không phải làm tiếp" in await garden.say("hoa", "20")
    assert await garden.answers("X1C1", "2026-h1") == {"cay": 10}
    await garden.act(lambda work: switch(work, "vuon-xanh", None, True))
    await garden.say("hoa", "báo cáo")
    assert await walk(garden, "hoa", ANSWERS) == ["hang_rao"]
