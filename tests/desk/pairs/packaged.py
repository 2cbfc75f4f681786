"""A subject of the labelled pairs as a data folder: what a desk would have to write to ask."""

from __future__ import annotations

import csv
import json
from functools import cache
from pathlib import Path
from typing import Any

from headcount.figures import package

from tests.desk.pairs import Figure, Subject, Table

DATA = Path(__file__).parents[3] / "data"
PLACES = "places"
_DIALECT = {"type": "table", "dialect": {"delimiter": ","}}


def write(subject: Subject, folder: Path) -> Path:
    """Write a subject as a package; return its folder."""
    like = _like()
    place = _place(subject)
    tables = [_figures(one, subject, like, place) for one in subject.tables.values()]
    rows: dict[str, list[dict[str, Any]]] = {
        table: [_row(one) for one in subject.figures.values() if one.table == table]
        for table in subject.tables
    }
    used = {it.source for it in subject.figures.values()}
    used |= {it.relies_on for it in subject.sources.values()}
    rows["sources"] = [_source(one, subject) for one in subject.sources.values() if one.id in used]
    rows["attributions"] = [
        {"figure_id": one.id, "hop": at, "speaker": hop.speaker, "role": "speaker"}
        | {"named": "yes" if hop.named else "no", "interest": hop.interest}
        for one in subject.figures.values()
        for at, hop in enumerate(one.hops)
    ]
    others = [like["sources"], like["attributions"]]
    if place:
        words = dict.fromkeys(
            it.columns[place] for it in subject.figures.values() if place in it.columns
        )
        rows[PLACES] = [{"place": it, "name": it, "in_text": it} for it in words]
        others.append(_names(like))
    measures = {
        f"{table.name}.{one.word}" for table in subject.tables.values() for one in table.measures
    }
    relations = [
        {"kind": one.kind, "of": one.of, "to": one.to, "says": one.says}
        for one in subject.relations
        if {one.of, one.to} <= measures
    ]
    descriptor = {
        "name": subject.name,
        "title": subject.title,
        "description": "Invented for tests.",
        "relations": relations,
        "resources": [*tables, *others],
    }
    folder.mkdir(parents=True)
    (folder / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    for table in descriptor["resources"]:
        names = [field["name"] for field in table["schema"]["fields"]]
        with (folder / table["path"]).open("w", encoding="utf-8", newline="") as file:
            out = csv.DictWriter(file, names, lineterminator="\n")
            out.writeheader()
            out.writerows(rows.get(table["name"], []))
    return folder


@cache
def _like() -> dict[str, Any]:
    """Return what the bundle's own descriptor says of each table."""
    bundle = package.read(DATA)
    return {
        table: bundle.resource(table) | {"schema": bundle.schema(table)} for table in bundle.tables
    }


def _place(subject: Subject) -> str:
    """Return the column that says whose figures are divided per head, if any are."""
    per = {pair.per for pair in subject.pairs} - {None}
    bases = {it.table for it in subject.figures.values() if it.source in per}
    return subject.tables[min(bases)].dimensions[0].column if bases else ""


def _is_base(table: Table, subject: Subject) -> bool:
    """Whether it is the table by whose sources the pairs are compared per head."""
    per = {pair.per for pair in subject.pairs} - {None}
    asked = {
        subject.figures[it].table for pair in subject.pairs if pair.per for it in (pair.a, pair.b)
    }
    read = {it.table for it in subject.figures.values() if it.source in per}
    return table.name in read - asked


def _figures(table: Table, subject: Subject, like: dict[str, Any], place: str) -> dict[str, Any]:
    common = {field["name"]: field for field in like["population"]["schema"]["fields"]}
    mine = [it for it in subject.figures.values() if it.table == table.name]
    fields = [common["figure_id"]]
    said = {
        one.word: {"label": one.says, "kind": one.kind, "measures": one.amount}
        | ({"contains": list(one.contains)} if one.contains else {})
        | ({"varies": True} if one.varies else {})
        for one in table.measures
    }
    fields.append(_closed(table.measure, said))
    keys = [{"fields": "source_id", "reference": {"resource": "sources", "fields": "source_id"}}]
    for cut in table.dimensions:
        words = dict.fromkeys(
            [it.columns[cut.column] for it in mine] + [cut.whole] * bool(cut.whole)
        )
        if cut.column == place:
            fields.append(_text(cut.column))
            keys.append({"fields": place, "reference": {"resource": PLACES, "fields": "place"}})
        else:
            fields.append(_closed(cut.column, {it: {"label": it} for it in words}))
        if cut.whole:
            fields[-1]["whole"] = cut.whole
    fields.append(_text("answers"))
    keys.append({"fields": "answers", "reference": {"resource": "", "fields": "figure_id"}})
    units = {
        one.word.replace("_", "-"): {"label": one.many, "one": one.one, "counts": one.counts}
        for one in subject.units.values()
    }
    for name, field in common.items():
        if name in ("low", "value", "high"):
            fields.append({"name": name, "type": "number", "title": name, "description": name})
        elif name == "unit":
            fields.append(_closed("unit", units))
            fields[-1]["constraints"]["required"] = True
        elif name not in ("figure_id", "country"):
            fields.append(field)
    cuts = [it.column for it in table.dimensions]
    phrase = f"{{{table.measure}}} in {{{cuts[0]}}}" + "".join(f", {{{it}}}" for it in cuts[1:])
    return {
        **_DIALECT,
        "name": table.name,
        "path": f"{table.name}.csv",
        "title": table.name.capitalize(),
        "description": "Invented.",
        "measure": table.measure,
        "phrase": phrase,
        "steady_days": table.steady_days,
        "is_base": _is_base(table, subject),
        "schema": {"primaryKey": ["figure_id"], "fields": fields, "foreignKeys": keys},
    }


def _closed(name: str, words: dict[str, dict[str, Any]]) -> dict[str, Any]:
    categories = [{"value": it, "description": f"{it}."} | told for it, told in words.items()]
    return _text(name) | {"constraints": {"enum": list(words)}, "categories": categories}


def _text(name: str) -> dict[str, Any]:
    return {"name": name, "type": "string", "title": name, "description": name}


def _names(like: dict[str, Any]) -> dict[str, Any]:
    fields = [_text("place") | {"constraints": {"required": True, "unique": True}}]
    fields += [_text(it) | {"constraints": {"required": True}} for it in ("name", "in_text")]
    told = {"title": "Places", "description": "Invented.", "one": "place", "many": "places"}
    schema = {"primaryKey": ["place"], "fields": fields}
    return {**_DIALECT, "name": PLACES, "path": f"{PLACES}.csv", **told, "schema": schema}


def _row(one: Figure) -> dict[str, Any]:
    ends = {"low": one.low, "value": one.value, "high": one.high}
    return {
        "figure_id": one.id,
        **one.columns,
        "answers": one.answers,
        **{
            name: None if it is None else f"{it:.12g}" if it % 1 else f"{it:.0f}"
            for name, it in ends.items()
        },
        "qualifier": one.qualifier,
        "unit": one.unit.replace("_", "-"),
        "status": one.status,
        "as_of": one.as_of,
        "reported": one.reported,
        "source_id": one.source,
        "locator": "table 1",
        "definition": "Invented for a test.",
        "verification": "read-in-full",
        "evidence": "invented",
    }


def _source(one: Any, subject: Subject) -> dict[str, Any]:
    twins = [
        it.id
        for it in subject.sources.values()
        if (it.publisher, it.published) == (one.publisher, one.published)
    ]
    title = f"{one.publisher}, {one.published}" + (f" ({one.id})" if len(twins) > 1 else "")
    return {
        "source_id": one.id,
        "publisher": one.publisher,
        "short_title": title,
        "title": title,
        "published": one.published,
        "kind": "news",
        "language": "en",
        "first_hand": "yes",
        "relies_on": one.relies_on,
        "reliance": "stated" if one.relies_on else None,
        "independence": "Invented.",
    }
