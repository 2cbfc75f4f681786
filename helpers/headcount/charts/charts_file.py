"""The charts that a package names: its ``charts.toml``, read and checked.

Each form says what it can be asked for; `headcount.charts.chart.make_chart` takes the same.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from numbers import Integral
from pathlib import Path
from typing import Any, NamedTuple

from headcount.charts import FORMS
from headcount.charts.form import COMMON, NUMBER, TEXT, TEXTS, WHERE, Parameter
from headcount.core.errors import NothingFits, UnknownWord, hint
from headcount.figures.bases import base_name, base_sources
from headcount.figures.changes import CHARTS, Change, entries
from headcount.figures.names import every as every_names
from headcount.figures.package import Package, PackageError, Problem, cached, tomlfile
from headcount.figures.package.cells import hidden
from headcount.figures.package.vocabulary import AMOUNTS
from headcount.figures.provenance import voices
from headcount.figures.table import records

FILE = "charts.toml"
DEFAULT = "rank"

HEAD = """\
# The charts this package prints by name: `headcount export NAME`.
# `headcount check` lists every error in this file.
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


MOST_CHARTS = 1_000
_TOLD = 10
_SLUG = "[a-z0-9]+(-[a-z0-9]+)*"
_LONGEST_NAME = 100  # letters: its files add their own words to it
# What Windows has for devices, in whatever folder, and what stands for every chart in a command.
_TAKEN = re.compile("con|prn|aux|nul|(com|lpt)[0-9]|all")
_LONGEST = 60
_LONGEST_WORDS, _LONGEST_LIST = 1_000, 200_000  # letters: a record holds 2,000 figures
LONGEST_CHOICE = 500_000  # bytes of all that a chart asks for


def read(package: Package) -> dict[str, dict[str, Any]]:
    """Return what each chart of a package asks for, by name and in file order.

    Raises
    ------
    PackageError
        If the file cannot be read, or a chart has a key or a word that it cannot have; the error
        lists them all.

    Examples
    --------
    >>> from headcount.figures import package
    >>> read(package.read())["fourth-largest"]["measure"]
    'active'
    """
    charts, text, problems = _load(package.path)
    known = words(package) if charts else {}
    problems += [one for name in charts for one in _problems(charts, name, text, known)]
    if problems:
        raise PackageError(_in_order(problems))
    return charts


def read_one(package: Package, name: str) -> dict[str, Any]:
    """Return what one chart of a package asks for; what is wrong with others is not asked.

    Raises
    ------
    UnknownWord
        When there is none of that name; the message names those there are.
    PackageError
        If the file cannot be read, or this chart has a key or a word that it cannot have.
    """
    charts, text, problems = _load(package.path)
    if not problems and name not in charts:
        raise UnknownWord(f'No chart is named "{name}"', name, charts)
    problems = problems or _problems(charts, name, text, words(package))
    if problems:
        raise PackageError(problems)
    choice: dict[str, Any] = charts[name]
    return choice


def check(folder: Path, package: Package | None = None) -> list[Problem]:
    """List every fault of a folder's ``charts.toml`` at once; none where there is no such file.

    Parameters
    ----------
    folder
        The data folder.
    package
        What the folder holds. None, where that is not sound, leaves open whether the words of the
        charts are words of the data, and whether any figure fits them.

    Examples
    --------
    >>> check(Path("no/such/folder"))
    []
    """
    charts, text, problems = _load(folder)
    known = (
        words(package) if package is not None and charts else {"form": Kind("form", list(FORMS))}
    )
    for name, choice in charts.items():
        found = _problems(charts, name, text, known)
        if package is not None and not found:
            form = FORMS[choice.get("form", DEFAULT)]
            asked = {key: value for key, value in choice.items() if key in form.parameters}
            try:
                form.select(package, **asked)
            except NothingFits as error:
                found = [shows_nothing(folder, name, error)]
        problems += found
    return _in_order(problems)


def changes(before: Path, after: Path) -> Iterator[Change]:
    """Yield every key of a chart of `before` that `after` has otherwise, and each new chart.

    Raises
    ------
    PackageError
        If one of the files cannot be read.
    """
    (was, _, broken), (now, _, broken_now) = _load(before), _load(after)
    if broken or broken_now:
        raise PackageError([*broken, *broken_now])
    for name in dict.fromkeys([*was, *now]):
        if name not in now:
            yield Change(FILE, CHARTS, name, name, name, "")
        elif name not in was:
            yield Change(FILE, CHARTS, name, name, "", name, shown=False)
        elif isinstance(was[name], dict) and isinstance(now[name], dict):
            yield from entries(CHARTS, name, was[name], now[name], FILE)


def shows_nothing(folder: Path, name: str, error: NothingFits) -> Problem:
    """Say that every word of a chart is known, but no figure fits them all."""
    row = tomlfile.line(_load(folder)[1], name)
    return Problem(FILE, row, name, str(error).rstrip("."), "ask for less at once")


def _problems(
    charts: Mapping[str, Any], name: str, text: str, known: Mapping[str, Kind]
) -> list[Problem]:
    """List what is wrong with one chart, as far as its name, its keys and their words go."""
    choice = charts[name]
    if not isinstance(choice, dict):
        right = "put a line such as [name-of-the-chart] above it"
        return [Problem(FILE, tomlfile.line(text, name), name, "is not in any chart", right)]
    if right := better_name(name):
        wrong = f"{_shown(name)} cannot name a chart"
        return [Problem(FILE, tomlfile.line(text, name), None, wrong, right)]
    return [
        Problem(FILE, tomlfile.line(text, name, key), key, wrong, right)
        for key, wrong, right in faults(choice, known)
    ]


def better_name(name: str) -> str:
    """Say what would be right in the place of a name that no chart can have; "" for a sound one.

    Examples
    --------
    >>> better_name("fourth-largest"), better_name("con")
    ('', 'Windows keeps it for a device: write con-chart')
    """
    if not re.fullmatch(_SLUG, name):
        return "write small letters, digits and hyphens, such as fourth-largest"
    if len(name) > _LONGEST_NAME:
        return f"write up to {_LONGEST_NAME} letters"
    if not _TAKEN.fullmatch(name):
        return ""
    why = "it stands for every chart" if name == "all" else "Windows keeps it for a device"
    return f"{why}: write {name}-chart"


def _in_order(problems: list[Problem]) -> list[Problem]:
    return sorted(problems, key=lambda problem: problem.row or 0)


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
    [('tap', 'no such key', 'did you mean "top"?')]
    """
    if parameters is None:
        form = choice.get("form", DEFAULT)
        if not isinstance(form, str) or form not in FORMS:
            # without a form nobody can say what else the chart takes
            choice, parameters = {"form": form}, COMMON
        else:
            parameters = {**FORMS[form].parameters, **COMMON}
    for name, one in parameters.items():
        if one.required and name not in choice:
            yield name, "is missing", f"name a {one.word}"
    for name, right in _lost(choice, parameters):
        yield name, "no such key", right
    for name, value in ((name, choice[name]) for name in choice if name in parameters):
        if unfit := _unfit(value):
            yield name, *unfit
        elif not _fits(value, parameters[name].kind):
            kind = parameters[name].kind
            yield name, f"{_shown(value)} is not {kind}", f"write it as {_EXAMPLE[kind]}"
        elif name == "switch":
            yield from _unknown_switch(value, FORMS[choice.get("form", DEFAULT)].parameters, known)
        else:
            yield from _unknown(name, value, parameters[name], known)


def _unfit(value: Any) -> tuple[str, str] | None:
    """Say of texts that they are longer than a record may hold, or hide something."""
    long = sum(map(len, texts(value)))
    most = _LONGEST_WORDS if isinstance(value, str) else _LONGEST_LIST
    if long > most:
        return f"has {long:,} characters", f"say it in at most {most:,}"
    return next(filter(None, map(hidden, texts(value))), None)


def texts(value: Any) -> Iterator[str]:
    """Yield every text in a value of a choice: itself, or those that it holds."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from (text for one in value.values() for text in texts(one))
    elif isinstance(value, Iterable):
        yield from (text for one in value for text in texts(one))


def _unknown(
    name: str, value: Any, one: Parameter, known: Mapping[str, Kind]
) -> Iterator[tuple[str, str, str]]:
    """Give each word of a value that the package does not have."""
    if one.kind == WHERE:
        yield from _unknown_in(name, value, known)
    elif one.words or one.word in known:
        noun, there = (name, one.words) if one.words else known[one.word]
        for word, right in _lost(value, there):
            yield name, f"no {noun} {_shown(word)}", right


def _unknown_switch(
    value: str, parameters: Mapping[str, Parameter], known: Mapping[str, Kind]
) -> Iterator[tuple[str, str, str]]:
    """Give what a switch names and a form does not have: ``"source=one,other"``."""
    parameter, _, words = value.partition("=")
    name = parameter.partition(".")[0]
    can = [name for name, one in parameters.items() if one.kind != TEXTS]
    if name not in can:
        yield "switch", f"readers cannot switch {_shown(parameter)}", hint(name, can)
    elif words and parameters[name].kind == TEXT:
        named = [word.strip() for word in words.split(",") if word.strip() != "none"]
        for _, wrong, right in _unknown(name, named, parameters[name], known):
            yield "switch", wrong, right


def _unknown_in(
    name: str, value: Mapping[str, Any], known: Mapping[str, Kind]
) -> Iterator[tuple[str, str, str]]:
    """Give each column, and each word of a column, that the figures do not have."""
    columns = known["column"].words if "column" in known else value
    for column, right in _lost(value, columns):
        yield name, f"figures have no column {_shown(column)}", right
    for column, words in value.items():
        there = known.get(f"column {column}")
        for word, right in (
            _lost(words, there.words if there else words) if column in columns else ()
        ):
            yield name, f"no figure has {column} {_shown(word)}", right


def _lost(words: Collection[str], there: Collection[str]) -> Iterator[tuple[str, str]]:
    """Give each word that is not there, with what would be right; of many the first ones."""
    lost = [word for word in ([words] if isinstance(words, str) else words) if word not in there]
    yield from ((word, hint(word, there)) for word in lost[:_TOLD])
    for word in lost[_TOLD : _TOLD + 1]:
        yield word, f"fix those above, this one and {len(lost) - _TOLD - 1:,} more"


@cached
def words(package: Package) -> dict[str, Kind]:
    """Return the words that a chart of this package can use, by what they name.

    Examples
    --------
    >>> from headcount.figures import package
    >>> known = words(package.read())
    >>> known["name"].noun, known["base"].noun
    ('country', 'population source')
    """
    rows = records(package)
    texts = [name for name in rows[0] if name not in AMOUNTS]
    by_column = {name: sorted({row[name] for row in rows} - {""}) for name in texts}
    figures = [row["figure_id"] for row in rows]
    speakers = sorted(set(voices(package).values()))
    names = every_names(package)
    codes = sorted({code for one in names for code in one.known})
    bases = base_sources(package)
    return {
        "form": Kind("form", list(FORMS)),
        "column": Kind("column", texts),
        "figure": Kind("figure", figures),
        "figure or speaker": Kind("figure or speaker", [*figures, *speakers]),
        "category": Kind("category", by_column["category"]),
        "source": Kind("source", by_column["source_id"]),
        "name": Kind(_one_of([one.one for one in names]), codes),
        "base": Kind(_one_of([f"{base_name(package, one)} source" for one in bases]), bases),
        **{f"column {name}": Kind(name, there) for name, there in by_column.items()},
    }


def _one_of(nouns: list[str]) -> str:
    return " or ".join(dict.fromkeys(nouns)) or "name"


def _load(folder: Path) -> tuple[dict[str, Any], str, list[Problem]]:
    """Read the file as far as it is TOML: what it says, its text, and why it cannot be read."""
    right = 'write each line as: key = "word", key = 10 or [name-of-the-chart]'
    charts, text, problems = tomlfile.load(folder, FILE, right)
    if len(charts) > MOST_CHARTS:
        wrong = f"is not TOML: {len(charts):,} charts or keys, of which it may name {MOST_CHARTS:,}"
        return {}, "", [Problem(FILE, None, None, wrong, right)]
    return charts, text, problems


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
