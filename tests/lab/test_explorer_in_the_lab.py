"""The explorer on data that is out to do harm, and in a kernel that has no browser."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from .conftest import MARKUP


def test_markup_in_the_data_stays_text(lab, page):
    lab.open(page, "notebooks/hostile.ipynb").run_all()
    chart = page.locator(".headcount-picture")
    expect(chart.locator(".barlayer .point").first).to_be_attached(timeout=20_000)
    drawn = chart.locator(".annotation text").all_text_contents()
    assert any(MARKUP.replace(" ", "") in text.replace(" ", "") for text in drawn)
    page.locator(".headcount-checklist summary").click()  # its boxes are made when they are seen
    for places in (".headcount-sentence", ".headcount-checklist label", "option"):
        shown = page.locator(places).all_text_contents()
        assert any(MARKUP in text.replace("\xa0", " ") for text in shown), places
    assert page.locator(".headcount-explorer img").count() == 0
    assert page.evaluate("window.obeyed") is None


def test_without_chromium_the_page_draws_the_pictures(lab, page):
    lab.open(page, "notebooks/without-chromium.ipynb").run_all()
    page.get_by_role("button", name="Export this chart").click()
    status = page.locator(".headcount-files-status")
    expect(status).to_have_text(re.compile("^Exported to"), timeout=60_000)
    kit = lab.root / "exports-without" / "fourth-largest"
    assert len([path for path in kit.iterdir() if path.suffix in {".png", ".svg"}]) == 8

    page.get_by_role("button", name="Draw in the page").click()
    expect(page.get_by_role("button", name="Drawn", exact=True)).to_be_visible(timeout=30_000)
    drawn = lab.root / "drawn-by-the-page"
    picture = (drawn / "chart.png").read_bytes()
    assert picture[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(picture[16:20], "big") == 1200  # two pixels a point
    assert "<title" in (drawn / "chart.svg").read_text()


def test_without_plotly_the_page_says_so_and_keeps_the_words(lab, page):
    lab.open(page, "notebooks/without-plotly.ipynb").run_all()
    expect(page.locator(".headcount-message")).to_contain_text("plotly.js did not reach this page")
    expect(page.locator(".headcount-picture")).to_be_hidden()
    expect(page.locator(".headcount-sentence")).to_be_visible()
