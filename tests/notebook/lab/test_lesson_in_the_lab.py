"""A lesson in a real JupyterLab, as a student takes it: wrong, a hint, right, handed in."""

from __future__ import annotations

import re
import shutil

import pytest
from axe_playwright_python.sync_playwright import Axe
from headcount.charts.chart import named_chart
from headcount.figures import package
from headcount.teach.lesson import handin
from playwright.sync_api import expect

from tests.conftest import LESSONS

WRONG = "Igor Korotchenko, a commentator"
RIGHT = "Someone unnamed"
SENTENCE = "On state television a commentator spoke of reports of 100,000 North Korean volunteers."


@pytest.fixture(scope="module")
def students(lab, lessons):
    """Put the students' copies into the lab's folder, and return that folder."""
    return shutil.copytree(lessons / "student", lab.root / "lessons" / "student")


@pytest.fixture(scope="module")
def open_lesson(lab, students, browser):
    """Give a way to open a student's copy and run it, in a page of its own."""
    contexts = []

    def opened(number):
        contexts.append(browser.new_context(viewport={"width": 1280, "height": 1000}))
        page = contexts[-1].new_page()
        page.asked = []
        page.on("request", lambda request: page.asked.append(request.url))
        notebook = lab.open(page, f"lessons/student/{LESSONS[number - 1].name}")
        notebook.run_all()
        return page, notebook

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def lesson(open_lesson):
    """Give the first lesson after Run All, which the tests of this file share, in order."""
    return open_lesson(1)


def question(page, words):
    return page.locator(".headcount-question", has=page.locator("legend", has_text=words))


def said(form):
    return form.locator(".headcount-said")


def check(form):
    form.get_by_role("button", name="Check").click()


def active(page):
    """Return which cell is the active one."""
    return page.evaluate("window.jupyterapp.shell.currentWidget.content.activeCellIndex")


def test_nothing_chosen_is_no_answer(lesson):
    form = question(lesson[0], "Who is at hop 0")
    check(form)
    expect(said(form)).to_have_text("Choose one of the answers first.")


def test_a_wrong_answer_gets_a_hint_and_a_right_one_its_reason(lesson):
    page, _ = lesson
    form = question(page, "Who is at hop 0")
    form.get_by_text(WRONG).click()
    check(form)
    expect(said(form)).to_contain_text("Not yet.He is the first with a name.")
    expect(said(form)).not_to_contain_text("reports")
    expect(page.get_by_role("caption")).to_have_text("0 of 8 answered right")
    form.get_by_text(RIGHT).click()
    check(form)
    expect(said(form)).to_contain_text("Right.The commentator himself spoke of “reports.”")
    expect(page.get_by_role("caption")).to_have_text("1 of 8 answered right")


def test_shift_and_enter_lead_on_from_a_question_and_no_key_harms_the_notebook(lesson):
    page, _ = lesson
    form = question(page, "Who is at hop 0")
    check(form)
    here, cells = active(page), page.locator(".jp-Cell").count()
    for key in ("d", "d", "x", "ArrowDown"):
        page.keyboard.press(key)
    assert (active(page), page.locator(".jp-Cell").count()) == (here, cells)
    page.keyboard.press("Shift+Enter")
    page.wait_for_function(
        "(at) => window.jupyterapp.shell.currentWidget.content.activeCellIndex === at", arg=here + 1
    )
    # its cell was run again: the answer is still there
    expect(said(form)).to_contain_text("Right.")


def test_no_key_pressed_in_a_chart_harms_the_notebook(lesson):
    page, _ = lesson
    figures = page.get_by_role("listbox", name="The figures in the chart").first
    cells = page.locator(".jp-Cell").count()
    figures.focus()
    here = active(page)
    for key in ("d", "d", "x", "ArrowDown"):
        page.keyboard.press(key)
    assert (active(page), page.locator(".jp-Cell").count()) == (here, cells)
    told = page.locator(f"#{figures.get_attribute('aria-activedescendant')}").text_content()
    expect(page.locator(".headcount-tip:visible")).to_have_text(told)


def test_a_number_is_answered_by_keyboard(lesson):
    page, _ = lesson
    form = question(page, "how many times was the number handed on")
    box = form.get_by_label("Your number")
    for typed, told in (
        ("four", "That is not an answer yet."),
        ("5", "Not yet.You counted the speakers."),
        ("4", "Right.Each time, something can be lost"),
    ):
        box.fill(typed)
        box.press("Enter")
        expect(said(form)).to_contain_text(told)
        assert page.evaluate("document.activeElement.textContent") == "Check"


def test_a_sentence_is_told_what_it_has_and_what_it_lacks(lesson):
    page, _ = lesson
    form = question(page, "Write one sentence")
    box = form.get_by_label("Your sentence")
    assert box.input_value().startswith("North Korea is offering Russia 100,000 troops")
    check(form)
    expect(said(form).locator("[data-mark='+']")).to_have_text(
        [
            "Done: It keeps the number",
            "Done: It makes no fact of it",
            re.compile("turn the words"),
        ]
    )
    expect(said(form).locator("[data-mark='-']")).to_have_count(4)
    box.fill(SENTENCE)
    check(form)
    expect(said(form).locator("[data-mark='+']")).to_have_count(7)
    expect(page.get_by_role("caption")).to_have_text("3 of 8 answered right")


@pytest.mark.parametrize("theme", ["JupyterLab Dark", "JupyterLab Light"])
def test_axe_finds_nothing_in_the_questions(lesson, theme):
    page, _ = lesson
    change = "theme => window.jupyterapp.commands.execute('apputils:change-theme', {theme})"
    page.evaluate(change, theme)
    expect(page.locator(f"body[data-jp-theme-name='{theme}']")).to_be_attached()
    found = Axe().run(page, context=".headcount-question")
    assert found.violations_count == 0, found.generate_report()


def test_answers_are_handed_in_as_a_file(lesson, students):
    page, _ = lesson
    code = page.locator(".jp-CodeCell", has_text="lesson.hand_in(").locator(".cm-content")
    code.click()
    for key in ("End", "ArrowLeft", "ArrowLeft"):
        page.keyboard.press(key)
    page.keyboard.type("Ada Adams")
    page.keyboard.press("Shift+Enter")
    written = page.get_by_text("follow-the-number-ada-adams.json is written: 3 of 8 answered right")
    expect(written).to_be_visible()
    record = handin.read(students / "follow-the-number-ada-adams.json")
    assert record["student"] == "Ada Adams"
    assert [key for key, one in record["answers"].items() if one["right"]] == [
        *("origin", "hops", "headline"),
    ]
    assert record["answers"]["origin"]["tries"] == 2


def test_the_saved_notebook_holds_the_progress_and_it_comes_back(lesson, open_lesson):
    page, notebook = lesson
    notebook.save()
    before = handin.read(notebook.path)["answers"]
    assert before["headline"]["given"] == SENTENCE
    notebook.shut_down()
    page, notebook = open_lesson(1)
    expect(page.get_by_role("caption")).to_have_text("3 of 8 answered right")
    form = question(page, "Who is at hop 0")
    expect(form.get_by_label(RIGHT)).to_be_checked()
    expect(said(form)).to_contain_text("Right.")


def test_a_chart_is_mended_and_its_notes_appear(open_lesson):
    page, _ = open_lesson(3)
    honest = named_chart(package.read(), "fourth-largest")
    form = question(page, "What must change, so that the chart is honest?")
    box = page.locator(".jp-OutputArea-output", has=form)
    chart, notes = box.locator(".headcount-picture > svg"), box.locator(".headcount-notes li")
    expect(chart).to_have_attribute("aria-label", re.compile("^North Korea's army dwarfs Russia's"))
    expect(notes).to_have_count(0)
    check(form)
    expect(said(form)).to_contain_text("Tick what you would change first")

    form.get_by_label("Leave out the smaller ones").check()
    expect(chart).not_to_have_attribute("aria-label", re.compile("Ukraine"))
    form.get_by_label("Leave out the smaller ones").uncheck()
    form.get_by_label("Put the notes back").check()
    expect(notes).to_have_count(len(honest.notes))
    form.get_by_label("Start the bars at zero").check()
    form.get_by_label("Let the headline say only").check()
    check(form)
    expect(said(form)).to_contain_text("Right.The chart keeps every rule now. Its notes (6) are")
    expect(chart).to_have_attribute("aria-label", honest.alt)
    # the page loads nothing but from this machine
    assert {re.match(r"(\w+:(//127\.0\.0\.1:)?)", url)[1] for url in page.asked} <= {
        *("http://127.0.0.1:", "data:", "blob:"),
    }
