"""The rule `disputed`: it speaks where publishers disagree, and is silent where they do not."""

import pytest
from headcount.caveats import View, disputed
from headcount.figures.table import figures

from tests.caveats.crowds import PAPER, POLICE, WIRE, chart, crowd, hop, pair, source


def note(data, figure_id):
    rows = figures(data)
    row = rows[rows["figure_id"] == figure_id].iloc[0].to_dict()
    found = disputed(View(data, (row | {"name": "It"},), focus=frozenset([figure_id])))
    return found[0] if found else None


def test_it_says_who_disagrees_and_by_how_much(data):
    found = note(data, "prk-active-cia-factbook-2022-08-04")
    assert "It: others put the count at 1.2 million to 1.3 million" in found.text
    assert "Invaders Not Welcome: about 1.28 million" in found.long
    assert found.figures == ("prk-active-cia-factbook-2022-08-04",)


def test_a_reserve_counted_without_the_militia_meets_the_count_with_it(data):
    assert "7.62 million" in note(data, "prk-reserve-cfr-via-bi-2022").text


def test_a_publishers_other_editions_are_no_rivals(data):
    assert "CIA" not in note(data, "prk-active-cia-factbook-2022-08-04").long


def test_figures_of_other_years_are_no_rivals(data):
    assert "Moon" not in note(data, "prk-active-cia-factbook-2022-08-04").long


@pytest.mark.parametrize(
    "figure_id",
    [
        "prk-active-cia-factbook-2025",  # a ceiling that holds the others' figures
        "prk-total-wb-2018",  # "total" means different sums: not the same thing
    ],
)
def test_it_is_silent_where_nothing_contradicts(data, figure_id):
    assert note(data, figure_id) is None


def test_two_counts_of_one_thing_are_each_others_dispute():
    (found,) = disputed(pair(crowd("a", 900), crowd("b", 4000, source_id=POLICE)))
    assert "with the other one it is 4,000, not 900" in found.text
    assert found.weight == pytest.approx(4000 / 900)


def test_a_dispute_over_the_first_of_two_is_told_beside_a_ratio():
    view = pair(crowd("a", 900), crowd("w", 50, square="west"), crowd("x", 4000, source_id=POLICE))
    (found,) = disputed(view)
    assert "City Police put the count at 4,000" in found.text


@pytest.mark.parametrize(
    "other",
    [
        crowd("x", 955, source_id=POLICE),  # less than a tenth away: it changes no answer
        crowd("x", 4000),  # the same publisher
        crowd("x", 4000, source_id=POLICE, as_of="2024-06"),
        crowd("x", 4000, source_id=POLICE, what="standing"),
        crowd("x", 4000, source_id=POLICE, unit="tickets"),
        crowd("x", 4000, source_id=POLICE, part_of="whole"),
        crowd("x", 4000, source_id="copy"),
    ],
)
def test_beside_a_ratio_it_is_silent_on_what_is_no_rival(other):
    told = {"sources": [source("copy", publisher="The Paper")]}
    assert disputed(pair(crowd("a", 900), crowd("w", 50, square="west"), other, **told)) == []


def test_a_dispute_over_the_base_is_left_to_the_rule_for_bases():
    rival = crowd("x", 4000, square="west", source_id=POLICE)
    assert disputed(pair(crowd("a", 900), crowd("w", 50, square="west"), rival)) == []


def test_under_a_chart_only_the_figure_of_the_words_is_told():
    rows = crowd("a", 900), crowd("w", 50, square="west")
    rivals = crowd("x", 910, source_id=POLICE), crowd("y", 70, square="west", source_id=WIRE)
    (found,) = disputed(chart(*rows, focus=["w"], others=rivals))
    assert found.figures == ("w",)
    assert disputed(chart(*rows, others=rivals)) == []


def test_a_denial_is_told_with_who_denies():
    denial = crowd("no", 900, status="denied", answers="a", source_id=WIRE)
    told = [hop("no", 0, "The mayor")]
    (found,) = disputed(pair(crowd("a", 900), crowd("w", 50, square="west"), denial, hops=told))
    assert found.text == "900: denied by The mayor, May 2, 2024."


def test_a_confirmation_is_no_denial():
    answer = crowd("yes", 900, status="confirmed", answers="a", source_id=PAPER)
    assert disputed(pair(crowd("a", 900), crowd("w", 50, square="west"), answer)) == []
