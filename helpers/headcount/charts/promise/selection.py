"""Which promises are shown, and what the package's table of outcomes sets beside each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from headcount.caveats import Note
from headcount.caveats.facts import facts
from headcount.charts import form
from headcount.charts.bars import Ends
from headcount.charts.form import Options
from headcount.charts.offering import kept, offer
from headcount.charts.published import originator, status_of
from headcount.charts.rows import in_order, rows_of
from headcount.core.errors import NothingFits
from headcount.core.wording import capital
from headcount.desk.quote import many_of
from headcount.figures.arithmetic import ratio
from headcount.figures.dates import parse
from headcount.figures.dates import words as date_words
from headcount.figures.names import short
from headcount.figures.package import Package
from headcount.figures.phrase import phrase, unit
from headcount.figures.provenance import voices
from headcount.figures.quantity import NO_NUMBER, Quantity
from headcount.figures.status import KINDS, is_amount, kind
from headcount.figures.table import Row, records

OUTCOMES = "outcomes"
STATED, BESIDE = "Reported outcome", "For comparison"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is known to have come of a promise.

    Parameters
    ----------
    figure
        The `figure_id` of what came; empty where a search found nothing.
    lead
        `STATED` where a source says that it came of the promise, else `BESIDE`.
    reason
        What the tie rests on, as the table of outcomes has it.
    """

    figure: str
    lead: str
    reason: str


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise, by its `figure_id`, and its outcomes: the said, the estimated, the counted."""

    figure: str
    outcomes: tuple[Outcome, ...]

    @property
    def lines(self) -> list[Outcome]:
        """The promise itself, with no lead, and what came of it."""
        return [Outcome(self.figure, "", ""), *self.outcomes]

    @property
    def figures(self) -> tuple[str, ...]:
        """The `figure_id` of the promise and of each outcome that there is."""
        return tuple(one.figure for one in self.lines if one.figure)


@dataclass(frozen=True, kw_only=True)
class Selection(form.Selection):
    """The rows of a promise chart, each figure once.

    Its `rows` have besides `counted` (amount and subject in words), `name` (the subject alone),
    `number` (the amount in words), `known` (that and how it is known), `by` (originator and date)
    and `heading` (what a promise stands under).

    Parameters
    ----------
    promises
        The promises in the order of reading.
    recorded
        Of how many promises the package has an outcome on record.
    unit
        What all are counted in, in words; empty where they are counted in several.
    """

    promises: tuple[Promise, ...]
    recorded: int
    unit: str

    def one_of(self, row: Row) -> float:
        """Return how many one on the axis is: one, unless there are several units.

        People and guns share no scale: then the most of each unit is as long as that of another.
        """
        if self.unit:
            return 1.0
        ends = [Ends.of(one["amount"]) for one in self.records if one["unit"] == row["unit"]]
        return max((one.most for one in ends if one), default=1.0) or 1.0


def select(package: Package, *, highlight: str | None = None, **which: Any) -> Selection:
    """Choose promises and what the package sets beside them.

    Parameters
    ----------
    package
        The data; its table `outcomes` says what belongs to which promise.
    highlight
        The `figure_id` of the promise that the words are about; the first if left out.
    **which
        Which promises, as `headcount.charts.rows.rows_of` takes it. Without `figures` they stand
        in the order of their dates.

    Raises
    ------
    UnknownWord
        For a column or a word that the data does not know.
    NothingFits
        When no promise is left, or no outcome of one that is named is on record.
    """
    ties = package.tables.get(OUTCOMES, [])
    recorded = list(dict.fromkeys(str(tie["promise"]) for tie in ties))
    if not recorded:
        raise NothingFits(
            f"No outcomes are recorded. List them in {OUTCOMES}.csv: columns promise, outcome, "
            "tie and reason."
        )
    figures = which.get("figures")
    missing = [one for one in (*(figures or ()), highlight) if one and one not in recorded]
    found = rows_of(package, **which, whole=False)
    if figures is not None and missing:
        raise NothingFits(
            f"No outcome of {missing[0]} is recorded. Show a figure that {OUTCOMES}.csv has under "
            "promise."
        )
    found = [row for row in found if row["figure_id"] in recorded]
    if not found:
        raise NothingFits("None of these figures has a recorded outcome.")
    if figures is None:
        found.sort(key=lambda row: parse(row["as_of"]).earliest)
    shown = [row["figure_id"] for row in found]
    if highlight is not None and highlight not in shown:
        raise NothingFits(f"{highlight} is not among the figures shown.")
    come = [str(tie["outcome"]) for tie in ties if tie["promise"] in shown and tie["outcome"]]
    rows = [*(rows_of(package, figures=come) if come else ()), *found]
    known = {row["figure_id"]: row for row in rows}
    promises = tuple(_promise(package, known, one, ties) for one in shown)
    order = list(dict.fromkeys(figure for one in promises for figure in one.figures))
    units = {unit(package, row) for row in rows if is_amount(row)} or {"figures"}
    return Selection(
        records=tuple(_described(package, in_order(rows, order), shown)),
        focus=promises[shown.index(highlight) if highlight else 0].figures,
        asides=_aside(package, promises, order),
        promises=promises,
        recorded=len(recorded),
        unit=units.pop() if len(units) == 1 else "",
    )


def options(package: Package, **choice: Any) -> Options:
    """List what each parameter of `select` can be, as pairs of a label and a value."""
    found = offer(package, _recorded(package), parts=True, **choice)
    named = choice.get("figures")
    shown = [one for one in found["figures"] if named is None or one[1] in named]
    return found | {"highlight": [("the first", None), *shown]}


def fallback(package: Package, choice: Mapping[str, Any]) -> dict[str, Any]:
    """Give up of `where` what no promise fits together with what stands before it."""
    return {**choice, "where": kept(_recorded(package), choice.get("where")) or None}


def _recorded(package: Package) -> list[Row]:
    """Return the promises of which an outcome is on record."""
    ties = {str(tie["promise"]) for tie in package.tables.get(OUTCOMES, [])}
    return [row for row in records(package) if row["figure_id"] in ties]


def _promise(
    package: Package, known: Mapping[str, Row], figure: str, ties: Iterable[Mapping[str, Any]]
) -> Promise:
    says_so = {name for name, one in _kinds_of_ties(package).items() if one.get("says_so")}

    def firm(outcome: Outcome) -> tuple[int, date]:
        if not outcome.figure:
            return len(KINDS), date.min
        row = known[outcome.figure]
        return list(KINDS).index(kind(row["status"])), parse(row["as_of"]).latest

    outcomes = [
        Outcome(
            str(tie["outcome"] or ""),
            STATED if tie["tie"] in says_so else BESIDE,
            str(tie["reason"]),
        )
        for tie in ties
        if tie["promise"] == figure
    ]
    return Promise(figure, tuple(sorted(outcomes, key=firm)))


def _kinds_of_ties(package: Package) -> dict[str, dict[str, Any]]:
    """Return what the descriptor says of each way in which an outcome is tied to its promise."""
    return facts(package).lists.get((OUTCOMES, "tie"), {})


def _aside(package: Package, promises: Iterable[Promise], ids: list[str]) -> tuple[Note, ...]:
    """Say what "for comparison" means, where the picture says it."""
    if not any(one.figure and one.lead == BESIDE for each in promises for one in each.outcomes):
        return ()
    text = f"“{BESIDE}”: no source we read links these numbers to the claim, offer or plan."
    looser = [one for one in _kinds_of_ties(package).values() if not one.get("says_so")]
    long = " ".join([text, *(f"{capital(one['label'])}: {one['description']}" for one in looser)])
    return (Note(None, text, long, tuple(ids), "set-beside"),)


def _described(package: Package, rows: Sequence[Row], promises: Sequence[str]) -> list[Row]:
    """Add to each row the words that stand at its bar.

    A heading says whose word it is where two promises would read alike.
    """
    phrases = {row["figure_id"]: phrase(package, row) for row in rows}
    alike = Counter(capital(phrases[figure]) for figure in promises)
    described: list[Row] = []
    for row in rows:
        what = phrases[row["figure_id"]]
        heading = capital(what)
        if alike[heading] > 1:
            heading += f" ({short(package, voices(package)[row['figure_id']])})"
        words = {
            "counted": many_of(row["amount"], what),
            "name": what,
            "number": row["amount"].words() if row["amount"].is_number else "",
            "known": _known(package, row),
            "by": f"{originator(package, row)}, {date_words(row['as_of'])}",
            "heading": heading,
            # a denial that repeats a number is told in words, and is no length
            "amount": row["amount"] if is_amount(row) else NO_NUMBER,
        }
        described.append({**row, **words})
    return described


def _known(package: Package, row: Row) -> str:
    """Say amount and status: ``about 15,000 estimated``."""
    amount: Quantity = row["amount"]
    status = status_of(package, row)
    if not amount.is_number:
        return f"{status} without a number"
    if row["qualifier"] == row["status"]:  # "an estimated 1,000" has said it
        return amount.words()
    return f"{amount.words()} {status}"


def share(come: Row, promised: Row) -> str:
    """Say which part of the promise came; nothing where the bounds leave all open."""
    if not come["amount"].is_number or promised["amount"].most <= 0:
        return ""
    found = ratio(come["amount"], promised["amount"])
    return "" if found.is_open else found.percent()
