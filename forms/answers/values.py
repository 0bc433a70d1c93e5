"""What the reader is given and what it gives back."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

Status = Literal["value", "ask", "missing", "not_applicable", "refused"]


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing an answer may have meant."""

    label: str
    value: Any = None
    estimated: bool = False
    status: Literal["value", "missing", "not_applicable"] = "value"


@dataclass(frozen=True, slots=True)
class Context:
    """What is known when the question is asked; `previous` is the figure of the earlier period, `title` what the
    question asks for, in its own words."""

    year: int = 2026
    today: date | None = None
    previous: float | None = None
    options: tuple[str, ...] = ()
    measure: str = ""
    unit: str = ""
    last: Any = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What an answer means. Only `value` may be stored without another word from her."""

    status: Status
    value: Any = None
    total: int | float | None = None
    estimated: bool = False
    choices: tuple[Choice, ...] = ()
    reason: str = ""
    correction: bool = False


REASONS = {
    "approximate": "Con số là ước chừng, cần số chính xác hoặc xác nhận là ước tính.",
    "change": "Chỉ nói mức tăng, giảm, chưa nói tổng số.",
    "confirm": "Đọc được một cách hiểu nhưng chưa chắc, cần xác nhận.",
    "correction": "Muốn sửa câu trước nhưng chưa nói số đúng.",
    "day_missing": "Mới có tháng hoặc kỳ, chưa có ngày.",
    "empty": "Tin nhắn trống hoặc chỉ có dấu câu.",
    "gone": "Có thể là không còn đối tượng (không áp dụng) hoặc bằng 0.",
    "lunar_date": "Ngày âm lịch, cần ngày dương lịch.",
    "money_scale": "Chưa rõ đơn vị tiền: đồng, nghìn, triệu hay tỷ.",
    "no_unit": "Số tiền không kèm đơn vị.",
    "none_or_unknown": "Có thể là không có (0) hoặc chưa có số liệu.",
    "not_a_choice": "Không khớp với lựa chọn nào.",
    "not_a_date": "Không phải một ngày có thật.",
    "not_a_number": "Không thấy con số nào.",
    "not_a_photo": "Cần một tấm ảnh.",
    "not_yes_no": "Cần trả lời có hoặc không.",
    "not_whole": "Số lẻ thập phân cho thứ chỉ đếm nguyên.",
    "one_of_two": "Cần hai con số mà mới có một.",
    "part_over_whole": "Phần lớn hơn tổng.",
    "percent_over_100": "Tỷ lệ lớn hơn 100%.",
    "percent_scale": "Chưa rõ là tỷ lệ phần trăm hay phần của một.",
    "phone_number": "Giống số điện thoại hoặc số căn cước.",
    "postponed": "Hẹn trả lời sau.",
    "previous": "Nói như kỳ trước, cần xác nhận con số.",
    "previous_unknown": "Nói như kỳ trước nhưng không có số kỳ trước để dùng.",
    "product": "Phép nhân: chưa rõ lấy tổng hay từng phần.",
    "range": "Một khoảng, chưa phải một giá trị.",
    "separator": "Dấu chấm, dấu phẩy đọc được nhiều cách.",
    "several": "Có nhiều con số.",
    "sum": "Một phép cộng hoặc các phần không khớp với tổng.",
    "too_large": "Con số quá dài.",
}


def number(value: float) -> int | float:
    """Whole numbers are int, others float: 20.0 → 20."""
    rounded = round(value, 6)
    return int(rounded) if rounded == int(rounded) else rounded


def written(value: float) -> str:
    """A number the Vietnamese way: 1234.5 → 1.234,5."""
    text = f"{value:,}" if isinstance(value, int) else f"{value:,.6f}".rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,"))


MISSING = Choice("Chưa có số liệu", status="missing")
NOT_APPLICABLE = Choice("Không áp dụng", status="not_applicable")
ZERO = Choice("Không có (0)", 0)


def value(found: Any, total: float | None = None) -> Reading:
    """It is this."""
    return Reading("value", found, total=total)


def ask(reason: str, *choices: Choice) -> Reading:
    """It may be one of these."""
    different = tuple(one for place, one in enumerate(choices) if one not in choices[:place])
    return Reading("ask", reason=reason, choices=different)


def refused(reason: str) -> Reading:
    """It is no answer to this question."""
    return Reading("refused", reason=reason)
