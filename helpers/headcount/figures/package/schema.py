"""What the descriptor promises of each table, as small objects that the checks read.

Only promises that Headcount keeps are accepted: a type or a constraint that it would silently
ignore is a fault of the descriptor.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from headcount.figures.package.patterns import LONGEST, Pattern
from headcount.figures.package.problem import mend, shown
from headcount.figures.package.vocabulary import COMMON, FIGURE_ID, OVER, SAME_TABLE

TYPES = ("string", "integer", "number", "year")
BOUNDS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")
LENGTHS = ("minLength", "maxLength")
FLAGS = ("required", "unique")
LONGEST_TEXT, LONGEST_KEY = 10_000, 100
"""Characters of a cell at most, and of one that names a row, which is a file's name as well."""

CONSTRAINTS = (*FLAGS, "enum", "pattern", *BOUNDS, *LENGTHS)
NAME = re.compile(r"[a-z][a-z0-9_]*")

Report = Callable[[str, str, str], None]
"""Takes a fault: where in the descriptor, what is wrong, what would be right."""


@dataclass(frozen=True)
class Field:
    """One column: its type and every constraint that its cells must meet."""

    name: str
    type: str
    edtf: bool = False
    uri: bool = False
    required: bool = False
    unique: bool = False
    enum: tuple[Any, ...] = ()
    pattern: Pattern | None = None
    form: str = ""  # what the pattern asks for, in words
    limits: dict[str, Any] = field(default_factory=dict)
    longest: int = LONGEST_TEXT  # characters

    @cached_property
    def is_free(self) -> bool:
        """Whether any text will do that has the form."""
        return self.type == "string" and not (self.enum or self.edtf or self.uri or self.limits)


@dataclass(frozen=True)
class ForeignKey:
    """Columns whose cells must be found in columns of `table` (which may be the same table)."""

    fields: tuple[str, ...]
    table: str
    targets: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """One table of the package as the descriptor promises it."""

    name: str
    path: str
    fields: tuple[Field, ...]
    key: tuple[str, ...] = ()
    foreign_keys: tuple[ForeignKey, ...] = ()

    @property
    def header(self) -> tuple[str, ...]:
        """The names of its columns, in order."""
        return tuple(field.name for field in self.fields)

    @property
    def own(self) -> list[str]:
        """Those of its columns that a table of figures alone has."""
        return [name for name in self.header if name not in (*COMMON, *SAME_TABLE, OVER)]

    @property
    def is_figures(self) -> bool:
        """Whether it is a table of figures."""
        return self.key == (FIGURE_ID,)

    def field(self, name: str) -> Field | None:
        """Return the column of that name, or None."""
        return next((field for field in self.fields if field.name == name), None)


def read_table(resource: dict[str, Any], where: str, report: Report) -> Table | None:
    """Build the table of one resource, reporting every fault; None when its columns are unclear."""
    schema = resource.get("schema")
    here = f"{where}.schema"
    if not isinstance(schema, dict):
        report(here, "is missing", "give it the fields of the table")
        return None
    described = schema.get("fields")
    if not isinstance(described, list) or not described:
        report(f"{here}.fields", "is not a list of fields", "describe each column of the file")
        return None
    if schema.get("missingValues", [""]) != [""]:
        report(f"{here}.missingValues", "is not understood", 'leave it out: only "" means missing')
    if schema.get("fieldsMatch", "exact") not in ("exact", ["exact"]):
        report(f"{here}.fieldsMatch", "is not understood", "leave it out: columns match exactly")
    fields = [_read_field(item, f"{here}.fields[{i}]", report) for i, item in enumerate(described)]
    if None in fields:
        return None
    columns = tuple(item for item in fields if item)
    names = [column.name for column in columns]
    for name in sorted({name for name in names if names.count(name) > 1}):
        report(f"{here}.fields", f"{shown(name)} is there twice", "name each column once")
    if len(set(names)) < len(names):
        return None
    key = _names(schema.get("primaryKey", []), names, f"{here}.primaryKey", report) or ()
    name, path = str(resource["name"]), str(resource["path"])
    given, there = schema.get("foreignKeys", []), f"{here}.foreignKeys"
    keys = tuple(_foreign_keys(given, name, names, there, report))
    leads = {key.fields[0] for key in keys if len(key.fields) == 1}
    columns = tuple(
        replace(one, longest=LONGEST_KEY) if one.name in leads or (one.name,) == key else one
        for one in columns
    )
    return Table(name, path, columns, key, keys)


def without_dead_ends(tables: dict[str, Table | None], report: Report) -> None:
    """Report foreign keys that lead nowhere and take them out of `tables`.

    A table that is None could not be read: what it holds is unknown, so a key to it is no fault.
    """
    for name, table in tables.items():
        if table is None:
            continue
        good = []
        for i, key in enumerate(table.foreign_keys):
            here = f"resources[{name}].schema.foreignKeys[{i}]"
            target = tables.get(key.table)
            if key.table not in tables:
                known = mend(key.table, tables, "name a table of this package")
                report(here, f"there is no table {shown(key.table)}", known)
            elif target is not None:
                lost = [column for column in key.targets if column not in target.header]
                for column in lost:
                    hint = mend(column, target.header, "name one of its columns")
                    report(here, f"{key.table} has no column {shown(column)}", hint)
                if not lost:
                    good.append(key)
        tables[name] = replace(table, foreign_keys=tuple(good))


def _read_field(item: Any, where: str, report: Report) -> Field | None:
    if not isinstance(item, dict) or not isinstance(item.get("name"), str):
        report(where, "has no name", 'give it one: {"name": …, "type": …}')
        return None
    name = item["name"]
    here = where[: where.rindex("[")] + f"[{name}]"
    if not NAME.fullmatch(name):
        report(where, f"{shown(name)} is not a column name", "use small letters, digits and _")
        return None
    for words in ("title", "description"):
        require_text(item, words, f"{here}.{words}", report)
    kind = item.get("type")
    if kind not in TYPES:
        report(f"{here}.type", f"{shown(kind)} is not a type", f"use one of: {', '.join(TYPES)}")
        return None
    shape = item.get("format", "default")
    if shape != "default" and not (kind == "string" and shape == "uri"):
        hint = "leave it out" + (', or use "uri"' if kind == "string" else "")
        report(f"{here}.format", f"{shown(shape)} is not understood", hint)
    if not isinstance(item.get("edtf", False), bool) or (item.get("edtf") and kind != "string"):
        report(f"{here}.edtf", "is not understood", "write true, and only on a string")
    rules = item.get("constraints", {})
    if not isinstance(rules, dict):
        report(f"{here}.constraints", "is not an object", 'write {"required": true} or the like')
        rules = {}
    known = _constraints(rules, kind, f"{here}.constraints", report)
    _categories(item, known.get("enum", ()), here, report)
    form = item.get("form", "")
    if "form" in item and not ("pattern" in rules and isinstance(form, str) and form.strip()):
        right = "say in words what constraints.pattern asks for, or leave it out"
        report(f"{here}.form", f"{shown(form)} says no form", right)
        form = ""
    return Field(
        name,
        kind,
        edtf=item.get("edtf") is True,
        uri=shape == "uri",
        required=known.get("required", False),
        unique=known.get("unique", False),
        enum=known.get("enum", ()),
        pattern=known.get("pattern"),
        form=form,
        limits={rule: known[rule] for rule in (*BOUNDS, *LENGTHS) if rule in known},
    )


def _constraints(rules: dict[str, Any], kind: str, where: str, report: Report) -> dict[str, Any]:
    """Keep the constraints that are well formed, and report every other."""
    known: dict[str, Any] = {}
    for rule, value in rules.items():
        here = f"{where}.{rule}"
        if rule not in CONSTRAINTS:
            report(here, "is not understood", mend(rule, CONSTRAINTS, "leave it out"))
        elif rule == "enum":
            if _typed(value, kind) and value:
                known[rule] = tuple(value)
                if len(set(value)) < len(value):
                    report(here, "has a value twice", "list each allowed value once")
            else:
                report(here, f"is not a list of {kind} values", "list each allowed value once")
        elif rule in FLAGS and not isinstance(value, bool):
            report(here, f"{shown(value)} is neither true nor false", "write true or false")
        elif rule == "pattern" and (kind != "string" or _pattern(value) is None):
            wrong = f"{shown(value)} is not a pattern that can be checked in one pass"
            right = f"write a regular expression of at most {LONGEST} characters, without "
            report(here, wrong, right + "look-around, references back and flags")
        elif rule in (*BOUNDS, *LENGTHS) and not _limits(rule, value, kind):
            report(here, f"{shown(value)} cannot limit type {kind}", "write a number that can")
        else:
            known[rule] = _pattern(value) if rule == "pattern" else value
    return known


def _categories(item: dict[str, Any], enum: tuple[Any, ...], where: str, report: Report) -> None:
    """See that a closed list has its words: a category with label and meaning for each value."""
    categories, here = item.get("categories", []), f"{where}.categories"
    if not isinstance(categories, list) or not all(isinstance(one, dict) for one in categories):
        report(here, "is not a list", 'write [{"value": …, "label": …, "description": …}]')
        return
    values = [one.get("value") for one in categories]
    for value in enum:
        if value not in values:
            report(
                here, f"the closed list has {shown(value)}, the categories lack it", "describe it"
            )
    for i, one in enumerate(categories):
        if one.get("value") not in enum:
            wrong = f"{shown(one.get('value'))} is not in constraints.enum"
            report(f"{here}[{i}]", wrong, "add it there, or take it out here")
        elif values.index(one.get("value")) != i:
            report(f"{here}[{i}]", f"{shown(one.get('value'))} is there twice", "describe it once")
        for words in ("label", "description"):
            require_text(one, words, f"{here}[{i}].{words}", report)


def _foreign_keys(
    keys: Any, table: str, names: list[str], where: str, report: Report
) -> Iterable[ForeignKey]:
    if not isinstance(keys, list):
        report(where, "is not a list", 'write [{"fields": …, "reference": …}]')
        return
    for i, key in enumerate(keys):
        here = f"{where}[{i}]"
        reference = key.get("reference") if isinstance(key, dict) else None
        if not isinstance(reference, dict):
            report(here, "has no reference", 'write {"fields": …, "reference": …}')
            continue
        resource = reference.get("resource", "")
        fields = _names(key.get("fields"), names, f"{here}.fields", report)
        targets = listed(reference.get("fields"))
        if not isinstance(resource, str) or targets is None or len(targets) != len(fields or ()):
            if fields is not None:
                wrong = "does not say to which columns of which table it leads"
                report(f"{here}.reference", wrong, 'write {"resource": …, "fields": …}')
            continue
        # The standard's way to say "this same table" is no resource, or an empty one.
        yield ForeignKey(fields or (), resource or table, targets)


def _names(given: Any, names: list[str], where: str, report: Report) -> tuple[str, ...] | None:
    found = listed(given)
    if found is None:
        report(where, "does not name columns", "write a column's name or a list of names")
        return None
    lost = [name for name in found if name not in names]
    for name in lost:
        report(where, f"there is no column {shown(name)}", mend(name, names, "name a column"))
    return None if lost else found


def listed(given: Any) -> tuple[str, ...] | None:
    """Return the columns that a key lists, or the one that it names; None where it does neither."""
    names = [given] if isinstance(given, str) else given
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        return None
    return tuple(names)


def require_text(item: dict[str, Any], name: str, where: str, report: Report) -> None:
    """Report when a property that people read is missing or empty."""
    if not isinstance(item.get(name), str) or not item[name].strip():
        report(where, "is missing", "say it in words")


def _typed(values: Any, kind: str) -> bool:
    kinds = {"string": (str,), "number": (int, float)}.get(kind, (int,))
    return isinstance(values, list) and all(
        isinstance(value, kinds) and not isinstance(value, bool) for value in values
    )


def _limits(rule: str, value: Any, kind: str) -> bool:
    """Whether a number limits this type: lengths limit texts, bounds limit numbers."""
    return _typed([value], "number") and (kind == "string") == (rule in LENGTHS)


def _pattern(value: Any) -> Pattern | None:
    try:
        return Pattern(value) if isinstance(value, str) else None
    except ValueError:
        return None
