"""All rules together: the fair comparison, the order, what fits under a chart."""

import itertools
import random
import re

import pytest
from headcount.caveats import RULES, Note, View, derived
from headcount.caveats.kinship import belong_together, is_part
from headcount.caveats.note import WEIGHTS
from headcount.core.wording import SHORT
from headcount.figures.table import figures

from tests.caveats.crowds import FAIR, POLICE, chart, crowd, hop, pair


def test_these_are_the_rules():
    assert sorted(RULES) == [
        "base-decides",
        "claim-beside-count",
        "different-dates",
        "different-measures",
        "different-periods",
        "different-units",
        "disputed",
        "hearsay",
        "one-origin",
        "open-bound",
        "overlap",
        "party-to-the-conflict",
        "secondhand",
        "stock-beside-flow",
    ]


@pytest.mark.parametrize("make", [pair, chart])
def test_a_fair_comparison_bears_no_caveat(make):
    assert derived(make(*FAIR)) == []


def test_a_statement_without_a_number_starts_no_rule():
    silent = crowd("a", qualifier="statement", unit="tickets", status="claimed", as_of="1999")
    assert derived(pair(silent, crowd("b", 400))) == []


def test_what_changes_the_answer_most_comes_first():
    one = crowd("a", low=900, qualifier="more-than", unit="tickets", status="claimed")
    other = crowd("b", 400, as_of="2019")
    told = [hop("a", 0, "somebody", named="no", interest="unknown")]
    names = [note.rule for note in derived(pair(one, other, hops=told))]
    assert names == [
        "different-units",
        "stock-beside-flow",
        "claim-beside-count",
        "different-dates",
        "open-bound",
        "hearsay",
    ]


def test_a_note_is_named_after_its_rule_and_touches_rows_in_view(data):
    for view in some_pairs(data, 400):
        for name, rule in RULES.items():
            for note in rule(view):
                assert note.rule == name
                assert note.figures
                assert set(note.figures) <= {row["figure_id"] for row in view.rows}
                assert 0 < len(note.text) <= SHORT, note
                assert len(note.long) > SHORT / 2, note
                assert note.text.endswith((".", ".”")), note
                assert not re.search(r"\b(nan|None|inf)\b", note.text + note.long), note


def some_pairs(data, count):
    rows = figures(data).to_dict("records")
    chosen = random.Random(4)  # the same pairs on each run
    for _ in range(count):
        yield View(data, tuple(chosen.sample(rows, 2)))


def test_the_source_of_two_countries_bears_nothing_between_plain_figures(data):
    """The CIA's bare figures of one edition, each of a country that nobody disputes."""
    rows = figures(data)
    rows = rows[(rows["source_id"] == "cia-factbook-2022") & (rows["category"] == "active")]
    plain = rows[(rows["value"] > 0) & (rows["as_of"] == "2022")].to_dict("records")
    told = {
        note.rule for two in itertools.permutations(plain, 2) for note in derived(View(data, two))
    }
    # what is left are other publishers' counts of the same army, and those are true alarms
    assert told <= {"disputed", "base-decides", "open-bound"}


def test_police_and_paper_that_agree_bear_nothing():
    assert derived(pair(crowd("a", 900), crowd("b", 900, source_id=POLICE))) == []


def test_each_rule_weighs_less_than_the_one_before_it():
    weights = list(WEIGHTS.values())
    assert weights == sorted(set(weights), reverse=True)


def test_a_note_weighs_as_much_as_its_rule_and_what_its_case_adds():
    rows = [crowd("a", 900)]
    assert Note.on(rows, text="", long="", rule="overlap").weight == WEIGHTS["overlap"]
    assert Note.on(rows, "", "", "overlap", more=2.5).weight == WEIGHTS["overlap"] + 2.5


@pytest.mark.parametrize(
    ("rule", "more", "effect"),
    [("disputed", 0, "figure"), ("disputed", 99, "conclusion"), ("hearsay", 99, None)],
)
def test_a_dispute_changes_the_conclusion_where_the_numbers_are_far_apart(rule, more, effect):
    note = Note.on([crowd("a", 900)], "", "", rule, more=more)
    assert note.effect == (effect or Note.on([], "", "", rule).effect)


def test_two_figures_of_one_measure_belong_together_whatever_they_are_of():
    view = pair(crowd("a", 900), crowd("b", 50, square="west"))
    assert belong_together(view.facts, view.rows)
    assert not belong_together(view.facts, [view.rows[0], view.rows[1] | {"what": "standing"}])


def test_what_has_still_to_come_is_no_part_of_its_year():
    day, year = (
        crowd(name, amount, unit="tickets", as_of=span)
        for name, amount, span in (("a", 400, "2024-05"), ("b", 900, "2024"))
    )
    known = pair(day, year).facts
    assert is_part(known, day, year)
    for status in ({"status": "planned"}, {"status": "offered"}):
        assert not is_part(known, day | status, year)
        assert not is_part(known, day, year | status)
