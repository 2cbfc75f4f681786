"""A picture in a page answers, the next in its place answers for itself, and none once it ended."""

import pytest
from playwright.sync_api import expect

from helpers import pointing

pytestmark = pytest.mark.browser

_PAGE = f"""<!doctype html><style>
:root {{ --ink: #000; --paper: #fff; --link: #00f }}
#around {{ margin: 60px; width: 300px; height: 160px; overflow: auto }}
#chart {{ position: relative }}
{pointing.STYLE}</style>
<div id="around"><div id="chart"></div><p style="height: 400px">Words below it.</p></div>
<script>{pointing.SCRIPT}
const chart = document.getElementById("chart");
const answering = pointing(chart);
function show(figures) {{
  const marks = figures.map((figure, at) => `<rect data-figure="${{figure}}" x="10" y="${{40 * at}}"
    width="100" height="20"><title>What ${{figure}} is</title></rect>`);
  chart.querySelector("svg")?.remove();
  chart.insertAdjacentHTML("afterbegin", `<svg width="280" height="200">${{marks}}</svg>`);
  answering.take(figures);
}}
</script>"""


@pytest.fixture
def chart(page):
    page.set_content(_PAGE)
    return page.locator("#chart")


def show(chart, *figures):
    chart.page.evaluate("(figures) => show(figures)", figures)
    expect(chart).to_have_attribute("data-awake", str(len(figures)))


def tip(chart):
    return chart.locator(".headcount-tip")


def test_the_figure_that_is_read_stays_so_where_the_next_picture_has_it(chart):
    show(chart, "a", "b", "c")
    chart.get_by_role("listbox").focus()
    chart.page.keyboard.press("ArrowDown")
    show(chart, "d", "a", "b")
    expect(tip(chart)).to_have_text("What b is")
    show(chart, "e", "f")
    expect(tip(chart)).to_have_text("What e is")


def test_a_picture_that_names_no_figure_has_no_list(chart):
    show(chart, "a")
    expect(chart.get_by_role("listbox")).to_be_attached()
    show(chart)
    assert chart.get_by_role("listbox").count() == 0


def test_a_tip_stays_where_it_can_be_seen(chart):
    show(chart, "a", "b", "c", "d", "e")
    around = chart.page.locator("#around").bounding_box()
    for mark in chart.locator("[data-figure]").all():
        mark.hover()
        box = tip(chart).bounding_box()
        assert around["y"] <= box["y"]
        assert box["y"] + box["height"] <= around["y"] + around["height"]


def test_no_tip_stands_in_the_way_of_words_that_are_being_marked(chart):
    show(chart, "a")
    page = chart.page
    page.evaluate("""() => chart.querySelector("svg").insertAdjacentHTML("beforeend",
        '<text x="10" y="110">Words in the picture</text>')""")
    words, mark = chart.locator("text").bounding_box(), chart.locator("rect").bounding_box()
    page.mouse.move(words["x"] + 100, words["y"] + 5)
    page.mouse.down()
    page.mouse.move(words["x"] + 20, words["y"] + 5, steps=3)
    page.mouse.move(mark["x"] + 5, mark["y"] + 5, steps=3)
    expect(tip(chart)).to_be_hidden()
    page.mouse.up()
    assert not page.evaluate("getSelection().isCollapsed")
    expect(tip(chart)).to_be_hidden()
    page.mouse.move(mark["x"] + 9, mark["y"] + 5)
    expect(tip(chart)).to_be_visible()


def test_it_answers_inside_a_shadow_too(chart):
    faults = []
    chart.page.on("pageerror", lambda fault: faults.append(fault))
    chart.evaluate(
        """(chart) => {
          const shadow = chart.parentElement.attachShadow({ mode: "open" });
          shadow.append(document.querySelector("style").cloneNode(true), chart);
        }"""
    )
    show(chart, "a", "b")
    chart.locator("[data-figure=b]").hover()
    expect(tip(chart)).to_have_text("What b is")
    chart.get_by_role("listbox").focus()
    show(chart, "c", "b")
    expect(tip(chart)).to_be_visible()
    assert faults == []


def listeners(page, name):
    """Return what an object of the page listens for."""
    session = page.context.new_cdp_session(page)
    found = session.send("Runtime.evaluate", {"expression": name})["result"]["objectId"]
    heard = session.send("DOMDebugger.getEventListeners", {"objectId": found})["listeners"]
    return sorted(one["type"] for one in heard)


def test_once_it_ended_nothing_of_it_is_left(chart):
    show(chart, "a")
    page = chart.page
    assert listeners(page, "chart") == ["click", "pointerleave", "pointermove"]
    assert {"keydown", "pointerdown"} <= {*listeners(page, "document")}
    page.evaluate("answering.stop()")
    assert listeners(page, "chart") == []
    assert not {"keydown", "pointerdown"} & {*listeners(page, "document")}
    assert chart.locator(":scope > *").count() == chart.locator(":scope > svg").count() == 1
