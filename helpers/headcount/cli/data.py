"""Commands about a data folder: it is checked, described, started; what charts can be made of."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from headcount.cli import options
from headcount.cli.options import folder, refused

if TYPE_CHECKING:
    from headcount.charts.form import Parameter
    from headcount.figures.package import Package, Problem

_folder = click.argument("folder", metavar="[DIR]", required=False, type=folder)


@click.command
@_folder
@options.as_json("the findings")
@click.option(
    "--words",
    is_flag=True,
    help="Compare written headlines and decks with their rows; check dates in source titles.",
)
@click.option(
    "--against",
    metavar="DIR",
    type=folder,
    help="An earlier copy of the folder: list what changed without a correction, too.",
)
def check(*, folder: Path | None, as_json: bool, against: Path | None, words: bool) -> int:
    """Check a data folder and list every error.

    If you name no folder: the one in $HEADCOUNT_DATA, else ./data, else the bundle's own.
    """
    from headcount.charts import charts_file
    from headcount.figures.dictionary import shares
    from headcount.figures.package import load
    from headcount.figures.package.across import days_to_come
    from headcount.render import house, language

    found = load(folder)
    package = found.package() if found.sound else None
    tables = [one for one in found.tables.values() if one]
    more = [*days_to_come(tables, found.promise.json, date.today())]  # noqa: DTZ011  (a reader's day)
    more += charts_file.check(found.folder, package) + house.check(found.folder)
    more += language.check(found.folder)
    changed: list[str] = []
    if against and package is not None:
        silent, changed = _changes(against, package)
        more += silent
    found = found.beside(more)
    doubts = _doubts(package) if words and found.sound and package is not None else []
    if as_json:
        findings: dict[str, Any] = {
            "sound": found.sound,
            "problems": [asdict(problem) for problem in found.problems],
            **({"more": rest} if (rest := found.count - len(found.problems)) else {}),
            "tables": found.counts,
        }
        if words:
            findings["words"] = doubts
        if against:
            findings["changes"] = changed
        print(json.dumps(findings, indent=2))
    elif found.sound:
        read = shares(package) if package is not None else ""
        print("\n".join(filter(None, [found.summary, read, *doubts, *changed])))
    else:
        print("\n".join([*found.lines, *changed]))
        print(found.summary, file=sys.stderr)
    return 0 if found.sound else 1


def _doubts(package: Package) -> list[str]:
    """Tell which words of an editor a desk would change; they are no fault."""
    from headcount.charts.chart import named_chart
    from headcount.charts.charts_file import read
    from headcount.charts.form import WRITTEN
    from headcount.figures.dates import spelled_out

    titles = [
        f'sources: the short title "{title}" abbreviates a month without a day; write "{right}"'
        for title in (str(source["short_title"]) for source in package.tables.get("sources", []))
        if (right := spelled_out(title)) != title
    ]
    written = [name for name, choice in read(package).items() if choice.keys() & WRITTEN]
    charts = [f"{name}: {one}" for name in written for one in named_chart(package, name).doubts]
    return [*titles, *charts]


def _changes(before: Path, after: Package) -> tuple[list[Problem], list[str]]:
    """Return what changed silently since the state in a folder, and lines on what else changed.

    Where that folder cannot be read, why is all that is returned.
    """
    from headcount.charts import charts_file
    from headcount.figures.changes import silent_changes
    from headcount.figures.package import PackageError, find_folder, read
    from headcount.figures.package.problem import MOST

    there = find_folder(before)
    try:
        charts = charts_file.changes(there, after.path)
        silent, others = silent_changes(read(before), after, charts)
    except PackageError as error:
        return [replace(one, file=str(there / one.file)) for one in error.problems], []
    lines = [f"changed: {one}" for one in others[:MOST]]
    more = len(others) - len(lines)
    return silent, [*lines, *([f"changed: and {more:,} more"] if more else [])]


@click.command
@_folder
@click.option("--write", is_flag=True, help="Write it into the folder's README.md.")
def dictionary(*, folder: Path | None, write: bool) -> int:
    """Print the data dictionary: what every table and column means."""
    from headcount.figures import dictionary as pages
    from headcount.figures.package import find_folder, read
    from headcount.figures.package.descriptor import write_schemas

    if write:
        write_schemas(find_folder(folder))
    package = read(folder)
    print(pages.write(package) if write else pages.dictionary(package).rstrip("\n"))
    return 0


@click.command
@click.argument("folder", metavar="DIR", type=Path)
@click.option("--title", metavar="TEXT", help="The story's title (default: the folder's name).")
@click.option("--with-data", is_flag=True, help="Copy all figures, too, to experiment with.")
@click.option(
    "--table", metavar="NAME", help="Add a table of figures to DIR, an existing data folder."
)
@options.data
def new(
    *, folder: Path, title: str | None, with_data: bool, table: str | None, data: Path | None
) -> int:
    """Start another story: a data folder that has no figures yet.

    It gets the same tables and rules. DIR must be new or empty; with --table, it is an existing
    data folder that gets one more table.
    """
    from headcount.figures import package
    from headcount.figures.package.descriptor import DESCRIPTOR
    from headcount.publish import story

    if table:
        added = story.add_table(folder, table)
        print(f"{added}: Describe it in {DESCRIPTOR}, then run headcount dictionary --write.")
        return 0
    like = package.read(data)
    try:
        made = story.new(folder, title=title, like=like, with_data=with_data)
    except OSError as error:
        return refused(folder, error, "cannot be written", "Name another folder.")
    print(story.steps(made))
    return 0


@click.command
def forms() -> int:
    """List the kinds of charts and the keys of each in charts.toml."""
    from headcount.charts import FORMS
    from headcount.charts.form import COMMON

    for form in FORMS.values():
        print(f"{form.name}: {form.shows}")
        print(_listed(form.parameters))
    print("every form:")
    print(_listed({name: one for name, one in COMMON.items() if name != "form"}))
    return 0


def _listed(parameters: Mapping[str, Parameter]) -> str:
    lines = [
        f"  {name:<10} {one.says}{' (required)' if one.required else ''}; {one.kind}"
        for name, one in parameters.items()
    ]
    return "\n".join([*lines, ""])
