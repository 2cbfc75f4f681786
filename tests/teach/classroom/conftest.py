"""The classroom as make builds it, once for all tests of this folder.

What needs Pyodide's own numpy and pandas, 106 MB that only the offline classroom holds, is tested
where `make classroom-offline` has fetched them, or where HEADCOUNT_OFFLINE_CLASSROOM asks for it.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from headcount.teach.classroom.browser import Pyodide

from tests.sharing import once

PROJECT = Path(__file__).resolve().parents[3]
PARTS = PROJECT / ".venv" / "classroom"
STAMP = ".venv/.stamps/compiled"
ASKED = "HEADCOUNT_OFFLINE_CLASSROOM"
BUILD_SECONDS = 400  # a first time fetches what it is shared from


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
def site(shared: Path) -> Path:
    """Build the classroom."""

    def build(out: Path) -> None:
        assert f"{out}/index.html" in make("classroom-code", f"ARGS=--out {out}")

    return once(shared / "classroom", build)


@pytest.fixture(scope="session")
def parts(site: Path) -> Path:
    """Give the folder of what the classroom was built from."""
    return PARTS


@pytest.fixture(scope="session")
def pyodide(parts: Path) -> Pyodide:
    """Give the release of Pyodide that the classroom is pinned to."""
    return Pyodide(parts / "pyodide")


@pytest.fixture(scope="session")
def compiled(parts: Path, shared: Path) -> Path:
    """Give the folder of Pyodide's numpy and pandas, where they are wanted."""
    if not (PROJECT / STAMP).exists() and not os.environ.get(ASKED):
        pytest.skip(
            "numpy and pandas for Pyodide are not here: `make classroom-offline` fetches them "
            f"(106 MB), as does {ASKED}=1 make test"
        )
    once(shared / "compiled", lambda done: (make(STAMP), done.mkdir()))
    return parts / "compiled"


@pytest.fixture(scope="session")
def offline(parts: Path, compiled: Path, shared: Path) -> Path:
    """Build the classroom that holds everything, the notebooks too, from the same lessons."""
    options = ("--offline", "--notebooks", "notebooks", "--out")
    return once(shared / "offline", lambda out: build(parts, *options, out).check_returncode())


def build(parts: Path, *options: object) -> subprocess.CompletedProcess[str]:
    """Build a classroom from parts, as make does in the end."""
    return subprocess.run(
        [PARTS / "env/bin/python", "-m", "headcount.teach.classroom.build", parts, *options],
        cwd=PROJECT,
        env=os.environ | {"PYTHONPATH": "helpers"},
        capture_output=True,
        text=True,
        check=False,
    )
