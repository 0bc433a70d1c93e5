"""A sensitive figure that was sent back: who asked hears that it was answered, not what it is."""

from harness import open_office

from forms.rows import Answer, Row
from storage.reports import Report


async def test_a_sensitive_figure_is_not_told_upwards(sqlite_url: str) -> None:
    async with open_office(sqlite_url, "2026-06-01T19:00") as office:
        await office.found()
        await office.join("lan", "X1", "staff")
        await office.join("bình", "T", "staff")
        answers = {"so_chi_hoi": Answer("value", 3), "vu_bao_luc": Answer("value", 2)}
        row = Row("X1", "2026-h1", "submitted", "imported", office.app.clock.now(), answers)
        await office.act(lambda work: work.put_report(Report(row, None, work.at, work.at)))
        told = await office.say("bình", "trả lại xã Một: số chi hội và vụ bạo lực chưa khớp")
        assert "vụ bạo lực" in told
        await office.say("lan", "báo cáo", "4", "3", "gửi")
        heard = next(said for said in office.new("bình") if "đã bổ sung" in said)
        assert "số chi hội: 3 chi hội → 4 chi hội" in heard
        assert "2 vụ" not in heard
        assert "3 vụ" not in heard
        assert "mở báo cáo để xem" in heard
