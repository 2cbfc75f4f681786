"""The scale: as many squares as a figure has units, drawn as what stands behind the figure is.

The numbers of squares were reckoned by hand from the tables.
"""

import math

import pytest
from headcount.charts import FORMS, charts_file
from headcount.charts.chart import make_chart, named_chart
from headcount.charts.scale.selection import round_unit
from headcount.core.errors import NothingFits
from headcount.figures import package
from headcount.render.style import HIGHLIGHT, OTHERS, PAPER, TINTS
from headcount.render.svg import to_svg

from tests.charts import chart_options
from tests.scenes import areas, figures, key, lines, signs, texts

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
    """Draw, and return the scene, with how large a square is in pixels."""
    scene = shown.drawing(width, height)
    cuts = scene.signs[-1].lines  # between the squares of the last block
    columns = sorted({x for (x, y), (_, to_y) in cuts if to_y != y})
    return scene, columns[1] - columns[0]


def squares(scene, pitch, figure, *, pale=None):
    """Return how many squares of a figure are drawn; of these, how many are pale or are not."""
    return sum(count(one, pitch) for one in areas(scene, figure, pale=pale))


def count(area, pitch):
    """Return how many squares an area holds."""
    return (area.right - area.left) * (area.bottom - area.top) / pitch**2


@pytest.mark.parametrize("width", WIDTHS)
def test_each_figure_has_as_many_squares_as_it_has_thousands(data, width):
    scene, pitch = drawn(make(data, CLAIM, SENT, CALLED_UP, ACTIVE), width)
    found = {one: squares(scene, pitch, one) for one in (CLAIM, SENT, CALLED_UP, ACTIVE)}
    assert found == pytest.approx({CLAIM: 100, SENT: 15, CALLED_UP: 300, ACTIVE: 1140})


def test_what_is_less_than_a_square_is_part_of_one(data):
    shown = make(data, "prk-workers-donbas-daily-nk-2024-01", SENT, one=100)
    scene, pitch = drawn(shown)
    assert squares(scene, pitch, "prk-workers-donbas-daily-nk-2024-01") == pytest.approx(1.5)
    assert "Each square is 100 people." in texts(scene)


@pytest.mark.parametrize(
    ("largest", "one"),
    [(1, 1), (1_200, 1), (1_201, 2), (318_000, 500), (1_140_000, 1_000), (26_000_000, 50_000)],
)
def test_the_unit_is_a_round_number_of_which_the_largest_fits(largest, one):
    assert round_unit(largest) == one


def test_every_mark_has_a_figure_in_view_and_says_it_once(data):
    shown = make(data, CLAIM, SENT, MORE_THAN, UP_TO, BETWEEN, ACTIVE)
    scene, _ = drawn(shown)
    ids = set(shown.rows["figure_id"])
    assert figures(scene) == ids
    assert sorted(scene.descriptions) == sorted(ids)
    assert all(scene.descriptions.values())


def test_a_range_is_drawn_full_to_its_lower_bound_and_pale_to_its_upper(data):
    scene, pitch = drawn(make(data, BETWEEN, SENT, one=1_000))
    assert squares(scene, pitch, BETWEEN, pale=False) == pytest.approx(25)
    assert squares(scene, pitch, BETWEEN, pale=True) == pytest.approx(5)
    assert closing_lines(scene, BETWEEN) == 1


def test_up_to_is_pale_from_zero_and_closed(data):
    scene, pitch = drawn(make(data, UP_TO, SENT, one=1_000))
    assert squares(scene, pitch, UP_TO, pale=False) == 0
    assert squares(scene, pitch, UP_TO, pale=True) == pytest.approx(100)
    assert closing_lines(scene, UP_TO) == 1
    assert arrows(scene, UP_TO) == 0


def test_more_than_ends_open_with_an_arrow(data):
    scene, pitch = drawn(make(data, MORE_THAN, SENT, one=1_000))
    assert squares(scene, pitch, MORE_THAN, pale=False) == pytest.approx(11)
    assert arrows(scene, MORE_THAN) == 1
    assert arrows(scene, SENT) == 0
    assert closing_lines(scene, MORE_THAN) == 0


def closing_lines(scene, figure):
    return len(lines(scene, figure))


def arrows(scene, figure):
    return len(signs(scene, figure))


def test_said_estimated_and_counted_are_filled_differently_and_the_key_says_so(data):
    scene, _ = drawn(make(data, CLAIM, SENT, MOBILIZED))
    fills = [areas(scene, figure)[0].fill.color for figure in (CLAIM, SENT, MOBILIZED)]
    assert fills == [PAPER, TINTS[OTHERS], OTHERS]
    assert key(scene) == ["Claimed, offered or planned", "Estimated", "Confirmed"]


@pytest.mark.parametrize("deck", [None, "A deck of an editor, who is silent on squares."])
@pytest.mark.parametrize(
    ("choice", "says"),
    [
        ({}, "Each square is 1,000 people."),
        ({"one": 5_000}, "Each square is 5,000 people."),
        ({"show": "share"}, "Each square is 1% of the whole."),
    ],
)
def test_the_picture_says_what_a_square_is_whatever_the_deck(data, deck, choice, says):
    shown = make(data, CLAIM, ACTIVE, deck=deck, **choice)
    for width in WIDTHS:
        assert says in texts(shown.drawing(width))
        assert sum("Each square" in one for one in texts(shown.drawing(width))) == 1


def test_hollow_squares_are_outlined(data):
    scene = make(data, CLAIM, SENT).drawing(600)
    assert HIGHLIGHT in [cuts.stroke.color for cuts in scene.signs]


@pytest.mark.parametrize("width", WIDTHS)
def test_a_thousand_squares_weigh_little(data, width):
    """An embed holds three such pictures and has to arrive on a slow line."""
    scene = make(data, CLAIM, SENT, CALLED_UP, ACTIVE).drawing(width)
    assert len(to_svg(scene)) < 50_000
    assert len([*scene.marks, *scene.entries]) < 30


# --- shares ----------------------------------------------------------------------------------


def test_a_share_fills_its_part_of_a_hundred_squares(data):
    shown = make(data, CLAIM, ACTIVE, "prk-active-iiss-mb-2021", show="share")
    scene, pitch = drawn(shown)
    per_yardstick = [count(one, pitch) for one in areas(scene, CLAIM)]
    assert per_yardstick == pytest.approx([100 / 11.4, 100 / 12.8])
    assert squares(scene, pitch, ACTIVE) == pytest.approx(100 - 100 / 11.4)


def test_a_share_of_a_ceiling_has_no_upper_end(data):
    shown = make(data, CLAIM, CENSUS, show="share")
    scene, pitch = drawn(shown)
    assert squares(scene, pitch, CLAIM) == pytest.approx(100_000 / 7_023.73)
    assert "<b>At least 14%</b>" in texts(scene)  # on a full square an arrow is lost
    assert arrows(scene, CLAIM) == closing_lines(scene, CLAIM) == 0


def test_a_share_of_something_smaller_is_refused(data):
    with pytest.raises(NothingFits, match=r"100,000 is not a share of about 15,000"):
        make(data, CLAIM, SENT, show="share")


# --- refusals --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("figures", "choice", "message"),
    [
        ([CLAIM], {}, "nothing to be compared with"),
        ([CLAIM, CLAIM], {}, "nothing to be compared with"),
        ([CLAIM, "ukr-himars-16-announced-2022-07"], {}, r"people and launchers.*different-units"),
        ([CLAIM, "prk-troops-denied-peskov-2024-10-10"], {}, "is a denial"),
        ([CLAIM, ACTIVE], {"one": 100}, "11,400 squares are too many"),
        ([CLAIM, "prk-army"], {}, 'No figure has the ID "prk-army"'),
        ([CLAIM, ACTIVE], {"show": "shares"}, 'did you mean "share'),
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
    assert told == ['charts.toml:3:show: no show "parts"; choose from: units, share']


@pytest.mark.parametrize("chart", ["claim-to-scale", "claim-beside-other-offers"])
def test_squares_of_a_card_are_large_enough_to_be_seen(data, chart):
    _, pitch = drawn(named_chart(data, chart), 600, 600)
    assert pitch >= 7


# --- words -----------------------------------------------------------------------------------


def test_the_headline_says_who_says_it_and_that_it_is_a_claim(data):
    shown = make(data, CLAIM, SENT, ACTIVE)
    assert (
        "laim of 100,000 volunteers is about 6.7 times an estimate of 15,000 North Korean soldiers"
        in shown.headline
    )
    assert "Igor Korotchenko cited reports of 100,000" in shown.sentence
    assert "according to South Korean intelligence, KBS World reported." in shown.sentence


def test_a_headline_is_short_where_the_figures_can_be_told_in_fewer_words(data):
    assert named_chart(data, "claim-as-a-share", headline=None).headline == (
        "Claim of 100,000 volunteers equals about 9% of CIA's figure for North Korea's active "
        "personnel"
    )


def test_each_row_says_its_amount_status_date_and_who_counted(data):
    said = texts(make(data, CLAIM, SENT).drawing(600))
    assert "<b>About 15,000</b>" in said
    assert "Estimated as of April 30, 2025; South Korean intelligence" in said


def test_the_notes_are_those_of_the_rows_and_of_no_rule_that_the_picture_tells(data):
    rules = {note.rule for note in make(data, CLAIM, MORE_THAN, ACTIVE).notes}
    assert {"100k-denied", "hearsay"} <= rules
    assert not rules & FORMS["scale"].shown_by_the_picture


def test_notes_name_figures_as_a_sentence_does(data):
    told = [note.text for note in make(data, REPORTED, SENT).notes if note.rule == "disputed"]
    sent = "North Korean soldiers who could be sent to Russia"
    assert f"{sent}: denied by Ivan Nechaev on Aug. 11, 2022." in told


def test_it_draws_another_package(beds):
    other = package.read(beds.path)
    shown = make(other, "sud-new-beds-2025", "sud-total-registry-2023", "nor-licensed-courier-2023")
    scene, pitch = drawn(shown)
    assert "Each square is 2 beds." in texts(scene)
    assert squares(scene, pitch, "sud-new-beds-2025") == pytest.approx(150)
    assert arrows(scene, "nor-licensed-courier-2023") == 1


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
            assert math.isfinite(shown.drawing(600).height)


def test_a_hundred_squares_are_one_block_and_tens_can_be_counted(data):
    """100,000 is one block of ten by ten at every width, and 1.14 million eleven and forty."""
    for width in WIDTHS:
        scene, pitch = drawn(make(data, CLAIM, SENT, ACTIVE), width)
        assert pitch >= 7
        (claim,) = areas(scene, CLAIM)
        assert (claim.right - claim.left, claim.bottom - claim.top) == pytest.approx(
            (10 * pitch, 10 * pitch)
        )
        sizes = sorted(round(count(one, pitch)) for one in areas(scene, ACTIVE))
        assert sizes == [40, *[100] * 11]
        assert min(one.left for one in areas(scene, ACTIVE)) == claim.left


def test_the_number_is_the_largest_thing_at_its_squares(data):
    scene = make(data, CLAIM, ACTIVE).drawing(600)
    number = next(one for one in scene.labels if one.words == "About 1.14 million")
    assert number.size == 22
    assert number.x == areas(scene, ACTIVE)[0].left
    assert all(run.is_bold for line in number.lines for run in line)


def test_shares_stand_beside_one_another_where_there_is_room_and_else_below(data):
    shown = make(data, CLAIM, ACTIVE, "prk-active-iiss-mb-2021", CENSUS, show="share")
    wide, narrow = (areas(shown.drawing(width), CLAIM) for width in (600, 320))
    assert wide[0].top == wide[1].top
    assert narrow[0].left == narrow[1].left
