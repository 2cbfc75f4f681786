"""The notebooks as plain pages: what leads from one to another does so there too."""

import re

import nbformat
from nbformat.v4 import new_markdown_cell, new_notebook

from helpers.site import build


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
