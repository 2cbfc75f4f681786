"""What Headcount reads from a descriptor beside the columns, and what each property may say.

A property that is said must be understood, be of something that has it, and name what is there:
else a rule or a sentence would silently be without it. What may be said of what stands in
`PROPERTIES` alone.

A table of figures says which of its own columns is the `measure`; all others are dimensions, which
only cut it. Everything else is optional.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from string import Formatter
from typing import Any

from headcount.figures.package.cells import is_address
from headcount.figures.package.problem import mend, shown
from headcount.figures.package.schema import Report, Table, require_text
from headcount.figures.package.vocabulary import NAMED, RELATIONS

AMOUNTS = ("stock", "flow")
"""What an amount is: there at one time, or added up over a time."""

Faults = Iterator[tuple[str, str, str]]
"""What is wrong with a value: where inside it, what, and what would be right."""


@dataclass(frozen=True)
class Target:
    """What a property stands at: the package, a table, or a word of a closed list."""

    kinds: frozenset[str]
    table: Table | None = None
    column: str = ""
    words: tuple[Any, ...] = ()
    word: Any = None


Check = Callable[[Any, Target], Faults]


def _text(value: Any, _: Target) -> Faults:
    if not isinstance(value, str) or not value.strip():
        yield "", "is missing", "say it in words"


def _flag(value: Any, _: Target) -> Faults:
    if not isinstance(value, bool):
        yield "", f"{shown(value)} is neither", "write true or false"


def _days(value: Any, _: Target) -> Faults:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        yield "", f"{shown(value)} is not a number of days", "write a whole number, such as 366"


def _amount(value: Any, _: Target) -> Faults:
    if value not in AMOUNTS:
        right = mend(str(value), AMOUNTS, "write stock or flow")
        yield "", f"{shown(value)} is neither a stock nor a flow", right


def _entries(*names: str, needs: str = "") -> Check:
    """Return the check of a list of objects with texts of these names, one of which each needs."""

    def check(value: Any, place: Target) -> Faults:
        if not isinstance(value, list):
            yield "", "is not a list", f'write [{{"{names[0]}": …}}]'
            return
        for at, one in enumerate(value):
            if not isinstance(one, dict):
                yield f"[{at}]", "is not an object", f'write {{"{names[0]}": …}}'
                continue
            if not any(name in one for name in ([needs] if needs else names)):
                yield f"[{at}].{needs or names[0]}", "is missing", "say it in words"
            for name in names:
                if name in one:
                    yield from ((f"[{at}].{name}", *rest[1:]) for rest in _text(one[name], place))

    return check


def _licenses(value: Any, place: Target) -> Faults:
    """See that a licence has its words, and leads to the web or to a file of the folder."""
    yield from _entries("name", "title", "path")(value, place)
    for at, one in enumerate(value if isinstance(value, list) else ()):
        path = one.get("path") if isinstance(one, dict) else None
        if isinstance(path, str) and not (is_address(path) or _FILE.fullmatch(path)):
            yield f"[{at}].path", f"{shown(path)} is not a web address", "write it from https:// on"


def _contains(value: Any, place: Target) -> Faults:
    if not isinstance(value, list):
        yield "", "is not a list", "list words of this column"
        return
    for one in value:
        if one not in place.words:
            words = [str(word) for word in place.words]
            yield (
                "",
                f"{shown(one)} is not a word of this column",
                mend(str(one), words, "name one"),
            )
        elif one == place.word:
            yield "", f"{shown(one)} contains itself", "leave it out"


def _ways(value: Any, place: Target) -> Faults:
    """See that one pattern, or each of a list, can be said; the last of every row, by any name."""
    if not isinstance(value, list) or not value:
        yield from _phrase(value, place)
        return
    for at, one in enumerate(value):
        yield from ((f"[{at}]", *rest[1:]) for rest in _phrase(one, place, ("", "adjective")))
    if isinstance(value[-1], str) and ":adjective}" in value[-1]:
        yield "", "ends with an adjective that not every name has", "add a phrase without one"


def _phrase(value: Any, place: Target, forms: tuple[str, ...] = ("",)) -> Faults:
    """See that each placeholder names what a row of the table has."""
    if not isinstance(value, str) or not value.strip():
        yield "", "is missing", "say it in words"
        return
    known = [*(place.table.own if place.table else ()), "unit"]
    example = f"write {{{known[0]}}}"
    try:
        pieces = list(Formatter().parse(value))
    except ValueError:
        yield "", f"{shown(value)} opens a brace and does not close it", example
        return
    for _, name, form, turn in pieces:
        if name is not None and name not in known:
            right = mend(name, known, "name a column of this table alone")
            yield "", f"{shown('{' + name + '}')} is not a column of this table alone", right
        elif (form or "") not in forms or turn:
            yield "", f"{shown(value)} has more than a name in its braces", example


def _phrases(value: Any, place: Target) -> Faults:
    """See that columns and their words are there, and that each phrase of them can be said."""
    shape = 'write {"column": {"word": "a phrase"}}'
    if not isinstance(value, dict):
        yield "", "is not an object", shape
        return
    for name, words in value.items():
        column = place.table.field(name) if place.table else None
        if column is None:
            header = place.table.header if place.table else ()
            right = mend(name, header, "name a column of this table")
            yield f".{name}", "is not a column of this table", right
        elif not isinstance(words, dict):
            yield f".{name}", "is not an object", shape
        else:
            for word, said in words.items():
                if column.enum and word not in (*column.enum, "*"):
                    right = mend(word, map(str, column.enum), "name one that is")
                    yield f".{name}.{word}", "is not a word of this column", right
                yield from ((f".{name}.{word}", *rest[1:]) for rest in _ways(said, place))


FIGURES, NAMES = "table of figures", "table of names"
MEASURE, UNIT, INTEREST = "measure", "unit", "interest"
SOURCES, TIE = "kind of source", "tie of an outcome to its promise"

PROPERTIES: Mapping[str, tuple[Check, tuple[str, ...]]] = {
    "contributors": (_entries("title", needs="title"), ("package",)),
    "licenses": (_licenses, ("package",)),
    "version": (_text, ("package",)),
    "phrase": (_ways, (FIGURES,)),
    "phrase_alone": (_ways, (FIGURES,)),
    "phrases": (_phrases, (FIGURES,)),
    "heading": (_ways, (FIGURES,)),
    "headings": (_phrases, (FIGURES,)),
    "steady_days": (_days, (FIGURES,)),
    "is_base": (_flag, (FIGURES,)),
    "flow_caveat": (_text, (FIGURES,)),
    "one": (_text, (NAMES, UNIT)),
    "many": (_text, (NAMES,)),
    "measures": (_amount, (FIGURES, MEASURE, UNIT)),
    "kind": (_text, (FIGURES, MEASURE, UNIT)),
    "counts": (_flag, (UNIT,)),
    "varies": (_flag, (MEASURE,)),
    "contains": (_contains, (MEASURE,)),
    "says_so": (_flag, (TIE,)),
    "takes_sides": (_flag, (INTEREST, SOURCES)),
}
"""By name, what a property may say, and what it may be said of."""

_FILE = re.compile(r"[\w-][\w.-]*(/[\w-][\w.-]*)*")
_ELSEWHERE = {"measure", "schema", "path", "name", "title", "type", "format", "about", "relations"}
_STANDARD = {
    *("$schema", "id", "homepage", "image", "created", "keywords", "sources", "profile"),
    *("mediatype", "encoding", "bytes", "hash", "dialect", "description", "resources"),
    *("value", "label", "licence"),
}
_ALIKE = 0.8  # so like another one is a name that was meant to be it


def check_properties(
    descriptor: Mapping[str, Any],
    tables: Mapping[str, Table | None],
    report: Report,
) -> None:
    """Report each property that says what nobody understands, or of what has no such thing."""
    _check_meanings(descriptor, tables, report)
    _check(descriptor, Target(frozenset({"package"})), "", report)
    for resource in descriptor["resources"]:
        name = resource.get("name") if isinstance(resource, dict) else None
        table = tables.get(name) if isinstance(name, str) else None
        # without a key that is understood nobody knows what kind of table it is
        if table is None or (resource["schema"].get("primaryKey") and not table.key):
            continue
        where = f"resources[{name}]"
        _check(resource, Target(frozenset(_kinds_of_table(table)), table), f"{where}.", report)
        missing = {"one", "many"} - set(resource)
        for lost in missing if len(missing) == 1 else ():
            report(f"{where}.{lost}", "is missing", "say it in words")
        for one in resource["schema"]["fields"]:
            said = one.get("categories")
            for at, word in enumerate(said if isinstance(said, list) else ()):
                if isinstance(word, dict):
                    column = table.field(one["name"])
                    kinds = frozenset(_kinds_of_words(table, resource, one["name"]))
                    words = column.enum if column else ()
                    place = Target(kinds, table, one["name"], words, word.get("value"))
                    here = f"{where}.schema.fields[{one['name']}].categories[{at}]."
                    _check(word, place, here, report)


def check_flow_caveats(
    descriptor: Mapping[str, Any], caveats: Collection[str], report: Report
) -> None:
    """Report tables that mark flows by a caveat which nobody has written."""
    for resource in descriptor["resources"]:
        said = resource.get("flow_caveat")
        if said is not None and said not in caveats:
            right = mend(said, caveats, "name a caveat of this package")
            where = f"resources[{resource['name']}].flow_caveat"
            report(where, f"there is no caveat {shown(said)}", right)


def _kinds_of_table(table: Table) -> Iterator[str]:
    if table.is_figures:
        yield FIGURES
    if set(NAMED) <= set(table.header):
        yield NAMES


def _kinds_of_words(table: Table, resource: Mapping[str, Any], column: str) -> Iterator[str]:
    """Say what the words of a column are."""
    if table.is_figures and column == "unit":
        yield UNIT
    if table.is_figures and column in table.own and column == resource.get("measure"):
        yield MEASURE
    if column == "interest" and "hop" in table.header:
        yield INTEREST
    if column == "kind" and table.key == ("source_id",):
        yield SOURCES
    if column == "tie" and {"promise", "outcome"} <= set(table.header):
        yield TIE


def _check(said: Mapping[str, Any], place: Target, where: str, report: Report) -> None:
    for name, value in said.items():
        if name in PROPERTIES:
            check, kinds = PROPERTIES[name]
            if not place.kinds & set(kinds):
                of = " and of no ".join(kinds)
                report(f"{where}{name}", f"is said of no {of}", "leave it out")
                continue
            for inside, wrong, right in check(value, place):
                report(f"{where}{name}{inside}", wrong, right)
        elif name not in _ELSEWHERE and name not in _STANDARD:
            from difflib import get_close_matches  # only a name that is not known needs it

            meant = [one for one, (_, kinds) in PROPERTIES.items() if place.kinds & set(kinds)]
            meant += ["measure"] * (FIGURES in place.kinds)
            near = get_close_matches(name, meant, n=1, cutoff=_ALIKE)
            if near:
                report(f"{where}{name}", "is not understood", f"did you mean {shown(near[0])}?")


_SAID = ("kind", "of", "to", "says")
_SHAPE = '{"kind": …, "of": …, "to": …, "says": …}'


def _check_meanings(
    descriptor: Mapping[str, Any], tables: Mapping[str, Table | None], report: Report
) -> None:
    """Report what is said of measures, dimensions and relations that cannot be so."""
    measures: list[str] = []
    for resource in descriptor["resources"]:
        name = resource.get("name") if isinstance(resource, dict) else None
        table = tables.get(name) if isinstance(name, str) else None
        if table and table.is_figures:
            _check_table(resource, table, f"resources[{table.name}]", report)
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


def _check_table(resource: Mapping[str, Any], table: Table, where: str, report: Report) -> None:
    own, measure = table.own, resource.get("measure")
    if measure is not None and measure not in own:
        right = mend(str(measure), own, "name a column of this table alone, or leave it out")
        report(f"{where}.measure", f"{shown(measure)} is not a column of its own", right)
    elif measure in {str(key.get("fields")) for key in _keys(resource)}:
        wrong = f"{shown(measure)} says whose a figure is, not what it measures"
        report(f"{where}.measure", wrong, "name the column that says what is counted")
    for one in resource["schema"]["fields"]:
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
