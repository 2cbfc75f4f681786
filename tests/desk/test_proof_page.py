"""docs/proof.md says what proofing does: its examples get their verdicts, and its measures hold."""

from __future__ import annotations

import re
from pathlib import Path

import headcount as hc
import pytest

from tests.benchmarks.proofing import group_of, judge, story
from tests.desk.sentences import read

PAGE = (Path(__file__).parents[2] / "docs" / "proof.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^\| ([a-z ]+) \| [^|]+ \| ([A-Z][^|]+\.) \|$", PAGE, re.MULTILINE)

MEASURES = re.findall(r"^\| (\w+), ([a-z ]+)((?: \| [\d.]+){4}) \|$", PAGE, re.MULTILINE)


def test_there_is_an_example_of_each_verdict():
    told = ["supported", "disputed", "outdated", "denied", "misquoted", "no record"]
    assert [verdict for verdict, _ in EXAMPLES] == told


@pytest.mark.parametrize(("verdict", "sentence"), EXAMPLES)
def test_an_example_gets_its_verdict(data, verdict, sentence):
    assert [one.verdict for one in hc.proof(data, sentence).findings] == [verdict]


def test_every_half_of_everything_is_measured():
    told = {(part, group) for part, group, _ in MEASURES}
    parts = {part for part, _ in told}
    assert told == {(it.part, group_of(it)) for it in read() if it.part in parts}


def test_the_labels_name_figures_that_adopting_makes():
    named = {figure for it in read() if it.story == "hospitals" for figure in it.figures}
    assert named <= set(story("hospitals").figures["figure_id"])


@pytest.mark.parametrize(
    ("part", "group", "told"),
    [
        pytest.param(*one, marks=pytest.mark.slow if one[0] != "held" else (), id=" ".join(one[:2]))
        for one in MEASURES
    ],
)
def test_it_does_as_well_as_the_page_says(part, group, told):
    found, right, wronged, false_finds = map(float, told.split(" | ")[1:])
    score = judge([it for it in read() if it.part == part and group_of(it) == group])
    assert score.found >= found
    assert score.right >= right
    assert score.wronged <= wronged
    assert score.false_finds <= false_finds


@pytest.mark.slow
def test_as_many_wrong_numbers_are_flagged_as_the_page_says():
    ((caught, alarmed),) = re.findall(r"least (\d+) in 100 are flagged.*most (\d+) in 100", PAGE)
    score = judge([it for it in read() if it.part == "unseen"])
    assert 100 * score.caught >= int(caught)
    assert 100 * score.alarmed <= int(alarmed)
