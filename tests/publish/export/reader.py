"""A reader's browser with one embed open, and all that it asked for and complained of."""

from __future__ import annotations

import html

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

MARKS = ".picture > svg:visible :is([data-figure], [data-label])"


class Reader:
    """A page of its own, at an address."""

    def __init__(self, browser, address, **options):
        self.context = browser.new_context(**options)
        self.asked, self.refused, self.said = [], [], []
        self.context.on("request", lambda request: self.asked.append(request.url))
        self.context.on("requestfailed", lambda one: self.refused.append((one.url, one.failure)))
        self.context.on("console", lambda message: self.said.append(message.text))
        self.context.on("weberror", lambda error: self.said.append(str(error.error)))
        self.context.on("dialog", lambda dialog: self.said.append(dialog.message))
        self.page = self.context.new_page()
        self.page.goto(address)
        self.chart = self.page.locator("#chart")
        self.tip = self.page.locator(".headcount-tip")

    def told(self):
        """Return what the keyboard's place says, as a screen reader is given it."""
        option = self.page.get_by_role("listbox").get_attribute("aria-activedescendant")
        return option and self.page.locator(f"#{option}").text_content()

    def mark_of(self, figure, kind="figure"):
        """Return the first mark of a figure that has a size, or its first label."""
        marks = self.page.locator(f'.picture > svg:visible [data-{kind}="{figure}"]').all()
        return next(mark for mark in marks if mark.bounding_box()["width"] > 0)

    def tip_is_in_sight(self):
        box, view = self.tip.bounding_box(), self.page.viewport_size
        return (
            box["x"] >= 0
            and box["y"] >= 0
            and box["x"] + box["width"] <= view["width"]
            and box["y"] + box["height"] <= view["height"]
        )

    def hears(self, words):
        expect(self.tip).to_have_text(words)
        assert self.tip_is_in_sight()


def words_of(chart):
    """Return what each figure of a graphic says when it is pointed at."""
    return {
        figure: html.unescape(hover.replace("<br>\u200b", " ").replace("<br>", "\n"))
        for figure, hover in zip(chart.rows["figure_id"], chart.hovers, strict=True)
    }


def faults(page):
    """Return what axe finds, with everything unfolded."""
    for details in page.locator("details").all():
        if details.get_attribute("open") is None:
            details.locator("summary").click()
    violations = Axe().run(page).response["violations"]
    return [(fault["id"], fault["nodes"][0]["html"][:200]) for fault in violations]
