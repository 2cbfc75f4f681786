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
        `headcount.charts.charts_file.words`.
    required
        Whether there is no chart without it.
    words
        The only texts that it can be, where they are the form's own.
    label
        What its control is called; `{one}` and `{many}` stand for what the table of names calls
        those that the figures are about. Left out, its name is.
    columns
        How many of six columns its control takes.
    besides
        For a list of what is drawn: the parameter whose value is drawn beside it.
    """

    kind: str
    says: str
    word: str = ""
    required: bool = False
    words: tuple[str, ...] = ()
    label: str = ""
    columns: int = 3
    besides: str = ""


# Every form takes these beside its own; they change the words or the name, never the rows.
COMMON: dict[str, Parameter] = {
    "form": Parameter(TEXT, "the chart form", "form"),
    "headline": Parameter(TEXT, "your own words in place of the drafted ones"),
    "credit": Parameter(TEXT, 'your own line in place of "Chart: …"'),
}

# Forms that choose their rows by column take these.
CHOOSING: dict[str, Parameter] = {
    "where": Parameter(
        WHERE, 'the figures with these words, such as {category = "active"}', columns=2
    ),
    "figures": Parameter(TEXTS, "these figures, by figure_id", "figure", label="figures"),
    "since": Parameter(NUMBER, "no figure of an earlier year", label="from the year", columns=2),
    "until": Parameter(NUMBER, "no figure of a later year", label="to the year", columns=2),
}
