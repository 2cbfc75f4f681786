"""The explorer on data that is out to do harm, and in a kernel that has no browser."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from headcount.charts.chart import named_chart
from playwright.sync_api import Locator, Page, expect

from .conftest import MARKUP
from .explored import MARKS


def test_markup_in_the_data_stays_text(lab, page):
    lab.open(page, "notebooks/hostile.ipynb").run_all()
    expect(page.locator(MARKS).first).to_be_attached()
    drawn = page.locator(".headcount-picture svg text").all_text_contents()
    assert any(MARKUP.replace(" ", "") in text.replace(" ", "") for text in drawn)
    page.locator(".headcount-checklist summary").click()  # its boxes are made when they are seen
    for places in (".headcount-sentence", ".headcount-checklist label", "option"):
        shown = page.locator(places).all_text_contents()
        assert any(MARKUP in text.replace("\xa0", " ") for text in shown), places
    page.get_by_role("listbox", name="The figures in the chart").focus()
    expect(page.locator(".headcount-tip")).to_contain_text(MARKUP)
    assert page.locator(".headcount-explorer img").count() == 0
    assert page.evaluate("window.obeyed") is None


@pytest.fixture(scope="module")
def several(lab, page) -> Page:
    """Give a notebook with a timeline's explorer above a spread's."""
    lab.open(page, "notebooks/several.ipynb").run_all()
    expect(page.locator(MARKS).first).to_be_attached()
    return page


def said(explorer: Locator) -> str:
    """Return what the live region of the chart says."""
    return explorer.locator("p.headcount-status").text_content()


def walk(page: Page, explorer: Locator) -> list[str]:
    """Go by the Tab key from the first menu to what follows the last one; name each."""
    names = []
    explorer.locator("select").first.focus()
    while page.evaluate("document.activeElement.tagName") == "SELECT":
        names.append(page.evaluate("document.activeElement.labels[0].textContent"))
        page.keyboard.press("Tab")
    return names


@pytest.mark.parametrize(
    ("at", "chart", "menus", "menu", "found"),
    [
        (
            0,
            "offers-and-deployments",
            ["Figures on", "From", "To", "What", "Status", "Source", "From the year",
             "To the year", "Highlighted speaker or figure"],
            "Status",
            "business insider",
        ),
        (
            1,
            "every-count",
            ["Figures on", "Country", "Category", "Source", "From the year", "To the year",
             "Circled figure"],
            "Category",
            "iiss",
        ),
    ],
)  # fmt: skip
def test_an_explorer_is_worked_by_keyboard_alone(several, data, at, chart, menus, menu, found):
    page, press = several, several.keyboard.press
    explorer = page.locator(".headcount-explorer").nth(at)
    shown = named_chart(data, chart)
    expect(explorer.locator(".headcount-sentence")).to_have_text(shown.sentence)
    assert said(explorer).startswith(f"{shown.headline}. {len(shown.rows)} figures, ")
    assert walk(page, explorer) == menus
    summary = explorer.locator(".headcount-checklist summary")
    listed = summary.text_content()

    explorer.get_by_label(menu, exact=True).focus()
    press("ArrowDown")
    expect(explorer.locator(".headcount-sentence")).not_to_have_text(shown.sentence)
    assert not said(explorer).startswith(shown.headline)
    assert page.evaluate("document.activeElement.labels[0].textContent") == menu
    press("ArrowUp")
    expect(explorer.locator(".headcount-sentence")).to_have_text(shown.sentence)
    expect(summary).to_have_text(listed)  # the list comes after the chart

    summary.focus()
    press("Enter")
    press("Tab")
    page.keyboard.type(found)
    expect(explorer.locator(".headcount-checklist p")).to_have_text(re.compile(r"^\d+ found"))
    boxes = explorer.locator(".headcount-checklist input[type=checkbox]")
    assert 0 < boxes.count() < len(shown.rows)
    press("Tab")
    press("Space")
    expect(boxes.first).not_to_be_checked()
    count = len(shown.rows) - 1
    status = explorer.locator("p.headcount-status")
    expect(status).to_have_text(re.compile(rf"\. {count} figures, "))
    press("Space")
    expect(status).to_have_text(re.compile(rf"\. {count + 1} figures, "))
    assert said(explorer).startswith(shown.headline)


def test_what_is_found_is_all_unticked_and_an_empty_choice_is_said(several):
    explorer = several.locator(".headcount-explorer").first
    search = explorer.get_by_role("searchbox")
    search.fill("")
    explorer.get_by_role("button", name="Clear all").press("Enter")
    expect(explorer.locator(".headcount-message")).to_have_text(re.compile(r"^Nothing to show\. "))
    expect(explorer.locator(".headcount-picture")).to_be_hidden()
    explorer.get_by_role("button", name="Check all").press("Enter")
    expect(explorer.locator(".headcount-picture")).to_be_visible()


def test_axe_finds_nothing_in_explorers_of_other_forms(several):
    found = Axe().run(several, context=".headcount-explorer")
    assert found.violations_count == 0, found.generate_report()


def test_without_a_face_the_rest_is_exported_and_one_line_says_what_is_missing(lab, page):
    lab.open(page, "notebooks/without-a-face.ipynb").run_all()
    page.get_by_role("button", name="Export this chart").click()
    status = page.locator(".headcount-files-status")
    expect(status).to_have_text(re.compile("^Exported to"), timeout=60_000)
    expect(status).to_contain_text("No PNG and no PDF: HEADCOUNT_FONTS is 'none'")
    kit = lab.root / "exports-without" / "fourth-largest"
    assert sorted({path.suffix for path in kit.iterdir()} & {".png", ".pdf", ".svg"}) == [".svg"]
