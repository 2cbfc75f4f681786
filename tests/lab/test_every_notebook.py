"""Every notebook in a real JupyterLab: run, explored, worked by keyboard, exported, reopened."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import Page, expect

from helpers import graphic
from helpers.cli import main
from helpers.graphic import CHART_MIME

from .explored import Explored
from .lab import PROJECT, Lab, Notebook

NOTEBOOKS = sorted((PROJECT / "notebooks").glob("*.ipynb"))
_FOCUSED = "document.activeElement.labels?.[0]?.textContent ?? document.activeElement.textContent"


@dataclass
class Opened:
    """A notebook after Run All, in a page that its tests share, in order."""

    page: Page
    notebook: Notebook
    complaints: list[str]

    @property
    def explorers(self) -> list[Explored]:
        return [Explored(self.page, box) for box in self.page.locator(".headcount-explorer").all()]


@pytest.fixture(scope="module", params=NOTEBOOKS, ids=lambda path: path.stem)
def opened(request, lab: Lab, browser) -> Opened:
    page = browser.new_page(viewport={"width": 1280, "height": 1000})
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    notebook = lab.open(page, f"notebooks/{request.param.name}")
    notebook.run_all()
    yield Opened(page, notebook, complaints)
    page.close()


def charts(path: Path) -> list[dict]:
    """Return the choices of the charts that a saved notebook holds as pictures."""
    cells = nbformat.read(path, as_version=4).cells
    data = [output.get("data", {}) for cell in cells for output in cell.get("outputs", [])]
    told = [one[CHART_MIME] for one in data if CHART_MIME in one]
    return [one["choice"] for one in told if not one.get("live")]


def test_every_cell_runs_and_none_complains(opened, data):
    panel = opened.notebook.panel
    assert panel.locator("[data-mime-type*=error], [data-mime-type*=stderr]").count() == 0
    assert opened.explorers
    for explorer in opened.explorers:
        explorer.expect_what_its_code_makes(data)
    assert opened.complaints == []


def test_each_control_changes_chart_notes_and_sentence_together(opened, data):
    for explorer in opened.explorers:
        start = explorer.code()
        for menu in explorer.menus():
            select = explorer.box.get_by_label(menu, exact=True)
            at, count = select.evaluate("(menu) => [menu.selectedIndex, menu.length]")
            explorer.choose(menu, (at + 1) % count)
            explorer.await_other(start)
            explorer.expect_what_its_code_makes(data)
            assert select.evaluate("(menu) => menu.selectedIndex") == (at + 1) % count, menu
            explorer.choose(menu, at)
            expect(explorer.box.locator(".headcount-code")).to_have_text(start, timeout=10_000)


def test_it_can_be_worked_by_keyboard_alone(opened):
    page = opened.page
    for explorer in opened.explorers:
        start, menus = explorer.code(), explorer.menus()
        button = explorer.box.get_by_role("button", name="Export this chart")
        visited = []
        explorer.box.get_by_label(menus[0], exact=True).focus()
        while not button.evaluate("(button) => button === document.activeElement"):
            visited.append(page.evaluate(_FOCUSED))
            page.keyboard.press("Tab")
            assert len(visited) < 40, visited
        assert visited[: len(menus)] == menus
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"

        first = explorer.box.get_by_label(menus[0], exact=True)
        is_last = first.evaluate("(menu) => menu.selectedIndex === menu.length - 1")
        there, back = ("ArrowUp", "ArrowDown") if is_last else ("ArrowDown", "ArrowUp")
        first.focus()
        page.keyboard.press(there)
        explorer.await_other(start)
        page.keyboard.press(back)
        expect(explorer.box.locator(".headcount-code")).to_have_text(start, timeout=10_000)
        page.keyboard.type("dd")  # JupyterLab's keys for deleting a cell
        expect(explorer.box).to_be_visible()


def test_what_it_exports_says_what_it_was_made_of(opened, lab, data, capsys):
    explorer = opened.explorers[0]
    explorer.box.get_by_role("button", name="Export this chart").click()
    status = explorer.box.locator(".headcount-files-status")
    expect(status).to_have_text(re.compile("^Exported to"), timeout=60_000)
    name = graphic.make(data, **explorer.choice()).name
    picture = lab.root / "exports" / name / f"{name}-web.png"
    assert main(["read", str(picture)]) == 0
    assert "current" in capsys.readouterr().out


def test_reopened_without_a_kernel_it_shows_its_charts(opened, lab, data, browser):
    opened.notebook.save()
    assert opened.notebook.path.stat().st_size < 60_000
    opened.notebook.shut_down()
    page = browser.new_page()
    try:
        again = lab.open(page, f"notebooks/{opened.notebook.path.name}")
        pictures = again.panel.locator(".jp-OutputArea-output img")
        expect(pictures.first).to_be_visible(timeout=20_000)
        shown = [graphic.make(data, **choice) for choice in charts(opened.notebook.path)]
        assert [one.get_attribute("alt") for one in pictures.all()] == [one.alt for one in shown]
        drawn = "(images) => images.every((image) => image.complete && image.naturalWidth >= 600)"
        assert pictures.evaluate_all(drawn)
    finally:
        page.close()
