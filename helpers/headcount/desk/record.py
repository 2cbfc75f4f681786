"""One figure: everything the package knows of it, as a reporter asks for it, and its summary."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, NamedTuple

from headcount import caveats
from headcount.caveats import Note, View
from headcount.caveats.facts import facts
from headcount.core.errors import WrongChoice
from headcount.core.rich import Rich, Section
from headcount.core.wording import capital, cardinal, paragraph
from headcount.desk.quote import amount_and_subject
from headcount.figures import provenance
from headcount.figures.dates import words as date_words
from headcount.figures.frames import asked_of
from headcount.figures.package import Package
from headcount.figures.phrase import heading, unit
from headcount.figures.provenance import Hop, Source
from headcount.figures.quantity import Quantity
from headcount.figures.table import Row, record_of, records, select_records


@dataclass(frozen=True)
class Record(Rich):
    """A figure, its source, its way to us, and what speaks against it.

    Parameters
    ----------
    figure
        The row, every column.
    subject
        Whom or what it counts, in words.
    phrase
        How many of what, as running text has it.
    amount
        The stated amount.
    known
        How it is known and of when it is, in words.
    read
        How closely it was read, in words.
    source
        The row of its source.
    chain
        Its hops, origin first; empty where none are recorded.
    notes
        The written caveats that apply to it, who disputes it, and where it was read if not in its
        own source.
    answers
        The figures that deny or confirm it: `figure_id` and words.
    corrections
        What was changed in it, and why.
    """

    figure: Mapping[str, Any]
    subject: str
    phrase: str
    amount: Quantity
    known: str
    read: str
    source: Source
    chain: list[Hop]
    notes: tuple[Note, ...]
    answers: dict[str, str]
    corrections: list[Mapping[str, Any]]

    def text(self) -> str:
        """Return the record as paragraphs for a terminal or a copy desk."""
        lines = [paragraph(part, rest="  ") for part in self.paragraphs()]
        for title, entries in self.sections().items():
            lines += _section(title, entries)
        return "\n".join([self.figure["figure_id"], *lines])

    def blocks(self) -> list[Section]:
        """Return the record as a notebook shows it."""
        about = Section(self.figure["figure_id"], is_code=True, paragraphs=self.paragraphs())
        return [about, *(Section(title, entries=one) for title, one in self.sections().items())]

    def paragraphs(self) -> list[str]:
        """Say what it is, one sentence or line each: the amount first, the evidence last."""
        row = self.figure
        day = date_words(row["reported"])
        said = f", reported {day}" if day not in self.known else ""
        return [
            capital(self.phrase),
            f"{capital(self.known)}{said}",
            row["definition"],
            f"Source: {provenance.citation(self.source)}",
            f"Where: {row['locator']}",
            f"{capital(self.read)}: {row['evidence']}",
        ]

    def sections(self) -> dict[str, list[str]]:
        """Say what else is known of it, under its title; a section with nothing in it is none."""
        sections = {
            "Chain of sources": [_hop(hop) for hop in self.chain],
            "Caveats": [note.long for note in self.notes],
            "Answered by": [f"{figure}: {how}" for figure, how in self.answers.items()],
            "Corrections": [_correction(row) for row in self.corrections],
        }
        return {title: entries for title, entries in sections.items() if entries}

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


class Summary(NamedTuple):
    """One figure as a list prints it."""

    figure: str
    subject: str
    amount: str
    unit: str
    status: str
    as_of: str
    source: str


def summarize(package: Package, row: Row) -> Summary:
    """Return what a list prints of a figure.

    Examples
    --------
    >>> from headcount.figures import table as figures, package
    >>> data = package.read()
    >>> rows = figures.select(figures.figures(data), source="iiss-mb-2021", country="PRK")
    >>> summarize(data, rows.iloc[0])[1:4]
    ("North Korea's active personnel", 'about 1.28 million', 'people')
    """
    amount = Quantity.of(row)
    return Summary(
        figure=row["figure_id"],
        subject=heading(package, row),
        amount=amount.words(),
        unit=unit(package, row) if amount.is_number else "",
        status=row["status"],
        as_of=date_words(row["as_of"]),
        source=provenance.title(provenance.sources(package)[row["source_id"]]),
    )


def notes(package: Package, figure_id: str) -> tuple[Note, ...]:
    """Return the caveats of one figure: the written ones, who disputes it, and where it was read.

    Examples
    --------
    >>> from headcount.figures import package
    >>> len(notes(package.read(), "prk-active-cia-factbook-2022-08-04")) > 1
    True
    """
    row = record_of(package, figure_id)
    view = View(package, (row,), focus=frozenset([figure_id]))
    return (*caveats.written(package, [row]), *caveats.disputed(view), *caveats.secondhand(view))


def record(of: Any, figure_id: Any = None) -> Record:
    """Gather all that the package knows of a figure.

    Parameters
    ----------
    of
        The data; or the figure as a row of a frame, which knows them.
    figure_id
        Its ID, or a row of a frame.

    Raises
    ------
    UnknownWord
        When there is no such figure; the message names those with a similar ID.
    WrongChoice
        When there is not one figure; for a row that does not know its data or was edited.

    Examples
    --------
    >>> import headcount as hc
    >>> hc.record(hc.read(), "prk-active-cia-factbook-2022-08-04").amount.words()
    'about 1.14 million'
    """
    package, figures = asked_of(of, figure_id)
    if len(figures) != 1:
        raise WrongChoice(f"Name one figure, not {cardinal(len(figures))}")
    (figure_id,) = figures
    every = records(package)
    (row,) = select_records(every, {"figure_id": figure_id})
    return Record(
        figure=row,
        subject=heading(package, row),
        phrase=amount_and_subject(View(package, (row,)), row),
        amount=Quantity.of(row),
        known=facts(package).known(row),
        read=package.label((row["table"], "verification"), row["verification"]),
        source=provenance.sources(package)[row["source_id"]],
        chain=provenance.chain(package, figure_id),
        notes=notes(package, figure_id),
        answers={
            other["figure_id"]: f"{other['status']}, {date_words(other['reported'])}"
            for other in every
            if other["answers"] == figure_id
        },
        corrections=[
            one for one in package.tables.get("corrections", []) if one["figure_id"] == figure_id
        ],
    )


def _section(title: str, entries: list[str]) -> list[str]:
    return [
        "",
        title,
        *(paragraph(entry, first="- ", rest="  ") for entry in entries),
    ]


def _hop(hop: Hop) -> str:
    named = "" if hop.named else ", unnamed"
    return f"{hop.number}: {hop.speaker} ({hop.role}{named}; interest: {hop.interest})"


def _correction(row: Mapping[str, Any]) -> str:
    old, new = (str(row[name] or "nothing").rstrip(".") for name in ("old", "new"))
    return f"{row['date']}: {row['field']} was {old}, is {new}. {row['reason']}"
