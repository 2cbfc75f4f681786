"""Which figures a timeline shows, and their corrections: events in the order of their time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from headcount.charts import form
from headcount.charts.form import Options
from headcount.charts.offering import entries, offer, offered
from headcount.charts.published import apart, originator, source_of, stated, status_of
from headcount.charts.rows import in_order, rows_of
from headcount.core.errors import NothingFits, UnknownWord
from headcount.core.wording import capital
from headcount.figures.dates import parse
from headcount.figures.dates import words as date_words
from headcount.figures.package import Package
from headcount.figures.package.vocabulary import AMOUNTS
from headcount.figures.phrase import amount as amount_of
from headcount.figures.provenance import denied, voices
from headcount.figures.status import DENIED, kind
from headcount.figures.table import Row, records

LATE = 7
"""A report so many days after the day that a figure is true of is mentioned beside it."""

CORRECTED = "corrected"

_DRAWN = {*AMOUNTS, "qualifier", "as_of", "status"}


@dataclass(frozen=True)
class Event:
    """Something that stands in time.

    Parameters
    ----------
    figure_id
        The figure that it is, or that it changed.
    sign
        The status of the figure; `CORRECTED` for a correction.
    first, last
        The days it spans: the same one twice where it is one day; `None` for an open end.
    title, rest
        What is written at it.
    """

    figure_id: str
    sign: str
    first: date | None
    last: date | None
    title: str
    rest: str

    @property
    def day(self) -> int:
        """The day that it is read at: where it begins, so that a denial follows its claim."""
        return next(day for day in (self.first, self.last) if day).toordinal()

    @property
    def spans(self) -> bool:
        """Whether it is more than one day."""
        return self.first != self.last


def event(row: Mapping[str, Any]) -> Event:
    """Return a figure as an event at the time that it is true of.

    Parameters
    ----------
    row
        A figure with its `amount`, `own`, `said` (the status in words) and `who` (whose word).
    """
    when = parse(row["as_of"])
    said = [] if row["status"] == "denied" else [row["said"]]
    rest = ", ".join([*said, row["who"]])
    if is_late(row):
        rest += f"; reported {date_words(row['reported'])}"
    first = when.earliest if when.start else None
    last = when.latest if when.end else None
    return Event(row["figure_id"], row["status"], first, last, stated(row), capital(rest))


def is_late(row: Mapping[str, Any]) -> bool:
    """Whether a figure was surely reported a week or more after the time that it is true of."""
    if not row["reported"]:
        return False
    when, reported = parse(row["as_of"]), parse(row["reported"])
    return when.end is not None and (reported.earliest - when.latest).days >= LATE


def corrections(package: Package, rows: Mapping[str, Mapping[str, Any]]) -> Iterator[Event]:
    """Give the corrections of figures as events, one for each figure and day.

    Only what is drawn counts: the amount and how it is worded, the time it is true of, the status.
    """
    made: dict[str, dict[str, list[Mapping[str, Any]]]] = {}
    for one in package.tables.get("corrections", []):
        if one["field"] in _DRAWN:
            days = made.setdefault(str(one["figure_id"]), {})
            days.setdefault(str(one["date"]), []).append(one)
    for figure, row in rows.items():
        now, days = row, made.get(figure, {})
        for day in sorted(days, reverse=True):
            before = {**now, **{one["field"]: _cell(one) for one in reversed(days[day])}}
            if changed := _changed(package, now, before):
                when = parse(day)
                reasons = dict.fromkeys(str(one["reason"] or "").rstrip(".") for one in days[day])
                yield Event(
                    figure,
                    CORRECTED,
                    when.earliest,
                    when.latest,
                    f"Corrected {date_words(day)}: {changed}",
                    ". ".join(filter(None, [f"{row['who']}, {row['own']}", *reasons])),
                )
            now = before


def _cell(correction: Mapping[str, Any]) -> Any:
    """Return what stood in a cell before it was corrected."""
    old = correction["old"] or None
    return float(old) if old and correction["field"] in AMOUNTS else old


def _changed(package: Package, row: Mapping[str, Any], before: Mapping[str, Any]) -> str:
    """Say what a figure is and what it was, where the two differ: ``about 900, not 800``."""

    def text(one: Mapping[str, Any]) -> tuple[str, ...]:
        return (
            _amount(package, one),
            date_words(one["as_of"]),
            package.label((row["table"], "status"), one["status"]),
        )

    parts = zip(("", "as of ", ""), text(row), text(before), strict=True)
    return "; ".join(f"{lead}{new}, not {old}" for lead, new, old in parts if new != old)


def _amount(package: Package, row: Mapping[str, Any]) -> str:
    try:
        amount = amount_of(package, row)
    except ValueError:  # not every cell that changed has its row among the corrections
        return "what was printed before"
    return amount.words() if amount.is_number else "no number"


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
    """

    events: tuple[Event, ...]
    undrawn: Mapping[date, int]
    shared: str
    by_all: bool
    asked: int

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
            "did": denied(package, row),
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
