"""An embed, a desk sheet and a page of the site in a second browser."""

from __future__ import annotations

import headcount as hc
import nbformat
import pytest
from headcount.notebook.site import build
from headcount.publish.export.desk import desk_sheet
from headcount.publish.export.embed import embed
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

pytestmark = [pytest.mark.browser, pytest.mark.slow]

NAME = "fourth-largest"
DOWN = "\ue015"
WORDS = "document.body.innerText"
HIGH = (
    "[...document.querySelectorAll('.picture > svg')]"
    ".some(one => one.getBoundingClientRect().height > 100)"
)


@pytest.fixture(scope="module")
def chart(data):
    return hc.named(data, NAME)


def opened(fox, page, folder):
    """Open a page that was written to a file."""
    (folder / "page.html").write_text(page, encoding="utf-8")
    fox.open((folder / "page.html").as_uri())


def marks(fox):
    """Return the colors of the shapes that a picture shows, and how many there are."""
    return fox.run(
        "return [...document.querySelectorAll('[data-figure]:not(tr)')]"
        ".filter(one => one.getBoundingClientRect().width > 0)"
        ".map(one => getComputedStyle(one).fill)"
    )


def test_an_embed_is_drawn_answers_the_keyboard_and_has_its_table_in_firefox(fox, chart, tmp_path):
    opened(fox, embed(chart), tmp_path)
    fox.wait_for("document.querySelector('h1').textContent", chart.headline)
    fox.wait_for(HIGH)
    drawn = marks(fox)
    assert len(drawn) >= len(chart.rows)
    assert len(set(drawn)) > 1, "one is highlighted"
    (listed,) = fox.send(
        "WebDriver:FindElement", using="css selector", value="[role=listbox]"
    ).values()
    fox.send("WebDriver:ElementSendKeys", id=listed, text=DOWN)
    fox.wait_for("document.querySelector('.headcount-tip').hidden", wanted=False)
    assert fox.run("return document.querySelector('.headcount-tip').textContent")
    fox.click("summary")
    assert fox.run("return document.querySelectorAll('tbody tr').length") == len(chart.rows)
    assert chart.source_line in fox.run(f"return {WORDS}")
    for note in chart.notes:
        assert note.text in fox.run(f"return {WORDS}")


def test_a_desk_sheet_has_all_its_words_in_firefox(fox, chart, tmp_path):
    opened(fox, desk_sheet(chart), tmp_path)
    words = fox.run(f"return {WORDS}")
    assert chart.headline in words
    assert all(str(source["name"]) in words for source in chart.contents["sources"])
    assert fox.run("return document.documentElement.scrollWidth <= innerWidth")


def test_a_page_of_the_site_holds_its_chart_in_a_frame_in_firefox(fox, data, chart, tmp_path):
    code = f"import headcount as hc\nhc.named(hc.read(), '{NAME}')"
    page = new_notebook(cells=[new_markdown_cell("# A question"), new_code_cell(code)])
    (tmp_path / "notebooks").mkdir()
    nbformat.write(page, tmp_path / "notebooks" / "01-one.ipynb")
    build(data, tmp_path / "notebooks", tmp_path / "site")
    fox.open((tmp_path / "site" / "01-one.html").as_uri())
    assert "A question" in fox.run(f"return {WORDS}")
    fox.wait_for("document.querySelector('iframe').getBoundingClientRect().height > 200")
    fox.send("WebDriver:SwitchToFrame", id=0)
    fox.wait_for("document.querySelector('h1')?.textContent", chart.headline)
    fox.wait_for(HIGH)
    fox.send("WebDriver:SwitchToFrame", id=None)
