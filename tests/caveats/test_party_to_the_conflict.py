"""The rule `party-to-the-conflict`."""

from headcount.caveats import RULES

from tests.caveats.crowds import MARCHERS, chart, crowd, hop, pair, source

rule = RULES["party-to-the-conflict"]
ROWS = crowd("a", 900), crowd("b", 400)


def test_it_fires_where_the_origin_takes_a_side():
    told = [hop("a", 0, "A marcher", interest="party"), hop("a", 1, "The Paper")]
    (note,) = rule(pair(*ROWS, hops=told))
    assert "A marcher" in note.text
    assert note.figures == ("a",)


def test_behind_an_origin_that_nobody_knows_the_next_one_counts():
    told = [hop("a", 0, "somebody", "no", "unknown"), hop("a", 1, "A marcher", interest="party")]
    assert "A marcher" in rule(pair(*ROWS, hops=told))[0].text


def test_it_fires_on_the_leaflet_of_a_side():
    leaflet = source(MARCHERS, kind="leaflet")
    (note,) = rule(pair(crowd("a", 9, source_id=MARCHERS), crowd("b", 4), sources=[leaflet]))
    assert "March Committee" in note.text


def test_it_is_silent_where_a_side_only_passes_on_what_another_counted():
    told = [hop("a", 0, "A statistician"), hop("a", 1, "A marcher", interest="party")]
    assert rule(pair(*ROWS, hops=told)) == []


def test_it_is_silent_where_nobody_has_a_known_stake():
    assert rule(pair(*ROWS, hops=[hop("a", 0, "somebody", "no", "unknown")])) == []
    assert rule(pair(*ROWS)) == []


def test_who_is_not_named_is_counted():
    rows = [crowd(name, 900) for name in "abcde"]
    told = [hop(name, 0, f"Speaker {name}", interest="party") for name in "abcde"]
    (note,) = rule(chart(*rows, hops=told))
    assert "Speaker a, Speaker b, Speaker c and two more" in note.text


def test_a_name_that_says_who_is_not_told_twice():
    row = crowd("a", 900) | {"name": "A marcher (seated)"}
    (note,) = rule(chart(row, crowd("b", 400), hops=[hop("a", 0, "A marcher", interest="party")]))
    assert note.text == "A marcher has a stake in the number."


def test_one_has_a_stake_in_its_number_and_two_in_their_numbers():
    told = [hop(name, 0, f"Marcher {name}", interest="party") for name in "ab"]
    assert rule(pair(*ROWS, hops=told[:1]))[0].text == "Marcher a has a stake in the number."
    assert rule(pair(*ROWS, hops=told))[0].text == (
        "Marcher a and Marcher b have a stake in the numbers."
    )


def test_where_names_are_too_long_their_numbers_are_told_by_how_many_they_are():
    told = [hop(name, 0, f"{name} speaker of the march" * 9, interest="party") for name in "ab"]
    who = "came from people or agencies with a stake in"
    assert rule(pair(*ROWS, hops=told[:1]))[0].text == f"One number {who} it."
    assert rule(pair(*ROWS, hops=told))[0].text == f"Two numbers {who} them."


def test_of_many_with_a_stake_nine_are_named_at_length_each_once():
    rows = [crowd(f"r{at}", 900) for at in range(11)]
    told = [
        hop(row["figure_id"], 0, f"Marcher {at}", interest="party") for at, row in enumerate(rows)
    ]
    assert rule(chart(*rows, hops=told))[0].long.count("eated in East Square: Marcher") == 9
    told = [hop(row["figure_id"], 0, "A marcher", interest="party") for row in rows]
    assert rule(chart(*rows, hops=told))[0].long.count("eated in East Square: A marcher") == 1


def test_after_an_origin_without_a_name_the_first_who_has_one_is_asked_and_nobody_after():
    told = [
        hop("a", 0, "somebody", "no", "unknown"),
        hop("a", 1, "The Paper"),
        hop("a", 2, "A marcher", interest="party"),
    ]
    assert rule(chart(crowd("a", 900), crowd("b", 400), hops=told)) == []
