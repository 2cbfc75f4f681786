"""The rule `disputed`: it speaks where publishers disagree, and is silent where they do not."""

import pytest
from headcount.caveats import View, disputed
from headcount.caveats.facts import Facts
from headcount.caveats.kinship import contradicts
from headcount.figures.status import is_amount
from headcount.figures.table import figures, records

from tests.caveats.crowds import MARCHERS, PAPER, POLICE, WIRE, chart, crowd, hop, pair, source


def note(data, figure_id):
    rows = figures(data)
    row = rows[rows["figure_id"] == figure_id].iloc[0].to_dict()
    found = disputed(View(data, (row | {"name": "It"},), focus=frozenset([figure_id])))
    return found[0] if found else None


def test_it_says_who_disagrees_and_by_how_much(data):
    found = note(data, "prk-active-cia-factbook-2022-08-04")
    assert "It: the IISS figure for that time is about 1.28 million." in found.text
    assert "about 1.28 million" in found.long
    assert found.figures == ("prk-active-cia-factbook-2022-08-04",)


def test_a_publishers_other_editions_are_no_rivals(data):
    assert "CIA" not in note(data, "prk-active-cia-factbook-2022-08-04").long


def test_figures_of_other_years_are_no_rivals(data):
    assert "Moon" not in note(data, "prk-active-cia-factbook-2022-08-04").long


def test_a_ceiling_that_holds_the_others_figures_contradicts_none(data):
    assert note(data, "prk-active-cia-factbook-2025") is None


def test_two_counts_of_one_thing_are_each_others_dispute():
    (found,) = disputed(pair(crowd("a", 900), crowd("b", 4000, source_id=POLICE)))
    assert "differ: 900, 4,000" in found.text
    assert found.weight == pytest.approx(4000 / 900)


def test_a_dispute_over_either_of_two_is_told():
    one, other = crowd("a", 900), crowd("w", 50, square="west")
    for rival in (
        crowd("x", 4000, source_id=POLICE),
        crowd("x", 4000, source_id=POLICE, square="west"),
    ):
        (found,) = disputed(pair(one, other, rival))
        assert "the City Police figure for that time is 4,000" in found.text


@pytest.mark.parametrize(
    "other",
    [
        crowd("x", 904, source_id=POLICE),  # apart by no more than the rounding of 900
        crowd("x", 4000, source_id=POLICE, status="offered"),  # it has still to come
        crowd("x", high=4000, qualifier="up-to", source_id=POLICE),  # 900 fits it
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
    assert found.text == "900: denied by The mayor on May 2, 2024."


def test_a_denial_of_the_same_claim_in_another_paper_is_found():
    claim, again = crowd("a", 900), crowd("b", 900, source_id=WIRE)
    denial = crowd("no", 900, status="denied", answers="a", source_id=POLICE)
    said = [hop("a", 0, "A marcher"), hop("b", 0, "A marcher")]
    west = crowd("w", 50, square="west")
    (found,) = disputed(pair(again, west, claim, denial, hops=said))
    assert found.figures == ("b",)
    assert disputed(pair(again, west, claim, denial)) == []  # nobody knows that it is one claim


def test_a_confirmation_is_no_denial():
    answer = crowd("yes", 900, status="confirmed", answers="a", source_id=PAPER)
    assert disputed(pair(crowd("a", 900), crowd("w", 50, square="west"), answer)) == []


def test_a_denial_weighs_as_much_as_a_count_that_is_ninety_times_another():
    denial = crowd("no", 900, status="denied", answers="a", source_id=WIRE)
    one = crowd("a", 900), crowd("w", 50, square="west")
    (denied,) = disputed(pair(*one, denial))
    (disputes,) = disputed(pair(*one, crowd("x", 900 * 89.5, source_id=POLICE)))
    assert denied.weight > disputes.weight


def test_whoever_is_beside_a_figure_is_found_without_looking_at_all_of_its_thing(data):
    """The index by time and publisher misses nobody who contradicts, in all of the record."""
    facts, found = Facts(data), 0
    alike = {}
    settled = ("military_personnel", "population")  # in others words are free, and say no one thing
    rows = [row for row in records(data) if row["table"] in settled]
    for row in rows:
        if is_amount(row) and not row["part_of"]:
            alike.setdefault(facts.thing(row), []).append(row)
    for row in rows:
        every = [one for one in alike.get(facts.thing(row), ()) if contradicts(facts, row, one)]
        those = [one.row for one in facts.beside(row) if contradicts(facts, row, one.row)]
        assert [one["figure_id"] for one in those] == [one["figure_id"] for one in every]
        found += len(every)
    assert found > 100


@pytest.mark.parametrize(
    ("others", "said", "weight"),
    [
        ({"x": (450, POLICE)}, "the City Police figure for that time is 450.", 2.0),
        ({"x": (450, POLICE), "y": (300, MARCHERS)},
         "other figures for that time range from 300 to 450.", 3.0),
        ({"x": (450, POLICE), "y": (450, MARCHERS)},
         "other sources give 450 for that time.", 2.0),
        ({"x": (0, POLICE)}, "the City Police figure for that time is 0.", 90.0),
        ({"x": (1800, POLICE)}, "the City Police figure for that time is 1,800.", 2.0),
    ],
)  # fmt: skip
def test_what_others_put_in_its_place_is_said_with_how_far_it_is_off(others, said, weight):
    rows = [crowd(name, many, source_id=who) for name, (many, who) in others.items()]
    (note,) = disputed(pair(crowd("a", 900), crowd("w", 50, square="west"), *rows))
    assert note.text == f"Seated in East Square: {said}"
    assert note.weight == pytest.approx(weight)


def test_who_denies_without_a_name_is_said_to_be_unnamed_and_called_as_recorded():
    denial = crowd("d", 900, status="denied", answers="a", source_id=POLICE)
    told = [hop("d", 0, "South Korean officials", "no"), hop("d", 1, "Yonhap", "yes")]
    notes = disputed(pair(crowd("a", 900), crowd("w", 50, square="west"), denial, hops=told))
    assert [note.text for note in notes] == [
        "900: denied by an unnamed speaker (“South Korean officials”) on May 2, 2024."
    ]
