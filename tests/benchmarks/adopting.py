"""How well a reporter's sheet is read, and how long it takes to its first chart.

``python -m tests.benchmarks.adopting`` reads the labelled sheets of ``tests/publish/adopt``. Of
each cell that says an amount, a date or a place it is asked whether it was read rightly, told, or
read wrongly without a word. Then a new Python makes a story and a chart of 1,000 rows, and 100,000
rows are read. Exit code 1 where anything is over its limit.
"""

from __future__ import annotations

import sys
from itertools import zip_longest
from operator import eq
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from tests.benchmarks.start import seconds
from tests.publish.adopt.test_sheets import Labelled, labelled_sheets

LEAST = 0.98
"""What share of the cells must be read rightly."""

CHART = """
import headcount as hc
from headcount.render.svg import to_svg
made = hc.adopt({sheet!r}, {story!r}, counted="beds", kind="beds", unit="beds")
data = made.package
chart = hc.named(data, hc.chart_names(data)[0])
to_svg(chart.drawing(600), title=chart.headline, description=chart.alt)
"""
STORY = """
import headcount as hc
from resource import RUSAGE_SELF, getrusage
made = hc.adopt({sheet!r}, {story!r}, counted="beds", kind="beds", unit="beds")
assert len(made.found.figures) == {rows}
assert getrusage(RUSAGE_SELF).ru_maxrss < {memory} * 1024, "more memory than it may"
"""
SHEETS = [
    f"sheets{which}"
    for which in ("", "_second", "_third", "_fourth", "_fifth", "_sixth", "_seventh", "_eighth")
]
MEMORY = 1000
"""How many MB 100,000 rows may take."""


class Reading(NamedTuple):
    """What became of a sheet: cells in all, those read rightly, wrong without a word; rows lost."""

    cells: int
    right: int
    silent: int
    lost: int


def read(labelled: Labelled, folder: Path) -> Reading:
    """Read a sheet, and hold each amount, date and place against its label."""
    sheet, _, found = labelled.read(folder)
    wanted: dict[int, list[tuple[str, str, str]]] = {line: [] for line in labelled.fault}
    for figure, amount, date, _ in labelled.figures:
        line, place = figure.split()
        wanted.setdefault(int(line), []).append((place, amount, date))
    faulty = {fault.line for fault in found.faults}
    got = labelled.got(found)
    cells = right = silent = 0
    for line in wanted.keys() | got.keys():
        figures = wanted.get(line, [])
        if not figures:  # a line that must be told, or of which no figure is made
            cells += 1
            right += line in faulty and line not in got
            silent += line in got
        for want, is_there in zip_longest(figures, got.get(line, []), fillvalue=("", "", "")):
            if figures:
                same = sum(map(eq, want, is_there))
                cells += 3
                right += same
                silent += 0 if line in faulty else 3 - same
    seen = {one.line for one in (*found.figures, *found.faults, *found.left)}
    return Reading(cells, right, silent, len({row.line for row in sheet.rows} - seen))


def sheet_of(rows: int, folder: Path) -> str:
    """Write a sheet of so many rows; return its path."""
    file = folder / f"{rows}.csv"
    lines = [
        f'Chile,"{number:,}",{1990 + number % 30},https://a.example/{number % 9}\n'
        for number in range(rows)
    ]
    file.write_text("Country,Beds,Year,Link\n" + "".join(lines), "utf-8")
    return str(file)


def main() -> int:
    """Measure and print; return 1 where anything is over its limit."""
    over = []
    with TemporaryDirectory() as name:
        folder = Path(name)
        for title in SHEETS:
            sheets = [one for one in labelled_sheets(f"{title}.txt") if not one.refused]
            sums = Reading(*map(sum, zip(*(read(one, folder) for one in sheets), strict=True)))
            share = sums.right / sums.cells
            print(
                f"{title}: {len(sheets)} sheets, {sums.cells} cells, {share:.3f} read rightly, "
                f"{sums.silent} wrong without a word, {sums.lost} rows lost"
            )
            if sums.lost or share < LEAST or sums.silent:
                over.append(title)
        compiled = str(folder / "compiled")
        chart = CHART.format(sheet=sheet_of(1000, folder), story=str(folder / "warm"))
        seconds(chart, compiled)
        taken = seconds(chart.replace("warm", "story"), compiled)
        print(f"1,000 rows, from a cold start to a chart: {taken:.2f} s (limit 3)")
        if taken > 3:
            over.append("1,000 rows")
        for rows in (10_000, 100_000):
            story = {"story": str(folder / f"story-{rows}"), "rows": rows, "memory": MEMORY}
            taken = seconds(STORY.format(sheet=sheet_of(rows, folder), **story), compiled)
            print(f"{rows:,} rows, a story, in less than {MEMORY:,} MB: {taken:.2f} s")
    print(*over, sep="\n")
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
