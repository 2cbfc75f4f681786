"""Written caveats: whom they touch, and how they are numbered."""

from types import SimpleNamespace

import pytest
from headcount.caveats import Note, marks, number, written
from headcount.caveats.note import gravest


@pytest.fixture
def rows():
    return [
        {"figure_id": figure, "source_id": source, "table": "beds", "category": category}
        for figure, source, category in (
            ("a", "count", "staffed"),
            ("b", "count", "staffed"),
            ("c", "guess", "licensed"),
        )
    ]


def package(*targets):
    return SimpleNamespace(
        tables={
            "caveats": [
                {"caveat_id": name, "short": f"{name}.", "long": f"{name} at length."}
                for name in dict.fromkeys(target[0] for target in targets)
            ],
            "caveat_targets": [
                dict(zip(("caveat_id", "applies_to", "target"), target, strict=True))
                for target in targets
            ],
        }
    )


@pytest.mark.parametrize(
    ("applies_to", "target", "touched"),
    [
        ("figure", "b", ("b",)),
        ("source", "count", ("a", "b")),
        ("category", "beds.licensed", ("c",)),
        ("table", "beds", ("a", "b", "c")),
        ("category", "crowds.licensed", None),
        ("figure", "elsewhere", None),
    ],
)
def test_a_caveat_touches_its_target_and_nothing_else(rows, applies_to, target, touched):
    notes = written(package(("x", applies_to, target)), rows)
    assert [note.figures for note in notes] == ([touched] if touched else [])


def test_a_caveat_with_several_targets_is_one_note(rows):
    (note,) = written(package(("x", "figure", "a"), ("x", "source", "count")), rows)
    assert note.figures == ("a", "b")


def test_an_unknown_kind_of_target_is_an_error(rows):
    with pytest.raises(ValueError, match="cannot apply to a 'mood'"):
        written(package(("x", "mood", "a")), rows)


def note(name, *figures):
    return Note(None, name, name, figures, name)


def test_notes_number_themselves_by_the_first_row_they_touch():
    notes = number(
        [note("late", "c"), note("all", "c", "a", "b"), note("early", "b", "c")], ["a", "b", "c"]
    )
    assert [(n.number, n.text) for n in notes] == [(None, "all"), (1, "early"), (2, "late")]
    assert marks(notes) == {"b": (1,), "c": (1, 2)}


def test_notes_to_what_the_words_are_about_come_before_others_and_folded_ones_last():
    drawn, notes = ["a", "b", "c"], [note("x", "a"), note("y", "b"), note("z", "c")]
    assert [one.text for one in number(notes, drawn, focus=["b"])] == ["y", "x", "z"]
    assert [one.text for one in number(notes, drawn, folded=["a", "b"])] == ["z", "x", "y"]
    # one that also touches a row that is drawn is among the first
    both = [note("w", "a", "c"), *notes[1:]]
    assert [one.text for one in number(both, drawn, folded=["a", "b"])] == ["w", "z", "y"]


def test_notes_that_change_the_conclusion_come_first_whatever_row_they_are_to():
    low, high = note("adds", "a"), Note(None, "turns", "", ("c",), "turns", written="conclusion")
    context = Note(None, "context", "", ("a",), "b", written="context")
    assert [one.text for one in number([context, low, high], ["a", "b", "c"])] == [
        "turns", "adds", "context",
    ]  # fmt: skip


def test_all_that_change_the_conclusion_stay_however_few_there_is_room_for():
    turns = [Note(n, "", "", ("a",), "", written="conclusion") for n in range(3)]
    adds = Note(9, "", "", ("a",), "", written="context")
    assert [one.number for one in gravest([turns[0], adds, *turns[1:]], 1)] == [0, 1, 2]
    assert [one.number for one in gravest([adds, turns[0]], 2)] == [9, 0]


@pytest.mark.parametrize(
    ("rule", "weight", "effect"),
    [
        ("disputed", 1.19, "figure"), ("disputed", 1.2, "conclusion"),
        ("base-decides", 1.0, "figure"), ("base-decides", 2.0, "conclusion"),
        ("different-measures", 20.0, "figure"), ("different-measures", 2020.0, "conclusion"),
        ("different-units", 1000.0, "conclusion"), ("different-periods", 300.0, "conclusion"),
        ("stock-beside-flow", 400.0, "conclusion"), ("overlap", 50.0, "conclusion"),
        ("secondhand", 1.0, "context"), ("hearsay", 2.0, "figure"),
    ],
)  # fmt: skip
def test_what_a_note_does_is_said_by_its_rule_and_by_how_far_numbers_are_apart(
    rule, weight, effect
):
    one = Note(None, "", "", ("a",), rule, weight)
    assert one.effect == effect
    assert Note(None, "", "", ("a",), "of-its-own", weight, "context").effect == "context"


def test_a_note_to_the_only_row_needs_no_number():
    (only,) = number([note("x", "a")], ["a"])
    assert only.number is None
