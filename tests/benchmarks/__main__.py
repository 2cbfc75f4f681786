"""All benchmarks, one after the other: ``python -m tests.benchmarks [NAME …]``.

Each runs in a process of its own and prints as it goes. One that takes longer than its time is
ended with all that it started, so that a foreign tool which hangs costs its own lines and no
others'.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys

NAMES = (
    "start",
    "pictures",
    "latency",
    "growth",
    "survival",
    "kits",
    "embeds",
    "renderers",
    "lessons",
    "adopting",
    "rules",
    "proofing",
)
SECONDS = 1200  # of one benchmark; the longest takes about a quarter of it


def run(name: str, seconds: float = SECONDS) -> str:
    """Run one benchmark; return what became of it, or nothing where all went well."""
    command = [sys.executable, "-u", "-m", f"tests.benchmarks.{name}"]
    process = subprocess.Popen(command, start_new_session=True)
    try:
        code = process.wait(seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return f"{name} was ended after {seconds:g} seconds"
    return f"{name} has something over its limit, or failed (exit code {code})" if code else ""


def main(names: list[str]) -> int:
    """Run the benchmarks that are named, or all of them; name at the end what did not go well."""
    unknown = set(names) - set(NAMES)
    if unknown:
        print(f"no benchmark {', '.join(sorted(unknown))}; there are {', '.join(NAMES)}")
        return 2
    wrong = []
    for name in names or NAMES:
        print(f"\n== {name}", flush=True)
        if became := run(name):
            wrong.append(became)
    print(*wrong, sep="\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
