"""The notebooks as plain pages: what leads from one to another does so there too."""

import re

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from helpers.site import build
from helpers.wording import COLUMNS


def test_a_link_from_one_notebook_to_another_leads_to_its_page(data, tmp_path):
    notebooks = tmp_path / "notebooks"
    notebooks.mkdir()
    for name, other in (("01-one", "02-two"), ("02-two", "01-one")):
        words = f"# A question\n\n[there]({other}.ipynb#part) [far](https://example.org/a.ipynb)"
        page = new_notebook(cells=[new_markdown_cell(words)])
        nbformat.write(page, notebooks / f"{name}.ipynb")
    first = build(data, notebooks, tmp_path / "site")
    page = (first.parent / "01-one.html").read_text(encoding="utf-8")
    links = re.findall(r"<main>.*", page, re.DOTALL)[0]
    assert 'href="02-two.html#part"' in links
    assert 'href="https://example.org/a.ipynb"' in links


@pytest.mark.browser
def test_a_line_that_a_cell_printed_stays_one_line(data, page, tmp_path):
    notebooks = tmp_path / "notebooks"
    notebooks.mkdir()
    cells = [new_markdown_cell("# A question"), new_code_cell(f"print('{'m ' * (COLUMNS // 2)}')")]
    nbformat.write(new_notebook(cells=cells), notebooks / "01-one.ipynb")
    first = build(data, notebooks, tmp_path / "site")
    page.set_viewport_size({"width": 800, "height": 800})
    page.goto((first.parent / "01-one.html").as_uri())
    said = page.locator("pre.said")
    lines = "getComputedStyle(one)"
    assert said.evaluate(
        f"one => (one.clientHeight - 2 * parseFloat({lines}.paddingTop))"
        f" / parseFloat({lines}.lineHeight)"
    ) == pytest.approx(1, abs=0.1)
