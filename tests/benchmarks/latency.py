"""How long a reader waits in the lab: from Run All to a chart, from a control to its new marks.

``python -m tests.benchmarks.latency [FORM ...]``. Times in milliseconds, in a real JupyterLab and
a headless Chromium on this machine. For a chart of each form, four ways are measured in one run,
with the same menu and the same two figures behind it: our explorer with its picture, our explorer
switched to plotly, plotly's FigureWidget, and ipywidgets' `interact` that draws the figure anew;
and each as a ratio to the FigureWidget.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import NamedTuple

import nbformat
from headcount.figures import package
from headcount.notebook.explore import explore
from nbformat.v4 import new_code_cell, new_notebook
from playwright.sync_api import Page, sync_playwright

from tests.chromium import find_chromium
from tests.notebook.lab.lab import PROJECT, Lab, Notebook

CHANGES = 20
WIDTH = 680
FIRST = next(iter(sorted(PROJECT.glob("notebooks/*.ipynb"))))


class Case(NamedTuple):
    """A chart of one form, and a menu of its explorer with two entries to change between."""

    chart: str
    menu: str
    values: tuple[object, object]


CASES = {
    "rank": Case("fourth-largest-year-end", "source", ("cia-factbook-2022", "cia-factbook-2024")),
    "per-head": Case("first-per-head", "highlight", ("PRK", "KOR")),
    "spread": Case("every-count", "since", (2000, 2010)),
    "history": Case("strength-over-time", "since", (2000, 2008)),
    "scale": Case("claim-to-scale", "one", (1000, 10_000)),
    "ladder": Case("who-said-100000", "where.source_id", (None, "rp-2022-08")),
    "timeline": Case("from-claim-to-troops", "since", (2022, 2024)),
    "promise": Case("promised-and-come", "since", (None, 2025)),
}

Entries = list[tuple[int, str]]
"""The places of two entries in a menu, each with the text alternative of the chart it gives."""

_OURS = """
from headcount.notebook.explore import explore
explore(chart="{chart}")
"""
_SWITCHED = """
from headcount.notebook.explore import explore
explorer = explore(chart="{chart}")
explorer.view.drawn_as = "plotly"
explorer
"""
_THEIRS = """
import json, ipywidgets, plotly.graph_objects as go
figures = [go.Figure(one) for one in json.loads({figures!r})]
menu = ipywidgets.Dropdown(options=[("one", 0), ("other", 1)], description="Choose")
"""
_WIDGET = """
widget = go.FigureWidget(figures[0])
def change(to):
    new = figures[to.new]
    same = [one.type for one in new.data] == [one.type for one in widget.data]
    with widget.batch_update():
        if same:
            for old, one in zip(widget.data, new.data):
                old.update(one.to_plotly_json())
        else:
            widget.data = []
            widget.add_traces(new.data)
        widget.layout = new.layout
menu.observe(change, "value")
ipywidgets.VBox([menu, widget])
"""
_INTERACT = """
ipywidgets.interact(lambda choose: figures[choose], choose=menu);
"""

_MARKS = ".headcount-picture [data-figure], .cartesianlayer .point"

# From the change of a menu to the first frame that has the marks of the chart that is asked for.
_CHANGE = """async ([menu, at, alt]) => {
  const select = [...document.querySelectorAll('select')]
    .find((one) => one.labels[0]?.textContent === menu);
  const ours = () => document.querySelector('.headcount-picture > svg');
  const theirs = () => document.querySelector('.js-plotly-plot');
  const shown = () => ours()?.getAttribute('aria-label') ?? theirs()?.layout?.meta?.alt;
  const bare = (mark) => mark.cloneNode(false).outerHTML;
  const marks = () => ours()
    ? [...ours().querySelectorAll('[data-figure]')].map(bare).join('')
    : theirs()?.querySelector('.cartesianlayer')?.innerHTML;
  const before = marks();
  const began = performance.now();
  select.selectedIndex = at;
  select.dispatchEvent(new Event('change', {bubbles: true}));
  while (shown() !== alt || !marks() || marks() === before) {
    if (performance.now() - began > 10_000) throw new Error(`not in ten seconds: ${alt}`);
    await new Promise(requestAnimationFrame);
  }
  return performance.now() - began;
}"""


def tell(what: str, value: float, unit: str = "ms") -> None:
    """Print one line of the table."""
    print(f"{what:<64}{value:>10,.0f} {unit}", flush=True)


def write(path: Path, code: str) -> None:
    """Write a notebook of one cell."""
    kernel = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}
    cells = [new_code_cell(code.strip())]
    nbformat.write(new_notebook(cells=cells, metadata={"kernelspec": kernel}), path)


def run(lab: Lab, page: Page, notebook: str) -> tuple[Notebook, float]:
    """Open and run a notebook; return it, with the milliseconds from Run All to its marks."""
    opened = lab.open(page, f"notebooks/{notebook}")
    began = perf_counter()
    opened.run_all()
    page.locator(_MARKS).first.wait_for(state="attached", timeout=60_000)
    return opened, (perf_counter() - began) * 1000


def changes(page: Page, menu: str, entries: Entries) -> list[float]:
    """Change a menu again and again; return the milliseconds of each change."""
    asked = [entries[(turn + 1) % 2] for turn in range(CHANGES + 3)]
    page.wait_for_timeout(2000)  # a first layout for the width may still come
    taken = [page.evaluate(_CHANGE, [menu, *entry]) for entry in asked]
    return taken[3:]  # the first ones warm up what is used for the first time


def prepare(case: Case, folder: Path) -> tuple[str, Entries, Entries]:
    """Write the four notebooks; return the label of our menu, and the entries of each menu."""
    explorer = explore(package.read(), case.chart)
    figures, alts = [], []
    for value in case.values:
        explorer._pick(case.menu, value)
        alts.append(explorer.chart.alt)
        figure = explorer.chart.figure(WIDTH).update_layout(meta={"alt": alts[-1]})
        figures.append(figure.to_json())
    menu = explorer.menus[case.menu]
    values = [value for _, value in menu.entries]
    theirs = _THEIRS.format(figures=f"[{', '.join(figures)}]")
    write(folder / f"{case.chart}-ours.ipynb", _OURS.format(chart=case.chart))
    write(folder / f"{case.chart}-plotly.ipynb", _SWITCHED.format(chart=case.chart))
    write(folder / f"{case.chart}-widget.ipynb", theirs + _WIDGET)
    write(folder / f"{case.chart}-interact.ipynb", theirs + _INTERACT)
    ours = [(values.index(value), alt) for value, alt in zip(case.values, alts, strict=True)]
    return menu.label, ours, list(enumerate(alts))


def measure(lab: Lab, page: Page, form: str, case: Case) -> None:
    """Measure one form, ours beside the others."""
    label, own, plain = prepare(case, lab.root / "notebooks")
    ready, taken = {}, {}
    for way, menu, entries in (
        ("ours", label, own),
        ("plotly", label, own),
        ("widget", "Choose", plain),
        ("interact", "Choose", plain),
    ):
        notebook, ready[way] = run(lab, page, f"{case.chart}-{way}.ipynb")
        taken[way] = changes(page, menu, entries)
        notebook.shut_down()
    theirs = median(taken["widget"])
    for way, name in (
        ("ours", "picture"),
        ("plotly", "plotly"),
        ("widget", "FigureWidget"),
        ("interact", "interact"),
    ):
        middle = median(taken[way])
        print(
            f"{form:<10}{name:<14}first marks {ready[way]:>7,.0f} ms   "
            f"a change {middle:>6,.0f} ms, slowest {max(taken[way]):>6,.0f} ms   "
            f"{middle / theirs:>5.2f} of FigureWidget",
            flush=True,
        )


def in_the_kernel(cases: Mapping[str, Case]) -> None:
    """Measure what of a change is ours: from a picked entry to the picture that is sent."""
    data = package.read()
    for form, case in cases.items():
        explorer = explore(data, case.chart)
        taken = []
        for turn in range(CHANGES):
            began = perf_counter()
            explorer._pick(case.menu, case.values[turn % 2])
            taken.append((perf_counter() - began) * 1000)
        tell(f"in the kernel: from a picked entry to the chart sent, {form}", median(taken[2:]))
        tell("… its picture", len(explorer.view.content["picture"].encode()), "bytes")


def main() -> None:
    """Measure and print, line by line."""
    cases = {form: case for form, case in CASES.items() if form in (sys.argv[1:] or CASES)}
    in_the_kernel(cases)
    with (
        tempfile.TemporaryDirectory() as home,
        Lab(Path(home) / "lab") as lab,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 1000})
        for form, case in cases.items():
            measure(lab, page, form, case)
        opened = lab.open(page, f"notebooks/{FIRST.name}")
        began = perf_counter()
        opened.run_all()
        tell("Run All of the first notebook, to its last cell", (perf_counter() - began) * 1000)
        opened.save()
        tell("the first notebook, executed and saved", opened.path.stat().st_size, "bytes")
        browser.close()


if __name__ == "__main__":
    main()
