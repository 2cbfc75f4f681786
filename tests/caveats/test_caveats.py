"""Written caveats: whom they touch, and how they are numbered."""

from types import SimpleNamespace

import pytest
from headcount.caveats import Note, marks, number, written


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


def test_a_note_to_the_only_row_needs_no_number():
    (only,) = number([note("x", "a")], ["a"])
    assert only.number is None
