"""Whole kits beside plotly's own way to the same files.

``python -m tests.benchmarks.kits [CHART…]`` exports the kits of charts, then writes the same
pictures and a page of each with `fig.write_image` and `fig.write_html`, one after the other, in
the same run. Without names it takes every chart of the package, as the promise does: a quarter of
an hour, nearly all of it the loop's. Both are told for one chart, and our time takes in the start
of our browser.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import plotly.io as pio
from headcount.charts.chart import Chart, chart_names, named_chart
from headcount.figures.package import read
from headcount.publish.export.kit import export
from headcount.render.drawing import find_chromium
from headcount.render.formats import FORMATS

from tests.benchmarks.pictures import tell

PICTURES = {"print": ("pdf",), "square": ("png",), "social": ("png",)}


def main() -> None:
    """Measure and print, line by line."""
    package = read()
    names = sys.argv[1:] or chart_names(package)
    with TemporaryDirectory() as out:
        begin = perf_counter()
        for name in names:
            export(named_chart(package, name), out)
        ours = (perf_counter() - begin) / len(names)
    tell(f"one chart's kit (of {len(names)})", ours)

    theirs = [loop(named_chart(package, name)) for name in names]
    tell("the same pictures and a page by write_image and write_html", sum(theirs) / len(theirs))
    tell("how many times as long", sum(theirs) / len(theirs) / ours, "times")


def loop(shown: Chart) -> float:
    """Return the seconds that plotly's own way takes."""
    pio.defaults.mathjax = None
    with TemporaryDirectory() as out:
        begin = perf_counter()
        for one in FORMATS.values():
            figure = shown.figure(one.width, one.height)
            for kind in PICTURES.get(one.name, ("png", "svg")):
                figure.write_image(Path(out) / f"{one.name}.{kind}", scale=2)
        shown.figure().write_html(Path(out) / "page.html")
        return perf_counter() - begin


if __name__ == "__main__":
    if not (chromium := find_chromium()):
        sys.exit("the pictures need a Chromium")
    os.environ.setdefault("BROWSER_PATH", str(chromium))  # the same browser for both
    main()
