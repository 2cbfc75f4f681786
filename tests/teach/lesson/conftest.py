"""Lessons as a class gets them."""

from __future__ import annotations

import nbformat
import pytest
from headcount.notebook import site
from headcount.teach.lesson import Lesson, must, must_not

QUESTIONS = ("who", "many", "said")


def ask(lesson):
    """Ask one question of each kind that needs no chart."""
    return (
        lesson.choice("who", "Who said it?", a="A minister", b="Nobody", c="A paper"),
        lesson.number("many", "How many?", unit="people", step=10, hint="Divide."),
        lesson.sentence(
            "said",
            "Mend it.",
            start="The north is offering 500 men.",
        ),
    )


def teach(who, many, said):
    """Answer them, as a teacher's copy does."""
    who.solution("b", "Nobody is named.", a="Where is he named?", c="Who told the paper?")
    many.solution(500, "Five hundred.", within=20, slips={5000: "A nought too many."})
    rules = [
        must("Who", ["minister*"], "Who spoke?"),
        must_not("No offer", ["is offering"], "Nobody offered."),
    ]
    said.solution("A minister said that 500 men might come.", rules)


@pytest.fixture(scope="session")
def sealed():
    """Give the envelopes of the three questions."""
    lesson = Lesson("first")
    teach(*ask(lesson))
    return lesson.sealed()


@pytest.fixture
def student(sealed, tmp_path):
    """Give a student's lesson with its three questions."""
    lesson = Lesson("first", sealed, tmp_path)
    ask(lesson)
    return lesson


def run(path, folder):
    """Run a notebook in a folder, and return it with its outputs."""
    return site.run(nbformat.read(path, as_version=4), folder)
