"""Which notes stand under a picture: the gravest, numbered by weight; the record leads to all."""

from __future__ import annotations

import pytest
from headcount.caveats.note import EFFECTS, Note, gravest, number
from headcount.charts.chart import MORE, chart_names, named_chart
from headcount.figures.package import read
from headcount.publish.export.embed import embed
from headcount.publish.export.words import long_description
from headcount.render.house import NOTES

from tests.scenes import texts


def note(rule, effect, *figures, weight=0.0):
    return Note(None, f"{rule}.", f"{rule}.", figures, rule, weight, effect)


def test_numbers_follow_what_a_note_does_then_the_focus_then_the_rows():
    found = number(
        [
            note("context", "context", "a"),
            note("last-row", "conclusion", "c"),
            note("focus", "conclusion", "b"),
            note("all", "context", "a", "b", "c"),
            note("figure", "figure", "a"),
        ],
        ["a", "b", "c"],
        ["b"],
    )
    assert [(one.number, one.rule) for one in found] == [
        *((None, "all"), (1, "focus"), (2, "last-row"), (3, "figure"), (4, "context"))
    ]


@pytest.mark.parametrize(
    ("rule", "weight", "effect"),
    [
        ("base-decides", 1.05, "figure"),
        ("base-decides", 1.9, "conclusion"),
        ("disputed", 1.1, "figure"),
        ("disputed", 2.0, "conclusion"),
        ("stock-beside-flow", 400.0, "conclusion"),
        ("hearsay", 2.0, "figure"),
        ("left-out", 0.0, "context"),
    ],
)
def test_what_a_derived_note_does_is_computed_where_its_effect_is_a_number(rule, weight, effect):
    assert note(rule, "", "a", weight=weight).effect == effect


def test_none_that_changes_the_conclusion_stays_away():
    many = [note(f"n{at}", EFFECTS[0], "a") for at in range(7)]
    assert gravest([*many, note("x", "figure", "a")], 5) == many
    few = [note("x", "context", "a"), note("y", "figure", "a"), *many[:1]]
    assert [one.rule for one in gravest(few, 2)] == ["y", "n0"]


@pytest.mark.parametrize("name", chart_names(read()))
def test_the_named_charts(data, name):
    shown = named_chart(data, name)
    said = "\n".join(texts(shown.drawing(600)))
    joined = " ".join(said.split())
    below = [one for one in shown.notes if one.text in joined]
    grave = [one for one in shown.notes if one.effect == "conclusion"]
    drawn = [one for one in grave if not set(one.figures) <= shown.selection.folded]
    assert len(below) <= max(NOTES, len(drawn))
    more = len(shown.notes) - len(below)
    line = f"{more} more note{'' if more == 1 else 's'}: record {shown.record}"
    assert (line in joined) == (more > 0)
    for whole in (long_description(shown), embed(shown)):
        assert all(_plain(one.long) in _plain(whole) for one in shown.notes)


def _plain(text):
    for mark, letter in (("&#x27;", "'"), ("&quot;", '"'), ("&amp;", "&"), ("&gt;", ">")):
        text = text.replace(mark, letter)
    return " ".join(text.split())


def test_at_most_five_on_the_charts_that_the_bundle_prints(data):
    """Two set volunteers, workers and burial places side by side: more change the conclusion."""
    counts = {}
    for name in chart_names(data):
        shown = named_chart(data, name)
        counts[name] = len([one for one in shown._printed.notes if one.rule != MORE])
    assert {name: count for name, count in counts.items() if count > NOTES} == {
        "promised-and-come": 6,
        "claim-to-memorial": 8,
    }


def test_a_label_has_no_number_that_no_note_under_it_has(data):
    shown = named_chart(data, "offers-and-deployments")
    under = {one.number for one in shown._printed.notes}
    marked = {number for row in shown._drawn.records for number in row["note_numbers"]}
    assert marked <= under
    assert {number for row in shown.selection.records for number in row["note_numbers"]} > marked


def test_added_up_is_said_once(data):
    rules = [one.rule for one in named_chart(data, "claim-to-scale").notes]
    assert "added-up-over-time" in rules
    assert "stock-beside-flow" not in rules


def test_the_notes_under_a_picture_count_from_one():
    data = read()
    for name in chart_names(data):
        numbers = [note.number for note in named_chart(data, name)._under if note.number]
        assert numbers == list(range(1, len(numbers) + 1)), name
