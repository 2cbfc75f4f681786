"""The labelled pairs keep the promises of their README; the project itself is not asked."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from tests.desk.pairs import HERE, RULES, VERDICTS, Pair, Subject, faults, subjects

READ = subjects()
PAIRS = [pair for subject in READ for pair in subject.pairs]
TUNED_ON = [pair for subject in READ if not subject.held_out for pair in subject.pairs]
HELD_OUT = [pair for subject in READ if subject.held_out for pair in subject.pairs]


def fires(rule: str, pairs: list[Pair]) -> int:
    return sum(rule in pair.rules for pair in pairs)


def misses_nearly(rule: str, pairs: list[Pair]) -> int:
    return sum(rule in pair.near for pair in pairs)


def spoilt(pair: int = 0, figure: str | None = None, **changed: object) -> tuple[Subject, ...]:
    """Return the set with one label, or one figure, of one subject changed."""
    first = next(one for one in READ if one.name == "armed-strength")
    rest = [one for one in READ if one is not first]
    if figure:
        figures = {**first.figures, figure: replace(first.figures[figure], **changed)}
        return (replace(first, figures=figures), *rest)
    pairs = list(first.pairs)
    pairs[pair] = replace(pairs[pair], **changed)
    return (replace(first, pairs=tuple(pairs)), *rest)


def test_nothing_is_wrong_with_the_set():
    assert faults(READ) == []


def test_it_is_large_enough_and_half_of_it_is_fair():
    assert len(PAIRS) >= 140
    assert len(READ) >= 18
    assert 0.45 <= sum(pair.is_fair for pair in PAIRS) / len(PAIRS) <= 0.55
    assert min(Counter(pair.verdict for pair in PAIRS)[verdict] for verdict in VERDICTS) >= 20


@pytest.mark.parametrize("subject", READ, ids=lambda subject: subject.name)
def test_each_subject_has_fair_pairs_and_traps(subject: Subject):
    fair = sum(pair.is_fair for pair in subject.pairs)
    assert len(subject.pairs) >= 6
    assert fair >= 3
    assert len(subject.pairs) - fair >= 3


@pytest.mark.parametrize("rule", RULES)
def test_each_rule_fires_and_stays_silent_five_times(rule: str):
    assert fires(rule, PAIRS) >= 5
    assert misses_nearly(rule, PAIRS) >= 5


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("half", [TUNED_ON, HELD_OUT], ids=["tuned on", "held out"])
def test_each_rule_is_met_in_both_halves(rule: str, half: list[Pair]):
    assert fires(rule, half) >= 2
    assert misses_nearly(rule, half) >= 2


def test_a_third_of_the_subjects_is_held_out():
    assert 0.3 <= sum(subject.held_out for subject in READ) / len(READ) <= 0.4
    assert 0.3 <= len(HELD_OUT) / len(PAIRS) <= 0.4


@pytest.mark.parametrize("point", range(4, 13))
def test_each_kind_of_fault_is_met(point: int):
    assert sum(point in pair.points for pair in PAIRS) >= 5


def test_the_set_has_what_bent_figures_before():
    figures = [figure for subject in READ for figure in subject.figures.values()]
    stated = [
        amount for it in figures for amount in (it.low, it.value, it.high) if amount is not None
    ]
    assert min(stated) < 0
    assert max(stated) >= 1e12
    assert any(isinstance(amount, float) for amount in stated)
    assert any(it.as_of.startswith("0") for it in figures)
    assert any(it.status == "denied" and it.answers for it in figures)
    assert any(it.status == "denied" and not it.answers for it in figures)
    assert {it.qualifier for it in figures} >= {"about", "nearly", "range", "up-to", "statement"}


@pytest.mark.parametrize("rule", RULES)
def test_the_readme_says_where_each_line_is(rule: str):
    assert f"**{rule}.**" in (HERE / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"a": "nobody"}, "there is no figure"),
        ({"rules": ("disputd",)}, "each rule is known"),
        ({"rules": ("disputed",), "near": ()}, "comparable only where no rule fires"),
        ({"rules": ("disputed",), "near": ("disputed",)}, "fires, may fire or stays silent"),
        ({"verdict": "fair"}, "the verdict is known"),
        ({"verdict": "with care"}, "with care, there is a caveat"),
        ({"verdict": "not comparable"}, "what is not comparable has no ratio"),
        ({"per": "nobody"}, "its population is a source's"),
        ({"why": "because"}, "why is a sentence"),
        ({"figure": "nor-active", "status": "guessed"}, "its status is not known"),
        ({"figure": "nor-active", "low": 9_000_000}, "its bounds are not in order"),
        ({"figure": "nor-active", "qualifier": "up-to"}, "up-to does not fill"),
        ({"figure": "nor-active", "as_of": "last year"}, "its as_of is not known"),
        ({"figure": "nor-active", "source": "nobody"}, "its source is not known"),
    ],
)
def test_a_spoilt_label_is_found(changed: dict[str, object], told: str):
    assert any(told in fault for fault in faults(spoilt(**changed)))
