"""The notebooks as pages without code: the same explorers, and nothing asked of another host."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from .explored import MARKS
from .lab import PROJECT
from .pages import served

RANKING = "04-is-it-the-worlds-fourth-largest.ipynb"


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    """Start the app as `make app` does; give its address."""
    home = tmp_path_factory.mktemp("app")
    with served(PROJECT / "notebooks", home, "--template=headcount") as address:
        yield address


def test_the_make_target_starts_what_is_tested_here():
    recipe = (PROJECT / "Makefile").read_text(encoding="utf-8").split("\napp:", 1)[1]
    for word in (
        "JUPYTER_PATH=helpers/headcount/notebook/app",
        "JUPYTER_CONFIG_PATH=helpers/headcount/notebook/app",
        "--template=headcount",
        "--classic-tree",
        "notebooks",
    ):
        assert word in recipe.split("\n\n", 1)[0]


def test_the_index_asks_each_question_as_it_is_written_and_says_its_answer(app, page):
    page.goto(f"{app}voila/tree")
    links = page.get_by_role("listitem").get_by_role("link").all_text_contents()
    assert "How many soldiers does North Korea have?" in links
    assert "Is it the world's fourth largest?" in links
    assert "How much is 100,000?" in links
    assert len(links) == len(list((PROJECT / "notebooks").glob("*.ipynb")))
    fourth = page.get_by_role("listitem").filter(has_text="fourth largest?")
    expect(fourth).to_contain_text("Other editions or definitions put it first, second, third")
    for said in page.get_by_role("listitem").locator("p").all_text_contents():
        assert len(said) > 60
        assert not {"*", "[", "`"} & set(said)


def test_the_explorer_answers_without_code_and_without_another_host(app, page):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(app)
    page.get_by_role("link").first.click()
    page.get_by_role("link", name="Is it the world's fourth largest?").click(timeout=60_000)
    explorer = page.locator(".headcount-explorer")
    expect(explorer.locator(MARKS).first).to_be_attached(timeout=60_000)
    assert page.url.endswith(RANKING)
    expect(page.locator(".jp-InputArea-editor:visible")).to_have_count(0)
    expect(page.get_by_text("Ask your own question")).to_be_visible()
    expect(page.get_by_text("Run All Cells")).to_have_count(0)  # there is no such menu here

    sentence = page.locator(".headcount-sentence").first
    before = sentence.inner_text()
    menu = page.get_by_label("Source and edition")
    other = [text for text in menu.locator("option").all_inner_texts() if "2024" in text]
    menu.select_option(label=other[0])
    expect(sentence).not_to_have_text(before)
    hosts = {urlsplit(url).hostname for url in asked if url.startswith("http")}
    assert hosts == {"127.0.0.1"}


def test_a_page_that_is_not_there_is_refused_in_words(app, page):
    page.goto(f"{app}voila/render/nothing.ipynb")
    expect(page.get_by_role("link", name="All pages")).to_be_visible()
