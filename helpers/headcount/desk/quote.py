"""What may be quoted: a figure in a sentence of its own, and what two figures give together.

Each figure stands with its bounds, its status, its date and who says it; what both share is said
once. Two figures of two sources are two sentences. Where nothing may be quoted there is none.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from headcount.caveats import View
from headcount.caveats.kinship import Tie, is_one_thing, is_one_time, tie
from headcount.caveats.rules.origin import denied_by
from headcount.caveats.rules.ratio import OPEN
from headcount.core.wording import aside, at, capital, cardinal, closed, is_plural
from headcount.figures import arithmetic
from headcount.figures.arithmetic import Ratio
from headcount.figures.dates import on, words
from headcount.figures.names import running, short
from headcount.figures.package.vocabulary import AHEAD
from headcount.figures.phrase import amount as phrased
from headcount.figures.phrase import counted, phrase, unit
from headcount.figures.provenance import Source, is_heard, title, unnumbered
from headcount.figures.quantity import PER, Quantity
from headcount.figures.status import DENIED, kind
from headcount.figures.table import Row

_NO_RATIO = {
    "different-units": "units differ",
    "stock-beside-flow": "one is the number on one date, the other a total over time",
    "different-periods": "they cover periods of different lengths",
}
"""Rules under which two figures of one kind have no ratio, and why."""

_PERCENT = ("percent", "per cent", "%")
_SPEAKS = {
    "claimed": (("made a claim", "of"), ("cited reports", "of")),
    "offered": (("spoke", "of an offer of"), ("reported", "an offer of")),
    "planned": (("spoke", "of plans for"), ("reported", "plans for")),
}
"""What was done by who speaks of what is not there yet, and by who passes on what others said."""

_DIGITS_FROM = 10
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
    if denied in view.facts.denials.get(other["figure_id"], ()):
        return Quotable("", f"{reported(view, other)} {says_no(view, denied, 'it')}")
    return Quotable("", reported(view, denied))


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
        return Quotable("", _joined(view, _stand(view), "; the bounds leave the ratio open."))
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
        return Quotable("", _joined(view, _stand(view), "; the bounds leave the difference open."))
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
        return Quotable("", _joined(view, _stand(view), "; the bounds leave the rate open."))
    many, _, one = related.says.partition(" per ")
    by, name = 1, one
    if (most := max(ratio.numbers)) < 1:
        by = _HUNDRED if most >= _LEAST_OF_HUNDRED else PER
        name = f"{by:,} {counted(view.package, related.to)}"
    words = f"{ratio.scaled(by)} {many} per {name}"
    both = View(view.package, (related.of, related.to))
    if _are_apart(both):
        beside = f"{amount_and_subject(both, related.to)}, {_known(both, related.to)}"
        beside += f", {according(both, related.to)}"
        return Quotable(
            words, f"{reported(both, related.of)} With {beside}, that is {words}.", ratio
        )
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
        f"{_amount(view, row)}, {_known(view, row)}, {according(view, row)}" for row in view.rows
    )
    return f"{first}; and {second}"


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


def _are_apart(view: View) -> bool:
    """Whether two figures are two sentences: they are of two sources, and no rates."""
    one, other = view.rows
    return not view.base and according(view, one) != according(view, other)


def _stand(view: View) -> str:
    return "compares with" if _is_one(view) else "compare with"


def _verb(view: View) -> str:
    if kind(view.rows[0]["status"]) == "said" or kind(view.rows[1]["status"]) == "said":
        return "would be"
    return "is" if _is_one(view) else "are"


def _is_one(view: View) -> bool:
    """Whether the verb is for one: of what a sentence before has said, a measure, or just one."""
    first = view.rows[0]
    if _are_apart(view):
        return True
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


def reported(view: View, row: Row, who: str = "") -> str:
    """Say a figure in a sentence of its own: who, how it is known, how many of what, and when.

    Parameters
    ----------
    view
        The figures that are spoken of.
    row
        The one to say.
    who
        Who gives it, where the sentence says more of a speaker than the name.

    Examples
    --------
    >>> from headcount.figures import table as figures, package
    >>> data = package.read()
    >>> rows = figures.select(figures.figures(data), figure_id=["prk-killed-nis-2025-04-30",
    ...     "prk-volunteers-100k-business-insider-2022"]).to_dict("records")
    >>> for row in rows:
    ...     print(reported(View(data, (row,)), row))
    Igor Korotchenko cited reports of 100,000 North Korean volunteers for Russia, Business \
Insider reported in August 2022.
    South Korean intelligence estimated the number of North Korean soldiers killed at \
about 600 as of April 30, 2025, KBS World reported.
    """
    if row["status"] == DENIED:
        return says_no(view, row)
    by = _speaker(view, row)
    who = who or _giver(view, row, by)
    if row["status"] in _SPEAKS or not view.amount(row).is_number:
        return _spoken(view, row, who, by)
    facts, amount = view.facts, view.amount(row)
    what, is_flow = amount_and_subject(view, row), facts.flow(row) == "flow"
    is_count = what.startswith(f"{amount.words()} ")
    verb = "estimated" if row["status"] == "estimated" else "put"
    if not is_count and not view.base:
        number = at(_amount(view, row).removeprefix("an estimated "))
        text = f"{verb} {closed(_subject(view, row))} {number}"
    elif not is_count or amount.value == 1 or amount.measured:
        text = f"reported {closed(_spelled(view, row))}"
    elif is_flow and verb == "put":
        text = f"reported a total of {closed(_spelled(view, row))}"
    else:
        number = at(_small(amount.words().removeprefix("an estimated ")))
        of = closed(what.removeprefix(f"{amount.words()} "))
        text = f"{verb} the {'total ' if is_flow else ''}number of {of} {number}"
    when = facts.dated_after_verb(row)
    return f"{who} {text} {when}{_credit(view, row, by, when)}."


def _spoken(view: View, row: Row, who: str, by: str) -> str:
    """Say who spoke of what is not there yet, or of what has no number, and when."""
    facts, status, heard = view.facts, row["status"], is_heard(view.package, row)
    is_number = view.amount(row).is_number
    verb, of = _SPEAKS.get(status, _SPEAKS["claimed"])[heard]
    if not is_number and status not in AHEAD:
        verb, of = "confirmed reports" if status == "confirmed" else "spoke", "of"
    what = _subject(view, row)
    if is_number and not view.facts.said_of(row, "unit").get("counts", True) and not view.base:
        what = phrased(view.package, row).many(what)  # "9 percent for the absence rate"
    elif is_number:
        what = _spelled(view, row)
    is_for = facts.covers(row) is not None or facts.is_to_come(row)
    what = f"{closed(what)} {facts.true_of(row)}" if is_for else what
    what = what if is_number else f"{closed(what)} without giving a number"
    said = row["reported"] or ("" if is_for else row["as_of"])
    when = on(str(said)) if said else ""
    credit = _credit(view, row, by, "")
    who = who.removesuffix(aside(when.replace(" on ", ", ").replace(" in ", ", ")))
    if credit.endswith(when):
        return f"{who} {verb} {of} {what}{credit}."
    if when.startswith(","):
        return f"{who} {verb} {of} {closed(what)}{when}{credit}."
    return f"{who} {verb}{aside(when)} {of} {what}{credit}."


def _spelled(view: View, row: Row) -> str:
    """Say how many of what; a number below 10 as running text has it, in a word."""
    number, what = view.amount(row).words(), amount_and_subject(view, row)
    return _small(number) + what.removeprefix(number) if what.startswith(f"{number} ") else what


def _small(number: str) -> str:
    return cardinal(int(number)) if number.isdigit() and int(number) < _DIGITS_FROM else number


def says_no(view: View, row: Row, what: str = "") -> str:
    """Say a denial in a sentence of its own: who denied what, and when.

    Parameters
    ----------
    view, row
        The figures that are spoken of, and the denial.
    what
        What is denied, where a sentence before has said it.
    """
    who, did, when = denied_by(view, row)
    by = _speaker(view, row)
    credit = _credit(view, row, by, when) if by else ""
    day = "" if credit.endswith(f" {when}") else f" {when}"
    who = capital(aside(who))
    if what:
        return f"{who} {did} {what}{day}{credit}."
    is_number = view.amount(row).is_number  # who denies 100,000 need not deny 1,000
    what = closed(_spelled(view, row) if is_number else _subject(view, row))
    time = view.facts.time(row)
    if time != when.partition(" ")[2]:
        what = f"{what} {view.facts.true_of(row)}"
    return f"{who} {did}{aside(day)} reports of {what.removesuffix(',')}{credit}."


def _speaker(view: View, row: Row) -> str:
    """Return the first speaker who is named, unless that is whoever wrote the source."""
    speaker = next((hop.speaker for hop in view.hops(row) if hop.named), "")
    source = view.facts.sources[row["source_id"]]
    pair = speaker.split(" and ")
    are_authors = len(pair) > 1 and all(
        one.split()[-1] in source["short_title"] for one in pair
    )  # "Oh and Hassig"
    is_source = speaker in source["short_title"] or are_authors or speaker == source["publisher"]
    return "" if is_source and not _carried(source) else speaker


def _dated(source: Source) -> str:
    """Return the date that the title of a source ends in, where it ends in that of the source."""
    dated = f", {words(source['published'])}" if source["published"] else ""
    return dated if source["short_title"].endswith(dated) else ""


def _carried(source: Source) -> str:
    """Return who carried the words of a source whose title is its speaker's, as it is dated."""
    _, via, carrier = source["short_title"].partition(" via ")
    return carrier.removesuffix(_dated(source)) if via and _dated(source) else ""


def _giver(view: View, row: Row, speaker: str) -> str:
    """Begin a sentence with who gives a figure: its speaker, else its source."""
    return capital(aside(_name(view, speaker) if speaker else _called(view, row)))


def _name(view: View, speaker: str) -> str:
    brief = short(view.package, speaker)
    return running(view.package, speaker if speaker.startswith(f"{brief}, ") else brief)


def _called(view: View, row: Row) -> str:
    source = view.facts.sources[row["source_id"]]
    return running(view.package, title({**source, "short_title": unnumbered(source)}))


def _credit(view: View, row: Row, speaker: str, when: str) -> str:
    """Say after a sentence, or after a speaker's name, who has published it, and when."""
    source = view.facts.sources[row["source_id"]]
    if not speaker:
        return ""
    said, dated = _called(view, row), _dated(source)
    if not dated or not said.endswith(dated):
        return f", according to {said}"
    name, via, carrier = said.removesuffix(dated).partition(" via ")
    is_agency = (
        name.removeprefix("the ") == short(view.package, source["publisher"])
        and speaker != source["publisher"]
    )
    if via and not is_agency:  # what is quoted there is the speaker's own
        name, via, carrier = carrier, "", ""
    day = "" if when.endswith(dated[1:]) else on(source["published"])
    return f", {running(view.package, name)} reported{via}{carrier}{day}"


def according(view: View, row: Row) -> str:
    """Say whose figure it is, after its amount and date."""
    by, base = _speaker(view, row), view.base.get(row["figure_id"])
    if base is not None and base["source_id"] != row["source_id"]:
        return f"according to {aside(_called(view, row))} and {_called(view, base)}"
    if not by:
        return f"according to {_called(view, row)}"
    credit = _credit(view, row, by, _known(view, row)).replace(", according to ", " via ")
    return f"according to {_name(view, by).removesuffix(',')}{credit}"


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
    whose = [according(view, row) for row in view.rows]
    if whose[0] == whose[1]:
        if known[0] == known[1]:
            text = f"{closed(many[0])} {between} {many[1]}, both {known[0]}"
        else:
            text = f"{many[0]}, {known[0]}, {between} {many[1]}, {known[1]}"
        return capital(f"{whose[0]}, {text}{end}")
    if not _are_apart(view):
        first, second = (
            f"{what}, {how}, {by}" for what, how, by in zip(many, known, whose, strict=True)
        )
        return capital(f"{first}, {between} {second}{end}")
    second = many[1] if known[1] == view.facts.dated(other) else f"{many[1]},"
    return f"{reported(view, one)} That {between} {second} {known[1]}, {whose[1]}{end}"


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
