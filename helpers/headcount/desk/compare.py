"""What may be said of two figures: their ratio, a sentence, the caveats, and a verdict."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import pandas as pd

from headcount import caveats
from headcount.caveats import Note, View
from headcount.caveats.view import Row
from headcount.core.errors import NothingFits, SeveralFit, UnknownWord
from headcount.core.wording import capital, paragraph
from headcount.desk.quote import amount_and_subject, sentence
from headcount.figures import arithmetic, provenance
from headcount.figures import table as figures
from headcount.figures.arithmetic import Ratio
from headcount.figures.bases import base_name, base_rows
from headcount.figures.dates import words as date_words
from headcount.figures.names import whose
from headcount.figures.package import Package
from headcount.figures.phrase import subject
from headcount.figures.provenance import Origin, origin_words, origins
from headcount.figures.quantity import Quantity

COMPARABLE, WITH_CARE, NOT_COMPARABLE = "comparable", "with-care", "not-comparable"

_SAID = {
    COMPARABLE: "Comparable",
    WITH_CARE: "Comparable with care",
    NOT_COMPARABLE: "Not comparable",
}

FORBID = ("different-units", "different-measures")
"""Rules that leave no ratio a meaning, and no common axis."""


@dataclass(frozen=True)
class Comparison:
    """Two figures held against each other.

    Parameters
    ----------
    view
        The two figures, with what they are divided by.
    ratio
        The first over the second; `None` where either gives no number.
    sentence
        What may be quoted: it attributes both figures.
    verdict
        ``"comparable"``, ``"with-care"`` or ``"not-comparable"``.
    reason
        Why, in one sentence.
    notes
        The caveats: the derived ones first, the weightiest of them at the top, then the written.
    """

    view: View
    ratio: Ratio | None
    sentence: str
    verdict: str
    reason: str
    notes: tuple[Note, ...]

    @property
    def rules(self) -> list[str]:
        """The names of the rules that derived a caveat, each once, in the order of the notes."""
        return [rule for rule in dict.fromkeys(n.rule for n in self.notes) if rule in caveats.RULES]

    @property
    def sides(self) -> tuple[str, ...]:
        """Each of the two figures in one line."""
        return tuple(self._line(row) for row in self.view.rows)

    @property
    def judgement(self) -> str:
        """The verdict in words, with its reason."""
        return f"{_SAID[self.verdict]}: {self.reason}"

    def text(self) -> str:
        """Return the comparison as paragraphs for a terminal or a copy desk."""
        lines = [f"{mark}: {line}" for mark, line in zip("AB", self.sides, strict=True)]
        lines += ["", self.sentence, "", self.judgement]
        if self.notes:
            lines += ["", *(f"- {note.text} [{note.rule}]" for note in self.notes)]
        return "\n".join(paragraph(line, rest="  ") for line in lines)

    def as_json(self) -> dict[str, Any]:
        """Return the comparison as plain data; an end that is open is `None`."""
        found = self.ratio
        low, value, high = (found.low, found.value, found.high) if found else (None, None, None)
        a, b = (self._told(row) for row in self.view.rows)
        return {
            "a": a,
            "b": b,
            "ratio": {"low": low, "value": value, "high": high},
            "sentence": self.sentence,
            "verdict": self.verdict,
            "reason": self.reason,
            "caveats": _as_json(self.notes),
        }

    def _line(self, row: Row) -> str:
        told = self._told(row)
        return f"{told['words']} ({told['status']}, as of {told['as_of']}; {told['source']})"

    def _told(self, row: Row) -> dict[str, str]:
        return {
            "figure_id": row["figure_id"],
            "words": amount_and_subject(self.view, row),
            "status": row["status"],
            "as_of": date_words(row["as_of"]),
            "source": self.view.short_title(row),
            "citation": provenance.citation(self.view.facts.sources[row["source_id"]]),
        }


@dataclass(frozen=True)
class Together:
    """Figures that share a chart.

    Parameters
    ----------
    verdict, reason
        As of two figures: what they may not share an axis for.
    notes
        The caveats that the rules derive.
    origins
        What the figures go back to.
    """

    verdict: str
    reason: str
    notes: tuple[Note, ...]
    origins: tuple[Origin, ...]

    def as_json(self) -> dict[str, Any]:
        """Return what must be said of the figures as plain data."""
        return {
            "verdict": self.verdict,
            "reason": self.reason,
            "caveats": _as_json(self.notes),
            "origins": [asdict(origin) for origin in self.origins],
        }

    def text(self) -> str:
        """Return what must be said of the figures as lines."""
        lines = [f"{_SAID[self.verdict]}: {self.reason}", capital(origin_words(self.origins) + ".")]
        lines += [f"- {note.text} [{note.rule}]" for note in self.notes]
        return "\n".join(paragraph(line, rest="  ") for line in lines)


def compare(package: Package, a: str, b: str, *, per: str | None = None) -> Comparison:
    """Hold two figures against each other.

    Parameters
    ----------
    package
        The data.
    a, b
        Each a `figure_id`, or a filter that fits one figure, such as
        ``"country=PRK,category=active,source=cia-factbook-2022"``.
    per
        The `source_id` of population figures: compare per head.

    Raises
    ------
    UnknownWord, NothingFits
        When a word is not known, no figure fits, or both fit one.
    SeveralFit
        When a filter fits several figures; the message lists them.

    Examples
    --------
    >>> from headcount.figures import package
    >>> found = compare(package.read(), "chn-active-cia-factbook-2022",
    ...                 "ind-active-cia-factbook-2022")
    >>> found.verdict, found.ratio.words()
    ('comparable', 'about 1.4 times as many as')
    """
    rows = tuple(pick(package, text) for text in (a, b))
    if rows[0]["figure_id"] == rows[1]["figure_id"]:
        raise NothingFits(f"{a} and {b} are one figure: name two")
    base = _bases(package, rows, per) if per else {}
    view = View(package, rows, base)
    ratio = _ratio(view)
    notes = caveats.derived(view)
    verdict, reason = _judge(view, notes)
    shown = pd.DataFrame([*rows, *base.values()])
    written = sorted(caveats.written(package, shown), key=lambda note: note.figures)
    return Comparison(
        view=view,
        ratio=ratio,
        sentence=sentence(view, ratio, comparable=verdict != NOT_COMPARABLE),
        verdict=verdict,
        reason=reason,
        notes=(*notes, *written),
    )


def together(view: View) -> Together:
    """Say what must be said of all the rows of one chart.

    Examples
    --------
    >>> from headcount.figures import table as figures, package
    >>> data = package.read()
    >>> rows = figures.select(figures.figures(data), source="iiss-mb-2021", category="active")
    >>> found = together(View(data, tuple(rows.to_dict("records")), focus=frozenset()))
    >>> found.verdict, len(found.origins)
    ('comparable', 1)
    """
    notes = caveats.derived(view)
    verdict, reason = _judge(view, notes)
    return Together(verdict, reason, tuple(notes), tuple(origins(view.package, view.rows)))


def pick(package: Package, text: str) -> Row:
    """Return the one figure of this id, or that this filter fits.

    Raises
    ------
    UnknownWord, NothingFits, SeveralFit
        As `compare`.
    """
    every = figures.figures(package)
    if "=" not in text:
        return figures.select(every, figure_id=text).iloc[0].to_dict()
    wanted: dict[str, str] = {}
    for part in text.split(","):
        name, parted, value = (piece.strip() for piece in part.partition("="))
        if not parted or not name or not value:
            raise UnknownWord(f"{part!r} is no condition", part, ["column=value,column=value"])
        wanted[name] = value
    year = wanted.pop("year", None)
    if year is not None and not year.isdecimal():
        raise UnknownWord(f"{year!r} is no year", year, ["a year such as 2022"])
    found = figures.select(every, year=int(year) if year else None, **wanted)
    if len(found) > 1:
        lines = [
            f"{row['figure_id']}: {subject(package, row)}, {Quantity.of(row).words()}"
            for row in found.to_dict("records")
        ]
        raise SeveralFit(text, lines)
    return found.iloc[0].to_dict()


def _as_json(notes: tuple[Note, ...]) -> list[dict[str, Any]]:
    return [{"rule": note.rule, "text": note.text, "figures": list(note.figures)} for note in notes]


def _bases(package: Package, rows: tuple[Row, ...], per: str) -> dict[str, Row]:
    """Return the figure that each row is divided by: of the same name, from the source asked."""
    found = {}
    for row in rows:
        names = whose(package, row["table"])
        base = base_rows(package, per, names) if names else None
        mine = None if base is None else base[base["whose"] == row[names.column]]
        if mine is None or mine.empty:
            name = capital(subject(package, row))
            raise NothingFits(f"{name}: no {base_name(package, per)} figure by {per}")
        found[row["figure_id"]] = mine.iloc[0].to_dict()
    return found


def _ratio(view: View) -> Ratio | None:
    if len(view.numbered) < 2:
        return None
    one, other = (view.amount(row) for row in view.rows)
    return arithmetic.ratio(one, other) if other.most > 0 else None


def _judge(view: View, notes: list[Note]) -> tuple[str, str]:
    """Return the verdict, and the one reason that weighs most."""
    silent = [row for row in view.rows if row["qualifier"] == "statement"]
    if silent:
        return NOT_COMPARABLE, f"{view.name(silent[0])}: the source gives no number."
    if view.is_pair and view.amount(view.rows[1]).most <= 0:
        return NOT_COMPARABLE, "The second figure is zero: nothing can be divided by it."
    forbidding = next((note for note in notes if note.rule in FORBID), None)
    if forbidding:
        return NOT_COMPARABLE, forbidding.text
    if notes:
        return WITH_CARE, notes[0].text
    return COMPARABLE, "They agree in measure, unit, kind and time, and no rule speaks against it."


__all__ = ["Comparison", "Together", "compare", "pick", "together"]
