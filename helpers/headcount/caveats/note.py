"""A caveat as it stands under a chart: those written in the data, and how notes get numbers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from headcount.core.rich import Rich, Section
from headcount.core.wording import paragraph
from headcount.figures.package import Package
from headcount.figures.table import Row

WEIGHTS = {
    "different-units": 1000.0,
    "stock-beside-flow": 400.0,
    "different-periods": 300.0,
    "claim-beside-count": 100.0,
    "overlap": 50.0,
    "different-measures": 20.0,
    "different-dates": 10.0,
    "one-origin": 5.0,
    "party-to-the-conflict": 4.0,
    "open-bound": 3.0,
    "hearsay": 2.0,
    "secondhand": 1.0,
}
"""How much each rule changes the answer; others weigh as many times as the answer changes."""

STRANGERS = 2000.0
"""What it weighs that figures count different kinds of thing."""

EFFECTS = ("conclusion", "figure", "context")
"""What a caveat does, the gravest first: it changes the conclusion, qualifies a figure, or adds."""

_OF_RULE = {
    **dict.fromkeys(("different-units", "different-periods", "stock-beside-flow"), "conclusion"),
    **dict.fromkeys(("overlap", "base-decides", "set-beside"), "conclusion"),
    **dict.fromkeys(("secondhand", "left-out"), "context"),
}
_CHANGES = 1.2
"""From so many times on, another answer is another conclusion."""


REACHES = ("figure", "source", "category", "table")
"""What a caveat may apply to."""


@dataclass(frozen=True, slots=True)
class Note:
    """One caveat, as it stands under a chart.

    Parameters
    ----------
    number
        The mark on the rows it belongs to; `None` when it belongs to every row in view.
    text
        The short form, for the chart.
    long
        The whole caveat, for whoever asks further.
    figures
        The `figure_id` of each row in view that it belongs to.
    rule
        The `caveat_id`, or the name of the rule that derived it.
    weight
        How much it changes the answer; a derived caveat with more of it comes first.
    written
        What a written caveat does, one of `EFFECTS`; of a derived one, its rule and the numbers
        decide.
    """

    number: int | None
    text: str
    long: str
    figures: tuple[str, ...]
    rule: str
    weight: float = 0.0
    written: str = ""

    @property
    def effect(self) -> str:
        """What it does, one of `EFFECTS`."""
        if self.rule in ("disputed", "base-decides") and not self.written:
            return "conclusion" if self.weight >= _CHANGES else "figure"
        if self.rule == "different-measures" and self.weight >= STRANGERS:
            return "conclusion"
        return self.written or _OF_RULE.get(self.rule, "figure")

    @classmethod
    def on(cls, rows: Iterable[Row], text: str, long: str, rule: str, *, more: float = 0.0) -> Note:
        """Derive a note to these rows, with the weight of its rule and what this case adds."""
        figures = tuple(row["figure_id"] for row in rows)
        return cls(None, text, long, figures, rule, WEIGHTS.get(rule, 0.0) + more)


class Notes(tuple[Note, ...], Rich):
    """The notes of a chart, in their order; a notebook shows each in full.

    Examples
    --------
    >>> notes = Notes([Note(None, "Men only.", "The census counted men only.", ("a",), "men-only"),
    ...                Note(1, "Undated.", "The page carries no date.", ("b",), "undated")])
    >>> notes[1].text
    'Undated.'
    >>> print(notes.text())
    All: The census counted men only.
    <BLANKLINE>
    1: The page carries no date.
    """

    __slots__ = ()

    def text(self) -> str:
        """Return them as paragraphs: their numbers, and the whole of each caveat."""
        return "\n\n".join(map(paragraph, self._lines()))

    def blocks(self) -> list[Section]:
        """Return them as one list."""
        return [Section(entries=self._lines())]

    def _lines(self) -> list[str]:
        return [f"{note.number or 'All'}: {note.long}" for note in self]


def written(package: Package, rows: Iterable[Row]) -> list[Note]:
    """Return the caveats written in the data that apply to `rows`, not yet numbered.

    A caveat applies to a figure, a source, a category (``table.category``) or a table, as
    `caveat_targets` says; it is here once, with the rows in view that it touches.
    """
    within = _reach(rows)
    touched: dict[str, list[str]] = {}
    for row in package.tables.get("caveat_targets", []):
        if row["applies_to"] not in REACHES:
            raise ValueError(f"a caveat cannot apply to a {row['applies_to']!r}")
        hit = within.get((str(row["applies_to"]), str(row["target"])), [])
        touched.setdefault(str(row["caveat_id"]), []).extend(hit)
    caveats = {str(row["caveat_id"]): row for row in package.tables.get("caveats", [])}
    return [
        Note(
            number=None,
            text=str(row["short"]),
            long=str(row["long"]),
            figures=tuple(dict.fromkeys(figures)),
            rule=caveat,
            written=str(row.get("weight") or ""),
        )
        for caveat, figures in touched.items()
        if figures
        for row in [caveats[caveat]]
    ]


def _reach(rows: Iterable[Row]) -> dict[tuple[str, str], list[str]]:
    """Return, for each thing that a caveat may apply to, the rows it would touch."""
    within: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        table = row["table"]
        names = (row["figure_id"], row["source_id"], f"{table}.{row['category']}", table)
        for target in zip(REACHES, names, strict=True):
            within.setdefault(target, []).append(row["figure_id"])
    return within


def number(
    notes: list[Note],
    order: list[str],
    focus: Sequence[str] = (),
    folded: Collection[str] = (),
) -> Notes:
    """Give notes their numbers, the gravest first; one to every row needs none.

    Of those that do the same, first come those to a figure that the words are about, then those to
    the first row.

    Parameters
    ----------
    notes
        Notes in any order.
    order
        The `figure_id` of every row in view, as drawn from the top.
    focus
        The figures that the words are about.
    folded
        Those that the picture leaves to the table: notes to them alone come last, so that those
        under the picture count from one.

    Returns
    -------
    tuple of Note
        First the notes to every row, then the numbered ones from 1.
    """
    about = set(focus)

    def place(note: Note) -> tuple[Any, ...]:
        first = min(order.index(figure) for figure in note.figures)
        aside = set(note.figures).issubset(folded)
        effect = EFFECTS.index(note.effect)
        return aside, effect, not about & set(note.figures), first, note.rule

    everywhere = sorted((one for one in notes if set(order) <= set(one.figures)), key=place)
    partly = sorted((one for one in notes if one not in everywhere), key=place)
    found = [replace(note, number=None) for note in everywhere]
    found += [replace(note, number=count) for count, note in enumerate(partly, start=1)]
    return Notes(found)


def gravest(notes: Sequence[Note], most: int) -> list[Note]:
    """Return so many notes, in their order: none stays away for one that does less.

    All that change the conclusion are among them, however many they are.

    Examples
    --------
    >>> notes = [Note(n, "", "", ("a",), "", written=what) for n, what in enumerate(EFFECTS)]
    >>> [note.written for note in gravest(notes[::-1], 2)]
    ['figure', 'conclusion']
    """
    most = max(most, sum(note.effect == EFFECTS[0] for note in notes))
    kept = sorted(range(len(notes)), key=lambda at: EFFECTS.index(notes[at].effect))[:most]
    return [notes[at] for at in sorted(kept)]


def marks(notes: tuple[Note, ...]) -> Mapping[str, tuple[int, ...]]:
    """Return, for each figure that bears numbered notes, their numbers."""
    borne: dict[str, tuple[int, ...]] = {}
    for note in notes:
        if note.number is not None:
            for figure in note.figures:
                borne[figure] = (*borne.get(figure, ()), note.number)
    return borne
