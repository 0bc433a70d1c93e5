"""Asking for the occasion: a few questions with a deadline of their own run like any period."""

from datetime import date, datetime, time

import pytest
from harness import ZONE, Office

from actions.asking import deadline as deadline_of
from actions.asking import kind_of, programme_for, read_questions
from forms.periods import open_periods, period_of
from forms.rows import Unit
from reports.paper import paper
from scheduler.times import Hours, Timetable


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Bao nhiêu hộ bị ngập ạ?", "count"),
        ("Kinh phí hỗ trợ là bao nhiêu?", "money"),
        ("Chị em có khó khăn gì, thế nào ạ?", "text"),
        ("Chi hội đã có nhóm Zalo chưa ạ?", "yes_no"),
        ("Có hộ nào phải di dời không?", "yes_no"),
        ("Cần hỗ trợ gì ạ?", "text"),
        ("Ai phụ trách điểm tránh bão, ở đâu?", "text"),
        ("Thiệt hại bao nhiêu tiền?", "money"),
        ("Có bao nhiêu hộ chưa có điện?", "count"),
    ],
)
def test_the_words_of_a_question_say_what_it_wants(question: str, kind: str) -> None:
    assert kind_of(question) == kind


def test_a_question_a_line_without_its_number_each_once() -> None:
    typed = "1. Một hộ\n\n- Hai hộ\n 3) Ba hộ\n?\nMột  hộ?"
    assert [one.text for one in read_questions(typed)] == ["Một hộ", "Hai hộ", "Ba hộ"]


def test_staff_say_how_it_is_answered() -> None:
    found = read_questions(
        "Cây đổ ở thôn (số)\nHộ ngập, cần gì? (chữ)\nĐã họp (có/không)\nQuỹ thôn (tiền)\nHọp (chiều)"
    )
    assert [one.kind for one in found] == ["count", "text", "yes_no", "money", "count"]
    assert found[0].text == "Cây đổ ở thôn"


@pytest.mark.parametrize(
    ("now", "typed", "day"),
    [
        ("2026-06-20T08:00", "25/6", "2026-06-25"),
        ("2026-06-20T08:00", "mai", "2026-06-21"),
        ("2026-06-20T08:00", "hôm nay", "2026-06-20"),
        ("2026-06-20T18:00", "hôm nay", None),  # nobody could answer any more
        ("2026-06-20T08:00", "10/9", "2026-09-10"),
        ("2026-06-20T08:00", "trước ngày 25/6", "2026-06-24"),  # before the 25th: the 24th is the last good day
        ("2026-06-20T08:00", "hết ngày 25/6", "2026-06-25"),
        ("2026-06-20T08:00", "thứ sáu", "2026-06-26"),  # 20 June is a Saturday
        ("2026-06-20T08:00", "Thứ 7", "2026-06-20"),
        ("2026-06-22T08:00", "thứ sáu tuần sau", "2026-07-03"),
        ("2026-06-20T08:00", "3 ngày nữa", "2026-06-23"),
        ("2026-06-20T08:00", "ngày kia", "2026-06-22"),
        ("2026-06-20T08:00", "trước thứ sáu", "2026-06-25"),
        ("2026-06-20T08:00", "19/6", None),
        ("2026-06-20T08:00", "25/12", None),  # farther than four months
        ("2026-06-20T08:00", "31/2", None),
        ("2026-06-20T08:00", "bao nhiêu hộ", None),
        ("2026-12-28T08:00", "5/1", "2027-01-05"),
        ("2026-12-28T08:00", "5/1/2026", None),
        ("2028-02-20T08:00", "29/2", "2028-02-29"),
    ],
)
def test_a_deadline_as_staff_type_it(now: str, typed: str, day: str | None) -> None:
    assert deadline_of(typed, datetime.fromisoformat(now)) == (date.fromisoformat(day) if day else None)


@pytest.mark.parametrize(
    ("today", "deadline", "code"),
    [
        ("2026-08-10", "2026-08-20", "2026-dx-x"),
        ("2026-12-28", "2027-01-05", "2026-dx-x"),  # of the year in which it is asked
        ("2026-12-31", "2027-04-30", "2026-dx-x"),
        ("2028-02-20", "2028-02-29", "2028-dx-x"),  # a leap day
        ("2026-12-20", "2026-12-31", "2026-dx-x"),  # the top date is the first day of the next year
    ],
)
def test_the_period_is_open_from_the_day_it_is_asked(today: str, deadline: str, code: str) -> None:
    day, last = date.fromisoformat(today), date.fromisoformat(deadline)
    programme = programme_for("x", Unit("X1", "Xã Một", "xa"), "chi_hoi", read_questions("Bao nhiêu hộ?"), day, last)
    period = period_of(code, [programme])
    assert period.due("chi_hoi") == last
    assert (period.since, period.until) == (date(day.year, 1, 1), day), "figures run to the day it is asked"
    assert [one.code for one in open_periods(day, [programme], "chi_hoi")] == [code]


@pytest.mark.parametrize(
    ("deadline", "stages"),
    [
        (date(2026, 8, 20), ["10/08 T-10", "17/08 T-3"]),  # what is ripe when it is asked is said at once
        (date(2026, 8, 24), ["12/08 asked", "21/08 T-3"]),  # not on two evenings running
        (date(2026, 9, 10), ["12/08 asked", "31/08 T-10", "07/09 T-3"]),
    ],
)
def test_when_a_request_is_announced_and_reminded_of(deadline: date, stages: list[str]) -> None:
    asker, questions = Unit("X1", "Xã Một", "xa"), read_questions("Bao nhiêu hộ?")
    programme = programme_for("x", asker, "chi_hoi", questions, date(2026, 8, 12), deadline)
    hours = Hours(ZONE, (time(21), time(6, 30)))
    slots = Timetable(period_of("2026-dx-x", [programme]), hours).of_leader(deadline)
    assert [f"{slot.at:%d/%m} {slot.stage}" for slot in slots][:-2] == stages


async def test_units_below_hear_of_it_and_nobody_else_is_asked(office: Office) -> None:
    for name, unit in (("hoa", "X1C1"), ("na", "X2C1")):
        await office.join(name, unit)
    await office.join("lan", "X1", "staff")
    await office.at("2026-08-12T08:00")
    await office.say("lan", "/hoi", "Bao nhiêu hộ bị ngập ạ?")
    assert "từ 12/08/2026 đến 10/12/2026" in await office.say("lan", "1/8")
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


async def test_however_far_the_deadline_it_is_announced_on_the_evening_it_is_asked(office: Office) -> None:
    for name, unit in (("hoa", "X1C1"), ("mai", "X1C2")):
        await office.join(name, unit)
    await office.join("lan", "X1", "staff")
    await office.at("2026-08-12T09:00")
    told = await office.say("lan", "/hoi", "Bao nhiêu hộ bị ngập?", "10/9", "gửi")
    assert "tới 3 đơn vị" in told
    assert "Trong đó 1 đơn vị chưa có người nhận nhắc" in told
    office.new("hoa")
    await office.at("2026-08-12T18:30")
    assert office.new("hoa") == []
    for moment in ("2026-08-12T19:00", "2026-08-13T19:00"):
        await office.at(moment)
    (asked,) = office.new("hoa")
    assert "Xã Một cần Chi hội Thôn 1 trả lời giúp yêu cầu “Bao nhiêu hộ bị ngập”, hạn hết ngày 10/09/2026" in asked


async def test_too_many_questions_are_counted_and_none_is_dropped_unsaid(office: Office) -> None:
    await office.join("lan", "X1", "staff")
    many = "\n".join(f"Bao nhiêu hộ ở xóm {number}?" for number in range(1, 41))
    assert "đếm được 40 câu" in await office.say("lan", "/hoi", many)
    assert "chưa hỏi ai" in await office.say("lan", "thôi")


async def test_what_is_shown_is_put_right_by_typing_it_again(office: Office) -> None:
    await office.join("lan", "X1", "staff")
    await office.say("lan", "/hoi", "Bao nhiêu hộ bị ngập?", "3/6")
    shown = await office.say("lan", "Bao nhiêu hộ bị ngập?\nCần hỗ trợ gì?")
    assert "2. Cần hỗ trợ gì? (chữ)" in shown
    assert "hạn hết ngày 04/06/2026" in await office.say("lan", "4/6")
    assert "đã gửi câu hỏi tới 3 đơn vị" in await office.say("lan", "ok")
    again = await office.say("lan", "/hoi", "Bao nhiêu hộ bị ngập?\nCần hỗ trợ gì?", "5/6")
    assert "đang được hỏi rồi, hạn hết ngày 04/06/2026" in again


async def test_what_may_be_a_day_is_never_taken_for_a_question(office: Office) -> None:
    await office.join("lan", "X1", "staff")
    assert "mỗi dòng một câu" in await office.say("lan", "/hoi", "3/6"), "the deadline first: the questions are asked"
    await office.say("lan", "Bao nhiêu hộ bị ngập?\nCần hỗ trợ gì?")
    for typed in ("30/2", "31/12/2030", "thứ sáu tới", "tuần sau", "hôm qua", "trước 31/2", "cuối tháng", "25"):
        shown = await office.say("lan", typed)
        assert "cần một ngày từ 29/05/2026 đến" in shown, typed
        assert "hạn hết ngày 03/06/2026:\n1. Bao nhiêu hộ bị ngập? (số)\n2. Cần hỗ trợ gì? (chữ)" in shown, typed


async def test_other_words_take_the_questions_place_only_if_she_says_so(office: Office) -> None:
    await office.join("lan", "X1", "staff")
    await office.say("lan", "/hoi", "Bao nhiêu hộ bị ngập?", "3/6")
    assert "“cây đổ trên đường thôn” là câu hỏi thay" in await office.say("lan", "cây đổ trên đường thôn")
    assert "1. Bao nhiêu hộ bị ngập? (số)" in await office.say("lan", "giữ như cũ")
    await office.say("lan", "cây đổ trên đường thôn")
    assert "1. cây đổ trên đường thôn (số)" in await office.tap("lan", "Thay câu hỏi")
    assert "1. Đường thôn nào hỏng? " in await office.say("lan", "Đường thôn nào hỏng?")


@pytest.mark.parametrize("line", ["Bao nhiêu hộ bị ngập? Hạn 3/6", "Bao nhiêu hộ bị ngập?\nhạn trả lời: hết ngày 3/6"])
async def test_a_deadline_behind_the_question_is_the_deadline(office: Office, line: str) -> None:
    await office.join("lan", "X1", "staff")
    shown = await office.say("lan", "/hoi", line)
    assert "hạn hết ngày 03/06/2026:\n1. Bao nhiêu hộ bị ngập? (số)" in shown
    assert "2." not in shown


async def test_beside_an_ordinary_report_she_says_which_she_means(office: Office) -> None:
    await office.join("hoa", "X1C1")
    await office.join("tinh", "T", "staff")
    await office.at("2026-05-28T08:00")
    await office.say("tinh", "/hoi", "Bao nhiêu hộ bị ngập?", "chi hội", "hôm nay", "gửi")
    await office.at("2026-05-28T08:01")
    asked = office.last("hoa")
    assert "Tỉnh Mẫu cần Chi hội Thôn 1 trả lời giúp yêu cầu “Bao nhiêu hộ bị ngập” ngay trong hôm nay" in asked
    assert "Bao nhiêu hộ bị ngập?" in await office.say("hoa", "[1]"), "the button says which report it is for"
    assert "[2] 6 tháng đầu năm 2026" in await office.say("hoa", "để sau", "báo cáo")


async def test_what_a_commune_asks_is_not_the_provinces_business(office: Office) -> None:
    await office.join("hoa", "X1C1")
    await office.join("lan", "X1", "staff")
    await office.join("tinh", "T", "staff", "đồng chí")
    await office.at("2026-08-12T08:00")
    await office.say("lan", "/hoi", "Bao nhiêu hộ bị ngập?", "14/8", "gửi")
    for name in ("lan", "tinh"):
        office.new(name)
    for moment in ("2026-08-13T07:30", "2026-08-14T07:30", "2026-08-17T07:30"):
        await office.at(moment)
    assert office.new("tinh") == []
    heard = [message.split("\n")[0][:22] for message in office.new("lan")]
    assert heard == ["Dạ em báo tiến độ để c", "Dạ kỳ báo cáo đã đến m"], "one day and one top are one summary"


async def test_what_came_of_it_in_chat_and_on_paper(office: Office) -> None:
    await office.join("hoa", "X1C1")
    await office.join("lan", "X1", "staff")
    await office.at("2026-08-12T08:00")
    await office.say("lan", "/hoi", "Bao nhiêu hộ bị ngập?\nCần hỗ trợ gì?", "14/8", "gửi")
    await office.say("hoa", "báo cáo", "3", "mền, gạo", "gửi")
    await office.say("lan", "tổng hợp", "[1]")
    told = await office.say("lan", "[1]")
    assert "• Bao nhiêu hộ bị ngập: 3" in told
    assert "• mền, gạo (Chi hội Thôn 1)" in told
    report = paper(await office.summary("X1", "2026-dx-bao-nhieu-ho-bi-ngap"))
    assert report.title == "Kết quả tổng hợp theo\nyêu cầu “Bao nhiêu hộ bị ngập”"
    assert len(report.parts) == 1, "no open lines for a situation that nobody asked about"


async def test_staff_see_the_other_open_period_and_mean_it_from_then_on(office: Office) -> None:
    await office.join("lan", "X1", "staff")
    await office.at("2026-05-28T08:00")
    await office.say("lan", "/hoi", "Bao nhiêu hộ bị ngập?", "30/5", "gửi")
    first = await office.say("lan", "tiến độ")
    assert "Tiến độ Yêu cầu “Bao nhiêu hộ bị ngập”" in first
    assert "[1] Xem 6 tháng đầu năm 2026" in first
    assert "Tiến độ 6 tháng đầu năm 2026" in await office.say("lan", "1")
    assert "TỔNG HỢP 6 tháng đầu năm 2026" in await office.say("lan", "tổng hợp")
    assert "báo cáo 6 tháng đầu năm 2026" in await office.say("lan", "đôn đốc")
    await office.say("lan", "thôi", "tiến độ")
    assert "Tiến độ Yêu cầu" in await office.tap("lan", "Xem yêu cầu “Bao nhiêu hộ bị ngập”")


async def test_having_asked_staff_mean_the_request_until_they_choose_another_period(office: Office) -> None:
    await office.join("hoa", "X1C1")
    await office.join("lan", "X1", "staff")
    await office.at("2026-05-28T08:00")
    await office.say("lan", "/hoi", "Bao nhiêu hộ bị ngập?", "20/6", "gửi")
    assert "Tiến độ Yêu cầu “Bao nhiêu hộ bị ngập”" in await office.say("lan", "tiến độ")
    assert "báo cáo yêu cầu “Bao nhiêu hộ bị ngập”" in await office.say("lan", "đôn đốc")
    assert "báo cáo 6 tháng đầu năm 2026" in await office.tap("lan", "Đôn đốc 6 tháng đầu năm 2026")
    assert "Xem yêu cầu “Bao nhiêu hộ bị ngập”" in await office.say("lan", "tiến độ"), "also while that list is open"
    assert "Tiến độ Yêu cầu" in await office.say("lan", "1")


async def test_a_request_is_taken_back_and_whoever_waited_to_answer_hears_so(office: Office) -> None:
    for name, unit in (("hoa", "X1C1"), ("mai", "X1C2")):
        await office.join(name, unit)
    await office.join("lan", "X1", "staff")
    await office.at("2026-08-12T08:00")
    await office.say("lan", "/hoi", "Bao nhiêu hộ bị ngập?", "14/8", "gửi")
    await office.at("2026-08-12T08:01")
    await office.say("mai", "báo cáo", "3", "gửi")
    for name in ("hoa", "mai"):
        office.new(name)
    await office.say("lan", "/hoi")
    assert "đã báo lại 1 người" in await office.tap("lan", "Thu lại yêu cầu “Bao nhiêu hộ bị ngập”")
    (told,) = office.new("hoa")
    assert "Xã Một không hỏi yêu cầu “Bao nhiêu hộ bị ngập” nữa" in told
    for moment in ("2026-08-13T19:00", "2026-08-14T07:00", "2026-08-15T19:00"):
        await office.at(moment)
    assert office.new("hoa") == office.new("mai") == []


async def test_a_request_of_december_that_is_due_in_january(office: Office) -> None:
    """It is announced the same evening, and its figures run to the day it was asked."""
    await office.join("hoa", "X1C1")
    await office.join("lan", "X1", "staff")
    await office.at("2026-12-18T09:00")
    await office.say("lan", "/hoi", "Bao nhiêu hộ cần gạo?", "5/1", "gửi")
    office.new("hoa")
    await office.at("2026-12-18T19:00")
    assert any("cần gạo”, hạn hết ngày 05/01/2027" in text for text in office.new("hoa"))
    await office.at("2027-01-04T19:00")
    assert "01/01/2026 – 18/12/2026" in await office.say("lan", "tổng hợp cần gạo")


async def test_whoever_asks_hears_how_far_it_has_come_from_the_next_morning_on(office: Office) -> None:
    await office.join("hoa", "X1C1")
    await office.join("lan", "X1", "staff")
    await office.at("2026-08-12T10:00")
    await office.say("lan", "/hoi", "Bao nhiêu hộ bị ngập?", "20/8", "gửi")
    office.new("lan")
    await office.at("2026-08-12T10:01")
    assert office.new("lan") == []
    await office.at("2026-08-13T07:30")
    (digest,) = office.new("lan")
    assert "Đã nộp 0/3" in digest
