"""The explorer of a ranking in a real JupyterLab: what an eye sees, a hand and a keyboard do."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

import pytest
from axe_playwright_python.sync_playwright import Axe
from headcount.charts.chart import Chart, make_chart, named_chart
from headcount.charts.offering import resolve
from headcount.core.wording import capital
from playwright.sync_api import Locator, expect

from tests.charts import chart_options
from tests.publish.export.reader import words_of

from .explored import Explored, assert_beside
from .lab import Lab, Notebook

NOTEBOOK = "notebooks/04-is-it-the-worlds-fourth-largest.ipynb"
FIRST = "fourth-largest"
LABELS = {
    "measure": "Who is counted",
    "source": "Source and edition",
    "year": "Figures of the year",
    "per": "Number or rate",
    "highlight": "Highlighted country",
    "top": "How many countries",
}
SOURCE = "CIA World Factbook, 2024 edition (27 countries)"
CHANGES = [
    ("measure", "total"),
    ("source", "cia-factbook-2024"),
    ("year", 2022),
    ("per", "wb-sp-pop-totl"),
    ("highlight", "KOR"),
    ("top", 5),
]

# What an eye sees in each frame: a chart without marks, or above another chart's sentence.
_WATCH = """() => {
  const seen = window.seen = [];
  const look = () => {
    const chart = document.querySelector('.headcount-picture > svg');
    const frame = JSON.stringify({
      marks: [...new Set([...chart.querySelectorAll('[data-figure]')]
        .map((mark) => mark.dataset.figure))].sort(),
      alt: chart.getAttribute('aria-label'),
      sentence: document.querySelector('.headcount-sentence').textContent,
    });
    if (frame !== seen.at(-1)) seen.push(frame);
    window.watching = requestAnimationFrame(look);
  };
  look();
}"""
_SEEN = "() => { cancelAnimationFrame(window.watching); return window.seen; }"

_HEAR = """(status) => {
  const said = window.said = [];
  new MutationObserver(() => said.push(status.textContent)).observe(status, {
    characterData: true, childList: true, subtree: true,
  });
}"""

# What a tip tells in each frame, and of which chart; whoever points there in the very moment that
# a picture is replaced is told nothing old.
_WATCH_TIPS = """([x, y]) => {
  const seen = window.seen = [];
  const chart = document.querySelector('.headcount-picture');
  const mouse = {clientX: x, clientY: y, pointerType: 'mouse', bubbles: true};
  const look = () => {
    const tip = chart.querySelector('.headcount-tip');
    const alt = chart.querySelector('svg').getAttribute('aria-label');
    if (!tip.hidden) seen.push([alt, tip.textContent]);
  };
  const point = () => {
    document.elementFromPoint(x, y).dispatchEvent(new PointerEvent('pointermove', mouse));
    look();
  };
  new MutationObserver(point).observe(chart, {childList: true});
  const frame = () => {
    look();
    window.watching = requestAnimationFrame(frame);
  };
  frame();
}"""


@dataclass
class Ranking(Explored):
    """The explorer of a ranking, its controls by the names of its parameters."""

    notebook: Notebook

    def pick(self, name: str, label: str) -> str:
        """Choose an entry of a control by its words, and return those of before."""
        before = self.said(name)
        self.box.get_by_label(LABELS[name], exact=True).select_option(label=label)
        return before

    def mark_of(self, figure: str, kind: str = "figure") -> Locator:
        """Return the first mark of a figure, or its first label."""
        return self.box.locator(f'.headcount-picture [data-{kind}="{figure}"]').first

    @property
    def tip(self) -> Locator:
        """What tells the figure that is pointed at."""
        return self.box.locator(".headcount-tip")

    def await_awake(self) -> None:
        """Wait until the picture answers."""
        expect(self.box.locator(".headcount-picture[data-awake]")).to_be_attached()

    def said(self, name: str) -> str:
        """Return the words that a control shows."""
        menu = self.box.get_by_label(LABELS[name], exact=True)
        return menu.locator("option:checked").inner_text().replace("\xa0", " ")


@pytest.fixture(scope="module")
def ran(lab: Lab, browser) -> Ranking:
    """Give its explorer after Run All, in a page that the tests of this file share, in order."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 1000},
        permissions=["clipboard-read", "clipboard-write"],
    )
    page = context.new_page()
    notebook = lab.open(page, NOTEBOOK)
    notebook.run_all()
    yield Ranking(page, page.locator(".headcount-explorer"), notebook)
    context.close()


@pytest.fixture(scope="module")
def start(data) -> Chart:
    return named_chart(data, FIRST)


@pytest.mark.parametrize(("name", "value"), CHANGES)
def test_a_control_changes_chart_notes_and_sentence_together(ran, data, start, name, value):
    request = dict.fromkeys([*LABELS, "only"]) | dict(start.choice)
    request.pop("name")
    other = make_chart(data, **resolve(data, request | {name: value})[0])
    entries = resolve(data, request)[1][name]
    ran.page.evaluate(_WATCH)
    before = ran.pick(name, next(capital(label) for label, given in entries if given == value))
    ran.expect(other)
    ran.page.wait_for_function("window.seen.length > 1")
    frames = [json.loads(frame) for frame in ran.page.evaluate(_SEEN)]
    assert frames == [
        {"marks": sorted(shown.rows["figure_id"]), "alt": shown.alt, "sentence": shown.sentence}
        for shown in (start, other)
    ]
    ran.pick(name, before)
    ran.expect(start)


def test_pointing_at_a_mark_or_at_its_label_tells_its_figure(ran, start):
    ran.await_awake()
    for figure, words in words_of(start).items():
        for kind in ("figure", "label"):
            mark = ran.mark_of(figure, kind)
            mark.hover()
            expect(ran.tip).to_have_text(words)
            assert_beside(ran.tip, mark)
    ran.page.mouse.move(1, 1)
    expect(ran.tip).to_be_hidden()


def test_a_tip_tells_the_chart_that_is_shown_and_never_the_one_before(ran, data, start):
    other = make_chart(data, measure="active", source="cia-factbook-2024", highlight="PRK")
    words = {shown.alt: words_of(shown) for shown in (start, other)}
    ran.await_awake()
    mark = ran.mark_of(start.rows["figure_id"].iloc[0])
    mark.hover()
    expect(ran.tip).to_have_text(words[start.alt][start.rows["figure_id"].iloc[0]])
    box = mark.bounding_box()
    middle = [box["x"] + box["width"] / 2, box["y"] + box["height"] / 2]
    ran.page.evaluate(_WATCH_TIPS, middle)
    before = ran.pick("source", SOURCE)
    ran.expect(other)
    ran.await_awake()
    ran.mark_of(other.rows["figure_id"].iloc[0]).hover()
    expect(ran.tip).to_have_text(words[other.alt][other.rows["figure_id"].iloc[0]])
    seen = ran.page.evaluate(_SEEN)
    assert {alt for alt, _ in seen} == {start.alt, other.alt}
    assert all(said in words[alt].values() for alt, said in seen)
    ran.pick("source", before)
    ran.expect(start)
    ran.page.mouse.move(1, 1)


def test_however_often_it_changes_each_figure_is_there_once_to_be_heard(ran, start):
    for _ in range(2):
        before = ran.pick("source", SOURCE)
        expect(ran.box.locator(".headcount-sentence")).not_to_have_text(start.sentence)
        ran.pick("source", before)
        ran.expect(start)
    ran.await_awake()
    picture = ran.box.locator(".headcount-picture")
    assert picture.get_by_role("img", name=start.alt).count() == 1
    assert picture.get_by_role("option").all_text_contents() == [*words_of(start).values()]
    assert picture.locator(":scope > *").count() == 3  # the picture, the list, the tip


def test_the_keyboard_goes_through_the_figures(ran, start):
    page, press = ran.page, ran.page.keyboard.press
    cells = page.locator(".jp-Cell").count()
    words = list(words_of(start).values())
    ran.await_awake()
    page.get_by_role("button", name="Copy sentence").focus()
    press("Tab")
    assert page.locator(":focus").get_attribute("type") == "radio"  # picture or plotly
    press("Tab")
    figures = page.locator(":focus")
    assert figures.get_attribute("role") == "listbox"
    for said in words:
        expect(ran.tip).to_have_text(said)
        option = page.locator(f"#{figures.get_attribute('aria-activedescendant')}")
        assert option.text_content() == said
        expect(ran.box.locator(".headcount-ring")).to_be_visible()
        press("ArrowDown")
    expect(ran.tip).to_have_text(words[0])  # behind the last comes the first
    press("End")
    expect(ran.tip).to_have_text(words[-1])
    press("Escape")
    expect(ran.tip).to_be_hidden()
    assert figures.evaluate("(list) => getComputedStyle(list).outlineStyle") == "solid"
    for key in "ddx":  # JupyterLab's keys for deleting a cell
        press(key)
    assert page.locator(".jp-Cell").count() == cells
    press("ArrowUp")
    expect(ran.tip).to_have_text(words[-2])
    press("Tab")
    expect(ran.tip).to_be_hidden()
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_countries_are_ticked_off_the_list_and_an_empty_one_is_said(ran, data, start):
    page = ran.page
    page.locator("summary", has_text="Countries all 9").click()
    page.get_by_label("China", exact=True).uncheck()
    left = [code for code in sorted(start.rows["country"]) if code != "CHN"]
    expect(page.locator("summary", has_text="Countries 8 of 9")).to_be_visible()
    (china,) = start.rows.loc[start.rows["country"] == "CHN", "figure_id"]
    expect(page.locator(f'.headcount-picture [data-figure="{china}"]')).to_have_count(0)
    page.get_by_role("button", name="Clear all").click()
    expect(page.locator("summary", has_text="and the highlighted one")).to_be_visible()
    ran.pick("highlight", "None")
    expect(page.locator(".headcount-message")).to_have_text(re.compile(r"^Nothing to show\. "))
    expect(page.locator(".headcount-picture")).to_be_hidden()
    expect(page.locator(".headcount-sentence")).to_be_hidden()
    ran.pick("highlight", "North Korea")
    page.get_by_role("button", name="Check all").click()
    ran.expect(start)
    assert len(left) == 8


def test_it_can_be_worked_by_keyboard_alone(ran, data, start):
    page = ran.page
    press = page.keyboard.press
    names = []
    page.get_by_label(LABELS["measure"]).focus()
    for _ in range(6):
        names.append(page.evaluate("document.activeElement.labels?.[0]?.textContent"))
        press("Tab")
    assert names == list(LABELS.values())
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    if not page.get_by_label("China", exact=True).is_visible():
        press("Enter")
    press("Tab")
    press("Space")
    expect(page.get_by_label("China", exact=True)).not_to_be_checked()
    # awaited, or the chart of before would pass for the one of after
    own = ("name", "headline", "deck")  # what was written for a chart is not said of another
    asked = {key: value for key, value in start.choice.items() if key not in own}
    offered = chart_options(data, **asked)["only"]
    rest = [code for _, code in offered if code != "CHN"]
    ran.expect(make_chart(data, **asked, only=rest))
    press("Space")
    expect(page.get_by_label("China", exact=True)).to_be_checked()
    ran.expect(start)
    page.get_by_label(LABELS["highlight"]).focus()
    press("ArrowDown")
    expect(page.locator(".headcount-sentence")).to_have_text(re.compile("^Pakistan had"))
    press("ArrowUp")
    ran.expect(start)
    press("d")
    press("d")  # JupyterLab's keys for deleting a cell
    ran.expect(start)
    page.get_by_role("button", name="Copy sentence").focus()
    press("Tab")  # the figures in the chart
    press("Tab")  # picture or plotly
    press("Tab")
    press("Enter")
    expect(page.locator(".headcount-notes li").first).to_be_visible()
    page.get_by_role("button", name="Export this chart").focus()
    outline = "getComputedStyle(document.activeElement).outlineStyle"
    assert page.evaluate(outline) != "none"


def test_sentence_and_code_are_copied_with_a_click(ran, start):
    page = ran.page
    copied = "() => navigator.clipboard.readText()"
    page.get_by_role("button", name="Copy sentence").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate(copied) == start.sentence
    page.locator("summary", has_text="Copy Python code for this chart").click()
    page.get_by_role("button", name="Copy as code").click()
    expect(page.locator(".headcount-code-box button", has_text="Copied")).to_be_visible()
    assert page.evaluate(copied) == start.as_code()


@pytest.mark.parametrize("theme", ["JupyterLab Dark", "JupyterLab Light"])
def test_axe_finds_nothing_in_the_explorer(ran, theme):
    page = ran.page
    boxes = page.locator(".headcount-explorer details")
    boxes.evaluate_all("(all) => all.forEach((one) => { one.open = true; })")
    change = "theme => window.jupyterapp.commands.execute('apputils:change-theme', {theme})"
    page.evaluate(change, theme)
    expect(page.locator(f"body[data-jp-theme-name='{theme}']")).to_be_attached()
    found = Axe().run(page, context=".headcount-explorer")
    assert found.violations_count == 0, found.generate_report()


def test_the_button_exports_what_is_shown_and_hands_the_files_over(ran, lab, start):
    page = ran.page
    status = page.locator(".headcount-files-status")
    status.evaluate(_HEAR)
    page.get_by_role("button", name="Export this chart").click()
    expect(status).to_have_text(
        re.compile("^(Exported|Nothing has changed since the last export) to"), timeout=60_000
    )
    first, second, *_ = page.evaluate("window.said")  # each may be there for a blink alone
    assert (first, second[:13]) == ("Exporting: the pictures are begun.", "Exporting: 0 ")
    folder = lab.root / "exports" / FIRST
    files = {path.name: path.read_bytes() for path in folder.iterdir()}
    whole, *each = page.locator(".headcount-file").all_inner_texts()
    assert (whole, sorted(each)) == (f"{FIRST}.zip", sorted(files))
    endings = {name.rsplit(".", 1)[1] for name in files}
    assert endings >= {"png", "svg", "html", "csv", "txt", "json"}
    assert all(files[name][:8] == b"\x89PNG\r\n\x1a\n" for name in files if name.endswith("png"))
    assert start.alt in files[f"{FIRST}-alt.txt"].decode()
    with page.expect_download() as download:
        page.get_by_role("button", name=f"Download {FIRST}-data.csv").click()
    assert download.value.path().read_bytes() == files[f"{FIRST}-data.csv"]


def test_the_chart_is_laid_out_for_the_width_it_has(ran, start):
    page = ran.page
    svg = page.locator(".headcount-picture > svg")
    wide = svg.bounding_box()["width"]
    page.set_viewport_size({"width": 760, "height": 1000})
    expect(svg).not_to_have_attribute("width", str(int(wide)))
    ran.expect(start)
    room = page.locator(".headcount-chart").bounding_box()["width"]
    assert 280 <= svg.bounding_box()["width"] <= room
    page.set_viewport_size({"width": 1280, "height": 1000})
    expect(svg).to_have_attribute("width", str(int(wide)))


def test_after_a_reload_it_shows_what_the_kernel_holds(ran, data):
    ran.notebook.save()
    ran.pick("source", SOURCE)
    other = make_chart(data, measure="active", source="cia-factbook-2024", highlight="PRK")
    ran.expect(other)
    ran.page.reload()
    ran.expect(other)
    assert ran.said("source") == SOURCE
