"""A caveat as it stands under a chart, and how such notes get their numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from headcount.core.wording import paragraph


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
    """

    number: int | None
    text: str
    long: str
    figures: tuple[str, ...]
    rule: str
    weight: float = 0.0


def number(notes: list[Note], order: list[str]) -> tuple[Note, ...]:
    """Give notes their numbers, by the first row they touch; one to every row needs none.

    Parameters
    ----------
    notes
        Notes in any order.
    order
        The `figure_id` of every row in view, as drawn from the top.

    Returns
    -------
    tuple of Note
        First the notes to every row, then the numbered ones from 1.
    """
    everywhere = [note for note in notes if set(order) <= set(note.figures)]
    partly = sorted(
        (note for note in notes if note not in everywhere),
        key=lambda note: (min(order.index(figure) for figure in note.figures), note.rule),
    )
    return (
        *(replace(note, number=None) for note in everywhere),
        *(replace(note, number=count) for count, note in enumerate(partly, start=1)),
    )


def marks(notes: tuple[Note, ...]) -> Mapping[str, tuple[int, ...]]:
    """Return, for each figure that bears numbered notes, their numbers."""
    borne: dict[str, tuple[int, ...]] = {}
    for note in notes:
        if note.number is not None:
            for figure in note.figures:
                borne[figure] = (*borne.get(figure, ()), note.number)
    return borne


def in_full(notes: Iterable[Note]) -> str:
    """Return notes as paragraphs: their numbers, and the whole of each caveat.

    Examples
    --------
    >>> notes = (Note(None, "Men only.", "The census counted men only.", ("a", "b"), "men-only"),
    ...          Note(1, "Undated.", "The page carries no date.", ("b",), "undated"))
    >>> print(in_full(notes))
    All: The census counted men only.
    <BLANKLINE>
    1: The page carries no date.
    """
    return "\n\n".join(paragraph(f"{note.number or 'All'}: {note.long}") for note in notes)
