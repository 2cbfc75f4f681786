"""The bundle's own lessons, run once for all tests of a process."""

from __future__ import annotations

import nbformat
import pytest
from headcount.teach.lesson import Lesson
from headcount.teach.lesson.copies import steps

from tests.conftest import LESSONS


@pytest.fixture(scope="session")
def taught() -> list[Lesson]:
    """Give the lessons with their questions, each answered; none is to be changed."""
    ran = ([*steps(nbformat.read(path, as_version=4))] for path in LESSONS)
    return [one[-1].names["lesson"] for one in ran]
