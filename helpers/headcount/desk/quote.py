"""The sentence that may be quoted of two figures, and the answer in it.

Each figure stands with its bounds, its status, its date and who says it; what both share is said
once. Where nothing may be quoted there is no sentence.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from headcount.caveats import View
from headcount.caveats.kinship import Tie, is_one_thing, is_one_time, tie
from headcount.caveats.rules.disputed import denied_by
from headcount.caveats.rules.ratio import OPEN
from headcount.core.wording import aside, capital, closed, is_plural
from headcount.figures import arithmetic
from headcount.figures.arithmetic import Ratio
from headcount.figures.names import running
from headcount.figures.package import Package
from headcount.figures.phrase import counted, phrase, unit
from headcount.figures.quantity import PER, Quantity
from headcount.figures.status import kind
from headcount.figures.table import Row

_NO_RATIO = {
    "different-units": "units differ",
    "stock-beside-flow": "one is the number on one date, the other a total over time",
    "different-periods": "they cover periods of different lengths",
}
"""Rules under which two figures of one kind have no ratio, and why."""

_PERCENT = ("percent", "per cent", "%")
_HUNDRED = 100
_LEAST_OF_HUNDRED = 0.1  # a rate below that is said per 1,000


@dataclass(frozen=True)
class Quotable:
    """What two figures give together.

    Parameters
    ----------
    words
        What is printed of the first to the second: ``about 8% of``; nothing where nothing may be.
    sentence
        What may be quoted: it attributes both figures; nothing where nothing may be.
    ratio
        The first over the second, where it is printed.
    """

    words: str
    sentence: str
    ratio: Ratio | None = None


def denial(view: View, denied: Row, other: Row) -> Quotable:
    """Say who denies what, and when: a denial is a statement, and has no ratio."""
    who, when = denied_by(view, denied)
    is_of = denied in view.facts.denials.get(other["figure_id"], ())
    if is_of:
        what = amount_and_subject(view, other)
        what = f"a figure of {what}, {_known(view, other)} ({_who(view, other)})"
    else:
        what = f"a figure for {closed(_subject(view, denied))} {view.facts.true_of(denied)}"
    source = view.short_title(denied)
    said = f" ({source})" if source not in what else ""
    return Quotable("", f"{closed(f'{capital(who)} denied {when}{said}')} {what}.")


def answer(view: View, rules: list[str]) -> Quotable:
    """Say what may be quoted of two figures that count one kind of thing.

    Parameters
    ----------
    view
        Two figures, with what they are divided by.
    rules
        The rules that derived a caveat of them.

    Examples
    --------
    >>> from headcount.figures import table as figures, package
    >>> data = package.read()
    >>> rows = figures.select(figures.figures(data), country=["CHN", "IND"], category="active",
    ...                       source="cia-factbook-2022").to_dict("records")
    >>> print(answer(View(data, tuple(rows)), []).sentence)
    According to the CIA World Factbook, 2022 edition, about 2 million active personnel in \
China's forces are about 1.4 times as many as about 1.45 million active personnel in India's \
forces, both estimated as of 2022.
    """
    one, other = view.rows
    spoilt = next((why for rule, why in _NO_RATIO.items() if rule in rules), "")
    if spoilt:
        return Quotable("", _joined(view, _stand(view), f"; {spoilt}, so there is no ratio."))
    related = tie(view.facts, one, other)
    if related and related.kind == "base":
        return _rate(view, related)
    amounts = [view.amount(row) for row in view.rows]
    if not view.base and is_one_thing(view.facts, one, other):
        closed = not any(one.qualifier in OPEN for one in amounts)
        if closed and is_one_time(view.facts, one, other) and arithmetic.agree(*amounts):
            return _agreeing(view)
    if _is_percent(view) or min(_ends(*amounts)) < 0:
        return _difference(view, amounts)
    return _ratio(view, amounts)


def _ratio(view: View, amounts: list[Quantity]) -> Quotable:
    if any(one.most == 0 == one.stated for one in amounts):
        return Quotable("", _joined(view, _stand(view), "; one is zero, so there is no ratio."))
    ratio = arithmetic.ratio(*amounts)
    words = ratio.words() if _counts(view) else ratio.words("much")
    if ratio.is_open or not words:
        return Quotable("", _joined(view, _stand(view), ": the bounds leave the ratio open."))
    if _is_of_one_time(view):
        if "equal" in words:  # they differ, and by less than a percent
            return Quotable("", _beside(view))
        text = _beside(view, f" The first is {ratio.words('')} the second.")
        return Quotable(words, text, ratio)
    return Quotable(words, _joined(view, f"{_verb(view)} {words}", limit=amounts[1]), ratio)


def _difference(view: View, amounts: list[Quantity]) -> Quotable:
    """Percentages, and amounts below zero, are subtracted and never divided."""
    found, what = arithmetic.difference(*amounts), _units(view, view.rows[0])
    if _is_percent(view):
        what = "percentage points"
        if found.exact:  # a bare 92 beside 93.2 was measured to its tenth as well
            found = replace(found, grain=min(one.grain for one in amounts))
    words = found.as_height(what)
    if not words:
        return Quotable("", _joined(view, _stand(view), ": the bounds leave the difference open."))
    if _is_of_one_time(view):
        return Quotable(words, _beside(view, f" The first is {words} the second."))
    return Quotable(words, _joined(view, f"{_verb(view)} {words}"))


def _rate(view: View, related: Tie) -> Quotable:
    """Say the one by the other: ``15 pupils per teacher``."""
    of, to = (view.amount(row) for row in (related.of, related.to))
    if of.least < 0 or to.stated <= 0:
        return Quotable("", "")
    ratio = arithmetic.ratio(of, to)
    if ratio.is_open:
        return Quotable("", _joined(view, _stand(view), ": the bounds leave the rate open."))
    many, _, one = related.says.partition(" per ")
    by, name = 1, one
    if (most := max(ratio.numbers)) < 1:
        by = _HUNDRED if most >= _LEAST_OF_HUNDRED else PER
        name = f"{by:,} {counted(view.package, related.to)}"
    words = f"{ratio.scaled(by)} {many} per {name}"
    both = View(view.package, (related.of, related.to))
    return Quotable(words, _joined(both, "and", f": {words}."), ratio)


def _agreeing(view: View) -> Quotable:
    text = f"{_about(view)} agree within bounds and rounding: {_each(view)}."
    return Quotable("agree", text)


def _beside(view: View, end: str = "") -> str:
    """Two figures for one thing and time differ, and neither is right for sure."""
    return f"{_about(view)} differ: {_each(view)}.{end}"


def _about(view: View) -> str:
    knows = all(kind(row["status"]) != "said" for row in view.rows)
    lead = "Counts of" if knows and _counts(view) else "Figures for"
    return f"{lead} {closed(_subject(view, view.rows[0]))}"


def _each(view: View) -> str:
    first, second = (
        f"{_amount(view, row)}, {_known(view, row)} ({_who(view, row)})" for row in view.rows
    )
    return f"{first}, and {second}"


def _is_of_one_time(view: View) -> bool:
    one, other = view.rows
    same = is_one_thing(view.facts, one, other) and is_one_time(view.facts, one, other)
    return same and not view.base


def _is_percent(view: View) -> bool:
    return not view.base and unit(view.package, view.rows[0]) in _PERCENT


def _counts(view: View) -> bool:
    return all(view.facts.said_of(row, "unit").get("counts", True) for row in view.rows)


def _ends(*amounts: Quantity) -> list[float]:
    return [number for one in amounts for number in one.numbers] or [0.0]


def _stand(view: View) -> str:
    return "compares with" if _is_one(view) else "compare with"


def _verb(view: View) -> str:
    if kind(view.rows[0]["status"]) == "said" or kind(view.rows[1]["status"]) == "said":
        return "would be"
    return "is" if _is_one(view) else "are"


def _is_one(view: View) -> bool:
    """Whether the first figure takes a verb for one: its name where it is measured, or just one."""
    first = view.rows[0]
    if view.facts.said_of(first, "unit").get("counts", True):
        return view.amount(first).value == 1
    return not is_plural(counted(view.package, first))


def many_of(amount: Quantity, what: str) -> str:
    """Say how many of what, or that no number is given.

    Examples
    --------
    >>> many_of(Quantity(value=300, qualifier="about"), "beds")
    'about 300 beds'
    >>> many_of(Quantity(qualifier="statement"), "beds")
    'beds, no number given'
    """
    return amount.many(what) if amount.is_number else f"{what}, no number given"


def amount_and_subject(view: View, row: Row) -> str:
    """Say how many of what: ``nearly 1.3 million active personnel of North Korea``."""
    return _many(view, row, _subject(view, row))


def _subject(view: View, row: Row) -> str:
    return phrase(view.package, row)


def _joined(view: View, between: str, end: str = ".", limit: Quantity | None = None) -> str:
    """Join the two figures; what they share in source, status and date is said once.

    A second amount that is a limit follows its name: "at least 37% of warheads in France (up to
    600)", never "of up to 600".
    """
    one, other = view.rows
    many = [amount_and_subject(view, row) for row in view.rows]
    if _subject(view, one) == _subject(view, other):
        many[1] = _many(view, other, counted(view.package, other))
    if limit and limit.qualifier in OPEN and many[1].startswith(limit.words()):
        many[1] = f"{many[1].removeprefix(limit.words()).lstrip()} ({limit.words()})"
    known = [_known(view, row) for row in view.rows]
    who = [_who(view, row) for row in view.rows]
    if who[0] != who[1]:
        first, second = (
            f"{what}, {how} ({by})" for what, how, by in zip(many, known, who, strict=True)
        )
        return capital(f"{first}, {between} {second}{end}")
    if known[0] == known[1]:
        text = f"{closed(many[0])} {between} {many[1]}, both {known[0]}"
    else:
        text = f"{many[0]}, {known[0]}, {between} {many[1]}, {known[1]}"
    return f"According to {_who(view, one, running)}, {text}{end}"


def _many(view: View, row: Row, words: str) -> str:
    of, amount = unit(view.package, row), view.amount(row)
    base = view.base.get(row["figure_id"])
    if base is not None:
        words += f" per {PER:,} {unit(view.package, base)}"
    elif not view.facts.said_of(row, "unit").get("counts", True):
        return f"{words}, {_amount(view, row)}" if amount.is_number else many_of(amount, words)
    elif len({each["unit"] for each in view.rows}) > 1 and of.split()[-1] not in words:
        words = f"{of} ({words})" if row["unit"] != "people" else words
    return many_of(amount, words)


def _amount(view: View, row: Row) -> str:
    """Say an amount by itself: what is measured, with its unit."""
    amount = view.amount(row)
    if view.base or view.facts.said_of(row, "unit").get("counts", True):
        return amount.words()
    return f"{amount.words()} {_units(view, row)}"


def _units(view: View, row: Row) -> str:
    said = view.facts.said_of(row, "unit")
    is_one = view.amount(row).value in (1, -1) and said.get("one")
    return str(said["one"]) if is_one else unit(view.package, row)


def _known(view: View, row: Row) -> str:
    """Say how a figure is known, and of when it is."""
    return view.facts.known(row, view.amount(row).qualifier)


def _as_it_is(_: Package, name: str) -> str:
    """Say a name as a label does: without its article."""
    return name


def _who(view: View, row: Row, called: Callable[[Package, str], str] = _as_it_is) -> str:
    """Say who says it: the first speaker who is named, and the source that was read."""
    source = called(view.package, view.short_title(row))
    base = view.base.get(row["figure_id"])
    if base is not None and base["source_id"] != row["source_id"]:
        source += f" and {called(view.package, view.short_title(base))}"
    speaker = next((hop.speaker for hop in view.hops(row) if hop.named), "")
    publisher = view.facts.sources[row["source_id"]]["publisher"]
    pair = speaker.split(" and ")
    are_authors = len(pair) > 1 and all(
        one.split()[-1] in source for one in pair
    )  # "Oh and Hassig"
    if speaker in source or are_authors or speaker == publisher:  # "" is in every text
        return source
    how = "quoted by" if " via " in source else "via"  # never "via the AP via a reprint"
    return f"{aside(called(view.package, speaker))} {how} {source}"
