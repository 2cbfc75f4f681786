"""The finder in a real JupyterLab: filtered, ticked, charted; by mouse and by keyboard alone."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from helpers import compare, package

from .conftest import write
from .lab import Lab

CLAIM = "prk-volunteers-100k-business-insider-2022"
ARMY = "prk-active-cia-factbook-2022-08-04"

_FINDER = """
from helpers import package
from helpers.explore import find
find(package.read(), exports="../exports")
"""
_HOSTILE = """
from helpers import package
from helpers.explore import find
find(package.read("../hostile"))
"""


@pytest.fixture
def finder(lab: Lab, page: Page):
    write(lab.root / "notebooks" / "finder.ipynb", _FINDER)
    lab.open(page, "notebooks/finder.ipynb").run_all()
    found = page.locator(".headcount-finding")
    expect(found.locator(".headcount-found")).to_have_text(re.compile(r"^\d+ figures; 0 chosen$"))
    return found


def take(finder, menu: str, entry: str) -> None:
    """Choose an entry of a menu by the words that it begins with."""
    select = finder.get_by_label(menu, exact=True)
    option = select.locator("option").filter(has_text=re.compile(f"^{re.escape(entry)}"))
    expect(option).to_have_count(1)
    select.select_option(option.get_attribute("value") or option.inner_text())


def test_figures_are_found_compared_charted_and_exported(finder, lab, page):
    take(finder, "Whom it is about", "North Korea (")
    finder.get_by_label("Search in every word").fill(CLAIM)
    boxes = finder.locator("tbody").get_by_role("checkbox")
    claim = boxes.and_(finder.get_by_label("Business Insider, Aug. 2022"))
    expect(claim).to_have_count(1)
    claim.check()
    expect(finder.locator(".headcount-sheet h3").first).to_contain_text("100,000 people")
    link = finder.get_by_role("link", name="Open the source")
    assert link.get_attribute("href").startswith("https://")

    finder.get_by_label("Search in every word").fill("")
    take(finder, "Source", "CIA World Factbook, Aug. 4, 2022")
    expect(finder.locator(".headcount-found")).to_have_text("2 figures; 1 chosen")
    boxes.first.check()
    expect(finder.locator(".headcount-found")).to_have_text("2 figures; 2 chosen")
    found = compare.compare(package.read(), CLAIM, ARMY)
    expect(finder.locator(".headcount-sheet .headcount-sentence")).to_have_text(found.sentence)
    assert not [
        one["id"] for one in Axe().run(page, context=".headcount-finding").response["violations"]
    ]

    take(finder, "Chart what is chosen", "Scale")
    expect(finder.locator(".headcount-picture > svg")).to_be_visible()
    expect(finder.get_by_role("button", name="Export this chart")).to_be_visible()
    boxes.first.uncheck()
    expect(finder.locator(".headcount-picture")).to_be_hidden()
    expect(finder.get_by_role("button", name="Export this chart")).to_be_hidden()


def test_the_keyboard_alone_does_it_and_is_never_lost(finder, page):
    finder.get_by_label("Whom it is about").focus()
    page.keyboard.type("North Korea")  # as a menu is used without a mouse
    expect(finder.locator(".headcount-table caption")).to_contain_text(": North Korea")
    focused = page.locator(":focus")
    for name in ("Source", "Status", "From year", "To year", "Search in every word"):
        while focused.evaluate("one => one.labels?.[0]?.textContent") != name:
            page.keyboard.press("Tab")
    page.keyboard.type("zebra")
    expect(finder.locator(".headcount-nothing p")).to_contain_text("Nothing fits")
    page.keyboard.press("Tab")  # Clear all filters
    page.keyboard.press("Tab")
    expect(focused).to_contain_text("Without the words “zebra”")
    page.keyboard.press("Enter")
    expect(focused).to_have_text("Clear all filters")
    expect(finder.locator("tbody tr").first).to_be_visible()
    page.keyboard.press("Tab")
    expect(focused).to_have_attribute("aria-label", "The figures that fit")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(finder.locator(".headcount-found")).to_have_text(re.compile("; 1 chosen$"))
    expect(focused).to_be_checked()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(finder.locator(".headcount-sheet .headcount-verdict")).to_be_visible()
    expect(focused).to_be_checked()
    remove = finder.get_by_role("button", name=re.compile("^Remove")).last
    remove.focus()
    page.keyboard.press("Enter")
    expect(finder.locator(".headcount-found")).to_have_text(re.compile("; 1 chosen$"))
    expect(focused).to_have_attribute("aria-label", re.compile("^Remove"))
    assert page.locator(".jp-CodeCell").count() == 1  # no key was taken for JupyterLab's


def test_markup_in_the_data_stays_text(lab, page):
    write(lab.root / "notebooks" / "hostile-finder.ipynb", _HOSTILE)
    lab.open(page, "notebooks/hostile-finder.ipynb").run_all()
    boxes = page.locator(".headcount-table tbody input")
    expect(boxes.first).to_be_visible()
    boxes.nth(0).check()
    boxes.nth(1).check()
    expect(page.locator(".headcount-verdict")).to_be_visible()
    for places in ("tbody th", "tbody td", ".headcount-picked li", ".headcount-sheet"):
        assert any("<img src=x" in text for text in page.locator(places).all_text_contents()), (
            places
        )
    assert page.locator(".headcount-finding img").count() == 0
    assert page.evaluate("window.obeyed") is None
