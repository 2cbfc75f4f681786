"""What a reader of an SVG relies on: names, ids, words, and nothing but the picture."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from headcount.charts import charts_file
from headcount.charts.chart import Chart, make_chart, named_chart
from headcount.figures import package
from headcount.render.scene import Fill, Sign, TextBlock, runs
from headcount.render.style import INK
from headcount.render.svg import still, to_svg

from tests.spoilt import spoilt

CHARTS = charts_file.read(package.read())
HOSTILE = "</title><script>alert(1)</script>\"'><img onerror=x> &lt;b&gt; \x00\x1b \u2028 북한"
SPOKEN = HOSTILE.replace("\x00", "").replace("\x1b", "")
ELEMENTS = {"svg", "title", "desc", "g", "rect", "circle", "line", "path"}
TEXTS = {"text", "tspan"}
NAMESPACE = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def shown(data) -> Chart:
    return named_chart(data, "fourth-largest")


def read(picture: str) -> ElementTree.Element:
    root = ElementTree.fromstring(picture)
    for element in root.iter():
        element.tag = element.tag.removeprefix(NAMESPACE)
    return root


def named(root: ElementTree.Element, kind: str) -> list[ElementTree.Element]:
    return [element for element in root.iter() if element.get(f"data-{kind}")]


def test_a_file_is_one_image_with_its_title_and_its_description(shown):
    root = read(to_svg(shown.drawing(600), title=HOSTILE, description=HOSTILE))
    assert root.get("role") == "img"
    ids = {element.get("id"): element for element in root}
    said = [ids[name] for name in root.get("aria-labelledby").split()]
    assert [(element.tag, element.text) for element in said] == [
        ("title", SPOKEN),
        ("desc", SPOKEN),
    ]
    assert list(root)[:2] == said


def test_in_a_page_it_is_one_image_with_one_label(shown):
    root = read(to_svg(shown.drawing(600), label=HOSTILE))
    assert (root.get("role"), root.get("aria-label")) == ("img", SPOKEN)
    assert root.get("aria-labelledby") is None
    assert [element.tag for element in root if element.tag in ("title", "desc")] == []


@pytest.mark.parametrize("chart", CHARTS)
@pytest.mark.parametrize("spoil", ["as it is", "markup"])
def test_a_picture_holds_nothing_but_a_picture(chart, spoil):
    shown = make_chart(spoilt(spoil), name=chart, **CHARTS[chart])
    root = read(to_svg(shown.drawing(600), label=shown.alt))
    assert {element.tag for element in root.iter()} <= ELEMENTS | TEXTS
    assert {element.tag for element in root.iter() if (element.text or "").strip()} <= TEXTS | {
        "title"
    }
    attributes = [(name, value) for element in root.iter() for name, value in element.items()]
    assert not {name for name, _ in attributes if re.match("on|style|class|.*href", name)}
    assert not [value for _, value in attributes if "url(" in value]


def test_ids_stand_once_and_pictures_that_share_a_page_share_none(shown):
    ids = []
    for prefix in ("w375-", "w600-"):
        root = read(to_svg(shown.drawing(600), title="t", description="d", prefix=prefix))
        own = [element.get("id") for element in root.iter() if element.get("id")]
        assert all(one.startswith(prefix) for one in own)
        ids += own
    assert set(Counter(ids).values()) == {1}


def test_no_number_is_longer_than_is_seen(data):
    for chart in CHARTS:
        picture = to_svg(named_chart(data, chart).drawing(600), named=False)
        assert not re.findall(r"[ML,l][\d.-]*\.\d{3,}", picture)


def test_each_amount_has_a_mark_that_names_its_figure_and_texts_beside_it_do_too(data):
    for chart in CHARTS:
        shown = named_chart(data, chart)
        root = read(to_svg(shown.drawing(600), title="A chart"))
        figures = set(shown.rows["figure_id"])
        amounts = set(shown.rows.query("qualifier != 'statement'")["figure_id"])
        amounts -= shown.selection.folded
        assert amounts <= {mark.get("data-figure") for mark in named(root, "figure")} <= figures
        labels = named(root, "label")
        assert {label.get("data-label") for label in labels} <= figures
        # With numbers raised behind it, it is two texts.
        assert all((label.tag == "g") == (len(list(label.iter("text"))) > 1) for label in labels)


def test_a_text_is_the_label_of_the_figure_it_names_and_of_none_that_it_stands_beside(shown):
    scene = shown.drawing(600)
    first, fifth = shown.rows["figure_id"].iloc[[0, 4]]
    label = next(one for one in scene.labels if one.figure_id == first)
    labels = (
        replace(label, lines=runs(["beside"]), figure_id=""),
        replace(label, lines=runs(["named"]), figure_id=fifth),
        replace(label, lines=runs(["not drawn"]), figure_id="no-such-figure"),
    )
    scene = replace(scene, labels=labels, words=())
    texts = list(read(to_svg(scene)).iter("text"))[-3:]
    named_by = {text.text: text.get("data-label") for text in texts}
    assert named_by == {"beside": None, "named": fifth, "not drawn": None}


@pytest.mark.parametrize("width", [375, 1200])
@pytest.mark.parametrize("chart", CHARTS)
def test_a_rows_name_is_the_label_of_its_own_figure_and_an_axis_is_of_none(data, chart, width):
    shown = named_chart(data, chart)
    own = dict(zip(shown.rows["name"], shown.rows["figure_id"], strict=True))
    root = read(to_svg(shown.drawing(width)))
    for text in root.find("g[@id='words']"):
        letters = next(text.iter("text"), text)
        words, label = "".join(letters.itertext()), text.get("data-label")
        if label and words in own:
            assert (words, label) == (words, own[words])
        if re.fullmatch(r"0|(19|20)\d\d|[A-Z][a-z]{2,3}\.|May|June|July", words):
            assert (words, label) == (words, None)


@pytest.mark.parametrize("hold", ["left", "center", "right"])
def test_raised_numbers_are_a_text_of_their_own_that_hangs_by_its_start(shown, hold):
    """Programs put a shifted part of a text that hangs by its end or middle where they like."""
    label = TextBlock(runs(["North", "Korea"], bold=True, numbers=(1, 2)), 200, 100, 20, INK, hold)
    group = read(to_svg(replace(shown.drawing(600), labels=(label,), words=()))).find(
        "g[@id='words']/g"
    )
    words, numbers = group.findall("text")
    assert [tspan.get("dy") for tspan in words.iter("tspan")] == [None, "26", None]
    assert "".join(words.itertext()) == "NorthKorea"  # no air at its end, that some cut off
    assert (numbers.text, numbers.get("text-anchor")) == ("1,2", None)
    assert float(numbers.get("font-size")) == 14

    # By Liberation Sans: "Korea" in bold takes 56.69 pixels, the space 5.56, the numbers 19.46.
    start = {"left": 200, "center": 200 - 81.71 / 2, "right": 200 - 81.71}[hold]
    hung = {"left": 0, "center": 56.69 / 2, "right": 56.69}[hold]
    second = words.findall("tspan")[1]
    assert float(second.get("x")) == pytest.approx(start + hung, abs=0.02)
    assert float(numbers.get("x")) == pytest.approx(start + 56.69 + 5.56, abs=0.02)
    assert float(numbers.get("y")) == pytest.approx(float(words.get("y")) + 26 - 8.4, abs=0.02)


def test_what_follows_at_another_weight_is_a_text_of_its_own_past_the_space(shown):
    """A space at the edge of a part of a text is lost in Inkscape and in LibreOffice."""
    label = TextBlock(runs(["  Lee Suk"], numbers=(4,), lead="F"), 100, 100, 20, INK)
    group = read(to_svg(replace(shown.drawing(600), labels=(label,), words=()))).find(
        "g[@id='words']/g"
    )
    lead, name, number = group.findall("text")
    assert ["".join(one.itertext()) for one in (lead, name, number)] == ["F", "Lee Suk", "4"]
    assert lead.find("tspan").get("font-weight") == "bold"
    # "F" in bold is 12.22 pixels wide by Liberation Sans, the spaces 11.11.
    assert float(name.get("x")) == pytest.approx(100 + 12.22 + 11.11, abs=0.05)
    assert name.get("y") == lead.get("y")
    assert float(number.get("x")) > float(name.get("x")) + 60


def test_without_names_nothing_is_named(shown):
    root = read(to_svg(shown.drawing(600), label="A chart", named=False))
    assert named(root, "figure") + named(root, "label") == []


def test_in_a_page_marks_and_labels_say_their_words_and_in_a_file_none(shown):
    descriptions = tuple(f"{SPOKEN}\n{place}" for place in range(len(shown.rows)))
    shown = replace(shown, descriptions=descriptions)
    root = read(to_svg(shown.drawing(600), label="A chart"))
    said = {figure: f"{SPOKEN}\n{place}" for place, figure in enumerate(shown.rows["figure_id"])}
    for kind in ("figure", "label"):
        for element in named(root, kind):
            assert element.findtext("title") == said[element.get(f"data-{kind}")]
    file = read(to_svg(shown.drawing(600), title="A chart"))
    assert [element.tag for element in file.iter("title")] == ["title"]


def test_two_pictures_of_one_chart_are_the_same_to_the_byte(data, shown):
    again = named_chart(package.read(), "fourth-largest")
    one, other = (to_svg(it.drawing(600), label=it.alt) for it in (shown, again))
    assert one == other


def test_setting_it_changes_nothing_of_the_scene(shown):
    drawing = shown.drawing(600)
    first = to_svg(drawing, title="A chart")
    assert drawing == shown.drawing(600)
    assert to_svg(drawing, title="A chart") == first


@pytest.mark.browser
def test_a_notebooks_picture_is_one_image_with_its_alt_text(shown, sheet):
    alt = 'Bars with "quotes" & <b>, 100% # \' 북한.'
    html = still(shown.drawing(600), title=HOSTILE, description=alt)
    sheet.evaluate("(html) => { document.body.innerHTML = html }", html)
    image = sheet.locator("body > p > img")
    assert sheet.locator("body *").count() == 2
    assert image.get_attribute("alt") == alt
    assert image.evaluate("async (img) => (await img.decode(), img.naturalWidth)") == 600


@pytest.mark.parametrize("chart", ["strength-over-time", "border-entries"])
def test_no_letter_and_no_number_of_a_note_is_smaller_than_can_be_read(data, chart):
    picture = to_svg(named_chart(data, chart).drawing(375))
    sizes = [float(size) for size in re.findall(r'font-size="([\d.]+)"', picture)]
    assert len(set(sizes)) > 2
    assert min(sizes) >= 10


@pytest.mark.parametrize("mark", [Sign("star", 0, 0, 9, Fill(INK)), object()])
def test_what_is_not_known_is_refused_and_not_left_out(shown, mark):
    scene = replace(shown.drawing(600), marks=(mark,))
    with pytest.raises((KeyError, TypeError), match=r"star|no element of a scene"):
        to_svg(scene)


def test_arabic_stands_in_order_and_its_lines_are_texts_of_their_own(shown):
    """A year behind an Arabic name stays behind it, and no line of it is drawn over another."""
    name = "وزارة الصحة"
    label = TextBlock(runs([f"Estimated, {name}, 2022", f"{name} 7"]), 10, 20, 12, INK)
    scene = replace(shown.drawing(), labels=(label,))
    found = [one for one in read(to_svg(scene)).iter("text") if name in "".join(one.itertext())]
    assert ["".join(one.itertext()) for one in found] == [
        f"Estimated, {name}\u200e, 2022",
        f"{name}\u200e 7",
    ]
    heights = [float(one.get("y")) for one in found]
    assert heights[1] - heights[0] == pytest.approx(12 * 1.3)
    assert "\u200e" not in to_svg(shown.drawing())
