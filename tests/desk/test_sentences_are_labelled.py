"""The labelled sentences keep the promises of their README; the project itself is not asked."""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from tests.desk.pairs import subjects
from tests.desk.sentences import (
    HERE,
    KINDS,
    PACKAGES,
    SUBJECTS,
    VERDICTS,
    Labelled,
    by_text,
    faults,
    read,
)

ROOT = Path(__file__).parents[2]
LABELS = read()


def ids(folder: Path) -> set[str]:
    found = set()
    for path in folder.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            found |= {row["figure_id"] for row in csv.DictReader(file) if row.get("figure_id")}
    return found


RECORDED = (*subjects(), *subjects(HERE))
RECORDS = {
    **{story: ids(ROOT / folder) for story, folder in PACKAGES.items()},
    **{
        story: set(next(it.figures for it in RECORDED if it.name == name))
        for story, name in SUBJECTS.items()
    },
    # its figures are made by adopting: test_proof_page.py holds the labels to them
    "hospitals": {figure for it in LABELS if it.story == "hospitals" for figure in it.figures},
}


def test_nothing_is_wrong_with_the_labels():
    assert list(faults(LABELS, RECORDS)) == []


def test_they_are_many_and_a_third_each_is_right_wrong_and_none():
    first = [
        it
        for it in LABELS
        if it.story == "offer" and it.voice != "draft" and it.part in ("work", "held")
    ]
    assert len({it.text for it in first}) >= 240
    assert sum(it.story != "offer" for it in LABELS) >= 40
    assert len({it.text for it in LABELS if it.voice == "draft"}) >= 5
    kinds = Counter(it.kind for it in first)
    assert all(0.28 <= kinds[kind] / len(first) <= 0.38 for kind in KINDS)
    assert min(Counter(it.verdict for it in first)[verdict] for verdict in VERDICTS) >= 10
    assert len({it.voice for it in LABELS}) >= 10
    assert sum(len(those) > 1 for _, those in by_text(LABELS)) >= 30


@pytest.mark.parametrize("part", ["work", "held"])
def test_each_half_has_some_of_everything(part):
    half = [it for it in LABELS if it.part == part]
    assert 0.45 <= len(half) / sum(it.part in ("work", "held") for it in LABELS) <= 0.55
    assert {it.verdict for it in half} == set(VERDICTS)
    faults_met = Counter(it.fault for it in half)
    named = "value qualifier plan casualties posts unit government speaker place time rank ratio"
    assert min(faults_met[fault] for fault in (*named.split(), "flow", "denied", "outdated")) >= 1


@pytest.mark.parametrize(("part", "many"), [("more", 150), ("voices", 3000), ("unseen", 400)])
def test_those_that_came_later_are_many_and_some_of_each_kind(part, many):
    later = Counter(it.kind for it in LABELS if it.part == part)
    assert later.total() >= many
    assert min(later[kind] for kind in KINDS) >= 25


def test_a_text_is_in_one_half():
    half = {it.text: it.part for it in LABELS}
    assert all(half[it.text] == it.part for it in LABELS)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"start": 0}, "does not begin at 0"),
        ({"also": ("perhaps",)}, "is none, or said twice"),
        ({"figures": ("nobody",)}, "no figure nobody"),
        ({"figures": ()}, "by no figure"),
        ({"kind": "none"}, "none, and supported"),
        ({"why": ""}, "is missing"),
        ({"part": "both"}, "part 'both' is none"),
    ],
)
def test_a_spoilt_label_is_found(changed, told):
    sound: Labelled = next(it for it in LABELS if it.verdict == "supported" and it.start)
    assert any(told in one for one in faults([replace(sound, **changed)], RECORDS))
