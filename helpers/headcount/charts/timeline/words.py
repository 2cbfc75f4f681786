"""What a timeline says in words: headline, deck, sentence, text alternative, hover."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from headcount.charts.apart import stated
from headcount.charts.form import Text
from headcount.charts.timeline.events import CORRECTED, is_late
from headcount.charts.timeline.selection import Selection
from headcount.core.wording import all_of, capital, cardinal, count_of, fitting, listed
from headcount.figures.dates import words as date_words
from headcount.figures.dates import years
from headcount.figures.package import Package
from headcount.figures.phrase import phrase
from headcount.figures.status import kind
from headcount.figures.table import Row


def describe(package: Package, selection: Selection) -> Text:
    """Draft every word of a timeline from its rows."""
    return Text(
        headline=_headline(selection),
        deck=_deck(selection),
        sentence=_sentence(package, selection),
        alt=_alt(selection),
        hovers=tuple(_hover(row) for row in selection.records),
    )


def _headline(selection: Selection) -> str:
    rows, row = selection.records, selection.subject
    when, about = _years(rows), selection.shared
    if len(selection.focus) == 1 or len(rows) == 1:
        others = [one for one in rows if one["figure_id"] not in selection.focus]
        said = "" if row["status"] == "denied" else f"{row['said']}, "
        text = f"{stated(row)} ({said}{row['who']}, {date_words(row['as_of'])})"
        return fitting(f"{text}, beside {_others(others)}", text) if len(rows) > 1 else text
    if selection.focus:
        gave = cardinal(len(selection.focus))
        return f"{row['who']} gave {gave} of {_many(len(rows))}, {when}"
    if not about or not selection.by_all:
        return f"{when}: {_tally(rows)}"
    # of when figures are, the deck says as well
    return capital(fitting(*(f"{one}: {_tally(rows)}" for one in (f"{about}, {when}", about))))


def _years(rows: Sequence[Row]) -> str:
    return years(row["as_of"] for row in rows)


def _lower(row: Row) -> str:
    title = stated(row)
    return title[:1].lower() + title[1:]


def _many(count: int, which: str = "") -> str:
    return count_of(count, f"{which}figure")


def _others(rows: Sequence[Row]) -> str:
    """Count the figures beside one, and of these what weighs most against it."""
    text, denials = _many(len(rows), "other "), _denials(rows)
    if len(rows) == 1:
        return f"a denial ({rows[0]['who']})" if denials else text
    if denials:
        text += f", {cardinal(denials)} of them {'a denial' if denials == 1 else 'denials'}"
    return text


def _denials(rows: Sequence[Row]) -> int:
    return sum(row["status"] == "denied" for row in rows)


def _tally(rows: Sequence[Row]) -> str:
    """Count what is known of the figures: so many only said, estimated, confirmed, denied."""
    return _kinds(rows, f" of {_many(len(rows))}")


def _kinds(rows: Sequence[Row], of: str = "") -> str:
    """Count the kinds of figures, denials apart; `of` stands after the first count."""
    denials = _denials(rows)
    kinds = Counter(kind(row["status"]) for row in rows if row["status"] != "denied")
    words = {"said": "only said", "estimated": "estimated", "counted": "confirmed"}
    counts = [(kinds[name], what) for name, what in words.items() if name in kinds]
    parts = [f"{cardinal(many)} {what}" for many, what in counts]
    if counts:
        many, what = counts[0]
        who = all_of(many, "figure") if of and many == len(rows) else f"{cardinal(many)}{of}"
        parts[0] = f"{who} {'is' if many == 1 else 'are'} {what}"
    if not denials:
        return listed(parts)
    are = "is a denial" if denials == 1 else "are denials"
    if not counts:
        return f"{cardinal(denials)}{of} {are}"
    return f"{listed(parts)}; {cardinal(denials)} {are}"


def _deck(selection: Selection) -> str:
    rows = selection.records
    first, last = rows[0], rows[-1]
    when = " to ".join(dict.fromkeys(date_words(one["as_of"]) for one in (first, last)))
    apiece = "each " if len(rows) > 1 else ""
    text = f"{_many(len(rows))}, {when}, {apiece}by the time that it is true of"
    # a headline about one figure or one speaker has no room for what is the same of all or most
    if selection.shared and (selection.focus or len(rows) == 1 or not selection.by_all):
        text = f"{selection.shared}: {text}"
    late = sum(is_late(row) for row in rows)
    if late:
        text += f"; where it was reported a week or more later ({cardinal(late)}), it says so"
    text = f"{capital(text)}."
    # a headline about one figure does not say how the others are known
    if len(rows) > 1 and len(selection.focus) == 1:
        text += f" {capital(_kinds(rows))}."
    changed = sum(one.sign == CORRECTED for one in selection.events)
    if changed:
        text += f" {capital(count_of(changed, 'later correction'))}."
    for day, many in selection.undrawn.items():
        text += f" Corrected on {date_words(day.isoformat())}: {cardinal(many)} of these figures."
    if selection.asked > len(rows):
        text += f" The latest {len(rows)} of {selection.asked:,}."
    return text


def _sentence(package: Package, selection: Selection) -> str:
    row = selection.subject
    what = phrase(package, row)
    what = f"{row['amount'].words()} {what}" if row["amount"].is_number else f"no number of {what}"
    text = (
        f"{row['who']} speaks of {what} ({row['said']}, as of {date_words(row['as_of'])}), "
        f"according to {row['source']}"
    )
    if len(selection.records) > 1:
        text += f"; {_tally(selection.records)}"
    return f"{text}."


def _alt(selection: Selection) -> str:
    rows, shared = selection.records, selection.shared
    first, last = rows[0], rows[-1]
    text = f"Timeline: {_lower(first)} ({first['who']}, {date_words(first['as_of'])})"
    if len(rows) == 1:
        return f"{text}. {shared}." if shared else f"{text}."
    return (
        f"{text} to {_lower(last)} ({last['who']}, {date_words(last['as_of'])}). "
        f"{capital(f'{shared}: {_tally(rows)}' if shared else _tally(rows))}."
    )


def _hover(row: Row) -> tuple[str, ...]:
    said = f"{capital(row['said'])}, {row['who']}, as of {date_words(row['as_of'])}"
    reported = f", reported {date_words(row['reported'])}" if is_late(row) else ""
    return (stated(row), f"{said}{reported}", row["source"])
