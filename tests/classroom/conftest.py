"""The classroom as make builds it, once for all tests of this folder."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from helpers.classroom.browser import Pyodide

PROJECT = Path(__file__).resolve().parents[2]
PARTS = PROJECT / ".venv" / "classroom"
BUILD_SECONDS = 400  # a first time fetches what it is built from


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.timeout(BUILD_SECONDS))


def make(*words: str) -> str:
    """Run make as one does in a terminal, and return what it said."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    done = subprocess.run(
        ["make", *words], cwd=PROJECT, env=plain, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the classroom."""
    out = tmp_path_factory.mktemp("site") / "classroom"
    assert f"{out}/index.html" in make("classroom", f"ARGS=--out {out}")
    return out


@pytest.fixture(scope="session")
def parts(site: Path) -> Path:
    """Give the folder of what the classroom was built from, with numpy and pandas."""
    make(".venv/.stamps/compiled")
    return PARTS


@pytest.fixture(scope="session")
def offline(parts: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the classroom that holds everything, from the same lessons."""
    out = tmp_path_factory.mktemp("site") / "offline"
    python = parts / "env" / "bin" / "python"
    command = [python, "-m", "helpers.classroom", parts, "--offline", "--out", out]
    subprocess.run(command, cwd=PROJECT, check=True, capture_output=True)
    return out


@pytest.fixture(scope="session")
def pyodide(site: Path) -> Pyodide:
    """Give the release of Pyodide that the classroom is pinned to."""
    return Pyodide(PARTS / "pyodide")
