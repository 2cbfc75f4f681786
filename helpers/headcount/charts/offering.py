"""What the controls of a chart offer, and what the data can give of what was asked for.

A form that draws any figures offers all of them (`offer`, `fallback`); one that draws figures of
one thing leads to each thing that several figures count (`offer_things`, `fall_to_one_thing`).
What was asked for is kept as it was asked: what does not fit the rest of it (a source that does not
have the measure) is filled in for now, and comes back when it fits again (`resolve`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from headcount.charts import FORMS
from headcount.charts.form import TEXTS, Options, Parameter
from headcount.core.wording import capital
from headcount.desk.quote import many_of
from headcount.figures.dates import parse, unsaid
from headcount.figures.names import every
from headcount.figures.package import Package, cached
from headcount.figures.phrase import amount, own_columns, phrase, word
from headcount.figures.provenance import sources
from headcount.figures.status import is_amount
from headcount.figures.table import Row, Where, record_of, records, within

ANY, THE_FIRST, THE_LAST = ("any", None), ("the first", None), ("the last", None)
NAMED = 3
"""As many words that are asked for together are named in a menu."""

TABLE, SOURCE = "table", "source_id"

Thing = tuple[tuple[str, str], ...]


@cached
def entries(package: Package) -> Mapping[str, tuple[str, str]]:
    """Return, by `figure_id`, how a list names each figure, beside the id.

    The date is left out where the title of the source ends with it.

    Examples
    --------
    >>> from headcount.figures import package
    >>> entries(package.read())["prk-active-iiss-mb-2021"][0]
    "About 1.28 million active personnel in North Korea's forces; IISS Military Balance 2021"
    """
    return {row["figure_id"]: (_label(package, row), row["figure_id"]) for row in records(package)}


def entry(package: Package, figure: str) -> str:
    """Return how a list names one figure."""
    return _label(package, record_of(package, figure))


def _label(package: Package, row: Row) -> str:
    title = sources(package)[row["source_id"]]["short_title"]
    when = unsaid(row["as_of"], title)
    known = ", ".join(filter(None, [title, when]))
    return f"{capital(many_of(amount(package, row), phrase(package, row)))}; {known}"


def offer(
    package: Package,
    rows: Sequence[Row],
    *,
    where: Where | None = None,
    figures: Sequence[str] | None = None,
    since: int | None = None,
    until: int | None = None,
    must: bool = False,
    parts: bool = False,
    **_: Any,
) -> Options:
    """List what the parameters of `CHOOSING` can be, as pairs of a label and a value.

    Parameters
    ----------
    package
        The data.
    rows
        The figures that can be drawn.
    where, figures, since, until
        What is chosen now.
    must
        Whether each column that says what a figure counts has to be chosen; where none has, the
        status can be chosen too.
    parts
        Whether figures that are part of another one are offered unasked.
    """
    drawn = list(rows) if parts else whole(rows, figures)
    left = fitting(drawn, where or {})
    return {
        **_menus(package, drawn, where or {}, must=must),
        "figures": [
            entries(package)[row["figure_id"]] for row in left if within(row, since, until)
        ],
        **years(left, since, until),
    }


def offered(package: Package, options: Options, named: Sequence[str] | None) -> list[Row]:
    """Return the figures that `offer` lists, of several that are named those."""
    ids = {figure for _, figure in options["figures"]}
    if named is not None:
        ids &= set(named)
    return [row for row in records(package) if row["figure_id"] in ids]


def fallback(package: Package, choice: Mapping[str, Any]) -> dict[str, Any]:
    """Give up of `where` what no figure fits together with what stands before it."""
    rows = whole(records(package), choice.get("figures"))
    return {**choice, "where": kept(rows, choice.get("where")) or None}


def offer_things(package: Package, *, where: Where | None = None, **choice: Any) -> Options:
    """List what the parameters of `CHOOSING` can be where all figures must count one thing.

    The columns of `where` lead to each thing that two figures or more count. The others are of
    the thing that is chosen, and of the years chosen.
    """
    rows = [
        row
        for rows in _things(package).values()
        if len(whole(rows, None)) > 1 or fitting(rows[:1], where or {})
        for row in rows
    ]
    return offer(package, rows, where=where, must=True, **choice)


def fall_to_one_thing(package: Package, choice: Mapping[str, Any]) -> dict[str, Any]:
    """Choose one thing where several are asked for, or none.

    What is asked of `where` is kept as far as figures fit it, what stands first before the rest;
    of the things that are left, the one that most figures count is taken.
    """
    where, figures = choice.get("where") or {}, choice.get("figures") or ()
    every = whole((row for rows in _things(package).values() for row in rows), figures)
    if not where and figures:
        every = [row for row in every if row["figure_id"] in figures] or every
    asked = kept(every, where)
    found = Counter(_thing(package, row) for row in fitting(every, asked))
    if not found:
        return dict(choice)
    clear = [thing for thing in found if all(word for _, word in thing)] or list(found)
    thing = max(clear, key=lambda one: found[one]) if len(found) > 1 else clear[0]
    full = {column: word for column, word in thing if word}
    return {**choice, "where": full | {name: asked[name] for name in asked if name not in full}}


def whole(rows: Iterable[Row], figures: Sequence[str] | None) -> list[Row]:
    """Leave out figures that are part of another one, unless they are named."""
    named = set(figures or ())
    return [row for row in rows if not row["part_of"] or row["figure_id"] in named]


def fitting(rows: Iterable[Row], where: Where) -> list[Row]:
    """Return the figures that have the words that are asked of their columns."""
    left = list(rows)
    for column, words in where.items():
        wanted = {words} if isinstance(words, str) else set(words)
        left = [row for row in left if row.get(column) in wanted]
    return left


def kept(rows: Iterable[Row], where: Where | None) -> dict[str, str | Sequence[str]]:
    """Keep of some conditions each that a figure fits together with those kept before it.

    Examples
    --------
    >>> rows = [{"region": "NOR", "bed": "acute"}, {"region": "SUD", "bed": "total"}]
    >>> kept(rows, {"region": "NOR", "bed": "total"})
    {'region': 'NOR'}
    """
    found: dict[str, str | Sequence[str]] = {}
    for column, words in (where or {}).items():
        left = fitting(rows, {column: words})
        if left:
            rows, found = left, found | {column: words}
    return found


def years(rows: Iterable[Row], since: int | None = None, until: int | None = None) -> Options:
    """List the years from and up to which figures can be chosen.

    A year that is chosen and leaves everything in is among them.

    Examples
    --------
    >>> found = years([{"as_of": "2019"}, {"as_of": "2022-08"}], since=2020)
    >>> [year for _, year in found["since"]], [year for _, year in found["until"]]
    ([None, 2019, 2020, 2021, 2022], [None, 2022])
    """
    dates = [parse(row["as_of"]) for row in rows]
    spans = [(when.earliest.year, when.latest.year) for when in dates]
    known = {year for span in spans for year in span} - {date.min.year, date.max.year}  # open ends
    if not known:
        return {"since": [THE_FIRST], "until": [THE_LAST]}
    first, last = min(known), max(known)
    if since is not None and since > last:
        since = None  # it gives way
    begin = max(since or first, min(start for start, end in spans if end >= (since or first)))
    return {
        "since": [THE_FIRST, *_each(min(first, since or first), last)],
        "until": [THE_LAST, *reversed(_each(begin, max(last, until or last)))],
    }


def _each(first: int, last: int) -> list[tuple[str, int]]:
    return [(str(year), year) for year in range(first, last + 1)]


def called(package: Package, column: str) -> str:
    """Say what a column of figures is called: by its title in the descriptor.

    Examples
    --------
    >>> from headcount.figures import package
    >>> called(package.read(), "from_party")
    'From'
    """
    if column == TABLE:
        return "Figures on"
    fields = (field for table in package.figure_tables for field in package.fields(table))
    return next((str(one.get("title", column)) for one in fields if one["name"] == column), column)


def _menus(package: Package, rows: Sequence[Row], where: Where, *, must: bool) -> Options:
    """List what `where` can be, column by column; each offers what fits those before it."""
    left = fitting(rows, where)
    menus: Options = {}
    own = [TABLE, *_own(package, left)]
    closed = {*own, "unit"} if must else set()
    besides = [SOURCE] if must else ["status", SOURCE]
    for column in dict.fromkeys([*own, *besides, *where]):
        counts = Counter(row[column] for row in rows if row.get(column))
        example = {row[column]: row for row in rows if row.get(column)}
        labels = {value: _words(package, row, column) for value, row in example.items()}
        menu = sorted((f"{labels[value]} ({count})", value) for value, count in counts.items())
        asked = where.get(column)
        if asked is not None and not isinstance(asked, str):
            named = [labels.get(one, one) for one in asked]
            few = len(named) <= NAMED
            label = " or ".join(named) if few else f"{named[0]} and {len(named) - 1} others"
            menu.insert(0, (label, asked))
        if len(menu) > 1 or (asked is not None and column != "unit"):
            menus[f"where.{column}"] = menu if column in closed else [ANY, *menu]
        if asked is not None:
            rows = fitting(rows, {column: asked})
    return menus


def _own(package: Package, rows: Sequence[Row]) -> list[str]:
    """Return the columns that say what these figures count, those that all their tables have."""
    tables = [own_columns(package, name) for name in dict.fromkeys(row[TABLE] for row in rows)]
    return [name for name in tables[0] if all(name in own for own in tables)] if tables else []


def _words(package: Package, row: Row, column: str) -> str:
    if column == TABLE:
        return str(package.resource(row[TABLE]).get("title", row[TABLE]))
    if column == SOURCE:
        return sources(package)[row[SOURCE]]["short_title"]
    return capital(word(package, row, column))


def _thing(package: Package, row: Row) -> Thing:
    """Return what a figure counts: its table, the columns that say it, and the unit."""
    columns = ("table", *own_columns(package, row["table"]), "unit")
    return tuple((column, row[column]) for column in columns)


@cached
def _things(package: Package) -> dict[Thing, list[Row]]:
    """Return the figures that state an amount, by what they count."""
    found: dict[Thing, list[Row]] = {}
    for row in records(package):
        if is_amount(row):
            found.setdefault(_thing(package, row), []).append(row)
    return found


def resolve(package: Package, request: Mapping[str, Any]) -> tuple[dict[str, Any], Options]:
    """Return the choice that comes closest to `request`, and what else could be chosen.

    1. What cannot be drawn at all gives way by the rule that the form states (its `fallback`).
    2. Every other value that is not offered beside those of earlier parameters becomes "no
       choice", or the first that is offered where there must be one.
    3. Of a list, what is offered is kept, in its order; all of it, or nothing that is left of it,
       is "no choice".

    Parameters
    ----------
    package
        The data.
    request
        What was asked for: `form` and its parameters.

    Returns
    -------
    choice, options
        What `make_chart` takes, and `chart_options` for it.

    Examples
    --------
    >>> import headcount as hc
    >>> from headcount.figures import package
    >>> data = package.read()
    >>> request = dict(hc.named(data, "fourth-largest").choice)
    >>> choice, options = resolve(data, request | {"measure": "total"})
    >>> choice["source"] == request["source"]
    False
    """
    form = FORMS[request["form"]]
    unset = dict.fromkeys(form.parameters)
    asked = unset | {name: value for name, value in request.items() if name in unset}
    choice = unset | dict(form.fallback(package, asked))
    options = form.options(package, **choice)
    for name, parameter in form.parameters.items():
        if name not in options:
            continue
        fitting = _fitting(parameter, choice[name], [value for _, value in options[name]])
        if fitting != choice[name]:
            choice[name] = fitting
            options = form.options(package, **choice)
    return {"form": form.name, **choice}, options


def _fitting(parameter: Parameter, value: Any, offered: list[Any]) -> Any:
    """Return a value as far as it is offered."""
    if parameter.kind == TEXTS:
        there = [one for one in value or () if one in offered]
        if not value or (parameter.required and not there):
            return value
        is_no_choice = set(there) in (set(), set(offered)) and not parameter.required
        return None if is_no_choice else there
    if value in offered or not offered:
        return value
    return None if None in offered or not parameter.required else offered[0]


def title(package: Package, name: str, one: Parameter) -> str:
    """Return what a control of this parameter is called."""
    words = next(iter(every(package)), None)
    known = {"one": words.one, "many": words.many} if words else {"one": "name", "many": "names"}
    return capital((one.label or name).format_map(known))
