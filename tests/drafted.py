"""What a strict desk would send back of words that the program drafted."""

from __future__ import annotations

import re
from collections.abc import Iterator

from headcount.charts import FORMS
from headcount.charts.chart import Chart
from headcount.charts.form import Text

LONGEST = 100
COINED = re.compile(
    r"\b(beside|only said|true of|ringed|known as|stands?|reckoned|told|nobody|somebody|whoever"
    r"|what is known to have come|came of|way to us|hearsay|per head)\b",
    re.IGNORECASE,
)
TWICE = re.compile(
    r"\btimes (as many as )?(about|an estimated)\b|\b(about|an estimated) (about|an estimated)\b"
)
ARTICLE = re.compile(
    r"\ba (8|11|18)(?![\d,])|\ba (?!(uni|us|eu|one|u\.|once)|[A-Z]{2})[aeiou]\w|"
    r"\ban (?!(hour|honest|heir|[FHLMNRSX][A-Z]|8|11|18))[^aeiouAEIOU\W_]",
)
NUMBER = re.compile(
    r"\b(?:one|1) (?:other )?(?:figures|origins|publishers|countries|denials|steps|squares|"
    r"groups|counts|corrections)\b|"
    r"\b(?:two|three|four|five|six|seven|eight|nine|[1-9]\d) (?:other )?"
    r"(?:figure|origin|publisher|country|denial|step|square|group|count|correction)\b"
)
POINTS = re.compile(r" [,;.:]|,,|;;|\.\.(?!\.)|  |,[a-z]|\bs's\b|\w+s's\b|, and \w+ and ")
WEAK = {  # what a desk sends back of a headline that is right
    "a number of nothing": r"(?:times|% of) [\d.,]+(?: million)?$",
    "a number twice": r"\bor (?:about|more than|up to)\b",
    "an offer or a plan of whoever speaks of it": r"['’]s? (?:plan for|offer of)\b",
    "a hedge twice": r"\bput .* at an estimated\b",
    "what is shown": r"\bare shown\b",
    "no claims but claimed": r"\b(?:all|both) [^;]*figures are (?:estimated|claimed|offered)$",
    "a verb that takes no people": r"\bcited an? (?:offer of|plan for)\b",
    "a name in commas": r"^[^,]+, [^,]+, (?:said|reported|claimed|estimated)\b",
    "too many digits": r"\b\d{1,3}(?:,\d{3}){2,}\b",
}
AGAIN = re.compile(r"Source: ([^.]+)\..*Source: \1")
TWO = re.compile(r"\b(?:the (?:the|a|an)|an? the|at at|of of|people people)\b", re.IGNORECASE)
BOUND = re.compile(r"['’]s? (?:about|an estimated|at least|less than|more than|nearly|over|up to) ")
BEGINS = re.compile(r"[A-Z0-9“]|eToday|i24|teleSUR|[\w-]+\.[a-z]{2,5}\b")
SMALL = re.compile(r"[^.]{3}[.?] (?!eToday|i24|teleSUR|[\w-]+\.[a-z]{2,5}\b)[a-z]")
OUTSIDE = re.compile(r"[”\"][.,](?!\w)")
SERIAL = re.compile(r"\b[A-Za-z]\w*, [A-Za-z]\w*, and ")  # not the comma that closes a date


def text_of(chart: Chart) -> Text:
    """Draft the words of a chart anew, as if no editor had written any."""
    return FORMS[chart.form].describe(chart.package, chart.selection)


def wrong_with(text: Text) -> Iterator[str]:
    """Yield each fault of drafted words, after what it is a fault of."""
    headline = text.headline
    if re.search(r"[()\[\]]", headline):
        yield f"brackets: {headline}"
    if len(headline) > LONGEST:
        yield f"{len(headline)} characters: {headline}"
    if headline.endswith(".") or not BEGINS.match(headline):
        yield f"begins or ends wrongly: {headline}"
    for what, pattern in {"an amount that nobody owns": BOUND, "about twice": TWICE}.items():
        if found := pattern.search(headline):
            yield f"{what}, {found[0]!r}: {headline}"
    for what, weak in WEAK.items():
        if found := re.search(weak, headline, re.IGNORECASE):
            yield f"{what}, {found[0]!r}: {headline}"
    if AGAIN.search(text.alt):
        yield f"a source twice: {text.alt}"
    yield from _in_sentences(text)


def _in_sentences(text: Text) -> Iterator[str]:
    for part in filter(None, (text.deck, text.sentence, text.alt, *text.facts)):
        if not part.endswith((".", "?", ".”")) or not BEGINS.match(part):
            yield f"begins or ends wrongly: {part}"
    for part in (text.headline, text.deck, text.sentence, text.alt, *text.facts):
        for what, pattern in {
            "a coined word": COINED,
            "a or an": ARTICLE,
            "one or several": NUMBER,
            "punctuation": POINTS,
            "a serial comma": SERIAL,
            "a word twice": TWO,
            "a small letter after a stop": SMALL,
            "a point outside quotation marks": OUTSIDE,
        }.items():
            if found := pattern.search(part):
                yield f"{what}, {found[0]!r}: {part}"
