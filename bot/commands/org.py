"""`chihoi org`: the organisation tree as a file."""

from pathlib import Path

import click

from actions import organisation
from actions.atlas import stamp
from actions.work import Work
from bot.commands.common import in_database, watched
from storage import units
from storage.sql import Record, chunks

FILE = click.Path(path_type=Path, dir_okay=False)


@click.group()
def org() -> None:
    """Cây tổ chức: nhập, xuất, mẫu."""


@org.command("import")
@click.argument("file", metavar="TỆP", type=FILE)
def import_(file: Path) -> None:
    """Nhập tổ chức từ .xlsx hoặc .csv; nhập lại là cập nhật."""
    found = in_database(lambda work: _import(work, file), writes=True)
    click.echo(f"Đã nhập {len(found.records)} đơn vị ({found.added} mới).")


def _import(work: Work, file: Path) -> organisation.Imported:
    existing = {record["code"]: record for record in units.records(work.db)}
    found = organisation.read_organisation(file, existing, lambda rows: watched(rows, "Đọc"))
    for part in watched(list(chunks(found.records)), "Ghi"):
        units.save(work.db, part)
    stamp(work.db, work.now)
    work.log("org_import", data={"units": len(found.records), "added": found.added})
    return found


@org.command()
@click.argument("file", metavar="TỆP", type=FILE)
def export(file: Path) -> None:
    """Xuất tổ chức ra .xlsx hoặc .csv."""
    records = in_database(_export, writes=True)
    organisation.export(file, records)
    click.echo(f"Đã xuất {len(records)} đơn vị ra {file}.")


def _export(work: Work) -> list[Record]:
    """The list names people and their numbers: that it was taken out is in the trail."""
    records = units.records(work.db)
    work.log("org_export", data={"units": len(records)})
    return records


@org.command()
@click.argument("file", metavar="TỆP", type=FILE)
def template(file: Path) -> None:
    """Ghi tệp mẫu để điền."""
    organisation.template(file)
    click.echo(f"Đã ghi mẫu ra {file}.")
