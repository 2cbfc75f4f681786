"""A pipe, a device, a link, a folder: whatever stands where a file should, it is a line."""

from __future__ import annotations

import os
import shutil
import socket
import sys
from contextlib import closing

import pytest

from tests.conftest import PACKAGES

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="limits a process as Linux does")

FILES = ("datapackage.json", "charts.toml", "beds.csv")
NO_FILE = "put the file itself here"


@pytest.fixture(scope="module")
def process():
    from tests.limits import limited

    with limited(seconds=5) as process:
        yield process


def told_of(process, folder, file):
    """Check a folder; give what is told of one file."""
    ran = process.run("check", folder)
    assert ran.code == 1, ran
    return [line.removeprefix(file) for line in ran.out if line.startswith(file)]


@pytest.mark.parametrize("file", FILES)
def test_what_is_no_file_is_told_in_a_line(process, beds, tmp_path, file):
    path = beds.path / file
    outside = tmp_path / "outside"
    outside.write_text("secret")

    def put(make):
        if path.is_symlink() or not path.is_dir():
            path.unlink(missing_ok=True)
        else:
            path.rmdir()
        make()
        return told_of(process, beds.path, file)

    assert put(lambda: os.mkfifo(path)) == [f": is a pipe, not a file; {NO_FILE}"]
    assert put(path.mkdir) == [f": is a folder, not a file; {NO_FILE}"]
    assert put(lambda: path.symlink_to("/dev/zero")) == [f": is a device, not a file; {NO_FILE}"]
    assert put(lambda: path.symlink_to(outside)) == [f": leads out of the folder; {NO_FILE}"]
    assert put(lambda: path.symlink_to("../outside")) == [f": leads out of the folder; {NO_FILE}"]
    (circle,) = put(lambda: path.symlink_to(path))
    assert circle.startswith(": cannot be read: Too many levels of symbolic links; ")
    with closing(socket.socket(socket.AF_UNIX)) as made:
        assert put(lambda: made.bind(str(path))) == [f": is a socket, not a file; {NO_FILE}"]


def test_a_link_within_the_folder_is_the_file_that_it_leads_to(process, beds):
    (beds.path / "beds.csv").rename(beds.path / ".kept.csv")
    (beds.path / "beds.csv").symlink_to(".kept.csv")
    assert process.run("check", beds.path).out[0].startswith("No errors found: ")


def test_a_link_to_a_folder_and_a_folder_that_is_closed_are_told(process, beds):
    (beds.path / "linked").symlink_to("/")
    os.mkfifo(beds.path / "pipe")
    ran = process.run("check", beds.path)
    assert [line.split(":")[0] for line in ran.out] == ["linked", "pipe"]


def test_a_folder_that_may_not_be_listed_is_told(beds, monkeypatch):
    (beds.path / "closed").mkdir()
    listed = os.scandir

    def refuse(path):
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return listed(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert beds.faults() == ["closed: cannot be read: Permission denied; fix its permissions"]


def test_a_schema_file_that_is_a_pipe_is_not_waited_for(process, tmp_path):
    folder = shutil.copytree(PACKAGES.parents[1] / "data", tmp_path / "data")
    (folder / "population.schema.json").unlink()
    os.mkfifo(folder / "population.schema.json")
    assert told_of(process, folder, "population.schema.json") == [
        f": is a pipe, not a file; {NO_FILE}"
    ]


LONG = "x" * 5_000


@pytest.mark.parametrize(
    "words",
    [
        ("check", LONG),
        ("check", f"{LONG}/datapackage.json"),
        ("check", "--against", LONG),
        ("show", "a-figure", "--data", LONG),
        ("dictionary", LONG),
        ("new", LONG),
        ("new", f"{LONG}/{LONG}"),
    ],
    ids=lambda words: f"{words[0]} {len(words)} {len(words[-1])}",
)
def test_a_path_of_5000_letters_is_refused_in_a_line(process, words):
    ran = process.run(*words)
    assert ran.code in (1, 2)
    assert 1 <= len(ran.out + ran.err) <= 4


def test_a_table_whose_path_has_5000_letters_is_one_fault(process, beds):
    beds.edit("datapackage.json", '"path": "beds.csv"', f'"path": "{LONG}.csv"')
    (line,) = told_of(process, beds.path, "x")
    assert "cannot be read: File name too long" in line
    assert len(line) < 1_000
