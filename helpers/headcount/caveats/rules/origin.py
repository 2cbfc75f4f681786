"""The rules of who says it: one origin, another that disputes it, a side, hearsay, secondhand."""

from __future__ import annotations

import re
from collections.abc import Iterable

from headcount.caveats.facts import Facts, Stated, Thing
from headcount.caveats.kinship import contradicts, is_one_thing, is_one_time
from headcount.caveats.note import WEIGHTS, Note
from headcount.caveats.view import View
from headcount.core.wording import (
    are_several,
    aside,
    capital,
    cardinal,
    count_of,
    few,
    fitting,
    listed,
)
from headcount.figures.dates import on
from headcount.figures.names import running, short
from headcount.figures.phrase import phrase
from headcount.figures.provenance import Origin, Source, denied, is_heard, origins, voice
from headcount.figures.quantity import Quantity, spoken
from headcount.figures.status import is_amount
from headcount.figures.table import Row

_NAMED = 3


def one_origin(view: View) -> list[Note]:
    """Tell which publishers in view repeat one origin about one thing at one time.

    Whether they agree or were only rounded otherwise, they are one witness. One source for two
    countries, and one series through two papers, is no flaw.
    """
    of_one: dict[Thing, list[Row]] = {}
    for row in view.numbered:
        of_one.setdefault(view.facts.thing(row), []).append(row)
    return [
        _one_origin(view, origin)
        for rows in of_one.values()
        if len(rows) > 1
        for origin in origins(view.package, _at_one_time(view, rows))
        if origin.is_shared
    ]


def _at_one_time(view: View, rows: list[Row]) -> list[Row]:
    """Return the figures for the time of which another publisher has the same origin's."""
    of_origin: dict[str, list[Row]] = {}
    for row in rows:
        of_origin.setdefault(view.facts.origins[row["figure_id"]], []).append(row)
    return [
        row
        for those in of_origin.values()
        if len({view.publisher(row) for row in those}) > 1
        for row in those
        if any(
            is_one_time(view.facts, row, other) and view.publisher(row) != view.publisher(other)
            for other in those
        )
    ]


def _one_origin(view: View, origin: Origin) -> Note:
    whose = _called(view, origin.name)
    others = [one for one in origin.publishers if one != origin.name]
    names = capital(listed([_called(view, one) for one in others]))
    count = cardinal(len(origin.publishers))
    got = f"got {'their numbers' if len(others) > 1 else 'its number'} from {whose}"
    how = ", we infer" if origin.inferred else ""
    text = fitting(
        f"{names} {got}{how}: one source, not {count}.",
        f"{capital(count)} publishers got their number from {whose}{how}.",
        f"{capital(count)} publishers got their number from one source{how}.",
    )
    long = (
        f"{names} {got}{how}. That they agree proves nothing: it is one estimate, printed "
        "several times."
    )
    return Note(None, text, long, origin.figures, "one-origin", WEIGHTS["one-origin"])


def _called(view: View, who: str) -> str:
    """Say a publisher or a speaker as a sentence does, in the fewest words."""
    return running(view.package, short(view.package, who))


def party_to_the_conflict(view: View) -> list[Note]:
    """Tell which figures come from somebody who takes a side, and who that is.

    The origin counts, and where it is not named the first who is: a paper that takes a side and
    passes on what a neutral office counted has no stake in it. Where no way is recorded, the kind
    of source speaks.
    """
    sides = ((row, _side(view, row)) for row in view.spoken)
    found = [(row, _called(view, who)) for row, who in sides if who]
    if not found:
        return []
    rows = [row for row, _ in found]
    names = [name for _, name in found]
    who = capital(few(names, _NAMED))
    several = len(set(names)) > 1 or are_several(names[0])
    stake = f"{'have' if several else 'has'} a stake in the"
    drafts = [
        f"{who} {stake} number{'s' if len(rows) > 1 else ''}.",
        f"{capital(count_of(len(rows), 'number'))} came from people or agencies with a stake in "
        f"{'them' if len(rows) > 1 else 'it'}.",
    ]
    text = fitting(*drafts)
    long = f"{text} Anyone who takes a side has a reason to prefer one number."
    pairs = [
        f"{view.name(row)}: {who}"
        for row, who in found
        if who.removeprefix("the ") not in view.name(row)  # else the name has said so
    ]
    if pairs and len(rows) > 1:
        long += f" {capital('; '.join([*dict.fromkeys(pairs)][:9]))}."
    return [Note.on(rows, text, long, "party-to-the-conflict")]


def _side(view: View, row: Row) -> str:
    """Return who takes a side, or nothing."""
    interests = view.facts.lists.get(("attributions", "interest"), {})
    hops = view.hops(row)
    asked = hops[:1] if hops and hops[0].named else [*hops[:1], *[h for h in hops if h.named][:1]]
    for hop in asked:
        if interests.get(hop.interest, {}).get("takes_sides"):
            return hop.speaker
    kinds = view.facts.lists.get(("sources", "kind"), {})
    source = view.facts.sources[row["source_id"]]
    speaks = not hops and kinds.get(source["kind"], {}).get("takes_sides")
    return source["publisher"] if speaks else ""


def hearsay(view: View) -> list[Note]:
    """Tell which figures came to us from, or through, somebody who is not named.

    The line is here: who said it can be asked only where everybody on the way is named. A minister
    through an agency and a paper is no hearsay, for each of them printed whose word it is; an
    official who wants no name is, however short the way.
    """
    rows = [row for row in view.spoken if not all(hop.named for hop in view.hops(row))]
    if not rows:
        return []
    text = fitting(
        f"{view.those(rows)} came secondhand, from or through unnamed speakers.",
        f"{capital(view.share(rows))} came secondhand, from or through unnamed speakers.",
    )
    lead = len(rows) > 1  # one figure need not be named
    ways = "; ".join(
        (f"{view.name(row)}: " if lead else "") + " > ".join(hop.speaker for hop in view.hops(row))
        for row in rows[:9]
    )
    return [Note.on(rows, text, f"{text} From origin to page: {ways}.", "hearsay")]


_RULE = "secondhand"
_EACH = 9


def secondhand(view: View) -> list[Note]:
    """Tell which figures, or what they are divided by, were read only where others quote them.

    It speaks of our reading and not of the figures: two that were read so compare as well as any,
    and `compare` gives them the verdict that it would give without this note.
    """
    found = [(row, source) for row in view.rows if (source := _unread(view, row))]
    if not found:
        return []
    rows = [row for row, _ in found]
    wheres: dict[str, dict[str, None]] = {}  # whose, by where they were read
    for _, source in found:
        where = running(view.package, source["read_in"])
        wheres.setdefault(where, {})[short(view.package, source["publisher"])] = None
    each = "; ".join(
        f"{listed([running(view.package, one) for one in whose])}, in {where}"
        for where, whose in wheres.items()
    )
    some = f"{cardinal(len(rows))} of {cardinal(len(view.rows))}"
    share = f"{'all' if len(rows) == len(view.rows) else some} figures"
    (where, whose), *others = wheres.items()
    text = fitting(
        "" if others else f"{capital(listed([*whose]))}: read via {where}, not in the original.",
        f"Read secondhand: {each}.",
        f"We read {share} where others quote them, not in the original.",
    )
    titles = {source["short_title"]: source["read_in"] for _, source in found}
    long = " ".join(
        f"We read {aside(running(view.package, title.replace(f' via {where}', '')))} as quoted by "
        f"{running(view.package, where)}, not in the original."
        for title, where in list(titles.items())[:_EACH]
    )
    return [Note.on(rows, text, long, _RULE)]


def _unread(view: View, row: Row) -> Source | None:
    """Return the source of a row, or else of its base, if it was read only in another one."""
    both = filter(None, (row, view.base.get(row["figure_id"])))
    sources = (view.facts.sources[one["source_id"]] for one in both)
    return next((source for source in sources if source.get("read_in")), None)


_DENIED = 90.0  # as if the figure were so many times another one


def disputed(view: View) -> list[Note]:
    """Tell who denies the figures that the words are about, or has others, and which.

    Another figure disputes one if it is of the same thing, at the same time, by another origin,
    and apart by more than rounding: not the same publisher's next edition, nor what came of an
    offer. Two counts of one thing that are held against each other are each other's dispute.
    """
    about = [row for row in view.rows if view.focus is None or row["figure_id"] in view.focus]
    about = [row for row in about if is_amount(row)]
    both = view.is_pair and len(about) == 2 and is_one_thing(view.facts, *about)
    if both and contradicts(view.facts, *about):
        return [*_two_counts(view), *_denials(view, about)]
    return [*_rivals(view, about), *_denials(view, about)]


def _two_counts(view: View) -> list[Note]:
    one, other = view.rows
    factor = _factor(Quantity.of(one), Quantity.of(other))
    what = phrase(view.package, one)
    text = f"The two figures count the same thing and differ: {view.call(one)}, {view.call(other)}."
    each = " ".join(f"{view.short_title(row)}: {row['definition']}" for row in view.rows)
    long = f"{text} Both are for {what}. {each}"
    return [Note.on(view.rows, text, long, "disputed", more=factor)]


def _rivals(view: View, about: Iterable[Row]) -> list[Note]:
    """Tell of each figure what others put in its place."""
    found = ((row, rivals(view.facts, row)) for row in about)
    return [_rival_note(view, row, those) for row, those in found if those]


def _rival_note(view: View, row: Row, found: list[Stated]) -> Note:
    low = min(theirs.amount.least or theirs.amount.stated for theirs in found)
    high = max(theirs.amount.stated for theirs in found)
    # never "six others": some of them may only repeat one another
    publishers = {theirs.publisher for theirs in found}
    name = capital(view.name(row))
    if low == high:
        amount, (one, *others) = found[0].amount.words(), publishers
        who = re.sub("^[Tt]he ", "", running(view.package, short(view.package, one)))
        text = fitting(
            "" if others else f"{name}: the {who} figure for that time is {amount}.",
            f"{name}: other sources give {amount} for that time.",
        )
    else:
        text = f"{name}: other figures for that time range from {spoken(low)} to {spoken(high)}."
    if len({one.amount.words() for one in found}) > 1:
        each = "; ".join(f"{view.short_title(one.row)}: {one.amount.words()}" for one in found)
    else:
        titles = list(dict.fromkeys(view.short_title(one.row) for one in found))
        each = f"Source{'s' if len(titles) > 1 else ''}: {'; '.join(titles)}"
    long = f"{text} {each}."
    factor = max(_factor(Quantity.of(row), theirs.amount) for theirs in found)
    return Note.on([row], text, long, "disputed", more=factor)


def _denials(view: View, about: Iterable[Row]) -> list[Note]:
    notes = []
    for row in about:
        for denial in view.facts.denials.get(row["figure_id"], []):
            who, did, when = denied_by(view, denial)
            text = fitting(
                f"{capital(view.call(row))}: {did} by {who} {when}.",
                f"{capital(view.call(row))}: {did} {when}.",
            )
            long = f"{text} {denial['definition']} ({view.short_title(denial)})"
            notes.append(Note.on([row], text, long, "disputed", more=_DENIED))
    return notes


def denied_by(view: View, denial: Row) -> tuple[str, str, str]:
    """Return who denies something, whether that one "denied" or "disavowed" it, and when."""
    hops = view.hops(denial)
    who = voice(hops, view.publisher(denial))
    called = running(view.package, short(view.package, who))
    if is_heard(view.package, denial):  # whoever passes a denial on does not deny
        called = f"an unnamed speaker (“{hops[0].speaker}”)"
    when = on(str(denial["reported"] or denial["as_of"])).lstrip(", ")
    return called, denied(view.package, denial), when


def _factor(mine: Quantity, theirs: Quantity) -> float:
    low, high = sorted((mine.stated, theirs.stated))
    return high / low if low > 0 else _DENIED


def rivals(facts: Facts, row: Row) -> list[Stated]:
    """Return the figures that contradict a figure, anywhere in the record."""
    if row.get("part_of"):
        return []
    return [other for other in facts.beside(row) if contradicts(facts, row, other.row)]
