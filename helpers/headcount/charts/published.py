"""Published figures in words: by whom, how each is known, and of several how far they are apart."""

from __future__ import annotations

from collections.abc import Sequence

from headcount.caveats.facts import facts
from headcount.charts.drafting import called
from headcount.core.wording import at, capital, closed, count_of, noted
from headcount.figures.dates import unsaid, words, years
from headcount.figures.names import running, short
from headcount.figures.package import Package
from headcount.figures.phrase import phrase
from headcount.figures.provenance import sources, unnumbered
from headcount.figures.quantity import Quantity
from headcount.figures.status import kind
from headcount.figures.table import Row
from headcount.render.typesetting import described

_KINDS = {"said": "claims", "estimated": "estimates", "counted": "counts"}

_MANY = 8  # as many figures have a line each where a label stands for several


def source_of(package: Package, row: Row) -> str:
    """Return the source of a figure, as a chart prints it."""
    return sources(package)[row["source_id"]]["short_title"]


def cited(package: Package, row: Row) -> str:
    """Return the source of a figure, as a sentence names it: ``the CIA World Factbook, 2025``.

    A number in brackets tells the pages of one publisher apart in lists; no sentence has it.
    """
    return running(package, unnumbered(sources(package)[row["source_id"]]))


def publisher_of(package: Package, row: Row) -> str:
    """Return who published a figure, as a headline says it."""
    return short(package, sources(package)[row["source_id"]]["publisher"])


def status_of(package: Package, row: Row) -> str:
    """Return the status of a figure in words."""
    return package.label((row["table"], "status"), row["status"])


def known_as(package: Package, row: Row) -> str:
    """Say how a figure is known, and of when it is: ``Estimated, as of April 2025``."""
    return f"{capital(status_of(package, row))}, as of {words(row['as_of'])}"


def defined(package: Package, row: Row) -> tuple[str, ...]:
    """Say of a figure, when it is pointed at, whose it is, how it is known and what it counts."""
    return (
        f"{source_of(package, row)}: {row['amount'].words()}",
        known_as(package, row),
        row["definition"],
    )


def noun(rows: Sequence[Row]) -> str:
    """Say what figures are together: claims, estimates, counts, or just figures.

    Examples
    --------
    >>> noun([{"status": "claimed"}]), noun([{"status": "claimed"}, {"status": "estimated"}])
    ('claims', 'figures')
    """
    kinds = {kind(row["status"]) for row in rows}
    return _KINDS[kinds.pop()] if len(kinds) == 1 else "figures"


def ends(rows: Sequence[Row]) -> tuple[Row, Row]:
    """Return the figure with the lowest number stated, and the one with the highest."""
    return (
        min(rows, key=lambda row: _lowest(row["amount"])),
        max(rows, key=lambda row: (_highest(row["amount"]), row["amount"].least)),
    )


def span(rows: Sequence[Row]) -> str:
    """Say from where to where figures range: ``from a claim of 400,000 to 1.3 million``.

    An end that is open is said to be, and one that is a claim, an offer or a plan is called so,
    where others are more than that.
    """
    low, high = ends(rows)
    if low["amount"].words() == high["amount"].words():
        return at(low["amount"].words())
    first = low["amount"].end(_lowest(low["amount"]))
    if low["amount"].qualifier == "up-to":
        first = f"no more than {first}"
    elif low["amount"].qualifier in ("more-than", "at-least"):
        first = low["amount"].words()
    are_all_said = all(kind(row["status"]) == "said" for row in rows)
    first, last = (
        text if are_all_said else called(row, text)
        for row, text in ((low, first), (high, _open_or(high["amount"])))
    )
    return f"from {first} to {last}"


def number_of(package: Package, row: Row, alone: str) -> str:
    """Say what is put at an amount: what is counted, and has no name of its own, by its number."""
    counts = facts(package).said_of(row, "unit").get("counts", True)
    is_named = alone != phrase(package, row)
    return alone if is_named or not counts else f"the number of {alone}"


def of_what(rows: Sequence[Row], alone: str) -> str:
    """Say what figures are, and of what: ``estimates of Arland's beds``, ``figures for beds``."""
    what = noun(rows)
    return f"{what} {'for' if what == 'figures' else 'of'} {alone}"


def headlines(rows: Sequence[Row], phrase: str, alone: str) -> tuple[str, ...]:
    """Draft the headline about what runs from where to where, the longest draft first.

    `phrase` follows an amount, and `alone` none.

    Examples
    --------
    >>> first, *_, last = headlines(
    ...     [{"amount": Quantity(value=number), "status": "estimated"} for number in (5, 9)],
    ...     "beds in Arland", "Arland's beds",
    ... )
    >>> first
    "Published estimates of Arland's beds range from 5 to 9"
    >>> last
    "Published estimates differ on Arland's beds"
    """
    what, run = noun(rows), span(rows)
    if run.startswith("at "):
        sentence = f"All published {what} put {closed(alone)} {run}"
    else:
        sentence = f"Published {closed(of_what(rows, alone))} range {run}"
    amounts = run.removeprefix("at ")
    return (
        sentence,
        f"Published {what}: {rows[0]['amount'].many(phrase, amounts)}",
        f"{capital(alone)}: {amounts}",
        f"{capital(alone)}: {amounts.removeprefix('from ')}",
        f"Published {what} differ on {alone}",
    )


def gathered(label: str, rows: Sequence[Row]) -> str:
    r"""Say which figures a label stands for, where it names several.

    Parameters
    ----------
    label
        What it says.
    rows
        The figures, the oldest first.

    Returns
    -------
    str
        A line for each figure with its source, its amount and bounds, whether it
        is only said, its date and the numbers of its notes. Of many, the lowest, the highest and
        the latest have one.

    Examples
    --------
    >>> print(gathered("CIA", [
    ...     {"name": name, "amount": Quantity(value=5), "as_of": "2022"} | {
    ...      "status": status, "note_numbers": notes}
    ...     for name, status, notes in (("June", "claimed", ()), ("In 2022", "confirmed", (1, 4)))
    ... ]))
    CIA: two figures, 2022
    June: 5 (claimed), as of 2022
    In 2022: 5 (notes 1, 4)
    """
    head = f"{label}: {count_of(len(rows), 'figure')}, {years(row['as_of'] for row in rows)}"
    if len(rows) <= _MANY:
        return described([head, *map(_line, rows)])
    named = zip(("Lowest", "Highest", "Latest"), (*ends(rows), rows[-1]), strict=True)
    return described([head, *(f"{which}: {_line(row)}" for which, row in named)])


def _line(row: Row) -> str:
    said = f" ({row['status']})" if kind(row["status"]) == "said" else ""
    when = unsaid(row["as_of"], row["name"])
    dated = when and f", as of {when}"
    return f"{row['name']}: {row['amount'].words()}{said}{dated}{noted(row['note_numbers'])}"


def _open_or(amount: Quantity) -> str:
    """Say the highest number of an amount, and that it is open where it is."""
    return amount.words() if amount.most > _highest(amount) else amount.end(_highest(amount))


def _lowest(amount: Quantity) -> float:
    return min(n for n in (amount.low, amount.value, amount.high) if n is not None)


def _highest(amount: Quantity) -> float:
    return max(n for n in (amount.low, amount.value, amount.high) if n is not None)
