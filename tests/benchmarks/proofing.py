"""What proofing a draft finds, on sentences that were labelled by hand, and how long it takes.

``python -m tests.benchmarks proofing`` proofs every text of `tests/desk/sentences`. Of the halves
that are only measured the counts are printed; of all others also every number that is not judged
as it is labelled, where ``--faults`` asks for them.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import headcount as hc
from headcount.figures.package import Package

from tests.desk.pairs import subjects
from tests.desk.pairs.packaged import write
from tests.desk.sentences import (
    HERE,
    MEASURED,
    PACKAGES,
    PARTS,
    SUBJECTS,
    VERDICTS,
    Labelled,
    by_text,
    read,
)
from tests.publish.adopt.test_second_story import build

ROOT = Path(__file__).parents[2]
FOUND, RIGHT, WRONGED = 0.97, 0.9, 0.03
"""What is aimed at: amounts found, verdicts right, right sentences called misquoted."""
WORDS, COLD, WARM = 2_000, 2.0, 0.2  # of a page, and the processor's seconds that it may take


@dataclass(frozen=True)
class Finding:
    """A number that was flagged: where it stands, what is said of it, and by which figures."""

    start: int
    end: int
    verdict: str
    figures: tuple[str, ...]

    def shared(self, label: Labelled) -> int:
        """How many characters it shares with a labelled number."""
        return min(self.end, label.end) - max(self.start, label.start)


@dataclass(frozen=True)
class Judged:
    """A labelled number beside what is said of it: nothing where it was not flagged."""

    label: Labelled
    found: Finding | None

    @property
    def verdict(self) -> str:
        """What is said of it: none where nothing is."""
        return self.found.verdict if self.found else "none"

    @property
    def is_right(self) -> bool:
        """Whether a copy chief would say the same."""
        return self.verdict in self.label.accepted

    @property
    def is_flagged(self) -> bool:
        """Whether a desk is told to look at it."""
        return self.verdict not in ("supported", "none")

    @property
    def has_figure(self) -> bool:
        """Whether one of the figures that it may be is among those that are named."""
        return not self.label.figures or bool(
            self.found and set(self.label.figures) & set(self.found.figures)
        )


@dataclass(frozen=True)
class Score:
    """Texts that were proofed.

    Parameters
    ----------
    judged
        Every labelled number.
    stray
        What was flagged and is no labelled number: each with its text.
    """

    judged: Sequence[Judged]
    stray: Sequence[tuple[str, Finding]]

    @property
    def amounts(self) -> list[Judged]:
        """The labelled numbers that must be found."""
        return [one for one in self.judged if one.label.verdict != "none"]

    @property
    def false_finds(self) -> int:
        """Numbers that are none of the record's business, and were flagged."""
        nones = [one for one in self.judged if one.label.verdict == "none"]
        return len(self.stray) + sum(not one.is_right for one in nones)

    @property
    def found(self) -> float:
        """The share of the amounts that were found."""
        return _share(one.found is not None for one in self.amounts)

    @property
    def right(self) -> float:
        """The share of the amounts with a right verdict; what was not found has none."""
        return _share(one.is_right for one in self.amounts)

    @property
    def wronged(self) -> float:
        """The share of the right numbers that are called misquoted."""
        right = [one for one in self.judged if one.label.kind == "right"]
        called = sum(one.verdict == "misquoted" and not one.is_right for one in right)
        return called / len(right) if right else 0.0

    @property
    def caught(self) -> float:
        """The share of the wrong numbers that are flagged, whatever the flag says."""
        return _share(one.is_flagged for one in self.judged if one.label.kind == "wrong")

    @property
    def alarmed(self) -> float:
        """The share of the supported numbers that are flagged."""
        return _share(one.is_flagged for one in self.amounts if one.label.verdict == "supported")

    def recall(self, verdict: str) -> float:
        """The share of the numbers with this label that are judged rightly."""
        return _share(one.is_right for one in self.judged if one.label.verdict == verdict)

    def precision(self, verdict: str) -> float:
        """The share of those called so that a copy chief might call so."""
        called = [one.is_right for one in self.judged if one.verdict == verdict]
        return _share([*called, *(False for _, it in self.stray if it.verdict == verdict)])

    def table(self) -> str:
        """Return the counts."""
        figures = _share(one.has_figure for one in self.amounts if one.found)
        lines = [
            f"amounts {len(self.amounts)}, found {self.found:.3f}, false finds {self.false_finds}",
            f"verdicts right {self.right:.3f}, one of the figures named {figures:.3f}",
            f"right numbers called misquoted {self.wronged:.3f}",
            f"wrong numbers flagged {self.caught:.3f}, supported ones flagged {self.alarmed:.3f}",
            f"{'':12}{'labelled':>9}{'recall':>8}{'precision':>11}",
        ]
        for verdict in VERDICTS:
            due = sum(one.label.verdict == verdict for one in self.judged)
            if due:
                rates = f"{self.recall(verdict):>8.2f}{self.precision(verdict):>11.2f}"
                lines.append(f"{verdict:12}{due:>9}{rates}")
        return "\n".join(lines)

    def faults(self) -> Iterable[str]:
        """Yield each number that is judged otherwise than it is labelled."""
        for one in self.judged:
            if not one.is_right:
                label = one.label
                yield f"{one.verdict}, not {label.verdict} [{label.amount}] {label.text}"
        yield from (f"{it.verdict} [{text[it.start : it.end]}] {text}" for text, it in self.stray)


def _share(those: Iterable[bool]) -> float:
    listed = list(those)
    return sum(listed) / len(listed) if listed else 1.0


@cache
def story(name: str) -> Package:
    """Read the record that a story is held against."""
    if name in PACKAGES:
        return hc.read(ROOT / PACKAGES[name])
    if name in SUBJECTS:
        known = (*subjects(), *subjects(HERE))
        subject = next(one for one in known if one.name == SUBJECTS[name])
        return hc.read(write(subject, Path(mkdtemp(), name)))
    return build(Path(mkdtemp(), "hospitals"))


def findings(package: Package, text: str) -> list[Finding]:
    """Proof a text; return what was flagged."""
    return [
        Finding(one["start"], one["end"], one["verdict"].replace("-", " "), tuple(one["figures"]))
        for one in hc.proof(package, text).as_json()
    ]


def judge(labels: Iterable[Labelled]) -> Score:
    """Proof every text of these labels."""
    judged, stray = [], []
    for text, those in by_text(labels):
        left = findings(story(those[0].story), text)
        for label in those:
            over = [one for one in left if one.shared(label) > 0]
            best = max(over, key=lambda one, it=label: one.shared(it), default=None)
            judged.append(Judged(label, best))
        stray += [(text, one) for one in left if all(one.shared(it) <= 0 for it in those)]
    return Score(judged, stray)


def page() -> str:
    """Return a page of 2,000 words: the sentences that may be worked with."""
    mine = [one for one in read() if one.story == "offer" and one.part == "work"]
    return " ".join("\n\n ".join(text for text, _ in by_text(mine)).split(" ")[:WORDS])


def seconds() -> tuple[float, float]:
    """Return the processor's seconds of a page in a new process, and those of one more.

    What else runs on the machine does not change them.
    """
    text = page()
    code = "import sys, headcount as hc; hc.proof(hc.read(), sys.stdin.read())"
    before = _children()
    subprocess.run([sys.executable, "-c", code], input=text, text=True, check=True, cwd=ROOT)
    cold = _children() - before
    package = story("offer")
    hc.proof(package, text)
    begun = time.process_time()
    hc.proof(package, text)
    return cold, time.process_time() - begun


def _children() -> float:
    used = os.times()
    return used.children_user + used.children_system


def group_of(label: Labelled) -> str:
    """Say what a label is measured with: sentences, whole drafts or other stories."""
    if label.story != "offer":
        return "other stories"
    return "whole drafts" if label.voice == "draft" else "sentences"


def main(arguments: Sequence[str]) -> int:
    """Judge and print; 1 where something is under what is aimed at."""
    labels, low = read(), 0
    for part in PARTS:
        for title in ("sentences", "whole drafts", "other stories"):
            those = [it for it in labels if it.part == part and group_of(it) == title]
            if not those:
                continue
            score = judge(those)
            print(f"{part}, {title}: {len(those)} numbers\n{score.table()}\n", flush=True)
            if part not in MEASURED and "--faults" in arguments:
                print(*score.faults(), "", sep="\n")
            low |= score.found < FOUND or score.right < RIGHT or score.wronged > WRONGED
    cold, warm = seconds()
    print(f"a page of {WORDS:,} words: {cold:.2f} s in a new process, {warm * 1000:.0f} ms again")
    return int(low or cold > COLD or warm > WARM)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
