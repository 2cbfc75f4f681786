"""What may be said of two figures is what was labelled by hand, and strangers are never compared.

`python -m tests.benchmarks rules` prints the same by rule.
"""

import random
import re
from itertools import combinations

import pytest
from headcount.caveats import View
from headcount.caveats.facts import facts
from headcount.caveats.kinship import belong_together
from headcount.caveats.rules.ratio import overlap, overlapping
from headcount.core.wording import at, capital, cardinal
from headcount.desk.compare import NOT_COMPARABLE, compare
from headcount.figures import package
from headcount.figures.quantity import Quantity
from headcount.figures.table import records

from tests.benchmarks.rules import judge_of, numbers
from tests.desk.pairs import subjects
from tests.desk.pairs.packaged import write

SAMPLE = 1_000  # pairs whose sentences are read
MANY = 10_000  # pairs that are only asked whether they are strangers

_ATTRIBUTED = re.compile(r"^(According to |.*, according to |.* reported |.* denied )")
_WRONG = (
    r"at least 100% of",
    r"(% of|times as (many|much) as) (up to|at least|more than) \d",
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
def labelled(tmp_path_factory):
    folder = tmp_path_factory.mktemp("labelled")
    return [(one, package.read(write(one, folder / one.name))) for one in subjects()]


@pytest.fixture(scope="module")
def judged(labelled):
    return judge_of(labelled)


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
        bare = words.removeprefix("an estimated ")  # whoever estimated it does the estimating
        spelled = cardinal(int(bare)) if bare.isdigit() else bare
        forms = {words, capital(words), bare, spelled, at(words)}
        if not any(one in found.sentence for one in forms):
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


def test_sentences_of_every_labelled_subject_are_fit_to_be_quoted(labelled):
    wrong = {}
    for subject, data in labelled:
        names, chosen = list(subject.figures), random.Random(7)
        for _ in range(25):
            found = compare(data, *chosen.sample(names, 2))
            if told := [one for one in faults_of(found) if not one.startswith("it lacks")]:
                wrong[found.sentence] = told
    assert wrong == {}


@pytest.mark.parametrize(
    ("name", "a", "b", "said"),
    [
        (
            "homeless",
            "cap-street",
            "cap-night",
            "1,050 people without a home in Capital, street, ",
        ),
        ("wildfires", "arl-arson", "arl-area", "in Arland, arson, 27,360 hectares, is 15%, or "),
        (
            "reserves",
            "jan-2023",
            "kor-2023",
            " December 2023. That is about 3 times as much as currency reserves",
        ),
        (
            "coal",
            "nor-2023",
            "sud-2023",
            " tonnes in 2023. That is about 2.2 times as much as coal mined",
        ),
        (
            "glaciers",
            "pat-2003",
            "and-2023",
            "estimated mass balance in Patagonia at minus 1 meter of water",
        ),
        (
            "trees",
            "arl-pledge",
            "bor-pledge",
            "an offer of 1 billion trees planted in Arland for 2020 to 2030",
        ),
        ("ferries", "lak-2023", "str-2023", "2024-02; one is zero, so there is no ratio."),
        ("warheads", "fra-stock", "chi-stock", "at least 48% of warheads in Chimark (up to 600), "),
        (
            "layoffs",
            "dyne-claim",
            "dyne-denial",
            "cut in Dyne for 2024. Dyne denied it on May 21, 2024.",
        ),
        (
            "layoffs",
            "fern-denial",
            "bolt-done",
            "denied on June 2, 2024, reports of 400 jobs cut in Fern for 2024.",
        ),
        (
            "drones",
            "claim",
            "armed-denial",
            "denied on Sept. 10, 2024, reports of 800 drones delivered in Norland, armed, for",
        ),
        (
            "aid-pledges",
            "nor-offer",
            "sud-offer",
            "spoke of an offer of 2 billion euros for aid in grants in Norsland for",
        ),
        ("asylum", "gal-2023-later", "gal-2023", ". The first is about 2% more than the second."),
    ],
)
def test_sentences_read_as_an_editor_writes_them(labelled, name, a, b, said):
    data = next(data for one, data in labelled if one.name == name)
    assert said in compare(data, a, b).sentence


def test_notes_do_not_say_the_word_for_the_whole(labelled):
    data = next(data for one, data in labelled if one.name == "homeless")
    found = compare(data, "har-night", "eas-night")
    assert (
        "People without a home in Eastport: the Shelter League figure for that time is at least "
        "1,500" in found.reason
    )


def test_overlaps_are_found_without_asking_each_figure_of_each_other(labelled):
    told = 0
    for _, data in labelled:
        rows = records(data)
        view = View(data, tuple(rows), focus=frozenset())
        of_two = [
            two
            for two in combinations([row for row in rows if row["status"] != "denied"], 2)
            if len({(row["table"], row["unit"]) for row in two}) == 1 and overlap(View(data, two))
        ]
        assert list(overlapping(view)) == of_two
        told += len(of_two)
    assert told >= 30


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
