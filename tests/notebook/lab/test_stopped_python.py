"""A kernel that dies: the page says so at once, shows what its chart shows, and offers nothing."""

from __future__ import annotations

import os
import signal

import pytest
from playwright.sync_api import Locator, Page, expect

from .conftest import write
from .explored import MARKS
from .lab import Lab
from .pages import served

_PAGE = """
import os
from IPython.display import display
from headcount.figures import package
from headcount.notebook.explore import explore, find
display(explore(chart="fourth-largest"), find(package.read()))
print("pid", os.getpid())
"""
MENU = "Source and edition"
SAID = "Python stopped: run this cell again."


def pid(page: Page) -> int:
    """Return the process that answers, as the page tells it."""
    told = page.locator(".jp-OutputArea-output", has_text="pid ").last.text_content(timeout=60_000)
    return int(told.split()[1])


@pytest.fixture
def kernel(lab: Lab, page: Page) -> int:
    """Open an explorer and a finder; return the process they answer from."""
    # JupyterLab may say in a dialog of its own that a kernel died, also the one of the test before
    page.add_locator_handler(
        page.locator("dialog.jp-Dialog"), lambda dialog: dialog.get_by_role("button").last.click()
    )
    write(lab.root / "notebooks" / "stopped.ipynb", _PAGE)
    lab.open(page, "notebooks/stopped.ipynb").run_all()
    expect(page.locator(MARKS).first).to_be_attached()
    return pid(page)


def works(box: Locator) -> list[str]:
    """Name the controls in a box that can still be worked and ask Python for something."""
    controls = box.locator("button:enabled, select:enabled, input:enabled")
    return controls.evaluate_all(
        "(all) => all.filter((one) => !one.matches('.headcount-copy') && !one.closest(':disabled'))"
        ".map((one) => one.textContent || one.type)"
    )


def test_a_choice_that_nothing_answers_is_taken_back_and_said(kernel, page):
    explorer = page.locator(".headcount-explorer").first
    explorer.locator(".headcount-checklist summary").click()
    menu = explorer.get_by_label(MENU, exact=True)
    before, shown = menu.input_value(), explorer.locator(".headcount-sentence").text_content()
    os.kill(kernel, signal.SIGSTOP)  # so that what is asked for is asked of what will not answer
    menu.select_option(index=3)
    assert menu.input_value() != before
    tick = explorer.locator(".headcount-checklist input[type=checkbox]").first
    was = tick.is_checked()
    tick.set_checked(not was)
    explorer.get_by_role("radio", name="Plotly").check()
    os.kill(kernel, signal.SIGKILL)

    expect(explorer.locator(".headcount-message")).to_have_text(SAID, timeout=20_000)
    expect(explorer.locator("p.headcount-status").first).to_have_text(SAID)
    expect(menu).to_have_value(before)
    expect(tick).to_be_checked(checked=was)
    expect(explorer.get_by_role("radio", name="Picture")).to_be_checked()
    expect(explorer.locator(".headcount-sentence")).to_have_text(shown)
    expect(explorer.locator(".headcount-picture > svg")).to_be_visible()
    for box in page.locator(".headcount-explorer").all():
        assert works(box) == []
        expect(box.locator(".headcount-message")).to_have_text(SAID)
    # what needs no Python still answers
    explorer.get_by_role("listbox", name="The figures in the chart").focus()
    expect(explorer.locator(".headcount-tip")).to_be_visible()


def test_a_busy_kernel_is_not_a_dead_one(kernel, page):
    explorer = page.locator(".headcount-explorer").first
    os.kill(kernel, signal.SIGSTOP)
    explorer.get_by_label(MENU, exact=True).select_option(index=3)
    page.wait_for_timeout(5000)
    assert SAID not in explorer.text_content()
    before = explorer.locator(".headcount-sentence").text_content()
    os.kill(kernel, signal.SIGCONT)
    expect(explorer.locator(".headcount-sentence")).not_to_have_text(before)


@pytest.mark.slow
def test_run_again_it_answers_again(kernel, page):
    os.kill(kernel, signal.SIGKILL)
    explorer = page.locator(".headcount-explorer").first
    expect(explorer.locator(".headcount-message")).to_have_text(SAID, timeout=20_000)
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    expect(explorer.locator(".headcount-message")).to_be_hidden(timeout=20_000)
    before = explorer.locator(".headcount-sentence").text_content()
    explorer.get_by_label(MENU, exact=True).select_option(index=3)
    expect(explorer.locator(".headcount-sentence")).not_to_have_text(before)


@pytest.mark.slow
def test_a_page_without_code_says_it_too(tmp_path, browser):
    folder = tmp_path / "pages"
    folder.mkdir()
    write(folder / "stopped.ipynb", _PAGE)
    page = browser.new_page()
    with served(folder, tmp_path, "--template=headcount") as address:
        page.goto(f"{address}voila/render/stopped.ipynb")
        explorer = page.locator(".headcount-explorer").first
        expect(explorer.locator(MARKS).first).to_be_attached(timeout=60_000)
        menu = explorer.get_by_label(MENU, exact=True)
        before = menu.input_value()
        os.kill(kernel := pid(page), signal.SIGSTOP)
        menu.select_option(index=3)
        os.kill(kernel, signal.SIGKILL)
        said = explorer.locator(".headcount-message")
        expect(said).to_have_text("Python stopped: reload this page.", timeout=20_000)
        expect(menu).to_have_value(before)
        assert works(explorer) == []
    page.close()
