"""A lesson as a page by itself: from a file, offline, by keyboard, kept and handed in."""

from __future__ import annotations

import json
import re
from contextlib import contextmanager

import pytest
from axe_playwright_python.sync_playwright import Axe
from headcount.cli import main
from headcount.publish.export.folder import MARK, ForeignFileError
from headcount.teach.lesson import Lesson, handin
from headcount.teach.pages import build
from playwright.sync_api import expect

from tests.conftest import LESSONS
from tests.serving import serving_folder

PHONE = {"width": 390, "height": 844}

browsing = pytest.mark.browser


@contextmanager
def opened(browser, address, **options):
    """Open a page in a profile of its own; nothing it complains of is let pass."""
    context = browser.new_context(**{"viewport": PHONE} | options)
    asked, faults = [], []
    context.on("request", lambda one: asked.append(one.url))
    context.on("weberror", lambda error: faults.append(str(error.error)))
    context.on("console", lambda message: faults.append(message.text))
    page = context.new_page()
    page.goto(address)
    try:
        yield page
        assert faults == []
        assert {one.partition("#")[0] for one in asked if not one.startswith("blob:")} == {address}
    finally:
        context.close()


@pytest.fixture
def page(browser, first):
    with opened(browser, (first / "01-first.html").as_uri()) as page:
        yield page


def form(page, key):
    return page.locator(f"#question-{key} form")


def check(page, key):
    form(page, key).get_by_role("button", name="Check").click()
    return form(page, key).get_by_role("status")


def choose(page, key, *labels):
    for label in labels:
        form(page, key).get_by_label(label).check()
    return check(page, key)


def write(page, key, text):
    form(page, key).get_by_role("textbox").fill(text)
    return check(page, key)


def progress(page):
    return page.locator("#progress-words")


def handed_in(page, name, folder, say=str):
    page.get_by_label(say("Your name")).fill(name)
    with page.expect_download() as coming:
        page.get_by_role("button", name=say("Download my answers")).click()
    file = folder / coming.value.suggested_filename
    coming.value.save_as(file)
    return file


@browsing
def test_each_kind_of_question_is_checked_as_in_a_notebook(page):
    expect(choose(page, "who", "A minister")).to_have_text("Not yet.Where is he named?")
    expect(choose(page, "who", "Nobody")).to_have_text("Right.Nobody is named.")
    expect(progress(page)).to_have_text("1 of 4 right")
    expect(write(page, "many", "5,000")).to_have_text("Not yet.A nought too many.")
    expect(write(page, "many", "0.5 thousand")).to_have_text("Right.Five hundred.")
    said = write(page, "said", "The Ministers are offering 500 men.")
    expect(said).to_have_text("Right.Done: WhoDone: No offer")
    expect(write(page, "said", "The U.S.’s minister is  offering them.")).to_have_text(
        "Not yet.Done: WhoMissing: No offer. Nobody."
    )
    told = write(page, "said", "No one among the ministers is offering 500 men.")
    expect(told).to_have_text("Right.Done: WhoDone: No offer")
    expect(write(page, "said", "minister")).to_contain_text("Write a whole sentence")
    expect(check(page, "smooth")).to_contain_text("Tick what you would change first")
    expect(choose(page, "smooth", "Draw each number")).to_contain_text("misleads in one way")
    told = choose(page, "smooth", "Draw claims unlike counts", "Start the bars at zero")
    expect(told).to_contain_text("One of your changes does nothing")
    form(page, "smooth").get_by_label("Start the bars at zero").uncheck()
    expect(check(page, "smooth")).to_contain_text("Right.")
    expect(progress(page)).to_have_text("4 of 4 right")


NUMBERS = [
    *("500", "480", "520", "524", "525", "474.9", "475", "0.5k", "about 495", "-500", ".5"),
    *("1,5", "12 apples", "", "1.2.3", "5 000", "5000", "1,14,000", "4995", "5004.99", "5005"),
]


@browsing
def test_a_number_is_read_and_rounded_as_python_does(page, first, tmp_path):
    from headcount.core.errors import NotAnAnswer

    data = json.loads(page.locator("#lesson-data").text_content())
    asked = next(one for one in data["questions"] if one["key"] == "many")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("headcount.teach.lesson.seal.ROUNDS", 20)
        lesson = Lesson("first", " ".join(["many", *asked["envelopes"]]), tmp_path)
        many = lesson.number("many", "?", unit="people", step=10, hint="Divide.")
        for text in NUMBERS:
            try:
                verdict = many.answer(text)
                told = verdict.text().replace("\n", "")
            except NotAnAnswer:
                told = re.compile("not a number I can read|Write a number first")
            expect(write(page, "many", text)).to_have_text(told)


@browsing
def test_the_chart_follows_the_ticks(page):
    shown = page.locator("#question-smooth .narrow svg")
    expect(shown).to_contain_text("Confirmed")
    form(page, "smooth").get_by_label("Draw claims unlike counts").check()
    expect(shown).to_contain_text("Claimed")
    form(page, "smooth").get_by_label("Draw claims unlike counts").uncheck()
    expect(shown).not_to_contain_text("Claimed")


@browsing
def test_answers_are_kept_for_each_name_and_begun_afresh(page, first, tmp_path):
    expect(choose(page, "who", "A minister")).to_contain_text("Not yet.")
    name = page.get_by_label("Your name")
    name.fill("Ada Adams")
    name.blur()
    page.reload()
    expect(page.get_by_label("Your name")).to_have_value("Ada Adams")
    expect(form(page, "who").get_by_role("status")).to_contain_text("Where is he named?")
    name.fill("Bo")
    name.blur()
    expect(form(page, "who").get_by_role("status")).to_be_empty()
    expect(choose(page, "who", "Nobody")).to_contain_text("Right.")
    name.fill(" ada  adams")
    name.blur()
    expect(progress(page)).to_have_text("0 of 4 right")
    expect(form(page, "who").get_by_label("A minister")).to_be_checked()
    page.get_by_role("button", name="Start afresh").click()
    expect(form(page, "who").get_by_label("A minister")).to_be_checked()  # asked once more
    page.get_by_role("button", name="Erase my answers").click()
    expect(form(page, "who").get_by_label("A minister")).not_to_be_checked()
    name.fill("Bo")
    name.blur()
    expect(progress(page)).to_have_text("1 of 4 right")


@browsing
def test_two_tabs_agree(page):
    other = page.context.new_page()
    other.goto(page.url)
    expect(choose(page, "who", "Nobody")).to_contain_text("Right.")
    expect(progress(other)).to_have_text("1 of 4 right")
    expect(write(other, "many", "500")).to_contain_text("Right.")
    expect(progress(page)).to_have_text("2 of 4 right")


@browsing
def test_what_is_handed_in_is_what_a_teacher_reads(page, tmp_path, capsys):
    page.get_by_role("button", name="Download my answers").click()
    expect(page.locator("#kept")).to_contain_text("Write your name first")
    page.context.set_offline(offline=True)
    for label in ("A minister", "A paper", "Nobody"):
        choose(page, "who", label)
        expect(form(page, "who").get_by_role("status")).not_to_contain_text("Checking")
    file = handed_in(page, "Ada Édith Adams", tmp_path)
    assert file.name == "first-ada-edith-adams.json"
    record = handin.read(file)
    assert record["student"] == "Ada Édith Adams"
    assert record["answers"]["who"] == {
        "kind": "choice", "given": "b", "right": True, "tries": 3, "tried": ["a", "c", "b"],
    }  # fmt: skip
    assert record["answers"]["many"]["given"] is None
    assert main(["handins", str(tmp_path)]) == 0
    assert "Ada Édith Adams" in capsys.readouterr().out


@browsing
def test_a_lesson_that_was_corrected_is_asked_anew(page):
    """The browser holds an answer to the question as it was before."""
    expect(choose(page, "who", "Nobody")).to_contain_text("Right.")
    page.evaluate("""() => {
      const place = "headcount/first/";
      const kept = JSON.parse(localStorage.getItem(place));
      kept.who.seal = "of-yesterday";
      localStorage.setItem(place, JSON.stringify(kept));
    }""")
    page.reload()
    expect(progress(page)).to_have_text("0 of 4 right")
    expect(form(page, "who").get_by_label("Nobody")).to_be_checked()  # what was said is not lost
    expect(form(page, "who").get_by_role("status")).to_be_empty()


@browsing
def test_what_a_browser_keeps_stops_no_lesson(page):
    for spoilt in ("{", "[]", "3", '{"who": 4}', '{"who": null}'):
        page.evaluate("(text) => localStorage.setItem('headcount/first/', text)", spoilt)
        page.reload()
        expect(choose(page, "who", "Nobody")).to_contain_text("Right.")
        expect(progress(page)).to_have_text("1 of 4 right")


@browsing
def test_a_browser_that_keeps_nothing_says_so(browser, first):
    with opened(browser, (first / "01-first.html").as_uri()) as page:
        page.add_init_script("Object.defineProperty(window, 'localStorage', {get() {throw 1}})")
        page.reload()
        expect(page.locator("#kept")).to_contain_text("This browser keeps nothing")
        expect(choose(page, "who", "Nobody")).to_contain_text("Right.")
        expect(progress(page)).to_have_text("1 of 4 right")


@browsing
def test_keys_alone_answer(page):
    form(page, "who").get_by_label("A minister").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(form(page, "who").get_by_role("status")).to_contain_text("Right.")
    form(page, "many").get_by_role("textbox").focus()
    page.keyboard.type("500")
    page.keyboard.press("Enter")
    expect(form(page, "many").get_by_role("status")).to_contain_text("Right.")


@browsing
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser, first, scheme):
    with opened(browser, (first / "01-first.html").as_uri(), color_scheme=scheme) as page:
        choose(page, "who", "A minister")
        choose(page, "smooth", "Draw each number")
        expect(write(page, "said", "minister")).to_contain_text("whole sentence")
        for folded in page.locator("details > summary:visible").all():
            folded.click()
        found = Axe().run(page).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"][:200]) for one in found] == []
        assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


@browsing
def test_any_host_and_path_serves_it(browser, first, tmp_path):
    (tmp_path / "a b" / "c").mkdir(parents=True)
    (tmp_path / "a b" / "c" / "first").symlink_to(first)
    with serving_folder(tmp_path) as address:
        with opened(browser, f"{address}a%20b/c/first/01-first.html") as page:
            expect(choose(page, "who", "Nobody")).to_contain_text("Right.")
        with opened(browser, f"{address}a%20b/c/first/index.html") as page:
            link = page.get_by_role("link", name="First lesson")
            assert link.get_attribute("href") == "01-first.html"


SCREEN = {"width": 1366, "height": 768}


@browsing
def test_as_slides_a_question_stands_with_what_it_rests_on(browser, first):
    with opened(browser, (first / "01-first.html").as_uri(), viewport=SCREEN) as page:
        page.get_by_role("button", name="Slides").click()
        place = page.locator("#slide-place")
        expect(place).to_have_text("1 of 6")
        expect(page.get_by_role("heading", name="First lesson")).to_be_visible()
        page.keyboard.press("PageDown")
        expect(page.get_by_role("heading", name="Who?")).to_be_visible()
        expect(page.get_by_role("heading", name="First lesson")).to_be_hidden()
        evidence, asked = page.locator(".said"), page.locator("#question-who")
        assert evidence.bounding_box()["x"] < asked.bounding_box()["x"]
        expect(choose(page, "who", "Nobody")).to_contain_text("Right.")
        form(page, "who").get_by_label("A minister").press(
            "ArrowDown"
        )  # chooses, and leads nowhere
        expect(place).to_have_text("2 of 6")
        page.keyboard.press("PageDown")
        expect(evidence).to_be_visible()  # the second question rests on it as well
        expect(asked).to_be_hidden()
        assert page.evaluate("document.documentElement.scrollHeight <= innerHeight")
        page.keyboard.press("Escape")
        expect(asked).to_be_visible()
        page.get_by_role("button", name="Slides").click()
        page.keyboard.press("PageDown")
        form(page, "who").get_by_label("A minister").press("Escape")
        expect(page.get_by_role("button", name="Slides")).to_be_visible()


@browsing
def test_the_teachers_notes_follow_the_slides(browser, first):
    context = browser.new_context(viewport=SCREEN)
    notes = context.new_page()
    notes.goto((first.with_name("first-key") / "01-first.html").as_uri())
    with context.expect_page() as coming:
        notes.get_by_role("button", name="Present on another screen").click()
    slides = coming.value
    expect(slides.locator("#slide-place")).to_have_text("1 of 6")
    expect(notes.locator(".now")).to_have_text("First lesson")
    notes.keyboard.press("ArrowRight")
    expect(slides.locator("#slide-place")).to_have_text("2 of 6")
    expect(notes.locator(".now")).to_have_text("Who?")
    context.close()


# What is written


def test_what_is_the_teachers_or_the_labs_is_left_out(first):
    html = (first / "01-first.html").read_text(encoding="utf-8")
    assert "A &lt;b&gt;minister&lt;/b&gt; &amp; he" in html
    for left_out in ("Press Shift and Enter", "For the teacher", "Nobody is named", "A nought too"):
        assert left_out not in html
    assert "lesson.points" not in html


def test_what_no_classroom_wrote_is_kept(tmp_path):
    (tmp_path / "marks.csv").write_text("ada,1")
    with pytest.raises(ForeignFileError, match=r"holds marks\.csv"):
        build([LESSONS[0]], tmp_path)
    assert [one.name for one in tmp_path.iterdir()] == ["marks.csv"]


def test_an_older_classroom_is_replaced(first, tmp_path):
    """A page of a lesson that is no more goes; building twice gives the same files."""
    out = tmp_path / "out"
    out.mkdir()
    for name in ("index.html", "09-gone.html"):
        (out / name).write_text(f"<head>{MARK}")
    notebook = first.with_name("01-first.ipynb")  # its teacher's page is not asked for
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("headcount.teach.lesson.seal.ROUNDS", 20)
        build([notebook], out)
    assert {one.name: one.read_bytes() for one in out.iterdir()} == {
        one.name: one.read_bytes() for one in first.iterdir()
    }


def test_the_teachers_page_has_the_answers_and_the_students_folder_no_way_to_it(first):
    key = (first.with_name("first-key") / "01-first.html").read_text(encoding="utf-8")
    for told in (
        "<strong>Goal.</strong> To ask.",
        "<b>b&ensp;Nobody ✓</b></dt><dd>Nobody is named.",
        "<dt>a&ensp;A minister</dt><dd>Where is he named?",
        "<b>500 people ✓</b></dt><dd>Five hundred.",
        "any other number</dt><dd>Divide.",
        "A minister said that 500 men might come.",
        "Draw claims unlike counts",
        "For the teacher · 50 minutes.",
    ):
        assert told in key
    assert key.count("To ask.") == 1
    students = "".join(one.read_text(encoding="utf-8") for one in first.glob("*.html"))
    assert "To ask." not in students
    assert "first-key" not in students


def test_the_answers_are_not_put_among_the_students_pages(tmp_path):
    for folder in (tmp_path / "out", tmp_path / "out" / "teacher"):
        with pytest.raises(ValueError, match="students would find the answers there"):
            build([LESSONS[0]], tmp_path / "out", teachers=folder)
    assert list(tmp_path.iterdir()) == []
