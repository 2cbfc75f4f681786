"""The embed in a real browser: there at once, waking when asked, fetching nothing."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from helpers.export import embed as module
from helpers.export.embed import embed
from helpers.style import NIGHT

from .conftest import HOSTILE

WIDTHS = (375, 600, 1200)

pytestmark = pytest.mark.browser


@pytest.fixture(scope="session")
def files(shown, per_head, hostile, studio, tmp_path_factory):
    """Embeds as files, each laid out for the same widths, and one made without a browser."""
    folder = tmp_path_factory.mktemp("embeds")
    made = {
        "shown": embed(shown, studio),
        "per-head": embed(per_head, studio),
        "hostile": embed(hostile, studio),
        "no-picture": embed(shown, None),
    }
    for name, html in made.items():
        (folder / f"{name}.html").write_text(html, encoding="utf-8")
    return {name: folder / f"{name}.html" for name in made}


class Reader:
    """A reader's browser with one embed open, and all that it asked for and complained of."""

    def __init__(self, browser, path, **options):
        self.context = browser.new_context(**options)
        self.asked, self.refused, self.said = [], [], []
        self.context.on("request", lambda request: self.asked.append(request.url))
        self.context.on("requestfailed", lambda one: self.refused.append((one.url, one.failure)))
        self.context.on("console", lambda message: self.said.append(message.text))
        self.context.on("weberror", lambda error: self.said.append(str(error.error)))
        self.context.on("dialog", lambda dialog: self.said.append(dialog.message))
        self.page = self.context.new_page()
        self.page.goto(path.as_uri())
        self.chart = self.page.locator("#chart")
        self.tip = self.page.locator(".tip")

    def awake(self):
        expect(self.chart).to_have_attribute("data-awake", re.compile(r"\d+|failed"))
        assert self.said == []
        return self


@pytest.fixture
def read(browser, files):
    readers = []

    def open_file(name="shown", width=600, height=800, **options):
        viewport = {"width": width, "height": height}
        reader = Reader(browser, files[name], viewport=viewport, **options)
        readers.append(reader)
        return reader

    yield open_file
    for reader in readers:
        # Whatever a test did: nothing but the file itself was asked for, and nothing went wrong.
        assert len(reader.asked) == 1
        assert reader.said == []
        reader.context.close()


def faults(page):
    for summary in page.locator("summary").all():
        summary.click()
    violations = Axe().run(page).response["violations"]
    return [(fault["id"], fault["nodes"][0]["html"][:200]) for fault in violations]


@pytest.mark.parametrize(
    ("width", "scheme"), [(375, "light"), (600, "dark"), (1200, "light")], ids=str
)
def test_axe_finds_nothing_awake_or_asleep(read, width, scheme):
    reader = read(width=width, color_scheme=scheme)
    assert faults(reader.page) == []
    reader.chart.hover()
    reader.awake()
    assert faults(reader.page) == []


@pytest.mark.parametrize(("name", "width"), [("shown", 375), ("per-head", 600), ("hostile", 1200)])
def test_axe_finds_nothing_where_scripts_are_stripped(read, files, tmp_path, name, width):
    html = files[name].read_text(encoding="utf-8")
    bare = re.sub(r"<script.*?</script>", "", html, flags=re.DOTALL)  # axe itself is a script
    files["stripped"] = tmp_path / "stripped.html"
    files["stripped"].write_text(bare, encoding="utf-8")
    assert faults(read("stripped", width).page) == []


@pytest.mark.parametrize("width", [320, *WIDTHS, 1600])
def test_everything_is_there_with_scripts_off(read, shown, width):
    page = read(width=width, java_script_enabled=False).page
    pictures = [svg for svg in page.locator(".picture > svg").all() if svg.is_visible()]
    assert len(pictures) == 1
    assert pictures[0].get_attribute("aria-label") == shown.alt
    assert page.locator("h1").inner_text() == shown.headline
    assert page.locator(".source").inner_text() == shown.source_line
    for note in shown.notes:
        line = page.locator(".notes").get_by_text(note.text, exact=True)
        expect(line).to_be_visible()
        if note.number is not None:
            assert line.evaluate("(line) => line.value") == note.number
    page.locator("summary").first.click()
    rows = page.locator("tbody tr")
    assert rows.count() == len(shown.rows)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [320, 375, 600, 700, 1200])
def test_a_picture_is_never_shrunk_below_its_width_but_on_the_smallest_screen(read, width):
    page = read(width=width, java_script_enabled=False).page
    scale = page.locator(".picture > svg:visible").evaluate(
        "(svg) => svg.getBoundingClientRect().width / svg.viewBox.baseVal.width"
    )
    assert (1 if width >= 375 else 0.8) <= scale <= 1.3


def test_words_stand_once(read, shown):
    text = read().page.locator("body").inner_text()
    for words in (shown.headline, shown.deck, shown.source_line, shown.credit):
        assert text.count(words) == 1


@pytest.mark.parametrize("width", WIDTHS)
def test_pointing_wakes_it_in_the_same_place(read, width, shown):
    reader = read(width=width)
    before = reader.page.locator("main").bounding_box()
    bars = reader.page.locator(".picture > svg:visible path[fill]").count()
    assert bars > 0
    assert reader.chart.get_attribute("data-awake") is None
    assert reader.page.get_by_role("img", name=shown.alt).count() == 1
    reader.chart.hover()
    reader.awake()
    assert reader.chart.get_attribute("data-awake") == str(width)
    assert reader.page.get_by_role("img", name=shown.alt).count() == 1
    assert reader.page.locator("main").bounding_box() == before
    assert reader.page.locator(".plot .bars .point").count() >= len(shown.rows)


def bar_of(reader, name):
    """Return where the bar of a row begins: right of its name, behind the axis."""
    label = reader.page.locator(".plot .annotation-text-g").filter(has_text=name).first
    box = label.bounding_box()
    axis = reader.page.locator(".plot .bars .point path").first.bounding_box()["x"]
    return axis + 8, box["y"] + box["height"] / 2


def test_a_tap_wakes_it_and_a_tap_on_a_bar_reads_it(read, shown):
    reader = read(width=375, has_touch=True, is_mobile=True)
    reader.chart.tap()
    reader.awake()
    name = shown.rows["name"].iloc[0]
    reader.page.touchscreen.tap(*bar_of(reader, name))
    expect(reader.tip).to_contain_text(name)
    reader.page.touchscreen.tap(370, reader.chart.bounding_box()["y"] + 3)
    expect(reader.tip).to_be_hidden()


def test_a_finger_scrolls_the_page_over_a_chart_that_is_awake(read):
    reader = read(width=375, height=300, has_touch=True, is_mobile=True)
    reader.chart.tap()
    reader.awake()
    box = reader.chart.bounding_box()
    x, y = 180, min(box["y"] + 100, 280)
    finger = reader.context.new_cdp_session(reader.page)

    def move(kind, *points):
        touches = [{"x": x, "y": at} for at in points]
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touches})

    before = reader.page.evaluate("scrollY")
    move("touchStart", y)
    for step in range(1, 11):
        move("touchMove", y - 12 * step)
        reader.page.wait_for_timeout(16)
    move("touchEnd")
    reader.page.wait_for_function(f"scrollY > {before} + 60")


@pytest.mark.parametrize("width", [320, 375, 700, 1200])
def test_the_keyboard_reads_every_mark(read, shown, width):
    reader = read(width=width)
    reader.page.keyboard.press("Tab")
    reader.awake()
    spoken = reader.page.locator(".spoken")
    for name in shown.rows["name"]:
        reader.page.keyboard.press("ArrowDown")
        expect(spoken).to_contain_text(name)
        expect(reader.tip).to_contain_text(name)
        box = reader.tip.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
    reader.page.keyboard.press("ArrowUp")
    expect(spoken).to_contain_text(shown.rows["name"].iloc[-2])
    reader.page.keyboard.press("Escape")
    expect(reader.tip).to_be_hidden()
    reader.page.keyboard.press("Tab")
    assert reader.page.evaluate("document.activeElement.tagName") == "SUMMARY"


@pytest.mark.parametrize("width", [375, 700, 1200])
def test_a_bar_says_its_amount_its_date_and_its_source(read, shown, width):
    reader = read(width=width)
    reader.chart.hover(position={"x": 2, "y": 2})
    reader.awake()
    row = shown.rows.iloc[1]
    reader.page.mouse.move(*bar_of(reader, row["name"]))
    expect(reader.tip).to_contain_text(row["name"])
    expect(reader.tip).to_contain_text(row["amount"].words())
    reader.page.mouse.move(1, 1)
    expect(reader.tip).to_be_hidden()


def test_it_is_laid_out_again_when_the_page_grows(read):
    reader = read(width=375)
    reader.chart.hover()
    reader.awake()
    reader.page.set_viewport_size({"width": 1200, "height": 800})
    expect(reader.chart).to_have_attribute("data-awake", "1200")


def test_without_a_browser_at_export_it_draws_itself(read, shown):
    reader = read("no-picture").awake()
    assert reader.page.locator(".plot .bars .point").count() >= len(shown.rows)
    assert reader.page.evaluate("document.documentElement.scrollWidth") <= 600


def test_without_a_browser_and_without_scripts_it_points_to_the_table(read):
    page = read("no-picture", java_script_enabled=False).page
    assert "figures stand in the table" in page.locator("#chart").inner_text()


def test_it_prints_its_picture_and_its_notes(read, shown):
    reader = read(color_scheme="dark")
    reader.chart.hover()
    reader.awake()
    reader.page.emulate_media(media="print")
    expect(reader.page.locator(".picture > svg:visible")).to_have_count(1)
    expect(reader.page.locator(".plot")).to_be_hidden()
    expect(reader.page.locator(".notes")).to_be_visible()
    paper = reader.page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert paper == "rgb(255, 255, 255)"


def test_at_night_every_colour_is_turned(read, studio, shown, per_head):
    for name in ("shown", "per-head"):
        reader = read(name, color_scheme="dark")
        drawn = reader.page.locator(".picture").inner_html()
        used = set(re.findall(r'(?:fill|stroke)="(#[0-9a-f]{6})"', drawn))
        assert used - {"#000000", "#444444", "#808ba4"} <= set(NIGHT)
        background = reader.page.locator(".picture > svg:visible > rect").first
        assert background.evaluate("(rect) => getComputedStyle(rect).fill") == "rgb(23, 25, 28)"
        reader.chart.hover()
        reader.awake()
        assert "rgb(255, 255, 255)" not in reader.page.locator(".plot").inner_html()


def test_a_reader_who_wants_no_motion_gets_none(read):
    reader = read(reduced_motion="reduce")
    reader.chart.hover()
    reader.awake()
    moving = "(all) => all.filter((e) => getComputedStyle(e).transitionDuration !== '0s').length"
    assert reader.page.locator("main *").evaluate_all(moving) == 0


def test_hostile_words_stay_words(read, hostile):
    reader = read("hostile", width=1200)
    page = reader.page
    reader.chart.hover()
    reader.awake()
    for summary in page.locator("summary").all():
        summary.click()
    assert page.locator("main script, main img, main b, main iframe").count() == 0
    assert page.locator('[onerror], a[href^="javascript"]').count() == 0
    names = page.locator("tbody th").all_inner_texts()
    assert names == list(hostile.rows["name"])
    page.keyboard.press("Escape")
    reader.chart.focus()
    for name in hostile.rows["name"]:
        page.keyboard.press("ArrowDown")
        expect(page.locator(".spoken")).to_contain_text(name.split("\u2028")[0])
    for words in HOSTILE[:3]:
        assert words in page.content().replace("&lt;", "<").replace("&gt;", ">").replace(
            "&quot;", '"'
        )


def test_a_script_that_got_in_would_not_run(read, files, tmp_path, browser):
    html = files["shown"].read_text(encoding="utf-8")
    attack = '<script>document.title = "owned"</script><img src=x onerror="document.title=1">'
    path = tmp_path / "attacked.html"
    path.write_text(html.replace("<main>", f"<main>{attack}", 1), encoding="utf-8")
    reader = Reader(browser, path)
    assert reader.page.title() not in ("owned", "1")
    assert [failure for _, failure in reader.refused] == ["csp"]
    assert sum("Content Security Policy" in line for line in reader.said) >= 2
    reader.context.close()


def test_script_data_cannot_end_its_element(files):
    html = files["hostile"].read_text(encoding="utf-8")
    for name in ("settings", "figures", "plotly"):
        block = html.partition(f'id="{name}">')[2].partition("</script>")[0]
        assert "<" not in block
        assert "\u2028" not in block
    # settings, figures, plotly, boot, JSON-LD, receipt: each opened and closed once, and no other.
    assert html.count("</script>") == 6


def test_the_same_again_is_the_same_to_the_byte(shown, studio, files):
    assert embed(shown, studio) == files["shown"].read_text(encoding="utf-8")


def test_what_is_there_at_once_is_small(files):
    html = files["shown"].read_text(encoding="utf-8")
    first = html.partition('<script type="application/octet-stream"')[0]
    assert len(module.gzip.compress(first.encode())) < 20_000
