"""One figure with everything the package knows of it, as a reporter asks for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from textwrap import fill
from typing import Any

from helpers import caveats, figures, provenance
from helpers.caveats import Note, View
from helpers.dates import words as date_words
from helpers.package import Package
from helpers.phrase import subject
from helpers.provenance import Hop, Source
from helpers.quantity import Quantity
from helpers.wording import capital

_WIDTH = 92


@dataclass(frozen=True)
class Record:
    """A figure, its source, its way to us, and what speaks against it.

    Parameters
    ----------
    figure
        The row, every column.
    subject
        Whom or what it counts, in words.
    amount
        The stated amount.
    read
        How it was checked, in words.
    source
        The row of its source.
    chain
        Its hops, origin first; empty where none are recorded.
    notes
        The written caveats that apply to it, and who disputes it.
    answers
        The figures that deny or confirm it: `figure_id` and words.
    corrections
        What was changed in it, and why.
    """

    figure: Mapping[str, Any]
    subject: str
    amount: Quantity
    read: str
    source: Source
    chain: list[Hop]
    notes: tuple[Note, ...]
    answers: dict[str, str]
    corrections: list[Mapping[str, Any]]

    def text(self) -> str:
        """Return the record as paragraphs for a terminal or a copy desk."""
        row = self.figure
        said = f", reported {date_words(row['reported'])}" if row["reported"] else ""
        parts = [
            f"{capital(self.subject)}: {self.amount.words()} {self.unit}".rstrip(),
            f"{capital(row['status'])}, as of {date_words(row['as_of'])}{said}",
            row["definition"],
            f"Source: {provenance.citation(self.source)}",
            f"Where: {row['locator']}",
            f"Read {self.read}: {row['evidence']}",
        ]
        lines = [fill(part, _WIDTH, subsequent_indent="  ") for part in parts]
        lines += _section("The way to us", [_hop(hop) for hop in self.chain])
        lines += _section("Caveats", [note.long for note in self.notes])
        lines += _section("Answered by", [f"{k}: {v}" for k, v in self.answers.items()])
        lines += _section("Corrections", [_correction(row) for row in self.corrections])
        return "\n".join([row["figure_id"], *lines])

    def as_json(self) -> dict[str, Any]:
        """Return the record as plain data."""
        return {
            # a number that is not given is NaN, which alone differs from itself
            "figure": {name: None if cell != cell else cell for name, cell in self.figure.items()},
            "subject": self.subject,
            "words": self.amount.words(),
            "source": self.source,
            "citation": provenance.citation(self.source),
            "chain": [asdict(hop) for hop in self.chain],
            "caveats": [
                {"rule": note.rule, "text": note.text, "long": note.long} for note in self.notes
            ],
            "answers": self.answers,
            "corrections": list(self.corrections),
        }

    @property
    def unit(self) -> str:
        """The unit as running text has it."""
        return self.figure["unit"].replace("-", " ") if self.amount.is_number else ""


def record(package: Package, figure_id: str) -> Record:
    """Gather all that the package knows of a figure.

    Raises
    ------
    UnknownWord
        When there is no such figure; the message names those with a similar id.

    Examples
    --------
    >>> from helpers import package
    >>> record(package.read(), "prk-active-cia-factbook-2022-08-04").amount.words()
    'about 1.14 million'
    """
    every = figures.figures(package)
    chosen = figures.select(every, figure_id=figure_id)
    row = chosen.iloc[0].to_dict()
    about = subject(package, row)
    notes = caveats.written(package, chosen)
    notes += caveats.disputed(View(package, (row,), focus=frozenset([figure_id])))
    return Record(
        figure=row,
        subject=about,
        amount=Quantity.of(row),
        read=package.label((row["table"], "verification"), row["verification"]),
        source=provenance.sources(package)[row["source_id"]],
        chain=provenance.chain(package, figure_id),
        notes=tuple(notes),
        answers={
            other["figure_id"]: f"{other['status']}, {date_words(other['reported'])}"
            for other in every[every["answers"] == figure_id].to_dict("records")
        },
        corrections=[
            one for one in package.tables.get("corrections", []) if one["figure_id"] == figure_id
        ],
    )


def _section(title: str, entries: list[str]) -> list[str]:
    if not entries:
        return []
    return [
        "",
        title,
        *(fill(entry, _WIDTH, initial_indent="- ", subsequent_indent="  ") for entry in entries),
    ]


def _hop(hop: Hop) -> str:
    named = "" if hop.named else ", not named"
    return f"{hop.number}: {hop.speaker} ({hop.role}{named}; interest: {hop.interest})"


def _correction(row: Mapping[str, Any]) -> str:
    return f"{row['date']}: {row['field']} was {row['old']}, is {row['new']}. {row['reason']}"
