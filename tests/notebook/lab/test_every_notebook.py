"""Every notebook in a real JupyterLab: run, explored, worked by keyboard, exported, reopened."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import nbformat
import pytest
from headcount.charts.chart import CHART_MIME, Chart, make_chart
from headcount.cli import main
from headcount.figures import package
from headcount.figures.package import Package
from playwright.sync_api import Error, Page, expect

from tests.saved import MOST

from .explored import Explored
from .lab import PROJECT, Lab, Notebook

NOTEBOOKS = sorted((PROJECT / "notebooks").glob("*.ipynb"))
_LONG = ("02", "03", "05", "06", "07")  # of the others' kinds, or with many controls
_FOCUSED = "document.activeElement.labels?.[0]?.textContent ?? document.activeElement.textContent"


@dataclass
class Opened:
    """A notebook after Run All, saved, in a page that its tests share, in order."""

    page: Page
    notebook: Notebook
    complaints: list[str]

    def shown(self, *, live: bool) -> list[Chart]:
        """Return its charts as saved: those that answer, or those that are pictures."""
        cells = nbformat.read(self.notebook.path, as_version=4).cells
        data = [output.get("data", {}) for cell in cells for output in cell.get("outputs", [])]
        told = [one[CHART_MIME] for one in data if CHART_MIME in one]
        here = self.notebook.path.parent
        return [
            make_chart(package.read(here / one["data"] if "data" in one else None), **one["choice"])
            for one in told
            if one.get("live", False) is live
        ]

    def explorers(self) -> list[tuple[Explored, Package]]:
        """Return the explorers of a chart in the page, each with the data that it explores."""
        boxes = self.page.locator(".headcount-explorer:not(.headcount-finding)").all()
        charts = self.shown(live=True)
        return [
            (Explored(self.page, box), chart.package)
            for box, chart in zip(boxes, charts, strict=True)
        ]


@pytest.fixture(
    scope="module",
    params=[
        pytest.param(one, marks=pytest.mark.slow if one.stem[:2] in _LONG else [])
        for one in NOTEBOOKS
    ],
    ids=lambda path: path.stem,
)
def opened(request, lab: Lab, page: Page) -> Iterator[Opened]:
    complaints: list[str] = []

    def complain(error: Error) -> None:
        complaints.append(str(error))

    # JupyterLab complains of the kernel that it ends when the notebook before is closed.
    notebook = lab.open(page, f"notebooks/{request.param.name}")
    page.on("pageerror", complain)
    notebook.run_all()
    notebook.save()
    yield Opened(page, notebook, complaints)
    page.remove_listener("pageerror", complain)


def test_every_cell_runs_and_none_complains(opened):
    panel = opened.notebook.panel
    assert panel.locator("[data-mime-type*=error], [data-mime-type*=stderr]").count() == 0
    for box in opened.page.locator(".headcount-explorer").all():
        expect(box).to_be_visible()
    for explorer, data in opened.explorers():
        explorer.expect_what_its_code_makes(data)
    assert opened.complaints == []


def test_each_control_changes_chart_notes_and_sentence_together(opened):
    tried = set()  # a form's menus are the same in each of its explorers
    for explorer, data in opened.explorers():
        start, form, menus = explorer.code(), explorer.choice()["form"], explorer.menus()
        assert menus
        fresh = [menu for menu in menus if (form, menu) not in tried]
        tried |= {(form, menu) for menu in menus}
        for menu in fresh:
            select = explorer.box.get_by_label(menu, exact=True)
            at, count = select.evaluate("(menu) => [menu.selectedIndex, menu.length]")
            explorer.select(menu, (at + 1) % count)
            explorer.await_other(start)
            explorer.expect_what_its_code_makes(data)
            assert select.evaluate("(menu) => menu.selectedIndex") == (at + 1) % count, menu
            explorer.select(menu, at)
            expect(explorer.box.locator(".headcount-code")).to_have_text(start)


def test_it_can_be_worked_by_keyboard_alone(opened):
    page = opened.page
    for explorer, _ in opened.explorers():
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
        expect(explorer.box.locator(".headcount-code")).to_have_text(start)
        page.keyboard.type("dd")  # JupyterLab's keys for deleting a cell
        expect(explorer.box).to_be_visible()


def test_what_it_exports_says_what_it_was_made_of(opened, lab, capsys):
    for explorer, data in opened.explorers()[:1]:
        explorer.box.get_by_role("button", name="Export this chart").click()
        status = explorer.box.locator(".headcount-files-status")
        expect(status).to_have_text(re.compile("Exported to|Nothing has changed"), timeout=60_000)
        name = make_chart(data, **explorer.choice()).name
        picture = lab.root / "exports" / name / f"{name}-web.png"
        assert main(["read", str(picture), "--data", str(data.path)]) == 0
        assert "current" in capsys.readouterr().out


def test_reopened_without_a_kernel_it_shows_its_charts(opened, lab):
    # beside its pictures, what each explorer shows is kept, so that it can be shown again
    kept = 1 + len(opened.explorers())
    assert opened.notebook.path.stat().st_size < kept * MOST
    opened.notebook.shut_down()
    opened.notebook.close()
    again = lab.show(opened.page, f"notebooks/{opened.notebook.path.name}")
    pictures = again.panel.locator(".jp-OutputArea-output img")
    expect(pictures.first).to_be_visible()
    alts = [image.get_attribute("alt") for image in pictures.all()]
    assert alts == [one.alt for one in opened.shown(live=False)]
    drawn = "(images) => images.every((image) => image.complete && image.naturalWidth >= 600)"
    assert pictures.evaluate_all(drawn)
