"""The one widget that shows a chart and its words, and replaces both in place.

A redrawn output goes blank between two states, and plotly's own widget falls back to its first one
after a reload. So this thin anywidget holds one synced trait: the picture, set as SVG here, and
all its words. Its front end (``chartview.js``) puts them into the page, and draws nothing.
"""

from __future__ import annotations

import asyncio
import base64
from itertools import count
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any

import anywidget
import traitlets

from headcount.core.wording import tally
from headcount.render import pointing
from headcount.render import theme as theme
from headcount.render.drawing import BrowserError
from headcount.render.style import Scale
from headcount.render.svg import to_svg

if TYPE_CHECKING:
    from headcount.charts.chart import Chart

PICTURE_SECONDS = 30

_HERE = Path(__file__).parent

COPYING = (_HERE / "copying.js").read_text(encoding="utf-8")
"""Stands before a front end that has words to copy."""

_NOTHING = {
    "picture": "",
    "order": [],
    "margin": 0,
    "sentence": "",
    "notes": [],
    "code": "",
    "message": "",
    "status": "",
}


class ChartView(anywidget.AnyWidget):
    """A chart in a notebook: its chart, its quotable sentence and its notes in full.

    1. What is shown changes in one go: chart, notes and sentence are one message.
    2. The chart is laid out anew for the width that the page gives it.
    3. After a reload the page shows what the kernel holds.
    4. Every word is set as text: markup in a label is printed, not obeyed.
    5. Pointing at a mark or at its label, tapping it, or going through the marks with the arrow
       keys tells its figure in words.
    6. It is dark in a page that is: it follows the theme of JupyterLab, and is not drawn again.

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
            pointing.SCRIPT,
            (_HERE.parent / "render" / "drawing" / "raster.js").read_text(encoding="utf-8"),
            (_HERE / "chartview.js").read_text(encoding="utf-8"),
        ]
    )
    _css = theme.STYLE + pointing.STYLE + (_HERE / "chartview.css").read_text(encoding="utf-8")

    content = traitlets.Dict(_NOTHING).tag(sync=True)
    width = traitlets.Int(600, help="pixels that the page gives the chart").tag(sync=True)

    def __init__(self, chart: Chart | None = None, **traits: Any) -> None:
        self.chart: Chart | None = None
        self._waiting: dict[int, asyncio.Future[str]] = {}
        self._numbers = count()
        # Widgets speak in a thread of their own: a new width must not bring back an old chart.
        self._one_at_a_time = RLock()
        super().__init__(**traits)
        self.observe(self._lay_out, "width")
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

    async def png(
        self,
        svg: str,
        width: int,
        height: int,
        scale: float = 2,
        seconds: float = PICTURE_SECONDS,
    ) -> bytes:
        """Have the page make a PNG of an SVG.

        To be awaited where the kernel is free to hear the answer, as in a widget's callback: not
        at the top of a cell.

        Parameters
        ----------
        svg
            The picture.
        width, height
            Its size in points.
        scale
            Pixels a point.
        seconds
            How long to wait.

        Raises
        ------
        BrowserError
            When the page says that it cannot draw, or no page answers.
        """
        number = next(self._numbers)
        waiting = asyncio.get_running_loop().create_future()
        self._waiting[number] = waiting
        size = {"width": width, "height": height, "scale": scale}
        self.send({"kind": "raster", "id": number, "svg": svg, **size})
        try:
            return base64.b64decode(await asyncio.wait_for(waiting, seconds))
        except TimeoutError:
            raise BrowserError(
                f"no page drew the picture in {seconds:g} seconds: show the chart in a notebook"
            ) from None
        finally:
            del self._waiting[number]

    def _content(self, chart: Chart) -> dict[str, Any]:
        return {
            "picture": to_svg(chart.drawing(self.width), label=chart.alt),
            "order": list(chart.rows["figure_id"]),
            "margin": Scale.for_width(self.width).margin,
            "sentence": chart.sentence,
            "notes": [
                {"mark": "" if note.number is None else str(note.number), "text": note.long}
                for note in chart.notes
            ],
            "code": chart.as_code(),
            "message": "",
            "status": _status(chart),
        }

    def _receive(self, _: ChartView, message: dict[str, Any], __: list[memoryview]) -> None:
        waiting = self._waiting.get(message.get("id", -1))
        if waiting is not None:
            # JupyterLab hands what a widget says to a thread of its own.
            waiting.get_loop().call_soon_threadsafe(_answer, waiting, message)

    def _lay_out(self, _: object) -> None:
        with self._one_at_a_time:
            if self.chart is not None:
                self.show(self.chart)


def _status(chart: Chart) -> str:
    """Say what came of a choice, for those who hear the page: what is found, and how much of it."""
    counts = f"{tally(len(chart.rows), 'figure')}, {tally(len(chart.notes), 'note')}"
    return f"{chart.headline}. {counts}. {chart.sentence}"


def _answer(waiting: asyncio.Future[str], message: dict[str, Any]) -> None:
    if waiting.done():  # a second page answers too, or it took too long
        return
    if "error" in message:
        waiting.set_exception(BrowserError(message["error"]))
    else:
        waiting.set_result(message["png"])


class PageStudio:
    """Makes in the page that shows a view the PNG that a `Studio` makes in a browser of its own.

    Its method is for a thread beside the kernel's: it waits until the page has answered.

    Parameters
    ----------
    view
        A view that a page shows.
    loop
        The kernel's event loop, which hears the answer.
    """

    def __init__(self, view: ChartView, loop: asyncio.AbstractEventLoop) -> None:
        self._view = view
        self._loop = loop

    def png(self, svg: str, width: int, height: int, scale: float = 2) -> bytes:
        """Make a PNG of an SVG; see `Studio.png`."""
        work = self._view.png(svg, width, height, scale)
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()
