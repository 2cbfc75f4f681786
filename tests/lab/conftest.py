"""One JupyterLab for all the tests of this folder."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from helpers import package

from .lab import Lab

MARKUP = '<img src=x onerror="window.obeyed = true"> & <b>B</b>'

_HOSTILE = """
from helpers import package
from helpers.explore import explore
explore(package.read("../hostile"))
"""
_SEVERAL = """
import ipywidgets
from helpers import package
from helpers.explore import explore
data = package.read()
ipywidgets.VBox([explore(data, chart) for chart in ("offers-and-deployments", "every-count")])
"""
_WITHOUT_PLOTLY = """
from helpers import chartview, graphic, package
chartview.plotlyjs = lambda: "/* nothing came */"
chartview.ChartView(graphic.named(package.read(), "fourth-largest"))
"""
# Drawn in a widget's callback, so that the kernel is free to hear the page's answer.
_WITHOUT_CHROMIUM = """
import asyncio, os, pathlib, ipywidgets
os.environ["HEADCOUNT_CHROMIUM"] = "none"
from helpers.chartview import PageStudio
from helpers.drawing import png, svg
from helpers.explore import explore
explorer = explore(exports="../exports-without")

async def draw():
    shown = explorer.graphic
    studio = PageStudio(explorer.view, asyncio.get_running_loop())
    out = pathlib.Path("../drawn-by-the-page")
    out.mkdir()
    words = {"title": shown.headline, "description": shown.alt}
    drawn = await asyncio.to_thread(svg, studio, shown.drawing(600), **words)
    (out / "chart.svg").write_text(drawn)
    (out / "chart.png").write_bytes(await asyncio.to_thread(png, studio, shown.drawing(600)))
    button.description = "Drawn"

tasks = []
button = ipywidgets.Button(description="Draw in the page")
button.on_click(lambda _: tasks.append(asyncio.get_running_loop().create_task(draw())))
ipywidgets.VBox([explorer, button])
"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.lab)


@pytest.fixture(scope="session")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """Start JupyterLab, with the bundle's notebooks and some of the tests' own."""
    with Lab(tmp_path_factory.mktemp("lab")) as running:
        notebooks = running.root / "notebooks"
        write(notebooks / "hostile.ipynb", _HOSTILE)
        write(notebooks / "several.ipynb", _SEVERAL)
        write(notebooks / "without-chromium.ipynb", _WITHOUT_CHROMIUM)
        write(notebooks / "without-plotly.ipynb", _WITHOUT_PLOTLY)
        _spoil(shutil.copytree(package.find_folder(), running.root / "hostile"))
        yield running


def write(path: Path, code: str) -> None:
    kernel = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}
    cells = [new_code_cell(code.strip())]
    nbformat.write(new_notebook(cells=cells, metadata={"kernelspec": kernel}), path)


def _spoil(folder: Path) -> None:
    """Put markup where the data has words that a chart prints."""
    for file, field in {"countries": "name", "sources": "short_title", "caveats": "short"}.items():
        path = folder / f"{file}.csv"
        with path.open(encoding="utf-8", newline="") as table:
            rows = list(csv.DictReader(table))
        for number, row in enumerate(rows):
            row[field] = f"{MARKUP} {number}"
        with path.open("w", encoding="utf-8", newline="") as table:
            writer = csv.DictWriter(table, rows[0], lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
