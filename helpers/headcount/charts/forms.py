"""The chart forms: what each shows, what it can be asked for, and where its parts lie.

A form is a folder of its name: ``selection`` has `select` and `options`, ``words`` has `describe`,
``marks`` has `draw` and `figure`. A part that lies elsewhere is named with the form.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from headcount.charts.form import CHOOSING, NUMBER, TEXT, TEXTS, Form, Parameter, lazy

_ROOM = "headcount.charts"
_PARTS = {
    "select": "selection.select",
    "options": "selection.options",
    "describe": "words.describe",
    "draw": "marks.draw",
    "figure": "marks.figure",
}


def _form(
    name: str,
    shows: str,
    parameters: Mapping[str, Parameter],
    shown: Iterable[str] = (),
    *,
    starts_at_zero: bool = False,
    **elsewhere: str,
) -> Form:
    """Return a form whose parts are loaded when they are first called."""
    own = {part: f"{name.replace('-', '_')}.{path}" for part, path in _PARTS.items()}
    parts = {part: lazy(f"{_ROOM}.{path}") for part, path in (own | elsewhere).items()}
    return Form(
        name,
        shows,
        parameters,
        shown_by_the_picture=frozenset(shown),
        starts_at_zero=starts_at_zero,
        **parts,
    )


def _highlight(says: str, word: str, label: str) -> dict[str, Parameter]:
    """Return the parameter of a form that lets something stand out."""
    return {"highlight": Parameter(TEXT, says, word, label=label, columns=6)}


def _measured(what: str, *, of_one: bool = True) -> dict[str, Parameter]:
    """Return the parameters of a form that takes one measure from one source, or from any."""
    any_source = "; each one's latest figure from any, where none is named"
    return {
        "measure": Parameter(
            TEXT, what, "category", required=True, label="who is counted", columns=2
        ),
        "source": Parameter(
            TEXT,
            "one edition of one source" + ("" if of_one else any_source),
            "source",
            required=of_one,
            label="source and edition",
            columns=4,
        ),
    }


def _named(what: str, top: str) -> dict[str, Parameter]:
    """Return the parameters of a form that draws some of those who have names."""
    whom = f"whom {what} about; drawn whatever `top` says"
    return {
        "highlight": Parameter(TEXT, whom, "name", label="highlighted {one}"),
        "top": Parameter(NUMBER, f"draw this many, from the {top}", label="how many {many}"),
        "only": Parameter(TEXTS, "draw these alone", "name", label="{many}", besides="highlight"),
    }


_TO_DIVIDE = Parameter(
    TEXTS,
    "sources to divide by (default: all that serve)",
    "base",
    label="divided by the figures of",
)
_WHO = _named("the sentence is", "best rate")

FORMS: dict[str, Form] = {
    form.name: form
    for form in (
        _form(
            "rank",
            "who has how many: one measure, from one source or the latest of each, largest first",
            _measured("what is ranked", of_one=False)
            | {
                "year": Parameter(
                    NUMBER,
                    "the figures of this year, not the latest",
                    label="figures of the year",
                    columns=2,
                ),
                "per": Parameter(
                    TEXT,
                    "figures to divide by, per 1,000 people",
                    "base",
                    label="number or rate",
                    columns=4,
                ),
            }
            | _named("the words are", "largest"),
            starts_at_zero=True,
            options="ranked.options",
            fallback="ranked.fallback",
            figure="native.measured",
        ),
        _form(
            "spread",
            "every figure for one thing, by the origin it goes back to",
            CHOOSING | _highlight("the figure to circle, by figure_id", "figure", "circled figure"),
            # a row is an origin and prints its publishers and years; open ends are drawn as arrows
            {"one-origin", "different-dates", "open-bound"},
            draw_on_card="spread.marks.draw",
            items="form.pointed",
            fallback="offering.fall_to_one_thing",
        ),
        _form(
            "history",
            "one thing over time, by origin",
            CHOOSING
            | _highlight("whose figures stand out, by a source", "source", "highlighted origin"),
            # dates are the axis, and open ends are drawn as arrows
            {"different-dates", "open-bound"},
            draw="history.picture.draw",
            figure="history.figure.figure",
            draw_on_card="history.picture.draw_on_card",
            items="history.words.items",
            fallback="offering.fall_to_one_thing",
        ),
        _form(
            "scale",
            "one amount next to others, as squares to count or as a share of each",
            {
                "figures": Parameter(
                    TEXTS,
                    "the subject, then what it is compared with",
                    "figure",
                    required=True,
                    label="figures, in the order in which they are ticked",
                ),
                "one": Parameter(
                    NUMBER, "how many each square is; a round number by default", label="one square"
                ),
                "show": Parameter(
                    TEXT,
                    '"units" to count, or "share": the first as a share of each other',
                    words=("units", "share"),
                    label="shown as",
                ),
            },
            # each row says its own status, date and bound, in words as well as in squares
            {"claim-beside-count", "different-dates", "open-bound"},
            starts_at_zero=True,
            items="scale.words.items",
        ),
        _form(
            "ladder",
            "how figures got from their origin to the page, with those that answer them",
            CHOOSING | {"figures": replace(CHOOSING["figures"], label="claims to trace")},
            {"hearsay", "party-to-the-conflict", "one-origin", "open-bound", "claim-beside-count"},
            items="ladder.words.items",
            fallback="offering.fallback",
        ),
        _form(
            "timeline",
            "offers, plans, claims, denials, deployments and corrections in time",
            CHOOSING
            | _highlight(
                "the figure, or whose figures, the words are about",
                "figure or speaker",
                "highlighted speaker or figure",
            ),
            {"different-dates", "claim-beside-count", "one-origin", "open-bound"},
            draw_on_card="timeline.marks.draw_on_card",
            items="form.spoken",
            fallback="offering.fallback",
        ),
        _form(
            "promise",
            "claims, offers and plans, with the reported outcomes",
            CHOOSING
            | _highlight("the promise that the words are about", "figure", "the words are about"),
            # each bar says its own status, date and bound, and each promise has its own unit
            {"claim-beside-count", "different-dates", "different-units", "open-bound"},
            starts_at_zero=True,
            draw_on_card="promise.marks.draw_on_card",
            items="promise.words.items",
            fallback="promise.selection.fallback",
        ),
        _form(
            "per-head",
            "who has how many per 1,000, by each source of what is divided by",
            _measured("what is divided")
            | {"per": _TO_DIVIDE}
            | {name: _WHO[name] for name in ("only", "highlight", "top")},
            # each row has its rate by every source; open ends are drawn as arrows
            {"base-decides", "open-bound"},
            starts_at_zero=True,
            items="per_head.words.items",
            fallback="ranked.fallback",
        ),
    )
}
