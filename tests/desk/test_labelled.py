"""What may be said of two figures is what was labelled by hand, and strangers are never compared.

`python -m tests.benchmarks rules` prints the same by rule.
"""

import random
import re

import pytest
from headcount.caveats.facts import facts
from headcount.caveats.kinship import belong_together
from headcount.core.wording import capital
from headcount.desk.compare import NOT_COMPARABLE, compare
from headcount.figures import package
from headcount.figures.quantity import Quantity
from headcount.figures.table import records

from tests.benchmarks.rules import judge, numbers
from tests.desk.pairs import subjects
from tests.desk.pairs.packaged import write

SAMPLE = 1_500  # pairs whose sentences are read
MANY = 10_000  # pairs that are only asked whether they are strangers

_ATTRIBUTED = re.compile(r"^(According to |.* \(.+\))")
_WRONG = (
    r"at least 100% of",
    r"(?<![\d.])1 times\b",
    r"(?<![\d.])(?<!and )2 times as",
    r"\bas many as (up to|at least|more than)? ?the second",
    r"would be as many as",
    r"is about \d+% of up to .* is",
    r"\b(nan|None|inf)\b",
    r"  |\.\.|,,| ,|\( ",
    r"\d percent of jobless",
    r"people: ",
)
_RATIO = re.compile(r"\d% of |times as (many|much) as|twice as|equal to |\d% more than ")


@pytest.fixture(scope="module")
def judged():
    return judge(subjects())


def test_every_rule_fires_where_it_must_and_is_silent_elsewhere(judged):
    told = [
        (one.subject.name, one.pair.a, one.pair.b, one.missed, one.alarms)
        for one in judged
        if one.missed or one.alarms
    ]
    assert told == []


def test_every_verdict_and_every_ratio_is_as_labelled(judged):
    wanted = ("verdict", "ratio")
    told = [
        f"{one.subject.name}: {one.pair.a} / {one.pair.b}: {fault}"
        for one in judged
        for fault in one.faults
        if fault.startswith(wanted)
    ]
    assert told == []


def pairs(data, count):
    rows, chosen = records(data), random.Random(16)  # the same pairs on each run
    return [chosen.sample(rows, 2) for _ in range(count)]


def test_no_two_unlike_things_of_the_data_are_comparable(data):
    known = facts(data)
    unlike = [
        two
        for two in pairs(data, MANY)
        if len({known.kind(row) for row in two}) > 1 and not belong_together(known, two)
    ]
    assert len(unlike) > MANY / 10
    for two in random.Random(4).sample(unlike, 400):
        found = compare(data, *(row["figure_id"] for row in two))
        assert (found.verdict, found.answer) == (NOT_COMPARABLE, ""), two


def faults_of(found):
    """Yield what is wrong with a sentence that may be quoted."""
    sentence, rows = found.sentence, found.view.rows
    denied = any(row["status"] == "denied" for row in rows)
    may = found.verdict != NOT_COMPARABLE or denied
    if bool(sentence) != may:
        yield "there is one where nothing may be quoted, or none where something may"
    if not sentence:
        return
    if not (_ATTRIBUTED.match(sentence) and sentence.endswith(".")):
        yield "it does not say who says so"
    yield from (f"it says {wrong}" for wrong in _WRONG if re.search(wrong, sentence))
    if not found.answer and _RATIO.search(sentence):
        yield "it has a ratio where there is none"
    if not denied:
        yield from _sides(found, rows)


def _sides(found, rows):
    """Both amounts are in it, with what tells them apart."""
    for row in rows:
        words = Quantity.of(row).words()
        if words not in found.sentence and capital(words) not in found.sentence:
            yield f"it lacks {words}"
    if len({side.lower() for side in found.sides}) == 1:
        yield "nothing tells the two apart"


def test_sentences_of_the_data_are_fit_to_be_quoted(data):
    wrong = {}
    for two in pairs(data, SAMPLE):
        found = compare(data, *(row["figure_id"] for row in two))
        if told := list(faults_of(found)):
            wrong[found.sentence] = told
    assert wrong == {}


def test_sentences_of_every_labelled_subject_are_fit_to_be_quoted(tmp_path):
    wrong = {}
    for subject in subjects():
        data = package.read(write(subject, tmp_path / subject.name))
        names, chosen = list(subject.figures), random.Random(7)
        for _ in range(40):
            found = compare(data, *chosen.sample(names, 2))
            if told := [one for one in faults_of(found) if not one.startswith("it lacks")]:
                wrong[found.sentence] = told
    assert wrong == {}


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("about 9% more than", ("times", [1.09])),
        ("twice", ("times", [2.0])),
        ("between 28% and 32% of", ("times", [0.28, 0.32])),
        ("4.3 percentage points lower than", ("points", [-4.3])),
        ("at least 15 pupils per teacher", ("at least per", [15.0])),
    ],
)
def test_the_measure_reads_ratios_as_an_editor_does(words, read):
    assert numbers(words) == (read[0], pytest.approx(read[1]))
