"""`chihoi simulate --kill`: the process dies again and again (SIGKILL), and every promise is kept all the same."""

import json
import subprocess
import sys
from pathlib import Path

KILLS = 4


def test_a_season_survives_its_process() -> None:
    run = ["--units", "5", "--from", "2026-05-20", "--to", "2026-06-03", "--seed", "2"]
    command = [sys.executable, "-m", "bot", "simulate", *run, "--kill", str(KILLS), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2])
    found = json.loads(done.stdout)
    assert found["kills"] == KILLS
    assert found["reports"]["submitted"] > 0
    assert not any(found["violations"].values())
    assert found["summary_matches"]
