"""Figures that a reader has chosen, and what can be shown of them."""

from __future__ import annotations

from dataclasses import dataclass, field

from headcount.desk import compare as comparing
from headcount.desk import record as records
from headcount.desk.compare import Comparison
from headcount.desk.record import Record
from headcount.figures.package import Package
from headcount.notebook.explore import sheet
from headcount.notebook.explore.drawable import Drawable, drawable


@dataclass(frozen=True, slots=True)
class Choice:
    """What the figures that are chosen come to.

    Parameters
    ----------
    figures
        The `figure_id` of each, in the order of choosing.
    record
        What is known of it, where it is one figure.
    comparison
        What may be said of them, where they are two.
    drawable
        What can be drawn of them, where they are two or more.
    """

    figures: tuple[str, ...] = ()
    record: Record | None = None
    comparison: Comparison | None = None
    drawable: Drawable = field(default_factory=lambda: Drawable({}, {}))

    @property
    def sheet(self) -> sheet.Content:
        """The record or the comparison, as a sheet has it; of more there is a chart alone."""
        if self.record is not None:
            return sheet.of_record(self.record)
        if self.comparison is not None:
            return sheet.of_comparison(self.comparison)
        return sheet.NOTHING if self.figures else sheet.of_nothing()


def select(package: Package, figures: tuple[str, ...]) -> Choice:
    """Gather what can be shown of some figures.

    Examples
    --------
    >>> from headcount.figures import package
    >>> select(package.read(), ("prk-active-iiss-mb-2021",)).record.amount.words()
    'about 1.28 million'
    """
    if len(figures) < 2:
        return Choice(figures, *(records.record(package, figure) for figure in figures))
    pair = comparing.compare(package, *figures) if len(figures) == 2 else None
    return Choice(figures, None, pair, drawable(package, figures))
