"""The marked page is readable by everybody, in light and dark, and holds no script."""

from __future__ import annotations

import headcount as hc
import pytest
from axe_playwright_python.sync_playwright import Axe
from headcount.desk.proof.page import page as marked

DRAFT = """North Korea has offered Russia 100,000 troops.

In January 2025 South Korean intelligence counted 4,700 North Korean casualties. About 2,000 North
Korean soldiers had been killed, it said. The NIS says 600 North Korean soldiers have been killed.
North Korea has 1.15 million soldiers on active duty. North Korea has sent 45,000 soldiers to
Russia. <script>alert("600 killed")</script>
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_marked_page(data, page, scheme):
    found = hc.proof(data, DRAFT)
    assert len({one.verdict for one in found.findings}) >= 5
    text = marked(found, "a draft.txt")
    assert "<script" not in text
    page.emulate_media(color_scheme=scheme)
    page.set_content(text)
    assert page.locator("mark").count() == len(found.findings)
    answer = Axe().run(page)
    assert answer.violations_count == 0, answer.generate_report()
