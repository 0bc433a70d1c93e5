"""Entering on behalf on the staff page: a form read and weighed as in the chat, beside the photographed page."""

import re

import pytest
from desk import PERIOD, Desk

from bot.channels.base import RefusedError
from storage import attachments

ASKED = re.compile(r'name="(a\.[\w.]+)"')
REST = {"rest": "1"}


def texts(**lines: str) -> dict[str, str]:
    """Those lines as the form posts them."""
    return {f"a.{step}": text for step, text in lines.items()}


async def test_a_report_is_entered_confirmed_and_its_leader_told(lan: Desk) -> None:
    await lan.office.join("mai", "X1C3")
    assert "Chi hội Thôn 3" in await lan.see("nhap-ho", "X1")
    typed = texts(hoi_vien="86 chị", hoi_vien_moi="hai", tiet_kiem="1tr2", noi_bat="vui")
    shown = await lan.do("phieu", "X1C3", "check", **typed)
    assert shown.status_code == 200
    assert "86 hội viên" in shown.text
    assert "câu để trống" in shown.text
    assert await lan.office.answers("X1C3", PERIOD) == {}, "nothing is written before it is confirmed"
    refused = await lan.do("phieu", "X1C3", "send", **typed)
    assert (refused.status_code, "Còn câu để trống" in refused.text) == (422, True)
    assert await lan.office.answers("X1C3", PERIOD) == {}
    lan.office.new("mai")
    told = await lan.done("phieu", "X1C3", "send", **typed, **REST)
    assert "Đã ghi báo cáo của Chi hội Thôn 3 (nhập hộ)" in told
    assert "nhập hộ" in told.partition("Chuyện của báo cáo")[2], "the story says by whose hand"
    [heard] = lan.office.new("mai")
    assert "86 hội viên" in heard
    answers = await lan.office.answers("X1C3", PERIOD)
    assert (answers["hoi_vien"], answers["hoi_vien_moi"], answers["hoi_vien_giam"]) == (86, 2, "missing")
    assert (await lan.office.standings("X1", PERIOD))["X1C3"].origin == "staff"


async def test_what_cannot_be_read_is_asked_back_and_the_rest_stays(lan: Desk) -> None:
    typed = texts(hoi_vien="1,200", hoi_vien_moi="mấy chị", noi_bat="vui")
    asked = await lan.do("phieu", "X1C3", "check", **typed)
    assert asked.status_code == 422
    assert "Còn 2 dòng chưa đọc được" in asked.text
    assert 'value="1,200"' in asked.text
    assert ">vui</textarea>" in asked.text
    picked = dict(re.findall(r'name="(p\.hoi_vien)" value="(\w+)"', asked.text)[:1])
    shown = await lan.do("phieu", "X1C3", "check", **{**typed, "a.hoi_vien_moi": "2", **picked})
    assert (shown.status_code, "1.200 hội viên" in shown.text) == (200, True)
    back = await lan.do("phieu", "X1C3", "edit", **typed)
    assert (back.status_code, 'value="1,200"' in back.text) == (200, True)
    assert (await lan.do("phieu", "X1C3", "check")).status_code == 422


async def test_a_doubtful_figure_is_kept_by_a_tick_for_itself(lan: Desk) -> None:
    typed = texts(hoi_vien="120", phu_nu_18="100")
    shown = await lan.do("phieu", "X1C1", "check", **typed)
    keys = re.findall(r'name="keep" value="(\w+)"', shown.text)
    assert keys
    refused = await lan.do("phieu", "X1C1", "send", **typed, **REST)
    assert (refused.status_code, "Có số cần xem" in refused.text) == (422, True)
    other = {**typed, "a.hoi_vien": "140"}
    assert (await lan.do("phieu", "X1C1", "send", **other, **REST, keep=keys)).status_code == 422
    assert (await lan.do("phieu", "X1C1", "send", **typed, **REST, keep=keys)).status_code == 303


async def test_a_form_filled_in_beforehand_waits_for_its_leader(lan: Desk) -> None:
    await lan.office.join("mai", "X1C3")
    typed = texts(phu_nu_18="158")
    assert "Đã lưu, chưa gửi" in await lan.done("phieu", "X1C3", "save", **typed)
    assert 'value="158"' in await lan.see("phieu", "X1C3")
    lan.office.new("mai")
    await lan.office.say("mai", "báo cáo")
    assert "158" in " ".join(lan.office.new("mai"))


async def test_what_the_leader_has_answered_is_shown_and_she_hears_that_it_is_another_now(lan: Desk) -> None:
    await lan.office.join("mai", "X1C3")
    await lan.office.say("mai", "báo cáo", "92", "171")
    typed = texts(hoi_vien="60", phu_nu_18="171")
    shown = (await lan.do("phieu", "X1C3", "check", **typed)).text
    assert "Người báo cáo đã ghi: 92 hội viên" in shown
    assert "Người báo cáo đã ghi: 171" not in shown, "that is as she gave it"
    lan.office.new("mai")
    await lan.done("phieu", "X1C3", "save", **typed)
    [heard] = lan.office.new("mai")
    assert "tổng số hội viên: 92 hội viên → 60 hội viên" in heard
    assert "171" not in heard


async def test_a_form_left_open_writes_nothing_over_what_came_meanwhile(lan: Desk) -> None:
    await lan.office.join("mai", "X1C3")
    page = await lan.see("phieu", "X1C3")
    await lan.office.say("mai", "báo cáo", "90")
    typed = texts(hoi_vien="86")
    late = await lan.do("phieu", "X1C3", "send", page=page, **typed, **REST)
    assert late.status_code == 409
    assert (await lan.office.answers("X1C3", PERIOD))["hoi_vien"] == 90
    await lan.done("chot-so", "X1", "close")
    assert 'value="check"' not in await lan.see("phieu", "X1C3")
    assert (await lan.do("phieu", "X1C3", "send", page=page, **typed, **REST)).status_code == 409


async def test_small_sensitive_counts_stay_hidden_while_others_are_corrected(lan: Desk) -> None:
    await lan.office.join("van", "W", "staff", "đồng chí")
    van = Desk(lan.office, lan.client, await lan.office.person("van"))
    assert "a.vu_bao_luc" in ASKED.findall(await lan.see("phieu", "X1"))
    await lan.done("phieu", "X1", "send", **{"a.vu_bao_luc": "3"}, **REST)
    assert "2 vụ → 3 vụ" in await lan.see("bao-cao", "X1")
    assert "vụ → 3 vụ" not in await van.see("bao-cao", "X1"), "nor in the story"
    assert "a.vu_bao_luc" not in ASKED.findall(await van.see("phieu", "X1"))
    forced = {"a.vu_bao_luc": "9", "a.so_chi_hoi": "3"}
    assert (await van.do("phieu", "X1", "send", **forced, **REST)).status_code == 303
    answers = await lan.office.answers("X1", PERIOD)
    assert (answers["vu_bao_luc"], answers["so_chi_hoi"]) == (3, 3)


# ── the photographed page ────────────────────────────────────────────────────


@pytest.fixture
async def photographed(lan: Desk, monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """Thôn 3 has sent a photo and a note; what the platform has, by file."""
    files = {"f1": b"\xff\xd8\xff page"}

    async def fetch(file: str) -> bytes:
        if file not in files:
            raise RefusedError("gone")
        return files[file]

    monkeypatch.setattr(lan.office.channel, "fetch", fetch, raising=False)
    about = {"unit": "X1C3", "period": PERIOD, "activity": None, "person": None, "at": "2026-05-28T08:00"}
    sent = {"bot": "memory", "state": attachments.WAITING}
    for piece in (("photo", "f1", "em gửi phiếu"), ("photo", "f2", "")):
        record = {**about, **sent, **dict(zip(("kind", "file", "note"), piece, strict=True))}
        await lan.office.act(lambda work, record=record: attachments.add(work.db, record))  # type: ignore[misc]
    return files


async def test_the_photographed_page_stands_beside_the_figures(lan: Desk, photographed: dict[str, bytes]) -> None:
    assert "2 mục chờ nhập" in await lan.see("nhap-ho", "X1")
    told = await lan.see("phieu", "X1C3")
    assert "em gửi phiếu" in told
    pictures = re.findall(r'<img src="([^"]+)"', told)
    found = await lan.client.get(pictures[0])
    assert (found.headers["content-type"], found.content) == ("image/jpeg", photographed["f1"])
    assert found.headers["cache-control"] == "no-store"
    assert (await lan.client.get(pictures[1])).status_code == 404, "the platform has it no more"
    photographed["f2"] = b"<script>alert(1)</script>"
    assert (await lan.client.get(pictures[1])).status_code == 404, "no picture at all"
    assert (await lan.client.get(pictures[0].replace("X1C3", "X1C2"))).status_code == 404
    typed = texts(hoi_vien="86")
    await lan.done("phieu", "X1C3", "send", **typed, **REST)
    assert pictures[0] in await lan.see("bao-cao", "X1C3"), "it is there to be looked at again"
    assert "mục chờ nhập" not in await lan.see("nhap-ho", "X1")


async def test_nobody_else_sees_a_photographed_page(lan: Desk, thu: Desk, photographed: dict[str, bytes]) -> None:
    picture = re.findall(r'<img src="([^"]+)"', await lan.see("phieu", "X1C3"))[0]
    await lan.office.join("tam", "X2", "staff", "đồng chí")
    tam = Desk(lan.office, lan.client, await lan.office.person("tam"))
    own = re.findall(r"/s/([^/]+)/", tam.path("duyet", "X2"))[0]
    lans = re.findall(r"/s/([^/]+)/", picture)[0]
    assert (await lan.client.get(picture.replace(lans, own))).status_code == 404
    assert (await lan.client.get(picture.replace(lans, "forged"))).status_code == 404
