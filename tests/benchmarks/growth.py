"""How reading, checking, caveats and search grow with the number of figures, beside frictionless.

``python -m tests.benchmarks.growth 1000 10000 100000`` measures in one run, in seconds of the
processor, so that the ratios hold on any machine and beside other work. Headcount and frictionless
take the same files, each in a process of its own, after its import, and each checks every row with
its keys. Frictionless is measured twice: as it checks alone, keeping no row (``validate``), and as
it reads every typed row into memory while it checks, which is what `package.read` does.
A process that takes too long is stopped, and its line says so.
"""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from headcount.caveats import View, derived
from headcount.desk import search
from headcount.figures import package
from headcount.figures import table as figures
from headcount.notebook.explore import find

from tests.benchmarks.generated import generate

SIZES = (1_000, 10_000, 100_000)
FRICTIONLESS_UP_TO = 100_000
LONGEST = 300
"""Seconds after which a process that reads a package is stopped."""

DATA = Path(__file__).parents[2] / "data"

_ALONE = """
import sys
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from time import process_time
{load}
begin = process_time()
{work}
taken = process_time() - begin
# Under Linux getrusage also counts the parent's peak, from before this process ran its own program.
status = Path("/proc/self/status")
if status.exists():
    peak = int(status.read_text().partition("VmHWM:")[2].split()[0]) // 1024
else:
    peak = getrusage(RUSAGE_SELF).ru_maxrss // 1024**2
print(taken, peak)
"""
_WORK = {
    "headcount": ("from headcount.figures.package import read", "read(sys.argv[1])"),
    "frictionless, checking alone": (
        "from frictionless import validate",
        "assert validate(sys.argv[1] + '/datapackage.json').valid",
    ),
    "frictionless, reading too": (
        "from frictionless import Package",
        "package = Package(sys.argv[1] + '/datapackage.json')\n"
        "tables = {one.name: one.read_rows() for one in package.resources}\n"
        "assert all(row.valid for rows in tables.values() for row in rows)",
    ),
}


FRICTIONLESS = [who for who in _WORK if who != "headcount"]


@dataclass(frozen=True)
class Taken:
    """Seconds for one size, in one process."""

    figures: int
    reading: float
    caveats: float
    notes: int
    opening: float
    keystroke: float


def measure(path: Path) -> Taken:
    """Read and check a package, and derive the caveats of all its figures in one view."""
    begin = process_time()
    data = package.read(path)
    read = process_time()
    opening, keystroke = searching(data)
    started = process_time()
    rows = figures.figures(data).to_dict("records")
    every = frozenset(row["figure_id"] for row in rows)
    notes = derived(View(data, tuple(rows), focus=every))
    caveats = process_time() - started
    return Taken(len(rows), read - begin, caveats, len(notes), opening, keystroke)


def searching(data: package.Package) -> tuple[float, float]:
    """Return how long a finder takes to open, and then a keystroke, of several the longest."""
    begin = process_time()
    finder = find(data)
    opened = process_time()
    search.texts(data).warm()  # as it does by itself, half a second after it was opened
    keystrokes = []
    for typed in ("r", "re", "reg", "region 1", "12", "beds"):
        start = process_time()
        finder.filter(text=typed)
        keystrokes.append(process_time() - start)
    return opened - begin, max(keystrokes)


@dataclass(frozen=True)
class Cost:
    """Seconds of the processor, and the most memory that was held, in MB."""

    seconds: float
    memory: int


def alone(who: str, path: Path) -> Cost:
    """Return what it costs a new process to read and check a package, which must not last long."""
    load, work = _WORK[who]
    code = _ALONE.format(load=load, work=work)
    run = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code, str(path)],
        capture_output=True,
        text=True,
        check=True,
        timeout=LONGEST,
    )
    seconds, memory = run.stdout.split()
    return Cost(float(seconds), int(memory))


def beside(path: Path, ours: Cost) -> str:
    """Say what frictionless takes for the same files, and how many times ours that is."""
    found = []
    for who in FRICTIONLESS:
        try:
            theirs = alone(who, path).seconds
            found.append(f"{theirs:>12.1f} s ({theirs / ours.seconds:>4.1f} times)")
        except subprocess.TimeoutExpired:
            found.append(f"{f'stopped after {LONGEST} s':>26}")
    return "".join(found)


def main(sizes: list[int]) -> None:
    """Measure and print, line by line; each size beside the one before it."""
    print(
        f"{'figures':>10}{'read, check':>14}{'memory':>10}{'caveats':>11}{'notes':>10}{'find':>9}"
        f"{'keystroke':>12}"
        f"{'frictionless: checking':>26}{'reading, checking':>26}"
    )
    ours = alone("headcount", DATA)
    own = f"{'these':>10}{ours.seconds:>12.3f} s{ours.memory:>7} MB{'':>42}"
    print(own + beside(DATA, ours))
    before = None
    for size in sizes:
        with TemporaryDirectory() as folder:
            path = generate(Path(folder) / "package", size)
            taken, ours = measure(path), alone("headcount", path)
            line = f"{size:>10,}{ours.seconds:>12.3f} s{ours.memory:>7} MB"
            line += f"{taken.caveats:>9.2f} s{taken.notes:>10,}{taken.opening:>7.2f} s"
            line += f"{taken.keystroke * 1000:>9.0f} ms"
            print(line + (beside(path, ours) if size <= FRICTIONLESS_UP_TO else ""))
        if before:
            grown = f"{taken.figures / before.figures:.0f} times"
            reading, caveats = taken.reading / before.reading, taken.caveats / before.caveats
            print(f"{grown:>10}{reading:>12.1f}{'':>12}{caveats:>9.1f}")
        before = taken


if __name__ == "__main__":
    main([int(text) for text in sys.argv[1:]] or list(SIZES))
