"""Try inputs for a while, kind by kind, and tell what came of them."""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from collections.abc import Callable
from itertools import cycle
from threading import Lock, Thread
from time import monotonic

from tests.fuzz.kinds import KINDS
from tests.limits import Process, TooMuchError

SECONDS, MEGABYTES = 60, 1_500


def process() -> Process:
    """Return a process that tries inputs."""
    return Process(SECONDS, MEGABYTES, "tests.fuzz.worker")


def main() -> int:
    """Run what the command line asks for; return 1 where something was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz")
    parser.add_argument("kinds", nargs="*", default=list(KINDS), help=f"of {', '.join(KINDS)}")
    parser.add_argument("--seconds", type=float, default=600, help="at least")
    parser.add_argument("--inputs", type=int, default=20_000, help="at least")
    parser.add_argument("--seed", type=int, default=1, help="the number of the first input")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--again", action="store_true", help="try KIND NUMBER alone")
    asked = parser.parse_args()
    if asked.again:
        from tests.fuzz.worker import attempt

        return attempt(asked.kinds)
    begun = monotonic()
    tried: Counter[str] = Counter()
    found: list[str] = []

    def goes_on() -> bool:
        return monotonic() - begun < asked.seconds or tried.total() < asked.inputs

    turns = _Turns(asked.kinds, asked.seed, goes_on)

    def work(worker: Process) -> None:
        try:
            while turn := next(turns, None):
                kind, number = turn
                ran = _tried(worker, kind, number, KINDS[kind].at_once)
                tried[kind] += KINDS[kind].at_once
                found.extend(ran)
                for line in ran:
                    print(line, flush=True)
        finally:
            worker.end()

    threads = [Thread(target=work, args=[process()]) for _ in range(asked.processes)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    for kind, count in tried.items():
        print(f"{count:>8,} {kind}")
    print(f"{tried.total():>8,} inputs in {monotonic() - begun:.0f} s; {len(found)} findings")
    return 1 if found else 0


class _Turns:
    """Each kind in turn, with the number of its next input, to whoever asks, for a time."""

    def __init__(self, kinds: list[str], first: int, goes_on: Callable[[], bool]) -> None:
        self._kinds = cycle(kinds)
        self._next = dict.fromkeys(kinds, first)
        self._goes_on = goes_on
        self._lock = Lock()

    def __iter__(self) -> _Turns:
        return self

    def __next__(self) -> tuple[str, int]:
        if not self._goes_on():
            raise StopIteration
        with self._lock:
            kind = next(self._kinds)
            number = self._next[kind]
            self._next[kind] += KINDS[kind].at_once
        return kind, number


def _tried(worker: Process, kind: str, number: int, count: int) -> list[str]:
    """Try some inputs of a kind; return what is wrong, a text each."""
    try:
        return worker.run(kind, number, count).out
    except TooMuchError as error:
        if count == 1:
            return [f"{kind} {number}: {error}"]
    return [line for at in range(number, number + count) for line in _tried(worker, kind, at, 1)]


if __name__ == "__main__":
    sys.exit(main())
