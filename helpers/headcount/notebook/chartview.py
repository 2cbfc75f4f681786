"""The one widget that shows a chart and its words, and replaces both in place.

A redrawn output goes blank between two states, and plotly's own widget falls back to its first one
after a reload. So this thin anywidget holds one synced trait: the chart, as a picture that is set
as SVG here or as a plotly figure, and all its words. Its front end (``chartview.js``) puts them
into the page.
"""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any

import anywidget
import traitlets

from headcount.core.wording import tally
from headcount.render import theme
from headcount.render.style import Scale
from headcount.render.svg import to_svg

if TYPE_CHECKING:
    from headcount.charts.chart import Chart

_HERE = Path(__file__).parent

COPYING = (_HERE / "copying.js").read_text(encoding="utf-8")
"""Stands before a front end that has words to copy."""

STOPPED = (_HERE / "stopped.js").read_text(encoding="utf-8")
"""Stands before a front end that asks the kernel, which may have stopped."""

PICTURE, PLOTLY = "picture", "plotly"

_NOTHING: dict[str, Any] = {
    **dict.fromkeys(("picture", "alt", "sentence", "code", "message", "status"), ""),
    "figure": None,
    "order": [],
    "night": {},
    "margin": 0,
    "notes": [],
}


class ChartView(anywidget.AnyWidget):
    """A chart in a notebook: its chart, its quotable sentence and its notes in full.

    1. What is shown changes in one go: chart, notes and sentence are one message.
    2. The chart is laid out anew for the width that the page gives it.
    3. After a reload the page shows what the kernel holds.
    4. Every word is set as text: markup in a label is printed, not obeyed.
    5. Pointing at a mark or at its label, tapping it, or going through the marks with the arrow
       keys tells its figure in words.
    6. It is dark in a page that is: it follows the theme of JupyterLab, and no kernel is asked.
    7. A reader switches to the plotly figure of the same rows, which zooms, and back. What is
       chosen stays while other charts are shown. Plotly's own script comes to a page once, when it
       is first asked for, from the installed package and from no network.
    8. Where Python has stopped it says so, and nothing offers what is not answered any more.

    Parameters
    ----------
    chart
        What to show; `show` shows another.

    Examples
    --------
    >>> import headcount as hc
    >>> from headcount.figures import package
    >>> view = ChartView(hc.named(package.read(), "fourth-largest"))
    >>> view.content["sentence"] == view.chart.sentence
    True
    """

    _esm = "".join(
        [
            COPYING,
            STOPPED,
            theme.POINTING,
            (_HERE / "chartview.js").read_text(encoding="utf-8"),
        ]
    )
    _css = (
        theme.STYLE + theme.POINTING_STYLE + (_HERE / "chartview.css").read_text(encoding="utf-8")
    )

    content = traitlets.Dict(_NOTHING).tag(sync=True)
    width = traitlets.Int(600, help="pixels that the page gives the chart").tag(sync=True)
    has_plotly = traitlets.Bool(help="whether plotly is installed here").tag(sync=True)
    drawn_as = traitlets.Enum([PICTURE, PLOTLY], PICTURE).tag(sync=True)

    def __init__(self, chart: Chart | None = None, **traits: Any) -> None:
        self.chart: Chart | None = None
        # Widgets speak in a thread of their own: a new width must not bring back an old chart.
        self._one_at_a_time = RLock()
        super().__init__(has_plotly=find_spec("plotly") is not None, **traits)
        self.observe(self._lay_out, ["width", "drawn_as"])
        self.on_msg(self._receive)
        if chart is not None:
            self.show(chart)

    def show(self, chart: Chart) -> None:
        """Show another chart, in place of the one before."""
        with self._one_at_a_time:
            self.chart = chart
            self.content = self._content(chart)

    def say(self, message: str) -> None:
        """Say why there is nothing to show, and show nothing."""
        with self._one_at_a_time:
            self.chart = None
            self.content = _NOTHING | {"message": message, "status": message}

    def _content(self, chart: Chart) -> dict[str, Any]:
        shown: dict[str, Any]
        if self.drawn_as == PLOTLY:
            shown = {"figure": chart.plotly_data(self.width)}
        else:
            scene, style = chart.drawing(self.width), theme.inside(chart.house)
            shown = {"picture": to_svg(scene, label=chart.alt, style=style)}
        return (
            _NOTHING
            | shown
            | {
                "alt": chart.alt,
                "order": list(chart.selection.by_id),
                "night": chart.house.night,
                "margin": Scale.for_width(self.width).margin,
                "sentence": chart.sentence,
                "notes": [
                    {"mark": "" if note.number is None else str(note.number), "text": note.long}
                    for note in chart.notes
                ],
                "code": chart.as_code(),
                "status": _status(chart),
            }
        )

    def _lay_out(self, _: object) -> None:
        with self._one_at_a_time:
            if self.chart is not None:
                self.show(self.chart)

    def _receive(self, _: ChartView, message: Mapping[str, Any], __: list[memoryview]) -> None:
        if message.get("kind") == PLOTLY:
            self.send({"kind": PLOTLY}, [_plotly_script()])


@cache
def _plotly_script() -> bytes:
    """Return plotly.js, packed: a server of Jupyter lets no message of its full size through."""
    from plotly.offline import get_plotlyjs

    return gzip.compress(get_plotlyjs().encode(), mtime=0)


def _status(chart: Chart) -> str:
    """Say what came of a choice, for those who hear the page: what is found, and how much of it."""
    counts = f"{tally(len(chart.selection.records), 'figure')}, {tally(len(chart.notes), 'note')}"
    return f"{chart.headline}. {counts}. {chart.sentence}".strip()
