"""The history, on the bundle's own figures: dates, bounds, breaks, and no line that lies.

The numbers were read by hand from data/military_personnel.csv.
"""

import headcount as hc
import pandas as pd
import pytest
from headcount import caveats
from headcount.charts.axis import Stretch
from headcount.charts.chart import make_chart, named_chart
from headcount.charts.history.layout import Layout, along
from headcount.charts.history.names import name_all
from headcount.charts.history.selection import options
from headcount.charts.placing import Box
from headcount.charts.published import originator
from headcount.core.errors import NothingFits, UnknownWord
from headcount.figures import package
from headcount.render.scene import Rect
from headcount.render.style import BASELINE, GUIDE, HIGHLIGHT, Scale
from headcount.render.svg import to_svg
from headcount.render.typesetting import measure

from tests.desk.pairs import subjects
from tests.desk.pairs.packaged import write
from tests.scenes import areas, figures, number_at, reach, shown, signs, texts, written
from tests.scenes import lines as paths

ACTIVE = {"country": "PRK", "category": "active"}
BANK = {"country": "PRK", "category": "total", "source_id": "wb-ms-mil-totl-p1"}
SEOUL = "rok-white-paper-2022"


def make(data, **choice):
    return make_chart(data, form="history", **{"where": ACTIVE} | choice)


def drawn(shown, width=600):
    """Return a chart's scene, and its layout, which says where moments stand."""
    scale = Scale.for_width(width)
    layout = Layout.lay_out(shown.selection, width, scale, None)
    return shown.drawing(width), name_all(shown.selection, layout, scale)[0]


def pills(shown, width=600):
    """Return where each figure's own mark stands: left, right, low and high."""
    scene, layout = drawn(shown, width)
    return {
        one.figure_id: (
            *(moment(layout, x) for x in (one.left, one.right)),
            *reach(scene, one),
        )
        for one in areas(scene, pale=False)
    }


def moment(layout, x):
    """Return which moment is at a place."""
    inside = layout.width - 2 * layout.dot
    share = (x - layout.left - layout.dot) / inside
    return layout.first + share * (layout.last - layout.first)


def lines(shown, *, dotted):
    """Return the ends of each line between two figures: places in time, and amounts."""
    scene, _ = drawn(shown)
    return [
        tuple((x, number_at(scene.axis, y)) for x, y in stroke)
        for path in joins(scene)
        if path.stroke.is_dotted == dotted
        for stroke in path.strokes
    ]


def joins(scene):
    """Return the lines between figures; those of arrows and of bounds are thicker."""
    return [path for path in paths(scene) if path.stroke.width == 1.5]


def test_every_figure_in_view_has_a_mark_and_no_mark_is_of_another(data):
    for choice in ({}, {"where": BANK}, {"since": 2015}):
        shown = make(data, **choice)
        told = figures(shown.drawing(600))
        assert told == set(shown.rows["figure_id"]) == set(pills(shown))


def test_amounts_start_at_zero_and_the_axis_says_so(data):
    scene = make(data).drawing(600)
    assert scene.axis.first == 0
    assert scene.axis.is_upright
    assert scene.axis.start < scene.bottom  # below zero stand the dates
    zero = next(one for one in scene.labels if written(one) == "0")
    assert zero.y == pytest.approx(scene.axis.at(0))
    base = [one for one in scene.ground if one.y0 == one.y1 == pytest.approx(scene.axis.at(0))]
    assert len(base) == 1


def test_a_certain_date_is_a_dot_in_its_middle(data):
    left, right, low, high = pills(make(data, where=BANK, until=2018))["prk-total-wb-2011"]
    assert (left + right) / 2 == pytest.approx(2011.5)
    assert (low + high) / 2 == pytest.approx(1_379_000)


def test_a_stretch_of_time_is_drawn_as_long_as_it_is(data):
    left, right, *_ = pills(make(data), 1200)["prk-active-dprk-claim-1980s"]
    assert (left, right) == (pytest.approx(1980), pytest.approx(1990))
    left, right, *_ = pills(make(data), 1200)["prk-active-wmeat-2015"]
    assert (left, right) == (pytest.approx(2002), pytest.approx(2013))
    assert not Stretch.of("2017?").is_point


def test_a_range_is_a_bar_between_its_ends_and_no_midpoint(data):
    *_, low, high = pills(make(data))["prk-active-jeong-2015"]
    assert (low, high) == (pytest.approx(500_000), pytest.approx(750_000))
    ranges = {r["figure_id"] for r in make(data).rows.to_dict("records") if not r["value"] > 0}
    joined = {path.figure_id for path in joins(make(data).drawing(600))}
    assert joined
    assert not joined & ranges


def test_open_ends_are_arrows(data):
    shown = make(data)
    arrows = {one.figure_id: one.shape for one in signs(shown.drawing(600))}
    assert arrows["prk-active-loc-1975"] == "up"
    assert arrows["prk-active-moon-2011-census-2008"] == "down"
    assert len(arrows) == 11


def test_a_line_joins_only_figures_of_one_origin_with_one_definition(data):
    shown = make(data)
    rows = {row["figure_id"]: row for row in shown.rows.to_dict("records")}
    links = shown.selection.links
    assert any(link.is_alike for link in links)
    for start, end, alike in links:
        one, other = rows[start], rows[end]
        assert originator(data, one) == originator(data, other)
        if alike:
            assert one["definition"] == other["definition"]
    assert len(lines(shown, dotted=False)) == sum(link.is_alike for link in links)


def test_no_line_joins_a_year_and_a_month_of_it(tmp_path):
    read = next(one for one in subjects() if one.name == "ambulances")
    calls = {"table": "calls", "measure": "calls", "city": "Capital", "priority": "all"}
    shown = make_chart(package.read(write(read, tmp_path / "calls")), form="history", where=calls)
    assert {*shown.rows["figure_id"]} == {"cap-calls", "cap-december"}
    assert not paths(shown.drawing(600))
    assert "Lines connect" not in shown.deck


def test_what_is_defined_otherwise_is_a_step_and_never_a_slope(data):
    steps = lines(make(data), dotted=True)
    assert steps
    for (x0, y0), (x1, y1) in steps:
        assert x0 == pytest.approx(x1) or y0 == pytest.approx(y1)


def test_the_jump_of_the_world_bank_is_a_step_though_its_definition_stays(data):
    """1,379,000 to 2015, 1,469,000 from 2016, by one definition: a caveat begins between.

    Before 1995 the values equal another count of regular troops alone: that is defined otherwise.
    """
    shown = make(data, where=BANK)
    assert [one.figure_id for one in shown.selection.breaks] == ["prk-total-wb-2016"]
    steps = lines(shown, dotted=True)
    assert [(round(a[1]), round(b[1])) for a, b in steps] == [
        (838_000, 838_000),
        (838_000, 1_040_000),
        (1_100_000, 1_100_000),
        (1_100_000, 1_243_000),
        (1_379_000, 1_379_000),
        (1_379_000, 1_469_000),
    ]
    assert any("the rise of 90,000" in text for text in texts(shown.drawing(600)))
    assert shown.headline == (
        "World Bank figures put North Korea's total personnel at 1.469 million in 2018; "
        "series breaks in 2016"
    )


def test_the_army_that_took_in_others_breaks_the_series_of_seoul(data):
    shown = make(data, highlight=SEOUL)
    first = {one.figure_id for one in shown.selection.breaks}
    assert "prk-active-rok-white-paper-2016" in first
    assert "prk-active-rok-white-paper-2018" not in first
    assert "with a break in the series in December 2016" in shown.sentence
    assert any("80,000 people" in text for text in texts(shown.drawing(600)))


def test_the_words_are_about_whom_they_should_be_and_attribute(data):
    shown = make(data, highlight=SEOUL)
    assert shown.sentence == (
        "South Korean defense ministry figures put North Korea's active personnel at about "
        "410,000 in 1967 and at about 1.28 million in December 2022, with a break in the "
        "series in December 2016. The latest is from the South Korean defense white paper 2022."
    )
    assert shown.view.focus == {"prk-active-rok-white-paper-2022"}
    colored = {one.figure_id for one in areas(shown.drawing(600)) if one.fill.outline == HIGHLIGHT}
    assert colored == set(shown.selection.highlighted.figures)
    assert len(colored) == 15
    # beside others, it is no headline: all of them are
    assert (
        make(data).headline
        == shown.headline
        == (
            "79 published figures for North Korea's active personnel range from a claim of 400,000 "
            "to 1.3 million"
        )
    )


def test_every_publisher_is_named_in_the_picture(data):
    shown = make(data)
    for width in (375, 1200):
        said = " ".join(texts(shown.drawing(width)))
        for series in shown.selection.series:
            assert series.label in said, (width, series.label)


def test_what_the_picture_shows_needs_no_note_and_all_else_has_one(data):
    shown = make(data, highlight=SEOUL)
    left = {note.rule for note in caveats.derived(shown.view)} - {n.rule for n in shown.notes}
    assert left == {"different-dates", "open-bound"}
    written = caveats.written(data, shown.selection.records)
    assert {note.rule for note in written} <= {note.rule for note in shown.notes}


def test_a_picture_of_a_few_months_has_months_along_it(data):
    shown = make(
        data,
        where={
            "force": "North Korea",
            "theatre": "Kursk region, Russia",
            "measure": "killed-and-wounded",
        },
        until=2025,
    )
    assert "April 2025" in texts(shown.drawing(600))


@pytest.mark.parametrize(
    ("choice", "refusal", "message"),
    [
        ({"highlight": "rok-white-paper-2099"}, UnknownWord, 'Did you mean "rok-white-paper'),
        ({"highlight": "ukr-mod"}, UnknownWord, "No source"),
        ({"highlight": "wb-ms-mil-totl-p1"}, NothingFits, "None of these figures is by World Bank"),
        ({"where": {"country": "PRK"}}, NothingFits, "five things"),
        ({"since": 2030}, NothingFits, "between 2030"),
    ],
)
def test_what_cannot_be_shown_is_refused_in_words(data, choice, refusal, message):
    with pytest.raises(refusal, match=message):
        make(data, **choice)


def test_one_figure_is_a_history_of_another_package(beds):
    one = package.read(beds.path)
    shown = make_chart(one, form="history", where={"region": "SUD", "category": "staffed"})
    assert (
        shown.headline == "The Courier put staffed beds for the South at 400 to 500, "
        "October to December 2023"
    )
    left, right, low, high = pills(shown, 375)["sud-staffed-courier-2023"]
    assert right - left == pytest.approx(92 / 365, abs=1e-3)
    assert (low, high) == (pytest.approx(400), pytest.approx(500))


def test_the_explorer_is_offered_whose_figures_there_are(data):
    offered = dict(options(data, where=ACTIVE)["highlight"])
    assert len(offered) == 28
    source = offered["World Atlas"]
    assert make(data, highlight=source).selection.highlighted.origin == "World Atlas"


@pytest.mark.parametrize("width", [375, 600, 1200])
@pytest.mark.parametrize("chart", ["sent-so-far", "strength-over-time"])
def test_a_label_is_nearest_to_its_own_mark_or_has_a_line_that_begins_at_it(data, chart, width):
    shown, layout, labels = labelled(data, chart, width)
    boxes = {place.figure_id: layout.box(place) for place in layout.places}
    ways = {link.start: along(layout.path(link), clear=0) for link in shown.selection.links}
    assert len(labels) > 2
    for label in labels:
        own = next(one.figures for one in shown.selection.series if label.names[-1] in one.figures)
        mine = [boxes[one] for one in own] + [point for one in own for point in ways.get(one, [])]
        box = Box(label.x, label.top, label.x + label.width, label.top + label.height)
        if label.leader:
            x, y = label.leader[0]
            box = Box(x, y, x, y)
        elif label.is_about:  # its color tells whose that is
            continue
        near = min(distance(box, one) for one in mine)
        assert near + 1 < min(distance(box, boxes[one]) for one in boxes if one not in own)
        assert near < 5


@pytest.mark.parametrize("width", [375, 600, 1200])
def test_who_spoke_is_named_beside_the_mark_and_not_the_outlet_that_printed_it(data, width):
    said = {" ".join(label.lines) for label in labelled(data, "sent-so-far", width)[-1]}
    assert {"Sabrina Singh", "South Korean intelligence"} <= said
    assert not any("AP" in one or "KBS" in one or "Ukrainska" in one for one in said)


def test_a_source_that_gives_a_series_stands_for_itself(data):
    """The World Bank's sums rest on IISS's counts, and are its own."""
    (series,) = named_chart(data, "jump-of-2016").selection.series
    assert (series.label, series.origin) == ("World Bank armed forces data", "World Bank")


def labelled(data, chart, width):
    shown, scale = named_chart(data, chart), Scale.for_width(width)
    layout, names = name_all(
        shown.selection, Layout.lay_out(shown.selection, width, scale, None), scale
    )
    return shown, layout, names.labels


def distance(one, other):
    across = max(one.left - other.right, other.left - one.right, 0)
    down = max(one.top - other.bottom, other.top - one.bottom, 0)
    return max(across, down)


@pytest.mark.parametrize("width", [320, 375, 600, 900, 1200])
@pytest.mark.parametrize("chart", ["sent-so-far", "white-papers-of-seoul"])
def test_every_tick_of_time_has_its_date(data, chart, width):
    scene = named_chart(data, chart).drawing(width)
    zero = pytest.approx(scene.axis.at(0))
    below = [one for one in scene.ground if one.x0 == one.x1 and one.y0 == zero and one.y1 > one.y0]
    dates = [one for one in scene.labels if one.across == "top" and one.y > scene.axis.start]
    dates = [one for one in dates if one.words[-4:].isdigit() and one.hold == "center"]
    assert len(below) == len(dates) > 1
    size = Scale.for_width(width)
    most = width - size.margin
    assert all(one.x + measure(one.words, size.label) / 2 <= most + 1 for one in dates)


def test_the_deck_says_why_a_line_stops_where_only_a_bound_is_stated(data):
    told = "Limits and ranges are not connected."
    assert told in named_chart(data, "strength-over-time", deck=None).deck  # "as many as" in 2025
    assert told not in named_chart(data, "jump-of-2016", deck=None).deck


def test_entries_of_a_quarter_beside_those_of_a_year_are_told(data):
    notes = [one.text for one in named_chart(data, "border-entries").notes]
    assert "The figures cover periods of different lengths: three months and one year." in notes


def test_a_thousand_days_are_a_line_with_its_ends_and_extremes_and_one_with_a_note(tmp_path):
    days = pd.date_range("2021-01-01", periods=1000)
    frame = pd.DataFrame({
        "Country": "Chile", "Beds": [str(1000 + abs(500 - day)) for day in range(1000)],
        "Date": days.strftime("%Y-%m-%d"), "Publisher": "Ministry", "Notes": "",
    })  # fmt: skip
    frame.loc[300, "Notes"] = "A strike."
    frame.loc[600, "Beds"] = "1100-1200"
    said = {"kind": "beds", "unit": "beds", "status": "confirmed"}
    data = hc.adopt(frame, tmp_path / "story", **said).package
    shown = hc.chart(data.figures, "history")
    scene = shown.drawing(900)
    dots = {one.figure_id for one in scene.marks if isinstance(one, Rect)}
    expected = {days[at].strftime("chl-beds-%Y-%m-%d") for at in (0, 300, 500, 599, 600, 601, 999)}
    assert dots == expected
    assert len(to_svg(scene)) < 60_000


def test_flows_are_columns_as_wide_as_their_time_from_zero_and_with_their_numbers(data):
    """223, 1,117 and 13,221 entries in a year each, about 300 in a quarter."""
    for width in (320, 600, 1200):
        scene = named_chart(data, "border-entries").drawing(width)
        wide = [one.right - one.left + 4 for one in scene.marks]
        assert wide[:3] == pytest.approx([wide[0]] * 3, rel=0.01)
        assert wide[3] == pytest.approx(wide[0] * 90 / 365, rel=0.02)
        high = [number_at(scene.axis, one.top) for one in scene.marks]
        assert high == pytest.approx([223, 1_117, 13_221, 300])
        assert all(one.bottom == scene.axis.at(0) for one in scene.marks)
        assert {"223", "1,117", "13,221"} <= {one.words for one in scene.labels}
        assert all(one.box[2] <= width - 15 for one in scene.labels)


def test_what_is_at_one_time_is_no_column(data):
    assert not named_chart(data, "white-papers-of-seoul").selection.are_columns
    assert not named_chart(data, "sent-so-far").selection.are_columns  # added up since 2024


def test_the_series_the_words_are_about_is_named_and_says_its_last_number(data):
    for width in (375, 600):
        scene = named_chart(data, "strength-over-time").drawing(width)
        (name,) = [one for one in scene.labels if "defense" in one.words]
        assert name.color == HIGHLIGHT
    scene = named_chart(data, "white-papers-of-seoul").drawing(600)
    assert {"about 1.28M", "about 410,000"} <= {one.words for one in scene.labels}


@pytest.mark.parametrize("width", [375, 600, 1200])
def test_many_lines_are_panels_by_origin_to_the_same_two_axes(data, width):
    """Of lines that letters would have to name each has a panel, under its name."""
    shown = named_chart(data, "strength-over-time")
    scene = shown.drawing(width)
    assert figures(scene) == set(shown.rows["figure_id"])
    zeros = {one.y0 for one in scene.ground if one.stroke.color == BASELINE and one.y0 == one.y1}
    assert len(zeros) >= 3
    labels = {" ".join(one.words.split()): one for one in scene.labels}
    for series in shown.selection.series:
        if len(series.figures) > 1:
            title = next(one for name, one in labels.items() if name.startswith(series.label))
            assert title.box[2] <= width - 15
    # one year is as long, and as many people as high, in each panel that stands in the grid
    rules = [one for one in scene.ground if one.stroke.color == GUIDE and one.y0 == one.y1]
    lengths = {round(one.x1 - one.x0, 2) for one in rules}
    assert len(lengths) == 2
    marks = {one.figure_id: one for one in areas(scene, pale=False)}
    amounts = shown.rows.set_index("figure_id")["value"]
    heights = [
        (marks[one].top - marks[other].top) / (amounts[other] - amounts[one])
        for one, other in (
            ("prk-active-tak-2019-2001", "prk-active-tak-2019-2013"),
            ("prk-active-cow-2000", "prk-active-cow-2007"),
        )
    ]
    assert heights[0] == pytest.approx(heights[1])
    assert heights[0] > 0


def test_few_lines_are_one_plot(data):
    """Two lines are told apart by their names."""
    assert named_chart(data, "sent-so-far").drawing(600).axis is not None
    assert named_chart(data, "jump-of-2016").drawing(375).axis is not None


def test_a_name_takes_no_more_lines_than_it_must_where_the_plot_is_empty():
    """On a phone the plot beside one figure is free: its name is no column of single words."""
    labels = shown("sent-so-far").drawing(320).labels
    (name,) = (one for one in labels if "Cho Tae-yong" in one.words)
    assert len(name.lines) == 2


def test_of_figures_that_are_there_and_planned_no_one_way_is_said_of_all(data):
    soldiers = {"table": "troop_offers", "from_party": "North Korea", "what": "soldiers"}
    made = make_chart(data, form="history", where=soldiers)
    assert (
        "published figures for North Korean soldiers for Russia, 2024 to 2025, range"
        in made.headline
    )
