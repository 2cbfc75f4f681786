"""A house's spelling: what a sub-editor would write, and what no house may touch."""

from __future__ import annotations

import pytest
from headcount.render.language import speller

UK, US = speller("UK", "m"), speller("US", "million")


@pytest.mark.parametrize(
    ("american", "british"),
    [
        ("about 1.3 million", "about 1.3m"),
        ("1.2 million to 1.305M", "1.2m to 1.305m"),
        ("2.5 billion, 31.4 trillion", "2.5bn, 31.4tn"),
        ("a million men", "a million men"),
        ("Aug. 4, 2022", "4 August 2022"),
        ("from Aug. 4 to 10, 2022, they", "from 4 to 10 August 2022, they"),
        ("Sept. 30", "30 September"),
        ("Business Insider, Aug. 2022", "Business Insider, August 2022"),
        ("May 2018", "May 2018"),
        ("March 15,000 men", "March 15,000 men"),
        ("Labor unions and defense officials organized it", "Labour unions and defence officials "
         "organised it"),
        ("The Department of Defense program", "The Department of Defense programme"),
        ("Defense Intelligence Agency", "Defense Intelligence Agency"),
        ("Defense officials", "Defence officials"),
        ("North Korea's U.N. envoy", "North Korea's UN envoy"),
        ("bases of the U.S. there", "bases of the US there"),
        ("It is in the U.S.", "It is in the US."),
        ("the size of a prize", "the size of a prize"),
        ("four, our, hour, tour", "four, our, hour, tour"),
    ],
)  # fmt: skip
def test_a_british_house_writes_as_british_papers_do(american, british):
    assert UK(american) == british
    assert UK(british) == british  # what is set is said again where it is measured


@pytest.mark.parametrize(
    ("given", "american"),
    [
        ("Labour and defence programmes", "Labor and defense programs"),
        ("the Ministry of Defence", "the Ministry of Defence"),
        ("1.305M", "1.305 million"),
        ("a ditch 3m wide", "a ditch 3m wide"),
        ("Aug. 4, 2022", "Aug. 4, 2022"),
    ],
)
def test_an_american_house_does_too(given, american):
    assert US(given) == american
    assert US(american) == american


def test_without_a_house_nothing_is_written_otherwise():
    assert speller() is str
