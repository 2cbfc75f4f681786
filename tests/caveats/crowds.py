"""A small package about crowds in squares, made in memory: each rule is tried on it."""

from __future__ import annotations

from pathlib import Path

from headcount.caveats import View
from headcount.figures.package import Package

PAPER, POLICE, MARCHERS, WIRE = "paper", "police", "marchers", "wire"

TITLES = {PAPER: "The Paper", POLICE: "City Police", MARCHERS: "March Committee", WIRE: "The Wire"}


def listed(name, *values, **told):
    """Describe a column with a closed list; `told` holds what else is said of a value."""
    return {
        "name": name,
        "type": "string",
        "constraints": {"enum": list(values)},
        "categories": [
            {"value": v, "label": v.replace("-", " "), "description": f"{v}."} | told.get(v, {})
            for v in values
        ],
    }


def text(*names):
    return [{"name": name, "type": "string"} for name in names]


COMMON = [
    *text("low", "value", "high", "qualifier"),
    listed("unit", "people", "tickets", "buses", tickets={"measures": "flow"}),
    listed("status", "offered", "planned", "claimed", "denied", "estimated", "confirmed"),
    *text("as_of", "reported", "source_id", "locator", "definition", "verification", "evidence"),
]

DESCRIPTOR = {
    "name": "crowds",
    "title": "Crowds",
    "relations": [
        {
            "kind": "part",
            "of": "crowds.standing",
            "to": "residents",
            "says": "of those who live there",
        }
    ],
    "resources": [
        {
            "name": "crowds",
            "measure": "what",
            "kind": "people",
            "measures": "stock",
            "flow_caveat": "over-the-day",
            "steady_days": 7,
            "phrase": "{what} in {square}",
            "schema": {
                "primaryKey": "figure_id",
                "fields": [
                    *text("figure_id", "square"),
                    listed(
                        "what",
                        *("seated", "standing", "all", "crowd"),
                        all={"contains": ["seated", "standing"]},
                        crowd={"varies": True},
                    ),
                    *text("part_of", "answers"),
                    *COMMON,
                ],
                "foreignKeys": [
                    {"fields": "square", "reference": {"resource": "squares", "fields": "square"}}
                ],
            },
        },
        {
            "name": "residents",
            "kind": "people",
            "is_base": True,
            "measures": "stock",
            "steady_days": 1827,
            "schema": {
                "primaryKey": "figure_id",
                "fields": [*text("figure_id", "square"), *COMMON],
                "foreignKeys": [
                    {"fields": "square", "reference": {"resource": "squares", "fields": "square"}}
                ],
            },
        },
        {
            "name": "sources",
            "schema": {
                "primaryKey": "source_id",
                "fields": [listed("kind", "press", "leaflet", leaflet={"takes_sides": True})],
            },
        },
        {
            "name": "squares",
            "one": "square",
            "many": "squares",
            "schema": {"primaryKey": "square", "fields": text("square", "name", "in_text")},
        },
        {
            "name": "attributions",
            "schema": {
                "fields": [
                    listed("interest", "party", "none", "unknown", party={"takes_sides": True})
                ]
            },
        },
        {"name": "caveat_targets", "schema": {"fields": []}},
    ],
}

SQUARES = [
    {"square": name, "name": name.title(), "in_text": f"{name.title()} Square"}
    for name in ("east", "west", "north")
]


def source(source_id, relies_on="", reliance="", kind="press", publisher=None):
    return {
        "source_id": source_id,
        "publisher": publisher or TITLES.get(source_id, source_id),
        "short_title": TITLES.get(source_id, source_id),
        "title": "On the crowd",
        "author": "",
        "published": "2024",
        "url": "",
        "kind": kind,
        "relies_on": relies_on,
        "reliance": reliance,
    }


def crowd(figure_id, value=None, **cells):
    """Return a figure; by default what a newspaper estimated to sit in one square on one day."""
    return {
        "table": "crowds",
        "figure_id": figure_id,
        "square": "east",
        "what": "seated",
        "part_of": "",
        "answers": "",
        "low": None,
        "value": value,
        "high": None,
        "qualifier": "exact",
        "unit": "people",
        "status": "estimated",
        "as_of": "2024-05-01",
        "reported": "2024-05-02",
        "source_id": PAPER,
        "locator": "page 1",
        "definition": "People seen.",
        "verification": "read-in-excerpt",
        "evidence": "archive",
    } | cells


def residents(figure_id, square, value, source_id):
    row = crowd(figure_id, value, square=square, source_id=source_id, as_of="2024")
    del row["what"], row["part_of"], row["answers"]
    return row | {"table": "residents", "definition": "People who live there."}


def hop(figure_id, number, speaker, named="yes", interest="none"):
    return {
        "figure_id": figure_id,
        "hop": number,
        "speaker": speaker,
        "role": "",
        "named": named,
        "interest": interest,
    }


def package(*rows, hops=(), sources=(), flows=()):
    """Return a package that holds these figures."""
    known = {name: source(name) for name in TITLES} | {one["source_id"]: one for one in sources}
    tables = {"crowds": [], "residents": []}
    for row in rows:
        tables[row["table"]].append({k: v for k, v in row.items() if k != "table"})
    return Package(
        Path("crowds"),
        DESCRIPTOR,
        {
            **tables,
            "sources": list(known.values()),
            "squares": SQUARES,
            "attributions": list(hops),
            "caveat_targets": [
                {"caveat_id": "over-the-day", "applies_to": "figure", "target": one}
                for one in flows
            ],
        },
    )


def pair(one, other, *others, base=(), **told):
    """Hold two figures against each other; `others` are in the package and not in view."""
    data = package(one, other, *others, *base, **told)
    under = {row["figure_id"]: b for row, b in zip((one, other), base[:2], strict=False)}
    return View(data, (one, other), under)


def chart(*rows, focus=(), others=(), base=None, **told):
    """Show rows in one chart."""
    data = package(*rows, *others, *(base or {}).values(), **told)
    return View(data, rows, base or {}, frozenset(focus))


FAIR = (crowd("a", 900), crowd("b", 400, square="west"))
"""Same source, day, measure and unit: nothing to warn of."""
