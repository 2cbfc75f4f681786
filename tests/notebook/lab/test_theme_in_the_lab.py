"""JupyterLab's dark theme: explorer, finder and question follow it while they stand there."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from .conftest import write
from .explored import MARKS

_PAGE = """
import ipywidgets
from headcount.figures import package
from headcount.notebook.explore import explore, find
from headcount.teach.lesson import Lesson
data = package.read()
lesson = Lesson("theme")
finder = find(data)
finder.select("prk-active-iiss-mb-2021", "prk-active-iiss-mb-2011")
finder.draw("spread")
question = lesson.choice("one", "Which of the two?", a="This one", b="That one")
ipywidgets.VBox([explore(data, "fourth-largest"), finder, question.view()])
"""
_THEME = "(theme) => window.jupyterapp.commands.execute('apputils:change-theme', { theme })"
_GROUNDS = """(all) => all.map((one) => {
  const { fill, backgroundColor } = getComputedStyle(one);
  return one.namespaceURI.endsWith("svg") ? fill : backgroundColor;
})"""
_OURS = ".headcount-explorer, .headcount-question, .headcount-picture > svg > rect"


@pytest.fixture(scope="module")
def opened(lab, page):
    """Open a notebook with an explorer, a finder with a chart, and a question."""
    write(lab.root / "notebooks" / "theme.ipynb", _PAGE)
    lab.open(page, "notebooks/theme.ipynb").run_all()
    expect(page.locator(".headcount-picture[data-awake]")).to_have_count(2, timeout=20_000)
    expect(page.locator(".headcount-question")).to_be_visible()


@pytest.fixture
def themed(opened, page):
    """Give a way to show the notebook in another theme."""

    def show_in(theme):
        page.evaluate(_THEME, theme)
        is_light = str(not theme.endswith("Dark")).lower()
        expect(page.locator("body")).to_have_attribute("data-jp-theme-light", is_light)

    yield show_in
    show_in("JupyterLab Light")


def test_all_of_it_is_dark_in_a_dark_theme_and_white_again_after(themed, page):
    pictures = page.locator(".headcount-picture > svg").element_handles()
    for theme, paper in [
        ("JupyterLab Dark", "rgb(23, 25, 28)"),
        ("JupyterLab Light", "rgb(255, 255, 255)"),
    ]:
        themed(theme)
        assert {*page.locator(_OURS).evaluate_all(_GROUNDS)} == {paper}
    # the same pictures: neither was drawn again
    assert all(one.evaluate("(svg) => svg.isConnected") for one in pictures)


def test_axe_finds_nothing_in_a_dark_theme(themed, page):
    themed("JupyterLab Dark")
    for summary in page.locator(":is(.headcount-explorer, .headcount-question) summary").all():
        summary.evaluate("(summary) => summary.parentElement.open = true")
    page.get_by_role("listbox", name="The figures in the chart").first.focus()
    for where in (".headcount-explorer", ".headcount-question"):
        found = Axe().run(page, context=where)
        assert found.violations_count == 0, found.generate_report()


@pytest.mark.slow
def test_a_finger_on_a_menu_of_the_lab_ends_a_tip(lab, browser):
    context = browser.new_context(viewport={"width": 1280, "height": 1000}, has_touch=True)
    page = context.new_page()
    lab.open(page, "notebooks/04-is-it-the-worlds-fourth-largest.ipynb").run_all()
    explorer = page.locator(".headcount-explorer").first
    explorer.locator(".headcount-picture[data-awake]").wait_for()
    explorer.locator(MARKS).first.tap()
    tip = explorer.locator(".headcount-tip")
    expect(tip).to_be_visible()
    page.get_by_role("menuitem", name="View", exact=True).tap()
    expect(tip).to_be_hidden()
    context.close()
