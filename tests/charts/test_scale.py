"""The scale: as many squares as a figure has units, drawn as what stands behind the figure is.

The numbers of squares were reckoned by hand from the tables.
"""

import json
import math

import pytest
from headcount.charts import charts_file, scale
from headcount.charts.chart import chart_options, make_chart, named_chart
from headcount.charts.scale.selection import round_unit
from headcount.charts.scale.squares import Grid
from headcount.core.errors import NothingFits
from headcount.figures import package
from headcount.render.style import HIGHLIGHT, OTHERS, PAPER, TINTS

CLAIM = "prk-volunteers-100k-business-insider-2022"
REPORTED = "prk-soldiers-100k-regnum-2022"
SENT = "prk-soldiers-sent-nis-2025-04-30"
CALLED_UP = "rus-mobilisation-announced-2022-09"
ACTIVE = "prk-active-cia-factbook-2022-08-04"
CENSUS = "prk-active-moon-2011-census-2008"
MORE_THAN = "prk-soldiers-monitoring-team-2024"
UP_TO = "prk-troops-100k-nyt-2024-11"
BETWEEN = "prk-soldiers-plan-hur-2025-07-02"
MOBILIZED = "rus-mobilisation-putin-2022-11"
WIDTHS = (320, 375, 600, 1200)


def make(data, *figures, **choice):
    return make_chart(data, form="scale", figures=list(figures), **choice)


def drawn(shown, width=600, height=None):
    """Draw, and return the traces, with how large a square is in pixels."""
    figure = shown.drawing(width, height)
    layout = figure["layout"]
    plot = width - layout["margin"]["l"] - layout["margin"]["r"]
    return figure["data"], plot / layout["xaxis"]["range"][1]


def bars(traces, figure):
    return [one for one in traces if one["type"] == "bar" and figure in one.get("customdata", ())]


def squares(traces, pitch, figure, *, pale=None):
    """Return how many squares of a figure are drawn; of these, how many are pale or are not."""
    return sum(
        across * down / pitch
        for one in bars(traces, figure)
        if pale in (None, one["marker"]["color"] in TINTS.values() and faint(one))
        for across, down in zip(one["x"], one["width"], strict=True)
    )


def faint(trace):
    return trace["marker"]["pattern"]["fgopacity"] < 1


@pytest.mark.parametrize("width", WIDTHS)
def test_each_figure_has_as_many_squares_as_it_has_thousands(data, width):
    traces, pitch = drawn(make(data, CLAIM, SENT, CALLED_UP, ACTIVE), width)
    found = {one: squares(traces, pitch, one) for one in (CLAIM, SENT, CALLED_UP, ACTIVE)}
    assert found == pytest.approx({CLAIM: 100, SENT: 15, CALLED_UP: 300, ACTIVE: 1140})


def test_what_is_less_than_a_square_is_part_of_one(data):
    shown = make(data, "prk-workers-donbas-daily-nk-2024-01", SENT, one=100)
    traces, pitch = drawn(shown)
    assert squares(traces, pitch, "prk-workers-donbas-daily-nk-2024-01") == pytest.approx(1.5)
    assert "One square is 100 people" in shown.deck


@pytest.mark.parametrize(
    ("largest", "one"),
    [(1, 1), (1_200, 1), (1_201, 2), (318_000, 500), (1_140_000, 1_000), (26_000_000, 50_000)],
)
def test_the_unit_is_a_round_number_of_which_the_largest_fits(largest, one):
    assert round_unit(largest) == one


def test_every_mark_has_a_figure_in_view_and_says_it_once(data):
    shown = make(data, CLAIM, SENT, MORE_THAN, UP_TO, BETWEEN, ACTIVE)
    traces, _ = drawn(shown)
    marks = [one for one in traces if one["x"] != [None]]
    ids = set(shown.rows["figure_id"])
    assert {figure for one in marks for figure in one["customdata"]} == ids
    spoken = [one["customdata"][0] for one in marks if "hovertext" in one]
    assert sorted(spoken) == sorted(ids)


def test_a_range_is_drawn_full_to_its_lower_bound_and_pale_to_its_upper(data):
    traces, pitch = drawn(make(data, BETWEEN, SENT, one=1_000))
    assert squares(traces, pitch, BETWEEN, pale=False) == pytest.approx(25)
    assert squares(traces, pitch, BETWEEN, pale=True) == pytest.approx(5)
    assert closing_lines(traces, BETWEEN) == 1


def test_up_to_is_pale_from_zero_and_closed(data):
    traces, pitch = drawn(make(data, UP_TO, SENT, one=1_000))
    assert squares(traces, pitch, UP_TO, pale=False) == 0
    assert squares(traces, pitch, UP_TO, pale=True) == pytest.approx(100)
    assert closing_lines(traces, UP_TO) == 1
    assert arrows(traces, UP_TO) == 0


def test_more_than_ends_open_with_an_arrow(data):
    traces, pitch = drawn(make(data, MORE_THAN, SENT, one=1_000))
    assert squares(traces, pitch, MORE_THAN, pale=False) == pytest.approx(11)
    assert arrows(traces, MORE_THAN) == 1
    assert arrows(traces, SENT) == 0
    assert closing_lines(traces, MORE_THAN) == 0


def closing_lines(traces, figure):
    return sum(one.get("mode") == "lines" and figure in one["customdata"] for one in traces)


def arrows(traces, figure):
    return sum(one.get("mode") == "markers" and figure in one["customdata"] for one in traces)


def test_said_estimated_and_counted_are_filled_differently_and_the_key_says_so(data):
    traces, _ = drawn(make(data, CLAIM, SENT, MOBILIZED))
    fills = [
        (bar["marker"]["color"], bar["marker"]["pattern"]["shape"])
        for figure in (CLAIM, SENT, MOBILIZED)
        for bar in bars(traces, figure)[:1]
    ]
    assert fills == [(PAPER, ""), (TINTS[OTHERS], "/"), (OTHERS, "")]
    key = [one["name"] for one in traces if one["showlegend"]]
    assert key == ["Claimed, offered or planned", "Estimated", "Confirmed"]


def test_hollow_squares_are_outlined(data):
    layout = make(data, CLAIM, SENT).drawing(600)["layout"]
    assert HIGHLIGHT in [shape["line"]["color"] for shape in layout["shapes"]]


@pytest.mark.parametrize("width", WIDTHS)
def test_a_thousand_squares_weigh_little(data, width):
    """An embed holds three such pictures and has to arrive on a slow line."""
    drawing = make(data, CLAIM, SENT, CALLED_UP, ACTIVE).drawing(width)
    assert len(json.dumps(drawing)) < 50_000
    assert sum(len(one["x"]) for one in drawing["data"]) < 30


# --- shares ----------------------------------------------------------------------------------


def test_a_share_fills_its_part_of_a_hundred_squares(data):
    shown = make(data, CLAIM, ACTIVE, "prk-active-iiss-mb-2021", show="share")
    traces, pitch = drawn(shown)
    per_yardstick = [
        sum(across * down / pitch for across, down in zip(bar["x"], bar["width"], strict=True))
        for bar in bars(traces, CLAIM)
    ]
    assert per_yardstick == pytest.approx([100 / 11.4, 100 / 12.8])
    assert squares(traces, pitch, ACTIVE) == pytest.approx(100 - 100 / 11.4)


def test_a_share_of_a_ceiling_has_no_upper_end(data):
    shown = make(data, CLAIM, CENSUS, show="share")
    traces, pitch = drawn(shown)
    assert squares(traces, pitch, CLAIM) == pytest.approx(100_000 / 7_023.73)
    assert arrows(traces, CLAIM) == 1
    said = [note["text"] for note in shown.drawing(600)["layout"]["annotations"]]
    assert any("At least 14% of up to 702,373" in text for text in said)


def test_a_share_of_something_smaller_is_refused(data):
    with pytest.raises(NothingFits, match=r"100,000 is no share of about 15,000"):
        make(data, CLAIM, SENT, show="share")


# --- refusals --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("figures", "choice", "message"),
    [
        ([CLAIM], {}, "nothing to stand beside"),
        ([CLAIM, CLAIM], {}, "nothing to stand beside"),
        ([CLAIM, "ukr-himars-16-announced-2022-07"], {}, r"people and launchers.*different-units"),
        ([CLAIM, "prk-troops-denied-peskov-2024-10-10"], {}, "gives no number"),
        ([CLAIM, ACTIVE], {"one": 100}, "11,400 squares are too many"),
        ([CLAIM, "prk-army"], {}, "no figure has figure_id 'prk-army'"),
        ([CLAIM, ACTIVE], {"show": "shares"}, "did you mean share"),
        ([CLAIM, ACTIVE], {"one": 0}, "not a whole number from 1"),
    ],
)
def test_what_no_square_can_show_is_refused_in_words(data, figures, choice, message):
    with pytest.raises((NothingFits, ValueError), match=message):
        make(data, *figures, **choice)


def test_the_check_of_a_package_tells_a_way_of_showing_that_there_is_not(beds):
    chart = '[one]\nform = "scale"\nshow = "parts"\nfigures = ["nor-total-registry-2023"]\n'
    (beds.path / "charts.toml").write_text(chart)
    told = [str(one) for one in charts_file.check(beds.path, package.read(beds.path))]
    assert told == ['charts.toml:3:show: no show "parts"; there are units, share']


@pytest.mark.parametrize("chart", ["claim-to-scale", "claim-beside-other-offers"])
def test_squares_of_a_card_are_large_enough_to_be_seen(data, chart):
    _, pitch = drawn(named_chart(data, chart), 600, 600)
    assert pitch >= 7


# --- words -----------------------------------------------------------------------------------


def test_the_headline_says_who_says_it_and_that_it_is_a_claim(data):
    shown = make(data, CLAIM, SENT, ACTIVE)
    assert "(claimed, Business Insider): about 6.7 times about 15,000" in shown.headline
    assert "Igor Korotchenko via Business Insider" in shown.sentence
    assert "National Intelligence Service of South Korea" in shown.sentence


def test_a_headline_is_short_where_the_figures_can_be_told_in_fewer_words(data):
    assert named_chart(data, "claim-as-a-share").headline == (
        "100,000 volunteers (claimed, Business Insider): about 9% of about 1.14 million active "
        "personnel of North Korea"
    )


def test_a_headline_names_the_country_where_not_all_of_both_figures_can_be_told(data):
    assert named_chart(data, "claim-to-scale").headline == (
        "100,000 volunteers from North Korea (claimed, Business Insider): about 6.7 times about "
        "15,000 soldiers"
    )


def test_each_row_says_its_amount_status_date_and_publisher(data):
    texts = [note["text"] for note in make(data, CLAIM, SENT).drawing(600)["layout"]["annotations"]]
    assert any("About 15,000 soldiers" in text for text in texts)
    assert "Estimated, as of April 30, 2025; KBS World" in texts


def test_the_notes_are_those_of_the_rows_and_of_no_rule_that_the_picture_tells(data):
    rules = {note.rule for note in make(data, CLAIM, MORE_THAN, ACTIVE).notes}
    assert {"100k-denied", "hearsay"} <= rules
    assert not rules & scale.FORM.shown_by_the_picture


def test_notes_name_figures_as_a_sentence_does(data):
    told = [note.text for note in make(data, REPORTED, SENT).notes if note.rule == "disputed"]
    assert "Soldiers from North Korea for Russia: denied by Ivan Nechaev, Aug. 11, 2022." in told


def test_it_draws_another_package(beds):
    other = package.read(beds.path)
    shown = make(other, "sud-new-beds-2025", "sud-total-registry-2023", "nor-licensed-courier-2023")
    assert "One square is 2 beds" in shown.deck
    traces, pitch = drawn(shown)
    assert squares(traces, pitch, "sud-new-beds-2025") == pytest.approx(150)
    assert arrows(traces, "nor-licensed-courier-2023") == 1


def test_a_speck_of_a_square_is_written_without_an_exponent():
    grid = Grid(10, 26)
    strokes = grid.edges(0, 0.00003, 260) + grid.between(0.00003, 260)
    assert "e" not in strokes
    assert "H0M" in strokes


def test_options_offer_only_figures_of_the_same_unit(data):
    found = chart_options(data, form="scale", figures=[CLAIM])
    ids = {value for _, value in found["figures"]}
    assert ACTIVE in ids
    assert "ukr-himars-16-announced-2022-07" not in ids
    assert make(data, CLAIM, SENT, one=found["one"][2][1]).headline


def test_every_chart_of_this_form_can_be_made_again_from_its_choice(data):
    for name, chart in charts_file.read(data).items():
        if chart.get("form") == "scale":
            shown = named_chart(data, name)
            assert make_chart(data, **shown.choice).headline == shown.headline
            assert 0 < len(shown.alt) <= 300
            assert math.isfinite(shown.drawing(600)["layout"]["height"])


@pytest.mark.parametrize("chart", ["claim-as-a-share", "claim-beside-armies-and-people"])
@pytest.mark.parametrize("width", [375, 600, 1200])
def test_squares_leave_no_hole_beside_them(data, chart, width):
    layout = named_chart(data, chart).drawing(width)["layout"]
    assert width - layout["margin"]["l"] - layout["margin"]["r"] > 0.6 * width
