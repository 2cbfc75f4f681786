"""The finder in a real JupyterLab: filtered, ticked, charted; by mouse and by keyboard alone."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from headcount.desk import compare
from headcount.figures import package
from playwright.sync_api import Page, expect

from .conftest import write
from .lab import Lab

CLAIM = "prk-volunteers-100k-business-insider-2022"
ARMY = "prk-active-cia-factbook-2022-08-04"

_FINDER = """
from headcount.figures import package
from headcount.notebook.explore import find
find(package.read(), exports="../exports")
"""
_HOSTILE = """
from headcount.figures import package
from headcount.notebook.explore import find
find(package.read("../hostile"))
"""


def _number(text: str) -> int:
    """Return the number that a text begins with: "1,142 figures" has 1142."""
    return int(re.match(r"[\d,]+", text)[0].replace(",", ""))


@pytest.fixture
def finder(lab: Lab, page: Page):
    write(lab.root / "notebooks" / "finder.ipynb", _FINDER)
    lab.open(page, "notebooks/finder.ipynb").run_all()
    found = page.locator(".headcount-finding")
    expect(found.locator(".headcount-found")).to_have_text(
        re.compile(r"^[\d,]+ figures; 0 selected$")
    )
    return found


def take(finder, menu: str, entry: str) -> None:
    """Choose an entry of a menu by the words that it begins with."""
    select = finder.get_by_label(menu, exact=True)
    option = select.locator("option").filter(has_text=re.compile(f"^{re.escape(entry)}"))
    expect(option).to_have_count(1)
    select.select_option(option.get_attribute("value") or option.inner_text())


def filtered(finder, name: str):
    """Return the list of a filter, opened."""
    found = finder.locator(".headcount-checklist").filter(
        has=finder.page.locator("summary", has_text=re.compile(f"^{name}"))
    )
    if found.get_attribute("open") is None:
        found.locator("summary").click()
    return found


def box(found, words: str):
    """Return a box of a list by the words that it begins with."""
    return found.get_by_role("checkbox", name=re.compile(f"^{re.escape(words)} \\("))


def walk_to(page: Page, name: str) -> None:
    """Press Tab until what has the focus is called so, or says so."""
    named = """() => {
      const one = document.activeElement;
      return one.labels?.[0]?.textContent ?? one.getAttribute('aria-label') ?? one.textContent;
    }"""
    for _ in range(100):
        if page.evaluate(named).startswith(name):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"no Tab leads to {name}")


def test_figures_are_found_compared_charted_and_exported(finder, lab, page):
    box(filtered(finder, "Subject"), "North Korea").check()
    finder.get_by_label("Search all text").fill(CLAIM)
    boxes = finder.locator("tbody").get_by_role("checkbox")
    claim = boxes.and_(finder.get_by_label("Business Insider, August 2022"))
    expect(claim).to_have_count(1)
    claim.check()
    expect(finder.locator(".headcount-sheet h3").first).to_contain_text(
        "100,000 North Korean volunteers"
    )
    link = finder.get_by_role("link", name="Open the source")
    assert link.get_attribute("href").startswith("https://")

    finder.get_by_label("Search all text").fill("")
    box(filtered(finder, "Source"), "CIA World Factbook, Aug. 4, 2022").check()
    expect(finder.locator(".headcount-found")).to_have_text("2 figures; 1 selected")
    boxes.first.check()
    expect(finder.locator(".headcount-found")).to_have_text("2 figures; 2 selected")
    expect(finder.locator(".headcount-picked h3")).to_be_in_viewport()
    found = compare.compare(package.read(), CLAIM, ARMY)
    expect(finder.locator(".headcount-sheet .headcount-sentence")).to_have_text(found.sentence)
    assert not [
        one["id"] for one in Axe().run(page, context=".headcount-finding").response["violations"]
    ]

    take(finder, "Chart selected figures", "Scale")
    expect(finder.locator(".headcount-picture > svg")).to_be_visible()
    expect(finder.get_by_role("button", name="Export this chart")).to_be_visible()
    boxes.first.uncheck()
    expect(finder.locator(".headcount-picture")).to_be_hidden()
    expect(finder.get_by_role("button", name="Export this chart")).to_be_hidden()


def test_the_keyboard_alone_does_it_and_is_never_lost(finder, page):
    finder.locator("summary").first.focus()
    caption, focused = finder.locator(".headcount-table caption"), page.locator(":focus")
    walk_to(page, "Subject")
    page.keyboard.press("Enter")
    walk_to(page, "Search: Subject")
    page.keyboard.type("north korea")
    walk_to(page, "North Korea (")
    page.keyboard.press("Space")
    expect(caption).to_contain_text(": North Korea")
    expect(finder.get_by_text("North Korea, Korean War (+")).to_be_visible()
    walk_to(page, "North Korea, Korean War (+")
    page.keyboard.press("Space")
    expect(caption).to_contain_text(": North Korea or “North Korea, Korean War”")
    expect(focused).to_be_checked()
    page.keyboard.press("Escape")
    expect(focused).to_have_text("Subject North Korea or “North Korea, Korean War”")
    for name in ("Source", "Status", "From year", "To year", "Search all text"):
        walk_to(page, name)
    walk_to(page, "Remove filter: North Korea, Korean War")
    page.keyboard.press("Enter")
    expect(caption).to_contain_text(re.compile(": North Korea$"))
    expect(focused).to_have_attribute("aria-label", "Remove filter: North Korea")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    page.keyboard.type("zebra")
    expect(finder.locator(".headcount-nothing p")).to_contain_text("No figures match")
    walk_to(page, "Without the words “zebra”")
    page.keyboard.press("Enter")
    expect(focused).to_have_text("Clear all filters")
    expect(finder.locator("tbody tr").first).to_be_visible()
    walk_to(page, "Matching figures")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(finder.locator(".headcount-found")).to_have_text(re.compile("; 1 selected$"))
    expect(focused).to_be_checked()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(finder.locator(".headcount-sheet .headcount-verdict")).to_be_visible()
    expect(focused).to_be_checked()
    remove = finder.get_by_role("button", name=re.compile("^Remove")).last
    remove.focus()
    page.keyboard.press("Enter")
    expect(finder.locator(".headcount-found")).to_have_text(re.compile("; 1 selected$"))
    expect(focused).to_have_attribute("aria-label", re.compile("^Remove"))
    assert page.locator(".jp-CodeCell").count() == 1  # no key was taken for JupyterLab's


def test_several_are_asked_for_and_each_can_be_taken_back(finder, page):
    whose, status = filtered(finder, "Subject"), filtered(finder, "Status")
    count = finder.locator(".headcount-found")
    every = count.inner_text()
    box(whose, "North Korea").check()
    expect(count).not_to_have_text(every)
    alone = _number(count.inner_text())
    russia = box(whose, "Russia")
    expect(whose.get_by_text(re.compile(r"^Russia \(\+"))).to_be_visible()
    more = _number(russia.evaluate("one => one.labels[0].textContent").partition("+")[2])
    russia.check()
    expect(count).to_have_text(f"{alone + more:,} figures; 0 selected")
    expect(russia).to_be_focused()
    box(status, "Claimed").check()
    box(status, "Denied").check()
    parts = finder.get_by_role("list", name="Filters").get_by_role("button")
    expect(parts).to_have_text(
        [f"{one} ×" for one in ("North Korea", "Russia", "Claimed", "Denied")]
    )
    expect(whose.locator("summary")).to_have_text("Subject North Korea or Russia")
    assert not [
        one["id"] for one in Axe().run(page, context=".headcount-finding").response["violations"]
    ]
    finder.get_by_role("button", name="Remove filter: Russia").click()
    expect(russia).not_to_be_checked()
    expect(parts).to_have_count(3)

    finder.get_by_label("Search all text").fill("zebra")
    expect(finder.locator(".headcount-nothing p")).to_contain_text("No figures match")
    source = filtered(finder, "Source")
    expect(source.locator("p")).to_have_text("Nothing to check.")
    finder.get_by_role("button", name="Clear all filters").click()
    expect(parts).to_have_count(0)
    expect(box(whose, "North Korea")).not_to_be_checked()


def test_a_row_says_by_whose_name_it_is_found(finder):
    finder.get_by_label("Search all text").fill("budanov")
    expect(finder.locator(".headcount-why").first).to_have_text("Said by Kyrylo Budanov")
    finder.get_by_label("Search all text").fill("")
    expect(finder.locator(".headcount-why")).to_have_count(0)


_TICK_TWO_AT_ONCE = """async () => {
    const boxes = [...document.querySelectorAll(".headcount-table tbody input")].slice(0, 2);
    boxes.forEach((box) => box.click());
    for (let looks = 0; looks < 100; looks += 1) {
        if (!boxes.every((box) => box.isConnected && box.checked)) return looks;
        await new Promise((resolve) => setTimeout(resolve, 10));
    }
    return -1;
}"""


def test_two_ticks_at_once_both_stay(page, finder):
    """The answer to the first, which does not know of the second, takes nothing back."""
    assert page.evaluate(_TICK_TWO_AT_ONCE) == -1
    expect(page.locator(".headcount-verdict")).to_be_visible()


def test_markup_in_the_data_stays_text(lab, page):
    write(lab.root / "notebooks" / "hostile-finder.ipynb", _HOSTILE)
    lab.open(page, "notebooks/hostile-finder.ipynb").run_all()
    boxes = page.locator(".headcount-table tbody input")
    expect(boxes.first).to_be_visible()
    boxes.nth(0).check()
    boxes.nth(1).check()
    expect(page.locator(".headcount-verdict")).to_be_visible()
    whose = filtered(page.locator(".headcount-finding"), "Subject")
    whose.get_by_role("checkbox").first.check()
    expect(page.locator(".headcount-asked li")).to_have_count(1)
    expect(whose.locator("summary")).to_contain_text("<img src=x")
    for places in (
        *("tbody th", "tbody td", ".headcount-picked li", ".headcount-sheet"),
        *(".headcount-checklist label", ".headcount-checklist summary", ".headcount-asked li"),
    ):
        assert any("<img src=x" in text for text in page.locator(places).all_text_contents()), (
            places
        )
    assert page.locator(".headcount-finding img").count() == 0
    assert page.evaluate("window.obeyed") is None
