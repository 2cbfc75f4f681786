"""The sentence that may be quoted of two figures.

Each figure stands with its bounds, its status, its date and who says it; what both share is said
once.
"""

from __future__ import annotations

from headcount.caveats import View
from headcount.caveats.rules.disputed import are_apart, is_same_thing
from headcount.caveats.view import Row
from headcount.core.wording import aside, capital
from headcount.figures.arithmetic import Ratio
from headcount.figures.dates import words as date_words
from headcount.figures.phrase import counted, parts, phrase, unit
from headcount.figures.quantity import PER, Quantity
from headcount.figures.status import kind


def sentence(view: View, ratio: Ratio | None, *, comparable: bool) -> str:
    """Write the one sentence that may be quoted.

    Parameters
    ----------
    view
        Two figures, with what they are divided by.
    ratio
        The first over the second; None where either gives no number.
    comparable
        Whether a ratio of them means anything.

    Examples
    --------
    >>> from headcount.figures import table as figures, package
    >>> from headcount.figures.arithmetic import ratio
    >>> from headcount.figures.quantity import Quantity
    >>> data = package.read()
    >>> rows = figures.select(figures.figures(data), country=["CHN", "IND"], category="active",
    ...                       source="cia-factbook-2022").to_dict("records")
    >>> print(sentence(View(data, tuple(rows)), ratio(*map(Quantity.of, rows)), comparable=True))
    According to CIA World Factbook, 2022 edition, about 2 million active personnel of China are \
about 1.4 times as many as about 1.45 million active personnel of India, both estimated as of 2022.
    """
    one, other = view.rows
    if ratio is not None and comparable and is_same_thing(view.facts, one, other):
        return _of_one_thing(view, ratio)
    if ratio is None:
        return _joined(view, "stand beside", ": there is no ratio.")
    if not comparable:
        return _joined(view, "are not the same thing as", ": no ratio holds.")
    if ratio.is_open:
        return _joined(view, "stand beside", ": both are open-ended, so no ratio can be given.")
    verb = "would be" if kind(one["status"]) == "said" else "are"
    return _joined(view, f"{verb} {ratio.words()}")


def many_of(amount: Quantity, what: str) -> str:
    """Say how many of what, or that no number is given.

    Examples
    --------
    >>> many_of(Quantity(value=300, qualifier="about"), "beds")
    'about 300 beds'
    >>> many_of(Quantity(qualifier="statement"), "beds")
    'beds, no number given'
    """
    return f"{amount.words()} {what}" if amount.is_number else f"{what}, no number given"


def amount_and_subject(view: View, row: Row) -> str:
    """Say how many of what: ``nearly 1.3 million active personnel of North Korea``."""
    return _many(view, row, phrase(view.package, row))


def second_amount(view: View) -> str:
    """Say the second figure in fewer words where the first has said whom it is about."""
    one, other = view.rows
    what = [counted(view.package, row) for row in view.rows]
    about = [
        {column: word for column, word in parts(view.package, row).items() if word != mine}
        for row, mine in zip(view.rows, what, strict=True)
    ]
    if one["table"] == other["table"] and about[0] == about[1]:
        return _many(view, other, what[1])
    return amount_and_subject(view, other)


def _of_one_thing(view: View, ratio: Ratio) -> str:
    """Two figures for one thing agree, or they differ and neither is right for sure."""
    one, other = view.rows
    what = phrase(view.package, one)
    first, second = (
        f"{view.amount(row).words()}, {_known(view, row)} ({_who(view, row)})" for row in view.rows
    )
    if not are_apart(Quantity.of(one), Quantity.of(other)):
        return f"Counts of {what} agree within bounds and rounding: {first}, and {second}."
    return (
        f"Counts of {what} differ: {first}, and {second}. The first is {ratio.words()} the second."
    )


def _joined(view: View, between: str, end: str = ".") -> str:
    """Join the two figures; what they share in source, status and date is said once."""
    many = [amount_and_subject(view, view.rows[0]), second_amount(view)]
    known = [_known(view, row) for row in view.rows]
    who = [_who(view, row) for row in view.rows]
    if who[0] != who[1]:
        first, second = (
            f"{what}, {how} ({by})" for what, how, by in zip(many, known, who, strict=True)
        )
        return capital(f"{first}, {between} {second}{end}")
    if known[0] == known[1]:
        text = f"{many[0]} {between} {many[1]}, both {known[0]}"
    else:
        text = f"{many[0]}, {known[0]}, {between} {many[1]}, {known[1]}"
    return f"According to {who[0]}, {text}{end}"


def _many(view: View, row: Row, words: str) -> str:
    of, amount = unit(view.package, row), view.amount(row)
    mixed = len({each["unit"] for each in view.rows}) > 1
    if mixed and amount.is_number and of.split()[-1] not in words:
        words = f"{of}: {words}"
    base = view.base.get(row["figure_id"])
    if base is not None:
        words += f" per {PER:,} {unit(view.package, base)}"
    return many_of(amount, words)


def _known(view: View, row: Row) -> str:
    """Say how a figure is known, and of when it is."""
    when = f"as of {date_words(row['as_of'])}"
    if view.amount(row).qualifier == row["status"]:  # "an estimated 1.15 million" has said it
        return when
    return f"{view.package.label((row['table'], 'status'), row['status'])} {when}"


def _who(view: View, row: Row) -> str:
    """Say who says it: the first speaker who is named, and the source that was read."""
    source = view.short_title(row)
    base = view.base.get(row["figure_id"])
    if base is not None and base["source_id"] != row["source_id"]:
        source += f" and {view.short_title(base)}"
    speaker = next((hop.speaker for hop in view.hops(row) if hop.named), "")
    publisher = view.facts.sources[row["source_id"]]["publisher"]
    is_told = speaker in source or speaker == publisher  # "" is in every text
    return source if is_told else f"{aside(speaker)} via {source}"
