"""Whatever staff type, wherever they are, is answered in one short sentence: no dialogue of theirs ever fails."""

import json

from dialogue_player import Phone
from harness import Office, open_office

REPORT = (
    "hv 120, pn 180, mới 5, giảm 2, buổi 4, lượt 230, 5k3s 80, thoát nghèo 1, tiết kiệm 12tr, quà 0, đảng 0\n"
    "tình hình: ổn định\nnổi bật: hội thi\nkhó khăn: đề nghị xã cấp loa"
)
PLACES: tuple[tuple[str, ...], ...] = (
    (),
    ("duyệt",),
    ("xem báo cáo thôn 1",),
    ("xem báo cáo thôn 1", "2"),
    ("chốt số",),
    ("gia hạn",),
    ("gia hạn thôn 2 đến 20/6",),
    ("nhập hộ",),
    ("việc",),
    ("việc", "1"),
    ("kiến nghị",),
    ("kiến nghị", "1"),
    ("/hoi", "Bao nhiêu hộ?"),
    ("đôn đốc",),
    ("tổng hợp",),
    ("nhắn tin thôn 1",),
    ("mở lại",),
    ("điền sẵn",),
)
ODD = ("0", "9", ".", "chuyển báo cáo sang", "x" * 3000, "ảnh")


async def _say(office: Office, said: str) -> str:
    if said != "ảnh":
        return await office.say("lan", said)
    await office.post("lan", json.loads('{"kind": "photo", "text": "", "file": "f"}'))
    await office.app.settle()
    return office.last("lan")


async def test_nothing_that_staff_type_fails(sqlite_url: str) -> None:
    async with open_office(sqlite_url, "2026-06-01T19:00") as office:
        office.channel = office.app.channels["memory"] = Phone()
        await office.found()
        await office.join("hoa", "X1C1")
        await office.join("lan", "X1", "staff")
        await office.say("hoa", REPORT, "gửi", "/khan có đánh nhau ở xóm")
        for place in PLACES:
            for odd in ODD:
                await office.say("lan", "/desau", *place)
                said = await _say(office, odd)
                assert "trục trặc" not in said, (place, odd[:20])
                assert len(said) < 2000, (place, odd[:20])
