"""What has changed in the data since a receipt was written, and the corrections to print of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from headcount.charts import contents
from headcount.charts.chart import Chart
from headcount.figures import dates, provenance
from headcount.figures import table as figures
from headcount.figures.package import Package, cached
from headcount.figures.package.cells import plain
from headcount.figures.package.vocabulary import AMOUNTS, FIGURE_ID
from headcount.publish.export.table import stated
from headcount.publish.verify.receipt import WORDS, Receipt

CURRENT, CHANGED, CORRECTED, WITHDRAWN = "current", "changed", "corrected", "withdrawn"

_FIELDS = ("table", "what", *contents.STATED)
_AMOUNT = (*AMOUNTS, "qualifier", "unit")


@dataclass(frozen=True, slots=True)
class CellChange:
    """One cell of a figure that is not what it was.

    Parameters
    ----------
    figure
        The figure as the receipt has it.
    field
        The column; ``"figure_id"`` where the whole figure is gone.
    was, now
        As text; "" where nothing stands.
    reasons
        What `corrections` says of it, oldest first: date and reason; empty where nothing does.
    """

    figure: Mapping[str, Any]
    field: str
    was: str
    now: str
    reasons: tuple[tuple[str, str], ...] = ()

    @property
    def is_gone(self) -> bool:
        """Whether the figure was taken out of the data."""
        return self.field == FIGURE_ID


@dataclass(frozen=True)
class Since:
    """What has changed since a receipt was written.

    Parameters
    ----------
    changes
        Cells that are not what they were, and figures that are gone.
    added, dropped
        Figures that the same choice draws today and did not, or no longer does.
    caveats, lifted
        Caveats that would stand under the chart today and did not, or no longer would.
    sources
        Sources that are cited in another way today.
    words
        Words that would be set in another way today: the name, as it was, as it would be.
    untold
        Why the chart cannot be made again from its choice; "" when it can.
    """

    changes: tuple[CellChange, ...] = ()
    added: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    caveats: tuple[str, ...] = ()
    lifted: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    words: tuple[tuple[str, str, str], ...] = ()
    untold: str = ""

    @property
    def state(self) -> str:
        """One word: what the desk must do something about comes first."""
        if any(change.is_gone for change in self.changes):
            return WITHDRAWN
        if any(change.reasons for change in self.changes):
            return CORRECTED
        rest = (self.changes, self.added, self.dropped, self.caveats, self.lifted, self.sources)
        return CHANGED if any(rest) or self.words else CURRENT


def since(package: Package, receipt: Receipt, made: Chart | str) -> Since:
    """Compare a receipt with the data of today.

    Parameters
    ----------
    package
        The data of today.
    receipt
        What a chart was made of.
    made
        What its choice makes today, or why it makes nothing.
    """
    changes = tuple(_changes(package, receipt))
    cited = {one["source_id"]: one for one in receipt["sources"]}
    known = provenance.sources(package)
    sources = tuple(
        one["name"]
        for source_id, one in cited.items()
        if source_id not in known or contents.source(known[source_id]) != one
    )
    if isinstance(made, str):
        return Since(changes, sources=sources, untold=made)
    if made.record == receipt["record"]:
        return Since(changes, sources=sources)
    now = made.contents
    were, are = _drawn(receipt), _drawn(now)
    gone = {change.figure["figure_id"] for change in changes if change.is_gone}
    found = Since(
        changes,
        added=tuple(are[one] for one in are if one not in were),
        dropped=tuple(were[one] for one in were if one not in are and one not in gone),
        caveats=tuple(_new_notes(now["notes"], receipt["notes"])),
        lifted=tuple(_new_notes(receipt["notes"], now["notes"])),
        sources=sources,
        words=(
            *((name, receipt[name], now[name]) for name in WORDS if receipt[name] != now[name]),
            *_reworded(receipt["notes"], now["notes"]),
        ),
    )
    # an id stands for all that a record says: with another one, something else was said
    other = (("record", receipt["record"], made.record),)
    return replace(found, words=other) if found.state == CURRENT else found


def _changes(package: Package, receipt: Receipt) -> Iterator[CellChange]:
    now = today(package)
    for was in {one["figure_id"]: one for one in receipt["figures"]}.values():
        figure_id = was["figure_id"]
        if figure_id not in now:
            yield CellChange(was, FIGURE_ID, figure_id, "", _reasons(package, figure_id, FIGURE_ID))
            continue
        for field in _FIELDS:
            cells = plain(was[field]), plain(now[figure_id][field])
            if cells[0] != cells[1]:
                yield CellChange(was, field, *cells, _reasons(package, figure_id, field, *cells))


@cached
def today(package: Package) -> dict[str, dict[str, Any]]:
    """Return every figure as a receipt would state it today."""
    rows = figures.figures(package).to_dict("records")
    return {row["figure_id"]: contents.figure(package, row) for row in rows}


def _reasons(
    package: Package, figure_id: str, field: str, was: str | None = None, now: str = ""
) -> tuple[tuple[str, str], ...]:
    """Follow the corrections of a cell from what it was; () if they do not lead to what it is.

    A cell may have been corrected twice since, so one row alone need not name both ends.
    """
    at = figure_id if was is None else was
    reasons = []
    for row in package.tables.get("corrections", []):
        if (row[FIGURE_ID], row["field"], plain(row["old"])) == (figure_id, field, at):
            at = plain(row["new"])
            reasons.append((str(row["date"]), str(row["reason"])))
    return tuple(reasons) if at == now else ()


def _drawn(content: Mapping[str, Any]) -> dict[str, str]:
    return {one["figure_id"]: f"{one['what']} ({one['figure_id']})" for one in content["figures"]}


def _new_notes(notes: list[Mapping[str, Any]], others: list[Mapping[str, Any]]) -> Iterator[str]:
    """Return the notes whose rule is not among the others, or not for all of their figures."""
    borne: dict[str, set[str]] = {}
    for note in others:
        borne.setdefault(note["rule"], set()).update(note["figures"])
    for note in notes:
        if note["rule"] not in borne or set(note["figures"]) - borne[note["rule"]]:
            yield note["text"]


def _reworded(
    notes: list[Mapping[str, Any]], others: list[Mapping[str, Any]]
) -> Iterator[tuple[str, str, str]]:
    """Give the notes of the same rule and figures that say it in other words."""
    now = {(one["rule"], tuple(one["figures"])): one for one in others}
    for was in notes:
        other = now.get((was["rule"], tuple(was["figures"])), was)
        for part in ("text", "long"):
            if was[part] != other[part]:
                yield "caveat", was[part], other[part]


def notices(receipt: Receipt, changes: Iterable[CellChange], now: Mapping[str, Any]) -> list[str]:
    """Draft a notice for each figure that the data corrects or withdraws.

    Parameters
    ----------
    receipt
        What the chart was made of.
    changes
        What is not as it was.
    now
        Each figure as it is stated today, by `figure_id`.

    Returns
    -------
    list of str
        A sentence or two each, to be edited: what was said, what is right, and why.
    """
    of_figure: dict[str, list[CellChange]] = {}
    for change in changes:
        of_figure.setdefault(change.figure["figure_id"], []).append(change)
    return [
        _notice(receipt, several, now.get(figure_id))
        for figure_id, several in of_figure.items()
        if any(change.reasons for change in several)
    ]


def _notice(receipt: Receipt, changes: list[CellChange], now: Mapping[str, Any] | None) -> str:
    reasons = list(dict.fromkeys(one for change in changes for one in change.reasons))
    when = dates.words(max(date for date, _ in reasons))
    what = " ".join(_corrections(changes, now))
    why = " ".join(f"{reason.rstrip('.')}." for _, reason in reasons)
    chart = f"this graphic (record {receipt['record']})"
    return f"Correction, {when}: An earlier version of {chart} {what} {why}"


def _corrections(changes: list[CellChange], now: Mapping[str, Any] | None) -> Iterator[str]:
    was = changes[0].figure
    if now is None:
        yield f"gave {was['what']} as {amount(was)}. The figure has been withdrawn."
        return
    if amount(was) != amount(now):
        yield f"gave {was['what']} as {amount(was)}. It is {amount(now)}."
    else:
        yield f"misstated a detail of {was['what']}."
    for change in changes:
        if change.field not in _AMOUNT:
            name = change.field.removesuffix("_id").replace("_", " ")
            before, after = change.was or "nothing", change.now or "nothing"
            yield f"Its {name} was given as {before}; it is {after}."


def amount(row: Mapping[str, Any]) -> str:
    """Return the amount of a figure of a receipt, with its unit."""
    return stated(row, row["unit"].replace("-", " "))
