"""A picture in a page answers, the next in its place answers for itself, and none once it ended."""

import pytest
from headcount.render import theme
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

_PAGE = f"""<!doctype html><style>
:root {{ --ink: #000; --paper: #fff; --link: #00f }}
#around {{ margin: 60px; width: 300px; height: 160px; overflow: auto }}
#chart {{ position: relative }}
{theme.POINTING_STYLE}</style>
<div id="around"><div id="chart"></div><p style="height: 400px">Words below it.</p></div>
<button id="menu" onpointerdown="event.stopPropagation()">A menu of the page's own</button>
<script>{theme.POINTING}
const chart = document.getElementById("chart");
const answering = pointing(chart);
function show(figures, said) {{
  const marks = figures.map((figure, at) => `<rect data-figure="${{figure}}" x="10" y="${{40 * at}}"
    width="100" height="20"><title>${{said[figure] ?? `What ${{figure}} is`}}</title></rect>`);
  chart.querySelector("svg")?.remove();
  chart.insertAdjacentHTML("afterbegin", `<svg width="280" height="200">${{marks}}</svg>`);
  answering.take(figures);
}}
</script>"""


@pytest.fixture
def chart(page):
    page.set_content(_PAGE)
    return page.locator("#chart")


def show(chart, *figures, **said):
    chart.page.evaluate("([figures, said]) => show(figures, said)", [figures, said])
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


def test_keys_pass_over_a_figure_that_this_picture_does_not_show(chart):
    show(chart, "a", "b", "c")
    hide = 'chart.querySelector("[data-figure=b]").setAttribute("display", "none")'
    chart.page.evaluate(f"{hide}; chart.style.width = '290px'")
    expect(chart.get_by_role("option")).to_have_text(["What a is", "What c is"])
    chart.get_by_role("listbox").focus()
    for said in ("c", "a", "c"):
        chart.page.keyboard.press("ArrowDown")
        expect(tip(chart)).to_have_text(f"What {said} is")
    chart.page.keyboard.press("ArrowUp")
    expect(tip(chart)).to_have_text("What a is")


def test_keys_go_on_from_figures_that_say_the_same(chart):
    show(chart, "a", "b", "c", a="Denied", b="Denied")
    chart.get_by_role("listbox").focus()
    first = chart.locator("[aria-selected]").get_attribute("id")
    chart.page.keyboard.press("ArrowDown")
    expect(chart.locator("[aria-selected]")).not_to_have_id(first)
    chart.page.keyboard.press("ArrowDown")
    expect(tip(chart)).to_have_text("What c is")


def test_a_tip_ends_when_a_menu_is_opened_that_keeps_its_taps_to_itself(chart):
    show(chart, "a")
    chart.locator("[data-figure=a]").click()
    expect(tip(chart)).to_be_visible()
    # by a finger: no pointer leaves the chart
    chart.page.locator("#menu").dispatch_event("pointerdown", {"pointerType": "touch"})
    expect(tip(chart)).to_be_hidden()


def test_a_mouse_tells_what_is_under_it_when_the_page_has_scrolled(chart):
    show(chart, "a", "b", "c")
    chart.locator("[data-figure=b]").hover()
    expect(tip(chart)).to_have_text("What b is")
    chart.page.mouse.wheel(0, 40)
    expect(tip(chart)).to_have_text("What c is")
    chart.page.mouse.wheel(0, 100)
    expect(tip(chart)).to_be_hidden()


def test_a_tip_ends_when_the_page_scrolls_its_figure_away(chart):
    show(chart, "a", "b", "c")
    chart.get_by_role("listbox").focus()
    expect(tip(chart)).to_have_text("What a is")
    chart.page.locator("#around").evaluate("(one) => one.scrollBy(0, 100)")
    expect(tip(chart)).to_be_hidden()


def test_what_is_read_by_keys_keeps_its_tip_in_sight_while_the_page_scrolls(chart):
    show(chart, "a", "b", "c", "d", "e")
    chart.get_by_role("listbox").focus()
    for _ in range(3):
        chart.page.keyboard.press("ArrowDown")
    around = chart.page.locator("#around")
    above = tip(chart).bounding_box()["y"]
    around.evaluate("(one) => one.scrollBy(0, 100)")  # the figure is at the top of what is seen
    mark = chart.locator("[data-figure=d]").bounding_box()
    assert above < mark["y"] + 100
    chart.page.wait_for_timeout(50)
    box, seen = tip(chart).bounding_box(), around.bounding_box()
    assert mark["y"] + mark["height"] <= box["y"]
    assert box["y"] + box["height"] <= seen["y"] + seen["height"]


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
    ours = {"blur", "keydown", "pointerdown", "scroll"}
    assert ours <= {*listeners(page, "window")}
    chart.locator("[data-figure=a]").hover()
    expect(chart.locator(".headcount-ring")).to_be_attached()
    page.evaluate("answering.stop()")
    assert listeners(page, "chart") == []
    assert not ours & {*listeners(page, "window")}
    assert chart.locator(".headcount-ring").count() == 0
    assert chart.locator(":scope > *").count() == chart.locator(":scope > svg").count() == 1
