"""A sheet is adopted in a real JupyterLab; axe finds nothing."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from .conftest import write
from .lab import Lab

_PAGE = """
import headcount as hc
hc.adopt_page(
    "Country,Troops,Date\\n<b>Korea</b>,10-12k,2024-10\\nLaos,200,04/08/2024\\n",
    "../adopted-in-the-lab", kind="people under arms", unit="people",
)
"""


@pytest.fixture
def adopting(lab: Lab, page: Page):
    write(lab.root / "notebooks" / "adopting.ipynb", _PAGE)
    lab.open(page, "notebooks/adopting.ipynb").run_all()
    found = page.locator(".headcount-adopt")
    expect(found.get_by_role("table")).to_be_visible()
    return found


def test_a_sheet_is_answered_for_and_written_and_axe_finds_nothing(adopting, lab: Lab, page: Page):
    assert adopting.locator("b").count() == 0
    expect(adopting.locator(".headcount-adopt-wrong").first).to_contain_text("(not read)")
    assert Axe().run(page, ".headcount-adopt").response["violations"] == []
    menu = adopting.get_by_label("Country", exact=True)
    menu.focus()
    menu.press("g")  # "group": a closed list takes what is typed
    expect(menu).to_have_value("group")
    expect(menu).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    date = adopting.get_by_label("Date", exact=True)
    expect(date).to_be_focused()
    date.press("r")
    expect(date).to_have_value("reported")
    expect(date).to_be_focused()  # all is drawn anew, and the keyboard stays where it is
    date.press("ArrowUp")
    expect(date).to_have_value("as_of")
    expect(date).to_be_focused()
    expect(menu).to_have_value("group")
    order = adopting.get_by_label("In 04/08/2022, which comes first")
    order.focus()
    order.press("d")
    expect(order).to_have_value("day-first")
    expect(order).to_be_focused()
    expect(adopting.locator(".headcount-adopt-fault")).to_have_count(0)
    expect(adopting.locator(".headcount-adopt-becomes").last).to_have_text(
        "200 troops, Laos, Aug. 4, 2024"
    )
    button = adopting.get_by_role("button", name="Write the story")
    button.focus()
    button.press("Enter")
    expect(adopting.locator(".headcount-adopt-result")).to_contain_text("The story is in")
    assert (lab.root / "adopted-in-the-lab" / "troops.csv").is_file()
