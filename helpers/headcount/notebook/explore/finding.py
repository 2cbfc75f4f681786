"""What a finder offers, lists and shows: menus, a page of figures, what those ticked come to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from headcount.charts import FORMS, Form
from headcount.charts.offering import entry
from headcount.core.errors import NothingFits, UnknownWord, WrongChoice
from headcount.core.wording import capital, cardinal, count_of, sentence, tally
from headcount.desk import search
from headcount.desk.compare import Comparison, compare
from headcount.desk.record import Record, notes, record, summarize
from headcount.desk.search import Filters, Matches
from headcount.figures import table
from headcount.figures.names import whose
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
    >>> asked = dict.fromkeys(search.FILTERS) | {"source": ("iiss-mb-2021",), "whose": ("China",)}
    >>> [menu.entries for menu in menus(search.find(package.read(), asked), asked)][0]
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
    >>> options(search.find(package.read(), asked), "status", asked["status"])
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
        "search": filters[search.TEXT] or "",
        "status": f"{tally(len(fitting), 'figure')}; {len(chosen)} selected",
        "asked": [*_asked(package, asked)],
        "caption": ": ".join(filter(None, [place, conditions])),
        "nothing": _nothing(package, found, asked),
        "rows": [_row(package, figure, filters[search.TEXT] or "") for figure in shown],
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
        "subject": printed.subject,
        "amount": capital(f"{printed.amount} {printed.unit}".rstrip()),
        "as_of": capital(printed.as_of),
        "kind": DENIED if printed.status == DENIED else kind(printed.status),
        "status": search.labels(package)["status"][printed.status],
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
        if name in search.FACETS and len(value) <= NAMED:
            for one in value:
                label = search.labels(package)[name][one]
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
    if name == search.TEXT:
        return f"the words “{value}”"
    if name in search.YEARS:
        return f"{'from' if name == 'since' else 'to'} {value}"
    if len(value) > NAMED:
        return f"any of {len(value)} {LISTS[name][1]}"
    labels = (search.labels(package)[name][word] for word in value)
    return " or ".join(f"“{label}”" if "," in label else label for label in labels)


Content = dict[str, Any]
"""What a `Sheet` shows: its `title`, its `blocks` and the line of `code` that gives the same."""

HINT = "Check one figure for its full record, two to compare them, two or more for a chart."


@dataclass(frozen=True, slots=True)
class Preview:
    """What the figures that are ticked come to.

    Parameters
    ----------
    figures
        The `figure_id` of each, in the order of ticking.
    record
        What is known of it, where it is one figure.
    comparison
        What may be said of them, where they are two.
    charts
        By form, what `make_chart` takes to draw them, where they are two or more.
    refused
        By form, why it does not draw them, as the form itself says it.
    """

    figures: tuple[str, ...] = ()
    record: Record | None = None
    comparison: Comparison | None = None
    charts: dict[str, dict[str, Any]] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)

    def sheet(self) -> Content:
        """Return the record or the comparison as a sheet; of more there is a chart alone."""
        if self.record is not None:
            return of_record(self.record)
        if self.comparison is not None:
            return of_comparison(self.comparison)
        return _sheet("", [] if self.figures else [_line(HINT)])


def preview(package: Package, figures: tuple[str, ...]) -> Preview:
    """Gather what can be shown of some figures.

    Every form is asked whether it draws them. One that takes figures by their ids decides itself.
    One that takes a measure of one source is asked for theirs, and draws them if it draws all of
    them and no other.

    Examples
    --------
    >>> from headcount.figures import package
    >>> preview(package.read(), ("prk-active-iiss-mb-2021",)).record.amount.words()
    'about 1.28 million'
    >>> both = preview(package.read(), ("prk-active-iiss-mb-2021", "prk-active-iiss-mb-2011"))
    >>> "spread" in both.charts, both.refused["rank"]
    (True, 'These figures are not of one measure and one source')
    """
    if len(figures) < 2:
        return Preview(figures, record(package, figures[0]) if figures else None)
    pair = compare(package, *figures) if len(figures) == 2 else None
    found = Preview(figures, comparison=pair)
    for name, form in FORMS.items():
        try:
            choice = _choice(package, form, figures)
            drawn = set(form.select(package, **choice).by_id)
            if "figures" not in choice and drawn != set(figures):
                raise NothingFits("It draws the latest figure of each name, and these are others")
        except (NothingFits, UnknownWord, WrongChoice) as error:
            found.refused[name] = str(error)
        else:
            found.charts[name] = {"form": name, **choice}
    return found


def _choice(package: Package, form: Form, figures: Sequence[str]) -> dict[str, Any]:
    if "figures" in form.parameters:
        return {"figures": list(figures)}
    rows = table.select(table.figures(package), figure_id=figures).to_dict("records")
    named = [(row, whose(package, row["table"])) for row in rows]
    asked = {(row["category"], row["source_id"]) for row in rows}
    codes = [row[names.column] for row, names in named if names]
    if len(asked) > 1 or not rows[0]["category"] or len(codes) < len(rows):
        raise NothingFits("These figures are not of one measure and one source")
    ((measure, source),) = asked
    return {"measure": measure, "source": source, "only": codes}


def of_record(known: Record) -> Content:
    """Return the sheet of one figure: what it is, its source with a link, its way, its caveats.

    Examples
    --------
    >>> from headcount.figures import package
    >>> sheet = of_record(record(package.read(), "prk-active-iiss-mb-2021"))
    >>> sheet["title"]
    "About 1.28 million active personnel in North Korea's forces"
    """
    title, *lines = known.paragraphs()
    blocks = [_line(line) for line in lines]
    address = known.source["url"]
    if address.startswith(("https://", "http://")):
        blocks.append({"kind": "link", "text": "Open the source", "address": address})
    blocks += [_list(f"{name}:", entries) for name, entries in known.sections().items()]
    return _sheet(title, blocks, f"hc.record(data, {known.figure['figure_id']!r})")


def of_comparison(found: Comparison) -> Content:
    """Return the sheet of two figures: the sentence, the verdict with its reason, the caveats.

    Examples
    --------
    >>> from headcount.figures import package
    >>> found = compare(package.read(), "chn-active-cia-factbook-2022",
    ...                 "ind-active-cia-factbook-2022")
    >>> of_comparison(found)["blocks"][0]["text"] == found.sentence
    True
    """
    # where nothing may be quoted there is nothing to copy
    quoted = [{"kind": "quote", "text": found.sentence}] if found.sentence else []
    blocks = [
        *quoted,
        {"kind": "verdict", "text": found.judgement, "verdict": found.verdict},
        _list("What is compared:", [capital(side) for side in found.sides]),
    ]
    if notes := [note.long for note in found.notes]:
        blocks.append(_list(f"What to know first: {count_of(len(notes), 'caveat')}", notes))
    ids = ", ".join(repr(row["figure_id"]) for row in found.view.rows)
    return _sheet("Compare these two", blocks, f"hc.compare(data, {ids})")


def of_refused(refused: Mapping[str, str]) -> Content:
    """Return the sheet of the forms that cannot draw some figures, each with its reason."""
    if not refused:
        return _sheet("", [])
    number = "one form does" if len(refused) == 1 else f"{cardinal(len(refused))} forms do"
    reasons = [f"{capital(form)}: {sentence(why)}" for form, why in refused.items()]
    folded = _list(f"{capital(number)} not draw this", reasons) | {"kind": "folded"}
    return _sheet("", [folded])


def _sheet(title: str, blocks: list[dict[str, Any]], code: str = "") -> Content:
    return {"title": title, "blocks": blocks, "code": code}


def _line(text: str) -> dict[str, Any]:
    return {"kind": "line", "text": text}


def _list(title: str, entries: list[str]) -> dict[str, Any]:
    return {"kind": "list", "title": title, "entries": entries}
