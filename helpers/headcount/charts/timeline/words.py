"""What a timeline says in words: headline, deck, sentence, text alternative, hover."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from headcount.caveats import View
from headcount.caveats.facts import facts
from headcount.charts.form import Text
from headcount.charts.published import (
    ALT,
    DENIALS,
    gave,
    headed,
    headline,
    one_said,
    stated,
    when_said,
    with_date,
)
from headcount.charts.timeline.selection import CORRECTED, Selection, is_late
from headcount.core.wording import (
    all_of,
    capital,
    cardinal,
    count_of,
    either,
    listed,
    opened,
    small,
)
from headcount.desk.quote import reported
from headcount.figures.dates import parse, years
from headcount.figures.dates import words as date_words
from headcount.figures.package import Package
from headcount.figures.package.vocabulary import SAID
from headcount.figures.phrase import alone, counted, phrase, shortened
from headcount.figures.provenance import is_heard
from headcount.figures.status import DENIED, kind
from headcount.figures.table import Row

_SAYS_WHAT = re.compile(r"\b[a-z]{4,}")

_NAMED = 3
"""As many things that figures count are named in a headline."""


_DENIED = {"claimed": "the claim", "offered": "the offer", "planned": "the plans"}
"""What is denied of a figure that is only said, where its speaker is named."""


def describe(package: Package, selection: Selection) -> Text:
    """Draft every word of a timeline from its rows."""
    return Text(
        headline=_headline(package, selection),
        deck=_deck(selection),
        sentence=_sentence(package, selection),
        alt=_alt(selection),
        hovers=tuple(_hover(row) for row in selection.records),
        facts=tuple(_facts(selection)),
    )


def _headline(package: Package, selection: Selection) -> str:
    rows, row = selection.records, selection.subject
    when, about = selection.years, selection.shared
    if len(selection.focus) == 1 or len(rows) == 1:
        others = [one for one in rows if one["figure_id"] != row["figure_id"]]
        # whom a figure is about is left out only where the deck says it
        ways = [say(package, row) for say in (phrase, shortened, counted)]
        ways = ways if about else ways[:2]
        who = headed(package, row["who"])
        texts = [gave(package, who, row, what) for what in dict.fromkeys(ways)]
        dated = [with_date(text, when_said(package, row)) for text in texts]
        denied = _DENIED.get(row["status"], "the figure")
        denied = "the reports" if is_heard(package, row) else denied
        # how much was added up, depends on over which time
        undated = [] if facts(package).flow(row) == "flow" else texts
        more = [f"{one}; {_others(others, denied)}" for one in (*dated, *undated)] if others else []
        brief = one_said(package, row, alone(package, row), when_said(package, row))
        return headline(*more, *dated, *undated, brief)
    if selection.focus:
        who = headed(package, row["who"])
        many = _some_of(len(selection.focus), len(rows), "figure")
        on_what = [f" on {small(about)}"] if about and selection.by_all else _topics(package, rows)
        return headline(*(f"{who} gave {many}{one}, {when}" for one in (*on_what, "")))
    if not about or not selection.by_all:
        return headline(
            *(
                say(rows, which=f"{on}{over}")
                for on in _topics(package, rows)
                for over in (_over(when), "")
                for say in (_tally, _confirmed)
            ),
            *(f"{say(rows, which=_over(when))}" for say in (_tally, _confirmed)),
        )
    # "North Korea" does not say what of it; of when figures are, the deck says as well
    ways_on = [""] if _SAYS_WHAT.search(about) else [*_topics(package, rows), ""]
    return headline(
        *(
            f"{one}: {say(rows, which=which)}"
            for which in ways_on
            for say in (_tally, _confirmed)
            for one in (f"{about}, {when}", about)
        ),
        f"{when}: {_confirmed(rows)}",
    )


def _over(when: str) -> str:
    return f" from {when}" if " to " in when else ""  # one year, the deck says


def _topics(package: Package, rows: Sequence[Row]) -> Iterator[str]:
    """Say what figures that share nothing are on: what each counts, else what their tables hold."""
    known = facts(package)
    labels = [known.said_of_measure(row).get("label") for row in rows]
    heads = {
        row["table"]: package.resource(row["table"]).get("title", row["table"]) for row in rows
    }
    titles = [str(heads[row["table"]]).partition(":")[0] for row in rows]
    both = [label or title for label, title in zip(labels, titles, strict=True)]
    for names in (list(dict.fromkeys(both)), list(dict.fromkeys(titles))):
        if len(names) <= _NAMED:
            yield f" on {listed([_inside(name) for name in names])}"
    for many in range(_NAMED - 1, 0, -1):
        most = [_inside(name) for name, _ in Counter(titles).most_common(many)]
        if len(set(titles)) > many:
            yield f" on {listed([*most, 'other subjects'])}"


def _inside(title: str) -> str:
    """Say a title inside a sentence; one that begins with a name of several words keeps it."""
    return title if re.match(r"\S+ [A-Z]", title) else small(title)


def _lower(row: Row) -> str:
    title = stated(row)
    if row["amount"].is_number and row["status"] != "denied":
        title = row["amount"].many(row["own"], row["amount"].words(bounds=False))
    title = title[:1].lower() + title[1:]
    if row["status"] != DENIED:
        return title
    does, noun = (word.lower() for word in DENIALS[row["did"]])
    return f"a {title.replace(does, f'{noun} of', 1)}"


def _many(count: int) -> str:
    return count_of(count, "figure")


def _others(rows: Sequence[Row], denied: str) -> str:
    """Say what is known of the other figures, and first what speaks against the one in question."""
    denials = _denials(rows)
    if len(rows) == 1 and denials:
        return f"{rows[0]['who']} {rows[0]['did']} {denied}"
    if denials:
        are = "is a denial" if denials == 1 else "are denials"
        return f"{_some_of(denials, len(rows), 'other figure')} {are}"
    kinds = {kind(row["status"]) for row in rows}
    say = _tally if len(kinds) == 1 else _confirmed
    return say(rows, "other figure")


def _some_of(some: int, many: int, noun: str) -> str:
    return all_of(many, noun) if some == many else f"{cardinal(some)} of {count_of(many, noun)}"


def _denials(rows: Sequence[Row]) -> int:
    return sum(row["status"] == "denied" for row in rows)


def _confirmed(rows: Sequence[Row], noun: str = "figure", which: str = "") -> str:
    """Count the confirmed figures, for a headline that has no room for the others."""
    many, of = sum(kind(row["status"]) == "counted" for row in rows), len(rows)
    if of == 1:
        return f"{_all(of, noun)}{which} is {'' if many else 'not '}confirmed"
    if many == of:
        return f"{_all(of, noun)}{which} are confirmed"
    none = f"neither {noun}" if of == 2 else f"none of {count_of(of, noun)}"
    who = f"{cardinal(many)} of {count_of(of, noun)}" if many else none
    return f"{who}{which} {_is(many or 1)} confirmed"


def _is(many: int) -> str:
    return "is" if many == 1 else "are"


def _all(many: int, noun: str) -> str:
    return all_of(many, noun).replace("the one other", "the other")


def _tally(rows: Sequence[Row], noun: str = "figure", which: str = "") -> str:
    """Count what is known of figures: how many are confirmed, estimated, claimed, denied.

    `which` says of which figures, as it follows them: ``from 2011 to 2022``.
    """
    denials, of = _denials(rows), len(rows)
    kinds = Counter(kind(row["status"]) for row in rows if row["status"] != "denied")
    there = [one for one in SAID if one != "denied" and any(one == row["status"] for row in rows)]
    words = {"counted": "confirmed", "estimated": "estimated", "said": either(there)}
    counts = [(kinds[name], what) for name, what in words.items() if name in kinds]
    if not counts:
        return f"{_all(of, noun)}{which} {'is a denial' if of == 1 else 'are denials'}"
    many, what = counts[0]
    if many == of:
        return f"{_all(of, noun)}{which} {_are(kinds, there, of)}"
    if of == 2:
        other = "a denial" if denials else counts[1][1]
        return f"one {noun}{which} is {what}; the other is {other}"
    parts = [f"{cardinal(one)} {how}" for one, how in counts[1:]]
    first = f"{cardinal(many)} of {count_of(of, noun)}{which} {_is(many)} {what}"
    text = listed([first, *parts])
    if not denials:
        return text
    return f"{text}; {cardinal(denials)} {'is a denial' if denials == 1 else 'are denials'}"


def _are(kinds: Collection[str], there: Sequence[str], many: int) -> str:
    """Say of figures of one kind what they are."""
    if "counted" in kinds:
        return f"{_is(many)} confirmed"
    nouns = {"claimed": "claims", "offered": "offers", "planned": "plans"}
    names = [nouns[one] for one in there] if "said" in kinds else ["estimates"]
    if many > 1:
        return f"are {either(names)}"
    return f"is {'an' if names[0][0] in 'eo' else 'a'} {names[0].removesuffix('s')}"


def _deck(selection: Selection) -> str:
    rows = selection.records
    when = _span(rows, selection.years)
    placed = ", placed by the date each describes" if len(rows) > 1 else ""
    text = f"{_many(len(rows))}, {when}{placed}"
    # a headline about one figure or one speaker has no room for what is the same of all or most
    if selection.shared and (selection.focus or len(rows) == 1 or not selection.by_all):
        text = f"{selection.shared}: {text}"
    late = sum(is_late(row) for row in rows)
    if late:
        who = "both" if late == len(rows) == 2 else "all" if late == len(rows) else cardinal(late)
        many = "" if len(rows) == 1 else f"{who} {'was' if late == 1 else 'were'} "
        text += f"; {many}reported a week or more later"
    text = f"{capital(text)}."
    # a headline about one figure does not say how the others are known
    if len(rows) > 1 and len(selection.focus) == 1:
        text += f" {opened(_tally(rows))}."
    return text


def _span(rows: Sequence[Row], span: str) -> str:
    """Say from when to when, to the day where the first and the last are dated as closely."""
    first, last = (parse(row["as_of"]) for row in (rows[0], rows[-1]))
    points = [point for one in (first, last) for point in (one.start, one.end)]
    if len(rows) == 1 or first.text == last.text:
        return date_words(first.text)
    alike = {(bool(one.month), bool(one.day), one.mark) for one in points if one}
    if len(alike) > 1 or None in points or years((first.text, last.text)) != span:
        return span
    if any(one.start != one.end for one in (first, last)):
        return span
    return date_words(f"{first.text}/{last.text}")


def _facts(selection: Selection) -> Iterator[str]:
    rows = selection.records
    changed = sum(one.sign == CORRECTED for one in selection.events)
    if changed:
        yield f"{capital(count_of(changed, 'correction'))} {'are' if changed > 1 else 'is'} shown."
    for day, many in selection.undrawn.items():
        yield f"We corrected {cardinal(many)} of these figures on {date_words(day.isoformat())}."
    if selection.asked > len(rows):
        yield f"Only the latest {len(rows)} of {selection.asked:,} figures are shown."


def _sentence(package: Package, selection: Selection) -> str:
    row = selection.subject
    text = reported(View(package, (row,)), row)
    if len(selection.records) > 1:
        text += f" {opened(_tally(selection.records))}."
    return text


def _alt(selection: Selection) -> str:
    rows, shared = selection.records, selection.shared
    first, last = rows[0], rows[-1]
    text = f"Timeline: {_lower(first)} ({first['who']}, {date_words(first['as_of'])})"
    if len(rows) == 1:
        return f"{text}. {capital(shared)}." if shared else f"{text}."
    text += f" to {_lower(last)} ({last['who']}, {date_words(last['as_of'])})."
    about = f"{shared}: " if shared else ""
    drafts = [f"{text} {capital(f'{about}{said}')}." for said in (_tally(rows), _confirmed(rows))]
    return next((draft for draft in drafts if len(draft) <= ALT), drafts[-1])


def _hover(row: Row) -> tuple[str, ...]:
    said = f"{capital(row['said'])} {row['dated']}, {row['who']}"
    reported = f", reported {date_words(row['reported'])}" if is_late(row) else ""
    return (stated(row), f"{said}{reported}", row["source"])
