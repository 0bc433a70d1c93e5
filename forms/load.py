"""Programme files read and checked (DESIGN §3, "Programme file"): text in, `Programme` or plain sentences out."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pydantic import ValidationError

from forms.catalogue import catalogue
from forms.complaints import Place, sentences, toml_place
from forms.model import Indicator, Programme
from forms.references import problems

FOLDER = Path(__file__).with_name("programmes")
SHIPPED = ("cong-tac-hoi", "tra-vinh-2018", "mttq-2018", "lao-cai-2022", "trieu-son-2021", "phu-tho-2016")
MAX_BYTES = 2_000_000
POSITION = re.compile(r"\(at line (\d+), column (\d+)\)")


class ProgrammeError(ValueError):
    """The file is no programme. `problems` holds one Vietnamese sentence for each fault: where, what, what to do."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__(" ".join(problems))
        self.problems = list(problems)


@lru_cache(maxsize=1)
def shipped() -> Mapping[str, Programme]:
    """The programmes that come with the product, by code, in the order of DESIGN §3."""
    return MappingProxyType(
        {code: load_programme(path) for code in SHIPPED if (path := FOLDER / f"{code}.toml").exists()}
    )


def load_programme(path: Path | str) -> Programme:
    """The programme of a .toml or .xlsx file. Raises ProgrammeError."""
    path = Path(path)
    body = _bytes(path)
    if path.suffix.lower() == ".xlsx":
        from forms.sheets import read_sheets

        return read_sheets(body)
    try:
        return parse_programme(body.decode("utf-8-sig"))
    except UnicodeDecodeError as why:
        raise ProgrammeError([f"Tệp “{path.name}” không phải chữ UTF-8; hãy lưu lại với bảng mã UTF-8."]) from why


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise ProgrammeError([f"Tệp “{path.name}” lớn quá 2 MB, không thể là tệp chương trình."])
        return path.read_bytes()
    except OSError as why:
        raise ProgrammeError([f"Không mở được tệp “{path}”; hãy xem lại tên tệp và thư mục."]) from why


def parse_programme(
    source: str | Mapping[str, Any], known: Mapping[str, Indicator] | None = None, place: Place = toml_place
) -> Programme:
    """The programme in a TOML text or an already read table.

    `known` is the catalogue (the shipped one by default): a row of [[indicator]] whose code is in it starts from
    the catalogue's own row and says only what differs. `place` words where a fault lies. Raises ProgrammeError.
    """
    known = catalogue() if known is None else known
    table = read_toml(source) if isinstance(source, str) else source
    try:
        programme = Programme.model_validate({**table, **_completed(table, known)})
    except ValidationError as why:
        raise ProgrammeError(sentences(why, place)) from why
    if found := problems(programme, known, place):
        raise ProgrammeError(found)
    return programme


def read_toml(text: str) -> dict[str, Any]:
    """The table that a TOML text holds. Raises ProgrammeError naming line and column."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as why:
        found = POSITION.search(str(why))
        at = f"ở dòng {found[1]}, cột {found[2]}" if found else "ở cuối tệp"
        raise ProgrammeError([f"Tệp sai cú pháp TOML {at}; hãy xem lại dấu =, ngoặc kép và ngoặc vuông."]) from why


def _completed(table: Mapping[str, Any], known: Mapping[str, Indicator]) -> dict[str, Any]:
    rows = table.get("indicator")
    if not isinstance(rows, list):
        return {}
    return {"indicator": [_from_catalogue(row, known) if isinstance(row, dict) else row for row in rows]}


def _from_catalogue(row: Mapping[str, Any], known: Mapping[str, Indicator]) -> dict[str, Any]:
    code = row.get("code")
    shared = known.get(code) if isinstance(code, str) else None
    if shared is None:
        return dict(row)
    start = shared.model_dump(by_alias=True, exclude_defaults=True)
    if {"level", "levels"} & row.keys():
        start = {key: value for key, value in start.items() if key not in ("level", "levels")}
    return {**start, **row}
