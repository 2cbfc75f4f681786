"""Whole kits beside plotly's own way to the same files.

``python -m tests.benchmarks.kits [CHART…]`` exports the kits of charts in one batch, then one from
a command that has just been typed, and writes the same pictures and a page of each with
`fig.write_image` and `fig.write_html`, in the same run. Without names it takes every chart of the
package; plotly's way, which may hang with the browser that it starts, has a time limit, and what
it did in that time counts. Ours starts no browser.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from headcount.charts.chart import chart_names, named_chart
from headcount.figures.package import read
from headcount.publish.export.kit import export
from headcount.render.formats import FORMATS
from headcount.render.pictures import Pictures, missing

from tests.benchmarks.pictures import tell
from tests.chromium import find_chromium
from tests.chromium import missing as no_chromium

PICTURES = {"print": ("pdf",), "print-column": ("pdf",)} | dict.fromkeys(
    ("social", "square", "story"), ("png",)
)
MOST_SECONDS = 900  # that plotly's way is given for all charts
LOOP = "--plotly"


def main(names: list[str]) -> None:
    """Measure and print, line by line."""
    package = read()
    names = names or chart_names(package)
    with TemporaryDirectory() as out:
        begin = perf_counter()
        with Pictures() as pictures:
            for name in names:
                export(named_chart(package, name), out, pictures=pictures)
        ours = (perf_counter() - begin) / len(names)
        tell(f"one chart's kit, of a batch of {len(names)}", ours)

        command = [sys.executable, "-m", "headcount", "export", names[0], "--out", f"{out}/cold"]
        begin = perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        tell(f"one kit ({names[0]}), by a command from cold", perf_counter() - begin)

    if not find_spec("kaleido"):
        print("plotly's way: not measured, kaleido is not installed")
    elif not (chromium := find_chromium()):
        print(f"plotly's way: not measured, {no_chromium()}")
    elif theirs := loop(names, chromium):
        mean = sum(theirs) / len(theirs)
        tell(f"the same pictures and a page by plotly (of {len(theirs)})", mean)
        tell("how many times as long", mean / ours, "times")
    else:
        print(f"plotly's way: not one chart in {MOST_SECONDS} seconds")


def loop(names: list[str], chromium: Path) -> list[float]:
    """Return the seconds that plotly's way takes for each chart, as far as it comes in its time."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.benchmarks.kits", LOOP, *names],
        env=os.environ | {"BROWSER_PATH": str(chromium), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    )
    try:
        done, _ = process.communicate(timeout=MOST_SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)  # the browser that it started as well
        done, _ = process.communicate()
    return [float(line) for line in done.splitlines()]


def by_plotly(names: list[str]) -> None:
    """Write pictures and pages in plotly's way; print the seconds that each chart takes."""
    import plotly.io as pio

    pio.defaults.mathjax = None
    package = read()
    for name in names:
        shown = named_chart(package, name)
        with TemporaryDirectory() as out:
            begin = perf_counter()
            for one in FORMATS.values():
                figure = shown.figure(one.width, one.height)
                for kind in PICTURES.get(one.name, ("png", "svg")):
                    figure.write_image(Path(out) / f"{one.name}.{kind}", scale=2)
            shown.figure().write_html(Path(out) / "page.html")
            print(perf_counter() - begin)


if __name__ == "__main__":
    if reason := missing():
        sys.exit(reason)
    if sys.argv[1:2] == [LOOP]:
        by_plotly(sys.argv[2:])
    else:
        main(sys.argv[1:])
