"""How reading, checking and the caveats grow with the number of figures, beside frictionless.

``python -m tests.benchmarks.growth 1000 10000 100000`` measures in one run, in seconds of the
processor, so that the ratios hold on any machine and beside other work. Headcount and frictionless
check the same files, each in a process of its own, after its import.
"""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from helpers import figures, package
from helpers.caveats import View, derived
from tests.benchmarks.generated import generate

SIZES = (1_000, 10_000, 100_000)
FRICTIONLESS_UP_TO = 100_000
DATA = Path(package.__file__).parents[2] / "data"

_ALONE = """
import sys
from time import process_time
{load}
begin = process_time()
{work}
print(process_time() - begin)
"""
_WORK = {
    "headcount": ("from helpers.package import read", "read(sys.argv[1])"),
    "frictionless": (
        "from frictionless import validate",
        "assert validate(sys.argv[1] + '/datapackage.json').valid",
    ),
}


@dataclass(frozen=True)
class Taken:
    """Seconds for one size, in one process."""

    figures: int
    reading: float
    caveats: float
    notes: int


def measure(path: Path) -> Taken:
    """Read and check a package, and derive the caveats of all its figures in one view."""
    begin = process_time()
    data = package.read(path)
    read = process_time()
    rows = figures.figures(data).to_dict("records")
    every = frozenset(row["figure_id"] for row in rows)
    notes = derived(View(data, tuple(rows), focus=every))
    return Taken(len(rows), read - begin, process_time() - read, len(notes))


def alone(who: str, path: Path) -> float:
    """Return the seconds that a new process takes to read and check a package."""
    load, work = _WORK[who]
    code = _ALONE.format(load=load, work=work)
    run = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code, str(path)],
        capture_output=True,
        text=True,
        check=True,
    )
    return float(run.stdout)


def beside(path: Path) -> tuple[float, float]:
    """Return the seconds of Headcount and of frictionless for the same files."""
    return alone("headcount", path), alone("frictionless", path)


def main(sizes: list[int]) -> None:
    """Measure and print, line by line; each size beside the one before it."""
    ours, theirs = beside(DATA)
    print(
        f"this bundle's data: {ours:.2f} s, frictionless {theirs:.1f} s ({theirs / ours:.0f} times)"
    )
    print(f"{'figures':>10}{'read, check':>14}{'caveats':>11}{'notes':>10}{'frictionless':>15}")
    before = None
    for size in sizes:
        with TemporaryDirectory() as folder:
            path = generate(Path(folder) / "package", size)
            taken = measure(path)
            line = f"{size:>10,}{taken.reading:>12.2f} s{taken.caveats:>9.2f} s{taken.notes:>10,}"
            if size <= FRICTIONLESS_UP_TO:
                ours, theirs = beside(path)
                line += f"{theirs:>13.1f} s ({theirs / ours:.1f} times)"
        print(line)
        if before:
            grown = f"{taken.figures / before.figures:.0f} times"
            reading, caveats = taken.reading / before.reading, taken.caveats / before.caveats
            print(f"{grown:>10}{reading:>14.1f}{caveats:>11.1f}")
        before = taken


if __name__ == "__main__":
    main([int(text) for text in sys.argv[1:]] or list(SIZES))
