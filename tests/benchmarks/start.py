"""How long a new Python takes to the first thing that somebody waits for, cold. Medians of 7.

``python -m tests.benchmarks.start`` measures each in turn, seven times over, beside the bare
import of what a notebook like this one is built on: in seconds of the processor, which on an idle
machine are the seconds that pass, and hold beside other work. All code is compiled before, as it is
where it is installed. What is over its limit is named at the end, and the exit code is then 1.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from statistics import median
from tempfile import TemporaryDirectory

BUNDLE = Path(__file__).parents[2]
TIMES = 7
FOREIGN = "import pandas, plotly.graph_objects, ipywidgets, anywidget"
FIRST_CHART = """
import headcount as hc
from headcount.charts.chart import chart_names
from headcount.render.svg import to_svg

data = hc.read()
chart = hc.named(data, chart_names(data)[0])
to_svg(chart.drawing(600), title=chart.headline, description=chart.alt)
"""
CASES: dict[str, tuple[str, float | None]] = {
    "import headcount": ("import headcount", 0.1),
    "the data, and the first chart's SVG": (FIRST_CHART, 0.8),
    "headcount check": ("from headcount.cli import main; assert not main(['check'])", 0.4),
    FOREIGN: (FOREIGN, None),
}
"""What is run, and how many seconds it may take."""


def seconds(code: str, compiled: str) -> float:
    """Return the seconds that a new Python needs to run `code`; it finds its modules `compiled`."""
    own = {"PYTHONPATH": str(BUNDLE / "helpers"), "PYTHONPYCACHEPREFIX": compiled}
    before = getrusage(RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, "-c", code],
        check=True,
        cwd=BUNDLE,
        env=os.environ | own | {"PYTHONDONTWRITEBYTECODE": ""},
        stdout=subprocess.DEVNULL,
    )
    after = getrusage(RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> int:
    """Measure and print; return 1 where anything is over its limit."""
    taken: dict[str, list[float]] = {what: [] for what in CASES}
    with TemporaryDirectory() as compiled:
        for _ in range(TIMES + 1):
            for what, (code, _) in CASES.items():
                taken[what].append(seconds(code, compiled))
    foreign = median(taken[FOREIGN][1:])
    print(f"{'':<60}{'median':>10}{'limit':>10}{'times the last':>18}")
    over = []
    for what, (_, limit) in CASES.items():
        middle = median(taken[what][1:])
        allowed = f"{limit:.1f} s" if limit else ""
        print(f"{what:<60}{middle:>8.2f} s{allowed:>10}{middle / foreign:>18.2f}")
        if limit and middle > limit:
            over.append(what)
    for what in over:
        print(f"{what} is over its limit.")
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
