"""What is wrong with a programme, in sentences its author can act on: where, what, what to do.

Pydantic finds the fault; this table words it. A `Place` names where it lies, in the terms of the file that
the author holds: table, row and key of a .toml, sheet, row and column of an .xlsx.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from difflib import get_close_matches
from typing import Any, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from forms.model import Programme

Location = tuple[int | str, ...]
Place = Callable[[Location], str]

TABLES = {("period",), ("indicator",), ("check",), ("target",), ("obligation",), ("calendar",)}
SHOWN = ("_parsing", "_type", "_inexact", "_float", "_number")
PATTERNS = {
    "code": "mã chỉ gồm chữ thường không dấu, chữ số và dấu gạch (ví dụ hoi_vien), bắt đầu bằng chữ",
    "use": "mã chỉ gồm chữ thường không dấu, chữ số và dấu gạch dưới, bắt đầu bằng chữ",
    "key": "chọn một trong: h1, year, 9m, q1…q4, m01…m12",
    "from": "viết tháng-ngày bằng hai chữ số mỗi bên, như 06-10 cho ngày 10/6",
    "to": "viết tháng-ngày bằng hai chữ số mỗi bên, như 06-10 cho ngày 10/6",
    "before": "viết tháng-ngày bằng hai chữ số mỗi bên, như 06-10 cho ngày 10/6",
}
WORDINGS: Mapping[str, str] = {
    "missing": "còn thiếu; hãy điền vào",
    "string_too_short": "đang để trống; hãy điền vào",
    "string_type": "phải là chữ, đặt trong ngoặc kép",
    "bool_parsing": "phải là true (có) hoặc false (không)",
    "bool_type": "phải là true (có) hoặc false (không)",
    "too_short": "đang để trống; hãy điền vào",
    "tuple_type": 'phải là danh sách trong ngoặc vuông, như ["a", "b"]',
    "model_type": "phải là bảng, như { from = 2026-01-01, to = 2026-12-31 }",
    "model_attributes_type": "phải là bảng, như { from = 2026-01-01, to = 2026-12-31 }",
    "dict_type": "phải là bảng, như { chi_hoi = 7, xa = 3 }",
    "int_parsing": "phải là số nguyên",
    "int_type": "phải là số nguyên",
    "int_from_float": "phải là số nguyên",
    "float_parsing": "phải là số",
    "float_type": "phải là số",
    "finite_number": "phải là số",
    "date_from_datetime_parsing": "phải là ngày, như 2026-01-31",
    "date_from_datetime_inexact": "phải là ngày, như 2026-01-31",
    "date_parsing": "phải là ngày, như 2026-01-31",
    "date_type": "phải là ngày, như 2026-01-31",
}


def toml_place(where: Location) -> str:
    """A place as a .toml shows it: `Bảng [[indicator]] dòng 2, cột "kind"`."""
    match where:
        case ():
            return "Tệp"
        case (str(table), int(row)) if table != "use" and table != "recipients":
            return f"Bảng [[{table}]] dòng {row + 1}"
        case (str(table), int(row), *rest) if rest:
            return f'Bảng [[{table}]] dòng {row + 1}, cột "{dotted(rest)}"'
        case _:
            return f'Mục "{dotted(where)}"'


def dotted(parts: Iterable[int | str]) -> str:
    """`lead_days.xa`: the key of a value within a row; its position in a list is left out."""
    return ".".join(part for part in parts if isinstance(part, str) and part != "[key]")


def sentences(why: ValidationError, place: Place) -> list[str]:
    """One plain sentence for each fault that pydantic found, in the order of the file."""
    return [f"{place(_where(fault))}: {_wording(fault)}." for fault in why.errors(include_url=False)]


def suggestion(word: str, known: Iterable[str]) -> str:
    """`; có lẽ là “hoi_vien”` where a known word is close, else nothing."""
    near = get_close_matches(word, list(known), n=1, cutoff=0.7)
    return f"; có lẽ là “{near[0]}”" if near else ""


def _where(fault: ErrorDetails) -> Location:
    """An unknown key is reported at the row that holds it."""
    where = fault["loc"]
    return where[:-1] if fault["type"] == "extra_forbidden" else where


def _wording(fault: ErrorDetails) -> str:
    kind, limits = fault["type"], fault.get("ctx", {})
    if kind == "extra_forbidden":
        return _unknown_key(fault["loc"])
    if kind == "literal_error":
        return _not_among(str(fault["input"]), limits["expected"])
    if kind == "string_pattern_mismatch":
        return f"“{fault['input']}” không hợp lệ; {_pattern(fault['loc'])}"
    if kind == "value_error":
        return str(limits["error"])
    if kind.startswith(("greater_than", "less_than")):
        return f"{fault['input']} nằm ngoài khoảng cho phép; {_bound(limits)}"
    if kind == "tuple_type" and fault["loc"] in TABLES:
        return f"phải viết thành các dòng [[{fault['loc'][0]}]], hai ngoặc vuông"
    wording = WORDINGS.get(kind, "không đọc được")
    return f"“{fault['input']}” {wording}" if kind.endswith(SHOWN) and not _long(fault["input"]) else wording


def _long(value: Any) -> bool:
    return not isinstance(value, str | int | float | date) or len(str(value)) > 60


def _pattern(where: Location) -> str:
    named = [part for part in where if isinstance(part, str)]
    return PATTERNS.get(named[-1], "hãy xem lại cách viết")


def _bound(limits: Mapping[str, Any]) -> str:
    words = {"ge": "nhỏ nhất là", "gt": "phải lớn hơn", "le": "lớn nhất là", "lt": "phải nhỏ hơn"}
    return ", ".join(f"{words[key]} {limit:g}" for key, limit in limits.items() if key in words)


def _not_among(word: str, expected: str) -> str:
    choices = expected.replace("'", "").replace(" or ", ", ").replace(" hoặc ", ", ").split(", ")
    return f"“{word}” không hợp lệ; chọn một trong: {', '.join(choices)}"


def _unknown_key(where: Location) -> str:
    key = str(where[-1])
    known = columns(model_at(where[:-1]))
    hint = suggestion(key, known) or f"; các tên dùng được: {', '.join(known)}"
    return f"không có tên “{key}”{hint}"


def columns(model: type[BaseModel]) -> list[str]:
    """The names that a table of `model` may hold, as the file writes them."""
    return [field.alias or name for name, field in model.model_fields.items()]


def model_at(where: Location) -> type[BaseModel]:
    """The model of the table at a place: `("period", 0)` → PeriodRule."""
    model: type[BaseModel] = Programme
    for part in where:
        if isinstance(part, str):
            model = _row_model(model, part) or model
    return model


def _row_model(model: type[BaseModel], key: str) -> type[BaseModel] | None:
    for name, field in model.model_fields.items():
        if key == (field.alias or name):
            return next((part for part in _flat(field.annotation) if _is_model(part)), None)
    return None


def _flat(annotation: Any) -> list[Any]:
    if get_origin(annotation) is None:
        return [annotation]
    return [part for inner in get_args(annotation) for part in _flat(inner)]


def _is_model(part: Any) -> bool:
    return isinstance(part, type) and issubclass(part, BaseModel)
