"""How long a class waits for its first answer, in the lab.

``python -m tests.benchmarks.lessons``. Milliseconds in a real JupyterLab and a headless Chromium on
this machine, beside a notebook whose one cell prints a word: what Jupyter takes by itself.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from time import perf_counter

from headcount.teach.lesson.copies import build
from playwright.sync_api import Page, sync_playwright

from tests.benchmarks.latency import tell, write
from tests.chromium import find_chromium
from tests.notebook.lab.lab import PROJECT, Lab

LESSONS = sorted((PROJECT / "notebooks" / "classroom").glob("*.ipynb"))
STEPS = 10  # times Shift and Enter are pressed until the first question is there
HINT = ".headcount-said[data-state=wrong], .headcount-said[data-state=right]"


def printed(lab: Lab, page: Page) -> float:
    """Open a notebook that prints a word and run it; return the milliseconds."""
    began = perf_counter()
    lab.open(page, "notebooks/word.ipynb")
    page.locator(".jp-CodeCell").first.click()
    page.keyboard.press("Shift+Enter")
    page.locator(".jp-OutputArea-output").first.wait_for(timeout=60_000)
    return (perf_counter() - began) * 1000


def answered(lab: Lab, page: Page) -> tuple[float, float]:
    """Open the first lesson and answer its first question; return the milliseconds.

    All of it, from opening the notebook, and the last part, from pressing *Check* to the hint.
    """
    began = perf_counter()
    lab.open(page, f"lessons/student/{LESSONS[0].name}")
    page.locator(".jp-MarkdownCell").first.click()
    form = page.locator(".headcount-question").first
    for _ in range(STEPS):
        page.keyboard.press("Shift+Enter")
    form.locator("input").first.check(timeout=60_000)
    asked = perf_counter()
    form.get_by_role("button", name="Check").click()
    form.locator(HINT).wait_for(timeout=60_000)
    return (perf_counter() - began) * 1000, (perf_counter() - asked) * 1000


def main() -> None:
    """Measure and print, line by line."""
    with tempfile.TemporaryDirectory() as home, Lab(Path(home) / "lab") as lab:
        began = perf_counter()
        build(LESSONS, lab.root / "lessons", lab.root / "lessons-teacher")
        tell("make lessons: both copies of three lessons", (perf_counter() - began) * 1000)
        write(lab.root / "notebooks" / "word.ipynb", 'print("a word that is printed")')
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=find_chromium(), args=["--no-sandbox"]
            )
            page = browser.new_page(viewport={"width": 1280, "height": 1000})
            least = printed(lab, page)
            whole, check = answered(lab, page)
            tell("from opening a notebook to a word that it prints", least)
            tell("from opening a lesson to the first answer's hint", whole)
            tell("… of it from Check to the hint", check)
            tell("a lesson, where the word is 100", whole / least * 100, "")
            browser.close()


if __name__ == "__main__":
    main()
