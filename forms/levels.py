"""The levels of an organisation in words, and which of them stands lowest."""

from collections.abc import Iterable, Mapping

from forms.model import Level

LEVEL_NAMES: Mapping[Level, str] = {
    "trung_uong": "trung ương",
    "tinh": "tỉnh",
    "huyen": "huyện",
    "xa": "xã",
    "chi_hoi": "chi hội",
    "to": "tổ",
    "co_quan": "cơ quan",
    "thanh_vien": "đơn vị thành viên",
}
LOWEST_FIRST: tuple[Level, ...] = ("to", "chi_hoi", "thanh_vien", "xa", "co_quan", "huyen", "tinh", "trung_uong")


def lowest(levels: Iterable[Level]) -> Level:
    """The lowest of those levels. Raises ValueError where there is none."""
    return min(levels, key=LOWEST_FIRST.index)
