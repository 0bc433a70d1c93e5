"""A commune with 30 branches in two periods, written out as plain values: what the tests of documents look at."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from forms.compose import compose
from forms.load import shipped
from forms.model import Indicator, Programme
from forms.periods import period_of
from reports.rows import Answer, Origin, Row, Status, Unit
from reports.standing import Standing, standing
from reports.summary import Source, Summary, summarise
from reports.tree import Tree

CODES = ("cong-tac-hoi", "lao-cai-2022")
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
NOW = datetime(2026, 6, 5, 19, 30, tzinfo=ZONE)
MERGED, BEFORE_MERGER = date(2025, 7, 1), date(2025, 6, 30)
TROUBLES = (
    "Địa bàn rộng, chị em đi làm ăn xa nhiều nên khó tập hợp. Đề nghị UBND xã hỗ trợ kinh phí sửa nhà văn hóa thôn.",
    "Không có",
    "Đề nghị Hội LHPN tỉnh mở thêm lớp tập huấn chuyển đổi số cho chi hội trưởng",
    "=SUM(A1:A9)",
    "Kiến nghị Ngân hàng Chính sách xã hội nâng mức vay cho hộ mới thoát nghèo",
)
HIGHLIGHTS = (
    "Ra mắt mô hình “Biến rác thành tiền”, 25 chị tham gia, thu 1,2 triệu đồng giúp 02 cháu mồ côi",
    "- Trồng mới 300 m đường hoa",
    "+84 không phải là số điện thoại của ai",
)


def organisation(branches: int = 30, *, kinds: bool = True) -> Tree:
    """T → X9 with branches; the last six still stand under the old commune X1, which was merged into X9."""
    units = [
        Unit("T", "Tỉnh Thanh Hóa", "tinh"),
        Unit("X1", "Xã Đồng Thắng (cũ)", "xa", parent="T", until=BEFORE_MERGER, successor="X9"),
        Unit("X9", "Xã Đồng Tiến", "xa", parent="T", since=MERGED),
    ]
    for place in range(1, branches + 1):
        parent = "X1" if place > branches - 6 else "X9"
        kind, name = ("công an", "Chi hội Công an xã") if kinds and place == 1 else ("dân cư", f"Chi hội Thôn {place}")
        units.append(Unit(f"C{place:02d}", name, "chi_hoi", kind=kind if kinds else "", parent=parent))
    return Tree(units)


def office(period: str = "2026-h1", branches: int = 30, *, silent: Sequence[int] = (7, 19), **more: Any) -> Summary:
    """The summary of X9: the branches in `silent` have not reported; last year's reports are complete."""
    return summarise(source(period, branches, silent, **more), NOW)


def source(period: str, branches: int, silent: Sequence[int], *, kinds: bool = True, root: str = "X9") -> Source:
    """What that summary is compiled from."""
    tree = organisation(branches, kinds=kinds)
    programmes = [shipped()[code] for code in CODES]
    span = period_of(period, programmes)
    rows = {
        "2025-h1": _rows(tree, programmes, "2025-h1", 0, ()),
        "2025-year": _rows(tree, programmes, "2025-year", 2, ()),
        period: _rows(tree, programmes, period, 3, silent),
    }
    expected = [tree[code] for code in tree.descendants(root) if tree.is_valid(code, span.until)]
    return Source(
        unit=root,
        period=period,
        since=span.since,
        until=span.until,
        title=span.title,
        tree=tree,
        rows=rows,
        standings=[_standing(unit, rows[period].get(unit.code), span.due(unit.level)) for unit in expected],
        indicators=_asked(programmes, ("chi_hoi", "xa"), span.key, span.year),
        programmes=programmes,
        compared_with={"flow": "2025-h1", "stock": "2025-year", "term": "2025-year"},
    )


def _asked(programmes: Sequence[Programme], levels: Iterable[Any], key: str, year: int) -> dict[str, Indicator]:
    return {question.code: question for level in levels for question in compose(programmes, level, key, year).questions}


def _rows(
    tree: Tree, programmes: Sequence[Programme], period: str, grown: int, silent: Sequence[int]
) -> dict[str, Row]:
    year, key = int(period[:4]), period[5:]
    rows = {}
    for place, code in enumerate(code for code in tree.units if code.startswith("C")):
        if place + 1 not in silent:
            questions = compose(programmes, "chi_hoi", key, year).questions
            rows[code] = _row(code, period, questions, place + 1, grown)
    rows["X9"] = _row("X9", period, compose(programmes, "xa", key, year).questions, 4, grown)
    return rows


def _row(code: str, period: str, questions: Sequence[Indicator], place: int, grown: int) -> Row:
    answers = {question.code: _answer(question, place, number, grown) for number, question in enumerate(questions)}
    if place % 11 == 0:
        answers["phu_nu_18"] = Answer("missing")
    if place % 13 == 0:
        answers["hoi_vien"] = Answer("value", answers["hoi_vien"].value, estimated=True)
    status: Status = "approved" if place % 3 == 0 else "submitted"
    origin: Origin = "staff" if place == 5 else "leader"
    return Row(
        code, period, status, origin, datetime(int(period[:4]), 6, 1 + place // 12, 20, 15, tzinfo=ZONE), answers
    )


def _answer(question: Indicator, place: int, number: int, grown: int) -> Answer:
    fixed = {"hoi_vien": 60 + 3 * place + grown, "phu_nu_18": 80 + 4 * place, "phu_nu_18_co_mat": 70 + 3 * place + 2}
    if question.code in fixed:
        return Answer("value", fixed[question.code])
    if question.kind == "text":
        return Answer("value", _text(question.code, place))
    if question.kind == "money":
        return Answer("value", (place * 7 % 5) * 2_500_000 + 100_000 * number)
    if question.kind == "yes_no":
        return Answer("value", int(place % 4 != 0))
    return Answer("value", (place * (number + 2) + grown) % 9)


def _text(code: str, place: int) -> str:
    if code == "kho_khan":
        return TROUBLES[place % len(TROUBLES)]
    if code == "noi_bat":
        return HIGHLIGHTS[place % len(HIGHLIGHTS)]
    if code == "nhiem_vu_toi":
        return "Tuyên truyền Luật Phòng, chống bạo lực gia đình\nVận động chị em tham gia bảo hiểm y tế"
    return "Hội viên yên tâm lao động sản xuất, tin tưởng vào sự lãnh đạo của Đảng." if place % 2 else "ổn định"


def _standing(unit: Unit, row: Row | None, due: date) -> Standing:
    return standing(unit, row, due, (12, 15))
