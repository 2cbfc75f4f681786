"""Words for places, counts and lists."""

import pytest
from headcount.core.wording import listed, ordinal


@pytest.mark.parametrize(
    ("number", "word"), [(1, "first"), (10, "tenth"), (12, "12th"), (21, "21st"), (112, "112th")]
)
def test_places_are_said_as_ap_does(number, word):
    assert ordinal(number) == word


def test_names_are_listed_without_a_serial_comma():
    assert listed(["A", "B", "C"]) == "A, B and C"
    assert listed([]) == ""
