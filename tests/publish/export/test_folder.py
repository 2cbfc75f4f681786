"""A folder is written whole or not at all, whenever its writer is killed."""

import os
import random
import signal
import subprocess
import sys
import threading
import time

import pytest
from headcount.publish.export import folder as module
from headcount.publish.export.folder import write_folder

OLD = {f"old-{i}.txt": b"old" for i in range(8)}
NEW = {f"new-{i}.txt": b"new" * 1000 for i in range(12)}

WRITER = """
import itertools, sys
from pathlib import Path
from headcount.publish.export import folder
if sys.argv[2] == "two-steps":
    folder._exchange = lambda one, other: False
for turn in itertools.count():
    content = f"{turn} ".encode() * 2000
    folder.write_folder(Path(sys.argv[1]), {f"{i}.txt": content for i in range(1 + turn % 12)})
    print(turn, flush=True)
"""


def held(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture(params=["one-step", "two-steps"])
def steps(request, monkeypatch):
    """Exchange folders in one step of the system, and in two where it cannot."""
    if request.param == "two-steps":
        monkeypatch.setattr(module, "_exchange", lambda one, other: False)
    return request.param


def test_a_disk_that_refuses_leaves_the_old_folder(tmp_path, monkeypatch, steps):
    target = tmp_path / "kit"
    write_folder(target, OLD)
    monkeypatch.setattr(module.Path, "write_bytes", lambda *_: (_ for _ in ()).throw(OSError(28)))
    with pytest.raises(OSError, match="28"):
        write_folder(target, NEW)
    assert held(target) == OLD
    assert os.listdir(tmp_path) == ["kit"]


def test_a_file_in_the_way_is_left_alone(tmp_path, steps):
    target = tmp_path / "kit"
    target.write_text("mine")
    with pytest.raises(OSError, match="kit"):
        write_folder(target, NEW)
    assert target.read_text() == "mine"
    assert os.listdir(tmp_path) == ["kit"]


def test_the_new_folder_takes_the_place_of_the_old_one(tmp_path, steps):
    target = tmp_path / "deep" / "kit"
    assert write_folder(target, OLD)
    assert write_folder(target, NEW)
    assert held(target) == NEW
    assert os.listdir(target.parent) == ["kit"]


def test_the_same_again_touches_nothing(tmp_path):
    target = tmp_path / "kit"
    write_folder(target, OLD)
    before = target.stat().st_ino
    assert not write_folder(target, OLD)
    assert target.stat().st_ino == before


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no SIGKILL")
def test_a_kill_at_any_moment_leaves_a_whole_folder(tmp_path, steps):
    target = tmp_path / "kit"
    chance = random.Random(7)
    for _ in range(12):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(target), steps], stdout=subprocess.PIPE
        )
        writer.stdout.readline()  # it is at work
        time.sleep(chance.random() * 0.02)
        writer.send_signal(signal.SIGKILL)
        writer.wait(10)
        writer.stdout.close()
        if steps == "one-step":
            assert target.is_dir()  # not even for a moment is there none
        else:
            module._recover(target)
        files = held(target)
        assert len(set(files.values())) == 1
        turn = int(next(iter(files.values())).split()[0])
        assert len(files) == 1 + turn % 12


def test_what_killed_processes_left_is_cleared_away_once_it_is_old(tmp_path):
    target = tmp_path / "kit"
    fresh, stale, theirs = (
        tmp_path / name for name in (".kit.aaa.part", ".kit.bbb.part", ".kitchen.ccc.part")
    )
    for left in (fresh, stale, theirs):
        left.mkdir()
    for left in (stale, theirs):
        os.utime(left, (0, 0))
    write_folder(target, NEW)
    assert sorted(os.listdir(tmp_path)) == [".kit.aaa.part", ".kitchen.ccc.part", "kit"]


def test_a_folder_that_a_kill_left_aside_comes_back(tmp_path):
    target, aside = tmp_path / "kit", tmp_path / ".kit.aaa.old"
    write_folder(aside, OLD)
    assert not write_folder(target, OLD)
    assert held(target) == OLD


class Watcher(threading.Thread):
    """Looks at a folder again and again: files of both sorts at once, or no folder at all."""

    def __init__(self, folder):
        super().__init__()
        self.folder, self.stop = folder, threading.Event()
        self.mixed, self.missed = 0, 0

    def run(self):
        while not self.stop.is_set():
            try:
                seen = set(os.listdir(self.folder))
            except FileNotFoundError:
                self.missed += 1
                continue
            # A look that began at the folder which is being cleared away sees less of it.
            self.mixed += not (seen <= set(OLD) or seen <= set(NEW))


def test_two_at_once_do_not_mix(tmp_path, steps):
    target = tmp_path / "kit"
    faults = []

    def write(files):
        for _ in range(40):
            try:
                write_folder(target, files)
            except OSError as fault:
                faults.append(fault)

    write_folder(target, OLD)
    writers = [threading.Thread(target=write, args=[files]) for files in (OLD, NEW, OLD, NEW)]
    watcher = Watcher(target)
    for thread in (watcher, *writers):
        thread.start()
    for thread in writers:
        thread.join()
    watcher.stop.set()
    watcher.join()
    assert (faults, watcher.mixed) == ([], 0)
    assert held(target) in (OLD, NEW)
    if steps == "one-step":
        assert watcher.missed == 0
        assert os.listdir(tmp_path) == ["kit"]
