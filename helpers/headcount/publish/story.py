"""Another story is started: a data folder with the tables and the rules of one that is there.

What a story is about stands in its rows and at the top of its descriptor. Its tables, their
columns, closed lists and rules are any story's, and so are its tables of names.
"""

from __future__ import annotations

import csv
import json
import os
import re
import shlex
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from headcount.charts import charts_file
from headcount.core.errors import UnknownWord, WrongChoice
from headcount.core.escaping import as_csv
from headcount.core.wording import capital, slug
from headcount.figures import dictionary, names
from headcount.figures.package import Package, load, read
from headcount.figures.package.descriptor import (
    DESCRIPTOR,
    OWN,
    SHARED,
    as_text,
    columns_of,
    read_descriptor,
    schema_file,
    schema_files,
    shorten,
)
from headcount.figures.package.problem import shown
from headcount.publish.export.folder import write_folder
from headcount.render import house

_ABOUT = [
    {"title": "What is in it", "text": "Not said yet: which figures, of whom, of which years."},
    {"title": "What is left out", "text": "Not said yet."},
    {"title": "What was not read", "text": "Not said yet: sources that could not be found."},
]
_DESCRIPTION = "Not described yet: say here what the figures are for."


def new(
    folder: str | os.PathLike[str],
    *,
    title: str | None = None,
    like: Package | None = None,
    with_data: bool = False,
) -> Package:
    """Start another story in a folder of its own.

    1. Its tables, columns, closed lists and rules are those of `like`, its tables of names with
       their rows; all other tables are empty. Nothing else of the other story is in it.
    2. It is sound, and has its dictionary and a `charts.toml` without charts beside it; the house
       file of `like` and its fonts come along.
    3. The folder is written whole or not at all.

    Parameters
    ----------
    folder
        A folder that is not there yet, or is empty.
    title
        What the story is called, and its charts are credited to; by itself, as its folder, or as
        what it is a copy of.
    like
        The package whose tables it takes; by itself, the one that `package.read` reads.
    with_data
        Copy `like` with all that is in it, to play with.

    Raises
    ------
    WrongChoice
        When there is something in the folder, or it is a file.
    OSError
        When the disk refuses.

    Examples
    --------
    >>> import headcount as hc
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as place:
    ...     started = hc.new(Path(place, "my-story"))
    >>> started.descriptor["title"], started.tables["sources"], len(started.tables["countries"])
    ('My story', [], 28)
    """
    folder, like = Path(folder), like or read()
    title = " ".join((title or "").split())
    refuse_taken(folder)
    kept = set(like.tables) if with_data else {one.table for one in names.every(like)}
    descriptor = _descriptor(like, folder, title, with_data=with_data)
    empty = {table: like.tables[table] if table in kept else [] for table in like.tables}
    page = dictionary.dictionary(Package(folder, descriptor, empty))
    files = {
        DESCRIPTOR: as_text(short := shorten(descriptor)),
        **schema_files(short),
        dictionary.README: page,
        charts_file.FILE: charts_file.HEAD,
    }
    contents = {file: text.encode() for file, text in files.items()}
    for table in like.tables:
        header = as_csv([[field["name"] for field in like.fields(table)]]).encode()
        there = like.path / like.resource(table)["path"]
        contents[_file(table)] = there.read_bytes() if table in kept else header
    if with_data:
        beside = [like.path / name for name in (charts_file.FILE, "LICENSE")]
        contents |= {path.name: path.read_bytes() for path in beside if path.is_file()}
    write_folder(folder, contents | house.files(like))
    return read(folder)


def add_table(folder: str | os.PathLike[str], name: str) -> Path:
    """Add a table of figures to a data folder: its columns are there, its rows and words are not.

    It has the columns that all tables of figures share, and two of its own: whom the figures are
    about, and what they count. What else is said of it, its entry in ``datapackage.json`` tells.

    Parameters
    ----------
    folder
        A sound data folder with a table of figures.
    name
        What the table is called: small letters, digits and ``_``.

    Returns
    -------
    Path
        The empty table.

    Raises
    ------
    WrongChoice
        When the name is taken or is none, or the folder has no table of figures to go by.
    PackageError
        When the folder is not sound.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as place:
    ...     made = add_table(new(Path(place, "my-story")).path, "hospital_beds")
    ...     print(made.name, load(made.parent).text())
    hospital_beds.csv No errors found: 14 tables, 0 figures, 0 sources.
    """
    package = read(folder)
    right = slug(name, "_")
    if name != right or not re.match("[a-z]", name):
        raise WrongChoice(f"{shown(name)} is not a table name. Write {right or 'small letters'}.")
    if name in package.tables:
        raise WrongChoice(f"There is already a table {shown(name)}. Choose another name.")
    short = shorten(package.descriptor)
    if SHARED not in short:
        raise WrongChoice(f"{folder} has no table of figures to go by; start with headcount new")
    words = name.replace("_", " ")
    described = json.loads(Path(__file__).with_name("table.json").read_text(encoding="utf-8"))
    described |= {"name": name, "path": _file(name), "title": capital(words), "kind": words}
    described["schema"] = schema_file(name)
    described[OWN][1]["categories"][0]["label"] = words
    short["resources"].append(described)
    path = Path(folder, _file(name))
    texts = schema_files(short) | {DESCRIPTOR: as_text(short)}
    header = columns_of(short, name)
    path.write_text(",".join(header) + "\n", encoding="utf-8", newline="\n")
    for file, text in texts.items():
        Path(folder, file).write_text(text, encoding="utf-8", newline="\n")
    dictionary.write(read(folder))
    return path


def steps(started: Package) -> str:
    """Say what a story holds that was just started, and what to do next.

    Parameters
    ----------
    started
        What `new` returned.
    """
    folder = shlex.quote(str(started.path))
    return f"""\
{started.path}: {load(started.path).summary}

1. Say what the story is, at the top of {DESCRIPTOR}: title, description, about.
   headcount dictionary {folder} --write
2. Add a source to sources.csv, then a figure to its table. {dictionary.README} lists the columns.
   headcount check {folder}
3. Describe a chart in {charts_file.FILE}; headcount forms lists what can be asked for.
   headcount export all --data {folder}
In a notebook: data = package.read({str(started.path)!r})"""


def put(folder: str | os.PathLike[str], table: str, row: Mapping[str, object]) -> None:
    """Put a row into a table: in place of the one with its key, else at the end.

    Nothing is checked but that the table has these columns, and no other line of the file changes:
    `package.load` tells what is wrong with it.

    Parameters
    ----------
    folder
        The data folder; it need not be sound.
    table
        The table, as the descriptor names it.
    row
        Column to cell; what is not named is left empty.

    Raises
    ------
    UnknownWord
        When there is no such table, or it has no such column.
    OSError
        When the file cannot be read or written.

    Examples
    --------
    >>> import headcount as hc
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as place:
    ...     started = hc.new(Path(place, "my-story"))
    ...     hc.put(started.path, "countries", {"country": "ATL", "name": "Atlantis"})
    ...     print(hc.check(started.path).text())
    countries.csv:30:in_text: is empty; every row needs it
    1 error found in 1 file.
    """
    tables = read_descriptor(Path(folder)).tables
    described = tables.get(table)
    if described is None:
        raise UnknownWord(f'No table is named "{table}"', table, tables)
    columns = described.header
    for name in row:
        if name not in columns:
            raise UnknownWord(f'{table} has no column "{name}"', name, columns)
    cells = ["" if (cell := row.get(name)) is None else str(cell) for name in columns]
    file = Path(folder, described.path)
    lines = file.read_bytes().decode(errors="surrogateescape").removesuffix("\n").split("\n")
    key = [columns.index(name) for name in described.key]
    place = _place(lines, key, cells)
    lines[place : place + 1] = [as_csv([cells], end="")]
    file.write_bytes("\n".join([*lines, ""]).encode(errors="surrogateescape"))


def _place(lines: list[str], key: list[int], cells: list[str]) -> int:
    """Return which line has the key of a row; the one after the last where none has it."""
    wanted = [cells[place] for place in key]
    for number, line in enumerate(lines):
        there = next(csv.reader([line]), [])
        if key and len(there) == len(cells) and [there[place] for place in key] == wanted:
            return number
    return len(lines)


def names_of(folder: Path, title: str) -> dict[str, str]:
    """Return the name and the title of a story: by itself, both are its folder's."""
    called = folder.absolute().name
    words = re.sub(r"[-_]+", " ", called).strip()
    return {"name": slug(called) or "story", "title": title or capital(words)}


def refuse_taken(folder: Path) -> None:
    """Refuse a folder for a new story in which there is something, and a file.

    Raises
    ------
    WrongChoice
        With what is there.
    """
    if folder.is_dir():
        found = sorted(path.name for path in folder.iterdir())
        if found:
            raise WrongChoice(f"{folder} is not empty (it holds {found[0]}); name a new folder")
    elif folder.exists() or folder.is_symlink():
        raise WrongChoice(f"{folder} is a file; name a new folder")


def _descriptor(like: Package, folder: Path, title: str, *, with_data: bool) -> dict[str, Any]:
    resources = [one | {"path": _file(one["name"])} for one in like.descriptor["resources"]]
    if not with_data:
        resources = [_without_rows(like, one) for one in resources]
    if with_data:
        top = {name: value for name, value in like.descriptor.items() if name != "resources"}
    else:
        top = {
            "$schema": like.descriptor.get("$schema"),
            **names_of(folder, title),
            "description": _DESCRIPTION,
            "version": "0.1.0",
            "about": _ABOUT,
            "relations": like.descriptor.get("relations"),
        }
    if title:
        # whoever made the other one has not made this one
        top = {name: value for name, value in top.items() if name != "contributors"}
        top["title"] = title
    return {name: value for name, value in top.items() if value} | {"resources": resources}


def _without_rows(like: Package, resource: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is said of a table without what is said of its rows.

    No row has a caveat that marks flows, nor words that only the rows of the other story have.
    """
    tables = {one.table for one in names.every(like)}
    known = {"*", *(str(row["name"]) for table in tables for row in like.tables[table])}
    lists = {
        field["name"]: field.get("constraints", {}).get("enum", [])
        for field in like.fields(resource["name"])
    }
    left = {key: value for key, value in resource.items() if key != "flow_caveat"}
    for key in left.keys() & {"phrases", "headings"}:
        left[key] = {
            column: kept
            for column, said in left[key].items()
            if (kept := {w: said[w] for w in said if w in known or w in lists.get(column, [])})
        }
    return {key: value for key, value in left.items() if value != {}}


def _file(table: str) -> str:
    return f"{table}.csv"
