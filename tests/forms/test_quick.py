"""Which questions a message is about, as tables: (what is typed, what is understood)."""

import pytest

from forms import quick
from forms.compose import compose
from forms.load import shipped
from forms.steps import numbers
from forms.walk import Facts

FORM = compose([shipped()["cong-tac-hoi"]], "chi_hoi", "h1", 2026, "dân cư")
NAMES = quick.index(FORM.questions, numbers(FORM, Facts()))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("hv 120, mới 5, giảm 2", {"hoi_vien": "120", "hoi_vien_moi": "5", "hoi_vien_giam": "2"}),
        ("hv 120 mới 5 giảm 2", {"hoi_vien": "120", "hoi_vien_moi": "5", "hoi_vien_giam": "2"}),
        ("HV: 120; Mới: 5; Giảm: không", {"hoi_vien": "120", "hoi_vien_moi": "5", "hoi_vien_giam": "không"}),
        ("hoi vien 120, ket nap moi 5", {"hoi_vien": "120", "hoi_vien_moi": "5"}),
        ("hv 120 (mới 5, giảm 2)", {"hoi_vien": "120", "hoi_vien_moi": "5", "hoi_vien_giam": "2"}),
        ("5 mới, 2 giảm", {"hoi_vien_moi": "5", "hoi_vien_giam": "2"}),
        ("15 buổi 320 lượt", {"tuyen_truyen_buoi": "15", "tuyen_truyen_luot": "320"}),
        ("phụ nữ 18: 180, 5k3s 80", {"phu_nu_18": "180", "ho_5k3s": "80"}),
        ("tiết kiệm 1,5 triệu, quà 10", {"tiet_kiem": "1,5 triệu", "qua_so_suat": "10"}),
        ("1. 120\n2. 180", {"hoi_vien": "120", "phu_nu_18": "180"}),
        ("1) 120\n2) 180", {"hoi_vien": "120", "phu_nu_18": "180"}),
        ("1.120\n2.180\n3.5", {"hoi_vien": "120", "phu_nu_18": "180", "hoi_vien_moi": "5"}),
        ("1. 120 2. 180 3. 5", {"hoi_vien": "120", "phu_nu_18": "180", "hoi_vien_moi": "5"}),
        ("1: 120; 4: 2", {"hoi_vien": "120", "hoi_vien_giam": "2"}),
        ("1. hv 120\n3. mới 5", {"hoi_vien": "120", "hoi_vien_moi": "5"}),
        ("khó khăn: thiếu loa, 2 hộ xa\nđảng 1", {"kho_khan": "thiếu loa, 2 hộ xa", "gioi_thieu_dang": "1"}),
        ("nổi bật: hội thi\n60 người dự", {"noi_bat": "hội thi\n60 người dự"}),
        ("tình hình: ổn định, vui, khó khăn: thiếu loa", {"tinh_hinh": "ổn định, vui", "kho_khan": "thiếu loa"}),
        ("2 hộ (1 nghèo, 1 cận nghèo)", {}),
        ("1.850 (quý trước 1.820)", {}),
        ("có 20 chị, đạt 85%", {}),
        ("1.200", {}),
        ("hv 120, hv 130", {}),
        ("hv 120, mơi 5", {"hoi_vien": "120", "hoi_vien_moi": "5"}),
        ("hv 120, mỗi buổi 30 người", {"hoi_vien": "120"}),
    ],
)
def test_several_answers(text: str, said: dict[str, str]) -> None:
    assert quick.several(text, NAMES).said == said


@pytest.mark.parametrize(
    "text",
    [
        "Chị em lo giá lúa, hv 120 người dự",
        "báo cáo viên ít, sửa đường thôn 2",
        "1. Giá lúa thấp\n2. Thiếu loa",
        "Họp 2 buổi\nđảng 1\ngiảm 2 hộ nghèo",
    ],
)
def test_where_a_text_is_asked_a_text_is_a_text(text: str) -> None:
    assert quick.several(text, NAMES, "tinh_hinh").said == {"tinh_hinh": text}


def test_where_a_text_is_asked_the_other_texts_may_follow() -> None:
    want = {"tinh_hinh": "Lo giá lúa, 2 hộ ốm", "noi_bat": "hội thi", "kho_khan": "không có"}
    assert quick.several("Lo giá lúa, 2 hộ ốm\nnổi bật: hội thi\nkhó khăn: không có", NAMES, "tinh_hinh").said == want
    assert quick.several("13. Lo giá lúa, 2 hộ ốm\n14. hội thi\n15. không có", NAMES, "tinh_hinh").said == want


@pytest.mark.parametrize(
    ("text", "on_card", "found"),
    [
        ("sửa 2", False, ("phu_nu_18", "")),
        ("Sửa câu 2", False, ("phu_nu_18", "")),
        ("sua muc 12", False, ("gioi_thieu_dang", "")),
        ("sửa hội viên", False, ("hoi_vien", "")),
        ("sửa hội viên 118", False, ("hoi_vien", "118")),
        ("sửa lại hv thành 118", False, ("hoi_vien", "118")),
        ("mục 7", True, ("ho_5k3s", "")),
        ("mục 7", False, None),
        ("sửa 7: 85", False, ("ho_5k3s", "85")),
        ("sửa 7 thành 85", False, ("ho_5k3s", "85")),
        ("sửa 7 85", False, ("ho_5k3s", "85")),
        ("sửa 13: chị em phấn khởi", False, ("tinh_hinh", "chị em phấn khởi")),
        ("mục 13 chị em phấn khởi", True, ("tinh_hinh", "chị em phấn khởi")),
        ("7: 85", True, ("ho_5k3s", "85")),
        ("7. 85", True, ("ho_5k3s", "85")),
        ("7.850", True, None),
        ("sửa 2 cầu dân sinh", False, None),
        ("sửa 3km đường", False, None),
        ("7", True, None),
        ("sửa 77", True, None),
        ("sửa đường thôn 2", False, None),
        ("2", False, None),
    ],
)
def test_a_line_to_mend(text: str, on_card: bool, found: tuple[str, str] | None) -> None:
    assert quick.to_mend(text, NAMES, on_card=on_card) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("120, 180, 5", (["120", "180", "5"], True)),
        ("120\n180\n12tr", (["120", "180", "12tr"], True)),
        ("120 180 5 2", (["120", "180", "5", "2"], False)),
        ("1 200", ([], False)),
        ("1 200 300", ([], False)),
        ("120", ([], False)),
        ("120, mới 5", ([], False)),
        ("3,2 tỷ", ([], False)),
    ],
)
def test_numbers_without_names(text: str, found: tuple[list[str], bool]) -> None:
    assert quick.bare_numbers(text) == found


def test_a_name_that_two_questions_share_is_nobodys() -> None:
    twice = [question.model_copy(update={"short": ("nhà",)}) for question in FORM.questions[:2]]
    assert "nha" not in quick.index(twice, {}).names
