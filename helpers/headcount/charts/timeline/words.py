"""What a timeline says in words: headline, deck, sentence, text alternative, hover."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from headcount.charts.form import Text
from headcount.charts.published import ALT, cited, headline, said, stated
from headcount.charts.timeline.events import CORRECTED, is_late
from headcount.charts.timeline.selection import Selection
from headcount.core.wording import all_of, capital, cardinal, closed, count_of, either, listed
from headcount.figures.dates import on
from headcount.figures.dates import words as date_words
from headcount.figures.names import running
from headcount.figures.package import Package
from headcount.figures.package.vocabulary import SAID
from headcount.figures.phrase import counted, phrase, shortened
from headcount.figures.status import DENIED, kind
from headcount.figures.table import Row


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
        ways = [say(package, row) for say in (phrase, shortened, counted)]
        texts = [said(row["who"], row, what) for what in dict.fromkeys(ways)]
        day = row["reported"] if row["status"] == DENIED else ""
        when = on(day or row["as_of"])
        dated = [f"{text}{when}" for text in texts]
        more = [f"{one}; {_others(others)}" for one in dated] if others else []
        return headline(*more, *dated, *texts)
    if selection.focus:
        gave = cardinal(len(selection.focus))
        return headline(f"{row['who']} gave {gave} of {_many(len(rows))}, {when}")
    if not about or not selection.by_all:
        return headline(f"{when}: {_tally(rows)}", f"{when}: {_confirmed(rows)}")
    # of when figures are, the deck says as well
    return headline(
        *(f"{one}: {_tally(rows)}" for one in (f"{about}, {when}", about)),
        *(f"{one}: {_confirmed(rows)}" for one in (f"{about}, {when}", about)),
        f"{when}: {_confirmed(rows)}",
    )


def _lower(row: Row) -> str:
    title = stated(row)
    if row["amount"].is_number and row["status"] != "denied":
        title = row["amount"].many(row["own"], row["amount"].words(bounds=False))
    title = title.replace("Denies", "Denial of", 1) if row["status"] == "denied" else title
    return ("a " if title.startswith("Denial") else "") + title[:1].lower() + title[1:]


def _many(count: int, which: str = "") -> str:
    return count_of(count, f"{which}figure")


def _others(rows: Sequence[Row]) -> str:
    """Count the other figures, or say what weighs most against the one in the headline."""
    denials = _denials(rows)
    if len(rows) == 1:
        return f"{rows[0]['who']} denied it" if denials else "one other figure is shown"
    if denials:
        are = "is a denial" if denials == 1 else "are denials"
        return f"{cardinal(denials)} of {_many(len(rows), 'other ')} {are}"
    return f"{_many(len(rows), 'other ')} are shown"


def _denials(rows: Sequence[Row]) -> int:
    return sum(row["status"] == "denied" for row in rows)


def _confirmed(rows: Sequence[Row]) -> str:
    """Count the confirmed figures, for a headline that has no room for the others."""
    many = sum(kind(row["status"]) == "counted" for row in rows)
    return f"{cardinal(many) if many else 'none'} of {_many(len(rows))} {_is(many or 1)} confirmed"


def _is(many: int) -> str:
    return "is" if many == 1 else "are"


def _tally(rows: Sequence[Row]) -> str:
    """Count what is known of the figures: how many are confirmed, estimated, claimed, denied."""
    return _kinds(rows, f" of {_many(len(rows))}")


def _kinds(rows: Sequence[Row], of: str = "") -> str:
    """Count the kinds of figures, denials apart; `of` follows the first count."""
    denials = _denials(rows)
    kinds = Counter(kind(row["status"]) for row in rows if row["status"] != "denied")
    there = {row["status"] for row in rows}
    words = {
        "counted": "confirmed",
        "estimated": "estimated",
        "said": either([one for one in SAID if one in there and one != "denied"]),
    }
    counts = [(kinds[name], what) for name, what in words.items() if name in kinds]
    parts = [f"{cardinal(many)} {what}" for many, what in counts]
    if counts:
        many, what = counts[0]
        who = all_of(many, "figure") if many == len(rows) else f"{cardinal(many)}{of}"
        parts[0] = f"{who} {_is(many)} {what}"
    if not denials:
        return listed(parts)
    are = "is a denial" if denials == 1 else "are denials"
    if not counts:
        return f"{cardinal(denials)}{of} {are}"
    return f"{listed(parts)}; {cardinal(denials)} {are}"


def _deck(selection: Selection) -> str:
    rows = selection.records
    first, last = rows[0], rows[-1]
    days = [*dict.fromkeys(date_words(one["as_of"]) for one in (first, last))]
    when = " to ".join(days)
    if len(days) > 1 and any(" to " in day for day in days):
        when = selection.years
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
        text += f" {capital(_kinds(rows))}."
    return text


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
    who, source = running(package, row["who"]), cited(package, row)
    text = said(who, row, closed(phrase(package, row)))
    text = f"{capital(text)} {row['dated']}"
    if source != who:
        text += f", according to {source}"
    if len(selection.records) > 1:
        text += f". {capital(_tally(selection.records))}"
    return f"{text}."


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
