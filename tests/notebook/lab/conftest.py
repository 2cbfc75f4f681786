"""One JupyterLab for all the tests of this folder."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from headcount.figures import package
from nbformat.v4 import new_code_cell, new_notebook
from playwright.sync_api import Browser, Page

from .lab import Lab

MARKUP = '<img src=x onerror="window.obeyed = true"> & <b>B</b>'

_HOSTILE = """
from headcount.figures import package
from headcount.notebook.explore import explore
explore(package.read("../hostile"))
"""
_SEVERAL = """
import ipywidgets
from headcount.figures import package
from headcount.notebook.explore import explore
data = package.read()
ipywidgets.VBox([explore(data, chart) for chart in ("offers-and-deployments", "every-count")])
"""
_WITHOUT_A_FACE = """
import os
os.environ["HEADCOUNT_FONTS"] = "none"
from headcount.notebook.explore import explore
explore(exports="../exports-without")
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
        write(notebooks / "without-a-face.ipynb", _WITHOUT_A_FACE)
        _spoil(shutil.copytree(package.find_folder(), running.root / "hostile"))
        yield running


@pytest.fixture(scope="session")
def page(browser: Browser) -> Iterator[Page]:
    """Give one page for all tests that need none of their own."""
    page = browser.new_page(viewport={"width": 1280, "height": 1000})
    yield page
    page.close()


def write(path: Path, code: str) -> None:
    kernel = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}
    cells = [new_code_cell(code.strip())]
    nbformat.write(new_notebook(cells=cells, metadata={"kernelspec": kernel}), path)


def _spoil(folder: Path) -> None:
    """Put markup where the data has words that a chart prints."""
    fields = {"countries": "name in_text", "sources": "short_title", "caveats": "short"}
    for file, names in fields.items():
        path = folder / f"{file}.csv"
        with path.open(encoding="utf-8", newline="") as table:
            rows = list(csv.DictReader(table))
        for number, row in enumerate(rows):
            row |= dict.fromkeys(names.split(), f"{MARKUP} {file} {number}")
        with path.open("w", encoding="utf-8", newline="") as table:
            writer = csv.DictWriter(table, rows[0], lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    corrections = folder / "corrections.csv"  # they name what those words were, and are to be true
    head = corrections.read_text(encoding="utf-8").splitlines()[0]
    corrections.write_text(f"{head}\n", encoding="utf-8")
