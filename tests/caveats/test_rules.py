"""All rules together: the fair comparison, the order, what fits under a chart."""

import itertools
import random
import re

import pytest
from headcount.caveats import RULES, View, derived
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
                assert note.text.endswith("."), note
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
