"""A choice is named by its number where there are no buttons, whether a reply offered it or the clock."""

import pytest
from harness import Office

from bot.channels.base import Capabilities
from bot.channels.parts import parts

OPENING, OFFERED, BEGUN = "2026-05-23T19:00", "[1] Báo cáo", "bao nhiêu hội viên"


@pytest.fixture
async def hoa(office: Office) -> Office:
    """Chị Hoa of Thôn 1, long before the period."""
    office.app.clock.move_to(office.app.clock.now().replace(day=20, hour=8))
    await office.join("hoa", "X1C1")
    return office


@pytest.mark.parametrize(
    "typed", ["[1]", " [1] ", "[ 1 ].", "1", "1.", "1)", "(1)", "số 1", "Số 1.", "chọn 1", "chọn số 1", "em chọn 1"]
)
async def test_what_the_clock_offered_is_chosen_by_its_number(hoa: Office, typed: str) -> None:
    await hoa.at(OPENING)
    assert OFFERED in hoa.last("hoa")
    assert BEGUN in await hoa.say("hoa", typed)


async def test_the_second_choice_of_a_reminder(hoa: Office) -> None:
    await hoa.at(OPENING)
    assert "[2] Nhắc tôi mai" in hoa.last("hoa")
    assert "nhắc lại chị lúc 19:00 ngày 24/05/2026" in await hoa.say("hoa", "[2]")


async def test_a_word_between_changes_nothing(hoa: Office) -> None:
    await hoa.at(OPENING)
    await hoa.say("hoa", "hạn nộp")
    assert BEGUN in await hoa.say("hoa", "1")


async def test_where_a_figure_is_asked_a_number_is_the_figure_and_words_choose(hoa: Office) -> None:
    """The reminder numbers nothing; “[1]” stays what the question offered."""
    await hoa.at(OPENING)
    await hoa.say("hoa", "báo cáo", "để sau", "báo cáo")
    await hoa.at("2026-05-30T19:00")
    assert "“Báo cáo tiếp”  “Nhắc tôi mai”" in hoa.last("hoa")
    assert "2 hội viên" in await hoa.say("hoa", "2")
    assert "nhắc lại" in await hoa.say("hoa", "nhắc tôi mai")
    await hoa.at("2026-05-31T19:00")
    assert "“Báo cáo tiếp”" in hoa.last("hoa")
    assert "còn 14 câu" in await hoa.say("hoa", "báo cáo tiếp")
    await hoa.say("hoa", "[1]")
    assert (await hoa.answers("X1C1", "2026-h1")) == {"hoi_vien": 2, "phu_nu_18": "missing"}


async def test_a_number_that_a_dialogue_waits_for_is_its_own(hoa: Office) -> None:
    await hoa.say("hoa", "hoạt động", "tuyên truyền 15/5")
    assert "Bao nhiêu người dự" in hoa.last("hoa")
    await hoa.at(OPENING)
    assert "2 người" in await hoa.say("hoa", "2")


async def test_the_newest_choices_are_meant(hoa: Office) -> None:
    asked = await hoa.say("hoa", "/xoadulieu")
    assert "[1]" in asked
    await hoa.at(OPENING)
    assert BEGUN in await hoa.say("hoa", "1"), "it was the reminder that she answered"
    await hoa.say("hoa", "để sau", "giờ nhắc")
    assert "lúc 12 giờ" in await hoa.say("hoa", "1")


async def test_a_number_that_nothing_stands_for_is_not_taken_for_a_choice(hoa: Office) -> None:
    await hoa.at(OPENING)
    assert BEGUN not in await hoa.say("hoa", "7")


def test_without_buttons_they_are_shown() -> None:
    zalo = Capabilities(buttons=False, edit=False, files=False, max_text=2000)
    body = {"text": "Đã đến kỳ.", "options": [["cmd:baocao", "Báo cáo"], ["cmd:nhacmai", "Nhắc tôi mai"]]}
    assert parts(body, zalo)[0]["text"] == "Đã đến kỳ.\n[1] Báo cáo  [2] Nhắc tôi mai"


async def test_a_tap_with_data_that_no_button_of_ours_has_is_declined(office: Office) -> None:
    await office.join("hoa", "X1C1")
    await office.say("hoa", "báo cáo")
    for data in ("²:0", "1:²", ":", "1", "x:0"):
        await office.post("hoa", {"pick": data}, message_id=data)
        await office.app.settle()
        assert "nút ấy" in office.last("hoa")
