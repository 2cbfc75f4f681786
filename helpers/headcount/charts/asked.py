"""A chart as it is asked for: of a package or of pandas' rows, by names or codes, in any form.

Rows only say which figures are meant. What is drawn is what the package records of them, so that
no amount is drawn that no source stated.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from typing import Any

from headcount.caveats.facts import facts
from headcount.charts import FORMS, Form
from headcount.charts.chart import (
    Chart,
    chart_names,
    form_named,
    make_chart,
    named_chart,
)
from headcount.charts.form import CHOOSING, COMMON, WHERE
from headcount.charts.rows import rows_of
from headcount.core.errors import NothingFits, UnknownWord, WrongChoice
from headcount.core.wording import cardinal, count_of
from headcount.figures.dates import parse, years
from headcount.figures.frames import ids_of, package_behind
from headcount.figures.names import every, leading, whose
from headcount.figures.package import Package, cached
from headcount.figures.package.vocabulary import AHEAD, FIGURE_ID
from headcount.figures.provenance import chains, sources
from headcount.figures.table import Row

_IN_TIME = (*AHEAD, "denied")
"""Statuses that say little beside another amount, and much in their order."""

_SCALE = range(2, 5)
"""As many amounts stand beside one another unasked."""


def chart(of: Any, form: str | None = None, *, figures: Any = None, **choice: Any) -> Chart:
    """Make a chart of a package's figures, or of rows of its frames.

    1. Codes may be written as names: ``highlight="North Korea"``, a source by its short title.
    2. Where no form is given, one is found for the figures; `Chart.why` says which and why.
    3. What is drawn is what the package records. Rows whose amounts were edited are refused.

    Parameters
    ----------
    of
        The data, or rows that know them: `data.figures`, what pandas makes of it, its column
        `figure_id`, or one row.
    form
        The chart form, one of `headcount.charts.FORMS`; without figures or conditions to find one
        for, ``"rank"``.
    figures
        Where `of` is the data: the figures, as a frame, a Series, an Index or a list of their ids.
    **choice
        What the form takes (its `parameters`), `name`, `headline`, `deck`, `credit` and `alt`.

    Raises
    ------
    WrongChoice
        For what no such chart takes, for rows of no package, for amounts that were edited.
    UnknownWord
        For a form, a figure or a word that does not exist; the message names what does.
    NothingFits
        When nothing is left to show.

    Examples
    --------
    >>> import headcount as hc
    >>> data = hc.read()
    >>> nk = data.figures.query("place == 'North Korea' and category == 'active'")
    >>> hc.chart(nk.query("source_id.str.startswith('iiss')")).why
    "history: one thing, North Korea's active personnel, over 2011 to 2021"
    >>> hc.chart(data, measure="active", source="iiss-mb-2021", highlight="North Korea").form
    'rank'
    """
    package, given = (of, figures) if isinstance(of, Package) else (package_behind(of), of)
    if given is None and not choice and form not in (None, *FORMS) and form in chart_names(package):
        return named_chart(package, form)
    if given is of and figures is not None:
        raise WrongChoice("figures: the rows are given already; leave one of them out")
    if given is not None:
        choice["figures"] = ids_of(package, given)
    why = ""
    choosing = {name: choice[name] for name in CHOOSING if choice.get(name) is not None}
    if form is None and choosing:
        choosing = _coded(package, CHOOSING, choosing)
        form, why = _find_form(package, choosing, {*choice} - {*CHOOSING})
    one = form_named("rank" if form is None else form)
    choice = _coded(package, one.parameters, choice)
    if choosing and "figures" not in one.parameters:
        choice = _by_measure(package, one, choosing) | {
            name: value for name, value in choice.items() if name not in CHOOSING
        }
    made = make_chart(package, form=one.name, **choice)
    return replace(made, why=why) if why else made


def _coded(package: Package, takes: Mapping[str, Any], choice: Mapping[str, Any]) -> dict[str, Any]:
    """Write names as codes, wherever a form takes these."""
    coded = {}
    for name, value in choice.items():
        one = takes.get(name)
        if one and one.kind == WHERE and isinstance(value, Mapping):
            value = {key: _code(package, f"column {key}", word) for key, word in value.items()}
        elif one and one.word:
            value = _code(package, one.word, value)
        coded[name] = value
    return coded


def _code(package: Package, word: str, value: Any) -> Any:
    """Return the code of a name, the codes of several; anything else as it is."""
    codes = _codes(package).get(word)
    if codes is None or not isinstance(value, str):
        several = codes is not None and isinstance(value, Sequence)
        return [_code(package, word, one) for one in value] if several else value
    known = set(codes.values())
    if value in known:
        return value
    if value.casefold() not in codes and word == "name":
        names = [called["name"] for one in every(package) for called in one.known.values()]
        nouns = " or ".join(dict.fromkeys(one.one for one in every(package)))
        raise UnknownWord(
            f'No {nouns or word} is named "{value}"', value, [*dict.fromkeys(names), *known]
        )
    return codes.get(value.casefold(), value)


@cached
def _codes(package: Package) -> dict[str, dict[str, str]]:
    """Return the code of each name in small letters, by what parameters and columns call them."""
    titles = {row["short_title"].casefold(): source for source, row in sources(package).items()}
    found: dict[str, dict[str, str]] = {"source": titles, "base": titles, "name": {}}
    found |= {"column source": titles, "column source_id": titles}
    for columns in leading(package).values():
        for column, names in columns.items():
            forms = {
                form.casefold(): code
                for code, called in names.known.items()
                for form in (*called.values(), code)
            }
            found["name"] |= forms
            found.setdefault(f"column {column}", {}).update(forms)
    for table in package.figure_tables:
        for one in package.fields(table):
            labels = {
                str(each["label"]).casefold(): str(each["value"])
                for each in one.get("categories") or ()
            }
            if labels:
                found.setdefault(f"column {one['name']}", {}).update(labels)
    found["category"] = found.get("column category", {})
    return found


def _find_form(package: Package, choosing: Mapping[str, Any], asked: Set[str]) -> tuple[str, str]:
    """Return the first form that is made for these figures and can draw them, with the reason.

    A form that does not take all else that is asked for is passed over.
    """
    rows = rows_of(package, **choosing)
    for name, reason in _fitting(package, rows):
        form = FORMS[name]
        if not asked <= {*form.parameters, *COMMON, "name"}:
            continue
        try:
            if "figures" in form.parameters:
                form.select(package, **choosing)
            else:
                _by_measure(package, form, choosing)
        except NothingFits:
            continue
        return name, f"{name}: {reason}"
    what = "figures of several things" if len(rows) > 1 else "one figure"
    return "timeline", f"timeline: {what}, in time"


def _fitting(package: Package, rows: Sequence[Row]) -> Iterator[tuple[str, str]]:
    """Yield the forms that are made for such rows, the most telling one first."""
    count = len(rows)
    things = {facts(package).thing(row) for row in rows}
    cited = {row["source_id"] for row in rows}
    measured = {row["category"] for row in rows}
    if all(measured) and len(measured) == len(cited) == 1 < len(things):
        names = whose(package, rows[0]["table"])
        if names:
            yield "rank", f"{names.count(count)} by one measure, from one source"
    if count == 1 and rows[0][FIGURE_ID] in chains(package):
        yield "ladder", "one figure, and the way it came"
    if any(row["status"] in _IN_TIME for row in rows):
        yield "timeline", "offers, plans or denials are among them"
    if count > 1 and len(things) == 1:
        if _lead_through_time(package, rows):
            over = years(row["as_of"] for row in rows)
            yield "history", f"one thing, {rows[0]['name']}, over {over}"
        if len(cited) > 1:
            yield "spread", f"one thing, {rows[0]['name']}, by {count_of(len(cited), 'source')}"
    if count in _SCALE:
        yield "scale", f"{cardinal(count)} amounts of one unit to compare"


def _lead_through_time(package: Package, rows: Sequence[Row]) -> bool:
    """Whether a publisher has figures of several years: only such are joined by a line."""
    known = sources(package)
    dated = {
        (known[row["source_id"]]["publisher"], parse(row["as_of"]).latest.year) for row in rows
    }
    return len(dated) > len({publisher for publisher, _ in dated})


def _by_measure(package: Package, form: Form, choosing: Mapping[str, Any]) -> dict[str, Any]:
    """Return what makes a form that takes a measure and a source draw just these figures."""
    rows = rows_of(package, **choosing)
    wanted = {row[FIGURE_ID] for row in rows}
    measures, cited = ({row[column] for row in rows} for column in ("category", "source_id"))
    names = whose(package, rows[0]["table"])
    if len(measures) > 1 or len(cited) > 1 or names is None:
        raise NothingFits(
            f"A {form.name} takes one measure from one source; these figures have "
            f"{count_of(len(measures), 'measure')} from {count_of(len(cited), 'source')}"
        )
    whole = {"measure": measures.pop(), "source": cited.pop()}
    some = whole | {"only": [row[names.column] for row in rows]}
    tries = [whole, some]
    if "year" in form.parameters:
        found = sorted({parse(row["as_of"]).latest.year for row in rows}, reverse=True)
        tries += [one | {"year": year} for year in found for one in (whole, some)]
    for one in tries:
        try:
            if set(form.select(package, **one).by_id) == wanted:
                return one
        except NothingFits:
            continue
    raise NothingFits(
        f"A {form.name} takes each {names.one}'s one latest figure; some of these are older, "
        "part of another, or without a number"
    )
