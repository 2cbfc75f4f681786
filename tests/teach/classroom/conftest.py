"""The classroom as make builds it, once for all tests of this folder."""

from __future__ import annotations

import fcntl
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from headcount.teach.classroom.browser import Pyodide

PROJECT = Path(__file__).resolve().parents[3]
PARTS = PROJECT / ".venv" / "classroom"
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
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder that every process of this test run finds the same sites in."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@contextmanager
def alone(shared: Path) -> Iterator[None]:
    """Let one process build, and the others wait for it."""
    with (shared / "classroom.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@pytest.fixture(scope="session")
def site(shared: Path) -> Path:
    """Build the classroom."""
    out = shared / "classroom"
    with alone(shared):
        if not out.exists():
            assert f"{out}/index.html" in make("classroom", f"ARGS=--out {out}")
    return out


@pytest.fixture(scope="session")
def parts(site: Path, shared: Path) -> Path:
    """Give the folder of what the classroom was shared from, with numpy and pandas."""
    with alone(shared):
        make(".venv/.stamps/compiled")
    return PARTS


@pytest.fixture(scope="session")
def offline(parts: Path, shared: Path) -> Path:
    """Build the classroom that holds everything, from the same lessons."""
    out = shared / "offline"
    python = parts / "env" / "bin" / "python"
    command = [python, "-m", "headcount.teach.classroom", parts, "--offline", "--out", out]
    with alone(shared):
        if not out.exists():
            subprocess.run(command, cwd=PROJECT, check=True, capture_output=True)
    return out


@pytest.fixture(scope="session")
def pyodide(site: Path) -> Pyodide:
    """Give the release of Pyodide that the classroom is pinned to."""
    return Pyodide(PARTS / "pyodide")
