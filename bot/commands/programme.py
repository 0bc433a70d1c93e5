"""`chihoi programme`: the duties that can be switched on, and writing one's own."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from actions import programmes as acts
from actions.atlas import World
from actions.work import Work
from bot.commands.common import CommandError, clock_option, in_database, json_option, named_unit, print_json
from forms import describe
from forms.compose import warnings
from forms.describe import STATUS_NAMES, how_judged
from forms.load import ProgrammeError, load_programme, shipped
from forms.model import Programme

T = TypeVar("T")
FILE = click.Path(dir_okay=False, path_type=Path)
UNIT = click.option("--unit", metavar="MÃ", help="Chỉ đơn vị này và các đơn vị bên dưới; không ghi thì cả tổ chức.")


@click.group("programme")
def programme() -> None:
    """Chương trình, kế hoạch: xem, kiểm tra, soạn, bật và tắt."""


@programme.command("list")
@json_option
def list_programmes(as_json: bool) -> None:
    """Các chương trình: có sẵn và tự soạn, đang bật ở đâu."""
    rows = in_database(lambda work: [_row(work.world, one) for one in work.world.programmes.values()])
    if as_json:
        print_json(rows)
        return
    width = max(len(row["code"]) for row in rows)
    for row in rows:
        on = f"{row['targets']:2} chỉ tiêu  {_on_words(row):14}"
        click.echo(f"{row['code']:{width}}  {STATUS_NAMES[row['status']]:14}  {on}  {row['title']}")


def _row(world: World, one: Programme) -> dict[str, Any]:
    everywhere, otherwise = acts.state_of(world, one.code)
    facts = {"code": one.code, "title": one.title, "status": one.status, "targets": len(one.target)}
    return facts | {"own": one.code not in shipped(), "on": everywhere, "except": otherwise}


def _on_words(row: dict[str, Any]) -> str:
    units = ", ".join(row["except"])
    if row["on"]:
        return f"bật, trừ {units}" if units else "bật"
    return f"bật ở {units}" if units else "tắt"


@programme.command()
@click.argument("code", metavar="MÃ")
@json_option
def show(code: str, as_json: bool) -> None:
    """Một chương trình: kỳ báo cáo, chỉ tiêu và cách xét, nghĩa vụ, lịch."""
    found = _done(lambda work: acts.find(work.world, code))
    if as_json:
        print_json(describe.as_json(found))
    else:
        click.echo("\n".join(_told(found)))


@programme.command()
@click.argument("file", metavar="TỆP", type=FILE)
def check(file: Path) -> None:
    """Kiểm tra một tệp chương trình .toml hoặc .xlsx."""
    found = read(file)
    asked = "1 chỉ tiêu" if len(found.target) == 1 else f"{len(found.target)} chỉ tiêu"
    click.echo(f"Tệp dùng được: {found.code} – {found.title} ({len(found.indicator)} số liệu riêng, {asked}).")
    if not found.period:
        click.echo("Chương trình không có kỳ riêng nên đi cùng các kỳ của báo cáo công tác Hội.")
    for sentence in warnings([shipped()["cong-tac-hoi"], found]):
        click.echo(f"Lưu ý khi bật cùng báo cáo công tác Hội: {sentence}")


@programme.command("import")
@click.argument("file", metavar="TỆP", type=FILE)
@clock_option
def import_(file: Path, clock: str | None) -> None:
    """Nhập chương trình tự soạn; nhập lại là cập nhật, ai đang làm dở thì làm tiếp phiếu cũ."""
    found = read(file)
    kept = _done(lambda work: acts.keep(work, found), clock, writes=True)
    click.echo(f"{OUTCOMES[kept.outcome]} {found.code} – {found.title}.")
    if kept.underway:
        click.echo(f"{kept.underway} phiếu đang làm dở giữ bản cũ; phiếu mở từ bây giờ theo bản mới.")
    if kept.outcome == "new":
        click.echo(f"Bật bằng: chihoi programme on {found.code} [--unit MÃ]")


OUTCOMES = {"new": "Đã nhập", "changed": "Đã cập nhật", "same": "Không có gì thay đổi:"}


@programme.command("on")
@click.argument("code", metavar="MÃ")
@UNIT
@clock_option
def on(code: str, unit: str | None, clock: str | None) -> None:
    """Bật một chương trình cho cả tổ chức, hoặc cho một đơn vị và các đơn vị bên dưới."""
    _switch(code, unit, True, clock)


@programme.command("off")
@click.argument("code", metavar="MÃ")
@UNIT
@clock_option
def off(code: str, unit: str | None, clock: str | None) -> None:
    """Tắt một chương trình; số liệu đã báo cáo vẫn còn."""
    _switch(code, unit, False, clock)


def _switch(code: str, unit: str | None, is_on: bool, clock: str | None) -> None:
    done = _done(
        lambda work: acts.switch(work, code, named_unit(work, unit) if unit else None, is_on), clock, writes=True
    )
    word, where = "bật" if is_on else "tắt", f"đơn vị {unit} và bên dưới" if unit else "cả tổ chức"
    state = f"Đã {word}" if done.changed else f"Vốn đang {word}"
    click.echo(f"{state} {code} cho {where}" + (f": {done.asked} đơn vị được hỏi." if is_on else "."))
    if done.forgotten:
        click.echo(f"Bỏ lựa chọn riêng trước đây của: {', '.join(done.forgotten)}.")
    for note in done.notes:
        click.echo(f"Lưu ý: {note}")


@programme.command()
@click.argument("file", metavar="TỆP", type=FILE)
@click.option("--from", "source", metavar="MÃ", help="Chép từ một chương trình đã có để sửa, thay vì mẫu trống.")
@click.option("--force", is_flag=True, help="Ghi đè tệp đã có.")
def template(file: Path, source: str | None, force: bool) -> None:
    """Tạo tệp mẫu .xlsx (hoặc .toml) để soạn chương trình mới."""
    if file.exists() and not force:
        raise CommandError(f"Đã có tệp “{file}”; hãy chọn tên khác hoặc thêm --force để ghi đè.")
    if file.suffix.lower() not in TEMPLATES:
        raise CommandError("Tệp mẫu phải có đuôi .xlsx hoặc .toml.")
    start = _done(lambda work: acts.find(work.world, source)) if source else None
    try:
        file.write_bytes(TEMPLATES[file.suffix.lower()](start))
    except OSError as why:
        raise CommandError(f"Không ghi được vào “{file}”; hãy xem lại thư mục.") from why
    click.echo(f"Đã tạo {file}. Điền xong, kiểm tra bằng: chihoi programme check {file}")


def _as_sheets(start: Programme | None) -> bytes:
    from forms.workbook import template, write_sheets

    return write_sheets(start) if start else template()


def _as_toml(start: Programme | None) -> bytes:
    from forms.example import EXAMPLE
    from forms.write import to_toml

    return (to_toml(start) if start else EXAMPLE).encode()


TEMPLATES: dict[str, Callable[[Programme | None], bytes]] = {".xlsx": _as_sheets, ".toml": _as_toml}


def _done(act: Callable[[Work], T], clock: str | None = None, *, writes: bool = False) -> T:
    """Run an act in the database; what it refuses is bad input."""
    try:
        return in_database(act, clock, writes=writes)
    except acts.ProgrammeRefusedError as why:
        raise CommandError(str(why)) from why


def read(file: Path) -> Programme:
    """A programme file. Raises CommandError: one sentence, the whole list on standard output if there are more."""
    try:
        return load_programme(file)
    except ProgrammeError as why:
        if len(why.problems) > 1:
            click.echo("\n".join(f"- {problem}" for problem in why.problems))
            raise CommandError(f"Tệp có {len(why.problems)} chỗ phải sửa; đầu tiên là: {why.problems[0]}") from why
        raise CommandError(why.problems[0]) from why


def _told(found: Programme) -> list[str]:
    lines = [found.title, f"{found.issuer} – {found.source} ({STATUS_NAMES[found.status]})"]
    lines += [f"Hiệu lực: {describe.days(found.valid)}. Nơi nhận: {'; '.join(found.recipients) or 'chưa ghi'}."]
    lines += [f"Hỏi ở: {'; '.join(describe.asked(found)) or 'chưa hỏi số liệu nào'}."]
    parts = [
        [f"Kỳ {rule.key}: {rule.title}, trước ngày {describe.day_of(rule.before)}" for rule in found.period],
        [f"{one.code}  {one.title}: {how_judged(found, one)}" for one in found.target],
        [f"{one.code}  {one.who} → {one.to}: {one.when}; {one.what}" for one in found.obligation],
        [f"{describe.on_days(one)}  {one.title}" for one in found.calendar],
    ]
    return lines + [line for part in parts if part for line in ("", *part)]
