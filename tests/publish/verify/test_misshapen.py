"""What is no file, no picture or no receipt: a line each, the right code; the rest is read."""

import json
import os
import shutil
import socket

import pytest
from headcount.cli import main

from .conftest import CHART

RECEIPT = f"{CHART}-receipt.json"


@pytest.fixture
def beside(desk, tmp_path):
    """Give a folder that holds one sound file and has room for others."""
    folder = tmp_path / "found"
    folder.mkdir()
    shutil.copy(desk.exports / CHART / f"{CHART}-embed.html", folder / "a-sound.html")
    return folder


def pipe(path):
    os.mkfifo(path)


def device(path):
    path.symlink_to("/dev/zero")


def plug(path):
    here = os.open(".", os.O_RDONLY)
    try:  # the name of a socket has a hundred letters at most
        os.chdir(path.parent)
        with socket.socket(socket.AF_UNIX) as one:
            one.bind(path.name)
    finally:
        os.chdir(here)
        os.close(here)


def loop(path):
    path.symlink_to(path.name)


def nowhere(path):
    path.symlink_to("gone.png")


NO_FILES = {
    pipe: "It is a pipe, not a file.",
    device: "It is a device, not a file.",
    plug: "It is a socket, not a file.",
    loop: "It cannot be read: Too many levels of symbolic links.",
    nowhere: "It is not there.",
}
"""What lies in the place of a picture, and what is said of it."""


@pytest.mark.timeout(20)
@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")
def test_what_is_no_file_is_told_in_a_line_and_the_rest_is_read(desk, beside):
    for make in NO_FILES:
        make(beside / f"{make.__name__}.png")
    code, told = desk.ask(beside, "--all")
    said = {one["files"][0]: (one["state"], one["why"]) for one in told["answers"]}
    assert said.pop(str(beside / "a-sound.html"))[0] == "current"
    assert said == {
        str(beside / f"{make.__name__}.png"): ("unknown", why) for make, why in NO_FILES.items()
    }
    assert code == 3
    for make, why in NO_FILES.items():
        code, told = desk.ask(beside / f"{make.__name__}.png")
        assert (code, [one["why"] for one in told["answers"]]) == (3, [why])


@pytest.mark.timeout(20)
def test_a_spoilt_receipt_among_many_files_stops_nothing(desk, beside):
    receipt = json.loads((desk.exports / CHART / RECEIPT).read_text(encoding="utf-8"))
    spoilt = [
        receipt | {"files": ["x"]},
        receipt | {"files": ""},
        {"receipt": 2, "record": "BCFG-HJKM"},
        {"receipt": []},
        {"receipt": 10**400},
        {"receipt": None},
    ]
    for number, one in enumerate(spoilt):
        (beside / f"spoilt-{number}.json").write_text(json.dumps(one))
    (beside / "deep.json").write_text('{"receipt": 2, "x": ' + "[" * 90_000)
    (beside / "a name\nof two lines.json").write_text('{"receipt": 2}')
    code, text = desk.said("--all", beside)
    assert code == 4
    assert text.splitlines()[-1] == "1 current, 3 unknown, 5 damaged"
    assert "a name\\nof two lines.json" in text


@pytest.mark.parametrize("content", [None, "{}"])
def test_a_folder_with_nothing_that_carries_a_record_says_so(desk, tmp_path, content):
    folder = tmp_path / "empty"
    folder.mkdir()
    if content:
        (folder / "settings.json").write_text(content)
    for asked in ([folder], [folder, "--all"]):
        code, told = desk.ask(*asked)
        (answer,) = told["answers"]
        assert (code, answer["state"], answer["files"]) == (3, "no record", [str(folder)])


@pytest.mark.parametrize("name", ["x" * 5000, "x/" * 3000, "x\0y.png", "\ud800.png"])
def test_a_name_that_no_file_can_have_is_wrong_use(desk, name, capsys):
    assert main(["read", name, "--data", str(desk.data)]) == 2
    said = capsys.readouterr().err
    assert "is not a file, a folder or a record ID" in said
    assert len(said) < 400


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read all")
def test_what_may_not_be_read_is_told(desk, beside):
    (beside / "closed").mkdir(mode=0)
    (beside / "closed.png").touch(mode=0)
    code, told = desk.ask(beside)
    said = {one["files"][0]: one["why"] for one in told["answers"]}
    (beside / "closed").chmod(0o700)
    assert code == 3
    assert said[str(beside / "closed.png")] == "It cannot be read: Permission denied."
    assert said[str(beside / "closed")] == "It cannot be opened: Permission denied."
