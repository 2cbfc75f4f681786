"""Figures as a list to read: a line each, or a paragraph each that says what is counted."""

from __future__ import annotations

from typing import Any

import pandas as pd

from helpers import figures, provenance
from helpers.dates import words as date_words
from helpers.names import every
from helpers.package import Package
from helpers.package.vocabulary import AMOUNTS
from helpers.phrase import phrase, subject
from helpers.quantity import Quantity
from helpers.refusals import NothingFits, UnknownWord
from helpers.wording import capital, paragraph


def find(package: Package, *, text: str | None = None, **wanted: Any) -> pd.DataFrame:
    """Choose figures as `figures.select` does, and by two things more.

    `whose` takes codes or names of a table of names, `text` words that stand anywhere in the row.

    Raises
    ------
    UnknownWord, NothingFits
        As `figures.select`.
    """
    rows = figures.figures(package)
    columns = list(rows)
    if asked := wanted.get("whose"):
        names = [asked] if isinstance(asked, str) else asked
        wanted["whose"] = [_code(package, name) for name in names]
        rows = figures.named(package)
    rows = figures.select(rows, **wanted)[columns]
    for word in (text or "").casefold().split():
        rows = rows[[word in " ".join(map(str, row)).casefold() for row in rows.to_numpy()]]
        if rows.empty:
            raise NothingFits(f"no figure that fits has the word {word!r} in its row")
    return rows


def _code(package: Package, name: str) -> str:
    """Return the code in a table of names by itself or by a name, however it is written."""
    for names in every(package):
        for code, forms in names.known.items():
            if name.casefold() in {word.casefold() for word in (code, *forms.values())}:
                return code
    codes = [code for names in every(package) for code in names.known]
    raise UnknownWord(f"nobody is called {name!r}", name, codes)


def whole(rows: pd.DataFrame) -> pd.DataFrame:
    """Return rows whose amounts are whole numbers again where all of a column are."""
    return rows.astype({name: "Int64" for name in AMOUNTS if (rows[name].dropna() % 1 == 0).all()})


def as_text(package: Package, rows: pd.DataFrame) -> str:
    """Return rows as aligned columns: id, subject, amount, status, date, source.

    Examples
    --------
    >>> from helpers import package
    >>> data = package.read()
    >>> print(as_text(data, find(data, whose="PRK", source="iiss-mb-2021")).splitlines()[-1])
    1 figure
    """
    known = provenance.sources(package)
    cells = [("figure", "what", "amount", "status", "as of", "source")]
    cells += [
        (
            row["figure_id"],
            subject(package, row),
            Quantity.of(row).words(),
            row["status"],
            date_words(row["as_of"]),
            known[row["source_id"]]["short_title"],
        )
        for row in rows.to_dict("records")
    ]
    return "\n".join([*_aligned(cells), f"{len(rows)} figure{'' if len(rows) == 1 else 's'}"])


def as_counts(package: Package, rows: pd.DataFrame) -> str:
    """Return rows that count one thing as aligned columns: amount, date, source.

    Examples
    --------
    >>> from helpers import package
    >>> data = package.read()
    >>> print(as_counts(data, find(data, whose="PRK", source="iiss-mb-2021", category="active")))
    about 1.28 million  2021  IISS Military Balance 2021
    """
    known = provenance.sources(package)
    cells = [
        (
            Quantity.of(row).words(),
            date_words(row["as_of"]),
            known[row["source_id"]]["short_title"],
        )
        for row in rows.to_dict("records")
    ]
    return "\n".join(_aligned(cells))


def as_paragraphs(package: Package, rows: pd.DataFrame) -> str:
    """Return rows as paragraphs: the amount in words, how it is known, and what it counts.

    Figures that look alike are told apart by their definitions, which no line of a list holds.

    Examples
    --------
    >>> from helpers import package
    >>> data = package.read()
    >>> print(as_paragraphs(data, find(data, figure_id="prk-active-cia-factbook-2025")))
    Up to 1.3 million active personnel of North Korea, estimated as of 2025 (CIA World
    Factbook, 2025 edition). Active-duty troops of the Korean People's Army; the CIA gives a
    ceiling, not a point estimate.
    """
    known = provenance.sources(package)
    told = []
    for row in rows.to_dict("records"):
        amount = Quantity.of(row)
        what = phrase(package, row)
        many = f"{amount.words()} {what}" if amount.is_number else f"{what}, no number given"
        status = package.label((row["table"], "status"), row["status"])
        source = known[row["source_id"]]["short_title"]
        line = f"{many}, {status} as of {date_words(row['as_of'])} ({source}). {row['definition']}"
        told.append(paragraph(capital(line)))
    return "\n\n".join(told)


def _aligned(cells: list[tuple[str, ...]]) -> list[str]:
    widths = [max(len(cell) for cell in column) for column in zip(*cells, strict=True)]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in cells
    ]
