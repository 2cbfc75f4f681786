"""The first notebook in a real JupyterLab: run, explored, exported, reloaded, reopened."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from helpers import graphic, package
from helpers.explore.wishes import settle
from helpers.graphic import Graphic
from helpers.wording import capital

from .lab import Lab, Notebook

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
    const chart = document.querySelector('.headcount-picture');
    const frame = JSON.stringify({
      marks: chart.querySelectorAll('.barlayer .point').length > 0,
      chart: chart.layout.meta.alt,
      alt: chart.getAttribute('aria-label'),
      sentence: document.querySelector('.headcount-sentence').textContent,
    });
    if (frame !== seen.at(-1)) seen.push(frame);
    window.watching = requestAnimationFrame(look);
  };
  look();
}"""
_SEEN = "() => { cancelAnimationFrame(window.watching); return window.seen; }"
_PICTURE = """() => [...document.querySelectorAll('.headcount-picture .annotation text')]
  .map((text) => text.textContent)"""


def squeeze(text: str) -> str:
    """Drop all space: lines are broken where there is none left."""
    return re.sub(r"[\s\u200b]+", "", text)


@dataclass
class Explored:
    """The explorer in a page."""

    page: Page
    notebook: Notebook

    def choose(self, name: str, label: str) -> str:
        """Set a control by the words in its menu, and return what it said before."""
        control = self.page.get_by_label(LABELS[name])
        before = self.said(name)
        # ipywidgets writes each space of an entry as one that does not break
        labels = [text.replace("\xa0", " ") for text in control.locator("option").all_inner_texts()]
        control.select_option(index=labels.index(label))
        return before

    def said(self, name: str) -> str:
        """Return the words that a control shows."""
        shown = self.page.get_by_label(LABELS[name]).locator("option:checked").inner_text()
        return shown.replace("\xa0", " ")

    def expect(self, shown: Graphic) -> None:
        """Wait for a graphic, and see that every word of it is there: chart, notes, sentence."""
        page = self.page
        expect(page.locator(".headcount-sentence")).to_have_text(shown.sentence, timeout=10_000)
        expect(page.locator(".headcount-picture")).to_have_attribute("aria-label", shown.alt)
        picture = squeeze("".join(page.evaluate(_PICTURE)))
        assert squeeze(shown.headline) in picture
        assert squeeze(shown.deck) in picture
        assert squeeze(shown.source_line) in picture
        for note in shown.notes:
            assert squeeze(f"{note.number or ''}{note.text}") in picture
        notes = [squeeze(text) for text in page.locator(".headcount-notes li").all_text_contents()]
        assert notes == [squeeze(f"{note.number or ''}{note.long}") for note in shown.notes]
        assert page.locator(".headcount-code").text_content() == shown.as_code()
        status = page.locator("p.headcount-status").text_content()
        assert status.startswith(f"{shown.headline}. {len(shown.rows)} figure")
        assert status.endswith(shown.sentence)


@pytest.fixture(scope="module")
def ran(lab: Lab, first: str, browser) -> Explored:
    """Give the notebook after Run All, in a page that the tests of this file share, in order."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 1000},
        permissions=["clipboard-read", "clipboard-write"],
    )
    page = context.new_page()
    page.complaints = []
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    notebook = lab.open(page, first)
    notebook.run_all()
    yield Explored(page, notebook)
    context.close()


@pytest.fixture(scope="module")
def data():
    return package.read()


@pytest.fixture(scope="module")
def start(data) -> Graphic:
    return graphic.named(data, FIRST)


def test_every_cell_runs_and_none_complains(ran, start):
    ran.expect(start)
    panel = ran.notebook.panel
    assert panel.locator("[data-mime-type*=error], [data-mime-type*=stderr]").count() == 0
    assert ran.page.complaints == []


def test_the_prose_quotes_what_the_data_gives(ran, start):
    quoted = ran.notebook.panel.locator(".jp-MarkdownCell blockquote").first
    assert quoted.inner_text().strip() == start.sentence


@pytest.mark.parametrize(("name", "value"), CHANGES)
def test_a_control_changes_chart_notes_and_sentence_together(ran, data, start, name, value):
    wish = dict.fromkeys([*LABELS, "only"]) | dict(start.choice)
    wish.pop("name")
    other = graphic.make(data, **settle(data, wish | {name: value})[0])
    entries = settle(data, wish)[1][name]
    ran.page.evaluate(_WATCH)
    before = ran.choose(name, next(capital(label) for label, given in entries if given == value))
    ran.expect(other)
    ran.page.wait_for_function("window.seen.length > 1", timeout=5_000)
    frames = [json.loads(frame) for frame in ran.page.evaluate(_SEEN)]
    assert frames == [
        {"marks": True, "chart": shown.alt, "alt": shown.alt, "sentence": shown.sentence}
        for shown in (start, other)
    ]
    ran.choose(name, before)
    ran.expect(start)


def test_countries_are_ticked_off_the_list_and_an_empty_one_is_said(ran, data, start):
    page = ran.page
    page.locator("summary", has_text="Countries: all 9").click()
    page.get_by_label("China", exact=True).uncheck()
    left = [code for code in sorted(start.rows["country"]) if code != "CHN"]
    expect(page.locator("summary", has_text="Countries: 8 of 9")).to_be_visible()
    assert "China" not in page.locator(".headcount-picture .annotation").all_inner_texts()
    page.get_by_role("button", name="Tick none").click()
    expect(page.locator("summary", has_text="and the highlighted one")).to_be_visible()
    ran.choose("highlight", "None")
    expect(page.locator(".headcount-message")).to_have_text(re.compile("^Nothing to show: "))
    expect(page.locator(".headcount-picture")).to_be_hidden()
    expect(page.locator(".headcount-sentence")).to_be_hidden()
    ran.choose("highlight", "North Korea")
    page.get_by_role("button", name="Tick all").click()
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
    asked = {key: value for key, value in start.choice.items() if key != "name"}
    offered = graphic.options(data, **asked)["only"]
    rest = [code for _, code in offered if code != "CHN"]
    ran.expect(graphic.make(data, **asked, only=rest))
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
    page.locator("summary", has_text="Copy as code: this chart in one line").click()
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
    page.get_by_role("button", name="Export this chart").click()
    status = page.locator(".headcount-files-status")
    expect(status).to_have_text(re.compile("^Exporting"), timeout=5_000)
    expect(status).to_have_text(re.compile("^Exported to"), timeout=60_000)
    folder = lab.root / "exports" / FIRST
    files = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert sorted(files) == sorted(page.locator(".headcount-file").all_inner_texts())
    endings = {name.rsplit(".", 1)[1] for name in files}
    assert endings >= {"png", "svg", "html", "csv", "txt", "json"}
    assert all(files[name][:8] == b"\x89PNG\r\n\x1a\n" for name in files if name.endswith("png"))
    assert start.alt in files[f"{FIRST}-alt.txt"].decode()
    with page.expect_download() as download:
        page.get_by_role("button", name=f"Download {FIRST}-data.csv").click()
    assert download.value.path().read_bytes() == files[f"{FIRST}-data.csv"]


def test_the_chart_is_laid_out_for_the_width_it_has(ran, start):
    page = ran.page
    svg = page.locator(".headcount-picture .main-svg").first
    wide = svg.bounding_box()["width"]
    page.set_viewport_size({"width": 760, "height": 1000})
    expect(svg).not_to_have_attribute("width", str(int(wide)), timeout=10_000)
    ran.expect(start)
    room = page.locator(".headcount-chart").bounding_box()["width"]
    assert 280 <= svg.bounding_box()["width"] <= room
    page.set_viewport_size({"width": 1280, "height": 1000})
    expect(svg).to_have_attribute("width", str(int(wide)), timeout=10_000)


def test_saved_it_is_small_and_after_a_reload_it_shows_what_the_kernel_holds(ran, data):
    ran.notebook.save()
    assert ran.notebook.path.stat().st_size < 60_000
    ran.choose("source", SOURCE)
    other = graphic.make(data, measure="active", source="cia-factbook-2024", highlight="PRK")
    ran.expect(other)
    ran.page.reload()
    ran.expect(other)
    assert ran.said("source") == SOURCE


def test_reopened_without_being_run_it_shows_its_first_chart(ran, lab, first, start, browser):
    ran.notebook.shut_down()
    page = browser.new_page()
    try:
        opened = lab.open(page, first)
        picture = opened.panel.locator(".jp-OutputArea-output img").first
        expect(picture).to_be_visible(timeout=20_000)
        assert picture.evaluate("(image) => image.complete && image.naturalWidth") >= 600
        assert picture.get_attribute("alt") == start.alt
    finally:
        page.close()
