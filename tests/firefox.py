"""Firefox for the tests that ask whether a page works in a second browser.

Firefox brings its own remote control, Marionette: WebDriver's commands as JSON over a socket of
this machine (`protocol
<https://firefox-source-docs.mozilla.org/testing/marionette/Protocol.html>`_). Neither a driver
nor a library is needed.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

ENVIRONMENT_VARIABLE = "HEADCOUNT_FIREFOX"
"""Holds the path of the browser to use."""

SECONDS = 60  # a busy machine starts it late; nothing that passes waits this long
SETTINGS = 'user_pref("marionette.port", 0); user_pref("datareporting.policy.firstRunURL", "");'


def find_firefox() -> str | None:
    """Find a Firefox: the one that ``$HEADCOUNT_FIREFOX`` names, or Debian's, or any other."""
    asked = os.environ.get(ENVIRONMENT_VARIABLE)
    return next(
        filter(None, map(shutil.which, [asked] if asked else ["firefox-esr", "firefox"])), None
    )


class Firefox:
    """A page in Firefox, led by scripts."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=SECONDS)
        self._answers = self._socket.makefile("rb")
        self._read()
        self.send("WebDriver:NewSession")

    def send(self, command: str, **given: Any) -> Any:
        """Send a command of WebDriver, and return what it gives; an error of the page raises."""
        message = json.dumps([0, 1, command, given]).encode()
        self._socket.sendall(b"%d:%s" % (len(message), message))
        _, _, error, result = self._read()
        if error:
            raise AssertionError(f"{error['error']}: {error['message']}")
        return result.get("value", result) if isinstance(result, dict) else result

    def open(self, address: str) -> None:
        """Open a page, and wait until it has loaded."""
        self.send("WebDriver:Navigate", url=address)

    def run(self, script: str, *given: Any) -> Any:
        """Run the body of a function in the page, and return what it returns."""
        return self.send("WebDriver:ExecuteScript", script=script, args=list(given))

    def wait_for(self, expression: str, wanted: Any = True) -> None:
        """Wait until an expression has a value in the page."""
        until = time.monotonic() + SECONDS
        while (last := self.run(f"return {expression}")) != wanted:
            if time.monotonic() > until:
                raise AssertionError(f"{expression} is {last!r}, not {wanted!r}")
            time.sleep(0.05)

    def click(self, selector: str) -> None:
        """Click on the first element that a selector finds, as a mouse does."""
        found = self.send("WebDriver:FindElement", using="css selector", value=selector)
        self.send("WebDriver:ElementClick", id=next(iter(found.values())))

    def close(self) -> None:
        """End the session."""
        self._answers.close()
        self._socket.close()

    def _read(self) -> Any:
        length = b""
        while (digit := self._answers.read(1)) != b":":
            if not digit:
                raise AssertionError("Firefox has gone")
            length += digit
        return json.loads(self._answers.read(int(length)))


@contextmanager
def firefox(path: str) -> Iterator[Firefox]:
    """Start a Firefox without a window, in a profile of its own, and end it afterwards."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        (Path(profile) / "user.js").write_text(SETTINGS)
        asked = [path, "--headless", "--marionette", "--no-remote", "--profile", profile]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        process = subprocess.Popen(asked, env=os.environ | {"HOME": profile}, **quiet)
        try:
            port = _port(Path(profile) / "MarionetteActivePort", process)
            with closing(Firefox(port)) as page:
                yield page
        finally:
            process.terminate()
            process.wait(SECONDS)


def _port(file: Path, process: subprocess.Popen) -> int:
    """Wait until it has written where it listens."""
    until = time.monotonic() + SECONDS
    while not (file.exists() and (text := file.read_text().strip())):
        if process.poll() is not None or time.monotonic() > until:
            raise AssertionError("Firefox does not start")
        time.sleep(0.05)
    return int(text)
