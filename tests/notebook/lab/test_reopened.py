"""A notebook that was run, saved and closed: opened again, it shows what it showed."""

from __future__ import annotations

import json

from playwright.sync_api import Page, expect

from .conftest import write
from .lab import Lab, Notebook
from .test_stopped_python import SAID, works

_EXPLORER = 'import headcount as hc\nhc.explore(chart="fourth-largest")'


def test_a_reopened_notebook_shows_its_explorer_and_says_that_python_has_stopped(
    lab: Lab, page: Page
):
    path = lab.root / "notebooks" / "reopened.ipynb"
    write(path, _EXPLORER)
    notebook = lab.open(page, "notebooks/reopened.ipynb")
    notebook.run_all()
    headline = page.locator(".headcount-explorer svg").first
    expect(headline).to_be_attached()
    notebook.save()
    saved = json.loads(path.read_text(encoding="utf-8"))
    assert saved["metadata"]["widgets"]
    page.evaluate(
        """async () => {
          const panel = window.jupyterapp.shell.currentWidget;
          await panel.sessionContext.shutdown();
          panel.dispose();
        }"""
    )
    lab.open(page, "notebooks/reopened.ipynb")
    box = page.locator(".headcount-explorer").first
    expect(box.locator(".headcount-picture > svg")).to_be_visible(timeout=20_000)
    expect(box.locator(".headcount-message")).to_have_text(SAID)
    assert works(box) == []

    Notebook(page, path).run_all()
    expect(box.locator(".headcount-message")).not_to_have_text(SAID)
    assert works(box)
