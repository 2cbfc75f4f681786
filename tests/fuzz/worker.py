"""The process in which inputs are tried: ``KIND FIRST COUNT`` on a line of its standard input."""

from __future__ import annotations

import contextlib
import io
import sys
import tempfile
import traceback
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from tests.fuzz.kinds import KINDS
from tests.limits import serve, timed

if Path("/dev/shm").is_dir():  # memory: no disk is worn by some hundred thousand small files
    tempfile.tempdir = "/dev/shm"

SECONDS = 5
"""The longest time of the processor that one input may take."""

_MADE: dict[object, tuple[TemporaryDirectory[str], object]] = {}


def attempt(words: list[str]) -> int:
    """Try inputs of a kind, and print a line for each that is not taken as it should be."""
    kind, first, *count = words
    one = KINDS[kind]
    if one.seeds not in _MADE:
        place = TemporaryDirectory()
        _MADE[one.seeds] = place, one.seeds(Path(place.name))
    for number in range(int(first), int(first) + int(count[0] if count else 1)):
        with TemporaryDirectory() as folder:
            try:
                with contextlib.redirect_stderr(io.StringIO()), timed(SECONDS):
                    wrong = one.attempt(
                        Random(f"{kind} {number}"), _MADE[one.seeds][1], Path(folder)
                    )
            except MemoryError:
                raise
            except Exception:  # noqa: BLE001  (whatever it is, it is a finding)
                wrong = traceback.format_exc()
        if wrong:
            print(f"{kind} {number}: {_last(wrong) if count else wrong}")
    return 0


def _last(wrong: str) -> str:
    """Return the line of a traceback that says where, and the one that says what."""
    lines = [line.strip() for line in wrong.splitlines() if line.strip()]
    where = [line for line in lines if line.startswith("File ") and "/headcount/" in line]
    return " | ".join([*where[-1:], lines[-1]])[:600]


if __name__ == "__main__":
    serve(attempt, float(sys.argv[1]), int(sys.argv[2]))
