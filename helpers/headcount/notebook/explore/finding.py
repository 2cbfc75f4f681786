"""What a finder offers and lists: its menus, one page of figures, what to do where none fits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from headcount.charts.offering import entry
from headcount.core.wording import capital, tally
from headcount.desk import facets, search
from headcount.desk.facets import Filters, Matches
from headcount.desk.record import notes, summarize
from headcount.figures.package import Package
from headcount.figures.status import DENIED, kind
from headcount.figures.table import record_of
from headcount.notebook.explore.widgets import Menu

PAGE = 50
"""Rows of a page."""

ALL_AT_ONCE = 100
"""Figures that may be chosen with one press: of more, nobody reads the chart."""

NAMED = 6
"""So many words of one filter are named one by one; of more, how many they are is said."""

LISTS = {
    "table": ("Kind of figure", "kinds"),
    "whose": ("Subject", "names"),
    "counted": ("What is counted", "counts"),
    "source": ("Source", "sources"),
    "status": ("Status", "statuses"),
}
"""By facet, what its list is called, and what several of its words are."""

_YEARS = {"since": "From year", "until": "To year"}


def menus(found: Matches, filters: Filters) -> list[Menu]:
    """Return a menu for each year: what there is under the other filters, counted.

    Examples
    --------
    >>> from headcount.figures import package
    >>> asked = dict.fromkeys(facets.FILTERS) | {"source": ("iiss-mb-2021",), "whose": ("China",)}
    >>> [menu.entries for menu in menus(facets.find(package.read(), asked), asked)][0]
    [('Any', None), ('2021 (1)', 2021)]
    """
    return [
        Menu(name, label, 3, [("Any", None), *options(found, name, ())], filters[name])
        for name, label in _YEARS.items()
    ]


def options(found: Matches, name: str, ticked: Sequence[str]) -> list[tuple[str, str]]:
    """Return what the list of a facet offers, each with how many figures it has or would add.

    Examples
    --------
    >>> from headcount.figures import package
    >>> asked = {"status": ("denied",), "source": ("rp-2022-08", "tass-2022-08-11")}
    >>> options(facets.find(package.read(), asked), "status", asked["status"])
    [('Claimed (+1)', 'claimed'), ('Denied (1)', 'denied')]
    """
    return [
        (f"{word} ({'+' if ticked and value not in ticked else ''}{count:,})", value)
        for word, value, count in found.offered[name]
    ]


def summary(package: Package, name: str, ticked: Sequence[str]) -> str:
    """Say what is ticked in the list of a facet."""
    return _name(package, name, ticked) if ticked else "Any"


def listed(
    package: Package, found: Matches, filters: Filters, page: int, chosen: Sequence[str]
) -> dict[str, Any]:
    """Return one page of a list as plain data, with every word that stands around it.

    Parameters
    ----------
    package
        The data.
    found, filters
        Matching figures, and what they were asked for by.
    page
        Which page, from 0.
    chosen
        The `figure_id` of each figure that is chosen.
    """
    fitting = found.figures
    shown = fitting[page * PAGE : (page + 1) * PAGE]
    asked = {name: value for name, value in filters.items() if value}
    all_left = 1 < len(fitting) <= ALL_AT_ONCE and not set(fitting) <= set(chosen)
    place = "All of them"
    if len(fitting) > len(shown):
        first = page * PAGE
        place = f"Figures {first + 1:,} to {first + len(shown):,} of {len(fitting):,}"
    conditions = "; ".join(_name(package, name, value) for name, value in asked.items())
    code = "".join(f", {name}={_written(value)}" for name, value in asked.items())
    return {
        "search": filters[facets.TEXT] or "",
        "status": f"{tally(len(fitting), 'figure')}; {len(chosen)} selected",
        "asked": [*_asked(package, asked)],
        "caption": ": ".join(filter(None, [place, conditions])),
        "nothing": _nothing(package, found, asked),
        "rows": [_row(package, figure, filters[facets.TEXT] or "") for figure in shown],
        "page": page,
        "pages": -(-len(fitting) // PAGE),
        "place": place,
        "choose_all": f"Select all {len(fitting)}" if all_left else "",
        "can_clear": bool(asked),
        "chosen": [{"figure": figure, "name": entry(package, figure)} for figure in chosen],
        "chosen_title": f"{len(chosen)} selected",
        "can_swap": len(chosen) == 2,
        "code": f"hc.search(data{code})",
    }


def _row(package: Package, figure: str, text: str) -> dict[str, str]:
    row = record_of(package, figure)
    printed = summarize(package, row)
    return {
        "figure": figure,
        "name": entry(package, figure),
        "subject": capital(printed.subject),
        "amount": capital(f"{printed.amount} {printed.unit}".rstrip()),
        "as_of": capital(printed.as_of),
        "kind": DENIED if printed.status == DENIED else kind(printed.status),
        "status": facets.labels(package)["status"][printed.status],
        "source": printed.source,
        "why": search.why(package, figure, text),
        "notes": str(len(notes(package, figure)) or ""),
    }


def _nothing(package: Package, found: Matches, asked: Filters) -> dict[str, Any]:
    """Say that nothing fits, and which filter would have to be taken back."""
    if found.figures:
        return {"text": "", "back": []}
    back = [
        {"name": name, "label": f"Without {_name(package, name, value)}: {tally(count, 'figure')}"}
        for name, value in asked.items()
        if (count := found.without[name])
    ]
    if len(asked) == 1:
        text = "No figures match this filter. Remove it:"
    elif back:
        text = "No figures match all of these filters together. Remove one:"
    else:
        text = "No figures match all of these filters. Remove more than one, or clear all filters."
    return {"text": text, "back": back}


def _asked(package: Package, asked: Filters) -> Iterator[dict[str, Any]]:
    """Say all that is asked for, each part by itself where it can be taken back by itself."""
    for name, value in asked.items():
        if name in facets.FACETS and len(value) <= NAMED:
            for one in value:
                label = facets.labels(package)[name][one]
                yield {"name": name, "value": one, "label": label}
        else:
            yield {"name": name, "value": None, "label": _name(package, name, value)}


def _written(value: Any) -> str:
    """Write a filter as code: of a facet that is asked for one word, the word."""
    if not isinstance(value, tuple):
        return repr(value)
    return repr(value[0] if len(value) == 1 else list(value))


def _name(package: Package, name: str, value: Any) -> str:
    """Say one filter, where others may stand beside it: what holds a comma is quoted."""
    if name == facets.TEXT:
        return f"the words “{value}”"
    if name in facets.YEARS:
        return f"{'from' if name == 'since' else 'to'} {value}"
    if len(value) > NAMED:
        return f"any of {len(value)} {LISTS[name][1]}"
    labels = (facets.labels(package)[name][word] for word in value)
    return " or ".join(f"“{label}”" if "," in label else label for label in labels)
