"""On which day somebody says that she will answer."""

from datetime import date

import pytest

from forms.promises import promised

SATURDAY = date(2026, 5, 23)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("đang gặt, mai chị gửi", "2026-05-24"),
        ("mai nhắc chị nhé", "2026-05-24"),
        ("mai chị làm tiếp nhé", "2026-05-24"),
        ("hôm nay chị bận, mai tôi gửi", "2026-05-24"),
        ("tối nay chị làm nốt", "2026-05-23"),
        ("ngày kia chị gửi", "2026-05-25"),
        ("k rảnh, mốt chị nộp", "2026-05-25"),
        ("thứ 3 chị gửi", "2026-05-26"),
        ("thu 7 chi gui", "2026-05-30"),
        ("t7 chị gửi báo cáo cho em nhé", "2026-05-30"),
        ("thứ ba tuần sau chị nộp", "2026-05-26"),
        ("bận quá em ơi để cuối tuần", "2026-05-24"),
        ("tuần sau chị gửi", "2026-05-25"),
        ("ốm nằm viện rồi, chắc tuần sau", "2026-05-25"),
        ("3 hôm nữa chị gửi", "2026-05-26"),
        ("30/5 chị gửi nhé", "2026-05-30"),
        ("ngày 2 chị nộp", "2026-06-02"),
        ("chủ nhật em báo cáo", "2026-05-24"),
        ("cuối tháng chị gửi", "2026-05-31"),
        ("chị nộp thứ 7", "2026-05-30"),
        ("chị gửi sau thứ 7 nhé", "2026-05-30"),
        ("tầm chủ nhật nha em", "2026-05-24"),
        ("ngày 1 tháng 6 chị gửi", "2026-06-01"),
        ("ngay 1 thang 6 chi gui", "2026-06-01"),
        ("chủ nhật này chị gửi", "2026-05-24"),
        ("thứ 6 này chị gửi", "2026-05-29"),
        ("thứ bảy tuần này", "2026-05-23"),
        ("hai hôm nữa chị gửi", "2026-05-25"),
        ("hết tuần này", "2026-05-24"),
        ("trong tuần chị gửi", "2026-05-24"),
        ("gặt xong chị gửi", "2026-05-24"),
        ("xong đám cưới chị gửi nhé", "2026-05-24"),
        ("mai sớm chị gửi", "2026-05-24"),
        ("để sáng chị làm", "2026-05-24"),
        ("tối nha em", "2026-05-23"),
        ("30 phút nữa", "2026-05-23"),
        ("8h tối chị làm", "2026-05-23"),
        ("8 giờ tối mai chị gửi", "2026-05-24"),
        ("nhắc chị lúc 8 giờ tối", "2026-05-23"),
        ("sang tuần chị gửi", "2026-05-25"),
        ("mùng 5 tháng 6 chị gửi", "2026-06-05"),
        ("5 tháng 6 chị nộp", "2026-06-05"),
        ("để ngày mùng 2 tháng 6 chị gửi", "2026-06-02"),
        ("mồng 3 tháng 6 chị mới rảnh", "2026-06-03"),
        ("tuần 2 tháng 6 chị gửi", "2026-06-08"),
    ],
)
def test_a_day_with_what_she_will_do_then_is_a_promise(text: str, day: str) -> None:
    assert promised(text, SATURDAY) == date.fromisoformat(day)


@pytest.mark.parametrize(
    "text", ["mai", "mai nha e", "thứ 7", "cuối tuần nhé", "mốt nha", "thôi tuần sau", "chị bận đến thứ 7"]
)
def test_a_day_alone_is_one_only_where_no_figure_is_awaited(text: str) -> None:
    assert promised(text, SATURDAY) is None
    assert promised(text, SATURDAY, alone=True) is not None


@pytest.mark.parametrize(
    "text",
    [
        "thứ 7 chị gửi rồi",
        "thứ 7 chị làm vệ sinh đường làng, 20 người",
        "họp chi hội thứ 7, 32 người",
        "hội viên 12, mai chị gửi tiếp",
        "một",
        "12",
        "mai họp chi hội",
        "xin gia hạn đến thứ 7 nhé",
        "trồng hoa cuối tuần",
        "đã nộp thứ 7",
        "chị Mai gửi chưa em",
        "6 tháng 6 buổi",
        "làm xong chị gửi rồi",
        "chị em làm đường xong chị em làm lễ",
        "hv 12, 8h tối chị gửi tiếp",
        "8 buổi tối",
        "sao em nhắc mãi thế",
        "ngày 1 tháng 6 chị tặng 20 suất quà",
    ],
)
def test_whatever_else_names_a_day_is_none(text: str) -> None:
    assert promised(text, SATURDAY, alone=True) is None
