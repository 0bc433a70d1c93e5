"""`chihoi summary`: what a unit's subtree adds up to, against the targets; as text, data, papers or a chart."""

import csv
import json
from collections.abc import Callable, Mapping
from pathlib import Path

import click

from actions import compile as compiling
from actions.tables import harmless
from actions.totals import all_totals, as_table
from actions.work import Work
from bot.commands.common import CommandError, clock_option, in_database, period_for, period_option, unit_or_root
from forms.periods import Period
from forms.speech import Voice
from reports.charts import png
from reports.chat import summary_lines
from reports.excel import xlsx
from reports.letterhead import COPIES, Copy
from reports.pieces import Options
from reports.summary import Summary, as_json
from reports.word import docx

FILES: Mapping[str, Callable[[Summary, Options], bytes]] = {
    "docx": docx,
    "xlsx": lambda found, _: xlsx(found),
    "png": lambda found, _: png(found),
}
KINDS = ("text", "json", *FILES, "csv")


@click.command()
@period_option
@click.option("--unit", metavar="MÃ", help="Đơn vị; không ghi thì là đơn vị gốc.")
@click.option("--programme", metavar="MÃ", help="Chỉ một chương trình.")
@click.option(
    "--format", "kind", type=click.Choice(KINDS), default="text", help="Dạng kết quả; csv: mỗi đơn vị một dòng."
)
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Ghi ra tệp (bắt buộc với tệp).")
@click.option("--copy", type=click.Choice(COPIES), default=COPIES[0], help="Bản Word gửi đâu: cấp trên, cấp ủy, MTTQ.")
@click.option(
    "--closed-only/--all", default=None, help="Chỉ số đã chốt, hay tất cả; bản Word tự lấy số đã chốt khi có."
)
@click.option("--no-sources", is_flag=True, help="Bản Word không ghi nguồn ý kiến và ghi chú nội bộ.")
@clock_option
def summary(
    period: str,
    unit: str | None,
    programme: str | None,
    kind: str,
    out: Path | None,
    copy: Copy,
    closed_only: bool | None,
    no_sources: bool,
    clock: str | None,
) -> None:
    """Tổng hợp số liệu của một đơn vị và mọi đơn vị bên dưới."""
    if kind in KINDS[2:] and out is None:
        raise CommandError(f"Dạng {kind} là một tệp; hãy thêm --out, ví dụ --out tong-hop.{kind}.")
    if kind == "csv":
        _write_table(period, unit, programme, closed_only, out, clock)
        return
    found = in_database(lambda work: _summary(work, period, unit, programme, _closed(closed_only, kind)), clock)
    if kind == "docx":
        _warn_opened(found)
    if kind in FILES:
        content = FILES[kind](found, Options(copy=copy, sources=not no_sources))
    else:
        content = (_shown(found, kind) + "\n").encode()
    if out:
        _write(out, content)
    else:
        click.echo(content.decode(), nl=False)


def _write_table(
    period: str, unit: str | None, programme: str | None, closed_only: bool | None, out: Path | None, clock: str | None
) -> None:
    """Every unit below, one row each: read from packed figures, so that a whole country is one run."""
    if programme is not None or closed_only:
        raise CommandError("Dạng csv lấy mọi số đã nộp của mọi đơn vị; hãy bỏ --programme và --closed-only.")
    path = out or Path()

    def write(work: Work) -> None:
        root = unit_or_root(work, unit)
        found = all_totals(work, root, period_for(work, period, root))
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows([harmless(cell) for cell in row] for row in as_table(work, found))

    try:
        in_database(write, clock)
    except OSError as why:
        raise CommandError(f"Không ghi được tệp “{out}”; hãy xem lại thư mục và quyền ghi.") from why


def _shown(found: Summary, kind: str) -> str:
    if kind == "json":
        return json.dumps(as_json(found), ensure_ascii=False, indent=1)
    return Voice("dong_chi").say(*summary_lines(found))


def _warn_opened(found: Summary) -> None:
    """The document that goes up is written, of figures that were closed once and may change again: said beside it."""
    closures, tree = found.source.closures, found.source.tree
    opened = [found.unit] * bool(closures.before) + [*closures.opened]
    if opened and not closures.only:
        names = ", ".join(tree[unit].name for unit in opened)
        click.echo(f"Lưu ý: {names} đã mở lại số để sửa, chưa chốt lại; tệp này tính cả số chưa chốt.", err=True)


def _write(out: Path, content: bytes) -> None:
    try:
        out.write_bytes(content)
    except OSError as why:
        raise CommandError(f"Không ghi được tệp “{out}”; hãy xem lại thư mục và quyền ghi.") from why


def _closed(asked: bool | None, kind: str) -> Callable[[Work, str, Period], bool]:
    """Whether closed figures alone are taken: as asked; unasked, the document that goes up does if there are any."""
    if asked is not None:
        return lambda work, root, period: asked
    return compiling.anything_closed if kind == "docx" else lambda work, root, period: False


def _summary(
    work: Work,
    period_code: str,
    unit: str | None,
    programme: str | None,
    closed: Callable[[Work, str, Period], bool],
) -> Summary:
    root = unit_or_root(work, unit)
    if programme is not None and programme not in work.world.programmes:
        raise CommandError(f"Không có chương trình mang mã “{programme}”; xem chihoi programme list.")
    only = work.world.programmes[programme] if programme else None
    period = period_for(work, period_code, root)
    return compiling.summary(work, root, period, only, closed_only=closed(work, root, period))
