"""Cards: exactly as large as a feed shows them, and nothing in them that cannot be read there."""

from __future__ import annotations

import io
from itertools import combinations, cycle
from struct import unpack

import pytest
from headcount.charts import charts_file
from headcount.charts.bars import Ends
from headcount.charts.card import pick, told, weightiest
from headcount.charts.chart import Chart, make_chart
from headcount.charts.form import Item
from headcount.figures import package
from headcount.figures.provenance import source_line, sources
from headcount.render.formats import FORMATS, Format
from headcount.render.pictures import Pictures
from headcount.render.scene import Rect, Scene, TextBlock
from headcount.render.style import PAPER
from headcount.render.svg import to_svg
from PIL import Image

from tests.scenes import areas, drawn, lines, shown, signs
from tests.spoilt import SPOILS, spoilt

CHARTS = charts_file.read(package.read())
FIRST = {one.get("form", "rank"): name for name, one in reversed(CHARTS.items())}
CARDS = [one for one in FORMATS.values() if one.card]
SIZES = {"social": (1200, 628), "square": (1080, 1080), "story": (1080, 1920)}
FEED = {"social": 28, "square": 30, "story": 36}


def texts(scene: Scene) -> list[TextBlock]:
    return [*scene.labels, *scene.words]


def said(scene: Scene) -> str:
    return " ".join(" ".join(one.words for one in texts(scene)).split())


def test_there_is_a_card_for_each_kind_of_feed():
    assert {one.name: (one.width, one.height) for one in CARDS} == SIZES


def test_a_card_of_every_form_has_exactly_its_pixels_when_it_is_decoded():
    """Of each chart the scene is as large as its file: the others are held by their scenes."""
    with Pictures() as pictures:
        if pictures.missing:
            pytest.skip(pictures.missing)
        found = {
            (chart, name): pictures.png(to_svg(drawn(chart, name)), *SIZES[name], scale=1)
            for chart, name in zip(FIRST.values(), cycle(SIZES), strict=False)
        }
        for (chart, name), made in found.items():
            assert unpack(">II", made.result()[16:24]) == SIZES[name], chart


@pytest.mark.slow
def test_every_card_of_every_chart_has_exactly_its_pixels_when_it_is_decoded():
    """Decoded to the last row: each has paper at its edges and ink inside."""
    with Pictures() as pictures:
        if pictures.missing:
            pytest.skip(pictures.missing)
        made = {
            (chart, name): pictures.png(to_svg(drawn(chart, name)), *size, scale=1)
            for chart in CHARTS
            for name, size in SIZES.items()
        }
        for (chart, name), one in made.items():
            with Image.open(io.BytesIO(one.result())) as picture:
                assert picture.size == SIZES[name], chart
                grey = picture.convert("L")
                assert grey.crop((0, 0, grey.width, 8)).getextrema() == (255, 255), chart
                assert grey.getextrema()[0] < 64, chart


@pytest.mark.parametrize("card", CARDS, ids=lambda one: one.name)
@pytest.mark.parametrize("chart", CHARTS)
class TestEveryCard:
    def test_all_of_it_lies_inside_and_no_text_on_another(self, chart, card):
        check_boxes(drawn(chart, card.name), card)

    def test_nothing_is_smaller_than_a_feed_shows(self, chart, card):
        assert min(one.size for one in texts(drawn(chart, card.name))) >= FEED[card.name]
        assert not any(run.is_raised for one in texts(drawn(chart, card.name))
                       for line in one.lines for run in line)  # fmt: skip

    def test_it_says_headline_caveat_source_and_record_whole(self, chart, card):
        words, one = said(drawn(chart, card.name)), shown(chart)
        assert " ".join(one.headline.split()) in words
        assert one.record in words
        caveat = weightiest(one.notes, one.selection.focus)
        assert caveat is None or caveat.text in words
        assert "…" not in words

    def test_the_sources_that_it_names_are_first_those_of_what_it_shows(self, chart, card):
        """Not of what it leaves out: of two figures of ten, the source of a third is no source."""
        scene, one = drawn(chart, card.name), shown(chart)
        there = {mark.figure_id for mark in (*scene.marks, *scene.labels)}
        first = next(row for row in one.selection.records if row["figure_id"] in there)
        title = source_line(one.package, [first["source_id"]]).partition(": ")[2]
        named = {title.split()[0], sources(one.package)[first["source_id"]]["publisher"]}
        assert any(name in said(scene).partition("Source")[2] for name in named)

    def test_a_status_stands_in_words_and_what_is_left_out_is_counted(self, chart, card):
        scene, one = drawn(chart, card.name), shown(chart)
        items = list(items_of(one))
        words = said(scene).casefold()
        there = {mark.figure_id for mark in scene.marks}
        words += " ".join(one.words for one in scene.key if isinstance(one, TextBlock)).casefold()
        # "estimates" in a headline says of all that they are estimated
        known = {item.known.removesuffix("d") for item in items if item.figure_id in there}
        assert any(one in words for one in known)
        assert there & set(one.selection.focus or there)
        values = [text.words for text in scene.labels]
        if {item.figure_id for item in items} - there:
            assert any(value.startswith("and ") for value in values)

    def test_bars_begin_at_one_zero(self, chart, card):
        """Or columns, where the plot itself stands on a card."""
        bars = [one for one in areas(drawn(chart, card.name), pale=False)
                if not is_tile(one) and not one.radius]  # fmt: skip
        assert min(len({round(getattr(bar, edge), 3) for bar in bars})
                        for edge in ("left", "bottom")) <= 1  # fmt: skip


def is_tile(mark: Rect) -> bool:
    return mark.right - mark.left == pytest.approx(mark.bottom - mark.top)


def items_of(one: Chart) -> list[Item]:
    from headcount.charts import FORMS

    return list(FORMS[one.form].items(one.package, one.selection))


@pytest.mark.slow
@pytest.mark.parametrize("card", CARDS, ids=lambda one: one.name)
@pytest.mark.parametrize("spoil", [one for one in SPOILS if one != "as it is"])
def test_no_words_however_long_change_the_size_or_leave_the_card(spoil, card):
    for chart in FIRST.values():
        scene = make_chart(spoilt(spoil), name=chart, **CHARTS[chart]).picture(card)
        check_boxes(scene, card)
        assert "Source" in said(scene)
        assert "Record" in said(scene)


def check_boxes(scene: Scene, card: Format) -> None:
    assert (scene.width, scene.height) == SIZES[card.name]
    boxes = [(one.words, one.box) for one in texts(scene)]
    for words, (left, top, right, bottom) in boxes:
        assert left >= card.card.margin - 1, words
        assert right <= card.width - card.card.margin + 1, words
        assert top >= card.card.above - 8, words
        assert bottom <= card.height - card.card.below + 8, words
    for (one, a), (other, b) in combinations(boxes, 2):
        apart = a[2] <= b[0] + 1 or b[2] <= a[0] + 1 or a[3] <= b[1] + 8 or b[3] <= a[1] + 8
        assert apart, (one, other)


ENDS = Ends(None, 50_000, None)


def line(name: str, **given) -> Item:
    return Item(name, name, name, given.pop("status", "estimated"), "estimated", **given)


def test_what_does_not_fit_leaves_from_the_middle():
    items = [line(name) for name in "abcdef"]
    assert [one.name for one in pick(items, {"d"}, 3)] == ["a", "d", "f"]
    assert pick(items, set(), 6) == items


def test_a_claim_keeps_its_denial():
    items = [line("a"), line("b"), line("no", status="denied"), line("c"), line("d")]
    assert [one.name for one in pick(items, {"a"}, 2)] == ["a", "no"]


@pytest.mark.parametrize("card", CARDS, ids=lambda one: one.name)
@pytest.mark.parametrize("chart", CHARTS)
def test_no_figure_stands_alone_where_there_is_another(chart, card):
    """A bar by itself is held against nothing; a smaller headline makes room for a second."""
    lines = {one.y for one in drawn(chart, card.name).labels if not one.words.startswith("and ")}
    assert len(lines) > 1 or len(list(items_of(shown(chart)))) == 1


@pytest.mark.parametrize("card", CARDS, ids=lambda one: one.name)
@pytest.mark.parametrize(
    ("chart", "name"),
    [
        ("claim-beside-other-offers", "Cuba"),  # "twice the 50,000 Cubans in Angola"
        ("promised-and-come", "sappers"),  # "Shoigu's plan for 1,000 sappers"
        ("workers-abroad", "UN Panel of Experts"),  # "UN panel at 100,000 in 2023"
        ("from-claim-to-troops", "Valery Gerasimov"),  # "confirmed them in April 2025"
        ("return-of-the-100000", "Volodymyr Zelensky"),  # "Zelensky and unnamed sources"
        ("claim-to-memorial", "412"),
    ],
)
def test_a_card_shows_what_its_headline_tells_of(chart, name, card):
    assert name in " ".join(one.words for one in drawn(chart, card.name).labels)


def test_a_headline_tells_of_the_lines_whose_number_or_month_it_gives():
    near, same, other = line("B 2"), line("Angola", ends=ENDS), line("Vietnam", ends=ENDS)
    dated = line("Gerasimov, April 26, 2025")
    found = told([near, other, same, dated], [], "Twice the 50,000 in Angola, said in April 2025")
    assert {one.name for one in found} == {same.name, dated.name}
    assert told([same], [], "150,000 or 50,000.5") == []


@pytest.mark.parametrize("card", CARDS, ids=lambda one: one.name)
def test_a_share_is_drawn_as_part_of_a_whole(card):
    """9% of an army is no bar from one edge of a card to the other."""
    bars = areas(drawn("claim-as-a-share", card.name), pale=False)
    about, widest = shown("claim-as-a-share").selection.focus, max(map(_wide, bars))
    assert {round(100 * _wide(one) / widest) for one in bars if one.figure_id in about} <= {
        8,
        9,
        14,
    }


def _wide(one: Rect) -> float:
    return one.right - one.left


@pytest.mark.parametrize("card", CARDS, ids=lambda one: one.name)
@pytest.mark.parametrize("chart", CHARTS)
def test_no_status_is_said_twice_of_one_number(chart, card):
    assert not any("an estimated" in one.words and one.words.endswith(", estimated")
                   for one in drawn(chart, card.name).labels)  # fmt: skip


def test_of_groups_none_is_torn():
    items = [*(line(name, group="1") for name in "ab"), *(line(name, group="2") for name in "cde")]
    assert [one.name for one in pick(items, {"a", "b"}, 4)] == ["a", "b"]


def test_a_card_has_the_ends_that_its_headline_speaks_of():
    """400,000 and 1.3 million are among the lines, whatever else has to leave."""
    scene = drawn("every-count", "social")
    said = " ".join(one.words for one in scene.labels)
    assert "about 400,000, claimed" in said
    assert "1.3M" in said


def test_the_steps_of_a_way_are_joined_and_a_dotted_line_says_that_some_are_left_out():
    """Of the way of Business Insider's figure a feed has no room for every step."""
    whole, cut = (lines(drawn(name, "social")) for name in ("way-of-the-100000", "who-said-100000"))
    assert [one.stroke.is_dotted for one in whole] == [False] * 4
    assert any(one.stroke.is_dotted for one in cut)


def test_a_speaker_is_told_as_in_the_chart_where_there_is_room_and_hollow_if_not_named():
    roomy, tight = (drawn("way-of-the-100000", name) for name in ("square", "social"))
    detail = "newspaper; no known stake"
    assert detail in said(roomy)
    assert detail not in said(tight)
    hollow = [one.fill.color == PAPER for one in signs(roomy) if one.shape == "circle"]
    assert hollow == [True, False, False, False]  # unnamed reports, then three with a name


@pytest.mark.parametrize("chart", CHARTS)
def test_a_bar_stands_nearer_to_its_own_name_than_to_the_next(chart):
    for card in CARDS:
        scene = drawn(chart, card.name)
        names = [one for one in scene.labels if one.figure_id and one.across == "top"]
        for bar in (one for one in areas(scene, pale=False) if not is_tile(one)):
            above = [one.box[3] for one in names if one.box[3] <= bar.top + 8]
            below = [one.box[1] for one in names if one.box[1] >= bar.bottom]
            if above and below:
                assert bar.top - max(above) < min(below) - bar.bottom, bar.figure_id


@pytest.mark.parametrize("card", CARDS, ids=lambda one: one.name)
@pytest.mark.parametrize("chart", [one for one in CHARTS if shown(one).form == "spread"])
def test_points_of_a_spread_stand_where_the_axis_has_them_and_are_no_lengths(chart, card):
    """Two figures are as far apart as they differ; where the axis begins above zero it is said."""
    scene, one = drawn(chart, card.name), shown(chart)
    amounts = one.rows.set_index("figure_id")["value"].dropna()
    dots = {mark.figure_id: (mark.left + mark.right) / 2 for mark in areas(scene, pale=False)
            if mark.radius and is_tile(mark) and mark.figure_id in amounts}  # fmt: skip
    scales = {
        round((dots[b] - dots[a]) / (amounts[b] - amounts[a]), 9)
        for a in dots
        for b in dots
        if amounts[a] < amounts[b]
    }
    assert max(scales, default=1) == pytest.approx(min(scales, default=1), rel=0.02)
    if chart in ("every-count", "counts-since-2015", "killed-and-wounded"):
        assert "axis begins at" in said(scene)


def test_who_may_be_ahead_stays_on_the_smallest_card():
    """North Korea leads by one count of heads; by the other Eritrea may."""
    assert "Eritrea" in " ".join(one.words for one in drawn("first-per-head", "social").labels)


def test_long_names_that_leave_take_no_room_from_those_that_stay():
    """The promise is held against what came, and neither stands alone."""
    for name in ("promised-and-come", "offered-and-sent"):
        scene = drawn(name, "social")
        assert len({one.figure_id for one in scene.marks}) >= 2, name


@pytest.mark.parametrize("card", CARDS, ids=lambda one: one.name)
def test_a_rank_of_several_sources_names_each_beside_its_bar(card):
    """A source line that counts the last of them does not say whose number a bar is."""
    data = package.read()
    shown = make_chart(data, measure="active", only=["POL", "SYR", "MMR"])
    assert shown.rows["source_id"].nunique() > 1
    scene = shown.picture(card)
    there = {mark.figure_id for mark in scene.marks}
    words = said(scene)
    for row in shown.selection.records:
        if row["figure_id"] in there:
            assert " ".join(str(row["label"]).split()) in words
