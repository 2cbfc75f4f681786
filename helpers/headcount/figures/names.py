"""Tables of names: what a package calls those whom its figures are about.

A table with the columns ``name`` and ``in_text`` is a table of names, and a column of figures that
leads to it says whom a figure is about: a country, a region, a square. Its entry in the descriptor
says what one of them is called and what several are: ``"one": "region", "many": "regions"``.

A table of names to which no column leads says how names in free words are said, wherever they
stand: places, publishers, speakers. With a column ``short``, it says what a headline calls them,
and with ``article`` what that takes in running text: a label has "CIA", a sentence "the CIA". A
name that it does not have takes no article. With ``adjective``, a table of names says what may
stand before what is counted: "North Korean soldiers"; a name without one is said with "from".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from headcount.core.errors import UnknownWord
from headcount.core.wording import cardinal
from headcount.figures.package import Package, cached
from headcount.figures.package.vocabulary import NAMED


@dataclass(frozen=True)
class Names:
    """A table of names, as one column of figures leads to it.

    Parameters
    ----------
    table
        The table of names.
    column
        The column of the figures.
    one, many
        What one of those that it names is called, and what several are.
    known
        By code, the `name` that stands in a list, the one that stands `in_text`, the `short` one of
        a headline, the `article` that this takes in running text, and the `adjective`.
    """

    table: str
    column: str
    one: str
    many: str
    known: Mapping[str, Mapping[str, str]]

    def count(self, number: int) -> str:
        """Say so many of them: ``one region``, ``nine countries``."""
        return f"{cardinal(number)} {self.one if number == 1 else self.many}"

    def refuse_unknown(self, code: str) -> None:
        """Refuse a code that the table does not have, with those that it has."""
        if code not in self.known:
            raise UnknownWord(f'No {self.one} is named "{code}"', code, sorted(self.known))


def whose(package: Package, table: str) -> Names | None:
    """Return whom the figures of a table are about; None where no column leads to names.

    Examples
    --------
    >>> from headcount.figures import package
    >>> found = whose(package.read(), "military_personnel")
    >>> found.column, found.count(9), found.known["USA"]["in_text"]
    ('country', 'nine countries', 'the United States')
    """
    return next(iter(leading(package).get(table, {}).values()), None)


def every(package: Package) -> list[Names]:
    """Return all names that a column of figures leads to, in the descriptor's order."""
    return [names for columns in leading(package).values() for names in columns.values()]


@cached
def leading(package: Package) -> dict[str, dict[str, Names]]:
    """Return, by table of figures and column, the names that the column leads to."""
    found: dict[str, dict[str, Names]] = {}
    for table in package.figure_tables:
        for key in package.foreign_keys(table):
            if len(key.fields) == 1 and _is_of_names(package, key.table):
                names = _names(package, key.table, *key.fields, *key.targets)
                found.setdefault(table, {})[key.fields[0]] = names
    return found


def short(package: Package, name: str) -> str:
    """Say a name as a headline and a label do: by its short form, where it has one.

    Examples
    --------
    >>> from headcount.figures import package
    >>> short(package.read(), "International Institute for Strategic Studies")
    'IISS'
    >>> short(package.read(), "Daily NK")
    'Daily NK'
    """
    return by_name(package).get(name, {}).get("short", name)


_ENDS = re.compile(r",| (?:via|and|\d)|$")
"""What may follow a name where a source's title begins with it: ``IISS via AFP, 2022``."""


def running(package: Package, name: str) -> str:
    """Say a name, or a title of a source that begins with one, as running text does.

    Labels, source lines, tables and headlines, and what stands before a noun ("CIA figures"), have
    the name without its article.

    Examples
    --------
    >>> from headcount.figures import package
    >>> data = package.read()
    >>> running(data, "CIA"), running(data, "CIA World Factbook, 2022 edition")
    ('the CIA', 'the CIA World Factbook, 2022 edition')
    >>> running(data, "Daily NK"), running(data, "World Bank population data")
    ('Daily NK', 'World Bank population data')
    """
    known = _running(package)
    leads = [found.start() for found in _ENDS.finditer(name) if name[: found.start()] in known]
    return known[name[: leads[-1]]] + name[leads[-1] :] if leads else name


@cached
def _running(package: Package) -> dict[str, str]:
    """Return how running text says each name of every table of names, and each short form."""
    found = {}
    for name, forms in by_name(package).items():
        found[name] = forms["in_text"]
        if (brief := forms["short"]) != name:
            starts_small = forms["in_text"] == name[0].lower() + name[1:]  # "reports to the UN"
            said = brief[0].lower() + brief[1:] if starts_small else brief
            found[brief] = f"{forms['article']} {said}".lstrip()
    return found


@cached
def by_name(package: Package) -> dict[str, dict[str, str]]:
    """Return the forms of every name of every table of names, by the name itself."""
    return {
        str(row["name"]): _forms(row)
        for table in package.tables
        if _is_of_names(package, table)
        for row in package.tables[table]
    }


def _names(package: Package, table: str, column: str, code: str) -> Names:
    resource = package.resource(table)
    known = {str(row[code]): _forms(row) for row in package.tables[table]}
    one, many = str(resource.get("one", "name")), str(resource.get("many", "names"))
    return Names(table, column, one, many, known)


def _forms(row: Mapping[str, Any]) -> dict[str, str]:
    forms = {form: str(row[form]) for form in NAMED}
    more = {form: str(row.get(form) or "") for form in ("short", "article", "adjective")}
    return forms | more | {"short": more["short"] or forms["name"]}


def _is_of_names(package: Package, table: str) -> bool:
    return set(NAMED) <= {field["name"] for field in package.fields(table)}
