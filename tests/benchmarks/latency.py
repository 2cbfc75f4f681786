"""How long a reader waits in the lab: from Run All to a chart, from a control to its new marks.

``python -m tests.benchmarks.latency``. Times in milliseconds, medians, in a real JupyterLab
and a headless Chromium on this machine; plotly's FigureWidget beside ours, with a chart of the
same size and none of our words to change.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

import nbformat
from nbformat.v4 import new_code_cell, new_notebook
from playwright.sync_api import Page, sync_playwright

from helpers import graphic, package
from helpers.drawing import find_chromium
from tests.lab.lab import PROJECT, Lab

CHANGES = 20
FIRST = next(iter(sorted(PROJECT.glob("notebooks/*.ipynb"))))

_OURS = """
from helpers.explore import explore
explorer = explore()
explorer.choose(source="cia-factbook-2022", top=10)
explorer
"""
_THEIRS = """
import ipywidgets, plotly.graph_objects as go
from helpers import graphic, package
data = package.read()
sources = ["cia-factbook-2022", "cia-factbook-2024"]
figures = [graphic.make(data, measure="active", source=source, top=10, highlight="PRK").figure(600)
           for source in sources]
widget = go.FigureWidget(figures[0].data[0], figures[0].layout)
menu = ipywidgets.Dropdown(options=[("one", 0), ("other", 1)], description="Source")
def change(to):
    with widget.batch_update():
        widget.data[0].x = figures[to.new].data[0].x
        widget.layout.annotations = figures[to.new].layout.annotations
menu.observe(change, "value")
ipywidgets.VBox([menu, widget])
"""

# From the change of a menu to the first frame that has the new marks in it.
_CHANGE = """async ([menu, chart, to]) => {
  const select = [...document.querySelectorAll('select')]
    .find((one) => one.labels[0]?.textContent === menu);
  const index = to ?? 1 - select.selectedIndex;
  const marks = () => document.querySelector(chart).querySelector('.barlayer').innerHTML;
  const before = marks();
  const began = performance.now();
  select.selectedIndex = index;
  select.dispatchEvent(new Event('change', {bubbles: true}));
  while (marks() === before) {
    if (performance.now() - began > 10_000) throw new Error('no new marks in ten seconds');
    await new Promise(requestAnimationFrame);
  }
  return performance.now() - began;
}"""


def tell(what: str, value: float, unit: str = "ms") -> None:
    """Print one line of the table."""
    print(f"{what:<64}{value:>10,.0f} {unit}")


def write(path: Path, code: str) -> None:
    """Write a notebook of one cell."""
    kernel = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}
    cells = [new_code_cell(code.strip())]
    nbformat.write(new_notebook(cells=cells, metadata={"kernelspec": kernel}), path)


def run(lab: Lab, page: Page, notebook: str, chart: str) -> float:
    """Open and run a notebook; return the milliseconds from Run All to the first marks."""
    opened = lab.open(page, f"notebooks/{notebook}")
    began = perf_counter()
    opened.run_all()
    page.locator(f"{chart} .barlayer .point").first.wait_for(state="attached", timeout=60_000)
    return (perf_counter() - began) * 1000


def changes(page: Page, menu: str, chart: str, entries: tuple[int | None, ...]) -> list[float]:
    """Change a menu again and again; return the milliseconds of each change."""
    asked = [entries[turn % len(entries)] for turn in range(CHANGES + 2)]
    taken = [page.evaluate(_CHANGE, [menu, chart, entry]) for entry in asked]
    return taken[2:]  # the first ones warm up what is used for the first time


def in_the_kernel() -> None:
    """Measure what of a change is ours: from a choice to the JSON that is sent."""
    data = package.read()
    taken, size = [], 0
    for turn in range(CHANGES):
        source = ("cia-factbook-2022", "cia-factbook-2024")[turn % 2]
        began = perf_counter()
        shown = graphic.make(data, measure="active", source=source, highlight="PRK", top=10)
        size = len(json.dumps(shown.drawing(600)))
        taken.append((perf_counter() - began) * 1000)
    tell("in the kernel: from a choice to the JSON of its chart", median(taken))
    tell("that JSON", size, "bytes")


def main() -> None:
    """Measure and print, line by line."""
    in_the_kernel()
    with tempfile.TemporaryDirectory() as home, Lab(Path(home) / "lab") as lab:
        folder = lab.root / "notebooks"
        write(folder / "ours.ipynb", _OURS)
        write(folder / "theirs.ipynb", _THEIRS)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=find_chromium(), args=["--no-sandbox"]
            )
            page = browser.new_page(viewport={"width": 1280, "height": 1000})

            tell(
                "Run All to the first marks, explorer",
                run(lab, page, "ours.ipynb", ".headcount-picture"),
            )
            menu = "Source and edition"
            both = tuple(
                page.get_by_label(menu)
                .locator("option")
                .all_inner_texts()
                .index(
                    f"CIA World Factbook, {year} edition".replace(" ", "\xa0")
                    + f"\xa0({count}\xa0countries)"
                )
                for year, count in ((2024, 27), (2022, 28))
            )
            ours = changes(page, menu, ".headcount-picture", both)
            tell(f"a control's change to the new marks, explorer (of {CHANGES})", median(ours))
            tell("… the slowest", max(ours))

            tell(
                "Run All to the first marks, FigureWidget",
                run(lab, page, "theirs.ipynb", ".js-plotly-plot"),
            )
            theirs = changes(page, "Source", ".js-plotly-plot", (None,))
            tell(
                f"a control's change to the new marks, FigureWidget (of {CHANGES})", median(theirs)
            )
            tell("… the slowest", max(theirs))

            opened = lab.open(page, f"notebooks/{FIRST.name}")
            began = perf_counter()
            opened.run_all()
            tell("Run All of the first notebook, to its last cell", (perf_counter() - began) * 1000)
            opened.save()
            tell("the first notebook, executed and saved", opened.path.stat().st_size, "bytes")
            browser.close()


if __name__ == "__main__":
    main()
