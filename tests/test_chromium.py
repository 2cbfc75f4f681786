"""The browser of the tests: found, or one line that says how to get one."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.chromium import ENVIRONMENT_VARIABLE, find_chromium, missing


@pytest.mark.parametrize("asked", ["none", "/no/such/browser", "no-such-command"])
def test_what_is_asked_for_is_not_silently_replaced(monkeypatch, asked):
    monkeypatch.setenv(ENVIRONMENT_VARIABLE, asked)
    assert find_chromium() is None
    assert asked in missing()


def test_one_line_says_how_to_get_a_browser(monkeypatch):
    monkeypatch.delenv(ENVIRONMENT_VARIABLE, raising=False)
    assert "apt-get install chromium" in missing()
    assert "playwright install chromium" in missing()
    assert "\n" not in missing()


def test_the_module_prints_the_path_or_how_to_get_one(monkeypatch):
    def run():
        command = [sys.executable, "-m", "tests.chromium"]
        return subprocess.run(command, capture_output=True, text=True, timeout=60)

    monkeypatch.setenv(ENVIRONMENT_VARIABLE, "/no/such/browser")
    none = run()
    assert (none.returncode, none.stdout.strip()) == (1, missing())
    monkeypatch.setenv(ENVIRONMENT_VARIABLE, sys.executable)
    given = run()
    assert (given.returncode, given.stdout.strip()) == (0, sys.executable)
