"""What the descriptor says that figures mean: what they measure, and how measures are related.

A table of figures says which of its own columns is the `measure`; all others are dimensions, which
only cut it. Everything else here is optional, and what is said must be understood;
`headcount.figures.package.properties` holds what is said of units and words.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from headcount.figures.package.problem import mend, shown
from headcount.figures.package.schema import Report, Table, require_text
from headcount.figures.package.vocabulary import COMMON, OVER, RELATIONS, SAME_TABLE

_SAID = ("kind", "of", "to", "says")
_SHAPE = '{"kind": …, "of": …, "to": …, "says": …}'


def check_meanings(
    descriptor: Mapping[str, Any], tables: Mapping[str, Table | None], report: Report
) -> None:
    """Report what is said of measures, dimensions and relations that cannot be so."""
    measures: list[str] = []
    for resource in descriptor["resources"]:
        name = resource.get("name") if isinstance(resource, dict) else None
        table = tables.get(name) if isinstance(name, str) else None
        if table and table.is_figures:
            _check_table(resource, f"resources[{table.name}]", report)
            measure = resource.get("measure")
            column = table.field(measure) if isinstance(measure, str) else None
            words = column.enum if column else ()
            measures += [f"{table.name}.{word}" for word in words] or [table.name]
    relations = descriptor.get("relations", [])
    if not isinstance(relations, list):
        report("relations", "is not a list", f"write [{_SHAPE}]")
    elif None not in tables.values():
        met: dict[frozenset[str], int] = {}
        for at, relation in enumerate(relations):
            _check_relation(relation, f"relations[{at}]", measures, report)
            _check_ends(relation, at, met, report)


def _check_table(resource: Mapping[str, Any], where: str, report: Report) -> None:
    fields = resource["schema"]["fields"]
    own = [one["name"] for one in fields if one["name"] not in (*COMMON, *SAME_TABLE, OVER)]
    measure = resource.get("measure")
    if measure is not None and measure not in own:
        right = mend(str(measure), own, "name a column of this table alone, or leave it out")
        report(f"{where}.measure", f"{shown(measure)} is not a column of its own", right)
    elif measure in {str(key.get("fields")) for key in _keys(resource)}:
        wrong = f"{shown(measure)} says whose a figure is, not what it measures"
        report(f"{where}.measure", wrong, "name the column that says what is counted")
    for one in fields:
        name, here = one["name"], f"{where}.schema.fields[{one['name']}]"
        if "whole" in one and (name == measure or name not in own):
            report(f"{here}.whole", "is said of no dimension", "leave it out")
        elif "whole" in one:
            _check_whole(one, here, report)


def _check_whole(field: Mapping[str, Any], where: str, report: Report) -> None:
    """See that the word for the whole is one of the dimension's."""
    whole, rules = field["whole"], field.get("constraints")
    words = rules.get("enum") if isinstance(rules, dict) else None
    words = words if isinstance(words, list) else []
    if not isinstance(whole, str) or (words and whole not in words):
        right = mend(str(whole), map(str, words), "write the word that means all")
        report(f"{where}.whole", f"{shown(whole)} is not a word of this column", right)


def _check_relation(relation: Any, where: str, known: list[str], report: Report) -> None:
    if not isinstance(relation, dict):
        report(where, "is not an object", f"write {_SHAPE}")
        return
    kind = relation.get("kind")
    if kind not in RELATIONS:
        right = mend(str(kind), RELATIONS, "write base or part")
        report(f"{where}.kind", f"{shown(kind)} is not a relation", right)
    for end in ("of", "to"):
        if relation.get(end) not in known:
            right = mend(str(relation.get(end)), known, "name a measure: table.word")
            report(f"{where}.{end}", f"{shown(relation.get(end))} is not a measure", right)
    require_text(relation, "says", f"{where}.says", report)
    if kind == "base" and isinstance(says := relation.get("says"), str) and " per " not in says:
        right = 'write "… per …", such as pupils per teacher'
        report(f"{where}.says", f"{shown(says)} does not say a rate", right)
    for name in (one for one in relation if one not in _SAID):
        right = mend(str(name), _SAID, "leave it out")
        report(f"{where}.{name}", "is not understood", right)


def _check_ends(relation: Any, at: int, met: dict[frozenset[str], int], report: Report) -> None:
    """See that a relation has two ends, and that two measures have one relation."""
    named = [relation.get(end) for end in ("of", "to")] if isinstance(relation, dict) else []
    ends = [end for end in named if isinstance(end, str)]
    if len(ends) < 2:
        return
    if len(both := frozenset(ends)) == 1:
        report(f"relations[{at}].to", f"{shown(ends[1])} is what it is of too", "name another")
    elif both in met:
        right = f"keep one of relations[{met[both]}] and this"
        report(f"relations[{at}]", "relates two measures that are related already", right)
    met.setdefault(both, at)


def _keys(resource: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    keys = resource["schema"].get("foreignKeys", [])
    return [one for one in keys if isinstance(one, dict)] if isinstance(keys, list) else []
