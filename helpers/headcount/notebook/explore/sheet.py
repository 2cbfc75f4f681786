"""What is known of one figure, or may be said of two, as a page beside a list shows it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from headcount.core.wording import capital, cardinal, count_of
from headcount.desk.compare import Comparison
from headcount.desk.record import Record
from headcount.notebook.chartview import COPYING

_HERE = Path(__file__).parent

Content = dict[str, Any]
Block = dict[str, Any]

NOTHING: Content = {"title": "", "blocks": [], "code": ""}
HINT = (
    "Tick one figure for all that is known of it, two for what may be said of them, "
    "two or more for a chart."
)


class Sheet(anywidget.AnyWidget):
    """A heading and what stands under it: lines, a quote, lists. Every word is set as text.

    Parameters
    ----------
    content
        `title`, `blocks` and `code`, the line of Python that gives the same; without blocks
        nothing is shown.

    Examples
    --------
    >>> Sheet().content["title"]
    ''
    """

    _esm = COPYING + (_HERE / "sheet.js").read_text(encoding="utf-8")
    _css = _HERE / "finder.css"

    content = traitlets.Dict(NOTHING).tag(sync=True)


def of_record(record: Record) -> Content:
    """Return the sheet of one figure: what it is, its source with a link, its way, its caveats.

    Examples
    --------
    >>> from headcount.figures import package
    >>> from headcount.desk.record import record
    >>> sheet = of_record(record(package.read(), "prk-active-iiss-mb-2021"))
    >>> sheet["title"]
    'North Korea, active personnel: about 1.28 million people'
    """
    title, *lines = record.paragraphs()
    blocks = [_line(line) for line in lines]
    address = record.source["url"]
    if address.startswith(("https://", "http://")):
        blocks.append({"kind": "link", "text": "Open the source", "address": address})
    blocks += [_listed(f"{name}:", entries) for name, entries in record.sections().items()]
    code = f"hc.record(data, {record.figure['figure_id']!r})"
    return {"title": title, "blocks": blocks, "code": code}


def of_comparison(found: Comparison) -> Content:
    """Return the sheet of two figures: the sentence, the verdict with its reason, the caveats.

    Examples
    --------
    >>> from headcount.figures import package
    >>> from headcount.desk.compare import compare
    >>> found = compare(package.read(), "chn-active-cia-factbook-2022",
    ...                 "ind-active-cia-factbook-2022")
    >>> of_comparison(found)["blocks"][0]["text"] == found.sentence
    True
    """
    blocks: list[Block] = [
        {"kind": "quote", "text": found.sentence},
        {"kind": "verdict", "text": found.judgement, "verdict": found.verdict},
        _listed("What is compared:", [capital(side) for side in found.sides]),
    ]
    notes = [note.long for note in found.notes]
    if notes:
        blocks.append(_listed(f"What to know first: {count_of(len(notes), 'caveat')}", notes))
    ids = ", ".join(repr(row["figure_id"]) for row in found.view.rows)
    return {
        "title": "What may be said of the two",
        "blocks": blocks,
        "code": f"hc.compare(data, {ids})",
    }


def of_refused(refused: Mapping[str, str]) -> Content:
    """Return the sheet of the forms that cannot draw a choice, each with its reason."""
    if not refused:
        return NOTHING
    number = "one form does" if len(refused) == 1 else f"{cardinal(len(refused))} forms do"
    reasons = [f"{capital(form)}: {why}." for form, why in refused.items()]
    folded = {"kind": "folded", "title": f"{capital(number)} not draw this", "entries": reasons}
    return {"title": "", "blocks": [folded], "code": ""}


def of_nothing() -> Content:
    """Return the sheet that stands where nothing is chosen: what choosing does."""
    return NOTHING | {"blocks": [_line(HINT)]}


def _line(text: str) -> Block:
    return {"kind": "line", "text": text}


def _listed(title: str, entries: list[str]) -> Block:
    return {"kind": "list", "title": title, "entries": entries}
