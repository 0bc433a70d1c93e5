"""Parting a text into its proposals: what its writer has parted herself, and nothing else."""

import pytest

from forms.items import items


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Đề nghị xã sửa loa", ["Đề nghị xã sửa loa"]),
        ("không có", []),
        ("", []),
        (
            "1. Đề nghị xã sửa loa 2. Đề nghị ngân hàng cho vay thêm",
            ["Đề nghị xã sửa loa", "Đề nghị ngân hàng cho vay thêm"],
        ),
        ("1) sửa loa\n2) làm đường", ["sửa loa", "làm đường"]),
        ("(1) sửa loa (2) làm đường (3) không", ["sửa loa", "làm đường"]),
        ("1/ sửa loa; 2/ làm đường", ["sửa loa", "làm đường"]),
        ("1.Sửa loa 2.Làm đường", ["Sửa loa", "Làm đường"]),
        ("Đề nghị xã: 1. sửa loa 2. làm đường", ["Đề nghị xã: sửa loa", "Đề nghị xã: làm đường"]),
        ("Đề nghị xã:\n- sửa loa\n- làm đường", ["Đề nghị xã: sửa loa", "Đề nghị xã: làm đường"]),
        ("Đề nghị xã:\n1. sửa loa\n2. làm đường", ["Đề nghị xã: sửa loa", "Đề nghị xã: làm đường"]),
        ("- sửa loa\n- làm đường\n  và cống thoát nước", ["sửa loa", "làm đường\nvà cống thoát nước"]),
        ("+ sửa loa\n+ làm đường", ["sửa loa", "làm đường"]),
        ("- sửa loa - làm đường", ["sửa loa", "làm đường"]),
        ("sửa loa thôn 3\nlàm đường ra đồng", ["sửa loa thôn 3", "làm đường ra đồng"]),
        ("Đề nghị xã sửa loa; đề nghị tỉnh mở lớp", ["Đề nghị xã sửa loa", "đề nghị tỉnh mở lớp"]),
        ("Đề nghị xã sửa loa. Kiến nghị ngân hàng cho vay.", ["Đề nghị xã sửa loa.", "Kiến nghị ngân hàng cho vay."]),
        ("- sửa loa\n- sửa loa", ["sửa loa"]),
        # in doubt: one
        ("Kinh phí ít. Đề nghị xã cấp thêm.", ["Kinh phí ít. Đề nghị xã cấp thêm."]),
        ("Đề nghị xã sửa loa và làm đường", ["Đề nghị xã sửa loa và làm đường"]),
        ("Đề nghị xã sửa loa, làm đường, đào giếng", ["Đề nghị xã sửa loa, làm đường, đào giếng"]),
        ("Đề nghị cấp 1.200.000 đồng và 2 loa", ["Đề nghị cấp 1.200.000 đồng và 2 loa"]),
        ("Từ 1/6 đến 2/6 mất điện", ["Từ 1/6 đến 2/6 mất điện"]),
        ("Đường Thôn 1 - Thôn 2 lầy lội", ["Đường Thôn 1 - Thôn 2 lầy lội"]),
        ("Sửa đường; loa", ["Sửa đường; loa"]),
        ("2. Đề nghị xã sửa loa 5. làm đường", ["Đề nghị xã sửa loa 5. làm đường"]),
        ("8/3 chưa có kinh phí", ["8/3 chưa có kinh phí"]),
        ("Kinh phí ít,\nđề nghị cấp thêm", ["Kinh phí ít,\nđề nghị cấp thêm"]),
        ("Loa hỏng\nnên không nghe được", ["Loa hỏng\nnên không nghe được"]),
    ],
)
def test_what_is_parted(text: str, found: list[str]) -> None:
    assert items(text) == found
