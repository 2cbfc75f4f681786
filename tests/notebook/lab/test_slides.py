"""A lesson as slides: led by keys, answered in front of the class, legible from the back row."""

from __future__ import annotations

import re
import shutil

import pytest
from axe_playwright_python.sync_playwright import Axe
from headcount.charts.chart import named_chart
from headcount.figures import package
from playwright.sync_api import expect

from .explored import MARKS, assert_beside
from .lab import PROJECT
from .pages import served

BACK_ROW = 1 / 41  # of the screen's height: what all text must have but the raised mark of a note
SCREENS = [(1280, 720), (1920, 1080), (1024, 768)]
LESSON = next((PROJECT / "notebooks" / "classroom").glob("03-*.ipynb"))

_SMALLEST = """() => Math.min(...[...document.querySelectorAll('.headcount-shown *')]
  .filter((one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
  .filter((one) => one.getClientRects().length && getComputedStyle(one).visibility === 'visible')
  .filter((one) => !one.closest('g > text + text, .headcount-status, .headcount-options'))
  .filter((one) => !one.matches('style, script'))
  .map((one) => parseFloat(getComputedStyle(one).fontSize)))
  * parseFloat(document.documentElement.style.getPropertyValue('--scale')) / window.innerHeight"""
_WIDEST = """() => Math.max(...[...document.querySelectorAll('.headcount-shown *')]
  .map((one) => one.getBoundingClientRect().right)) / window.innerWidth"""


@pytest.fixture(scope="module")
def slides(tmp_path_factory, lessons):
    """Present a lesson as `make slides` does; give its address."""
    home = tmp_path_factory.mktemp("slides")
    shown = home / "shown"
    shown.mkdir()
    shutil.copy(lessons / "student" / LESSON.name, shown)
    options = ["--template=slides", "--strip_sources=False", "--show_tracebacks=True"]
    with served(shown, home, *options, HEADCOUNT_DATA=str(PROJECT / "data")) as address:
        yield f"{address}voila/render/{LESSON.name}"


@pytest.fixture(scope="module")
def shown(slides, browser):
    """Give the slides in a page that the tests of this file share, in order."""
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    page.asked = []
    page.on("request", lambda request: page.asked.append(request.url))
    page.goto(slides)
    expect(place(page)).to_have_text("1 of 12", timeout=90_000)
    yield page
    page.close()


def place(page):
    return page.locator(".headcount-places output")


def go(page, number):
    """Lead on to a slide, by keys."""
    page.keyboard.press("Home")
    for _ in range(number - 1):
        page.keyboard.press("ArrowRight")
    expect(place(page)).to_have_text(f"{number} of 12")


def test_the_make_target_presents_what_is_tested_here():
    recipe = (PROJECT / "Makefile").read_text(encoding="utf-8").split("\nslides:", 1)[1]
    recipe = recipe.split("\n\n", 1)[0]
    for word in (
        *(
            "lessons/student",
            "HEADCOUNT_DATA=",
            "JUPYTER_PATH=helpers/headcount/notebook/app",
            "--template=slides",
        ),
        *("--strip_sources=False", "--show_tracebacks=True", "--classic-tree"),
    ):
        assert word in recipe


def test_one_step_is_seen_and_keys_lead_on(shown):
    seen = shown.locator("#rendered_cells h1:visible, #rendered_cells h2:visible")
    expect(seen).to_have_text([re.compile("^Lesson 3: Chart it honestly")])
    shown.keyboard.press("ArrowRight")
    expect(seen).to_have_text([re.compile("^1. The eager one")])
    shown.keyboard.press("End")
    expect(seen).to_have_text([re.compile("^What you can do now")])
    shown.get_by_role("button", name="Previous slide").click()
    expect(seen).to_have_text([re.compile("^8. The narrow one")])
    shown.keyboard.press("Home")
    expect(place(shown)).to_have_text("1 of 12")
    # a file is handed in from a copy of one's own
    expect(shown.get_by_text("Hand in", exact=True)).to_have_count(0)
    expect(shown.get_by_text("lesson.points")).to_have_count(0)


def test_a_clicker_shows_what_is_below_before_it_leads_on(shown):
    go(shown, 2)
    expect(shown.locator(".headcount-below")).to_be_visible()
    chart = shown.locator(".headcount-shown .headcount-chart")
    expect(chart.locator(MARKS).first).to_be_attached()
    presses = 0
    while place(shown).inner_text() == "2 of 12" and presses < 9:
        shown.keyboard.press("PageDown")
        shown.wait_for_timeout(700)  # it glides
        presses += 1
    assert 1 < presses < 9
    expect(place(shown)).to_have_text("3 of 12")
    shown.reload()
    expect(place(shown)).to_have_text("3 of 12", timeout=90_000)


def test_a_class_mends_a_chart_together(shown):
    go(shown, 2)
    honest = named_chart(package.read(), "fourth-largest")
    now = shown.locator(".headcount-shown")
    expect(now.locator(MARKS).first).to_be_attached()
    for change in ("Start the bars at zero", "Let the headline say only", "Put the notes back"):
        now.get_by_label(change).check()
    expect(now.locator(".headcount-notes li")).to_have_count(len(honest.notes))
    now.get_by_role("button", name="Check").click()
    expect(now.locator(".headcount-said")).to_contain_text("Right.The chart keeps every rule now.")
    expect(now.locator(".headcount-picture > svg")).to_have_attribute("aria-label", honest.alt)
    expect(place(shown)).to_have_text("2 of 12")  # Space ticks, and leads nowhere
    now.get_by_label("Put the notes back").press("Space")
    expect(now.locator(".headcount-notes li")).to_have_count(0)
    expect(place(shown)).to_have_text("2 of 12")


def test_a_chart_on_a_slide_tells_its_figures_and_its_keys_lead_nowhere_else(shown):
    go(shown, 2)
    chart = shown.locator(".headcount-shown .headcount-picture[data-awake]")
    mark = chart.locator("rect[data-figure]").last
    mark.hover()
    assert_beside(chart.locator(".headcount-tip"), mark)  # drawn larger than it is laid out
    chart.get_by_role("listbox").focus()
    first = chart.locator(".headcount-tip").inner_text()
    shown.keyboard.press("ArrowRight")
    expect(chart.locator(".headcount-tip")).not_to_have_text(first)
    shown.keyboard.press("Tab")
    expect(chart.locator(".headcount-tip")).to_be_hidden()
    expect(place(shown)).to_have_text("2 of 12")


@pytest.mark.parametrize("size", SCREENS, ids=lambda size: f"{size[0]}x{size[1]}")
def test_every_word_is_legible_from_the_back_row_and_none_is_cut(shown, size):
    shown.set_viewport_size({"width": size[0], "height": size[1]})
    for number in range(1, 13):
        go(shown, number)
        chart = shown.locator(".headcount-shown .headcount-picture")
        if chart.count():
            expect(chart.locator("svg")).to_be_visible()
        shown.wait_for_function(f"({_WIDEST})() <= 1.001")
        assert shown.evaluate(_SMALLEST) >= BACK_ROW, number


def test_axe_finds_nothing_in_a_slide(shown):
    go(shown, 2)
    found = Axe().run(shown, context=".headcount-shown, .headcount-places")
    assert found.violations_count == 0, found.generate_report()


def test_nothing_is_asked_of_another_host(shown):
    assert {url.split(":")[0] for url in shown.asked} <= {"http", "data", "blob"}
    assert all(u.startswith("http://127.0.0.1:") for u in shown.asked if u.startswith("http"))
