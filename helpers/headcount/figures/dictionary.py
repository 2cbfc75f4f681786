"""The data dictionary: a data folder's README, said by its descriptor.

Nothing is typed twice. What a column means stands in ``datapackage.json``, and what belongs to
no column (scope, what was not read, how to cite) stands in its own property ``about``: a list of
``{"title": …, "text": …}``, where text is a paragraph or a list of points.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from headcount.core.files import write_whole
from headcount.core.rich import code, spoken
from headcount.figures.package import Package
from headcount.figures.package.vocabulary import QUALIFIERS

README = "README.md"
_IN_ADDRESSES = "/:?#@!$&*+,;=%~-._"

_MADE = "<!-- Made from datapackage.json by `headcount dictionary --write`: change it there. -->"
_DATES = """\
Dates are EDTF, as precise as the source: `2022`, `2022-08`, `2022-08-04`; `2024-10~` is about \
October 2024, `2017?` uncertain, `2017%` both; `2019/2021` is a span, `2022/..` one with an open \
end."""

_LIMITS = {
    "minimum": "at least {}", "exclusiveMinimum": "more than {}",
    "maximum": "at most {}", "exclusiveMaximum": "less than {}",
    "minLength": "at least {} characters", "maxLength": "at most {} characters",
}  # fmt: skip

Field = dict[str, Any]


@dataclass
class ClosedList:
    """A closed list, with its heading, a column that has it, and the tables that use it."""

    title: str
    field: Field
    used_in: list[str]


Lists = dict[str, ClosedList]


def dictionary(package: Package) -> str:
    """Write the data dictionary of a package, in Markdown.

    1. What the package is, and what its descriptor's ``about`` says.
    2. Each table, each of its columns, what a cell must meet and where it leads.
    3. The columns that all tables of figures share, once.
    4. Each closed list in words.

    Parameters
    ----------
    package
        A sound package.

    Returns
    -------
    str
        The whole page, with a line's end at its end.

    Examples
    --------
    >>> from headcount.figures import package
    >>> page = dictionary(package.read())
    >>> page.startswith("<!-- Made from datapackage.json")
    True
    """
    descriptor = package.descriptor
    shared = _shared(package)
    parts = [
        _MADE,
        f"# {spoken(descriptor['title'])}",
        spoken(descriptor["description"]),
        _facts(descriptor),
        *_about(descriptor.get("about", [])),
        "## Tables",
        _contents(package),
    ]
    parts += _relations(descriptor.get("relations", []))
    lists = _lists(package, shared)
    for table in package.tables:
        parts += _table(package, table, shared, lists)
    if shared:
        parts += _figures(package, shared, lists)
    if lists:
        parts.append("## Closed lists")
    for one in lists.values():
        parts += _closed_list(one)
    return "\n\n".join(parts) + "\n"


def write(package: Package) -> Path:
    """Write the dictionary into the package's own folder, whole or not at all.

    Returns
    -------
    Path
        The file that was written.
    """
    path = package.path / README
    write_whole(path, dictionary(package).encode("utf-8"))
    return path


def readings(package: Package) -> dict[str, Counter[str]]:
    """Count how closely figures were read.

    Returns
    -------
    dict of Counter
        By each word for a reading that is used, in the order of the closed list: how many figures
        of each table were read so.

    Examples
    --------
    >>> from headcount.figures import package
    >>> list(readings(package.read()))[:2]
    ['read twice', 'read in full']
    """
    found: dict[str, Counter[str]] = {}
    for table in package.figure_tables:
        words = next(field for field in package.fields(table) if field["name"] == "verification")
        for one in words["categories"]:
            found.setdefault(str(one["label"]), Counter())
        for row in package.tables[table]:
            found[package.label((table, "verification"), str(row["verification"]))][table] += 1
    return {label: counts for label, counts in found.items() if counts.total()}


def shares(package: Package) -> str:
    """Say in one line what share of the figures was read how closely; nothing where there are none.

    Examples
    --------
    >>> from headcount.figures import package
    >>> shares(package.read()).startswith("Readings: ")
    True
    """
    counts = {label: tables.total() for label, tables in readings(package).items()}
    every = sum(counts.values())
    told = ", ".join(f"{one:,} {label} ({one / every:.0%})" for label, one in counts.items())
    return f"Readings: {told}." if told else ""


def _facts(descriptor: dict[str, Any]) -> str:
    """Say which version it is and what may be done with it."""
    facts = []
    if descriptor.get("version"):
        facts.append(spoken(f"Version {descriptor['version']}."))
    for licence in descriptor.get("licenses", []):
        name = spoken(licence.get("title") or licence.get("name", ""))
        path = quote(licence.get("path", ""), safe=_IN_ADDRESSES)
        facts.append(f"License: {f'[{name}]({path})' if path else name}.")
    return " ".join(facts) or "No license is given."


def _about(sections: list[dict[str, Any]]) -> Iterator[str]:
    for section in sections:
        yield f"## {spoken(section['title'])}"
        text = section["text"]
        points = (f"- {spoken(point)}" for point in text)
        yield spoken(text) if isinstance(text, str) else "\n".join(points)


def _contents(package: Package) -> str:
    rows = []
    for table in package.tables:
        resource = package.resource(table)
        link = f"[`{resource['path']}`](#{_anchor(resource['title'])})"
        kind = "figures" if table in package.figure_tables else ""
        rows.append((link, kind, spoken(resource["description"])))
    return _markdown(("file", "holds", "what it is"), rows)


def _table(package: Package, table: str, shared: list[Field], lists: Lists) -> Iterator[str]:
    resource, schema = package.resource(table), package.schema(table)
    yield f"### {spoken(resource['title'])}"
    yield f"`{resource['path']}`: {spoken(resource['description'])}"
    own = package.fields(table)
    if table in package.figure_tables:
        yield _measured(resource)
        own = [field for field in own if field not in shared]
    if own:
        keys = _leads(package, table)
        yield _columns(own, keys, lists)
    if len(own) < len(package.fields(table)):
        yield "And the [columns of every table of figures](#columns-of-every-table-of-figures)."
    if not isinstance(schema.get("primaryKey", ""), str) and len(schema["primaryKey"]) > 1:
        names = ", ".join(f"`{name}`" for name in schema["primaryKey"])
        yield f"Together, {names} are there once."


def _relations(said: list[dict[str, str]]) -> Iterator[str]:
    """Say which measures may be held against each other though they are two."""
    if said:
        how = {"base": "counted by", "part": "a part of"}
        points = (
            f"- {spoken(one['says'])}: {code(one['of'])}, {how[one['kind']]} {code(one['to'])}"
            for one in said
        )
        yield "Measures that belong together, for one place and time:"
        yield "\n".join(points)


def _measured(resource: dict[str, Any]) -> str:
    """Say what the figures of a table measure: in which column, and what kind of thing."""
    measure, kind = resource.get("measure"), resource.get("kind")
    what = f"What is measured is in `{measure}`" if measure else "They measure one thing"
    amounts = {"stock": " A number on one date.", "flow": " A total over time."}
    amount = amounts.get(resource.get("measures", ""), "")
    return f"{what}{f': {spoken(kind)}' if kind else ''}.{amount}"


def _figures(package: Package, shared: list[Field], lists: Lists) -> Iterator[str]:
    """Say once what all tables of figures share."""
    table = package.figure_tables[0]
    keys = _leads(package, table)
    yield "## Columns of every table of figures"
    yield _columns(shared, keys, lists)
    yield "The qualifier decides which of low, value and high are filled:"
    rows = [
        (code(one["value"]), *QUALIFIERS[one["value"]])
        for field in shared
        if field["name"] == "qualifier"
        for one in field["categories"]
    ]
    yield _markdown(("qualifier", "low", "value", "high"), rows)
    yield _DATES
    yield from _read(package)


def _read(package: Package) -> Iterator[str]:
    """Count by table how closely figures were read."""
    found = readings(package)
    if not found:
        return
    yield spoken(shares(package))
    rows = [
        (spoken(package.resource(one)["title"]), *(f"{counts[one]:,}" for counts in found.values()))
        for one in package.figure_tables
    ]
    yield _markdown(("table", *map(spoken, found)), rows)


def _shared(package: Package) -> list[Field]:
    """Return the columns that every table of figures describes in the same way."""
    if not package.figure_tables:
        return []
    first, *others = (package.fields(table) for table in package.figure_tables)
    return [field for field in first if all(field in fields for fields in others)]


def _columns(fields: list[Field], keys: dict[str, str], lists: Lists) -> str:
    rows = [
        (f"`{field['name']}`", spoken(field["description"]), "; ".join(_rules(field, keys, lists)))
        for field in fields
    ]
    return _markdown(("column", "what it holds", "what a cell must meet"), rows)


def _rules(field: Field, keys: dict[str, str], lists: Lists) -> Iterator[str]:
    kind = {"integer": "whole number", "string": "text"}.get(field["type"], str(field["type"]))
    if field.get("categories"):
        yield f"[closed list](#{_anchor(lists[_same(field)].title)})"
    else:
        yield "date" if field.get("edtf") else kind
    if field.get("format") == "uri":
        yield "web address"
    yield from _constraints(field, field.get("constraints", {}))
    if "whole" in field:
        yield f"{code(field['whole'])} is the whole"
    if field["name"] in keys:
        yield keys[field["name"]]


def _constraints(field: Field, rules: dict[str, Any]) -> Iterator[str]:
    yield "required" if rules.get("required") else "may be empty"
    if rules.get("unique"):
        yield "there once"
    if "pattern" in rules:  # its form in words, where there are some
        pattern = str(rules["pattern"]).removeprefix("^").removesuffix("$")
        form = field.get("form")
        yield spoken(form) if form else f"of the form {code(pattern)}"
    for rule, words in _LIMITS.items():
        if rule in rules:
            yield words.format(rules[rule])


def _leads(package: Package, table: str) -> dict[str, str]:
    """Say of each column that leads to another where it leads."""
    return {
        name: f"a `{target}` of {'this same table' if key.table == table else f'`{key.table}`'}"
        for key in package.foreign_keys(table)
        for name, target in zip(key.fields, key.targets, strict=True)
    }


def _lists(package: Package, shared: list[Field]) -> Lists:
    """Gather the closed lists, each once, however many columns use it."""
    lists: Lists = {}
    for table in package.tables:
        for field in package.fields(table):
            if field.get("categories"):
                where = "every table of figures" if field in shared else f"`{table}`"
                known = lists.setdefault(_same(field), ClosedList(f"`{field['name']}`", field, []))
                if where not in known.used_in:
                    known.used_in.append(where)
    names = Counter(one.field["name"] for one in lists.values())
    for one in lists.values():
        if names[one.field["name"]] > 1:
            one.title += f" in {' and '.join(one.used_in)}"
    return lists


def _same(field: Field) -> str:
    """Return what two columns have in common that share a closed list."""
    return json.dumps([field["name"], field["categories"]])


def _closed_list(one: ClosedList) -> Iterator[str]:
    yield f"### {one.title}"
    yield f"In {', '.join(one.used_in)}."
    rows = [
        (
            code(str(category["value"])),
            spoken(str(category["label"])),
            spoken(category["description"] + (f" Kind: {kind}." if kind else "")),
        )
        for category in one.field["categories"]
        for kind in [category.get("kind")]
    ]
    yield _markdown(("value", "in words", "what it means"), rows)


def _markdown(header: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    lines = [header, ("---",) * len(header), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _anchor(title: str) -> str:
    """Return the anchor that a heading gets where Markdown is shown."""
    kept = (c for c in title.lower() if c.isalnum() or c in " -_")
    return "".join(kept).strip().replace(" ", "-")
