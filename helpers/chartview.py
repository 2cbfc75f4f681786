"""The one widget that draws: a chart and its words, redrawn in place.

Plotly's own widget falls back to its first state after a reload, and a redrawn output goes blank
between two states. So this thin anywidget holds one synced trait, and its front end
(``chartview.js``) draws it with ``Plotly.react``. The 1 to 5 MB of plotly.js go to the page once a
kernel, by a second widget that nobody sees.
"""

from __future__ import annotations

import asyncio
import base64
import json
from itertools import count
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any

import anywidget
import traitlets

from helpers.drawing import DRAW_NAMED, BrowserError
from helpers.drawing.plotlyjs import plotlyjs
from helpers.furniture import PLOTLY_CONFIG
from helpers.style import Scale

if TYPE_CHECKING:
    from helpers.graphic import Graphic

PICTURE_SECONDS = 30

_HERE = Path(__file__).parent

COPYING = (_HERE / "copying.js").read_text(encoding="utf-8")
"""Stands before a front end that has words to copy."""

# A widget's front end is an ES module, and plotly.js is a script that looks for a `module` to
# hang itself on: it gets one of its own.
_LIBRARY = """const module = {{ exports: {{}} }};
(function () {{
{script}
}}).call(globalThis);
export default {{ initialize: () => ({{ Plotly: module.exports }}) }};
"""

_NOTHING = {
    "figure": "",
    "margin": 0,
    "alt": "",
    "sentence": "",
    "notes": [],
    "code": "",
    "message": "",
    "status": "",
}


class PlotlyLibrary(anywidget.AnyWidget):
    """Plotly.js for every chart of one kernel; it is never shown."""

    _esm = traitlets.Unicode().tag(sync=True)

    @traitlets.default("_esm")
    def _wrap(self) -> str:
        return _LIBRARY.format(script=plotlyjs())


_library: PlotlyLibrary | None = None


def library() -> PlotlyLibrary:
    """Return this kernel's one plotly.js, made when it is first asked for.

    Examples
    --------
    >>> library() is library()
    True
    """
    global _library
    if _library is None or _library.comm is None:  # None: someone closed every widget
        _library = PlotlyLibrary()
    return _library


class ChartView(anywidget.AnyWidget):
    """A graphic in a notebook: its chart, its quotable sentence and its notes in full.

    1. What is shown changes in one go: chart, notes and sentence are one message.
    2. The chart is laid out anew for the width that the page gives it.
    3. After a reload the page shows what the kernel holds.
    4. Every word is set as text: markup in a label is printed, not obeyed.

    Parameters
    ----------
    graphic
        What to show; `show` shows another.

    Examples
    --------
    >>> from helpers import graphic, package
    >>> view = ChartView(graphic.named(package.read(), "fourth-largest"))
    >>> view.content["sentence"] == view.graphic.sentence
    True
    """

    _esm = DRAW_NAMED + COPYING + (_HERE / "chartview.js").read_text(encoding="utf-8")
    _css = _HERE / "chartview.css"

    library = anywidget.WidgetTrait().tag(sync=True)
    content = traitlets.Dict(_NOTHING).tag(sync=True)
    width = traitlets.Int(600, help="pixels that the page gives the chart").tag(sync=True)

    def __init__(self, graphic: Graphic | None = None, **traits: Any) -> None:
        self.graphic: Graphic | None = None
        self._waiting: dict[int, asyncio.Future[str]] = {}
        self._numbers = count()
        # Widgets speak in a thread of their own: a new width must not bring back an old chart.
        self._one_at_a_time = RLock()
        super().__init__(library=library(), **traits)
        self.observe(self._lay_out, "width")
        self.on_msg(self._receive)
        if graphic is not None:
            self.show(graphic)

    def show(self, graphic: Graphic) -> None:
        """Show another graphic, in place of the one before."""
        with self._one_at_a_time:
            self.graphic = graphic
            self.content = self._content(graphic)

    def say(self, message: str) -> None:
        """Say why there is nothing to show, and show nothing."""
        with self._one_at_a_time:
            self.graphic = None
            self.content = _NOTHING | {"message": message, "status": message}

    async def picture(
        self, figure: str, options: dict[str, Any], seconds: float = PICTURE_SECONDS
    ) -> str:
        """Have the page draw a picture of a figure.

        To be awaited where the kernel is free to hear the answer, as in a widget's callback: not
        at the top of a cell.

        Parameters
        ----------
        figure
            The figure's JSON.
        options
            What ``Plotly.toImage`` takes: `format`, `width`, `height`, `scale`.
        seconds
            How long to wait.

        Returns
        -------
        str
            The picture as plotly writes it.

        Raises
        ------
        BrowserError
            When the page says that it cannot draw, or no page answers.
        """
        number = next(self._numbers)
        waiting = asyncio.get_running_loop().create_future()
        self._waiting[number] = waiting
        self.send({"kind": "picture", "id": number, "figure": figure, "options": options})
        try:
            return await asyncio.wait_for(waiting, seconds)
        except TimeoutError:
            raise BrowserError(
                f"no page drew the picture in {seconds:g} seconds: show the chart in a notebook"
            ) from None
        finally:
            del self._waiting[number]

    def _content(self, graphic: Graphic) -> dict[str, Any]:
        return {
            "figure": json.dumps(graphic.drawing(self.width) | {"config": PLOTLY_CONFIG}),
            "margin": Scale.for_width(self.width).margin,
            "alt": graphic.alt,
            "sentence": graphic.sentence,
            "notes": [
                {"mark": "" if note.number is None else str(note.number), "text": note.long}
                for note in graphic.notes
            ],
            "code": graphic.as_code(),
            "message": "",
            "status": _status(graphic),
        }

    def _receive(self, _: ChartView, message: dict[str, Any], __: list[memoryview]) -> None:
        waiting = self._waiting.get(message.get("id", -1))
        if waiting is not None:
            # JupyterLab hands what a widget says to a thread of its own.
            waiting.get_loop().call_soon_threadsafe(_answer, waiting, message)

    def _lay_out(self, _: object) -> None:
        with self._one_at_a_time:
            if self.graphic is not None:
                self.show(self.graphic)


def _status(graphic: Graphic) -> str:
    """Say what came of a choice, for those who hear the page: what is found, and how much of it."""
    counts = [
        f"{count} {what}{'' if count == 1 else 's'}"
        for count, what in ((len(graphic.rows), "figure"), (len(graphic.notes), "note"))
    ]
    return f"{graphic.headline}. {', '.join(counts)}. {graphic.sentence}"


def _answer(waiting: asyncio.Future[str], message: dict[str, Any]) -> None:
    if waiting.done():  # a second page answers too, or it took too long
        return
    if "error" in message:
        waiting.set_exception(BrowserError(message["error"]))
    else:
        waiting.set_result(message["drawn"])


class PageStudio:
    """Draws in the page that shows a view what a `Studio` draws in a browser of its own.

    Its methods are for a thread beside the kernel's: they wait until the page has answered.

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

    def png(self, figure: str, width: int, height: int, scale: float = 2) -> bytes:
        """Draw a figure as PNG; see `Studio.png`."""
        return base64.b64decode(self._draw(figure, "png", width, height, scale))

    def svg(self, figure: str, width: int, height: int) -> str:
        """Draw a figure as SVG; see `Studio.svg`."""
        return self._draw(figure, "svg", width, height, 1)

    def _draw(self, figure: str, form: str, width: int, height: int, scale: float) -> str:
        options = {"format": form, "width": width, "height": height, "scale": scale}
        work = self._view.picture(figure, options)
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()
