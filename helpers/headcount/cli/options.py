"""What several commands take, and how they print what they found: fitted to a terminal."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from headcount.core.errors import UserError, message
from headcount.core.files import is_there
from headcount.core.rich import Rich, Section
from headcount.core.wording import aligned, paragraph
from headcount.figures.package.problem import printable, shown

if TYPE_CHECKING:
    from rich.console import Console

    from headcount.figures.package import Package

Made = TypeVar("Made", bound=Callable[..., Any])


def folder(text: str) -> Path:
    """Take an argument as an existing data folder, or its ``datapackage.json``."""
    path = Path(text)
    if path.name == "datapackage.json" or (is_there(path) and path.is_dir()):
        return path
    raise click.BadParameter(
        f"{shown(text)} is a file. Name a folder."
        if is_there(path)
        else f"There is no folder {shown(text)}."
    )


def file(text: str) -> Path:
    """Take an argument as an existing file."""
    if is_there(Path(text)):
        return Path(text)
    raise click.BadParameter(f"There is no file {shown(text)}.")


def out(default: str) -> Callable[[Made], Made]:
    """Let a command take the folder that it writes to."""
    return click.option(
        "--out",
        metavar="DIR",
        type=Path,
        default=default,
        help=f"The folder to write to (default: {default}).",
    )


def as_json(what: str) -> Callable[[Made], Made]:
    """Let a command print JSON."""
    return click.option("--json", "as_json", is_flag=True, help=f"Print {what} as JSON.")


data = click.option(
    "--data", metavar="DIR", type=folder, help="The data folder (default: as in check)."
)
exports = click.option(
    "--in",
    "exports",
    metavar="DIR",
    type=Path,
    default="exports",
    help="The folder of your exports (default: exports).",
)


class ManyWords(click.Command):
    """A command whose repeated options take several words at once: ``--whose A B --year 2022``."""

    def parse_args(self, context: click.Context, words: list[str]) -> list[str]:
        """Write the option again before each further word."""
        repeated = {
            name for one in self.params if getattr(one, "multiple", False) for name in one.opts
        }
        written: list[str] = []
        option = ""
        for word in words:
            if word.startswith("-"):
                if option and written[-1] == option:
                    context.fail(f"{option} takes at least one word.")
                option = word if word in repeated else ""
            elif option and written[-1] != option:
                written.append(option)
            written.append(word)
        return super().parse_args(context, written)


def show(found: Any, *, as_json: bool = False) -> None:
    """Print what was found: for people in a terminal, else as text, or as JSON where asked for."""
    if as_json:
        print(json.dumps(found.as_json(), indent=2, ensure_ascii=False))
    elif is_terminal() and isinstance(found, Rich):
        fit(found.blocks())
    else:
        print(found.text())


def show_table(head: Sequence[str], lines: Iterable[Sequence[str]]) -> None:
    """Print a table: fitted to the terminal, or a line each where no terminal is."""
    table = [tuple(head), *map(tuple, lines)]
    if is_terminal():
        fit([Section(table=table)])
    else:
        print("\n".join(aligned(table)))


def show_error(error: Exception, code: int = 1) -> int:
    """Print why a command did not do what it was asked for; return its exit code."""
    print(message(error), file=sys.stderr)
    return 2 if isinstance(error, UserError) else code


def refused(
    place: Path, error: Exception, how: str = "cannot be written to", instead: str = ""
) -> int:
    """Print why nothing was done, or why a folder cannot be written to; return the exit code."""
    if not isinstance(error, OSError):
        return show_error(error)
    about, mine = Path(error.filename or place).absolute(), place.absolute()
    is_beside = about.name.startswith(f".{mine.name}")  # while it is made
    if not (is_beside or about.is_relative_to(mine) or mine.is_relative_to(about)):
        return show_error(error)  # another file: a notebook that is not there
    why = (error.strerror or str(error)).lower()
    why = "it is a folder" if isinstance(error, IsADirectoryError) else why
    why = "its folder does not exist" if isinstance(error, FileNotFoundError) else why
    print(f"{place} {how}: {why}. {instead or 'Name another with --out.'}", file=sys.stderr)
    return 1


@contextmanager
def chart_names_explained(package: Package, asked: Iterable[str]) -> Iterator[None]:
    """Where a chart is asked for as something else, or a figure is unknown, say how to go on.

    Raises
    ------
    NotThere
        For the name of a chart.
    """
    from headcount.charts.chart import chart_names
    from headcount.core.errors import NotThere, UnknownWord

    try:
        yield
    except (NotThere, UnknownWord) as error:
        charts = chart_names(package)
        for one in asked:
            if one in charts:
                raise NotThere(
                    f'"{one}" is a chart. To export it with its figures: headcount export {one}'
                ) from error
        raise


_GAP = 2
"""Spaces between two columns."""


def is_terminal() -> bool:
    """Whether people read what is printed, and no other program does."""
    return sys.stdout.isatty()


def fit(blocks: Iterable[Section], console: Console | None = None) -> None:
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
    >>> fit([Section("Beds", table=table)], Console(width=30))  # doctest: +NORMALIZE_WHITESPACE
    Beds
    figure         amount
    nor-beds-2022  1,200
    nor-beds-2023  900
    >>> fit([Section(table=table)], Console(width=18))
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
    words = [" ".join(column).split() for column in zip(head, *lines, strict=True)]
    least = [max(map(len, column), default=0) for column in words]
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
