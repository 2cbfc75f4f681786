"""The ladder: who told whom, as attributions.csv has it, and no claim without its denial."""

from collections import Counter

import pytest
from headcount.charts.chart import make_chart, named_chart
from headcount.charts.ladder.selection import MOST, trees
from headcount.core.errors import NothingFits, UnknownWord
from headcount.figures.package import read
from headcount.figures.provenance import Hop, chains
from headcount.render.style import OTHERS, PAPER, TINTS

from tests import scenes
from tests.charts import chart_options
from tests.conftest import PACKAGES
from tests.scenes import areas, figures, key, look, signs

CLAIM = "prk-volunteers-100k-business-insider-2022"
INDEPENDENT = "prk-volunteers-100k-the-independent-2022"
POLISH = "prk-soldiers-100k-rzeczpospolita-2022"
REGNUM = "prk-soldiers-100k-regnum-2022"
MINISTRY = "prk-volunteers-100k-denied-russian-foreign-ministry-2022"
EMBASSY = "prk-volunteers-100k-denied-russian-embassy-2022"
DOUBT = "prk-soldiers-few-dozen-nk-news-2022"
UNTRACED = "prk-active-cow-2000"


def make(data, *figures, **choice):
    return make_chart(data, form="ladder", figures=list(figures), **choice)


def texts(scene):
    return " ".join(scenes.texts(scene))


def symbols(scene):
    """Count the marks of speakers and denials, by shape and whether they are hollow."""
    return Counter((one.shape, one.fill.color == "#ffffff") for one in signs(scene))


def test_a_claim_brings_its_denial_and_its_doubt_along(data):
    doubted = make(data, CLAIM)
    assert set(doubted.rows["figure_id"]) == {CLAIM, DOUBT}
    assert doubted.rows["figure_id"].iloc[0] == CLAIM
    assert "; one answers another." in doubted.deck
    denied = make(data, REGNUM)
    assert set(denied.rows["figure_id"]) == {REGNUM, MINISTRY, EMBASSY}
    assert "; two answer others, by denying them." in denied.deck
    both = make(data, CLAIM, REGNUM)
    assert "; three answer others, two by denying them." in both.deck


def spoken(scene):
    """Return who stands at the rungs, from the top: plain, for the figure alone is bold."""
    return [
        " ".join(one.words.split())
        for one in scene.labels
        if not any(run.is_bold for line in one.lines for run in line)
    ]


@pytest.mark.parametrize("width", [320, 375, 600, 1200])
def test_every_hop_of_the_hundred_thousand_is_written_in_its_order(data, width):
    """Read by hand: nobody named, the commentator, the channel, the two papers."""
    figure = make(data, CLAIM).drawing(width)
    told = texts(figure)
    way = [
        "Unnamed reports",
        "Igor Korotchenko",
        "Rossiya-1",
        "New York Post",
        "Business Insider",
    ]
    assert [hop.speaker for hop in chains(data)[CLAIM]] == way
    places = [spoken(figure).index(speaker) for speaker in way]
    assert places == sorted(places)
    assert "openly takes a side" in told
    assert "no known stake" in told
    assert "<b>100,000 volunteers</b>" in told
    assert "after four hops" in told
    assert "<b>Soldiers, no number given</b>" in told


def test_who_is_not_named_is_hollow_and_who_takes_a_side_is_a_diamond(data):
    """Four speakers of the report, two of each of its two denials."""
    assert symbols(make(data, REGNUM).drawing(600)) == {
        ("circle", True): 1,
        ("circle", False): 3,
        ("diamond", False): 4,
        ("crossed", False): 2,
    }


def test_two_papers_that_go_back_to_one_origin_share_its_rungs(data):
    figure = make(data, CLAIM, INDEPENDENT).drawing(1200)
    assert spoken(figure).count("New York Post") == 1
    assert spoken(figure).count("The Independent") == 1
    apart = make(data, CLAIM, POLISH).drawing(1200)
    assert spoken(apart).count("Igor Korotchenko") == 2


def test_two_unnamed_speakers_are_not_taken_for_one():
    source = Hop(0, "a source", "unnamed origin", False, "unknown")
    daily, weekly = (Hop(1, name, "newspaper", True, "none") for name in ("Daily", "Weekly"))
    assert len(trees({"a": [source, daily], "b": [source, weekly]})) == 2
    assert len(trees({"a": [source, daily], "b": [source, daily]})) == 1
    assert len(trees({"a": [source], "b": [source]})) == 2


def test_the_versions_of_the_number_keep_their_qualifiers(data):
    told = texts(make(data, CLAIM, POLISH, REGNUM).drawing(375))
    assert told.count("<b>Up to 100,000 soldiers</b>") == 2
    assert told.count("<b>Denies up to 100,000 volunteers</b>") == 2


def test_a_figure_without_a_recorded_way_says_so(data):
    assert UNTRACED not in chains(data)
    shown = make(data, UNTRACED)
    assert "no chain of sources is recorded" in texts(shown.drawing(375))
    assert "has no earlier source on record" in shown.headline
    assert "The chain of sources is not recorded" in shown.sentence


@pytest.mark.parametrize("chart", ["who-said-100000", "way-of-the-100000"])
@pytest.mark.parametrize("width", [320, 600, 1200])
def test_every_mark_carries_a_figure_in_view(data, chart, width):
    shown = named_chart(data, chart)
    assert figures(shown.drawing(width)) == set(shown.rows["figure_id"])


def test_said_and_estimated_ends_are_filled_differently(data):
    scene = make(data, CLAIM).drawing(600)
    assert {one.figure_id: look(one) for one in areas(scene)} == {
        CLAIM: PAPER,
        DOUBT: TINTS[OTHERS],
    }
    scene = make(data, CLAIM, REGNUM).drawing(600)
    words = {"Not named", "Takes a side", "Claimed, offered or planned", "Estimated", "Denied"}
    assert set(key(scene)) == words


def test_the_headline_attributes_and_tells_origin_and_denial(data):
    shown = make(data, CLAIM)
    assert shown.headline == (
        "Business Insider's figure of 100,000 volunteers traces to an unnamed source in four steps"
    )
    assert "unnamed reports through Igor Korotchenko" in shown.sentence
    denied = make(data, REGNUM)
    assert denied.headline == (
        "REGNUM's figure of up to 100,000 soldiers traces to an unnamed source in three steps; "
        "it was denied"
    )
    assert "Ivan Nechaev denied it on Aug. 11, 2022" in denied.sentence


def test_what_the_ladder_draws_is_no_note_and_what_the_data_warns_of_is(data):
    rules = {note.rule for note in make(data, CLAIM, INDEPENDENT, REGNUM).notes}
    assert not rules & {"hearsay", "party-to-the-conflict", "one-origin"}
    assert {"100k-denied", "100k-there-are-reports", "100k-original-not-read"} <= rules


def test_of_very_many_figures_those_with_most_hops_are_drawn_and_the_deck_says_so(data):
    shown = make_chart(data, form="ladder", where={"table": "troop_offers"})
    asked = shown.selection.asked
    assert asked > MOST
    assert f"the 40 of {asked} figures with the most steps" in shown.deck
    assert CLAIM in set(shown.rows["figure_id"])


def test_a_height_is_filled_by_wider_gaps(data):
    shown = make(data, CLAIM)
    natural = shown.drawing(600)
    spread = shown.drawing(600, natural.height + 120)
    assert spread.height == natural.height + 120
    lowest, lower = (max(one.y for one in scene.labels) for scene in (natural, spread))
    assert lower > lowest + 60


@pytest.mark.parametrize(
    ("choice", "error", "message"),
    [
        ({"figures": ["prk-volunteers"]}, UnknownWord, 'No figure has the ID "prk-volunteers"'),
        ({"where": {"colour": "red"}}, UnknownWord, 'Figures have no column "colour"'),
        ({"figures": [CLAIM], "since": 2030}, NothingFits, "between 2030 and the last"),
    ],
)
def test_what_is_not_there_is_refused_in_words(data, choice, error, message):
    with pytest.raises(error, match=message):
        make_chart(data, form="ladder", **choice)


def test_what_is_offered_can_be_drawn(data):
    offered = chart_options(data, form="ladder", where={"table": "troop_offers"})["figures"]
    label, figure = offered[0]
    assert label
    assert len(chains(data)[figure]) == max(len(way) for way in chains(data).values())
    assert make(data, figure).rows["figure_id"].iloc[0] == figure


def test_another_package_has_its_ladder_too():
    beds = read(PACKAGES / "beds")
    shown = make_chart(beds, form="ladder", figures=["sud-new-beds-2025"])
    assert list(shown.rows["figure_id"]) == ["sud-new-beds-2025", "sud-new-beds-denied-2024"]
    assert shown.headline == (
        "The Courier's figure of about 300 planned beds comes from an unnamed source; it was denied"
    )
    assert symbols(shown.drawing(375))[("circle", True)] == 1
