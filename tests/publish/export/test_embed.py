"""The embed in a real browser: there at once, answering when asked, fetching nothing."""

import gzip
import re

import pytest
from coloraide import Color
from headcount.charts.chart import chart_names, named_chart
from headcount.figures import package
from headcount.publish.export.embed import embed
from headcount.render.style import NIGHT
from playwright.sync_api import expect

from tests.houses import HOUSES, package_of

from .conftest import HOSTILE
from .reader import MARKS, Reader, faults, words_of

WIDTHS = (375, 600, 1200)
RING = 12  # pixels that a ring may be wider than its mark, on each side
GATHERED = {
    "killed": [
        "South Korean intelligence: four figures, 2024 to 2025",
        "Channel A, Dec. 19, 2024: at least 100 (notes 2, 3)",
        "KBS News, Jan. 14, 2025: about 300, as of Jan. 13, 2025 (notes 2, 3)",
        "KBS World, April 30, 2025: about 600 (notes 2, 3)",
        "The Moscow Times, Sept. 2, 2025: about 2,000 (notes 2, 3, 4)",
    ],
    "strength-over-time": [
        "CIA: six figures, 2019 to 2025",
        "CIA World Factbook, 2020 edition: 1.1 million to 1.2 million, as of 2019",
        "CIA World Factbook, 2021 edition: 1.1 million to 1.3 million, as of 2021",
        "CIA World Factbook, 2022 edition: an estimated 1.15 million, as of 2022",
        "CIA World Factbook, 2023 edition: 1 million to 1.2 million, as of 2023",
        "CIA World Factbook, 2024 edition: 1 million to 1.2 million, as of 2023",
        "CIA World Factbook, 2025 edition: up to 1.3 million, as of 2025 (note 4)",
    ],
}

pytestmark = pytest.mark.browser


@pytest.fixture(scope="session")
def files(data, shown, per_head, hostile, tmp_path_factory):
    """Embeds as files, each laid out for the same widths."""
    folder = tmp_path_factory.mktemp("embeds")
    made = {"shown": embed(shown), "per-head": embed(per_head), "hostile": embed(hostile)}
    made |= {name: embed(named_chart(data, name)) for name in GATHERED}
    for name, html in made.items():
        (folder / f"{name}.html").write_text(html, encoding="utf-8")
    return {name: folder / f"{name}.html" for name in made}


@pytest.fixture
def read(browser, files):
    readers = []

    def open_file(name="shown", width=600, height=800, **options):
        viewport = {"width": width, "height": height}
        reader = Reader(browser, files[name].as_uri(), viewport=viewport, **options)
        readers.append(reader)
        if name != "stripped" and options.get("java_script_enabled", True):
            reader.page.wait_for_selector("#chart[data-awake]")
        return reader

    yield open_file
    for reader in readers:
        # Whatever a test did: nothing but the file itself was asked for, and nothing went wrong.
        assert len(reader.asked) == 1
        assert reader.said == []
        reader.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [375, 600, 1200])
def test_axe_finds_nothing_asked_or_not(read, width, scheme):
    reader = read(width=width, color_scheme=scheme)
    assert faults(reader.page) == []
    reader.page.get_by_role("listbox").focus()
    expect(reader.tip).to_be_visible()
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
    pictures = page.locator(".picture > svg:visible")
    assert pictures.count() == 1
    assert pictures.get_attribute("aria-label") == shown.alt
    assert page.locator("h1").inner_text() == shown.headline
    assert page.locator(".source").inner_text() == shown.source_line
    for note in shown.notes:
        line = page.locator(".notes").get_by_text(note.text, exact=True)
        expect(line).to_be_visible()
        if note.number is not None:
            assert line.evaluate("(line) => line.value") == note.number
    page.locator("summary").first.click()
    assert page.locator("tbody tr").count() == len(shown.rows)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("name", ["shown", "per_head"])
def test_with_scripts_off_each_mark_and_each_label_has_its_words_as_a_title(read, request, name):
    words = words_of(request.getfixturevalue(name))
    page = read(name.replace("_", "-"), java_script_enabled=False).page
    said = page.locator(MARKS).evaluate_all(
        """(marks) => marks.map((mark) =>
            [mark.dataset.figure ?? mark.dataset.label, mark.querySelector("title").textContent])"""
    )
    assert dict(said) == words
    assert all(words[figure] == text for figure, text in said)


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


@pytest.mark.parametrize("width", [320, 375, 600])
def test_where_there_is_no_room_for_columns_each_cell_says_its_own(read, per_head, width):
    page = read("per-head", width=width, java_script_enabled=False).page
    page.locator("summary").first.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for cell in page.locator("tbody tr").first.locator("td").all():
        name = cell.evaluate("(cell) => getComputedStyle(cell, '::before').content")
        assert name == f'"{cell.get_attribute("data-column")}"'
        assert cell.bounding_box()["width"] <= width - 24
    # Laid out as cards it is a table still, to those who hear it.
    assert page.get_by_role("columnheader", name="Status", include_hidden=True).count() == 1
    assert page.get_by_role("rowheader").count() == len(per_head.rows) + len(per_head.base)


def test_where_there_is_room_the_table_has_columns(read):
    page = read("per-head", width=760, java_script_enabled=False).page
    page.locator("summary").first.click()
    cells = [cell.bounding_box() for cell in page.locator("tbody tr").first.locator("td").all()]
    assert len({cell["y"] for cell in cells}) == 1
    assert page.evaluate("document.documentElement.scrollWidth") <= 760


@pytest.mark.parametrize("width", [375, 1200, pytest.param(600, marks=pytest.mark.slow)])
@pytest.mark.parametrize("name", ["shown", "per_head"])
def test_pointing_at_any_mark_or_any_label_says_its_figure(read, request, name, width):
    chart = request.getfixturevalue(name)
    reader = read(name.replace("_", "-"), width=width)
    before = reader.page.locator("main").bounding_box()
    words = words_of(chart)
    heard = set()
    for mark in reader.page.locator(MARKS).all():
        box = mark.bounding_box()
        if box["width"] + box["height"] == 0:
            continue
        reader.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        figure = mark.get_attribute("data-figure") or mark.get_attribute("data-label")
        reader.hears(words[figure])
        heard.add(figure)
    assert heard == set(chart.rows["figure_id"])
    reader.page.mouse.move(1, 1)
    expect(reader.tip).to_be_hidden()
    assert reader.page.locator("main").bounding_box() == before


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("chart", GATHERED)
def test_pointing_at_a_name_that_stands_for_several_figures_says_each_of_them(read, chart, width):
    says = GATHERED[chart]
    label = re.compile(rf"(^A.)?{says[0].split(':')[0]}\b[ \d,]*$")
    reader = read(chart, width=width)
    reader.page.locator(".picture > svg:visible text").filter(has_text=label).hover()
    reader.hears("\n".join(says))


def test_a_pointer_that_misses_by_little_is_answered_and_one_far_off_is_not(read, shown):
    reader = read(width=1200)
    figure = shown.rows["figure_id"].iloc[-1]
    box = reader.mark_of(figure).bounding_box()
    reader.page.mouse.move(box["x"] + 20, box["y"] + box["height"] + 5)
    reader.hears(words_of(shown)[figure])
    reader.page.mouse.move(1100, box["y"])
    expect(reader.tip).to_be_hidden()


def test_a_tap_on_a_mark_reads_it_and_a_tap_beside_it_ends_that(read, shown):
    reader = read(width=375, has_touch=True, is_mobile=True)
    words = words_of(shown)
    for figure in shown.rows["figure_id"].iloc[[0, 3]]:
        reader.mark_of(figure).tap()
        reader.hears(words[figure])
    reader.mark_of(figure, "label").tap()
    reader.hears(words[figure])
    reader.page.locator("h1").tap()
    expect(reader.tip).to_be_hidden()


def test_a_finger_scrolls_the_page_over_the_chart(read):
    reader = read(width=375, height=300, has_touch=True, is_mobile=True)
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


@pytest.mark.parametrize(("width", "height"), [(320, 500), (375, 800), (700, 300), (1200, 800)])
def test_the_keyboard_reads_every_figure(read, shown, width, height):
    reader = read(width=width, height=height)
    words = list(words_of(shown).values())
    press = reader.page.keyboard.press
    press("Tab")
    for said in words:
        reader.hears(said)
        assert reader.told() == said
        press("ArrowDown")
    reader.hears(words[0])  # behind the last comes the first
    for key, place in [("ArrowUp", -1), ("ArrowLeft", -2), ("ArrowRight", -1), ("Home", 0)]:
        press(key)
        reader.hears(words[place])
    press("End")
    reader.hears(words[-1])
    press("Escape")
    expect(reader.tip).to_be_hidden()
    press("ArrowUp")
    reader.hears(words[-2])
    press("Tab")
    expect(reader.tip).to_be_hidden()
    assert reader.page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_a_screen_reader_finds_every_figure_as_an_option(read, shown):
    options = read().page.get_by_role("listbox").get_by_role("option")
    assert options.all_text_contents() == list(words_of(shown).values())


def test_keys_of_the_browser_are_left_to_it(read):
    reader = read()
    reader.page.keyboard.press("Tab")
    reader.page.keyboard.press("Control+End")
    assert reader.told().startswith("China")


def test_it_answers_where_its_marks_are_when_the_page_grows(read, shown):
    reader = read(width=375)
    words = words_of(shown)
    for width in (1200, 700):
        reader.page.set_viewport_size({"width": width, "height": 800})
        for figure in shown.rows["figure_id"].iloc[[0, -1]]:
            reader.mark_of(figure).hover()
            reader.hears(words[figure])
            own = f':is([data-figure="{figure}"], [data-label="{figure}"])'
            drawn = boxes(reader.page, f".picture > svg:visible {own}")
            assert_ringed(reader, [box for _, box in drawn])


def boxes(page, where):
    """Return what is drawn there: its words, and its left, top, right and bottom in the page."""
    return page.locator(where).evaluate_all(
        """(all) => all
             .map((one) => [one.querySelector(":scope > title")?.textContent,
                            one.getBoundingClientRect()])
             .filter(([, { width, height }]) => width || height)
             .map(([words, { left, top, right, bottom }]) =>
                  [words, [left, top + scrollY, right, bottom + scrollY]])"""
    )


def assert_ringed(reader, marks):
    """See that each of these marks has a ring of its own, and nothing else has one."""
    rings = [box for _, box in boxes(reader.page, ".headcount-ring .line > *")]
    assert len(rings) == len(marks)
    for left, top, right, bottom in marks:
        wider = [
            (left - ring[0], top - ring[1], ring[2] - right, ring[3] - bottom) for ring in rings
        ]
        assert any(all(-0.1 < by < RING for by in one) for one in wider)


_TALL = ["every-count", "strength-over-time"]
DENSE = [
    *(pytest.param(name, marks=pytest.mark.slow) for name in _TALL),
    *("claim-to-scale", "who-said-100000", "from-claim-to-troops"),
    *("promised-and-come", "first-per-head"),
]


@pytest.mark.parametrize("width", [375, pytest.param(1000, marks=pytest.mark.slow)])
@pytest.mark.parametrize("name", DENSE)
def test_a_tip_covers_nothing_of_what_it_tells(read, files, data, tmp_path, name, width):
    files[name] = tmp_path / "dense.html"
    files[name].write_text(embed(named_chart(data, name)), encoding="utf-8")
    still = boxes(read(name, width=width, java_script_enabled=False).page, MARKS)
    reader = read(name, width=width)
    reader.page.keyboard.press("Tab")
    for words in reader.page.get_by_role("option").all_text_contents():
        reader.hears(words)
        told = [box for said, box in still if said == words]
        assert_ringed(reader, told)
        ((_, (left, top, right, bottom)),) = boxes(reader.page, ".headcount-tip")
        for mark in told:
            beside = mark[2] <= left or right <= mark[0] or mark[3] <= top or bottom <= mark[1]
            assert beside, (words, mark)
        reader.page.keyboard.press("ArrowDown")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_ring_is_as_clear_as_a_mark_must_be(read, scheme):
    reader = read(color_scheme=scheme)
    reader.page.keyboard.press("Tab")
    line, *beside = (
        reader.page.locator(f".headcount-ring .{layer}").evaluate("(g) => getComputedStyle(g).fill")
        for layer in ("line", "casing", "air")
    )
    assert all(Color(line).contrast(one) >= 3 for one in beside)


def test_it_prints_its_picture_and_its_notes_on_one_page(read):
    reader = read(color_scheme="dark")
    reader.page.keyboard.press("Tab")
    printed = reader.page.pdf(format="A4")
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1
    reader.page.emulate_media(media="print")
    expect(reader.page.locator(".picture > svg:visible")).to_have_count(1)
    expect(reader.page.locator(".headcount-options")).to_be_hidden()
    expect(reader.tip).to_be_hidden()
    expect(reader.page.locator(".notes")).to_be_visible()
    paper = reader.page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert paper == "rgb(255, 255, 255)"


def test_at_night_every_colour_is_turned(read):
    for name in ("shown", "per-head"):
        reader = read(name, color_scheme="dark")
        drawn = reader.page.locator(".picture").inner_html()
        used = set(re.findall(r'(?:fill|stroke)="(#[0-9a-f]{6})"', drawn))
        assert used <= set(NIGHT)
        background = reader.page.locator(".picture > svg:visible > rect").first
        assert background.evaluate("(rect) => getComputedStyle(rect).fill") == "rgb(23, 25, 28)"


def test_nothing_moves(read):
    moving = "(all) => all.filter((e) => getComputedStyle(e).transitionDuration !== '0s').length"
    assert read().page.locator("main *").evaluate_all(moving) == 0


def test_hostile_words_stay_words(read, hostile):
    reader = read("hostile", width=1200)
    page = reader.page
    page.keyboard.press("Tab")
    for words in words_of(hostile).values():
        assert reader.told().split() == words.split()
        page.keyboard.press("ArrowDown")
    for summary in page.locator("summary").all():
        summary.click()
    assert page.locator("main script, main img, main b, main iframe").count() == 0
    assert page.locator('[onerror], a[href^="javascript"]').count() == 0
    names = page.locator("tbody th").all_inner_texts()
    assert names == list(hostile.rows["name"])
    for words in HOSTILE[:3]:
        assert words in page.content().replace("&lt;", "<").replace("&gt;", ">").replace(
            "&quot;", '"'
        )


def test_a_script_that_got_in_would_not_run(files, tmp_path, browser):
    html = files["shown"].read_text(encoding="utf-8")
    attack = '<script>document.title = "owned"</script><img src=x onerror="document.title=1">'
    style = "<style>h1 { display: none }</style>"
    path = tmp_path / "attacked.html"
    path.write_text(html.replace("<main>", f"<main>{attack}{style}", 1), encoding="utf-8")
    reader = Reader(browser, path.as_uri())
    assert reader.page.title() not in ("owned", "1")
    expect(reader.page.locator("h1")).to_be_visible()
    assert [failure for _, failure in reader.refused] == ["csp"]
    assert sum("Content Security Policy" in line for line in reader.said) >= 3
    reader.context.close()


def test_what_it_carries_cannot_end_its_element(hostile):
    # one script that runs, and two that only hold data: JSON-LD, receipt
    assert embed(hostile).count("</script>") == 3


def test_the_same_again_is_the_same_to_the_byte(shown, files):
    assert embed(shown) == files["shown"].read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["shown", "per-head"])
def test_it_is_small(files, name):
    assert len(gzip.compress(files[name].read_bytes())) < 20_000


def test_with_forced_colors_words_that_are_not_seen_draw_no_lines_and_the_picture_keeps_its_own(
    read,
):
    plain, forced = read("shown"), read("shown", forced_colors="active")
    colors = "(all) => all.map((one) => getComputedStyle(one).color)"
    fills = "(all) => all.map((one) => getComputedStyle(one).fill)"
    for reader in (plain, forced):
        expect(reader.chart).to_have_attribute("data-awake", re.compile("[1-9]"))
    unseen = forced.page.locator(".headcount-options > *").evaluate_all(colors)
    assert set(unseen) == {"rgba(0, 0, 0, 0)"}
    text = ".picture > svg text"
    assert forced.page.locator(text).evaluate_all(fills) == plain.page.locator(text).evaluate_all(
        fills
    )


@pytest.mark.parametrize("width", [320, 375, 600, 1200])
def test_no_word_of_the_picture_is_cut_with_the_spacing_that_a_reader_may_set(read, width):
    """The spacing of WCAG 1.4.12, as its bookmarklet sets it; words of the page obey it."""
    reader = read("shown", width)
    reader.page.evaluate(
        """() => {
            const sheet = new CSSStyleSheet();
            sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: 0.12em !important;"
                + " word-spacing: 0.16em !important }");
            document.adoptedStyleSheets = [sheet];
        }"""
    )
    edges = reader.page.locator(".picture > svg:visible text").evaluate_all(
        """(all) => all.map((one) => {
            const [text, picture] = [one, one.ownerSVGElement].map(
                (it) => it.getBoundingClientRect());
            return Math.min(text.left - picture.left, picture.right - text.right);
        })"""
    )
    assert min(edges) >= 0
    spaced = reader.page.locator("h1").evaluate("(h1) => getComputedStyle(h1).letterSpacing")
    assert float(spaced.removesuffix("px")) > 1
    assert reader.page.evaluate("document.documentElement.scrollWidth") <= width


def hold_at_twice_the_text(page, width):
    """See that the words around a picture grow, that none is cut, and that it stays whole."""
    page.evaluate("document.documentElement.style.fontSize = '32px'")
    page.evaluate("document.body.style.fontSize = '32px'")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    cut = "(all) => all.filter((one) => one.scrollWidth > one.clientWidth + 1).length"
    words = page.locator("h1, .deck, .notes li, .source, .credit")
    assert words.count() >= 4
    assert words.evaluate_all(cut) == 0


@pytest.mark.parametrize("width", [320, 600])
def test_with_text_at_twice_its_size_nothing_is_cut_and_nobody_scrolls_sideways(read, width):
    """WCAG 2.2, 1.4.4."""
    hold_at_twice_the_text(read(width=width).page, width)


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.parametrize("own", ["ours", *HOUSES])
def test_every_chart_of_every_house_may_have_its_text_at_twice_the_size(browser, tmp_path, own):
    data = package.read() if own == "ours" else package_of(own)
    page = browser.new_page()
    for name in chart_names(data):
        file = tmp_path / f"{name}.html"
        file.write_text(embed(named_chart(data, name)), encoding="utf-8")
        for width in (320, 600):
            page.set_viewport_size({"width": width, "height": 800})
            page.goto(file.as_uri())
            hold_at_twice_the_text(page, width)
    page.close()


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.parametrize("own", ["ours", *HOUSES])
def test_every_chart_of_every_house_keeps_its_picture_with_forced_colors(browser, tmp_path, own):
    """Who forces two colors reads the words in them; marks keep the colors that tell them apart."""
    data = package.read() if own == "ours" else package_of(own)
    look = "(all) => all.map((one) => getComputedStyle(one).fill + getComputedStyle(one).stroke)"
    seen = []
    for forced in ("none", "active"):
        page = browser.new_page(forced_colors=forced, viewport={"width": 600, "height": 800})
        found = {}
        for name in chart_names(data):
            file = tmp_path / f"{own}-{name}.html"
            file.write_text(embed(named_chart(data, name), sizes=[600]), encoding="utf-8")
            page.goto(file.as_uri())
            found[name] = (
                page.locator(".picture > svg").locator("rect, path, text").evaluate_all(look)
            )
        seen.append(found)
        page.close()
    assert seen[0] == seen[1]
    assert all(len(set(colors)) > 2 for colors in seen[0].values())
