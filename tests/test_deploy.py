"""What is shipped to run the thing agrees with the thing, and with the rules of each of those files: the image and the
compose file have never met an engine here, so every word of them that can be tried without one is tried."""

import configparser
import json
import re
import shutil
import signal
import subprocess
import sys
import tomllib
from fnmatch import fnmatch
from pathlib import Path

import pytest
import yaml
from sqlalchemy import make_url
from web_site import Command

from bot.settings import Settings

ROOT = Path(__file__).parent.parent
DEPLOY = ROOT / "deploy"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
SETTINGS = {f"CHIHOI_{name.upper()}" for name in Settings.model_fields}


def _instructions() -> list[tuple[str, str]]:
    """The Dockerfile as (instruction, the rest of it), lines joined and comments left out."""
    text = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
    lines = re.sub(r"\\\n\s*", " ", re.sub(r"^#.*\n", "", text, flags=re.MULTILINE)).splitlines()
    return [(word, rest.strip()) for word, _, rest in (line.partition(" ") for line in lines if line.strip())]


def _all(instruction: str) -> list[str]:
    return [rest for word, rest in _instructions() if word == instruction]


def _service() -> configparser.ConfigParser:
    unit = configparser.ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read(DEPLOY / "chihoi.service", encoding="utf-8")
    return unit


def _compose() -> dict[str, dict[str, dict[str, object]]]:
    found: dict[str, dict[str, dict[str, object]]] = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
    return found


# ── the unit ─────────────────────────────────────────────────────────────────


def test_the_unit_starts_the_command() -> None:
    service = _service()["Service"]
    assert service["ExecStart"] == "/opt/chihoi/.venv/bin/chihoi run"
    assert service["Restart"] == "always"
    assert service["StateDirectory"] == Path(service["WorkingDirectory"]).name


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd-analyze here")
def test_systemd_finds_nothing_wrong_with_the_unit(tmp_path: Path) -> None:
    text = (DEPLOY / "chihoi.service").read_text(encoding="utf-8")
    unit = tmp_path / "chihoi.service"
    unit.write_text(text.replace("/opt/chihoi/.venv/bin/chihoi", "/bin/true"), encoding="utf-8")
    said = subprocess.run(["systemd-analyze", "verify", str(unit)], capture_output=True, text=True, check=False)
    assert (said.returncode, said.stderr) == (0, "")


# ── the image ────────────────────────────────────────────────────────────────


def test_the_image_keeps_to_the_rules() -> None:
    words = [word for word, _ in _instructions()]
    bases = [rest.split()[0] for rest in _all("FROM")]
    assert all(":" in base and not base.endswith(":latest") for base in bases)
    assert len(set(bases)) == 1, "what is copied over was built for the same system"
    assert "ADD" not in words
    assert _all("USER") == ["chihoi"]
    assert words.index("USER") > max(place for place, word in enumerate(words) if word == "RUN")
    assert words.count("CMD") == words.count("HEALTHCHECK") == 1
    for base in re.findall(r"--from=(\S+)", " ".join(_all("COPY"))):
        assert any(rest.endswith(f"AS {base}") for rest in _all("FROM"))


def test_the_image_starts_the_command_that_the_project_installs() -> None:
    command, *rest = json.loads(_all("CMD")[0])
    assert command in PROJECT["project"]["scripts"]
    assert rest == ["run"]
    (install,) = re.findall(r'pip install .*?"\.\[(\w+)\]"', " ".join(_all("RUN")))
    assert install in PROJECT["project"]["optional-dependencies"]
    assert "PIP_CONSTRAINT=/src/constraints.txt" in _all("ENV")
    assert (ROOT / "constraints.txt").is_file()


def test_what_is_secret_or_large_stays_out_of_the_image() -> None:
    left_out = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
    assert {".env", ".git", ".venv", "data"} <= set(left_out)


def test_everything_the_program_reads_is_installed_with_it() -> None:
    """An image holds the installed packages alone: no file beside them."""
    tool = PROJECT["tool"]["setuptools"]
    kept = {place: tool["package-data"].get(place.partition(".")[0], []) for place in tool["packages"]}
    listed = subprocess.run(["git", "ls-files", *kept], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a checkout")
    for name in listed.stdout.splitlines():
        top, _, within = name.partition("/")
        package = ".".join(Path(name).parent.parts)
        is_data = any(fnmatch(within, pattern) and within.count("/") == pattern.count("/") for pattern in kept[top])
        assert is_data or (name.endswith(".py") and package in kept), name


def test_the_health_check_sees_whether_it_runs(sqlite_url: str) -> None:
    check = json.loads(_all("HEALTHCHECK")[0].partition("CMD ")[2])
    assert check[:2] == ["python", "-c"]
    with Command("run", env={"CHIHOI_DATABASE_URL": sqlite_url, "CHIHOI_WEB_PORT": "0"}) as process:
        asked = check[2].replace("http://127.0.0.1:8080", process.url())
        assert asked != check[2]
        assert subprocess.run([sys.executable, "-c", asked], check=False).returncode == 0
        process.send(getattr(signal, _all("STOPSIGNAL")[0]))
        assert process.wait() == 0
    assert subprocess.run([sys.executable, "-c", asked], capture_output=True, check=False).returncode != 0


# ── both together ────────────────────────────────────────────────────────────


def test_the_compose_file_names_what_is_there() -> None:
    services = _compose()["services"]
    bot = services["bot"]
    build = bot["build"]
    assert isinstance(build, dict)
    assert (DEPLOY / build["context"]).resolve() == ROOT
    assert (DEPLOY / build["context"] / build["dockerfile"]).is_file()
    assert bot["env_file"] == ["../.env"]
    assert set(bot["depends_on"]) <= services.keys()  # type: ignore[call-overload]
    volumes = {str(one).partition(":")[0] for one in services["db"]["volumes"]}  # type: ignore[attr-defined]
    assert volumes <= _compose()["volumes"].keys()
    assert "healthcheck" in services["db"], "the bot waits for it to be healthy"
    assert all(":" in str(one["image"]) or "build" in one for one in services.values())


def test_the_database_is_the_one_beside_it() -> None:
    services = _compose()["services"]
    bot, db = services["bot"]["environment"], services["db"]["environment"]
    assert isinstance(bot, dict)
    assert isinstance(db, dict)
    url = make_url(bot["CHIHOI_DATABASE_URL"].replace("${POSTGRES_PASSWORD}", "abc123"))
    assert (url.host, url.username, url.database) == ("db", db["POSTGRES_USER"], db["POSTGRES_DB"])
    assert url.drivername == "postgresql+asyncpg"
    assert "-U chihoi -d chihoi" in str(services["db"]["healthcheck"])


def test_one_port_from_the_inside_out() -> None:
    inside = dict(pair.split("=", 1) for pair in " ".join(_all("ENV")).split())["CHIHOI_WEB_PORT"]
    bot = _compose()["services"]["bot"]
    assert isinstance(bot["environment"], dict)
    assert isinstance(bot["ports"], list)
    (published,) = bot["ports"]
    assert _all("EXPOSE") == [inside]
    assert published == f"127.0.0.1:{inside}:{bot['environment']['CHIHOI_WEB_PORT']}", (
        "for a proxy here, for nobody else"
    )
    assert f"127.0.0.1:{inside}/healthz" in _all("HEALTHCHECK")[0]


def test_every_setting_named_there_exists() -> None:
    for name in ("Dockerfile", "compose.yaml", "chihoi.service"):
        words = (DEPLOY / name).read_text(encoding="utf-8").replace("=", " ").replace(":", " ").split()
        assert {word for word in words if word.startswith("CHIHOI_") and word.isascii()} <= SETTINGS, name


def test_the_example_of_settings_reads_the_same_for_systemd_and_docker() -> None:
    """Neither a quote nor a remark behind a value: those two take such a line as it stands."""
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    pairs = [line.partition("=") for line in lines if line.strip() and not line.startswith("#")]
    assert {name for name, _, _ in pairs} <= SETTINGS
    assert not [value for _, _, value in pairs if value != value.strip() or set(value) & set("\"'#$\\")]
    given = {name.removeprefix("CHIHOI_").lower(): value for name, _, value in pairs}
    assert Settings(_env_file=None, **given) == Settings(_env_file=None)  # type: ignore[arg-type,call-arg]
