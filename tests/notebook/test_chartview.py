"""The widget that shows a chart: picture and words in one message, laid out for the page."""

import gzip
import re
import subprocess
import sys
from xml.etree import ElementTree

import plotly.graph_objects as go
import pytest
from coloraide import Color
from headcount.charts.chart import make_chart, named_chart
from headcount.notebook.chartview import ChartView
from plotly.offline import get_plotlyjs

from tests.publish.export.reader import words_of

HOSTILE = '<script>alert("1")</script> <b>R&D</b>'
SVG = "{http://www.w3.org/2000/svg}"
DRAWN = {
    "circle", "clipPath", "defs", "g", "line", "path", "pattern", "polygon", "rect", "svg", "text",
    "title", "tspan",
}  # fmt: skip


@pytest.fixture
def fourth(data):
    return named_chart(data, "fourth-largest")


def picture(view):
    return ElementTree.fromstring(view.content["picture"])


def size(view):
    return tuple(int(picture(view).get(side)) for side in ("width", "height"))


def test_nothing_to_show_is_said_and_shows_no_chart(fourth):
    view = ChartView(fourth)
    view.say("Nothing to show: no figure fits.")
    assert view.chart is None
    assert view.content["message"] == view.content["status"] == "Nothing to show: no figure fits."
    assert not any(view.content[part] for part in ("picture", "order", "sentence", "notes", "code"))


def test_chart_notes_and_sentence_change_in_one_message(data, fourth):
    view = ChartView(fourth)
    changes = []
    view.observe(changes.append)
    other = named_chart(data, "per-head")
    view.show(other)
    assert [change.name for change in changes] == ["content"]
    assert view.content["sentence"] == other.sentence
    assert [note["text"] for note in view.content["notes"]] == [note.long for note in other.notes]
    assert (picture(view).get("role"), picture(view).get("aria-label")) == ("img", other.alt)
    assert view.content["order"] == list(other.rows["figure_id"])


def test_another_width_lays_the_same_graphic_out_anew(fourth):
    view = ChartView(fourth)
    wide, high = size(view)
    view.set_state({"width": 320})
    narrow, higher = size(view)
    assert (wide, narrow) == (600, 320)
    assert higher > high
    assert view.chart is fourth


def test_a_width_told_before_there_is_a_chart_is_kept(fourth):
    view = ChartView()
    view.set_state({"width": 480})
    view.show(fourth)
    assert size(view)[0] == 480


def test_each_figure_in_order_is_a_mark_that_says_its_words(fourth):
    view = ChartView(fourth)
    said = {
        mark.get("data-figure"): mark.findtext(f"{SVG}title")
        for mark in picture(view).iterfind(".//*[@data-figure]")
    }
    assert sorted(said) == sorted(view.content["order"])
    assert said == words_of(fourth)


_SHOW = """async ({ esm, contents, rooms }) => {
  const blob = new Blob([esm], { type: "text/javascript" });
  const { default: frontEnd } = await import(URL.createObjectURL(blob));
  const heard = {};
  const said = [];
  const state = { width: 600 };
  state.content = contents[state.width];
  const model = {
    get: (name) => state[name],
    set: (name, value) => { state[name] = value; },
    on: (name, answer) => { (heard[name] ??= []).push(answer); },
    send: () => {},
    save_changes: () => {  // as a kernel does, a moment later
      said.push(state.width);
      setTimeout(() => {
        state.content = contents[state.width];
        heard["change:content"].forEach((answer) => answer());
      }, 5);
    },
  };
  for (const room of rooms) {
    const el = document.createElement("div");
    el.style.width = `${room}px`;
    document.body.append(el);
    frontEnd.render({ model, el, signal: new AbortController().signal });
  }
  window.widths = said;
  const parts = [...document.querySelectorAll("summary, button, blockquote")];
  window.offered = parts.filter((part) => part.checkVisibility()).length;
}"""


@pytest.fixture
def shown_twice(page, fourth):
    """Two views of one chart in one page, 600 and 400 pixels wide."""
    view = ChartView(fourth)
    contents = {}
    for width in (600, 400):
        view.width = width
        contents[width] = view.content
    page.set_content("<!doctype html>")
    page.add_style_tag(content=view._css)
    page.evaluate(_SHOW, {"esm": view._esm, "contents": contents, "rooms": [600, 400]})
    page.wait_for_function("document.querySelectorAll('[data-awake]').length === 2")
    return page


@pytest.mark.browser
def test_two_views_of_one_chart_share_no_id(shown_twice):
    ids = shown_twice.locator("svg [id]").evaluate_all("(those) => those.map(({ id }) => id)")
    assert len(ids) == len(set(ids)) >= 10


@pytest.mark.browser
def test_before_the_first_picture_no_part_is_offered_that_has_nothing_to_say(shown_twice):
    assert shown_twice.evaluate("offered") == 0
    assert shown_twice.get_by_role("button", name="Copy sentence").count() == 2


@pytest.mark.browser
def test_two_views_of_two_widths_do_not_answer_each_other(shown_twice):
    shown_twice.wait_for_timeout(1500)
    assert shown_twice.evaluate("widths") == [400]


DAY, NIGHT = "rgb(255, 255, 255)", "rgb(23, 25, 28)"
_GROUND = "(rect) => getComputedStyle(rect).fill"


def paper_of(page):
    """Return what each picture in a page is drawn on."""
    return set(page.locator("svg > rect").evaluate_all(f"(all) => all.map({_GROUND})"))


def own_theme(page, theme):
    """Have a page say which theme it is in, as JupyterLab does."""
    page.evaluate("(theme) => document.body.dataset.jpThemeLight = theme === 'light'", theme)


@pytest.mark.browser
def test_it_follows_the_theme_of_its_page_at_once_and_asks_no_kernel(shown_twice):
    before = shown_twice.evaluate("widths.length")
    for theme, drawn_on in [("dark", NIGHT), ("light", DAY), ("dark", NIGHT)]:
        own_theme(shown_twice, theme)
        assert paper_of(shown_twice) == {drawn_on}
        paper = "getComputedStyle(document.querySelector('.headcount-chart')).backgroundColor"
        assert shown_twice.evaluate(paper) == drawn_on
    assert shown_twice.evaluate("widths.length") == before


@pytest.mark.browser
def test_elsewhere_it_is_dark_where_the_page_is_and_not_by_the_readers_wish_alone(shown_twice):
    shown_twice.emulate_media(color_scheme="dark")
    assert paper_of(shown_twice) == {DAY}
    shown_twice.add_style_tag(content=":root { color-scheme: light dark }")
    assert paper_of(shown_twice) == {NIGHT}
    own_theme(shown_twice, "light")
    assert paper_of(shown_twice) == {DAY}


@pytest.mark.browser
def test_it_is_printed_on_white(shown_twice):
    own_theme(shown_twice, "dark")
    shown_twice.emulate_media(media="print")
    assert paper_of(shown_twice) == {DAY}


_SEEN = """(all) => all.map((one) => {
  const { color, fill } = getComputedStyle(one);
  let ground;
  for (let box = one; box && !ground; box = box.parentElement) {
    const { backgroundColor } = getComputedStyle(box);
    if (!/, 0[)]$/.test(backgroundColor)) ground = backgroundColor;
  }
  return [one.namespaceURI.endsWith("svg") ? fill : color, ground, one.textContent];
})"""


@pytest.mark.browser
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_its_words_its_ring_and_its_controls_are_clear(shown_twice, theme):
    own_theme(shown_twice, theme)
    for summary in shown_twice.locator("summary").all():
        summary.click()
    shown_twice.get_by_role("listbox").first.focus()
    words = ".headcount-chart :is(p, blockquote, summary, li, code, button), .headcount-tip, text"
    for colour, behind, text in shown_twice.locator(words).evaluate_all(_SEEN):
        assert Color(colour).contrast(behind) >= 4.5, text
    line, paper = (
        shown_twice.locator(f".headcount-ring .{layer}").evaluate(_GROUND)
        for layer in ("line", "air")
    )
    assert Color(line).contrast(paper) >= 3
    edge = "(button) => getComputedStyle(button).borderTopColor"
    copy = shown_twice.locator(".headcount-copy").first
    assert Color(copy.evaluate(edge)).contrast(paper) >= 3


def test_words_are_text_in_the_picture(data):
    shown = make_chart(
        data, measure="active", source="cia-factbook-2022", headline=HOSTILE, highlight="PRK"
    )
    view = ChartView(shown)
    drawn = picture(view)
    assert {one.tag.removeprefix(SVG) for one in drawn.iter()} <= DRAWN
    assert not [name for one in drawn.iter() for name in one.attrib if name.startswith("on")]
    said = "".join("".join(text.itertext()) for text in drawn.iter(f"{SVG}text"))
    assert HOSTILE.replace(" ", "") in re.sub(r"\s", "", said)
    assert HOSTILE in view.content["status"]


def test_the_page_is_given_a_front_end_and_no_library():
    assert len(ChartView._esm) < 30_000
    assert ChartView().traits(sync=True).keys() >= {"content", "width"}
    assert "library" not in ChartView().traits()


def test_as_plotly_it_is_the_charts_own_figure_and_stays_so(data, fourth):
    view = ChartView(fourth)
    view.set_state({"drawn_as": "plotly", "width": 480})
    assert view.content["picture"] == ""
    assert go.Figure(view.content["figure"]) == fourth.figure(480)
    assert view.content["alt"] == fourth.alt
    other = named_chart(data, "per-head")
    view.show(other)
    assert go.Figure(view.content["figure"]) == other.figure(480)
    assert [note["text"] for note in view.content["notes"]] == [note.long for note in other.notes]
    view.set_state({"drawn_as": "picture"})
    assert view.content["figure"] is None
    assert size(view)[0] == 480


def test_plotly_itself_comes_when_it_is_asked_for_and_small_enough_for_a_server_of_jupyter(fourth):
    view, sent = ChartView(fourth), []
    view.send = lambda *message: sent.append(message)
    view._handle_custom_msg({"kind": "something else"}, [])
    assert sent == []
    view._handle_custom_msg({"kind": "plotly"}, [])
    ((content, (packed,)),) = sent
    assert content == {"kind": "plotly"}
    assert gzip.decompress(packed).decode() == get_plotlyjs()
    assert len(packed) < 3_000_000  # a million bytes a second, over three seconds


def test_to_show_a_figure_plotly_is_not_imported():
    code = """
import sys, headcount as hc
hc.named(hc.read(), "fourth-largest").plotly_data()
assert not [name for name in sys.modules if name.startswith("plotly")]
"""
    subprocess.run([sys.executable, "-c", code], check=True)
