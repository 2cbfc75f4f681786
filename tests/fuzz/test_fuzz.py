"""A short run of the fuzzers: some inputs of each kind, the same ones each time.

`make fuzz` tries 20,000 others.
"""

from __future__ import annotations

import sys

import pytest

from tests.fuzz.kinds import KINDS

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="limits a process as Linux does")

FEW = {"folder": 6, "charts": 6, "receipt": 6, "picture": 6, "handin": 10, "draft": 4, "sheet": 4}


@pytest.fixture(scope="module")
def process():
    from tests.fuzz.__main__ import process

    made = process()
    yield made
    made.end()


@pytest.mark.parametrize("kind", KINDS)
def test_hostile_inputs_are_told_and_nothing_that_was_changed_is_called_sound(process, kind):
    assert process.run(kind, 1, FEW[kind]).out == []


def test_what_is_called_sound_though_it_was_changed_is_found(tmp_path, monkeypatch):
    """The judge is judged: a check that finds nothing wrong is caught."""
    from tests.fuzz import kinds

    before, after = kinds.beds(tmp_path / "a"), kinds.beds(tmp_path / "b")
    text = (after / "beds.csv").read_text()
    (after / "beds.csv").write_text(text.replace(",1200,", ",1201,"))
    assert kinds.silently_changed(before, after) == ""
    monkeypatch.setattr(kinds, "main", lambda _: 0)
    assert kinds.silently_changed(before, after) == (
        "value of nor-total-registry-2023 was '1200', is '1201', and is called sound"
    )


@pytest.mark.parametrize("kind", KINDS)
def test_an_input_is_made_again_by_its_number(kind):
    from random import Random

    from tests.fuzz import mutate

    made = [mutate.text(Random(f"{kind} 7"), "1,200 beds") for _ in range(2)]
    assert made[0] == made[1]
