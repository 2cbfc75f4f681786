"""What several commands take, and how they print what they found."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from headcount.figures.package.problem import shown

if TYPE_CHECKING:
    from headcount.figures.package import Package

Made = TypeVar("Made", bound=Callable[..., Any])


def folder(text: str) -> Path:
    """Take an argument as an existing data folder, or its ``datapackage.json``."""
    path = Path(text)
    try:
        if path.is_dir() or path.name == "datapackage.json":
            return path
    except OSError:  # a name of thousands of letters
        pass
    raise click.BadParameter(f"There is no folder {shown(text)}.")


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
    from headcount.cli import terminal
    from headcount.core.rich import Rich

    if as_json:
        print(json.dumps(found.as_json(), indent=2, ensure_ascii=False))
    elif terminal.is_terminal() and isinstance(found, Rich):
        terminal.show(found.blocks())
    else:
        print(found.text())


def show_table(head: Sequence[str], lines: Iterable[Sequence[str]]) -> None:
    """Print a table: fitted to the terminal, or a line each where no terminal is."""
    from headcount.cli import terminal
    from headcount.core.rich import Section
    from headcount.core.wording import aligned

    table = [tuple(head), *map(tuple, lines)]
    if terminal.is_terminal():
        terminal.show([Section(table=table)])
    else:
        print("\n".join(aligned(table)))


def show_error(error: Exception, code: int = 1) -> int:
    """Print why a command did not do what it was asked for; return its exit code."""
    from headcount.core.errors import message

    print(message(error), file=sys.stderr)
    return code


def refused(
    place: Path, error: OSError, how: str = "cannot be written to", instead: str = ""
) -> int:
    """Print why a folder cannot be written to, and how to go on; return the exit code."""
    why = (error.strerror or str(error)).lower()
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
