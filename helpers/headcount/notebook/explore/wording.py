"""An editor's own words for the chart that is shown, and what the rows do not bear of them."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

import ipywidgets

from headcount.charts.chart import Chart
from headcount.charts.form import WRITTEN
from headcount.core.wording import capital, slug

NAME = "name"


class Wording(ipywidgets.Accordion):  # type: ignore[misc]  # ipywidgets has no types
    """Fields for headline, deck, credit, alt text and a name for the export.

    An empty field shows what is drafted, and asks for it. What the rows do not bear is listed under
    the fields with the reason, and printed all the same.

    Parameters
    ----------
    written
        Called when a field has changed.
    """

    def __init__(self, written: Callable[[], None]) -> None:
        labels = {name: str(one.label) for name, one in WRITTEN.items()}
        self.fields = {
            name: ipywidgets.Text(
                description=capital(label),
                continuous_update=False,
                style={"description_width": "8em"},
                layout={"width": "auto"},
            )
            for name, label in (labels | {NAME: "name this chart"}).items()
        }
        self.doubts = ipywidgets.HTML()
        fold = ipywidgets.VBox([*self.fields.values(), self.doubts])
        super().__init__([fold], titles=("Your words",))
        self.add_class("headcount-wording")
        for field in self.fields.values():
            field.observe(lambda _: written(), "value")

    @property
    def words(self) -> dict[str, str]:
        """What is written in the fields, as `make_chart` takes it; a name as a folder can have."""
        given = {name: " ".join(field.value.split()) for name, field in self.fields.items()}
        given[NAME] = slug(given[NAME])[:100]
        return {name: text for name, text in given.items() if text}

    def show(self, chart: Chart | None) -> None:
        """Show what a chart says where a field is empty, and what is in doubt."""
        for name, field in self.fields.items():
            drafted = "" if chart is None else str(getattr(chart, name))
            if field.placeholder != drafted:
                field.placeholder = drafted
        lines = () if chart is None else chart.doubts
        self.doubts.value = "".join(f"<p>{escape(capital(str(line)))}</p>" for line in lines)
