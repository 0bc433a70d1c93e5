"""Asking for the occasion: a few questions with a deadline of their own run like any period."""

from datetime import date

import pytest
from harness import Office

from actions.asking import kind_of, programme_for, read_questions
from forms.periods import open_periods, period_of
from forms.rows import Unit


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Bao nhiêu hộ bị ngập ạ?", "count"),
        ("Kinh phí hỗ trợ là bao nhiêu?", "money"),
        ("Chị em có khó khăn gì, thế nào ạ?", "text"),
        ("Chi hội đã có nhóm Zalo chưa ạ?", "yes_no"),
    ],
)
def test_the_words_of_a_question_say_what_it_wants(question: str, kind: str) -> None:
    assert kind_of(question) == kind


def test_a_question_a_line_without_its_number() -> None:
    assert [one.text for one in read_questions("1. Một\n\n- Hai\n 3) Ba")] == ["Một", "Hai", "Ba"]


@pytest.mark.parametrize(
    ("today", "deadline", "code"),
    [
        ("2026-08-10", "2026-08-20", "2026-dx-x"),
        ("2026-12-28", "2027-01-05", "2027-dx-x"),  # asked before the year ends
        ("2028-02-20", "2028-02-29", "2028-dx-x"),  # a leap day
        ("2026-12-20", "2026-12-31", "2026-dx-x"),  # the top date is the first day of the next year
    ],
)
def test_the_period_is_open_from_the_day_it_is_asked(today: str, deadline: str, code: str) -> None:
    day, last = date.fromisoformat(today), date.fromisoformat(deadline)
    programme = programme_for("x", Unit("X1", "Xã Một", "xa"), "chi_hoi", read_questions("Bao nhiêu hộ?"), day, last)
    period = period_of(code, [programme])
    assert period.due("chi_hoi") == last
    assert [one.code for one in open_periods(day, [programme], "chi_hoi")] == [code]


async def test_units_below_hear_of_it_and_nobody_else_is_asked(office: Office) -> None:
    for name, unit in (("hoa", "X1C1"), ("na", "X2C1")):
        await office.join(name, unit)
    await office.join("lan", "X1", "staff")
    await office.at("2026-08-12T08:00")
    await office.say("lan", "/hoi", "Bao nhiêu hộ bị ngập ạ?")
    assert "sau hôm nay" in await office.say("lan", "1/8")
    await office.say("lan", "20/8")
    assert "mã kỳ 2026-dx-bao-nhieu-ho-bi-ngap" in await office.tap("lan", "Gửi câu hỏi")
    for name in ("hoa", "na"):
        office.new(name)
    await office.at("2026-08-12T19:00")
    (asked,) = office.new("hoa")
    assert "Xã Một cần Chi hội Thôn 1 trả lời giúp" in asked
    assert "1. Bao nhiêu hộ bị ngập" in asked
    assert office.new("na") == []
    form = await office.act(lambda work: work.world.form(work.world.tree["X1C1"], work.world.period("2026-year")))
    assert "hoi_vien" in {question.code for question in form.questions}
    assert not {question.code for question in form.questions if question.code.startswith("dx_")}
