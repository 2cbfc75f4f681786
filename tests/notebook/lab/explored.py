"""An explorer in a page, and what a reader sees of it."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from typing import Any

from headcount.charts.chart import Chart, make_chart
from headcount.figures.package import Package
from playwright.sync_api import Locator, Page, expect

MARKS = ".headcount-picture svg [data-figure]"

_PICTURE = "(chart) => [...chart.querySelectorAll('text')].map((one) => one.textContent)"


def squeeze(text: str) -> str:
    """Drop all space: lines are broken where there is none left."""
    return re.sub(r"[\s\u200b]+", "", text)


def assert_beside(tip: Locator, mark: Locator) -> None:
    """See that a tip stands below or above what it tells, and covers nothing of it."""
    one, other = tip.bounding_box(), mark.bounding_box()
    below, above = one["y"] - other["y"] - other["height"], other["y"] - one["y"] - one["height"]
    assert 0 < max(below, above) < 20


@dataclass
class Explored:
    """One explorer in a page.

    Parameters
    ----------
    page
        The page it is in.
    box
        The explorer; nothing outside of it is looked at.
    """

    page: Page
    box: Locator

    def code(self) -> str:
        """Return the line of code that makes the chart that is shown."""
        return self.box.locator(".headcount-code").text_content() or ""

    def choice(self) -> dict[str, Any]:
        """Return what is chosen, as the line of code has it."""
        call = ast.parse(self.code(), mode="eval").body
        return {one.arg: ast.literal_eval(one.value) for one in call.keywords}

    def menus(self) -> list[str]:
        """Return what the menus are called in which there is something to choose."""
        enabled = self.box.locator(".headcount-menu:has(select:enabled) label")
        return enabled.all_text_contents()

    def select(self, menu: str, at: int) -> str:
        """Choose an entry of a menu by its place; return the line of code of before."""
        before = self.code()
        self.box.get_by_label(menu, exact=True).select_option(index=at)
        return before

    def await_other(self, code: str) -> None:
        """Wait until another chart is shown than that of this line of code."""
        expect(self.box.locator(".headcount-code")).not_to_have_text(code)

    def expect(self, shown: Chart) -> None:
        """Wait for a graphic, and see that every word of it is there: chart, notes, sentence."""
        box = self.box
        expect(box.locator(".headcount-sentence")).to_have_text(shown.sentence)
        chart = box.locator(".headcount-picture > svg")
        expect(chart).to_have_attribute("aria-label", shown.alt)
        picture = squeeze("".join(chart.evaluate(_PICTURE)))
        first = shown.source_line.split(";")[0].split(" and ")[0]  # a picture may name some alone
        for text in (shown.headline, shown.deck, first):
            assert squeeze(text) in picture
        for note in shown._under:
            assert squeeze(f"{note.number or ''}{note.text}") in picture
        more = len(shown.notes) - len(shown._under)
        assert (squeeze(f"{more} more note") in picture) == bool(more)
        notes = [squeeze(text) for text in box.locator(".headcount-notes li").all_text_contents()]
        assert notes == [squeeze(f"{note.number or ''}{note.long}") for note in shown.notes]
        assert self.code() == shown.as_code()
        status = box.locator("p.headcount-status").text_content() or ""
        assert status.startswith(f"{shown.headline}. {len(shown.rows)} figure")
        assert status.endswith(shown.sentence)

    def expect_what_its_code_makes(self, data: Package) -> None:
        """See that chart, notes and sentence are those of the line of code beside them."""
        self.expect(make_chart(data, **self.choice()))
