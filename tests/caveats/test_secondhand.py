"""The rule `secondhand`: what was read only where others quote it says so, once."""

from headcount.caveats import RULES
from headcount.desk import compare

from tests.caveats.crowds import PAPER, POLICE, WIRE, chart, crowd, package, pair, residents, source

rule = RULES["secondhand"]
QUOTED = source(POLICE) | {"read_in": "The Wire"}


def test_it_names_whose_figure_was_read_where():
    rows = crowd("a", 900, source_id=POLICE), crowd("b", 400)
    (note,) = rule(pair(*rows, sources=[QUOTED]))
    assert note.text == "City Police: read via The Wire, not in the original."
    assert note.figures == ("a",)


def test_a_chart_of_one_unread_source_says_it_once():
    rows = [crowd(name, 900, source_id=POLICE) for name in "abc"]
    (note,) = rule(chart(*rows, sources=[QUOTED]))
    assert note.text == "City Police: read via The Wire, not in the original."
    assert note.figures == ("a", "b", "c")


def test_several_pages_are_named_each_with_whose_figures_it_quotes():
    rows = crowd("a", 900, source_id=POLICE), crowd("b", 400, source_id=PAPER)
    other = source(PAPER) | {"read_in": "The Gazette"}
    (note,) = rule(pair(*rows, sources=[QUOTED, other]))
    assert note.text == "Read secondhand: City Police, in The Wire; The Paper, in The Gazette."


def test_of_many_it_says_how_many():
    names = [
        f"the {word} committee of the northern squares" for word in ("first", "second", "third")
    ]
    known = [source(name) | {"read_in": f"a letter to {name}"} for name in names]
    rows = [crowd(name, 900, source_id=name) for name in names]
    (note,) = rule(chart(*rows, sources=known))
    assert note.text.startswith("We read all figures where others quote them")
    (note,) = rule(chart(*rows, crowd("d", 4), sources=known))
    assert note.text.startswith("We read three of four figures where others quote them")


def test_it_speaks_of_a_statement_without_a_number_too():
    rows = crowd("a", qualifier="statement", source_id=POLICE), crowd("b", 400)
    assert len(rule(pair(*rows, sources=[QUOTED]))) == 1


def test_it_is_silent_where_the_source_itself_was_read():
    copied = source(WIRE) | {"read_in": ""}
    assert rule(pair(crowd("a", 900), crowd("b", 400, source_id=WIRE), sources=[copied])) == []


def test_it_leaves_the_verdict_alone():
    rows = crowd("a", 900, source_id=POLICE), crowd("b", 400, source_id=POLICE, square="west")
    fair = compare.compare(package(*rows), "a", "b")
    unread = compare.compare(package(*rows, sources=[QUOTED]), "a", "b")
    assert (unread.verdict, unread.reason) == (fair.verdict, fair.reason)
    assert (fair.rules, unread.rules) == ([], ["secondhand"])


def test_what_a_figure_is_divided_by_counts_too():
    row, base = crowd("a", 900), residents("r", "east", 4000, POLICE)
    assert len(rule(chart(row, base={"a": base}, sources=[QUOTED]))) == 1
