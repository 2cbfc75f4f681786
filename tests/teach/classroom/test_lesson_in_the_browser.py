"""A student opens the classroom in Chromium, and takes a lesson there."""

from __future__ import annotations

import re
import zipfile
from contextlib import contextmanager

import pytest
from headcount.teach.lesson import handin
from playwright.sync_api import Error, expect

from tests.serving import serving_folder

pytestmark = pytest.mark.browser

START = 100_000  # milliseconds, of two cores that other tests use as well
LESSON = "01-follow-the-number"


class Network:
    """What lies outside: Pyodide's own network, as far as `files` has it, and nothing else."""

    def __init__(self, inside: str, address: str, files: list) -> None:
        self._inside = inside
        self._files = {f"{address}{path.name}": path for path in files}
        self.asked: list[str] = []
        self.refused: list[str] = []

    def answer(self, route) -> None:
        url = route.request.url
        if url.startswith((self._inside, "data:", "blob:")):
            route.continue_()
        elif url in self._files:
            self.asked.append(self._files[url].name)
            route.fulfill(path=self._files[url], headers={"Access-Control-Allow-Origin": "*"})
        else:
            self.refused.append(url)
            route.abort()


@contextmanager
def classroom(browser, folder, address="", files=()):
    """Open a classroom's first page in a new profile."""
    with serving_folder(folder) as inside:
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        network = Network(inside, address, list(files))
        context.route("**/*", network.answer)
        page = context.new_page()
        page.set_default_timeout(START)
        page.goto(inside)
        try:
            yield page, network
        finally:
            context.close()


def open_lesson(page, lesson=LESSON):
    page.locator(f'a[href*="{lesson}"]').click()
    expect(page.locator(".jp-NotebookPanel .jp-CodeCell").first).to_be_visible(timeout=START)


def cell(page, words):
    """Find the code cell that says this."""
    return page.locator(".jp-CodeCell", has=page.locator(".jp-InputArea", has_text=words)).first


def run(page, command):
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name=command, exact=True).click()


def run_all(page):
    """Run all cells; until the kernel can hear it, the click is lost."""
    waiting = page.locator(".jp-CodeCell .jp-InputPrompt", has_text=re.compile(r"\[[*\d]"))
    for _ in range(5):
        run(page, "Run All Cells")
        try:
            waiting.first.wait_for(timeout=START / 5)
        except Error:
            continue
        return
    raise AssertionError("no cell began to run")


def select(page, question, option):
    """Choose an answer as a student does, and return what is said to it."""
    form = page.locator(".headcount-question", has_text=question)
    form.get_by_label(option).check()
    form.get_by_role("button", name="Check").click()
    return form.get_by_role("status")


def test_the_site_opens_and_asks_nobody_but_pyodides_own_network(browser, site, pyodide):
    with classroom(browser, site) as (page, network):
        open_lesson(page)
        for _ in range(START // 200):  # its kernel starts by itself, and Pyodide is not there
            if network.refused:
                break
            page.wait_for_timeout(200)
        assert network.refused == [f"{pyodide.address}pyodide.mjs"]


def test_a_student_takes_a_lesson(browser, site, pyodide, compiled, tmp_path):
    pyodide_has = [*pyodide.core, *compiled.iterdir()]
    with classroom(browser, site, pyodide.address, pyodide_has) as (page, network):
        open_lesson(page)
        run_all(page)  # which ends at a cell that is meant to fail
        mistake = page.get_by_text("Did you mean")
        expect(mistake).to_be_attached(timeout=START)
        cell(page, "number = hc.record(").locator(".jp-InputPrompt").click()
        run(page, "Run Selected Cell and All Below")
        # When a cell fails, JupyterLite drops what waits behind it, answers to questions as well.
        unnamed = page.get_by_text("between the quotation marks: lesson.hand_in")
        expect(unnamed).to_be_attached(timeout=START)

        said = select(page, "Who is at hop 0", "Igor Korotchenko")
        expect(said).to_contain_text("Not yet.", timeout=START)
        expect(said).to_contain_text("Look one hop earlier", timeout=START)
        said = select(page, "Who is at hop 0", "Someone unnamed")
        expect(said).to_contain_text("Right.", timeout=START)

        ladder = cell(page, "way-of-the-100000")
        ladder.scroll_into_view_if_needed()
        expect(ladder.locator(".headcount-picture > svg")).to_be_attached(timeout=START)
        expect(page.get_by_text("1 of 8 answered right")).to_be_attached(timeout=START)

        record = hand_in(page, "Ada Adams", tmp_path)
        assert record["student"] == "Ada Adams"
        assert record["answers"]["origin"] == {
            "kind": "choice", "given": "b", "right": True, "tries": 2, "tried": ["a", "b"],
        }  # fmt: skip
        assert len(record["answers"]) == 8
        assert network.refused == []
        assert sorted(set(network.asked)) == sorted(path.name for path in pyodide_has)


def hand_in(page, name, folder):
    """Write a name into the last cell, run it, and download the file that it writes."""
    last = cell(page, 'lesson.hand_in("")')
    last.locator(".cm-content").click()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(f'lesson.hand_in("{name}")')
    page.keyboard.press("Shift+Enter")
    file = page.locator(".jp-DirListing-item", has_text="follow-the-number-ada-adams.json")
    expect(file).to_be_visible(timeout=START)
    file.click(button="right")
    with page.expect_download() as coming:
        page.get_by_role("menuitem", name="Download", exact=True).click()
    coming.value.save_as(folder / coming.value.suggested_filename)
    return handin.read(folder / "follow-the-number-ada-adams.json")


def test_offline_nothing_is_asked_of_anybody(browser, offline):
    with classroom(browser, offline) as (page, network):
        open_lesson(page, "03-chart-it-honestly")
        run_all(page)
        expect(page.locator(".headcount-picture > svg").first).to_be_attached(timeout=START)
        assert network.refused == []


def test_a_notebook_answers_and_exports_where_nothing_is_installed(browser, offline):
    with classroom(browser, offline) as (page, network):
        open_lesson(page, "04-is-it-the-worlds-fourth-largest.ipynb")
        run_all(page)
        box = page.locator(".headcount-explorer").first
        menu = box.get_by_label("Source and edition", exact=True)
        menu.select_option(label="CIA World Factbook, 2020 edition (28 countries)", timeout=START)
        sentence = box.locator(".headcount-sentence")
        expect(sentence).to_contain_text("2020 edition", timeout=START)
        box.get_by_role("button", name="Export this chart").click()
        status = box.locator(".headcount-files-status")
        expect(status).to_contain_text("Exported to", timeout=START)
        expect(status).to_contain_text("Python in a browser cannot draw them")
        with page.expect_download() as coming:
            box.get_by_role("button", name=re.compile(r"^Download .*\.zip$")).click()
        with zipfile.ZipFile(coming.value.path()) as packed:
            (alt,) = [name for name in packed.namelist() if name.endswith("-alt.txt")]
            assert "2020 edition" in packed.read(alt).decode()
            assert any(name.endswith("-embed.html") for name in packed.namelist())
        assert network.refused == []
