"""An authority, a newsroom that it knows, and the signed exports of that newsroom."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from headcount.cli import main

from .authority import Authority

CHART = "fourth-largest"
EXPORT = ["export", CHART, "--sizes", "web,print", "--out"]
SIGNED = {f"{CHART}-web.png", f"{CHART}-web.svg", f"{CHART}-print.pdf"}


@pytest.fixture(scope="session")
def authority(tmp_path_factory):
    """Give an authority; its certificate and that of another one lie in `folder`."""
    made = Authority()
    made.folder = tmp_path_factory.mktemp("authority")
    (made.folder / "trusted.pem").write_bytes(made.pem)
    (made.folder / "another.pem").write_bytes(Authority().pem)
    return made


@pytest.fixture(scope="session")
def newsroom(authority):
    return authority.newsroom("The Daily")


@pytest.fixture(scope="session")
def signing(newsroom, authority):
    return newsroom.write(authority.folder)


@pytest.fixture(scope="session")
def exports(signing, tmp_path_factory):
    """Give the exports of a newsroom that signs; to be read only."""
    out = tmp_path_factory.mktemp("signed")
    assert main([*EXPORT, str(out), *signing]) == 0
    return out


@pytest.fixture
def mine(exports, tmp_path):
    """Give a copy of them, to be changed."""
    return Path(shutil.copytree(exports, tmp_path / "exports"))


@pytest.fixture
def ask(authority, capsys):
    """Run `headcount read`; return its exit code and what it says, in one line."""

    def asked(*files, trust="", verbose=False):
        trusting = ["--trust", str(authority.folder / f"{trust}.pem")] if trust else []
        short = [] if verbose else ["--all"]
        code = main(["read", *map(str, files), *short, *trusting])
        return code, " ".join(capsys.readouterr().out.split()).replace("- ", "-")

    return asked


def held(folder: Path) -> dict:
    """Return the bytes and the time of every file in a folder."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in files}
