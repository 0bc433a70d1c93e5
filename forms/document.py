"""`docs/programmes.md`: every shipped programme, its duties, and how each target is judged.

Run `python -m forms.document` to write it anew; a test holds it fresh.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from forms.catalogue import catalogue
from forms.describe import DATE_SOURCES, STATUS_NAMES, asked, day_of, days, how_judged, on_days
from forms.levels import LEVEL_NAMES
from forms.load import shipped
from forms.model import Programme

PATH = Path(__file__).parent.parent / "docs" / "programmes.md"
MEASURES = {"stock": "tại ngày chốt", "flow": "trong kỳ", "term": "từ đầu nhiệm kỳ"}
KINDS = {"count": "số", "money": "tiền", "percent": "%", "yes_no": "có/không", "text": "chữ", "choice": "chọn"}


def document() -> str:
    """The whole page as Markdown."""
    return "\n".join(_lines()).strip() + "\n"


def _lines() -> Iterator[str]:
    yield "# Các chương trình có sẵn"
    yield ""
    yield "Trang này do `python -m forms.document` viết ra từ `forms/programmes/*.toml`; đừng sửa tay."
    yield "Lời văn là của dự án; con số và nghĩa vụ lấy từ văn bản ghi ở mục nguồn."
    yield ""
    yield from _table(
        ("mã", "tên", "trạng thái", "chỉ tiêu", "nghĩa vụ"),
        [
            (
                f"[`{code}`](#{code})",
                one.title,
                STATUS_NAMES[one.status],
                str(len(one.target)),
                str(len(one.obligation)),
            )
            for code, one in shipped().items()
        ],
    )
    for programme in shipped().values():
        yield from _programme(programme)
    yield from _catalogue()


def _programme(programme: Programme) -> Iterator[str]:
    yield f"## {programme.code}"
    yield ""
    yield f"**{programme.title}** – {programme.issuer}."
    yield ""
    yield f"- Nguồn: {programme.source}."
    yield f"- Trạng thái: {STATUS_NAMES[programme.status]}; hiệu lực {days(programme.valid)}."
    if programme.term:
        yield f"- Nhiệm kỳ: {days(programme.term)}."
    yield f"- Nơi nhận: {'; '.join(programme.recipients)}."
    yield f"- Hỏi ở: {'; '.join(asked(programme))}."
    yield ""
    yield from _periods(programme)
    yield from _targets(programme)
    yield from _obligations(programme)
    yield from _calendar(programme)


def _periods(programme: Programme) -> Iterator[str]:
    rows = [
        (rule.key, rule.title, f"{day_of(rule.since)} – {day_of(rule.until)}", f"trước {day_of(rule.before)}",
         ", ".join(f"{LEVEL_NAMES[level]} {days} ngày" for level, days in rule.lead_days.items()),
         DATE_SOURCES[rule.date_source])
        for rule in programme.period
    ]  # fmt: skip
    yield from _table(("kỳ", "tên", "lấy số", "hạn trên", "gửi sớm", "ngày do"), rows)


def _targets(programme: Programme) -> Iterator[str]:
    if not programme.target:
        yield "Văn bản không có chỉ tiêu bằng số."
        yield ""
        return
    rows = [(one.code, one.title, how_judged(programme, one), one.note, one.source) for one in programme.target]
    yield from _table(("mã", "chỉ tiêu", "cách xét", "cách hiểu", "mục"), rows)


def _obligations(programme: Programme) -> Iterator[str]:
    rows = [(one.code, one.who, one.to, one.when, one.what, one.source) for one in programme.obligation]
    yield from _table(("mã", "ai", "gửi", "khi nào", "nội dung", "mục"), rows)


def _calendar(programme: Programme) -> Iterator[str]:
    rows = [(on_days(one), one.title, one.source) for one in programme.calendar]
    yield from _table(("ngày", "dịp", "mục"), rows)


def _catalogue() -> Iterator[str]:
    yield f"## Danh mục {len(catalogue())} số liệu"
    yield ""
    rows = [
        (f"`{one.code}`", one.title, KINDS.get(one.kind, one.kind), one.unit, MEASURES[one.measure],
         ", ".join(LEVEL_NAMES[level] for level in one.entered_at),
         "; ".join(f"từ {version.since:%d/%m/%Y}: {version.title}" for version in one.version))
        for one in catalogue().values()
    ]  # fmt: skip
    yield from _table(("mã", "tên", "loại", "đơn vị", "lấy", "cấp nhập", "đổi định nghĩa"), rows)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    if not rows:
        return
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', '/') for cell in row)} |"
    yield ""


if __name__ == "__main__":
    PATH.parent.mkdir(exist_ok=True)
    PATH.write_text(document(), encoding="utf-8")
