"""The rule `hearsay`."""

from helpers.caveats import RULES
from tests.caveats.crowds import crowd, hop, pair

rule = RULES["hearsay"]
ROWS = crowd("a", 900), crowd("b", 400)


def test_it_fires_after_two_hops():
    told = [hop("a", 0, "A marcher"), hop("a", 1, "The Wire"), hop("a", 2, "The Paper")]
    (note,) = rule(pair(*ROWS, hops=told))
    assert note.text == "Hearsay: 900, two hops."
    assert "A marcher > The Wire > The Paper" in note.long


def test_it_fires_on_an_origin_that_is_not_named():
    (note,) = rule(pair(*ROWS, hops=[hop("a", 0, "an official", "no"), hop("a", 1, "The Paper")]))
    assert note.text == "Hearsay: 900, origin not named."


def test_it_is_silent_where_the_paper_asked_the_one_who_counted():
    assert rule(pair(*ROWS, hops=[hop("a", 0, "A marcher"), hop("a", 1, "The Paper")])) == []


def test_it_is_silent_where_no_way_is_recorded():
    assert rule(pair(*ROWS)) == []
