"""What an explorer and a finder share: controls above the chart that they make, and its export."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from threading import RLock
from typing import Any

import ipywidgets

from headcount.charts.chart import CHART_MIME, Chart
from headcount.figures.package import Package
from headcount.notebook.chartview import ChartView
from headcount.notebook.explore.exporting import Exporting
from headcount.notebook.explore.widgets import Checklist
from headcount.notebook.explore.wording import Wording


class Panel(ipywidgets.VBox):  # type: ignore[misc]  # ipywidgets has no types
    """Controls, the chart that they make, and the button that exports it.

    Cells and controls speak in threads of their own: whoever changes something holds
    `_one_at_a_time`.

    Parameters
    ----------
    package
        The data.
    exports
        The folder that an export's own folder is put into.
    checklists
        By name, the lists to tick; what is ticked in one of them is given to `_take`.
    controls
        What stands above the chart, the lists among it.
    """

    def __init__(
        self,
        package: Package,
        exports: Path,
        checklists: dict[str, Checklist],
        controls: Iterable[ipywidgets.Widget],
    ) -> None:
        self._package = package
        self._one_at_a_time = RLock()
        self.checklists = checklists
        self.view = ChartView()
        self.exporting = Exporting(self.view, exports)
        self.wording = Wording(self._reword)
        self._is_listening = True
        super().__init__(
            [*controls, self.view, self.wording, self.exporting.actions, self.exporting.files]
        )
        self.add_class("headcount-explorer")
        for name, checklist in checklists.items():
            checklist.observe(lambda _, name=name: self._listen(name), "ticked")

    @property
    def chart(self) -> Chart | None:
        """The chart that is shown; None where there is none."""
        return self.view.chart

    def _repr_mimebundle_(self, **asked: Any) -> dict[str, Any]:
        """Say beside the live chart what it is, for whoever reads the notebook without a kernel."""
        shown: dict[str, Any] = super()._repr_mimebundle_(**asked)
        if self.chart is not None:
            shown[CHART_MIME] = self.chart.recipe | {"live": True}
        return shown

    def _reword(self) -> None:
        """Show the chart with the words that an editor has written now."""
        raise NotImplementedError

    def _take(self, name: str, ticked: list[str]) -> None:
        """Take what is ticked in a list."""
        raise NotImplementedError

    def _set_checklist(
        self, name: str, options: list[tuple[str, str]], ticked: Sequence[str], summary: str
    ) -> None:
        """Set a list, in one message; what is ticked so was asked for already."""
        checklist = self.checklists[name]
        self._is_listening = False
        try:
            with checklist.hold_sync():
                checklist.options = options
                checklist.ticked = list(ticked)
                checklist.summary = summary
        finally:
            self._is_listening = True

    def _listen(self, name: str) -> None:
        with self._one_at_a_time:
            if self._is_listening:
                self._take(name, self.checklists[name].ticked)
