"""What no single row can show: whether the names of a programme lead somewhere, and nothing stands twice."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from forms.complaints import Place, suggestion
from forms.expressions import parse
from forms.model import Indicator, Programme, Target

UNITS = "units"
RESERVED = frozenset({"unit.kind", "unit.level", UNITS})
Found = tuple[tuple[int | str, ...], str]


def problems(programme: Programme, known: Mapping[str, Indicator], place: Place) -> list[str]:
    """Sentences for every name that leads nowhere and every code given twice, in the order of the file."""
    names = {**known, **{indicator.code: indicator for indicator in programme.indicator}}
    return [f"{place(where)}: {what}." for check in CHECKS for where, what in check(programme, names, known)]


def _twice(programme: Programme, names: Mapping[str, Indicator], known: Mapping[str, Indicator]) -> Iterator[Found]:
    tables: dict[str, Iterable[str]] = {
        "period": (row.key for row in programme.period),
        "indicator": (row.code for row in programme.indicator),
        "target": (row.code for row in programme.target),
        "obligation": (row.code for row in programme.obligation),
        "calendar": (row.code for row in programme.calendar),
    }
    for table, codes in tables.items():
        column = "key" if table == "period" else "code"
        yield from (((table, row, column), what) for row, what in _repeats(codes))
    yield from ((("use", row), what) for row, what in _repeats(programme.use))


def _repeats(codes: Iterable[str]) -> Iterator[tuple[int, str]]:
    seen: set[str] = set()
    for row, code in enumerate(codes):
        if code in seen:
            yield row, f"mã “{code}” đã có ở phía trên; mỗi mã chỉ dùng một lần"
        seen.add(code)


def _used(programme: Programme, names: Mapping[str, Indicator], known: Mapping[str, Indicator]) -> Iterator[Found]:
    for row, code in enumerate(programme.use):
        if code not in names:
            yield ("use", row), f"danh mục không có số liệu “{code}”{_hint(code, names)}"


def _same_meaning(
    programme: Programme, names: Mapping[str, Indicator], known: Mapping[str, Indicator]
) -> Iterator[Found]:
    """A code of the catalogue may be asked elsewhere or otherwise, but it stays the same figure."""
    for row, indicator in enumerate(programme.indicator):
        shared = known.get(indicator.code)
        for column in ("kind", "measure", "unit", "own"):
            if shared and getattr(shared, column) != getattr(indicator, column):
                yield (
                    ("indicator", row, column),
                    f"“{indicator.code}” trong danh mục là {getattr(shared, column) or 'để trống'}; hãy dùng mã khác",
                )


def _rules(programme: Programme, names: Mapping[str, Indicator], known: Mapping[str, Indicator]) -> Iterator[Found]:
    for row, check in enumerate(programme.check):
        yield from _unknown(("check", row, "rule"), check.rule, names)
    for row, indicator in enumerate(programme.indicator):
        yield from _unknown(("indicator", row, "relevant"), indicator.relevant, names)
        if indicator.code in _read(indicator.relevant):
            yield ("indicator", row, "relevant"), f"“{indicator.code}” không thể là điều kiện của chính nó"


def _targets(programme: Programme, names: Mapping[str, Indicator], known: Mapping[str, Indicator]) -> Iterator[Found]:
    for row, target in enumerate(programme.target):
        yield from _unknown(("target", row, "value"), target.value, names)
        yield from _unknown(("target", row, "applies_if"), target.applies_if, names)
        yield from _uncountable(row, target, names)
        if target.period == "term" and not (programme.term or target.terms):
            yield ("target", row, "period"), "chỉ tiêu theo nhiệm kỳ cần mục term của chương trình"


def _uncountable(row: int, target: Target, names: Mapping[str, Indicator]) -> Iterator[Found]:
    for name in sorted(_read(target.value) & names.keys()):
        if not names[name].is_figure:
            yield ("target", row, "value"), f"“{name}” không phải con số (loại {names[name].kind}) nên không tính được"


def _unknown(where: tuple[int | str, ...], text: str, names: Mapping[str, Indicator]) -> Iterator[Found]:
    for name in sorted(_read(text) - names.keys() - RESERVED):
        yield where, f"không có số liệu “{name}”{_hint(name, names)}"


def _hint(name: str, names: Mapping[str, Indicator]) -> str:
    return suggestion(name, names) or "; hãy thêm nó vào bảng indicator hoặc dùng mã có trong danh mục"


def _read(text: str) -> frozenset[str]:
    return parse(text).names if text else frozenset()


Check = Callable[[Programme, Mapping[str, Indicator], Mapping[str, Indicator]], Iterator[Found]]
CHECKS: tuple[Check, ...] = (_twice, _used, _same_meaning, _rules, _targets)
