"""The switch between picture and plotly figure: it zooms, tells, hides and resets, and it stays."""

from __future__ import annotations

from collections import Counter

import pytest
from axe_playwright_python.sync_playwright import Axe
from headcount.charts.chart import named_chart
from headcount.figures.package import read
from headcount.notebook.explore import explore
from playwright.sync_api import Locator, Page, expect

from .conftest import write
from .lab import Lab

CHART = "every-count"
_TWO = f"""
from IPython.display import display
from headcount.notebook.explore import explore
for chart in ("{CHART}", "claim-to-memorial"):
    display(explore(chart=chart))
"""
_SEEN = """(plot) => plot._fullData
    .filter((trace) => trace.visible === true && trace.meta === 'figures')
    .flatMap((trace) => [...trace.customdata])"""
_RANGE = "(plot) => plot._fullLayout.xaxis.range"
_POINT = ".cartesianlayer .point"


@pytest.fixture(scope="module")
def page(browser) -> Page:
    """Give a page of its own, which remembers every address that it asks."""
    page = browser.new_page(viewport={"width": 1280, "height": 1000})
    page.asked = []
    page.on("request", lambda request: page.asked.append(request.url))
    yield page
    page.close()


@pytest.fixture(scope="module")
def explorer(lab: Lab, page: Page) -> Locator:
    """Give the first of two explorers, switched to plotly by the keyboard."""
    write(lab.root / "notebooks" / "plotly.ipynb", _TWO)
    notebook = lab.open(page, "notebooks/plotly.ipynb")
    notebook.run_all()
    first = page.locator(".headcount-explorer").first
    expect(first.locator(".headcount-picture[data-awake]")).to_be_visible()
    assert page.evaluate("typeof headcountPlotly") == "undefined"
    first.get_by_role("radio", name="Picture").focus()
    page.keyboard.press("ArrowRight")
    first.notebook = notebook
    return first


@pytest.fixture
def plot(explorer: Locator) -> Locator:
    """Give the plotly figure."""
    shown = explorer.locator(".headcount-plot")
    expect(shown.locator(_POINT).first).to_be_attached(timeout=20_000)
    expect(explorer.locator(".headcount-picture")).to_be_hidden()
    return shown


def test_it_shows_the_rows_of_the_chart_and_its_words(plot, explorer, data):
    shown = named_chart(data, CHART)
    assert set(plot.evaluate(_SEEN)) == set(shown.rows["figure_id"])
    expect(plot).to_have_attribute("aria-label", shown.alt)
    expect(explorer.locator(".headcount-sentence")).to_have_text(shown.sentence)
    expect(explorer.get_by_role("radio", name="Plotly")).to_be_checked()


def test_pointing_tells_a_figure(plot, page, data):
    point = plot.locator(_POINT).nth(3)
    point.scroll_into_view_if_needed()
    box = point.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    told = plot.locator(".hoverlayer .hovertext")
    expect(told).to_be_visible()
    first = told.locator("tspan").first.text_content()
    assert any(text.startswith(first) for text in named_chart(data, CHART).descriptions)


def test_it_zooms_and_a_double_click_resets_it(plot, page):
    whole = plot.evaluate(_RANGE)
    box = plot.locator(".nsewdrag").first.bounding_box()
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] / 2, middle)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.9, middle, steps=5)
    page.mouse.up()
    page.wait_for_function(
        "(first) => document.querySelector('.headcount-plot')._fullLayout.xaxis.range[0] > first",
        arg=whole[0],
    )
    page.mouse.dblclick(box["x"] + box["width"] / 2, middle)
    page.wait_for_function(
        "(whole) => document.querySelector('.headcount-plot')"
        "._fullLayout.xaxis.range.every((end, at) => end === whole[at])",
        arg=whole,
    )


def test_a_click_in_the_legend_hides_rows_and_another_brings_them_back(plot, page):
    every = Counter(plot.evaluate(_SEEN))
    entry = plot.locator(".legendtoggle").first
    entry.click()
    page.wait_for_function(
        f"(many) => ({_SEEN})(document.querySelector('.headcount-plot')).length < many",
        arg=every.total(),
    )
    page.wait_for_timeout(500)  # two clicks close together are another wish
    entry.click()
    page.wait_for_function(
        f"(many) => ({_SEEN})(document.querySelector('.headcount-plot')).length === many",
        arg=every.total(),
    )


def test_the_choice_stays_while_a_control_changes_the_chart(plot, explorer):
    other = explore(read(), CHART)
    entries = [value for _, value in other.menus["since"].entries]
    other.select(since=entries[-1])
    menu = explorer.get_by_label("From the year", exact=True)
    menu.select_option(index=len(entries) - 1)
    expect(plot).to_have_attribute("data-figure", other.chart.alt)
    assert set(plot.evaluate(_SEEN)) == set(other.chart.rows["figure_id"])
    menu.select_option(index=0)
    expect(plot).not_to_have_attribute("data-figure", other.chart.alt)


def test_it_follows_the_theme(plot, page):
    ground = "(plot) => getComputedStyle(plot.querySelector('.main-svg')).backgroundColor"
    for theme, paper in [("Dark", "rgb(23, 25, 28)"), ("Light", "rgb(255, 255, 255)")]:
        page.evaluate(
            "(theme) => window.jupyterapp.commands.execute('apputils:change-theme', { theme })",
            f"JupyterLab {theme}",
        )
        expect(plot.locator(".main-svg").first).to_have_css("background-color", paper)
        assert plot.evaluate(ground) == paper


def test_axe_finds_nothing_in_it(plot, page):
    found = Axe().run(page, context=".headcount-explorer")
    assert found.violations_count == 0, found.generate_report()


def test_the_script_came_once_and_from_no_network(plot, page):
    second = page.locator(".headcount-explorer").nth(1)
    page.evaluate("() => { window.before = headcountPlotly; }")
    second.get_by_role("radio", name="Plotly").check()
    expect(second.locator(".headcount-plot .point").first).to_be_attached(timeout=20_000)
    assert page.evaluate("() => before === headcountPlotly")
    away = [
        one for one in page.asked if not one.startswith(("http://127.0.0.1:", "blob:", "data:"))
    ]
    assert away == []
    second.get_by_role("radio", name="Picture").check()
    expect(second.locator(".headcount-picture[data-awake]")).to_be_visible()


@pytest.mark.slow
def test_after_a_reload_it_is_shown_as_it_was(plot, explorer, page, lab):
    explorer.notebook.save()
    page.reload()
    page.wait_for_function("() => window.jupyterapp", timeout=40_000)
    lab.show(page, "notebooks/plotly.ipynb")
    shown = page.locator(".headcount-explorer").first
    expect(shown.locator(".headcount-plot .point").first).to_be_attached(timeout=60_000)
    expect(shown.get_by_role("radio", name="Plotly")).to_be_checked()
    other = page.locator(".headcount-explorer").nth(1)
    expect(other.get_by_role("radio", name="Picture")).to_be_checked()
