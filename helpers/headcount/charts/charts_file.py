"""The charts that a package names: its ``charts.toml``, read and checked.

Each form says what it can be asked for; `headcount.charts.chart.make` takes the same.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from numbers import Integral
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from headcount.charts import FORMS
from headcount.charts.parameter import COMMON, NUMBER, TEXT, TEXTS, WHERE, Parameter
from headcount.core.errors import NothingFits, hint
from headcount.figures import table as figures
from headcount.figures.bases import base_name, base_sources
from headcount.figures.cached import cached
from headcount.figures.names import every as every_names
from headcount.figures.package import Package, PackageError, Problem
from headcount.figures.provenance import voices

FILE = "charts.toml"
DEFAULT = "rank"

HEAD = """\
# The charts this package prints by name: `headcount export NAME`.
# `headcount check` tells every fault of this file.
#
# [name] begins a chart: small letters, digits and hyphens. `form` is one of those that
# `headcount forms` lists, with the keys that each takes; "rank" where none is given.
"""
"""What such a file says of itself."""

_EXAMPLE = {
    TEXT: '"word"',
    NUMBER: "10",
    TEXTS: '["word", "word"]',
    WHERE: '{column = "word"}',
}


class Kind(NamedTuple):
    """Words of one kind: what one of them is called, and those that there are."""

    noun: str
    words: Collection[str]


_SLUG = "[a-z0-9]+(-[a-z0-9]+)*"
_LONGEST = 60


def read(package: Package) -> dict[str, dict[str, Any]]:
    """Return what each chart of a package asks for, by name and in file order.

    Raises
    ------
    PackageError
        If the file has any fault; the error lists them all.

    Examples
    --------
    >>> from headcount.figures import package
    >>> read(package.read())["fourth-largest"]["measure"]
    'active'
    """
    charts, text, problems = _load(package.path)
    checked = _checked(package)
    if not problems and text not in checked:
        checked[text] = check(package.path, package)
    problems = problems or checked[text]
    if problems:
        raise PackageError(problems)
    return charts


@cached
def _checked(_: Package) -> dict[str, list[Problem]]:
    """Hold the faults of each text that was read: to find them, all its charts are chosen."""
    return {}


def check(folder: Path, package: Package | None = None) -> list[Problem]:
    """Tell every fault of a folder's ``charts.toml`` at once; none where there is no such file.

    Parameters
    ----------
    folder
        The data folder.
    package
        What the folder holds. None, where that is not sound, leaves open whether the words of the
        charts are words of the data.

    Examples
    --------
    >>> check(Path("no/such/folder"))
    []
    """
    charts, text, problems = _load(folder)
    known = words(package) if package and charts else {"form": Kind("form", list(FORMS))}
    for name, choice in charts.items():
        if not isinstance(choice, dict):
            right = "put a line such as [name-of-the-chart] above it"
            problems.append(Problem(FILE, _row(text, name), name, "stands in no chart", right))
            continue
        if not re.fullmatch(_SLUG, name):
            wrong = f"{_shown(name)} cannot name a chart"
            right = "write small letters, digits and hyphens, such as fourth-largest"
            problems.append(Problem(FILE, _row(text, name), None, wrong, right))
        told = list(faults(choice, known))
        problems += [
            Problem(FILE, _row(text, name, key), key, wrong, right) for key, wrong, right in told
        ]
        if package and not told:
            problems += _left_with_nothing(package, name, choice, _row(text, name))
    return sorted(problems, key=lambda problem: problem.row or 0)


def _left_with_nothing(
    package: Package, name: str, choice: Mapping[str, Any], row: int | None
) -> list[Problem]:
    """Say that every word of a chart is known, but no figure fits them all."""
    form = FORMS[choice.get("form", DEFAULT)]
    asked = {key: value for key, value in choice.items() if key in form.parameters}
    try:
        form.select(package, **asked)
    except NothingFits as error:
        return [Problem(FILE, row, name, f"shows nothing: {error}", "ask for less at once")]
    return []


def faults(
    choice: Mapping[str, Any],
    known: Mapping[str, Kind],
    parameters: Mapping[str, Parameter] | None = None,
) -> Iterator[tuple[str, str, str]]:
    """Give each fault of a choice: the parameter, what is wrong, what would be right.

    Parameters
    ----------
    choice
        What is asked for.
    known
        The words that there are, as `words` gives them; a kind that is left out is not checked.
    parameters
        What can be asked for; by itself, what the form that is asked for takes.

    Examples
    --------
    >>> list(faults({"measure": "active", "source": "census", "tap": 5}, {}))
    [('tap', 'no such key', 'did you mean top?')]
    """
    if parameters is None:
        form = choice.get("form", DEFAULT)
        if not isinstance(form, str) or form not in FORMS:
            # without a form nobody can say what else the chart takes
            choice, parameters = {"form": form}, COMMON
        else:
            parameters = FORMS[form].parameters | COMMON
    for name, one in parameters.items():
        if one.required and name not in choice:
            yield name, "is missing", f"name a {one.word}"
    for name, value in choice.items():
        if name not in parameters:
            yield name, "no such key", hint(name, parameters)
        elif not _fits(value, parameters[name].kind):
            kind = parameters[name].kind
            yield name, f"{_shown(value)} is not {kind}", f"write it as {_EXAMPLE[kind]}"
        else:
            yield from _unknown(name, value, parameters[name], known)


def _unknown(
    name: str, value: Any, one: Parameter, known: Mapping[str, Kind]
) -> Iterator[tuple[str, str, str]]:
    """Give each word of a value that the package does not have."""
    if one.kind == WHERE:
        yield from _unknown_in(name, value, known)
    elif one.words or one.word in known:
        noun, there = (name, one.words) if one.words else known[one.word]
        for word in [value] if isinstance(value, str) else value:
            if word not in there:
                yield name, f"no {noun} {_shown(word)}", hint(word, there)


def _unknown_in(
    name: str, value: Mapping[str, Any], known: Mapping[str, Kind]
) -> Iterator[tuple[str, str, str]]:
    """Give each column, and each word of a column, that the figures do not have."""
    columns = known["column"].words if "column" in known else value
    for column, words in value.items():
        if column not in columns:
            yield name, f"figures have no column {_shown(column)}", hint(column, columns)
            continue
        for word in [words] if isinstance(words, str) else words:
            kind = known.get(f"column {column}")
            there = kind.words if kind else words
            if word not in there:
                yield name, f"no figure has {column} {_shown(word)}", hint(word, there)


def words(package: Package) -> dict[str, Kind]:
    """Return the words that a chart of this package can use, by what they name.

    Examples
    --------
    >>> from headcount.figures import package
    >>> known = words(package.read())
    >>> known["name"].noun, known["base"].noun
    ('country', 'population source')
    """
    rows = [row for table in package.figure_tables for row in package.tables[table]]
    every = figures.figures(package)
    texts = [name for name in every if pd.api.types.is_string_dtype(every[name])]
    names = every_names(package)
    bases = base_sources(package)
    kinds = {
        "form": Kind("form", list(FORMS)),
        "column": Kind("column", texts),
        "figure": Kind("figure", list(every["figure_id"])),
        "figure or speaker": Kind(
            "figure or speaker", [*every["figure_id"], *sorted(set(voices(package).values()))]
        ),
        "category": Kind("category", _column(rows, "category")),
        "source": Kind("source", _column(rows, "source_id")),
        "name": Kind(
            _one_of([one.one for one in names]),
            sorted({code for one in names for code in one.known}),
        ),
        "base": Kind(_one_of([f"{base_name(package, one)} source" for one in bases]), bases),
    }
    for name in texts:
        kinds[f"column {name}"] = Kind(name, sorted(set(every[name]) - {""}))
    return kinds


def _one_of(nouns: list[str]) -> str:
    return " or ".join(dict.fromkeys(nouns)) or "name"


def _column(rows: list[dict[str, Any]], name: str) -> list[str]:
    return sorted({str(row[name]) for row in rows if row.get(name)})


def _load(folder: Path) -> tuple[dict[str, Any], str, list[Problem]]:
    """Read the file as far as it is TOML: what it says, its text, and why it cannot be read."""
    path = folder / FILE
    if not path.exists():
        return {}, "", []

    def unread(row: int | None, wrong: str, right: str) -> tuple[dict, str, list[Problem]]:
        return {}, "", [Problem(FILE, row, None, wrong, right)]

    try:
        raw = path.read_bytes()
        text = raw.decode("utf-8-sig")
        return tomllib.loads(text), text, []
    except OSError as error:
        return unread(None, "cannot be read", f"put a file there that can ({error.strerror})")
    except UnicodeDecodeError as error:
        row = raw.count(b"\n", 0, error.start) + 1
        return unread(row, f"byte 0x{raw[error.start]:02X} is not UTF-8", "save the file as UTF-8")
    except (ValueError, RecursionError) as error:
        return unread(*_broken(str(error), text))


def _broken(told: str, text: str) -> tuple[int | None, str, str]:
    """Say where a text stops being TOML; the parser ends its message with the place."""
    right = 'write each line as: key = "word", key = 10 or [name-of-the-chart]'
    what, _, place = told.removesuffix(")").partition(" (at ")
    at = re.fullmatch(r"line (\d+), column (\d+)", place)
    if at:
        return int(at[1]), f"is not TOML at column {at[2]}: {what}", right
    if place:
        return len(text.splitlines()), f"is not TOML at its end: {what}", right
    return None, f"is not TOML: {what}", right


def _row(text: str, chart: str, key: str | None = None) -> int | None:
    """Find the line of a chart, or of a key of it; a key that stands on no own line has its."""
    lines = text.split("\n")

    def find(pattern: str, rows: range) -> int | None:
        return next((row for row in rows if re.match(pattern, lines[row - 1])), None)

    def named(name: str) -> str:
        return rf"""\s*["']?{re.escape(name)}["']?\s*"""

    whole = range(1, len(lines) + 1)
    start = find(rf"\s*\[+{named(chart)}[\].]", whole) or find(f"{named(chart)}[=.]", whole)
    if start is None or key is None:
        return start
    end = find(r"\s*\[\s*[\w\"'-]+\s*\]\s*(#|$)", range(start + 1, len(lines) + 1))
    return find(f"{named(key)}[=.]", range(start + 1, end or len(lines) + 1)) or start


def _fits(value: object, kind: str) -> bool:
    if kind == NUMBER:
        return isinstance(value, Integral) and not isinstance(value, bool) and int(value) >= 1
    if kind == TEXT:
        return isinstance(value, str)
    if kind == TEXTS:
        return isinstance(value, list | tuple) and all(isinstance(one, str) for one in value)
    return isinstance(value, Mapping) and all(
        isinstance(words, str) or _fits(words, TEXTS) for words in value.values()
    )


def _shown(value: object) -> str:
    """Write a value as the file would, cut short if it is long."""
    text = json.dumps(value, ensure_ascii=False, skipkeys=True, default=str)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
