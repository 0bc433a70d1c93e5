"""The summary in chat: one screen, details on demand, and the files: sent where a platform takes them, else linked."""

import io
from collections.abc import AsyncIterator
from pathlib import Path
from zipfile import ZipFile

import pytest
from harness import Office, open_office

from actions.figures import import_figures
from bot.channels.base import Capabilities, RefusedError
from bot.channels.parts import parts
from reports.chat import each_once


@pytest.fixture
async def office(sqlite_url: str, tmp_path: Path) -> AsyncIterator[Office]:
    """A commune with one branch reported, its staff Lan, and the leader Hoa."""
    async with open_office(sqlite_url) as office:
        await office.found()
        await office.switch_on("lao-cai-2022")
        await office.join("hoa", "X1C1")
        await office.join("lan", "X1", "staff", "đồng chí")
        path = tmp_path / "figures.csv"
        path.write_text("unit,hoi_vien,phu_nu_18_co_mat\nX1C1,120,140\n", encoding="utf-8")
        await office.act(lambda work: import_figures(work, path, work.world.period("2026-h1")))
        yield office


async def test_one_screen_then_what_she_asks_for(office: Office) -> None:
    said = await office.say("lan", "tổng hợp")
    assert said.startswith("TỔNG HỢP 6 tháng đầu năm 2026 – Xã Một\nTừ 1/4 báo cáo")
    assert "Chưa nộp 3: Xã Một; Chi hội Thôn 2; Chi hội Thôn 3." in said
    assert len(said) < 700
    assert len(said.split("[1]")[0].splitlines()) <= 14
    assert "Tổ chức Hội" in await office.say("lan", "chi tiết")
    detail = await office.say("lan", "Tổ chức Hội")
    assert detail.startswith("Tổ chức Hội\n• Tổng số hội viên: 120 hội viên")
    assert "• Chi hội Thôn 2" in await office.say("lan", "chưa nộp")
    assert "LC-4b" in await office.say("lan", "chỉ tiêu")


async def test_inside_a_form_the_question_stays_open(office: Office) -> None:
    await office.say("lan", "báo cáo")
    assert "[1]" not in await office.say("lan", "tổng hợp")
    assert "3 chi hội" in await office.say("lan", "3")


async def test_files_go_out_signed_or_whole(office: Office) -> None:
    await office.say("lan", "tổng hợp", "tệp word, excel")
    body = office.channel.sent["lan"][-1]
    names = [file["name"] for file in body["files"]]
    assert names == ["bao-cao-cap-tren-2026-h1-X1.docx", "so-lieu-2026-h1-X1.xlsx"]
    enclosures = office.app.enclosures
    linked = parts(enclosures.addressed(body), Capabilities(buttons=False, edit=False, files=False, max_text=2000))
    assert linked[0]["text"].count("http://127.0.0.1:8080/s/tep/") == 2
    sent = parts(enclosures.addressed(body), Capabilities(buttons=True, edit=True, files=True, max_text=4096))
    assert [list(part) for part in sent] == [["text"], ["file"], ["file"]]
    document = await enclosures.read(sent[1]["file"])
    assert "word/document.xml" in ZipFile(io.BytesIO(document)).namelist()
    hers = {**sent[1]["file"], "paper": {**sent[1]["file"]["paper"], "person": await office.person("hoa")}}
    with pytest.raises(RefusedError):
        await enclosures.read(hers)


async def test_the_due_day_brings_summary_page_and_files(office: Office) -> None:
    await office.at("2026-06-05T07:30")
    body = next(one for one in office.channel.sent["lan"] if "bản tổng hợp" in one["text"])
    assert body["page"]["unit"] == "X1"
    assert len(body["files"]) == 2


async def test_the_files_asked_for_by_name_are_those_of_the_tap(office: Office) -> None:
    await office.say("lan", "tổng hợp")
    await office.tap("lan", "Tệp Word, Excel")
    tapped = newest(office)
    for said in ("tệp", "file word", "File Excel", "xuất word", "in báo cáo", "/tep"):
        await office.say("lan", "tiến độ", said)
        assert newest(office) == tapped, said


def newest(office: Office) -> dict[str, object]:
    """The newest message to Lan, without its links: they are signed with the second at which they leave."""
    body = office.channel.sent["lan"][-1]
    return {**body, "files": [{**file, "link": ""} for file in body["files"]]}


async def test_the_files_are_of_the_summary_she_looks_at(office: Office) -> None:
    await office.join("bình", "T", "staff")
    await office.say("bình", "tổng hợp xã Hai", "file word")
    assert office.channel.sent["bình"][-1]["files"][0]["name"].endswith("2026-h1-X2.docx")
    await office.say("bình", "tệp xã Một")
    assert office.channel.sent["bình"][-1]["files"][0]["name"].endswith("2026-h1-X1.docx")


async def test_files_are_for_staff_and_a_remark_about_a_file_is_an_answer(office: Office) -> None:
    await office.say("hoa", "file word")
    assert not any("files" in body for body in office.channel.sent["hoa"])
    await office.say("lan", "báo cáo", "in báo cáo tốn giấy")
    assert not any("files" in body for body in office.channel.sent["lan"])
    assert "Toàn xã có bao nhiêu chi hội" in await office.say("lan", "tệp", "còn thiếu", "báo cáo")


@pytest.mark.parametrize(
    ("names", "once"),
    [
        (("Cấp ủy", "Lưu", "Tỉnh ủy", "Lưu"), ["Cấp ủy", "Tỉnh ủy", "Lưu"]),
        (("Cấp ủy", "Lưu", "cấp ủy", "Lưu: VT"), ["Cấp ủy", "Lưu: VT"]),
        (("Lưu: VT", "Cấp ủy", "Lưu: VT, Ban TC"), ["Cấp ủy", "Lưu: VT, Ban TC"]),
        (("Cấp ủy",), ["Cấp ủy"]),
        ((), []),
    ],
)
def test_each_place_is_named_once_and_the_archive_last(names: tuple[str, ...], once: list[str]) -> None:
    assert each_once(names) == once
