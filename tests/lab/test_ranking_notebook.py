"""The explorer of a ranking in a real JupyterLab: what an eye sees, a hand and a keyboard do."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from helpers import graphic
from helpers.explore.wishes import settle
from helpers.graphic import Graphic
from helpers.wording import capital

from .explored import Explored
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


@dataclass
class Ranking(Explored):
    """The explorer of a ranking, its controls by the names of its parameters."""

    notebook: Notebook

    def pick(self, name: str, label: str) -> str:
        """Choose an entry of a control by its words, and return those of before."""
        before = self.said(name)
        self.box.get_by_label(LABELS[name], exact=True).select_option(label=label)
        return before

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
def start(data) -> Graphic:
    return graphic.named(data, FIRST)


@pytest.mark.parametrize(("name", "value"), CHANGES)
def test_a_control_changes_chart_notes_and_sentence_together(ran, data, start, name, value):
    wish = dict.fromkeys([*LABELS, "only"]) | dict(start.choice)
    wish.pop("name")
    other = graphic.make(data, **settle(data, wish | {name: value})[0])
    entries = settle(data, wish)[1][name]
    ran.page.evaluate(_WATCH)
    before = ran.pick(name, next(capital(label) for label, given in entries if given == value))
    ran.expect(other)
    ran.page.wait_for_function("window.seen.length > 1", timeout=5_000)
    frames = [json.loads(frame) for frame in ran.page.evaluate(_SEEN)]
    assert frames == [
        {"marks": sorted(shown.rows["figure_id"]), "alt": shown.alt, "sentence": shown.sentence}
        for shown in (start, other)
    ]
    ran.pick(name, before)
    ran.expect(start)


def test_countries_are_ticked_off_the_list_and_an_empty_one_is_said(ran, data, start):
    page = ran.page
    page.locator("summary", has_text="Countries: all 9").click()
    page.get_by_label("China", exact=True).uncheck()
    left = [code for code in sorted(start.rows["country"]) if code != "CHN"]
    expect(page.locator("summary", has_text="Countries: 8 of 9")).to_be_visible()
    (china,) = start.rows.loc[start.rows["country"] == "CHN", "figure_id"]
    expect(page.locator(f'.headcount-picture [data-figure="{china}"]')).to_have_count(0)
    page.get_by_role("button", name="Tick none").click()
    expect(page.locator("summary", has_text="and the highlighted one")).to_be_visible()
    ran.pick("highlight", "None")
    expect(page.locator(".headcount-message")).to_have_text(re.compile("^Nothing to show: "))
    expect(page.locator(".headcount-picture")).to_be_hidden()
    expect(page.locator(".headcount-sentence")).to_be_hidden()
    ran.pick("highlight", "North Korea")
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
    expect(status).to_have_text(
        re.compile("^(Exported|Nothing has changed since the last export) to"), timeout=60_000
    )
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
    svg = page.locator(".headcount-picture > svg")
    wide = svg.bounding_box()["width"]
    page.set_viewport_size({"width": 760, "height": 1000})
    expect(svg).not_to_have_attribute("width", str(int(wide)), timeout=10_000)
    ran.expect(start)
    room = page.locator(".headcount-chart").bounding_box()["width"]
    assert 280 <= svg.bounding_box()["width"] <= room
    page.set_viewport_size({"width": 1280, "height": 1000})
    expect(svg).to_have_attribute("width", str(int(wide)), timeout=10_000)


def test_after_a_reload_it_shows_what_the_kernel_holds(ran, data):
    ran.notebook.save()
    ran.pick("source", SOURCE)
    other = graphic.make(data, measure="active", source="cia-factbook-2024", highlight="PRK")
    ran.expect(other)
    ran.page.reload()
    ran.expect(other)
    assert ran.said("source") == SOURCE
