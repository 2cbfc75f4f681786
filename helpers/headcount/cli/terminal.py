"""Answers as a terminal shows them: lines and tables that fit its width, names in full."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from headcount.core.rich import Section
from headcount.core.wording import paragraph
from headcount.figures.package.problem import printable

if TYPE_CHECKING:
    from rich.console import Console

_GAP = 2
"""Spaces between two columns."""


def is_terminal() -> bool:
    """Whether people read what is printed, and no other program does."""
    return sys.stdout.isatty()


def show(blocks: Iterable[Section], console: Console | None = None) -> None:
    """Print the parts of an answer, fitted to the terminal.

    A table that is too wide has its cells broken into lines. Where even that is not enough without
    breaking an ID, each line becomes an entry: its first cell, and under it the others. Text
    comes from data: it is never taken as markup, and what would move the cursor is escaped.

    Parameters
    ----------
    blocks
        The parts, in the order of reading.
    console
        Where they are printed; the standard output by itself.

    Examples
    --------
    >>> from rich.console import Console
    >>> table = [("figure", "amount"), ("nor-beds-2022", "1,200"), ("nor-beds-2023", "900")]
    >>> show([Section("Beds", table=table)], Console(width=30))  # doctest: +NORMALIZE_WHITESPACE
    Beds
    figure         amount
    nor-beds-2022  1,200
    nor-beds-2023  900
    >>> show([Section(table=table)], Console(width=18))
    nor-beds-2022
      1,200
    nor-beds-2023
      900
    """
    if console is None:
        from rich.console import Console

        console = Console()
    for at, block in enumerate(blocks):
        if at:
            console.print()
        _print(block, console)


def _print(block: Section, console: Console) -> None:
    from rich.table import Table
    from rich.text import Text

    def fill(text: str, first: str = "", rest: str = "", style: str = "") -> None:
        # a line each by hand, for rich would break an address in two, and nobody could copy it
        text = paragraph(printable(text), first, rest, columns=console.width)
        console.print(Text(text, style), soft_wrap=True)

    if block.heading:
        fill(block.heading, style="bold")
    for text in block.paragraphs:
        fill(text)
    for text in block.entries:
        fill(text, "- ", "  ")
    if not block.table:
        return
    head, *lines = [[printable(cell) for cell in line] for line in block.table]
    least = [_longest_word(column) for column in zip(head, *lines, strict=True)]
    if sum(least) + _GAP * (len(least) - 1) > console.width:
        for first, *rest in lines:
            fill(first, style="bold")
            fill("; ".join(filter(None, rest)), "  ", "  ")
        return
    grid = Table.grid(padding=(0, _GAP, 0, 0))
    for width in least:
        grid.add_column(min_width=width)
    for line in [head, *lines]:
        grid.add_row(*map(Text, line), style="bold" if line is head else "")
    console.print(grid)


def _longest_word(cells: Sequence[str]) -> int:
    return max((len(word) for cell in cells for word in cell.split()), default=0)
