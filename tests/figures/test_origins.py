"""How many origins stand behind how many sources."""

from headcount.figures.provenance import Origins, chains, few, origins
from headcount.figures.provenance import origin_words as words
from headcount.figures.table import figures, select

from tests.caveats.crowds import MARCHERS, PAPER, POLICE, WIRE, crowd, hop, package, source


def found(*rows, **told):
    return origins(package(*rows, **told), rows)


def test_sources_that_rely_on_nobody_are_origins():
    told = found(crowd("a", 9), crowd("b", 9, source_id=POLICE))
    assert [(one.name, one.figures) for one in told] == [
        ("The Paper", ("a",)),
        ("City Police", ("b",)),
    ]


def test_a_chain_of_reliance_is_followed_to_its_end_and_a_guess_stays_one():
    told = found(
        *(crowd(name, 9, source_id=name) for name in (PAPER, WIRE, MARCHERS)),
        sources=[
            source(WIRE, relies_on=PAPER, reliance="inferred"),
            source(MARCHERS, relies_on=WIRE, reliance="stated"),
        ],
    )
    assert len(told) == 1
    assert told[0].publishers == ("The Paper", "The Wire", "March Committee")
    assert told[0].inferred == ("The Wire", "March Committee")
    assert "inferred for The Wire and March Committee" in words(told)


def test_the_first_speaker_who_is_named_is_the_origin():
    told = found(
        crowd("a", 9),
        crowd("b", 9, source_id=POLICE),
        hops=[hop("a", 0, "rumour", "no"), hop("a", 1, "The mayor"), hop("b", 0, "The mayor")],
    )
    assert [one.name for one in told] == ["The mayor"]


def test_a_publisher_that_speaks_itself_may_still_rely_on_another():
    told = found(
        crowd("a", 9, source_id=WIRE),
        hops=[hop("a", 0, "The Wire"), hop("a", 1, "The Paper")],
        sources=[source(WIRE, relies_on=PAPER, reliance="stated")],
    )
    assert [one.name for one in told] == ["The Paper"]


def test_editions_of_one_publisher_are_one_origin():
    later = source("paper-later", publisher="The Paper")
    told = found(crowd("a", 9), crowd("b", 9, source_id="paper-later"), sources=[later])
    assert len(told) == 1
    assert not told[0].is_shared


def test_the_six_that_look_like_one_estimate_are_not_six(data):
    """CFR, IISS, Japan, the World Bank and Reuters: one origin, some of it only inferred."""
    rows = select(
        figures(data),
        figure_id=[
            "prk-active-cfr-via-bi-2022",
            "prk-active-iiss-mb-2021",
            "prk-active-defense-of-japan-2020",
            "prk-total-wb-2018",
            "prk-active-reuters-factbox-2024",
        ],
    )
    (only,) = origins(data, rows.to_dict("records"))
    assert only.name == "International Institute for Strategic Studies"
    assert len(only.publishers) == 5
    assert only.inferred == ("Council on Foreign Relations", "Reuters")


def test_a_figure_by_itself_goes_back_to_whom_it_goes_back_among_others():
    rows = crowd("a", 9), crowd("b", 9, source_id=WIRE)
    told = package(*rows, sources=[source(WIRE, relies_on=PAPER, reliance="stated")])
    found = Origins(told)
    assert (found["a"], found["b"]) == ("The Paper", "The Paper")


def test_a_way_is_told_from_its_origin_on_in_whatever_order_it_was_written():
    hops = [hop("a", 1, "The mayor"), hop("a", 0, "rumour", "no")]
    way = chains(package(crowd("a", 9), hops=hops))["a"]
    assert [(one.number, one.speaker) for one in way] == [(0, "rumour"), (1, "The mayor")]


def test_of_many_sources_the_first_few_are_named_and_the_others_counted():
    assert few("Sources: A; B; C; D; E", 3) == "Sources: A; B and three more"
    assert few("Sources: A; B; C", 3) == "Sources: A; B; C"
