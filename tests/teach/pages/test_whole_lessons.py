"""The bundle's own lessons as pages: gone through on a phone, weighed, timed and printed."""

from __future__ import annotations

import gzip
import re
import time
from contextlib import chdir
from functools import cache

import nbformat
import pytest
from axe_playwright_python.sync_playwright import Axe
from headcount.teach.lesson import handin
from headcount.teach.lesson.copies import steps
from headcount.teach.lesson.mend import CHANGES
from playwright.sync_api import expect

from tests.serving import serving
from tests.teach.lesson.test_copies import leaks, secrets

from .test_pages import PHONE, SCREEN, form, handed_in, opened, progress

# the first of them waits for all lessons to be drawn
pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(600)]

SHEET = {
    "en": ("Goal", "Level", "Time", "Prepare", "15 minutes", "Rubric", "Words to know"),
    "de": ("Ziel", "Stufe", "Zeit", "Vorbereiten", "15 Minuten", "Bewertung", "Wörter"),
}
MOST_BYTES = 400_000
SECONDS, SLOWED = 1.0, 3.0
WIRE = {"latency": 20, "downloadThroughput": 200_000, "uploadThroughput": 200_000}  # 1.6 Mbit/s


def page_of(pages, path):
    return pages / f"{path.stem}.html"


@cache
def lesson_of(path):
    with chdir(path.parent):
        *_, last = steps(nbformat.read(path, as_version=4))
    return last.names["lesson"]


def questions(path):
    return lesson_of(path).questions


def say(path):
    return lesson_of(path).say


def test_it_goes_over_a_thin_wire(path, pages):
    assert len(gzip.compress(page_of(pages, path).read_bytes(), 6)) < MOST_BYTES
    assert page_of(pages, path).stat().st_size < MOST_BYTES  # a host that packs nothing


def test_no_answer_stands_in_it(path, pages):
    asked = questions(path).values()
    shown = {ask for one in asked for ask in one.content().get("asks", ())}
    shown |= {say(path)(change) for change in CHANGES.values()}
    plain = {part.strip() for line in secrets(path) for part in re.split(r"[*`]+", line)}
    told = {part for part in plain if len(part) > 24} - shown
    assert len(told) > 5
    assert leaks(page_of(pages, path).read_text(encoding="utf-8"), told) == set()
    key = pages.with_name(f"{pages.name}-key") / page_of(pages, path).name
    assert leaks(key.read_text(encoding="utf-8"), told)


@pytest.mark.parametrize("slowed", [False, True], ids=["", "slowed fourfold"])
def test_its_first_question_is_answered_at_once(path, slowed, pages, browser):
    with serving({"a.html": page_of(pages, path).read_text(encoding="utf-8")}, packed=True) as at:
        context = browser.new_context(viewport=PHONE)
        page = context.new_page()
        if slowed:
            session = context.new_cdp_session(page)
            session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
            session.send("Network.enable")
            session.send("Network.emulateNetworkConditions", {"offline": False, **WIRE})
        begun = time.perf_counter()
        page.goto(f"{at}a.html", wait_until="commit")
        page.locator("form.headcount-question button").first.click()
        page.locator(".headcount-said").first.get_by_text(re.compile("first|zuerst")).wait_for()
        took = time.perf_counter() - begun
        context.close()
    print(f"{path.stem}: {took:.2f} s")
    assert took < (SLOWED if slowed else SECONDS)


def test_a_whole_lesson_on_a_phone(path, pages, browser, tmp_path):
    """Each question wrong first where it can be, then right; offline; by keyboard alone."""
    asked = questions(path)
    with opened(browser, page_of(pages, path).as_uri(), has_touch=True, is_mobile=True) as page:
        page.context.set_offline(offline=True)
        for at, (key, question) in enumerate(asked.items(), start=1):
            answer(page, key, question)
            expect(form(page, key).get_by_role("status")).to_contain_text(say(path)("Right."))
            told = say(path)("{right} of {all} right", right=at, all=len(asked))
            expect(progress(page)).to_have_text(told)
            assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
        record = handin.read(handed_in(page, "Ada Adams", tmp_path, say(path)))
        assert all(one["right"] for one in record["answers"].values())
        found = Axe().run(page).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"][:200]) for one in found] == []


def answer(page, key, question):
    if question.kind == "choice":
        wrong = next(one for one in question.options if one != question.given)
        for letter in (wrong, question.given):
            form(page, key).locator(f"input[value={letter}]").focus()
            page.keyboard.press("Space")
            page.keyboard.press("Enter")
            told = form(page, key).get_by_role("status")
            expect(told).to_contain_text(question.judge(letter).lines[0][1])
    elif question.kind == "mend":
        for change in question.given:
            form(page, key).locator(f"input[value={change}]").focus()
            page.keyboard.press("Space")
        form(page, key).get_by_role("button").click()
    else:
        form(page, key).get_by_role("textbox").fill(question.given)
        form(page, key).get_by_role("button").click()


@pytest.mark.parametrize("answered", [False, True], ids=["", "answered"])
def test_each_slide_fits_a_small_projector(path, answered, pages, browser):
    with opened(browser, page_of(pages, path).as_uri(), viewport=SCREEN) as page:
        if answered:
            for key, question in questions(path).items():
                answer(page, key, question)
                expect(form(page, key).get_by_role("status")).to_contain_text(say(path)("Right."))
        page.locator("#present").click()
        place = page.locator("#slide-place")
        many = int(place.inner_text().split()[-1])
        assert many > len(questions(path))
        for at in range(1, many + 1):
            expect(place).to_have_text(say(path)("{at} of {all}", at=at, all=many))
            assert page.evaluate("document.documentElement.scrollHeight <= innerHeight"), at
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), at
            if page.locator("main > [data-slide=right]:not(.mend)").count():
                rests_on = page.locator("main > [data-slide=left]:not(h1, h2):visible")
                assert rests_on.count(), f"slide {at} asks, and shows nothing that it rests on"
            page.keyboard.press("PageDown")


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_teachers_sheet_is_one_page_of_paper(path, paper, pages, browser):
    page = browser.new_page()
    page.goto((pages.with_name(f"{pages.name}-key") / f"{path.stem}.html").as_uri())
    page.evaluate("document.querySelector('.sheet').nextElementSibling.remove()")
    assert sheets(page.pdf(format=paper)) == 1
    words = page.locator(".sheet").inner_text()
    for part in SHEET[say(path).language]:
        assert part in words
    if "war" in pages.name:
        assert re.search("killed or wounded|killed and wounded", words)
    page.close()


def test_printed_it_is_a_worksheet(path, pages, browser):
    page = browser.new_page()
    page.goto(page_of(pages, path).as_uri())
    page.emulate_media(media="print")
    for gone in (".bar", ".hand-in", ".headcount-check"):
        expect(page.locator(gone).first).to_be_hidden()
    expect(page.locator(".paper")).to_be_visible()
    expect(page.locator("legend").first).to_be_visible()
    assert sheets(page.pdf(format="A4")) <= 10
    page.close()


def sheets(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))
