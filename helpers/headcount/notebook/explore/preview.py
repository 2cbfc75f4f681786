"""What can be shown of the figures that are ticked: a record, a comparison, charts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from headcount.charts import FORMS, Form
from headcount.core.errors import NothingFits, UnknownWord, WrongChoice
from headcount.core.wording import capital, cardinal, count_of, sentence
from headcount.desk.compare import Comparison, compare
from headcount.desk.record import Record, record
from headcount.figures import table
from headcount.figures.names import whose
from headcount.figures.package import Package

Content = dict[str, Any]
"""What a `Sheet` shows: its `title`, its `blocks` and the line of `code` that gives the same."""

HINT = "Check one figure for its full record, two to compare them, two or more for a chart."


@dataclass(frozen=True, slots=True)
class Preview:
    """What the figures that are ticked come to.

    Parameters
    ----------
    figures
        The `figure_id` of each, in the order of ticking.
    record
        What is known of it, where it is one figure.
    comparison
        What may be said of them, where they are two.
    charts
        By form, what `make_chart` takes to draw them, where they are two or more.
    refused
        By form, why it does not draw them, as the form itself says it.
    """

    figures: tuple[str, ...] = ()
    record: Record | None = None
    comparison: Comparison | None = None
    charts: dict[str, dict[str, Any]] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)

    def sheet(self) -> Content:
        """Return the record or the comparison as a sheet; of more there is a chart alone."""
        if self.record is not None:
            return of_record(self.record)
        if self.comparison is not None:
            return of_comparison(self.comparison)
        return _sheet("", [] if self.figures else [_line(HINT)])


def preview(package: Package, figures: tuple[str, ...]) -> Preview:
    """Gather what can be shown of some figures.

    Every form is asked whether it draws them. One that takes figures by their ids decides itself.
    One that takes a measure of one source is asked for theirs, and draws them if it draws all of
    them and no other.

    Examples
    --------
    >>> from headcount.figures import package
    >>> preview(package.read(), ("prk-active-iiss-mb-2021",)).record.amount.words()
    'about 1.28 million'
    >>> both = preview(package.read(), ("prk-active-iiss-mb-2021", "prk-active-iiss-mb-2011"))
    >>> "spread" in both.charts, both.refused["rank"]
    (True, 'These figures are not of one measure and one source')
    """
    if len(figures) < 2:
        return Preview(figures, record(package, figures[0]) if figures else None)
    pair = compare(package, *figures) if len(figures) == 2 else None
    found = Preview(figures, comparison=pair)
    for name, form in FORMS.items():
        try:
            choice = _choice(package, form, figures)
            drawn = set(form.select(package, **choice).by_id)
            if "figures" not in choice and drawn != set(figures):
                raise NothingFits("It draws the latest figure of each name, and these are others")
        except (NothingFits, UnknownWord, WrongChoice) as error:
            found.refused[name] = str(error)
        else:
            found.charts[name] = {"form": name, **choice}
    return found


def _choice(package: Package, form: Form, figures: Sequence[str]) -> dict[str, Any]:
    if "figures" in form.parameters:
        return {"figures": list(figures)}
    rows = table.select(table.figures(package), figure_id=figures).to_dict("records")
    named = [(row, whose(package, row["table"])) for row in rows]
    asked = {(row["category"], row["source_id"]) for row in rows}
    codes = [row[names.column] for row, names in named if names]
    if len(asked) > 1 or not rows[0]["category"] or len(codes) < len(rows):
        raise NothingFits("These figures are not of one measure and one source")
    ((measure, source),) = asked
    return {"measure": measure, "source": source, "only": codes}


def of_record(known: Record) -> Content:
    """Return the sheet of one figure: what it is, its source with a link, its way, its caveats.

    Examples
    --------
    >>> from headcount.figures import package
    >>> sheet = of_record(record(package.read(), "prk-active-iiss-mb-2021"))
    >>> sheet["title"]
    'North Korea, active personnel: about 1.28 million people'
    """
    title, *lines = known.paragraphs()
    blocks = [_line(line) for line in lines]
    address = known.source["url"]
    if address.startswith(("https://", "http://")):
        blocks.append({"kind": "link", "text": "Open the source", "address": address})
    blocks += [_list(f"{name}:", entries) for name, entries in known.sections().items()]
    return _sheet(title, blocks, f"hc.record(data, {known.figure['figure_id']!r})")


def of_comparison(found: Comparison) -> Content:
    """Return the sheet of two figures: the sentence, the verdict with its reason, the caveats.

    Examples
    --------
    >>> from headcount.figures import package
    >>> found = compare(package.read(), "chn-active-cia-factbook-2022",
    ...                 "ind-active-cia-factbook-2022")
    >>> of_comparison(found)["blocks"][0]["text"] == found.sentence
    True
    """
    # where nothing may be quoted there is nothing to copy
    quoted = [{"kind": "quote", "text": found.sentence}] if found.sentence else []
    blocks = [
        *quoted,
        {"kind": "verdict", "text": found.judgement, "verdict": found.verdict},
        _list("What is compared:", [capital(side) for side in found.sides]),
    ]
    if notes := [note.long for note in found.notes]:
        blocks.append(_list(f"What to know first: {count_of(len(notes), 'caveat')}", notes))
    ids = ", ".join(repr(row["figure_id"]) for row in found.view.rows)
    return _sheet("Compare these two", blocks, f"hc.compare(data, {ids})")


def of_refused(refused: Mapping[str, str]) -> Content:
    """Return the sheet of the forms that cannot draw some figures, each with its reason."""
    if not refused:
        return _sheet("", [])
    number = "one form does" if len(refused) == 1 else f"{cardinal(len(refused))} forms do"
    reasons = [f"{capital(form)}: {sentence(why)}" for form, why in refused.items()]
    folded = _list(f"{capital(number)} not draw this", reasons) | {"kind": "folded"}
    return _sheet("", [folded])


def _sheet(title: str, blocks: list[dict[str, Any]], code: str = "") -> Content:
    return {"title": title, "blocks": blocks, "code": code}


def _line(text: str) -> dict[str, Any]:
    return {"kind": "line", "text": text}


def _list(title: str, entries: list[str]) -> dict[str, Any]:
    return {"kind": "list", "title": title, "entries": entries}
