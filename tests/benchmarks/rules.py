"""What the rules find: recall and false alarms of each, on pairs that were labelled by hand.

``python -m tests.benchmarks rules`` asks `hc.compare` for every pair of `tests/desk/pairs`. Of
the subjects that are held out only the counts are printed; of the others every pair that is not
judged as it is labelled.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from headcount.desk.compare import Comparison, compare
from headcount.figures import package
from headcount.figures.package import Package

from tests.desk.pairs import RULES, Pair, Subject, subjects
from tests.desk.pairs.packaged import write

VERDICT = {"comparable": "comparable", "with care": "with-care", "not comparable": "not-comparable"}
NEAR = 0.08
"""Two ratios that are printed alike differ by less: about 9%, and 1 in 11."""

_PARTS = {"twice": 2.0, "two thirds": 2 / 3, "half": 0.5, "a third": 1 / 3, "a quarter": 0.25}
_AGREE = re.compile(r"\bagrees?\b")


@dataclass(frozen=True)
class Judged:
    """A labelled pair beside what is said of it."""

    subject: Subject
    pair: Pair
    found: Comparison

    @property
    def missed(self) -> set[str]:
        """The rules that must fire and do not."""
        return set(self.pair.rules) - set(self.found.rules)

    @property
    def alarms(self) -> set[str]:
        """The rules that fire and should be silent."""
        return set(self.found.rules) - {*self.pair.rules, *self.pair.may}

    @property
    def faults(self) -> Iterator[str]:
        """Everything that is said otherwise than it is labelled."""
        yield from (f"misses {rule}" for rule in sorted(self.missed))
        yield from (f"false alarm {rule}" for rule in sorted(self.alarms))
        if self.found.verdict != VERDICT[self.pair.verdict]:
            yield f"verdict {self.found.verdict}, not {self.pair.verdict}"
        if not self.ratio_is_right:
            yield f"ratio {self.found.answer!r}, not {self.pair.ratio!r}"
        told = " ".join(
            [self.found.sentence, *(note.text + " " + note.long for note in self.found.notes)]
        )
        yield from (f"lacks {one!r}" for one in self.pair.must if one.lower() not in told.lower())
        said = self.found.sentence.lower()
        yield from (f"says {one!r}" for one in self.pair.must_not if one.lower() in said)

    @property
    def ratio_is_right(self) -> bool:
        """Whether the number that is printed, and its direction, are an editor's."""
        wanted, answer = self.pair.ratio, self.found.answer
        if wanted == "either":
            return True
        if wanted == "none":
            return not answer
        if wanted == "agree":
            return bool(_AGREE.search(answer))
        return bool(answer) and _alike(numbers(wanted), numbers(answer))


def numbers(text: str) -> tuple[str, list[float]]:
    """Read a ratio in words: what it is, and its number or both of its ends.

    Examples
    --------
    >>> numbers("about 9% more than"), numbers("twice"), numbers("between 28% and 32% of")
    (('times', [1.09]), ('times', [2.0]), ('times', [0.28, 0.32]))
    >>> numbers("4.3 percentage points lower than"), numbers("at least 15 pupils per teacher")
    (('points', [-4.3]), ('at least per', [15.0]))
    """
    bound = next(
        (one for one in ("at least", "at most", "more than", "less than") if text.startswith(one)),
        "",
    )
    lead = {"more than": "at least", "less than": "at most"}.get(bound, bound)
    if re.search("as many|equal to", text) and not re.search(r"times|twice|\d", text):
        return "times", [1.0]
    found = [
        float(one.replace(",", ""))
        for one in re.findall(
            r"\d[\d,]*\.?\d*", text.split(" per ")[0].split(", or ")[0].split(" (")[0]
        )
    ]
    if "%" in text or not found:
        found = [float(one) / 100 for one in re.findall(r"([\d.]+)%", text)] or [
            next((number for words, number in _PARTS.items() if words in text), 0.0)
        ]
        if re.search(r"\b(more|larger|higher)\b(?! than \d)", text.removeprefix("more than")):
            found = [1 + one for one in found]
        elif re.search(r"\b(less|fewer|smaller|lower)\b", text.removeprefix("less than")):
            found = [1 - one for one in found]
    elif re.search(r"\b(lower|higher|more|fewer|less)( .*)? than", text) and "times" not in text:
        size = {"million": 1e6, "billion": 1e9, "trillion": 1e12}
        scale = next((by for word, by in size.items() if word in text), 1.0)
        sign = -1 if re.search("lower|fewer|less than", text) else 1
        return f"{lead} points".strip(), [sign * scale * one for one in found]
    elif " per " in text and "times" not in text:
        return f"{lead} per".strip(), found
    return f"{lead} times".strip(), [round(one, 9) for one in found]


def _alike(wanted: tuple[str, list[float]], answer: tuple[str, list[float]]) -> bool:
    (kind, mine), (other, theirs) = wanted, answer
    near = all(abs(a - b) <= NEAR * max(abs(a), abs(b)) for a, b in zip(mine, theirs, strict=False))
    return kind == other and len(mine) == len(theirs) and near


def judge(read: Sequence[Subject]) -> list[Judged]:
    """Ask for every pair of these subjects."""
    with TemporaryDirectory() as folder:
        return judge_of((one, package.read(write(one, Path(folder, one.name)))) for one in read)


def judge_of(data: Iterable[tuple[Subject, Package]]) -> list[Judged]:
    """Ask for every pair of these subjects, each with its data."""
    return [
        Judged(subject, pair, compare(its, pair.a, pair.b, per=pair.per))
        for subject, its in data
        for pair in subject.pairs
    ]


def table(judged: list[Judged]) -> str:
    """Say of each rule what it found, missed and raised for nothing."""
    lines = [f"{'':24}{'must fire':>10}{'recall':>8}{'false alarms':>14}"]
    due, missed, alarms = (
        Counter(rule for one in judged for rule in rules(one))
        for rules in (lambda it: it.pair.rules, lambda it: it.missed, lambda it: it.alarms)
    )
    for rule in RULES:
        recall = 1 - missed[rule] / due[rule] if due[rule] else 1.0
        lines.append(f"{rule:24}{due[rule]:>10}{recall:>8.2f}{alarms[rule]:>14}")
    right = sum(one.found.verdict == VERDICT[one.pair.verdict] for one in judged)
    recall = 1 - missed.total() / due.total()
    lines.append(f"{'all':24}{due.total():>10}{recall:>8.2f}{alarms.total():>14}")
    lines.append(f"verdicts {right} of {len(judged)}")
    lines.append(f"ratios {sum(one.ratio_is_right for one in judged)} of {len(judged)}")
    words = sum(any(it.startswith(("lacks", "says")) for it in one.faults) for one in judged)
    lines.append(f"sentences with a wrong word, or without a due one: {words}")
    return "\n".join(lines)


def main() -> int:
    """Judge and print; 1 where a rule or a verdict is not as labelled."""
    judged = judge(subjects())
    for held_out, name in ((False, "tuned on"), (True, "held out")):
        those = [one for one in judged if one.subject.held_out == held_out]
        print(f"{name}: {len(those)} pairs\n{table(those)}\n")
    for one in judged:
        if not one.subject.held_out and (wrong := "; ".join(one.faults)):
            print(f"{one.subject.name}: {one.pair.a} / {one.pair.b}: {wrong}")
    return int(any(one.missed or one.alarms for one in judged))


if __name__ == "__main__":
    sys.exit(main())
