"""Read ``datapackage.json`` and report what is wrong with it; and write it short.

In the file the property ``figure_columns`` describes the columns that every table of figures has; a
table with the property ``columns`` has those as well, around its own. A column that ``leads_to`` a
table holds keys of it. The whole schema of such a table lies in the file that its ``schema`` names,
as the Data Package standard lets it, for every other program that reads the folder:
``headcount dictionary --write`` makes these files, and nobody changes them by hand.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from headcount.core.files import UnreadFile, read_text
from headcount.figures.package import rules
from headcount.figures.package.cells import hidden
from headcount.figures.package.problem import Problem, printable, shown, unread
from headcount.figures.package.properties import check_properties
from headcount.figures.package.schema import (
    Report,
    Table,
    listed,
    read_table,
    require_text,
    without_dead_ends,
)
from headcount.figures.package.vocabulary import COMMON, FIGURE_ID, SAME_TABLE

DESCRIPTOR = "datapackage.json"
_NAME = re.compile(r"[a-z][a-z0-9_-]*")
_DIALECT = {
    "delimiter": ",", "header": True, "quoteChar": '"', "doubleQuote": True,
    "skipInitialSpace": False, "type": "delimited",
}  # fmt: skip
_LONG = ("description", "text")  # what may be said in several lines
_DEEPEST = 20  # levels
MOST_BYTES, MOST_ENTRIES = 4_000_000, 1_000
"""The largest descriptor, and the most keys of an object and entries of a list in it."""
_FEW = f"a descriptor has at most {MOST_ENTRIES:,} in one place"

SHARED, OWN, LEADS = "figure_columns", "columns", "leads_to"

Json = dict[str, Any]


def _silent(*_: str) -> None:
    """Report nothing: what is wrong has been told where the descriptor was read."""


def expand(descriptor: Json, report: Report = _silent) -> Json:
    """Return a descriptor in which each table has its whole schema, as other programs see it."""
    resources = descriptor.get("resources")
    shared = descriptor.get(SHARED, [])
    if SHARED in descriptor and not _are_columns(shared):
        report(SHARED, "is not a list of columns", 'write [{"name": …, "type": …}]')
        shared = []
    if not isinstance(resources, list):
        return descriptor
    keys = {
        one["name"]: key
        for one in resources
        if isinstance(one, dict) and isinstance(one.get("name"), str) and (key := _key(one))
    }
    found = []
    for at, one in enumerate(resources):
        if isinstance(one, dict) and OWN in one:
            if _are_columns(one[OWN]):
                schema = _schema(one[OWN], shared, keys)
                one = {k: schema if k == "schema" else v for k, v in one.items() if k != OWN}
                one.setdefault("schema", schema)
            else:
                right = 'write [{"name": …, "type": …}]'
                report(f"resources[{at}].{OWN}", "is not a list of columns", right)
        found.append(one)
    rest = {name: value for name, value in descriptor.items() if name != SHARED}
    return rest | {"resources": found}


def shorten(descriptor: Json) -> Json:
    """Return a descriptor whose tables of figures say what they share once; undone by `expand`."""
    tables = [one for one in descriptor["resources"] if _key(one) == (FIGURE_ID,)]
    if not tables:
        return descriptor
    shared = [one for one in tables[0]["schema"]["fields"] if one["name"] in COMMON]
    found = []
    for one in descriptor["resources"]:
        short = _short(one, shared) if one in tables else one
        # what would not come out as it went in stays as it is
        back = expand({SHARED: shared, "resources": [*descriptor["resources"], short]})
        found.append(short if back["resources"][-1] == one else one)
    rest = {name: value for name, value in descriptor.items() if name != "resources"}
    return rest | {SHARED: shared, "resources": found}


def schema_files(short: Json) -> dict[str, str]:
    """Return the schema files of a descriptor as it is written, by their paths."""
    if not isinstance(short.get("resources"), list):
        return {}
    whole = expand(short)
    pairs = zip(short["resources"], whole["resources"], strict=True)
    return {
        one["schema"]: as_text(other["schema"])
        for one, other in pairs
        if isinstance(one, dict) and OWN in one and isinstance(one.get("schema"), str)
        if isinstance(other["schema"], dict) and _is_inside(one["schema"])
    }


def columns_of(short: Json, table: str) -> list[str]:
    """Return the names of a table's columns, in order."""
    [found] = [one for one in expand(short)["resources"] if one["name"] == table]
    return [one["name"] for one in found["schema"]["fields"]]


def as_text(value: Json) -> str:
    """Return what JSON a file of the folder holds."""
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


def schema_file(table: str) -> str:
    """Return where the whole schema of a table lies."""
    return f"{table}.schema.json"


def _schema(own: list[Json], shared: list[Json], keys: Mapping[str, tuple[str, ...]]) -> Json:
    mine = {one["name"] for one in own}
    common = [one for one in shared if one["name"] not in mine]
    first = [one for one in (*own, *common) if one["name"] == FIGURE_ID]
    middle = [one for one in own if one["name"] not in COMMON]
    last = [
        next((mine for mine in own if mine["name"] == one["name"]), one)
        for one in shared
        if one["name"] != FIGURE_ID
    ]
    fields = [*first, *middle, *last]
    leads = []
    for one in fields:
        table, name = one.get(LEADS), one["name"]
        if table is not None:
            leads.append(_lead(name, table, keys.get(table, (name,))[:1]))
        elif name in SAME_TABLE:
            leads.append(_lead(name, "", (FIGURE_ID,)))
    leads.append(_lead("source_id", "sources", ("source_id",)))
    return {
        "fields": [{k: v for k, v in one.items() if k != LEADS} for one in fields],
        "primaryKey": [FIGURE_ID],
        "foreignKeys": leads,
    }


def _lead(name: str, table: str, targets: tuple[str, ...]) -> Json:
    return {"fields": [name], "reference": {"resource": table, "fields": list(targets)}}


def _short(one: Json, shared: list[Json]) -> Json:
    leads = {
        key["fields"][0]: key["reference"]["resource"]
        for key in one["schema"].get("foreignKeys", [])
        if key["reference"].get("resource") and key["fields"] != ["source_id"]
    }
    own = [
        field | ({LEADS: leads[field["name"]]} if field["name"] in leads else {})
        for field in one["schema"]["fields"]
        if field not in shared
    ]
    return {k: schema_file(one["name"]) if k == "schema" else v for k, v in one.items()} | {
        OWN: own
    }


def _key(resource: Json) -> tuple[str, ...] | None:
    """Return the columns of a table's key, where they can be read."""
    if OWN in resource:
        return (FIGURE_ID,)
    schema = resource.get("schema")
    return listed(schema.get("primaryKey")) if isinstance(schema, dict) else None


def _are_columns(said: Any) -> bool:
    return isinstance(said, list) and all(
        isinstance(one, dict)
        and isinstance(one.get("name"), str)
        and isinstance(one.get(LEADS, ""), str)
        for one in said
    )


@dataclass
class Descriptor:
    """What the descriptor promises: its text as JSON, its tables, the files that it names.

    A table is None when its description is too broken to hold a file against it. ``files`` is
    None when a path could not be read, so that nobody can know which files belong. ``made`` is what
    the schema files hold that other programs read; see `headcount.figures.package.descriptor`.
    """

    json: dict[str, Any]
    tables: dict[str, Table | None]
    files: set[str] | None
    problems: list[Problem]
    made: dict[str, str] = field(default_factory=dict)

    def report(self, where: str, wrong: str, right: str) -> None:
        """Add what is wrong with it."""
        self.problems.append(Problem(DESCRIPTOR, None, where, wrong, right))


def read_descriptor(folder: Path) -> Descriptor:
    """Read and check the descriptor of a data folder; never raises for what is in it."""
    short, fault = _load(folder / DESCRIPTOR)
    promise = Descriptor({}, {}, None, [fault] if fault else [])
    if fault:
        return promise
    report = promise.report
    if _hides(json.dumps(short, ensure_ascii=False)):
        for unseen in _hidden(short, ""):
            report(*unseen)
    descriptor = promise.json = expand(short, report)
    for words in ("name", "title", "description"):
        require_text(descriptor, words, words, report)
    _check_about(descriptor.get("about", []), report)
    resources = descriptor.get("resources")
    if not isinstance(resources, list) or not resources:
        report("resources", "is missing or empty", "list each table of the package")
        return promise
    promise.made = schema_files(short)
    promise.files = set(promise.made)
    for i, resource in enumerate(resources):
        _add_resource(promise, resource, i, report)
    without_dead_ends(promise.tables, report)
    for name, table in promise.tables.items():
        if table and table.is_figures:
            rules.check_schema(table, promise.tables, f"resources[{name}].schema", report)
    check_properties(descriptor, promise.tables, report)
    return promise


def write_schemas(folder: Path) -> None:
    """Write the schema files of a folder anew, as far as its descriptor can be read."""
    short, _ = _load(folder / DESCRIPTOR)
    for name, text in schema_files(short).items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


def _check_about(about: Any, report: Report) -> None:
    """See that the sections that the dictionary prints before the tables can be printed."""
    right = 'write [{"title": …, "text": a paragraph or a list of points}]'
    if not isinstance(about, list):
        report("about", "is not a list of sections", right)
        return
    for i, section in enumerate(about):
        text = section.get("text") if isinstance(section, dict) else None
        points = text if isinstance(text, list) and text else [text]
        titled = isinstance(section, dict) and isinstance(section.get("title"), str)
        if not titled or not all(isinstance(point, str) and point for point in points):
            report(f"about[{i}]", "lacks its title or its text", right)


def _add_resource(promise: Descriptor, resource: Any, i: int, report: Report) -> None:
    name, path = _identify(resource, f"resources[{i}]", promise, report)
    if path is None:
        promise.files = None
    elif promise.files is not None:
        promise.files.add(path)
    if name is not None:
        promise.tables[name] = None
    if name is not None and path is not None:
        _check_table(resource, f"resources[{name}]", report)
        promise.tables[name] = read_table(resource, f"resources[{name}]", report)


def _load(path: Path) -> tuple[dict[str, Any], Problem | None]:
    """Return the descriptor's JSON, or the one fault that keeps it from being read."""
    try:
        return _parsed(read_text(path, MOST_BYTES, path.parent)), None
    except FileNotFoundError:
        wrong = f'is not in "{printable(str(path.parent))}"'
        return {}, Problem(DESCRIPTOR, None, None, wrong, "name a folder that has one")
    except UnreadFile as error:
        return {}, unread(DESCRIPTOR, error)


def _parsed(text: str) -> dict[str, Any]:
    """Return the object that a text is, within what a descriptor needs."""
    try:
        found = json.loads(
            text, object_pairs_hook=_once, parse_constant=_refuse, parse_float=_finite
        )
        json.dumps(found, ensure_ascii=False).encode("utf-8")
        longest = _longest_list(found)
    except json.JSONDecodeError as error:
        wrong = f"is not JSON: {error.msg} at column {error.colno}"
        raise UnreadFile(wrong, "fix it there", error.lineno) from None
    except UnicodeEncodeError:
        wrong = "escapes half a character (\\ud800 to \\udfff)"
        raise UnreadFile(wrong, "write it in full") from None
    except RecursionError:
        right = "a descriptor needs about six levels"
        raise UnreadFile("is nested too deep", right) from None
    except ValueError as error:
        raise UnreadFile(f"is not JSON: {error}", "fix it there") from None
    if longest > MOST_ENTRIES:
        raise UnreadFile(f"has a list of {longest:,} entries", _FEW)
    if not isinstance(found, dict):
        right = 'begin it with {"name": …, "resources": …}'
        raise UnreadFile("is not an object", right)
    return found


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Refuse a key that is there twice: JSON readers would silently keep the last."""
    found = dict(pairs)
    if len(found) < len(pairs):
        often = Counter(name for name, _ in pairs)
        twice = next(name for name in found if often[name] > 1)
        raise ValueError(f"the key {shown(twice)} is there twice in one object")
    if len(found) > MOST_ENTRIES:
        raise UnreadFile(f"has an object of {len(found):,} keys", _FEW)
    return found


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is not a number of JSON")


def _finite(number: str) -> float:
    value = float(number)
    if not math.isfinite(value):
        raise UnreadFile(f"has {shown(number)}, a number too large to be read", "write less")
    return value


def _hides(dumped: str) -> bool:
    """Whether some text of what was dumped as JSON may hold what nobody sees: most hold nothing."""
    return re.search(r"\\[bfnrtu]", dumped) is not None or hidden(dumped) is not None


def _hidden(value: Any, where: str) -> Iterator[tuple[str, str, str]]:
    """Give what of each text nobody sees; what is said at length may have several lines."""
    if isinstance(value, dict):
        for name, one in value.items():
            lines = one.split("\n") if name in _LONG and isinstance(one, str) else [one]
            for text in (name, *lines):
                yield from _hidden(text, f"{where}.{name}" if where else name)
    elif isinstance(value, list):
        for at, one in enumerate(value):
            name = one.get("name", at) if isinstance(one, dict) else at
            yield from _hidden(one, f"{where}[{name}]")
    elif isinstance(value, str) and (fault := hidden(value)):
        yield (where, *fault)


def _longest_list(value: Any, depth: int = 0) -> int:
    """Return the length of the longest list in a value; raise RecursionError where it is deep."""
    if depth > _DEEPEST:
        raise RecursionError
    within = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    own = len(value) if isinstance(value, list) else 0
    return max([own, *(_longest_list(one, depth + 1) for one in within)])


def _identify(
    resource: Any, where: str, promise: Descriptor, report: Report
) -> tuple[str | None, str | None]:
    """Return a resource's name and path, each None when it is not usable."""
    if not isinstance(resource, dict):
        report(where, "is not an object", 'write {"name": …, "path": …, "schema": …}')
        return None, None
    name = resource.get("name")
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        report(
            f"{where}.name", f"{shown(name)} is not a name", "use small letters, digits, _ and -"
        )
        name = None
    elif name in promise.tables:
        report(f"{where}.name", f"{shown(name)} is the name of two resources", "name each once")
        name = None
    path = resource.get("path")
    here = f"resources[{name}].path" if name else f"{where}.path"
    if path is None:
        report(here, "is missing", "name the file, such as sources.csv")
        return name, None
    if not isinstance(path, str) or not _is_inside(path):
        report(here, f"{shown(path)} is not a file in this folder", "name one, such as sources.csv")
        return name, None
    if promise.files and path in promise.files:
        report(here, f"{shown(path)} is the file of two resources", "name each file once")
    return name, path


def _is_inside(path: str) -> bool:
    """Whether a path is a plain one inside the folder: no address, no root, no way up."""
    if re.search(r"[\\:\x00-\x1f]", path) or path != path.strip():
        return False
    parts = path.split("/")
    return all(part and not part.startswith(".") for part in parts)


def _check_table(resource: dict[str, Any], where: str, report: Report) -> None:
    """Report what of a resource Headcount would read otherwise than the descriptor says."""
    if resource.get("type") != "table":
        report(f"{where}.type", f"{shown(resource.get('type'))} is not read", 'write "table"')
    for words in ("title", "description"):
        require_text(resource, words, f"{where}.{words}", report)
    for name, expected in (("format", "csv"), ("encoding", "utf-8")):
        given = resource.get(name, expected)
        if not isinstance(given, str) or given.lower() != expected:
            report(f"{where}.{name}", f"{shown(given)} is not read", f'write "{expected}"')
    _check_dialect(resource.get("dialect"), f"{where}.dialect", report)


def _check_dialect(dialect: Any, where: str, report: Report) -> None:
    if not isinstance(dialect, dict) or "delimiter" not in dialect:
        # Other readers guess where nothing is said, and take a file of semicolons for sound.
        report(where, "does not say what parts the cells", 'write {"delimiter": ","}')
        return
    for name, given in dialect.items():
        if name in ("$schema", "name", "title", "description", "lineTerminator"):
            continue
        if name not in _DIALECT:
            report(f"{where}.{name}", "is not understood", "leave it out")
        elif given != _DIALECT[name]:
            right = f"write {json.dumps(_DIALECT[name])}"
            report(f"{where}.{name}", f"{shown(given)} is not read", right)
