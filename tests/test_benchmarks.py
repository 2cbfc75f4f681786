"""The runner of the benchmarks: it ends what hangs, and names what did not go well."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from tests.benchmarks import __main__ as runner

FOLDER = Path(__file__).parent / "benchmarks"


def test_every_benchmark_is_run():
    helpers = {"__init__", "__main__", "generated", "mutants"}  # a target of its own
    assert {path.stem for path in FOLDER.glob("*.py")} - helpers == set(runner.NAMES)


def test_one_that_hangs_is_ended_with_what_it_started_and_the_others_still_run(monkeypatch, capfd):
    hang = "import subprocess as s, sys, time; s.Popen([sys.executable, '-c', {}]); time.sleep(60)"
    child = "import time; print('child begins', flush=True); time.sleep(3); print('child lives')"
    code = {"slow": hang.format(repr(child)), "quick": "print('measured')"}
    code["bad"] = "raise SystemExit(3)"
    popen = runner.subprocess.Popen

    def started(command, **options):
        name = command[-1].rpartition(".")[2]
        return popen([sys.executable, "-c", code[name]], **options)

    monkeypatch.setattr(runner.subprocess, "Popen", started)
    monkeypatch.setattr(runner, "NAMES", tuple(code))
    monkeypatch.setattr(runner.run, "__defaults__", (1.5,))
    assert runner.main([]) == 1
    time.sleep(3)
    out = capfd.readouterr().out
    assert "child begins" in out
    assert "child lives" not in out
    assert "measured" in out
    assert "slow was ended after 1.5 seconds" in out
    assert "bad has something over its limit, or failed (exit code 3)" in out
    assert "quick has" not in out


def test_a_name_that_is_none_is_told_with_those_there_are(capsys):
    assert runner.main(["kit"]) == 2
    assert "no benchmark kit; there are start" in capsys.readouterr().out
