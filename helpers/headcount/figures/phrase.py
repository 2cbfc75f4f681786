"""Whom or what a figure counts, in words: its own columns, said by the descriptor's lists.

A table of figures may say in its descriptor how a sentence names its rows, with the columns in
braces: ``"phrase": "{category} of {country}"``; and in ``phrases``, how it names those that have a
certain word in a column: ``{"what": {"workers sent home": "{what} to {from_party}"}}``. Where no
amount goes before, ``phrase_alone`` may say it better: ``"{country}'s {category}"``. How a list
names them, ``heading`` and ``headings`` say in the same way: ``"From {from_party}: {what}"``. A
column that is empty, or whose word the sentence has said already, is left out with what stands
before it: "reservists from Russia", not "from Russia for Russia". Instead of one pattern there may
be a list, of which the first is taken whose adjectives there are; the last has none:
``["{from_party:adjective} {what}", "{what} from {from_party}"]``. The word ``*`` is any word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache, partial
from string import Formatter
from typing import Any

from headcount.core.wording import capital
from headcount.figures.names import by_name, leading
from headcount.figures.package import Package, cached
from headcount.figures.package.vocabulary import COMMON, OVER, SAME_TABLE
from headcount.figures.quantity import Quantity


def own_columns(package: Package, table: str) -> list[str]:
    """Return the columns that only this table of figures has: what it counts, and of whom.

    Examples
    --------
    >>> from headcount.figures import package
    >>> own_columns(package.read(), "military_personnel")
    ['country', 'category']
    """
    return [
        field["name"]
        for field in package.fields(table)
        if field["name"] not in (*COMMON, *SAME_TABLE, OVER)
    ]


def heading(package: Package, row: Mapping[str, Any]) -> str:
    """Say whom or what a figure counts, as a list has it.

    Where the descriptor does not say how, it is the sentence's words and then each column that
    they leave out; without such words, whose figure it is and then what it counts.

    Examples
    --------
    >>> from headcount.figures import table as figures, package
    >>> data = package.read()
    >>> row = figures.select(figures.figures(data), figure_id="prk-active-iiss-mb-2021").iloc[0]
    >>> heading(data, row)
    "North Korea's active personnel"
    """
    ways = _ways_of(package, row, "heading")[0]
    if ways:
        text = _filled(ways, _in_text(package, row))
    elif _ways(package, row):
        text = alone(package, row)
        said = {*_columns(_ways(package, row)), *_columns(_own_ways(package, row, "phrase_alone"))}
        rest = (name for name in _said_of(package, row) if name not in said)
        text = ", ".join([text, *(_say(package, row, name, "name") for name in rest)])
    else:
        whom, what = _parted(package, row, "name")
        text = ": ".join(filter(None, [", ".join(whom), ", ".join(what)]))
    return capital(text.removeprefix("the "))


def phrase(package: Package, row: Mapping[str, Any]) -> str:
    """Say whom or what a figure counts, as it follows the amount in a sentence.

    Examples
    --------
    >>> from headcount.figures import table as figures, package
    >>> data = package.read()
    >>> row = figures.select(figures.figures(data), figure_id="prk-active-iiss-mb-2021").iloc[0]
    >>> phrase(data, row)
    "active personnel in North Korea's forces"
    """
    ways = _ways(package, row)
    return _filled(ways, _in_text(package, row)) if ways else _plain(package, row)


def _plain(package: Package, row: Mapping[str, Any]) -> str:
    """Say it where the descriptor does not say how: ``licensed beds for the North``."""
    whom, (head, *rest) = _parted(package, row, "in_text")
    return f"{head} for {', '.join([*whom, *rest])}" if whom or rest else head


def _parted(package: Package, row: Mapping[str, Any], form: str) -> tuple[list[str], list[str]]:
    """Say whose a figure is, and what it counts: its unit first, unless a word says it, too."""
    names = leading(package).get(row["table"], {})
    columns = _said_of(package, row)
    whom = [_say(package, row, name, form) for name in columns if name in names]
    what = [_say(package, row, name, "name") for name in columns if name not in names]
    head = unit(package, row)
    return whom, what if what and what[0].endswith(head.split()[-1]) else [head, *what]


def alone(package: Package, row: Mapping[str, Any]) -> str:
    """Say whom or what a figure counts where no amount goes before it.

    Examples
    --------
    >>> from headcount.figures import table as figures, package
    >>> data = package.read()
    >>> row = figures.select(figures.figures(data), figure_id="prk-active-iiss-mb-2021").iloc[0]
    >>> alone(data, row)
    "North Korea's active personnel"
    """
    ways = _own_ways(package, row, "phrase_alone")
    if not ways or _ways(package, row) != _own_ways(package, row):
        return phrase(package, row)
    return _filled(ways, _in_text(package, row))


def shortened(package: Package, row: Mapping[str, Any]) -> str:
    """Say what a figure counts, and of those whom it is about the first, as it follows the amount.

    Examples
    --------
    >>> from headcount.figures import table as figures, package
    >>> data = package.read()
    >>> row = figures.select(figures.figures(data), figure_id="hist-cub-angola-peak-1988").iloc[0]
    >>> phrase(data, row), shortened(data, row)
    ('Cuban soldiers in Angola in the Angolan war', 'Cuban soldiers')
    """
    left_out = dict.fromkeys(_columns(_ways(package, row))[2:], "")
    return phrase(package, {**row, **left_out})


def common(package: Package, row: Mapping[str, Any], words: Mapping[str, str]) -> str:
    """Say what figures share, as the head of a list has it.

    The pattern is their table's own, unless the word that asks for another one is shared, too.

    Parameters
    ----------
    package
        The data.
    row
        One of the figures.
    words
        What they share, by column: some of its `parts`.

    Examples
    --------
    >>> from headcount.figures import table as figures, package
    >>> data = package.read()
    >>> row = figures.select(figures.figures(data), figure_id="prk-active-iiss-mb-2021").iloc[0]
    >>> common(data, row, {"country": "North Korea"})
    'North Korea'
    >>> common(data, row, parts(data, row))
    "active personnel in North Korea's forces"
    """
    ways, column = _ways_of(package, row)
    if column not in words:
        ways = _own_ways(package, row)
    if len(words) > 1 and set(words) <= set(_columns(ways)):
        said = _in_text(package, row).items()
        return _filled(ways, {key: word for key, word in said if key.split(":")[0] in words})
    return ", ".join(words.values())


def parts(package: Package, row: Mapping[str, Any], form: str = "name") -> dict[str, str]:
    """Say each column that the sentence of a figure is made of, by column, what it counts first.

    Parameters
    ----------
    package
        The data.
    row
        A figure, with its `table` and all of its columns.
    form
        ``"name"``, as a list has it, or ``"short"``, as a label has it.

    Examples
    --------
    >>> from headcount.figures import table as figures, package
    >>> data = package.read()
    >>> row = figures.select(figures.figures(data), figure_id="prk-active-iiss-mb-2021").iloc[0]
    >>> parts(data, row)
    {'category': 'active personnel', 'country': 'North Korea'}
    """
    own = own_columns(package, row["table"])
    named = [head(package, row["table"]), *_columns(_ways(package, row))]
    columns = [name for name in named if name in own]
    wholes = _wholes(package)[row["table"]]
    return {
        name: "" if row[name] == wholes.get(name, object()) else _say(package, row, name, form)
        for name in columns or own
    }


def about(package: Package, table: str) -> str:
    """Return the column that says whose people, or things, the figures of a table count.

    It leads to a table of names, or else stands in the table's phrase after what is counted.

    Examples
    --------
    >>> from headcount.figures import package
    >>> data = package.read()
    >>> about(data, "military_personnel"), about(data, "troop_offers"), about(data, "casualties")
    ('country', 'from_party', 'force')
    """
    named = list(leading(package).get(table, {}))
    own, counts = own_columns(package, table), head(package, table)
    columns = _columns(_own_ways(package, {"table": table}))
    rest = (one for one in columns if one in own and one != counts)
    return next(iter([*named, *rest]), "")


def head(package: Package, table: str) -> str:
    """Return the column that says what a table's figures count: its sentences open with it.

    Examples
    --------
    >>> from headcount.figures import package
    >>> data = package.read()
    >>> head(data, "military_personnel"), head(data, "troop_offers"), head(data, "population")
    ('category', 'what', '')
    """
    ways = _own_ways(package, {"table": table})
    opening = re.match(r"{(\w+)}", ways[-1] if ways else "")
    return opening[1] if opening and opening[1] in own_columns(package, table) else ""


def counted(package: Package, row: Mapping[str, Any]) -> str:
    """Say what a figure counts in the fewest words that may follow an amount.

    Examples
    --------
    >>> from headcount.figures import table as figures, package
    >>> data = package.read()
    >>> row = figures.select(figures.figures(data), figure_id="prk-active-iiss-mb-2021").iloc[0]
    >>> counted(data, row)
    'active personnel'
    """
    what = head(package, row["table"])
    return (what and _say(package, row, what, "short")) or unit(package, row)


def amount(package: Package, row: Mapping[str, Any]) -> Quantity:
    """Return the amount of a figure as it is said: what is measured, with its unit.

    Examples
    --------
    >>> from headcount.figures import table as figures, package
    >>> data = package.read()
    >>> row = figures.select(figures.figures(data), figure_id="prk-active-iiss-mb-2021").iloc[0]
    >>> amount(data, row).words()
    'about 1.28 million'
    """
    said = _units(package)[row["table"]].get(row["unit"])
    return replace(Quantity.of(row), measured=said) if said else Quantity.of(row)


def unit(package: Package, row: Mapping[str, Any]) -> str:
    """Say the unit of a figure: ``border entries``."""
    return package.label((row["table"], "unit"), row["unit"])


def word(package: Package, row: Mapping[str, Any], column: str) -> str:
    """Say one column of a figure as a list has it: ``North Korea``, ``active personnel``."""
    return _say(package, row, column, "name")


def _ways(package: Package, row: Mapping[str, Any]) -> list[str]:
    """Return how the descriptor has a figure named in a sentence; nothing where it does not say."""
    return _ways_of(package, row)[0]


def _ways_of(package: Package, row: Mapping[str, Any], of: str = "phrase") -> tuple[list[str], str]:
    """Return it with the column whose word asks for it; without one, it is the table's own."""
    for column, words in package.resource(row["table"]).get(f"{of}s", {}).items():
        word = row.get(column)
        if word and (said := words.get(word) or words.get("*")):
            return _each(said), column
    return _own_ways(package, row, of), ""


def _own_ways(package: Package, row: Mapping[str, Any], of: str = "phrase") -> list[str]:
    """Return how a table's figures are named in a sentence where no word asks for another way."""
    return _each(package.resource(row["table"]).get(of, []))


def _each(said: str | list[str]) -> list[str]:
    return [said] if isinstance(said, str) else said


def _in_text(package: Package, row: Mapping[str, Any]) -> dict[str, str]:
    """Say each column that a pattern may name, and the unit; a dimension's whole says nothing."""
    words = dict.fromkeys(own_columns(package, row["table"]), "")
    for name in _said_of(package, row):
        words[name] = _say(package, row, name, "in_text")
        if adjective := _names(package)(row["table"], name).get(row[name], {}).get("adjective"):
            words[f"{name}:adjective"] = adjective
    return {"unit": unit(package, row)} | words


def _columns(ways: list[str]) -> list[str]:
    """Return what a pattern names, in its order; of several, the one without adjectives."""
    return _keys(ways[-1]) if ways else []


def _keys(pattern: str) -> list[str]:
    parsed = Formatter().parse(pattern)
    return [f"{name}:{form}" if form else name for _, name, form, _ in parsed if name]


def _filled(ways: list[str], words: Mapping[str, str]) -> str:
    """Put words into the first pattern that has its adjectives, else into the last.

    What has no word, or was said already, goes with what leads to it.
    """
    pattern = next((way for way in ways if words.keys() >= {*_keys(way)}), ways[-1])
    text = said = ""
    for before, name, form, _ in Formatter().parse(pattern):
        word = words.get(f"{name}:{form}" if form else name, "") if name else ""
        if name is None or (word and not re.search(rf"\b{re.escape(word)}\b", f"{said} {text}")):
            text += before + word
            said += f" {words[name]}" if form and name else ""  # "Russian" has said "Russia"
    return re.sub(r"s's\b", "s'", text.strip())


def _say(package: Package, row: Mapping[str, Any], column: str, form: str) -> str:
    """Say one cell: by the table that its key leads to, else by its closed list, else as it is."""
    if not row[column]:
        return ""
    named = _names(package)(row["table"], column).get(row[column], {}).get(form)
    return named or package.label((row["table"], column), row[column])


def _said_of(package: Package, row: Mapping[str, Any]) -> list[str]:
    """Return the columns that say what a figure counts; a dimension's whole says nothing."""
    wholes = _wholes(package)[row["table"]]
    names = own_columns(package, row["table"])
    return [name for name in names if row[name] and row[name] != wholes.get(name)]


@cached
def _units(package: Package) -> dict[str, dict[str, tuple[str, str]]]:
    """Return how one and many of each unit that is measured are said, by table."""
    return {
        table: {
            one["value"]: (str(one.get("one", one["label"])), str(one["label"]))
            for field in package.fields(table)
            if field["name"] == "unit"
            for one in field.get("categories", [])
            if not one.get("counts", True)
        }
        for table in package.figure_tables
    }


@cached
def _wholes(package: Package) -> dict[str, dict[str, str]]:
    """Return the words for the whole, by table and dimension, that a sentence need not say.

    The whole of whom the figures are about is said: "the world".
    """
    return {
        table: {
            field["name"]: field["whole"]
            for field in package.fields(table)
            if field.get("whole") and field["name"] != about(package, table)
        }
        for table in package.figure_tables
    }


@cached
def _names(package: Package) -> Callable[[str, str], Mapping[str, Mapping[str, str]]]:
    """Return a function that tells what the values of a table's column are called."""
    return cache(partial(_names_of, package))


def _names_of(package: Package, table: str, column: str) -> Mapping[str, Mapping[str, str]]:
    """Return what a column's values are called.

    A column of free words may hold such a name too: "United States" is "the United States" in a
    sentence, wherever it stands.
    """
    names = leading(package).get(table, {}).get(column)
    return names.known if names else by_name(package)
