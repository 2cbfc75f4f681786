"""Which figures a timeline shows, in the order of the time that they are true of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from headcount.charts import form
from headcount.charts.form import Options
from headcount.charts.offering import entries, offer, offered
from headcount.charts.published import apart, originator, source_of, status_of
from headcount.charts.rows import in_order, rows_of
from headcount.charts.timeline.events import Event, corrections, event
from headcount.core.errors import NothingFits, UnknownWord
from headcount.figures.dates import parse
from headcount.figures.package import Package
from headcount.figures.provenance import voices
from headcount.figures.status import DENIED, kind
from headcount.figures.table import Row, records

MOST = 100
"""As many figures are drawn; of more, the latest."""

READ = 12
"""As many rows are read in one picture; of more, the first, the last and the largest are drawn."""

COUNTED, LISTED = 24, 6
"""Of more figures than the first all are counted, and so many of them written out."""

FEW = 3
"""As many figures may be corrected in one day for each correction to be drawn; more are counted."""


@dataclass(frozen=True, kw_only=True)
class Selection(form.Selection):
    """The rows of a timeline, and what stands on it.

    Its `rows` come in the order of time and have besides `own` (what follows the amount), `said`
    (the status in words), `who` (whose word it is) and `source` (as a chart names it).

    Parameters
    ----------
    events
        The rows and their corrections, in the order of time.
    undrawn
        How many figures were corrected on a day when it was more than `FEW`, by that day.
    shared, by_all
        What the rows are about, in words, and whether it is all of them and not only most.
    asked
        How many figures fit, drawn or not.
    highlight
        What was asked to stand out: a figure or a speaker.
    """

    events: tuple[Event, ...]
    undrawn: Mapping[date, int]
    shared: str
    by_all: bool
    asked: int
    highlight: str | None

    @property
    def is_counted(self) -> bool:
        """Whether all figures stand in a tally, above those that are written out."""
        return len(self.records) > COUNTED


def select(package: Package, *, highlight: str | None = None, **which: Any) -> Selection:
    """Choose figures, each an event at the time that it is true of, and their corrections.

    Parameters
    ----------
    package
        The data.
    highlight
        A `figure_id`, or a speaker whose figures are to stand out.
    **which
        Which figures, as `headcount.charts.rows.rows_of` takes it.

    Raises
    ------
    UnknownWord
        For a word the data does not know; the message names what it knows.
    NothingFits
        When no figure is left, or none of those left is the highlighted one.
    """
    asked = rows_of(package, **which)
    rows = _described(package, sorted(asked, key=_age)[-MOST:])
    made = list(corrections(package, {row["figure_id"]: row for row in rows}))
    days = Counter(one.first for one in made if one.first)
    undrawn = {day: many for day, many in sorted(days.items()) if many > FEW}
    told = [one for one in made if one.first not in undrawn]
    events = sorted([*map(event, rows), *told], key=lambda one: one.day)
    shared, _, by_all = apart(package, rows)
    drawn = in_order(rows, [one.figure_id for one in events])
    focus = _focus(package, drawn, highlight)
    return Selection(
        records=tuple(drawn),
        focus=focus,
        folded=_folded(drawn, focus),
        events=tuple(events),
        undrawn=undrawn,
        shared=shared,
        by_all=by_all,
        asked=len(asked),
        highlight=highlight,
    )


def options(package: Package, **choice: Any) -> Options:
    """List what each parameter of `select` can be, as pairs of a label and a value.

    Returns
    -------
    dict
        `highlight`: whoever speaks in what is drawn, the most heard first, then each figure.
    """
    found = offer(package, records(package), **choice)
    shown = sorted(offered(package, found, choice.get("figures")), key=_age)
    ids = [row["figure_id"] for row in shown[-MOST:]]
    heard = Counter(voices(package)[figure] for figure in ids)
    return found | {
        "highlight": [
            ("none", None),
            *((f"{who} ({count})", who) for who, count in heard.most_common()),
            *(entries(package)[figure] for figure in ids),
        ],
    }


def _age(row: Row) -> tuple[date, date]:
    when = parse(row["as_of"])
    return when.latest, when.earliest


def _described(package: Package, rows: Sequence[Row]) -> list[Row]:
    """Add to each row the words that stand at its event."""
    described: list[Row] = []
    for row, own in zip(rows, apart(package, rows).own, strict=True):
        who = originator(package, row)
        words = {
            "own": own,
            "name": f"{who} ({own})",
            "said": status_of(package, row),
            "who": who,
            "source": source_of(package, row),
        }
        described.append({**row, **words})
    return described


def _folded(rows: Sequence[Row], focus: Sequence[str]) -> frozenset[str]:
    """Return the figures that are not written out, where there are more than `READ`.

    Those in focus stay, the first and the last, a denial, then the largest; what one speaker says
    twice of one time stands once. Of so many that they are counted, the largest of each kind stays.
    """
    if len(rows) <= READ:
        return frozenset()
    once: dict[tuple[str, ...], Row] = {}
    for row in rows:
        once.setdefault((row["who"], row["own"], row["as_of"], row["amount"].label()), row)
    single = list(once.values())
    said = [row for row in single if row["status"] != DENIED]
    largest = sorted(said, key=lambda row: -(row["amount"].high or row["amount"].stated))
    kinds = {kind(row["status"]): row for row in reversed(largest)}
    is_counted = len(rows) > COUNTED
    order = [
        *(row for row in rows if row["figure_id"] in focus),
        rows[0],
        rows[-1],
        *[row for row in single if row["status"] == DENIED][:1],
        *(kinds.values() if is_counted else ()),
        *(row for row in largest if row["amount"].is_number),
        *single,
    ]
    kept = list(dict.fromkeys(row["figure_id"] for row in order))[: LISTED if is_counted else READ]
    return frozenset(row["figure_id"] for row in rows) - set(kept)


def _focus(package: Package, rows: Sequence[Row], highlight: str | None) -> tuple[str, ...]:
    """Return the figures that stand out."""
    if highlight is None:
        return ()
    known = voices(package)
    ids = [row["figure_id"] for row in rows]
    hit = tuple(figure for figure in ids if highlight in (figure, known[figure]))
    if hit:
        return hit
    if highlight in {*known, *known.values()}:
        raise NothingFits(f"None of the figures chosen is by {highlight}, or is that one")
    there = [*ids, *(known[figure] for figure in ids)]
    raise UnknownWord(
        f'No figure or speaker is named "{highlight}"', highlight, dict.fromkeys(there)
    )
