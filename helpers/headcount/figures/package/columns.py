"""The columns of all tables of figures, said once: a table lists only those that are its own.

In ``datapackage.json`` the property ``figure_columns`` describes the columns that every table of
figures has; a table with the property ``columns`` has those as well, around its own. A column that
``leads_to`` a table holds keys of it. The whole schema of such a table lies in the file that its
``schema`` names, as the Data Package standard lets it, for every other program that reads the
folder: ``headcount dictionary --write`` makes these files, and nobody changes them by hand.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from headcount.figures.package.schema import Report, listed
from headcount.figures.package.vocabulary import COMMON, FIGURE_ID, SAME_TABLE

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


def files(short: Json) -> dict[str, str]:
    """Return the schema files of a descriptor as it is written, by their paths."""
    if not isinstance(short.get("resources"), list):
        return {}
    whole = expand(short)
    pairs = zip(short["resources"], whole["resources"], strict=True)
    return {
        one["schema"]: as_text(other["schema"])
        for one, other in pairs
        if isinstance(one, dict) and OWN in one and isinstance(one.get("schema"), str)
        if isinstance(other["schema"], dict)
    }


def header(short: Json, table: str) -> list[str]:
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
