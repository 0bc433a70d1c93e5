"""What 24 branch leaders typed at the end of 2026, and what each of them meant: written by hand, read by nobody's
reader. The sums of the season's test are plain sums of the second column."""

from collections.abc import Callable

# Ways of typing a count: people differ, and differ from one question to the next.
COUNT_STYLES: tuple[Callable[[int], str], ...] = (
    str,
    lambda n: f"{n} ạ",
    lambda n: f"dạ {n}",
    lambda n: f"có {n} em nhé",
    lambda n: f"{n:,}".replace(",", "."),
    lambda n: f"{n:02d}",
)
MONEY_STYLES: tuple[Callable[[int], str], ...] = (
    lambda n: f"{n} triệu",
    lambda n: f"{n}tr",
    lambda n: f"{n:,}.000.000".replace(",", "."),
    lambda n: f"{n}.000.000đ",
    lambda n: f"{n} trieu",
)
SMALL_WORDS = {2: "hai", 3: "ba", 5: "năm", 15: "mười lăm", 21: "hai mươi mốt", 25: "hăm lăm"}
NOTHING = ("0", "không có", "ko có", "khong", "không")
COUNTS = (
    "hoi_vien",
    "phu_nu_18",
    "phu_nu_18_co_mat",
    "hoi_vien_moi",
    "hoi_vien_giam",
    "tuyen_truyen_buoi",
    "tuyen_truyen_luot",
    "ho_5k3s",
    "ho_ngheo_dau_nam",
    "ho_thoat_ngheo",
    "qua_so_suat",
    "gioi_thieu_dang",
)
MISSING, NOT_APPLICABLE = "missing", "not_applicable"


def meant(branch: int) -> dict[str, int | str]:
    """What branch number 0…23 has to report."""
    b = branch
    figures: dict[str, int | str] = {
        "hoi_vien": 61 + 7 * b,
        "phu_nu_18": 90 + 9 * b,
        "phu_nu_18_co_mat": 66 + 7 * b + b % 3,
        "hoi_vien_moi": b % 6,
        "hoi_vien_giam": b % 3,
        "ung_dung_cntt": int(b % 5 != 4),
        "tuyen_truyen_buoi": 3 + b % 4,
        "tuyen_truyen_luot": 120 + 31 * b,
        "ho_5k3s": 40 + 5 * b,
        "ho_ngheo_dau_nam": 2 + b % 3,
        "ho_thoat_ngheo": b % 2,
        "tiet_kiem": (10 + 3 * b) * 1_000_000,
        "qua_so_suat": 5 + b % 4,
        "qua_kinh_phi": (2 + b % 5) * 1_000_000,
        "gioi_thieu_dang": int(b % 4 != 0),
        "tinh_hinh": "Chị em yên tâm sản xuất" if b % 2 else "Một số chị đi làm ăn xa",
        "noi_bat": f"Hội thi nấu ăn ngày 20/10 lần thứ {b + 1}",
        "kho_khan": "Đề nghị xã hỗ trợ loa kéo" if b % 3 == 0 else "",
    }
    if b == 5:
        figures["ho_5k3s"] = MISSING
    if b == 9:
        figures |= {"ho_ngheo_dau_nam": NOT_APPLICABLE, "ho_thoat_ngheo": NOT_APPLICABLE}
    return figures


def typed(branch: int, code: str) -> str:
    """How the leader of that branch types it."""
    value = meant(branch)[code]
    if value == MISSING:
        return "chưa thống kê được"
    if value == NOT_APPLICABLE:
        return "không áp dụng"
    if code in ("tiet_kiem", "qua_kinh_phi"):
        return MONEY_STYLES[(branch + len(code)) % len(MONEY_STYLES)](int(value) // 1_000_000)
    if code == "ung_dung_cntt":
        return ("có", "có ạ", "rồi em")[branch % 3] if value else "không"
    if isinstance(value, str):
        return value or ("không có", "ko", "không có gì ạ")[branch % 3]
    if value == 0:
        return NOTHING[(branch + len(code)) % len(NOTHING)]
    if value in SMALL_WORDS and branch % 2:
        return SMALL_WORDS[value]
    return COUNT_STYLES[(branch + len(code)) % len(COUNT_STYLES)](value)
