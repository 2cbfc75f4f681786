"""Where a Chromium may be on this machine, for the tests that look at pages in one.

``python -m tests.chromium`` prints its path, or how to get one (exit 1).
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

ENVIRONMENT_VARIABLE = "HEADCOUNT_CHROMIUM"
"""Holds the path of the browser to use."""

INSTALL_HINT = (
    "no Chromium or Chrome found: run `sudo apt-get install chromium` (Debian, Ubuntu) or "
    "`python -m playwright install chromium` (elsewhere), or set "
    f"{ENVIRONMENT_VARIABLE} to the path of one"
)

# Debian's headless shell starts twice as fast as the whole browser, so it is asked first.
_COMMANDS = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "msedge",
)

_MACOS = (
    "Google Chrome.app/Contents/MacOS/Google Chrome",
    "Chromium.app/Contents/MacOS/Chromium",
    "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)

_WINDOWS = (
    "Google/Chrome/Application/chrome.exe",
    "Chromium/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
)

_PLAYWRIGHT = (
    "chromium_headless_shell-*/*/headless_shell*",
    "chromium_headless_shell-*/*/chrome-headless-shell*",
    "chromium-*/*/chrome",
    "chromium-*/*/chrome.exe",
    "chromium-*/*/*.app/Contents/MacOS/*",
)


def find_chromium() -> Path | None:
    """Find a browser for the tests.

    1. Where ``$HEADCOUNT_CHROMIUM`` is set, it alone decides: the path in it, or nothing when
       there is no program of that name.
    2. Else the commands on the path (Debian's headless shell first, as it starts fastest), the
       usual places of Chrome and Edge on macOS and Windows, and what playwright installed.

    Returns
    -------
    Path or None
        None when there is none; `INSTALL_HINT` then says how to get one.
    """
    if asked := os.environ.get(ENVIRONMENT_VARIABLE, "").strip():
        found = shutil.which(Path(asked).expanduser())
        return Path(found) if found else None
    return next((path for path in _candidates() if path.is_file()), None)


def missing() -> str:
    """Say in one line why there is no browser, and what to do about it."""
    asked = os.environ.get(ENVIRONMENT_VARIABLE, "").strip()
    if asked:
        return (
            f"{ENVIRONMENT_VARIABLE} is {asked!r}, which is not a program: set it to the path of "
            "a Chromium or Chrome, or unset it"
        )
    return INSTALL_HINT


def _candidates() -> Iterator[Path]:
    for command in _COMMANDS:
        if found := shutil.which(command):
            yield Path(found)
    for folder in (Path("/Applications"), Path.home() / "Applications"):
        yield from (folder / name for name in _MACOS)
    for variable in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
        if folder := os.environ.get(variable):
            yield from (Path(folder) / name for name in _WINDOWS)
    for folder in _playwright_folders():
        for pattern in _PLAYWRIGHT:
            # The newest revision last in name order, so first here.
            yield from sorted(folder.glob(pattern), reverse=True)


def _playwright_folders() -> Iterator[Path]:
    if asked := os.environ.get("PLAYWRIGHT_BROWSERS_PATH"):
        yield Path(asked)
    yield Path.home() / ".cache/ms-playwright"
    yield Path.home() / "Library/Caches/ms-playwright"
    if local := os.environ.get("LOCALAPPDATA"):
        yield Path(local) / "ms-playwright"


if __name__ == "__main__":
    found = find_chromium()
    print(found or missing())
    sys.exit(0 if found else 1)
