"""Sentences of drafts with their numbers, and what a copy chief says of each, labelled by hand.

`README.md` beside this file says how they were labelled. Nothing here imports the project: the
labels are what it is measured by.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

HERE = Path(__file__).resolve().parent

VERDICTS = ("supported", "disputed", "outdated", "denied", "misquoted", "no record", "none")
PARTS = ("work", "more", "voices", "held", "unseen")
MEASURED = ("held", "unseen")  # only counted: nobody looks at why they fail
PACKAGES = {  # the folders that hold a story's record
    "offer": "data",
    "beds": "tests/packages/beds",
    "school": "notebooks/classroom/school",
}
SUBJECTS = {  # the files of `tests/desk/pairs` and of this folder that do
    "crowds": "march-crowds",
    **{
        name: name
        for name in (
            "aid-pledges",
            "ambulances",
            "asylum",
            "births",
            "blackouts",
            "blood-donations",
            "cholera",
            "coal",
            "detainees",
            "drones",
            "drownings",
            "earthquakes",
            "ferries",
            "harvests",
            "homeless",
            "hostages",
            "jobless",
            "layoffs",
            "livestock",
            "museums",
            "police",
            "prisons",
            "refugees",
            "strikes",
            "teachers-and-pupils",
            "ticket-sales",
            "tourists",
            "train-punctuality",
            "trees",
            "vaccine-doses",
            "war-dead",
            "warheads",
            "wildfires",
        )
    },
}
STORIES = (*PACKAGES, *SUBJECTS, "hospitals")
KINDS = ("right", "wrong", "none")


@dataclass(frozen=True, slots=True)
class Labelled:
    """One number of a text: where it stands, what is to be said of it, and why.

    Parameters
    ----------
    story, part, voice
        The record that it is held against, its part of the set, and how the text sounds.
    text, amount, start
        The whole text, the number as it is written there, and the character at which it begins.
    verdict, also
        What a copy chief says, and what else is no fault.
    figures
        The figures that it may be: one of them is enough.
    kind, fault, why
        Whether the number is right, wrong or none of the record's business; in what way, in one
        word; and the reason in a sentence.
    """

    story: str
    part: str
    voice: str
    text: str
    amount: str
    start: int
    verdict: str
    also: tuple[str, ...]
    figures: tuple[str, ...]
    kind: str
    fault: str
    why: str

    @property
    def end(self) -> int:
        """The character behind the number."""
        return self.start + len(self.amount)

    @property
    def accepted(self) -> tuple[str, ...]:
        """Every verdict that counts as right."""
        return (self.verdict, *self.also)


def read(folder: Path = HERE) -> list[Labelled]:
    """Read the labels, in file order, each with the text that it stands in."""
    texts = {row.pop("text_id"): row for row in _rows(folder / "texts.csv")}
    return [
        Labelled(
            **texts[row.pop("text_id")],
            **row
            | {
                "start": int(row["start"]),
                "also": tuple(row["also"].split(" | ")) if row["also"] else (),
                "figures": tuple(row["figures"].split()),
            },
        )
        for row in _rows(folder / "numbers.csv")
    ]


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def by_text(labels: Iterable[Labelled]) -> Iterator[tuple[str, list[Labelled]]]:
    """Yield each text with all its numbers, in file order."""
    for text, those in groupby(labels, key=lambda it: it.text):
        yield text, list(those)


def faults(labels: Iterable[Labelled], records: dict[str, set[str]]) -> Iterator[str]:
    """Yield everything that is wrong with the labels, given the figure ids of each story."""
    for one in labels:
        for column, known in (("story", STORIES), ("part", PARTS), ("kind", KINDS)):
            if getattr(one, column) not in known:
                yield f"{one.text}: {column} {getattr(one, column)!r} is none"
        if one.text[one.start : one.end] != one.amount:
            yield f"{one.text}: {one.amount!r} does not begin at {one.start}"
        if not set(one.accepted) <= set(VERDICTS) or one.verdict in one.also:
            yield f"{one.text}: a verdict of {one.accepted} is none, or said twice"
        if unknown := set(one.figures) - records.get(one.story, set()):
            yield f"{one.text}: no figure {', '.join(sorted(unknown))}"
        if not one.figures and one.verdict not in ("no record", "none"):
            yield f"{one.text}: {one.verdict} by no figure"
        if (one.verdict == "none") != (one.kind == "none"):
            yield f"{one.text}: {one.kind}, and {one.verdict}"
        if bool(one.fault) == (one.kind == "right") or not one.why.endswith("."):
            yield f"{one.text}: the fault or the reason is missing"
