"""Which forms can draw figures that were chosen one by one, and what keeps the others from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from headcount.charts import FORMS, Form
from headcount.core.errors import NothingFits, UnknownWord, WrongChoice
from headcount.figures import table
from headcount.figures.names import whose
from headcount.figures.package import Package


@dataclass(frozen=True, slots=True)
class Drawable:
    """What can be drawn of some figures.

    Parameters
    ----------
    choices
        By form, what `make_chart` takes to draw them.
    refused
        By form, why it does not draw them, as the form itself says it.
    """

    choices: dict[str, dict[str, Any]]
    refused: dict[str, str]


def drawable(package: Package, figures: Sequence[str]) -> Drawable:
    """Ask every form whether it draws these figures.

    A form that takes figures by their ids decides itself. One that takes a measure of one source is
    asked for theirs, and draws them if it draws all of them and no other.

    Parameters
    ----------
    package
        The data.
    figures
        Each a `figure_id`, in the order in which they were chosen.

    Examples
    --------
    >>> from headcount.figures import package
    >>> found = drawable(package.read(), ["prk-active-iiss-mb-2021", "prk-active-iiss-mb-2011"])
    >>> "spread" in found.choices, found.refused["rank"]
    (True, 'these figures are not of one measure and one source')
    """
    found = Drawable({}, {})
    for name, form in FORMS.items():
        try:
            choice = _choice(package, form, figures)
            drawn = set(form.select(package, **choice).rows["figure_id"])
            if "figures" not in choice and drawn != set(figures):
                raise NothingFits("it draws the latest figure of each name, and these are others")
        except (NothingFits, UnknownWord, WrongChoice) as error:
            found.refused[name] = str(error)
        else:
            found.choices[name] = {"form": name, **choice}
    return found


def _choice(package: Package, form: Form, figures: Sequence[str]) -> dict[str, Any]:
    if "figures" in form.parameters:
        return {"figures": list(figures)}
    rows = table.select(table.figures(package), figure_id=figures).to_dict("records")
    named = [(row, whose(package, row["table"])) for row in rows]
    asked = {(row["category"], row["source_id"]) for row in rows}
    codes = [row[names.column] for row, names in named if names]
    if len(asked) > 1 or not rows[0]["category"] or len(codes) < len(rows):
        raise NothingFits("these figures are not of one measure and one source")
    ((measure, source),) = asked
    return {"measure": measure, "source": source, "only": codes}
