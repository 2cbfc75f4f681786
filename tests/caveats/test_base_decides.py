"""The rule `base-decides`."""

from headcount.caveats import RULES

from tests.caveats.crowds import PAPER, POLICE, chart, crowd, pair, residents

rule = RULES["base-decides"]
EAST, WEST = crowd("e", 90), crowd("w", 900, square="west")


def test_other_counts_of_what_is_divided_by_are_a_dispute_and_no_base():
    rival = crowd("x", 450, square="west", source_id=POLICE)
    assert rule(pair(EAST, WEST, rival)) == []


def bases(east, west):
    paper = residents("re", "east", 1000, PAPER), residents("rw", "west", 10_000, PAPER)
    return (
        *paper,
        residents("pe", "east", east, POLICE),
        residents("pw", "west", west, POLICE),
    )


def test_per_head_it_says_where_another_population_turns_the_order():
    (note,) = rule(pair(EAST | {"value": 120}, WEST, base=bases(2000, 10_000)))
    assert "66%, not 1.3 times" in note.text or "67%, not 1.3 times" in note.text
    assert "City Police" in note.text
    assert note.effect == "conclusion"


def test_per_head_it_is_silent_where_the_order_stays_however_far_the_rates_move():
    assert rule(pair(EAST | {"value": 50}, WEST, base=bases(9000, 10_000))) == []


def test_per_head_it_is_silent_where_both_populations_move_alike():
    assert rule(pair(EAST, WEST, base=bases(2000, 20_000))) == []


def test_it_is_silent_where_the_other_population_lacks_one():
    assert rule(pair(EAST, WEST, base=bases(2000, 10_000)[:3])) == []


def test_in_a_chart_it_says_how_the_place_changes():
    paper_east, _, *others = bases(2000, 9000)
    base = {"e": paper_east, "w": residents("rw", "west", 20_000, PAPER)}
    (note,) = rule(chart(EAST, WEST, focus=["e"], base=base, others=others))
    assert (
        "With population figures from City Police, seated in East Square is second, not first."
        in note.text
    )
    assert note.figures == ("e",)


def test_one_place_less_changes_the_conclusion_and_two_weigh_more():
    weights = []
    for east in (2000, 9000):  # the first of three becomes the second, or the third
        paper = residents("re", "east", 1000, PAPER), residents("rw", "west", 20_000, PAPER)
        base = dict(zip("ew", paper, strict=True)) | {"n": residents("rn", "north", 20_000, PAPER)}
        others = [residents(f"p{at}", where, many, POLICE)
                  for at, (where, many) in enumerate([("east", east), ("west", 12_000),
                                                      ("north", 15_000)])]  # fmt: skip
        rows = EAST | {"value": 120}, WEST, crowd("n", 800, square="north")
        (note,) = rule(chart(*rows, focus=["e"], base=base, others=others))
        assert note.effect == "conclusion"
        weights.append(note.weight)
    assert weights == [2.0, 3.0]


def test_in_a_chart_about_nobody_it_says_who_leads_and_of_another_nothing():
    paper_east, _, *others = bases(2000, 9000)
    base = {"e": paper_east, "w": residents("rw", "west", 20_000, PAPER),
            "n": residents("rn", "north", 20_000, PAPER)}  # fmt: skip
    rows = EAST, WEST, crowd("n", 1, square="north")
    others = [*others, residents("pn", "north", 20_000, POLICE)]
    (note,) = rule(chart(*rows, base=base, others=others))
    assert note.text.endswith(", seated in East Square is second, not first.")
    assert rule(chart(*rows, focus=["n"], base=base, others=others)) == []


def test_in_a_chart_a_place_that_only_gets_surer_is_no_change():
    paper_east, _, *others = bases(1000, 9000)
    base = {"e": paper_east, "w": residents("rw", "west", 9500, PAPER)}
    unsure = EAST | {"value": None, "low": 90, "high": 150, "qualifier": "range"}
    assert rule(chart(unsure, WEST, focus=["e"], base=base, others=others)) == []


def test_in_a_chart_it_is_silent_where_the_place_stays():
    paper_east, _, *others = bases(1000, 9000)
    base = {"e": paper_east, "w": residents("rw", "west", 20_000, PAPER)}
    assert rule(chart(EAST | {"value": 900}, WEST, focus=["e"], base=base, others=others)) == []
