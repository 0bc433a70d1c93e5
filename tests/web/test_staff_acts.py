"""The staff page's screens that act: what they show, what they do, and what they refuse, over plain HTTP."""

import asyncio
import re
import time

import httpx
import pytest
from desk import HIDDEN, PERIOD, Desk
from itsdangerous import TimestampSigner
from sqlalchemy import update

from storage.tables import roles

REPORT = (
    "hv 120, pn 180, mới 5, giảm 2, buổi 4, lượt 230, 5k3s 80, thoát nghèo 1, tiết kiệm 12tr, quà 0, đảng 0\n"
    "tình hình: ổn định\nnổi bật: hội thi\nkhó khăn: không có"
)

# ── from the chat ────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("said", "view"), [("/duyet", "duyet"), ("/chotso", "chot-so"), ("/nhapho", "nhap-ho"), ("/kiennghi", "kien-nghi")]
)
async def test_the_chat_leads_to_the_screen_where_the_same_is_done(lan: Desk, said: str, view: str) -> None:
    await lan.office.say("lan", said)
    [(label, path)] = lan.office.app.enclosures.links(lan.office.channel.sent["lan"][-1])
    assert label == "Làm trên trang"
    assert path.split("/")[3:] == [view, PERIOD, "X1"]
    assert (await lan.client.get(path)).status_code == 200


# ── looking at reports ───────────────────────────────────────────────────────


async def test_a_report_is_approved_and_taken_back(lan: Desk) -> None:
    assert "X1C2" in await lan.see("duyet", "X1")
    assert "Đã duyệt báo cáo của Chi hội Thôn 2" in await lan.done("bao-cao", "X1C2", "approve")
    assert (await lan.office.standings("X1", PERIOD))["X1C2"].stage == "approved"
    assert "Đã bỏ duyệt" in await lan.done("bao-cao", "X1C2", "unapprove")
    assert (await lan.office.standings("X1", PERIOD))["X1C2"].stage == "submitted"


async def test_what_holds_no_doubt_is_approved_at_once(lan: Desk) -> None:
    told = await lan.see("duyet", "X1")
    odd, clean = told.index("Có số cần xem (1)"), told.index("Không có gì phải xem (1)")
    assert odd < told.index("bao-cao/2026-h1/X1C1") < clean < told.index("bao-cao/2026-h1/X1C2")
    told = await lan.done("duyet", "X1", "approve_clean")
    assert "Đã duyệt 1 báo cáo" in told
    assert (await lan.office.standings("X1", PERIOD))["X1C1"].stage == "submitted"
    undo = re.findall(r'name="undo" value="([^"]+)"', told)
    assert "Đã bỏ duyệt 1 báo cáo" in await lan.done("duyet", "X1", "take_all_back", page=told, undo=undo)
    assert (await lan.office.standings("X1", PERIOD))["X1C2"].stage == "submitted"
    assert (await lan.do("duyet", "X1", "take_all_back", page=told, undo=undo)).status_code == 409


async def test_what_is_being_corrected_is_marked_and_not_approved_at_once(lan: Desk) -> None:
    await lan.office.join("dung", "X1C3")
    await lan.office.say("dung", REPORT, "gửi")
    assert "Không có gì phải xem (2)" in await lan.see("duyet", "X1")
    await lan.office.at("2026-05-29T08:00")
    await lan.office.say("dung", "sửa hv 121")
    told = await lan.see("duyet", "X1")
    assert "Có số cần xem (2)" in told
    assert told.count("Đang sửa dở, chưa gửi lại") == 1
    assert "Đã duyệt 1 báo cáo" in await lan.done("duyet", "X1", "approve_clean")
    assert (await lan.office.standings("X1", PERIOD))["X1C3"].stage == "submitted"
    assert "Đang sửa dở, chưa gửi lại" in await lan.see("bao-cao", "X1C3")
    assert "Đang sửa dở" not in await lan.see("bao-cao", "X1C1")
    assert "Các nơi này sửa số đã gửi mà chưa gửi lại" in await lan.see("chot-so", "X1")
    await lan.office.say("dung", "gửi")
    assert "Không có gì phải xem (1)" in await lan.see("duyet", "X1")
    assert "Các nơi này sửa số" not in await lan.see("chot-so", "X1")


async def test_a_report_is_sent_back_about_the_figures_ticked(lan: Desk) -> None:
    told = await lan.see("bao-cao", "X1C1")
    assert re.search(r'value="hoi_vien" checked', told), "what is doubtful is ticked already"
    nothing = await lan.do("bao-cao", "X1C1", "send_back", code=["phu_nu_18"], reason=" . ")
    assert nothing.status_code == 422
    assert "Xin ghi lý do" in nothing.text
    assert re.search(r'value="phu_nu_18" checked', nothing.text)
    assert not re.search(r'value="hoi_vien" checked', nothing.text)
    lan.office.new("hoa")
    told = await lan.done("bao-cao", "X1C1", "send_back", code=["phu_nu_18", "khong_co"], reason="chưa khớp\nsổ")
    assert "Đã trả lại Chi hội Thôn 1 bổ sung và nhắn người báo cáo" in told
    [heard] = lan.office.new("hoa")
    assert "chưa khớp sổ" in heard
    assert "100" in heard
    assert "120" not in heard
    assert "thôi đề nghị" in await lan.done("bao-cao", "X1C1", "unreturn")
    assert "không cần bổ sung nữa" in lan.office.last("hoa")


async def test_who_acts_on_the_page_stands_in_the_story(lan: Desk) -> None:
    await lan.done("bao-cao", "X1C1", "send_back", code=["hoi_vien"], reason="chưa khớp sổ")
    story = (await lan.see("bao-cao", "X1C1")).partition("Chuyện của báo cáo")[2]
    assert "trả lại bổ sung: chưa khớp sổ" in story


# ── closing ──────────────────────────────────────────────────────────────────


async def test_a_commune_closes_and_opens_again(lan: Desk, thu: Desk) -> None:
    told = await lan.see("chot-so", "X1")
    assert told.index("Chưa nộp") < told.index("Cần xem") < told.index('value="close"')
    assert "Đã chốt số của Xã Một (bản 1) và báo cấp trên" in await lan.done("chot-so", "X1", "close")
    assert "Xã Một đã chốt số" in lan.office.last("thu")
    assert "đã chốt số" in await lan.see("bao-cao", "X1C2"), "what is closed says who closed it"
    assert 'value="approve"' not in await lan.see("bao-cao", "X1C2")
    assert (await lan.do("chot-so", "X1", "reopen", reason="")).status_code == 422
    assert "Đã mở lại" in await lan.done("chot-so", "X1", "reopen", reason="thôn 1 sửa số")
    assert "thôn 1 sửa số" in lan.office.last("thu")
    await lan.office.at("2026-05-29T08:00")
    await lan.done("bao-cao", "X1C2", "send_back", reason="sai số hội viên")
    assert "Báo cáo đã sửa từ bản 1: Chi hội Thôn 2" in await lan.see("chot-so", "X1")
    told = await lan.done("chot-so", "X1", "close")
    assert "(bản 2)" in told
    assert "Tổng số hội viên: 200 hội viên → 120 hội viên" in told
    assert "Bên dưới đã chốt 1/2" in await thu.see("chot-so", "T")


async def test_a_parent_closes_first_only_with_a_reason(lan: Desk, thu: Desk) -> None:
    before = await lan.see("chot-so", "X1")
    early = await thu.do("chot-so", "T", "close")
    assert early.status_code == 422
    assert "Xã Một, Xã Hai chưa chốt; xin ghi một câu" in early.text
    assert "bản 1" in await thu.done("chot-so", "T", "close", reason="đến hạn của tỉnh")
    assert "Chốt trước vì: đến hạn của tỉnh" in await thu.see("chot-so", "T")
    held = await lan.see("chot-so", "X1")
    assert "Tỉnh Mẫu ở trên đã chốt" in held
    assert 'value="reopen"' not in held
    assert (await lan.do("chot-so", "X1", "reopen", page=before, reason="cứ mở")).status_code == 409
    assert 'value="approve_clean"' not in await lan.see("duyet", "X1"), "nothing below is open any more"


async def test_closing_is_of_what_was_shown(lan: Desk) -> None:
    page = await lan.see("chot-so", "X1")
    await lan.done("bao-cao", "X1C2", "send_back", reason="xem lại giúp")
    late = await lan.do("chot-so", "X1", "close", page=page)
    assert late.status_code == 409
    assert "Trang này đã cũ" in late.text
    assert (await lan.do("chot-so", "X1", "close")).status_code == 303


# ── more time ────────────────────────────────────────────────────────────────


async def test_one_unit_is_given_more_time(lan: Desk) -> None:
    await lan.office.join("mai", "X1C3")
    told = await lan.see("gia-han", "X1")
    assert "Chi hội Thôn 3 (hạn 02/06/2026)" in told
    assert 'value="X1C1"' not in told, "what is in needs no time"
    told = await lan.done("gia-han", "X1", "extend", unit="X1C3", until="2026-06-04", reason="nhà có tang")
    assert "Đã gia hạn và báo người báo cáo" in told
    assert "Đến hết ngày 04/06/2026: nhà có tang" in told
    assert "04/06/2026" in lan.office.last("mai")
    assert "Đã bỏ gia hạn" in await lan.done("gia-han", "X1", "withdraw", unit="X1C3")
    assert "02/06/2026" in lan.office.last("mai")


async def test_past_the_day_of_the_unit_above_she_is_asked_first(lan: Desk) -> None:
    typed = {"unit": "X1C3", "until": "8/6", "reason": "mưa lũ"}
    asked = await lan.do("gia-han", "X1", "extend", **typed)
    assert asked.status_code == 422
    assert "quá hạn của chính Xã Một" in asked.text
    assert 'value="8/6"' in asked.text
    assert "mưa lũ</textarea>" in asked.text
    assert "chưa có ai nhận tin" in await lan.done("gia-han", "X1", "extend", sure="1", **typed)


async def test_what_makes_no_sense_is_said_in_one_sentence(lan: Desk) -> None:
    async def told(**typed: str) -> str:
        answer = await lan.do("gia-han", "X1", "extend", **{"unit": "X1C3", "reason": "ốm", **typed})
        assert answer.status_code == 422
        return answer.text.partition('role="alert"')[2].partition("</p>")[0]

    assert "Xin chọn đơn vị" in await told(unit="", until="2026-06-04")
    assert "Xin ghi ngày có trên lịch" in await told(until="31/6")
    assert "đã qua" in await told(until="2026-05-01")
    assert "không cần gia hạn" in await told(until="2026-06-01")
    assert "đã gửi báo cáo rồi" in await told(unit="X1C1", until="2026-06-04")
    assert "Xin ghi lý do" in await told(until="2026-06-04", reason="…")
    assert "do cấp trên gia hạn" in await told(unit="X1", until="2026-06-08")
    other = await lan.do("gia-han", "X1", "extend", unit="X2C1", until="2026-06-04", reason="ốm")
    assert other.status_code == 404


# ── proposals ────────────────────────────────────────────────────────────────


WRONG = (("to", " ", "gửi ai"), ("due", "hôm nào", "ngày có trên lịch"), ("due", "1/5", "đã qua"))


async def test_a_proposal_is_passed_on_and_its_answer_comes_back(lan: Desk) -> None:
    which = await fresh_one(lan)
    typed = {"which": which, "to": "UBND xã", "due": "2026-06-30"}
    for name, wrong, words in WRONG:
        answer = await lan.do("kien-nghi", "X1", "follow", **{**typed, name: wrong})
        assert (answer.status_code, words in answer.text) == (422, True)
    assert 'value="UBND xã"' in answer.text, "what was typed stays"
    told = await lan.done("kien-nghi", "X1", "follow", **typed)
    assert "Chi hội Thôn 1 → UBND xã" in told
    assert "hẹn 30/06/2026" in told
    assert "UBND xã" in lan.office.last("hoa")
    assert (await lan.do("kien-nghi", "X1", "follow", **typed)).status_code == 409, "a second tap follows up nothing"
    number = re.findall(r'name="which" value="(\d+)"', told)[0]
    assert (await lan.do("kien-nghi", "X1", "settle", which=number)).status_code == 422
    assert (await lan.do("kien-nghi", "X1", "settle", which=number, state="answered")).status_code == 422
    assert "Đã tiếp nhận" in await lan.done("kien-nghi", "X1", "settle", which=number, state="accepted")
    again = {"which": number, "state": "answered", "answer": "tháng 8 sửa xong"}
    page = await lan.see("kien-nghi", "X1")
    assert "Đã trả lời: tháng 8 sửa xong" in await lan.done("kien-nghi", "X1", "settle", **again)
    assert "tháng 8 sửa xong" in lan.office.last("hoa")
    assert (await lan.do("kien-nghi", "X1", "settle", page=page, **again)).status_code == 409


async def fresh_one(lan: Desk) -> str:
    """What names the one proposal that nobody follows up."""
    told = await lan.see("kien-nghi", "X1")
    assert "Đề nghị xã sửa nhà văn hóa" in told
    [which] = re.findall(r'name="which" value="([0-9a-f]{16})"', told)
    return str(which)


# ── urgent ───────────────────────────────────────────────────────────────────


async def test_an_urgent_notice_is_opened_by_a_button_taken_in_hand_and_done(lan: Desk, thu: Desk) -> None:
    await lan.office.say("hoa", "/khan chồng đang đánh vợ ở xóm em")
    told = await lan.see("viec", "X1")
    assert "Việc khẩn – Chi hội Thôn 1" in told
    assert "đánh vợ" not in told
    assert "Chi hội Thôn 1" not in await thu.see("viec", "T"), "she was not alerted"
    [which] = re.findall(r'name="which" value="(\d+)"', told)
    await thu.see("viec", "T", f"?so={which}", status=404)
    lan.office.new("hoa")
    assert "đánh vợ" not in await lan.see("viec", "X1", f"?so={which}"), "an address alone opens nothing"
    assert lan.office.new("hoa") == []
    assert "đánh vợ" in await lan.done("viec", "X1", "open", which=which)
    assert "đã xem" in lan.office.last("hoa")
    one = f"?so={which}"
    assert (await lan.do("viec", "X1", "later", one, which=which, day="28/5")).status_code == 422
    told = await lan.done("viec", "X1", "later", one, which=which, day="30/5")
    assert "hẹn xem lại 30/05/2026" in told
    page = await lan.see("viec", "X1", one)
    assert "nội dung không giữ lại" in await lan.done("viec", "X1", "done", one, which=which)
    assert "giải quyết xong" in lan.office.last("hoa")
    late = await lan.do("viec", "X1", "done", page=page, which=which)
    assert late.status_code == 409
    assert "đánh vợ" not in late.text
    assert (await lan.do("viec", "X1", "open", page=page, which="99")).status_code == 404


async def test_a_matter_of_mood_joins_the_report_once_staff_have_looked(lan: Desk) -> None:
    await lan.office.say("hoa", "/khan", "chỉ là tâm tư, dư luận", "bà con lo giá điện tăng")
    [which] = re.findall(r'name="which" value="(\d+)"', await lan.see("viec", "X1"))
    await lan.done("viec", "X1", "open", which=which)
    assert "Sẽ đưa vào báo cáo" in await lan.done("viec", "X1", "join", f"?so={which}", which=which)


async def test_staff_say_that_it_is_not_urgent_or_that_it_is(lan: Desk) -> None:
    await lan.office.say("hoa", "/khan hai nhà cãi nhau to")
    [which] = re.findall(r'name="which" value="(\d+)"', await lan.see("viec", "X1"))
    await lan.done("viec", "X1", "open", which=which)
    told = await lan.done("viec", "X1", "is_mood", f"?so={which}", which=which)
    assert "Tâm tư, dư luận – Chi hội Thôn 1" in told
    assert "Đưa vào báo cáo" in told
    assert "là tâm tư, dư luận" in lan.office.last("hoa")
    told = await lan.done("viec", "X1", "is_urgent", f"?so={which}", which=which)
    assert "Việc khẩn – Chi hội Thôn 1" in told
    assert "gọi ngay 113" in lan.office.last("hoa")


async def test_from_the_figures_one_tap_leads_to_the_work_on_them(lan: Desk) -> None:
    assert lan.path("duyet", "X1") in await lan.see("so-lieu", "X1")
    assert lan.path("bao-cao", "X1C1") in await lan.see("so-lieu", "X1C1")


async def test_names_that_repeat_further_up_are_told_apart(thu: Desk) -> None:
    for view in ("chot-so", "gia-han", "nhap-ho"):
        assert "Chi hội Thôn 3 (Xã Hai)" in await thu.see(view, "T")
    assert "Chi hội Thôn 1 (Xã Hai)" in await thu.see("duyet", "T")


# ── once, or not at all ──────────────────────────────────────────────────────


async def test_a_second_tap_does_nothing_and_says_so(lan: Desk) -> None:
    page = await lan.see("bao-cao", "X1C1")
    first = await lan.do("bao-cao", "X1C1", "send_back", page=page, reason="chưa khớp sổ")
    assert first.status_code == 303
    await lan.office.app.settle()
    lan.office.new("hoa")
    second = await lan.do("bao-cao", "X1C1", "send_back", page=page, reason="chưa khớp sổ")
    assert second.status_code == 409
    assert "Trang này đã cũ" in second.text
    await lan.office.app.settle()
    assert lan.office.new("hoa") == []


async def test_two_taps_at_once_send_one_message(lan: Desk) -> None:
    page = await lan.see("bao-cao", "X1C1")
    lan.office.new("hoa")
    taps = [lan.do("bao-cao", "X1C1", "send_back", page=page, reason="chưa khớp sổ") for _ in range(3)]
    assert sorted([one.status_code for one in await asyncio.gather(*taps)]) == [303, 409, 409]
    await lan.office.app.settle()
    assert len(lan.office.new("hoa")) == 1


async def test_a_page_left_open_does_not_act_on_what_has_changed(lan: Desk) -> None:
    whole, one = await lan.see("duyet", "X1"), await lan.see("bao-cao", "X1C2")
    await lan.done("bao-cao", "X1C2", "send_back", reason="xem lại giúp")
    assert (await lan.do("duyet", "X1", "approve_clean", page=whole)).status_code == 409
    late = await lan.do("bao-cao", "X1C2", "approve", page=one)
    assert late.status_code == 409
    assert "đang chờ bổ sung" in late.text
    assert (await lan.office.standings("X1", PERIOD))["X1C2"].stage == "returned"


# ── for whom ─────────────────────────────────────────────────────────────────


async def test_nobody_acts_beside_above_or_without_a_role(lan: Desk, client: httpx.AsyncClient) -> None:
    for unit in ("X2", "X2C1", "T", "KHONG-CO"):
        await lan.see("bao-cao", unit, status=404)
        page = await lan.see("duyet", "X1")
        assert (await lan.do("bao-cao", unit, "approve", page=page)).status_code == 404
    hoa = Desk(lan.office, client, await lan.office.person("hoa"))
    await hoa.see("duyet", "X1C1", status=404)
    assert (await lan.do("bao-cao", "X1C1", "nothing_known")).status_code == 404


async def test_a_form_belongs_to_one_link(lan: Desk, thu: Desk) -> None:
    page = await thu.see("bao-cao", "X1C2")
    for shown in (page, page.replace('name="token" value="', 'name="token" value="x'), '<input name="none">'):
        answer = await lan.do("bao-cao", "X1C2", "approve", page=shown)
        assert answer.status_code == 403
        assert "chưa ghi gì" in answer.text
    assert (await lan.office.standings("X1", PERIOD))["X1C2"].stage == "submitted"


async def test_a_form_ends_with_its_link_and_with_the_role(lan: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    page = await lan.see("bao-cao", "X1C2")
    await lan.office.act(lambda work: work.db.execute(update(roles).values(until="2026-05-28")))
    assert (await lan.do("bao-cao", "X1C2", "approve", page=page)).status_code == 404
    await lan.office.act(lambda work: work.db.execute(update(roles).values(until=None)))
    later = int(time.time()) + 8 * 86400
    monkeypatch.setattr(TimestampSigner, "get_timestamp", lambda self: later)
    assert (await lan.do("bao-cao", "X1C2", "approve", page=page)).status_code == 404
    assert (await lan.office.standings("X1", PERIOD))["X1C2"].stage == "submitted"


async def test_nothing_is_done_about_a_period_that_has_not_opened(lan: Desk) -> None:
    page = await lan.see("phieu", "X1C3")
    path = lan.path("phieu", "X1C3").replace(PERIOD, "2026-year")
    assert (await lan.client.get(path)).status_code == 404
    shown = dict(HIDDEN.findall(page)) | {"do": "send", "rest": "1", "a.hoi_vien": "5"}
    assert (await lan.client.post(path, data=shown)).status_code == 404


async def test_what_no_browser_sends_is_refused_in_one_sentence(lan: Desk, client: httpx.AsyncClient) -> None:
    path = lan.path("bao-cao", "X1C2")
    assert (await client.post(path, json={"do": "approve"})).status_code == 415
    assert (await client.post(path, data={"reason": "x" * 300_000})).status_code == 413
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    assert (await client.post(path, content=b"a=\xff", headers=form)).status_code == 400
    assert (await client.post(path, content=b"a=1&" * 1200, headers=form)).status_code == 400
    assert (await client.put(path)).status_code == 405
    assert (await client.post(lan.path("so-lieu", "X1"), data={"a": "1"})).status_code == 405
    assert (await client.post(f"/s/forged/bao-cao/{PERIOD}/X1C2", data={"do": "approve"})).status_code == 403
    assert 'role="status"' not in await lan.see("bao-cao", "X1C2", "?xong=khong_co&n=-1")


async def test_pages_that_act_are_kept_by_nobody(lan: Desk, client: httpx.AsyncClient) -> None:
    answer = await client.get(lan.path("bao-cao", "X1C2"))
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert "form-action 'self'" in answer.headers["content-security-policy"]
    assert "form-action 'none'" in (await client.get("/page/staff.css")).headers["content-security-policy"]


async def test_small_sensitive_counts_are_for_direct_staff_on_the_desk_too(lan: Desk, thu: Desk) -> None:
    await lan.office.join("van", "W", "staff", "đồng chí")
    van = Desk(lan.office, lan.client, await lan.office.person("van"))
    own, near, far = [await desk.see("bao-cao", "X1") for desk in (lan, thu, van)]
    assert ["dưới 5" in told for told in (own, near, far)] == [False, False, True]
    assert "dưới 5" in await lan.office.say("van", "/xembaocao xã Một"), "in the chat as well"
    assert "dưới 5" not in await lan.office.say("thu", "/xembaocao xã Một")
