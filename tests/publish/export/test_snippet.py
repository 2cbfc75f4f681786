"""The embed where newsrooms put it: in a frame, behind a policy, in a page that has no scripts."""

import re
from contextlib import ExitStack
from html.parser import HTMLParser

import pytest
from headcount.publish.export.embed import SIZES, embed, snippet
from playwright.sync_api import expect

from tests.serving import serving

from .reader import Reader

pytestmark = pytest.mark.browser

ARTICLE = '<!doctype html><html lang="en"><title>Article</title><body style="margin: 0">{}</body>'
FILE = "chart-embed.html"


@pytest.fixture(scope="session")
def pages(shown, per_head):
    made = {}
    for name, chart in {"shown": shown, "per-head": per_head}.items():
        made[f"{name}.html"] = embed(chart)
        made[name] = ARTICLE.format(snippet(chart, f"{name}.html", SIZES))
    pasted = made["shown"]
    made["no-sandbox"] = re.sub(r' sandbox="[^"]*"', "", pasted)
    made["low"] = re.sub(r' height="\d+"', ' height="40"', pasted)
    return made


@pytest.fixture
def visit(browser, pages):
    with ExitStack() as at_the_end:

        def go(name, width=600, headers=None, **options):
            address = at_the_end.enter_context(serving(pages, headers))
            viewport = {"width": width, "height": 900}
            reader = Reader(browser, f"{address}{name}", viewport=viewport, **options)
            at_the_end.callback(reader.context.close)
            return reader

        yield go


def overflow(reader):
    """Return by how many pixels the page in the frame is higher than the frame."""
    frame = reader.page.locator("iframe").first
    inside = reader.page.frame_locator("iframe").first.locator("main")
    return inside.bounding_box()["height"] - frame.bounding_box()["height"]


def fits(reader):
    expect(reader.page.locator("iframe").first).to_have_attribute(
        "style", re.compile(r"height: \d+px")
    )
    return -1 <= overflow(reader) <= 0


@pytest.mark.parametrize("name", ["shown", "no-sandbox", "low"])
@pytest.mark.parametrize("width", [320, 1200])
def test_the_frame_takes_the_height_of_the_chart(visit, name, width):
    reader = visit(name, width)
    assert fits(reader)
    assert reader.said == []


def test_the_frame_follows_when_the_page_or_what_is_in_it_changes(visit):
    reader = visit("shown", 1200)
    assert fits(reader)
    reader.page.set_viewport_size({"width": 375, "height": 900})
    closed = reader.page.locator("iframe").bounding_box()["height"]
    summary = reader.page.frame_locator("iframe").locator("summary").first
    summary.click()
    reader.page.wait_for_function(
        f"document.querySelector('iframe').getBoundingClientRect().height > {closed} + 200"
    )
    assert fits(reader)
    summary.click()
    reader.page.wait_for_function(
        f"document.querySelector('iframe').getBoundingClientRect().height < {closed} + 200"
    )
    assert fits(reader)


@pytest.mark.parametrize("name", ["shown", "per-head"])
@pytest.mark.parametrize("width", [320, 375, 600, 900, 1200])
def test_without_scripts_nothing_is_cut_and_little_is_left_empty(visit, name, width):
    reader = visit(name, width, java_script_enabled=False)
    expect(reader.page.frame_locator("iframe").locator(".credit")).to_be_visible()
    assert -0.45 * reader.page.locator("iframe").bounding_box()["height"] < overflow(reader) <= 0
    assert reader.page.get_by_role("link", name="Open the chart").count() == 1


def test_no_other_frame_sets_the_height(visit, pages):
    lie = "parent.postMessage({type: 'headcount:height', height: 7}, '*')"
    liar = f"<script>setInterval(() => {lie}, 10)</script>"
    pages["liar.html"] = liar
    pages["beside-a-liar"] = pages["shown"].replace(
        "</body>", '<iframe src="liar.html" id="liar"></iframe></body>'
    )
    reader = visit("beside-a-liar")
    assert fits(reader)
    reader.page.wait_for_timeout(100)
    frame = reader.page.locator("iframe").first
    assert frame.bounding_box()["height"] > 400


def test_a_page_that_listens_late_asks_for_the_height(visit, pages):
    pages["late"] = ARTICLE.format('<iframe src="shown.html" width="600"></iframe>')
    reader = visit("late")
    expect(reader.page.frame_locator("iframe").locator("#chart[data-awake]")).to_be_visible()
    height = reader.page.evaluate(
        """() => new Promise((resolve) => {
            addEventListener("message", ({data}) => resolve(data.height));
            document.querySelector("iframe").contentWindow.postMessage(
                {type: "headcount:ask"}, "*");
        })"""
    )
    inside = reader.page.frame_locator("iframe").locator("main").bounding_box()
    assert 0 <= height - inside["height"] < 1


def test_in_the_frame_it_answers_and_its_links_open_a_page_of_their_own(visit, shown):
    reader = visit("shown")
    assert fits(reader)
    frame = reader.page.frame_locator("iframe")
    expect(frame.locator("#chart[data-awake]")).to_be_visible()
    frame.locator(".picture > svg:visible [data-figure]").first.hover()
    expect(frame.locator(".headcount-tip")).to_be_visible()
    reader.context.route("https://**", lambda route: route.fulfill(body="<script>1</script>"))
    frame.locator("summary").first.click()
    with reader.context.expect_page() as opened:
        frame.locator("tbody a").first.click()
    assert opened.value.url.startswith("https://")
    assert opened.value.evaluate("origin") != "null"  # it is not held in the sandbox


def own_policy(html):
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)[1]
    return policy.replace("&#x27;", "'")


@pytest.mark.parametrize(
    ("policy", "styled", "answers"),
    [
        ("default-src 'none'", False, False),
        ("default-src 'none'; img-src data:", False, False),
        ("default-src 'none'; style-src 'unsafe-inline'", True, False),
        ("default-src 'none'; style-src 'unsafe-inline'; script-src 'self'", True, False),
        (
            "default-src 'none'; img-src data:; style-src 'unsafe-inline'; "
            "script-src 'unsafe-inline'",
            True,
            True,
        ),
        ("own", True, True),
        ("own; sandbox allow-scripts", True, True),
    ],
)
def test_how_far_it_works_behind_a_servers_policy(visit, pages, shown, policy, styled, answers):
    sent = policy.replace("own", own_policy(pages["shown.html"]))
    reader = visit("shown.html", 375, {"Content-Security-Policy": sent})
    # One picture, all words, the table: always.
    assert reader.page.locator(".picture > svg:visible").count() == 1
    for text in (shown.headline, shown.deck, shown.source_line):
        expect(reader.page.get_by_text(text, exact=True).first).to_be_visible()
    reader.page.locator("summary").first.click()
    expect(reader.page.locator("tbody tr").last).to_be_visible()
    family = reader.page.locator("h1").evaluate("(h1) => getComputedStyle(h1).fontFamily")
    assert family.startswith("Arial") == styled
    reader.page.wait_for_timeout(100)
    assert (reader.chart.get_attribute("data-awake") is not None) == answers
    if answers:
        reader.page.locator(".picture > svg:visible [data-figure]").first.hover()
        expect(reader.tip).to_be_visible()
        assert reader.said == []


def test_a_page_that_forbids_scripts_shows_the_whole_chart_all_the_same(visit):
    policy = "default-src 'none'; frame-src 'self'; style-src 'unsafe-inline'"
    # The server sends its policy with the embed as well: no script runs in either.
    reader = visit("shown", 375, {"Content-Security-Policy": policy})
    expect(reader.page.frame_locator("iframe").locator(".credit")).to_be_visible()
    assert reader.page.frame_locator("iframe").get_by_role("option").count() == 0
    assert overflow(reader) <= 0


def test_the_same_embed_twice_on_one_page_has_its_height_twice(visit, pages):
    pasted = re.search(r"<body[^>]*>(.*)</body>", pages["low"], re.DOTALL)[1]
    pages["twice"] = ARTICLE.format(f"{pasted}<p>and in the related box</p>{pasted}")
    reader = visit("twice")
    reader.page.wait_for_function(
        "[...document.querySelectorAll('iframe')].every((frame) => frame.clientHeight > 400)"
    )
    inside = reader.page.frame_locator("iframe").first.locator("main").bounding_box()["height"]
    heights = [frame.bounding_box()["height"] for frame in reader.page.locator("iframe").all()]
    assert all(0 <= height - inside < 1 for height in heights)
    assert reader.said == []


def test_an_amp_page_is_told_the_height_in_its_own_words(visit, pages):
    pages["amp"] = ARTICLE.format(
        "<script>heard = []; addEventListener('message', ({data}) => heard.push(data))</script>"
        '<iframe src="shown.html" width="600"></iframe>'
    )
    reader = visit("amp")
    told = "heard.filter((data) => data.sentinel === 'amp' && data.type === 'embed-size')"
    reader.page.wait_for_function(f"{told}.length")
    inside = reader.page.frame_locator("iframe").locator("main").bounding_box()["height"]
    assert 0 <= reader.page.evaluate(f"{told}.at(-1).height") - inside < 1


class Stripped(HTMLParser):
    """What a CMS leaves of a paste whose author may post no scripts and no frames.

    So does `wp_filter_post_kses` of WordPress 6.1: comments stay, tags that are not allowed go, and
    what stood between them is printed.
    """

    CDATA_CONTENT_ELEMENTS = ()  # without its tags, a script is text

    def __init__(self, html):
        super().__init__()
        self.words, self.tags = "", set()
        self.feed(html)

    def handle_data(self, data):
        self.words += data

    def handle_starttag(self, tag, attrs):
        self.tags |= {tag} - {"iframe", "script", "noscript"}


@pytest.mark.parametrize("chart", ["shown", "hostile"])
def test_an_author_who_may_post_no_script_prints_a_link_and_nothing_of_the_script(request, chart):
    chart = request.getfixturevalue(chart)
    left = Stripped(snippet(chart, FILE))
    assert " ".join(left.words.split()) == f"Open the chart: {chart.headline}"
    assert left.tags == {"a"}


def test_no_cms_turns_anything_of_the_script_into_an_entity_or_ends_its_comment(shown):
    script = re.search(r"<script><!--\n(.*)\n//--></script>", snippet(shown, FILE))[1]
    assert not re.search(r"[<>&]|--|\]\]", script)
