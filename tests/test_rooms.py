"""The house's own rules: imports run one way, and the pure rooms touch nothing outside."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MAY_IMPORT = {
    "forms": set(),
    "reports": {"forms"},
    "storage": {"forms"},
    "actions": {"forms", "reports", "storage"},
    "handlers": {"forms", "reports", "storage", "actions"},
    "scheduler": {"forms", "reports", "storage", "actions"},
    "bot": {"forms", "reports", "storage", "actions", "handlers", "scheduler"},
}
NOT_PURE = {
    "asyncio",
    "sqlalchemy",
    "aiosqlite",
    "sqlite3",
    "httpx",
    "telegram",
    "starlette",
    "socket",
    "subprocess",
    "logging",
}


def imports(path: Path) -> set[str]:
    """The top-level names that a file imports."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.partition(".")[0])
    return names


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_imports_run_one_way(room: str) -> None:
    files = sorted((ROOT / room).rglob("*.py"))
    assert files
    for path in files:
        inside = imports(path) & MAY_IMPORT.keys() - {room}
        assert inside <= MAY_IMPORT[room], f"{path.relative_to(ROOT)} imports {inside - MAY_IMPORT[room]}"


@pytest.mark.parametrize("room", ["forms", "reports"])
def test_pure_rooms_reach_nothing_outside(room: str) -> None:
    for path in (ROOT / room).rglob("*.py"):
        assert not imports(path) & NOT_PURE, path


@pytest.mark.parametrize("room", ["forms", "reports", "actions", "handlers", "scheduler", "storage"])
def test_only_the_rim_reads_a_clock(room: str) -> None:
    for path in (ROOT / room).rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        for call in ("datetime.now(", "date.today(", "time.time(", "time.monotonic("):
            assert call not in text, f"{path.relative_to(ROOT)} reads a clock: {call})"


def test_every_package_is_listed_for_setuptools() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    listed = set(project["tool"]["setuptools"]["packages"])
    found = {
        str(path.parent.relative_to(ROOT)).replace("/", ".")
        for room in MAY_IMPORT
        for path in (ROOT / room).rglob("__init__.py")
    }
    assert listed == found
