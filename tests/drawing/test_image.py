"""An SVG that may leave: named, the same each time, nothing in it but the picture."""

import re
from xml.etree import ElementTree

import plotly.graph_objects as go
import pytest

from helpers.drawing import still, svg, tidy

RAW = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10">{}</svg>'


@pytest.mark.parametrize("tag", ["script", "foreignObject", "iframe", "style", "use", "animate"])
def test_what_is_no_picture_is_refused(tag):
    with pytest.raises(ValueError, match=f"<.*{tag}>"):
        tidy(RAW.format(f"<g><{tag}/></g>"), title="A chart")


@pytest.mark.parametrize(
    "element",
    ['<image href="http://127.0.0.1/a.png"/>', '<a href="javascript:alert(1)"/>', '<g href="x"/>'],
)
def test_a_picture_leads_nowhere(element):
    with pytest.raises(ValueError, match="cannot lead to"):
        tidy(RAW.format(element), title="A chart")


def test_handlers_and_plotlys_own_attributes_are_gone():
    raw = RAW.format('<rect class="bg" data-x="1" onclick="alert(1)" width="1" height="1"/>')
    assert re.findall(r"<rect[^>]*>", tidy(raw, title="A chart")) == [
        '<rect width="1" height="1" />'
    ]


def test_ids_count_from_one_and_what_nothing_uses_is_gone():
    raw = RAW.format(
        '<defs><clipPath id="clip4fa2b1"><rect width="1" height="1"/></clipPath>'
        '<clipPath id="unused"><rect width="1" height="1"/></clipPath></defs>'
        '<path id="p" d="M0,0" style="clip-path: url(&quot;#clip4fa2b1&quot;); opacity: 1;"/>'
    )
    made = tidy(raw, title="A chart", prefix="w375-")
    assert '<clipPath id="w375-i1">' in made
    assert '<path d="M0,0" clip-path="url(#w375-i1)" />' in made
    assert "unused" not in made


def test_definitions_that_are_the_same_become_one():
    pattern = '<pattern id="{}" width="2" height="2"><rect width="1" height="1"/></pattern>'
    raw = RAW.format(
        f"<defs>{pattern.format('a')}{pattern.format('b')}</defs>"
        '<path d="M0,0" style="fill: url(#a);"/><path d="M1,1" style="fill: url(#b);"/>'
    )
    made = tidy(raw, title="A chart")
    assert made.count("<pattern") == 1
    assert made.count('fill="url(#i1)"') == 2


def test_a_colour_that_only_looks_inherited_is_kept():
    raw = RAW.format('<g style="fill: red;"><path d="M0,0" style="fill: rgb(0, 0, 0);"/></g>')
    assert '<path d="M0,0" fill="#000000" />' in tidy(raw, title="A chart")


def test_a_clip_is_written_once_and_again_where_it_moved():
    raw = RAW.format(
        '<defs><clipPath id="c"><rect width="1" height="1"/></clipPath></defs>'
        '<g clip-path="url(#c)"><path d="M0,0" clip-path="url(#c)"/>'
        '<path d="M0,0" clip-path="url(#c)" transform="scale(2)"/></g>'
    )
    made = tidy(raw, title="A chart")
    assert '<path d="M0,0" /><path d="M0,0" clip-path="url(#i1)" transform="scale(2)" />' in made


def test_groups_under_one_clip_that_follow_each_other_are_one():
    clip = '<clipPath id="{0}"><rect width="{0}" height="1"/></clipPath>'
    group = '<g clip-path="url(#{})"><path d="M{},0"/></g>'
    groups = "".join(group.format(clip, at) for at, clip in enumerate("1121"))
    made = tidy(RAW.format(f"<defs>{clip.format(1)}{clip.format(2)}</defs>{groups}"), title="A")
    assert re.findall(r"#i(\d)|M(\d)", made) == [
        *[("1", ""), ("", "0"), ("", "1")],
        *[("2", ""), ("", "2")],
        *[("1", ""), ("", "3")],
    ]


def test_title_and_description_are_text_whatever_they_hold():
    hostile = '</title><script>alert(1)</script>"><img onerror=x> \x00\x1b \u2028'
    made = tidy(RAW.format(""), title=hostile, description=hostile)
    root = ElementTree.fromstring(made)
    assert [child.tag.partition("}")[2] for child in root] == ["title", "desc"]
    assert root[0].text == hostile.replace("\x00", "").replace("\x1b", "")


def test_a_file_drops_the_boxes_that_only_a_pointer_finds_and_a_page_keeps_them():
    lined = '<rect id="seen" style="fill-opacity: 0; stroke: rgb(1, 2, 3); stroke-opacity: 1;"/>'
    unlined = '<rect style="stroke: rgb(1, 2, 3); stroke-opacity: 0; fill-opacity: 0;"/>'
    toggle = '<rect class="legendtoggle" style="fill-opacity: 0;"/>'
    raw = RAW.format(lined + unlined + toggle)
    assert tidy(raw, title="A chart").count("<rect") == 1
    assert 'stroke="#010203"' in tidy(raw, title="A chart")
    assert tidy(raw, label="A chart").count("<rect") == 3


def test_one_font_is_said_once_and_two_are_said_where_they_stand():
    texts = '<text style="font-family: {0};">a</text><text style="font-family: {1};">b</text>'
    one, two = (tidy(RAW.format(texts.format("A", other)), title="t") for other in "AB")
    assert one.count("font-family") == 1
    assert two.count("font-family") == 2


@pytest.mark.browser
def test_two_pictures_of_one_figure_are_the_same_to_the_byte(studio, bars):
    made = [
        svg(studio, bars.to_plotly_json(), title="A chart", description="Bars.") for _ in range(2)
    ]
    assert made[0] == made[1]
    root = ElementTree.fromstring(made[0])
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "title desc"


@pytest.mark.browser
def test_tidying_changes_no_pixel(studio, bars, page):
    raw = studio.svg(bars.to_json(), 400, 300)

    def seen(picture):
        page.set_content(f'<body style="margin:0">{picture}')
        return page.screenshot()

    made = tidy(raw, title="A chart")
    assert seen(raw) == seen(made)
    assert len(made) < 0.5 * len(raw)


@pytest.fixture
def named(studio):
    """Marks of every kind, some with words, some missing; drawn, and tidied for a page."""
    figure = go.Figure()
    figure.add_bar(
        x=[1, None, 2],
        y=[1, 2, 3],
        customdata=["a", "b", "c"],
        hovertext=["A<br>1 &lt; 2", "B", "C"],
    )
    figure.add_scatter(
        x=[None, 1, 2], y=[1, 1, 2], mode="markers+text", text="t", customdata=["d", "e", "f"]
    )
    figure.add_scatter(x=[0, 1], y=[0, 1], mode="lines", customdata=["g", "g"], hovertext=["G", ""])
    figure.add_scatter(x=[0, 1], y=[1, 0], mode="lines", customdata=["h", "i"])
    figure.add_scatter(x=[0, 1], y=[2, 0], mode="lines+markers")
    figure.update_layout(width=400, height=300, template="none", showlegend=False)
    drawn = studio.svg(figure.to_json(), 400, 300)
    return drawn, ElementTree.fromstring(tidy(drawn, label="A chart"))


@pytest.mark.browser
def test_each_mark_names_the_figure_that_it_was_drawn_for(named):
    marks = [mark.get("data-figure") for mark in named[1].iter() if mark.get("data-figure")]
    # a point and its text; a line that is one figure's, and none that joins two
    assert sorted(marks) == ["a", "b", "c", *"eeff", "g"]


@pytest.mark.browser
def test_a_text_is_the_label_of_the_mark_beside_it_or_of_the_figure_it_names(studio):
    figure = go.Figure(go.Bar(x=[1, 2], y=[3, 3], customdata=["a", "b"]))
    figure.add_annotation(text="beside", x=1, y=3, showarrow=False)
    figure.add_annotation(text="named", x=1, y=1, showarrow=False, name="b")
    figure.add_annotation(text="far", x=5, y=9, showarrow=False)
    figure.update_layout(width=400, height=300, template="none")
    made = tidy(studio.svg(figure.to_json(), 400, 300), title="A chart")
    texts = re.findall(r'data-label="(.)".*?<text[^>]*>(\w+)', made)
    assert texts == [("a", "beside"), ("b", "named")]


@pytest.mark.browser
def test_in_a_page_each_mark_says_its_words_and_in_a_file_none(named):
    drawn, root = named
    spoken = {
        mark.get("data-figure"): mark.findtext("{http://www.w3.org/2000/svg}title")
        for mark in root.iter()
        if mark.get("data-figure")
    }
    assert spoken["a"] == "A\n1 < 2"
    assert spoken["g"] == "G"
    assert spoken["e"] is None
    file = tidy(drawn, title="A chart")
    assert file.count("<title") == 1
    assert file.count("data-figure") == 8


@pytest.mark.browser
def test_a_label_stays_a_label(studio, bars):
    made = svg(studio, bars.to_plotly_json(), title="A chart", description="Bars.")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in made
    assert "<script" not in made
    assert "북한" in made


@pytest.mark.browser
def test_a_notebooks_picture_is_one_image_with_its_alt_text(bars, page):
    html = still(bars.to_plotly_json(), title="A chart", description='Bars with "quotes" & <b>.')
    page.set_content(html)
    image = page.locator("p > img")
    assert image.get_attribute("alt") == 'Bars with "quotes" & <b>.'
    assert image.evaluate("async (img) => (await img.decode(), img.naturalWidth)") == 400
