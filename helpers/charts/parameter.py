"""What a chart can be asked for: one kind of value for each parameter."""

from __future__ import annotations

from dataclasses import dataclass

TEXT = "a text"
NUMBER = "a whole number from 1"
TEXTS = "a list of texts"
WHERE = "a table of columns and their words"


@dataclass(frozen=True, slots=True)
class Parameter:
    """One thing that a chart can be asked for.

    Parameters
    ----------
    kind
        `TEXT`, `NUMBER`, `TEXTS` or `WHERE`.
    says
        What it does, as the list of parameters has it.
    word
        What its texts name, where they are words of the package: a key of
        `helpers.charts_file.words`.
    required
        Whether there is no chart without it.
    words
        The only texts that it can be, where they are the form's own.
    """

    kind: str
    says: str
    word: str = ""
    required: bool = False
    words: tuple[str, ...] = ()


# Every form takes these beside its own; they change the words or the name, never the rows.
COMMON: dict[str, Parameter] = {
    "form": Parameter(TEXT, "the chart form", "form"),
    "headline": Parameter(TEXT, "your own words in place of the drafted ones"),
    "credit": Parameter(TEXT, 'your own line in place of "Chart: …"'),
}

# Forms that choose their rows by column take these.
CHOOSING: dict[str, Parameter] = {
    "where": Parameter(WHERE, 'the figures with these words, such as {category = "active"}'),
    "figures": Parameter(TEXTS, "these figures, by figure_id", "figure"),
    "since": Parameter(NUMBER, "no figure of an earlier year"),
    "until": Parameter(NUMBER, "no figure of a later year"),
}
