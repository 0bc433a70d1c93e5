"""The book has asked about 8/3: what she answers in her own words is understood for the days it is of use."""

from collections.abc import AsyncIterator
from datetime import date

import pytest
from harness import Office, open_office

TREE = """code,name,level,parent,leader_name
X1,Xã Một,xa,,
X1C1,Chi hội Thôn 1,chi_hoi,X1,Trần Thị Hoa
X1C2,Chi hội Thôn 2,chi_hoi,X1,
"""
WAITS = "Dạ ngày 08/03/2026: kỷ niệm. Bao nhiêu người dự"
NOTHING = "Dạ vâng, khi nào có việc chị nhắn “hoạt động”"
LOST = "chưa hiểu"


@pytest.fixture
async def asked(sqlite_url: str) -> AsyncIterator[Office]:
    """Hoa was asked about 8/3 on 11/3 at 19:00."""
    async with open_office(sqlite_url, "2026-03-02T10:00") as office:
        await office.found(TREE)
        await office.join("hoa", "X1C1")
        await office.at("2026-03-11T19:00")
        yield office


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("không", NOTHING),
        ("ko có e ơi", NOTHING),
        ("k", NOTHING),
        ("năm nay chưa", NOTHING),
        ("chi hội chị k tổ chức gì", NOTHING),
        ("có ai họp không em", LOST),
        ("hướng dẫn chị với", LOST),
        ("dạ", "Dạ vâng, em cảm ơn chị"),
        ("có", WAITS),
        ("có tổ chức em ạ", WAITS),
        ("có, 32 người", "Dạ em ghi sổ: 08/03/2026, kỷ niệm, 32 người"),
        ("32", "Dạ em ghi sổ: 08/03/2026, kỷ niệm, 32 người"),
        ("có tọa đàm 40 chị", "Dạ em ghi sổ: 08/03/2026, kỷ niệm, 40 người"),
        ("co to chuc toa dam 35 ng", "Dạ em ghi sổ: 08/03/2026, kỷ niệm, 35 người"),
        ("toa dam 8/3 32 nguoi", "32 người; Chi hội Thôn 1 tổ chức"),
        ("tọa đàm 8/3, 32 ng, xã tổ chức", "32 người; Xã Một tổ chức"),
        ("tọa đàm 32 người", "Dạ em ghi sổ: 08/03/2026, kỷ niệm, 32 người"),
        ("tuyên truyền 8/3, 60 người", "tuyên truyền, sinh hoạt, 60 người; Chi hội Thôn 1 tổ chức"),
        ("xã tổ chức, chi hội đi 12 chị", "12 người; Xã Một tổ chức"),
        ("dự tọa đàm ở xã, 12 chị", "12 người; Xã Một tổ chức"),
        ("tham gia cùng xã 10 chị", "10 người; Xã Một tổ chức"),
        ("đi dự với xã", WAITS),
        ("có đi dự ở xã", WAITS),
        ("có văn nghệ", WAITS),
        ("có văn nghệ không em", LOST),
        ("có việc này hỏi em", LOST),
        ("có, nhưng chưa nhớ bao nhiêu người", "Dạ em ghi sổ: 08/03/2026, kỷ niệm; Chi hội Thôn 1 tổ chức"),
        ("có văn nghệ nhưng k nhớ mấy người", "Dạ em ghi sổ: 08/03/2026, kỷ niệm; Chi hội Thôn 1 tổ chức"),
        (
            "giao luu bong chuyen hom 7/3 50 nguoi",
            "Dạ em ghi sổ: 07/03/2026, “giao luu bong chuyen hom 7/3 50 nguoi”, 50 người",
        ),
    ],
)
async def test_what_she_answers(asked: Office, said: str, heard: str) -> None:
    assert heard in await asked.say("hoa", said)


async def test_a_bare_no_is_about_what_was_asked_last(asked: Office) -> None:
    assert NOTHING in await asked.say("hoa", "dạ", "không"), "a greeting leaves the question open"
    assert LOST in await asked.say("hoa", "hoa cải vàng", "không")
    assert NOTHING in await asked.say("hoa", "không tổ chức gì"), "what says so by itself is about it"
    assert WAITS in await asked.say("hoa", "có")


async def test_a_no_behind_what_staff_wrote_is_not_about_it(asked: Office) -> None:
    await asked.join("lan", "X1", "staff")
    await asked.say("lan", "nhắn tin cho thôn 1: chiều họp ở xã nhé chị", "1")
    assert "chiều họp ở xã" in asked.last("hoa")
    assert NOTHING not in await asked.say("hoa", "không")


async def test_a_yes_opens_the_book_at_that_day(asked: Office) -> None:
    assert WAITS in await asked.tap("hoa", "Ghi sổ")
    assert "Dạ em ghi sổ: 08/03/2026, kỷ niệm, 32 người" in await asked.say("hoa", "32")
    (entry,) = await asked.act(lambda work: work.activities("X1C1"))
    assert (entry.day, entry.title) == (date(2026, 3, 8), "kỷ niệm Ngày Quốc tế Phụ nữ (8/3)")
    assert LOST in await asked.say("hoa", "xong", "có tổ chức"), "it has been told"


async def test_after_some_days_the_words_mean_nothing_again(asked: Office) -> None:
    await asked.at("2026-03-17T08:00")
    assert LOST in await asked.say("hoa", "có, 32 người")


async def test_of_the_month_of_action_the_day_is_asked(asked: Office) -> None:
    await asked.at("2026-12-15T19:00")
    assert "làm ngày nào" in await asked.say("hoa", "có, 45 chị")
    assert "Dạ em ghi sổ: 10/12/2026, tháng hành động, 45 người" in await asked.say("hoa", "10/12")


async def test_with_two_units_she_says_of_which_it_is(asked: Office) -> None:
    await asked.join("hoa", "X1C2")
    await asked.at("2026-10-23T19:00")
    assert "[2] Chi hội Thôn 2" in await asked.say("hoa", "có, 32 người")
    assert "32 người; Chi hội Thôn 2 tổ chức" in await asked.say("hoa", "2")
    assert "32 người; Chi hội Thôn 1 tổ chức" in await asked.say("hoa", "xong", "có tọa đàm 32 người")


async def test_an_open_question_comes_first(asked: Office) -> None:
    await asked.at("2026-12-15T19:00")
    await asked.say("hoa", "báo cáo", "có, 45 chị")
    assert await asked.act(lambda work: work.activities("X1C1")) == []
