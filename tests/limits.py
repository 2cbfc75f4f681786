"""A process of limited memory that runs commands, each for a limited time.

A hostile file is to cost a line, not minutes and gigabytes: where a command takes too long or too
much, the process ends, and its test fails.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import resource
import select
import signal
import subprocess
import sys
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 12
ROOT = Path(__file__).parents[1]


class TooMuchError(AssertionError):
    """A command that ended otherwise than by its exit code, or did not end."""


@dataclass
class Ran:
    """What a command printed, line by line, and its exit code."""

    out: list[str]
    err: list[str]
    code: int


class Process:
    """The process; it is begun when it is first needed, and again after it ended.

    Parameters
    ----------
    seconds
        The longest time of the processor that a command may take, whatever else is running; what
        waits and does nothing is ended after `PATIENCE` times as long.
    megabytes
        The most memory that it may ask for, with what Python itself and pandas need.
    module
        What runs in it: a module that calls `serve`.
    """

    def __init__(
        self, seconds: float = 10, megabytes: int = 1_000, module: str = "tests.limits"
    ) -> None:
        self.seconds, self.megabytes, self.module = seconds, megabytes, module
        self._process: subprocess.Popen[str] | None = None

    def run(self, *words: object) -> Ran:
        """Run a command of ``headcount``; raise `TooMuchError` where it does not end well."""
        process = self._begun()
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(json.dumps([*map(str, words)]) + "\n")
        process.stdin.flush()
        ready, _, _ = select.select([process.stdout], [], [], self.seconds * PATIENCE)
        line = process.stdout.readline() if ready else ""
        if not line:
            self.end()
            raise TooMuchError(f"{words}: {'it ended' if ready else 'it does not answer'}")
        answer = json.loads(line)
        if answer["failed"]:
            raise TooMuchError(answer["failed"])
        return Ran(answer["out"].splitlines(), answer["err"].splitlines(), answer["code"])

    def end(self) -> None:
        """End it."""
        if self._process:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def _begun(self) -> subprocess.Popen[str]:
        if self._process is None or self._process.poll() is not None:
            threads = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
            self._process = subprocess.Popen(
                [sys.executable, "-m", self.module, str(self.seconds), str(self.megabytes)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
                cwd=ROOT,
                env={**os.environ, "PYTHONPATH": str(ROOT / "helpers"), **threads},
            )
        return self._process


@contextlib.contextmanager
def limited(
    seconds: float = 10, megabytes: int = 1_000, module: str = "tests.limits"
) -> Iterator[Process]:
    """Give a process for some tests, and end it after them."""
    process = Process(seconds, megabytes, module)
    try:
        yield process
    finally:
        process.end()


def _late(*_: object) -> None:
    raise TooMuchError("it takes too much time of the processor")


@contextlib.contextmanager
def timed(seconds: float) -> Iterator[None]:
    """Raise `TooMuchError` in what takes longer than so many seconds of the processor."""
    signal.signal(signal.SIGPROF, _late)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def serve(main: Callable[[list[str]], int], seconds: float, megabytes: int) -> None:
    """Run a command for each line of the standard input, within so much time and memory."""
    resource.setrlimit(resource.RLIMIT_AS, (megabytes * 2**20,) * 2)
    for line in sys.stdin:
        out, err, failed, code = io.StringIO(), io.StringIO(), "", -1
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            try:
                with timed(seconds):
                    code = main(json.loads(line))
            except SystemExit as error:
                code = int(error.code or 0)
            except BaseException:  # noqa: BLE001  (MemoryError too: the test tells it)
                failed = traceback.format_exc()
        answer = {"out": out.getvalue(), "err": err.getvalue(), "code": code, "failed": failed}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    from headcount.cli import main

    serve(main, float(sys.argv[1]), int(sys.argv[2]))
