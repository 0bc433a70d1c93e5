"""`chihoi programme`: the duties that can be switched on, and writing one's own."""

import json
from difflib import get_close_matches
from pathlib import Path

import click

from forms.compose import warnings
from forms.describe import STATUS_NAMES, as_json, how_judged
from forms.load import ProgrammeError, load_programme, shipped
from forms.model import Programme

FILE = click.Path(dir_okay=False, path_type=Path)


@click.group("programme")
def programme() -> None:
    """Chương trình, kế hoạch: xem, kiểm tra, soạn, bật và tắt."""


@programme.command("list")
@click.option("--json", "as_document", is_flag=True, help="In một tài liệu JSON.")
def list_programmes(as_document: bool) -> None:
    """Các chương trình có sẵn."""
    known = shipped().values()
    if as_document:
        rows = [{"code": one.code, "title": one.title, "status": one.status} for one in known]
        click.echo(json.dumps(rows, ensure_ascii=False))
        return
    for one in known:
        click.echo(f"{one.code:16} {STATUS_NAMES[one.status]:15} {len(one.target):2} chỉ tiêu  {one.title}")


@programme.command()
@click.argument("code")
@click.option("--json", "as_document", is_flag=True, help="In một tài liệu JSON.")
def show(code: str, as_document: bool) -> None:
    """Một chương trình: kỳ báo cáo, chỉ tiêu và cách xét, nghĩa vụ, lịch."""
    found = by_code(code)
    if as_document:
        click.echo(json.dumps(as_json(found), ensure_ascii=False))
    else:
        click.echo("\n".join(_told(found)))


@programme.command()
@click.argument("file", type=FILE)
def check(file: Path) -> None:
    """Kiểm tra một tệp chương trình .toml hoặc .xlsx."""
    found = read(file)
    asked = "1 chỉ tiêu" if len(found.target) == 1 else f"{len(found.target)} chỉ tiêu"
    click.echo(f"Tệp dùng được: {found.code} – {found.title} ({len(found.indicator)} số liệu riêng, {asked}).")
    for sentence in warnings([shipped()["cong-tac-hoi"], found]):
        click.echo(f"Lưu ý khi bật cùng báo cáo công tác Hội: {sentence}")


@programme.command()
@click.argument("file", type=FILE)
@click.option("--force", is_flag=True, help="Ghi đè tệp đã có.")
def template(file: Path, force: bool) -> None:
    """Tạo tệp mẫu .xlsx (hoặc .toml) để soạn chương trình mới."""
    if file.exists() and not force:
        raise click.UsageError(f"Đã có tệp “{file}”; hãy chọn tên khác hoặc thêm --force để ghi đè.")
    try:
        file.write_bytes(_template(file.suffix.lower()))
    except OSError as why:
        raise click.UsageError(f"Không ghi được vào “{file}”; hãy xem lại thư mục.") from why
    click.echo(f"Đã tạo {file}. Điền xong, kiểm tra bằng: chihoi programme check {file}")


def by_code(code: str) -> Programme:
    """A shipped programme. Raises click.UsageError with the nearest code."""
    known = shipped()
    if code in known:
        return known[code]
    near = get_close_matches(code, known, n=1)
    hint = f"có lẽ là {near[0]}" if near else f"hãy chọn một trong: {', '.join(known)}"
    raise click.UsageError(f"Không có chương trình “{code}”; {hint}.")


def read(file: Path) -> Programme:
    """A programme file. Raises click.UsageError: one sentence, the whole list on standard output if there are more."""
    try:
        return load_programme(file)
    except ProgrammeError as why:
        if len(why.problems) > 1:
            click.echo("\n".join(f"- {problem}" for problem in why.problems))
            raise click.UsageError(f"Tệp có {len(why.problems)} chỗ phải sửa; đầu tiên là: {why.problems[0]}") from why
        raise click.UsageError(why.problems[0]) from why


def _template(suffix: str) -> bytes:
    if suffix == ".xlsx":
        from forms.workbook import template

        return template()
    if suffix == ".toml":
        from forms.example import EXAMPLE

        return EXAMPLE.encode()
    raise click.UsageError("Tệp mẫu phải có đuôi .xlsx hoặc .toml.")


def _told(found: Programme) -> list[str]:
    lines = [found.title, f"{found.issuer} – {found.source} ({STATUS_NAMES[found.status]})", ""]
    lines += [f"Kỳ {rule.key}: {rule.title}, trước ngày {_day(rule.before)}" for rule in found.period]
    lines += ["", *(f"{one.code}  {one.title}: {how_judged(found, one)}" for one in found.target)]
    lines += ["", *(f"{one.code}  {one.who} → {one.to}: {one.when}; {one.what}" for one in found.obligation)]
    lines += ["", *(f"{_days(one.since, one.until)}  {one.title}" for one in found.calendar)]
    return lines


def _days(since: str, until: str) -> str:
    return _day(since) if since == until else f"{_day(since)} – {_day(until)}"


def _day(month_day: str) -> str:
    month, day = map(int, month_day.split("-"))
    return f"{day}/{month}"
