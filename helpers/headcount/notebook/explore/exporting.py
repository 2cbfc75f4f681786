"""The export of the chart that a view shows: its button, its switch, and the files that came."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import TYPE_CHECKING, Any

import ipywidgets

from headcount.notebook.chartview import ChartView
from headcount.notebook.explore.widgets import Files

if TYPE_CHECKING:
    from headcount.publish.export.kit import Kit


class Exporting:
    """A button that writes the kit of what a view shows, and the list of its files.

    Parameters
    ----------
    view
        The view.
    exports
        The folder that an export's own folder is put into.
    """

    def __init__(self, view: ChartView, exports: Path) -> None:
        self._view = view
        self._exports = exports
        self._at_work: set[asyncio.Task[None]] = set()
        self.files = Files()
        self.button = ipywidgets.Button(description="Export this chart", button_style="primary")
        self.button.on_click(lambda _: self._run(self.export()))
        self.switch = ipywidgets.Dropdown(
            description="Readers may switch", style={"description_width": "initial"}
        )
        self.actions = ipywidgets.Box([self.button, self.switch]).add_class("headcount-actions")
        self.offer([])

    def offer(self, parameters: list[tuple[str, str]], asked: str = "") -> None:
        """Offer what readers of the embed may switch; what was chosen before stays where it can.

        Parameters
        ----------
        parameters
            Pairs of a label and a parameter's name.
        asked
            What the chart itself asks for (`headcount.charts.switch`).
        """
        before = self.switch.value
        words = [("nothing", ""), *((label.lower(), name) for label, name in parameters)]
        if asked and asked not in dict(words).values():
            words.append((asked, asked))
        with self.switch.hold_sync():
            self.switch.options = words
            there = {value for _, value in words}
            self.switch.value = before if before in there else ""
        self.switch.layout.display = "" if parameters else "none"

    async def export(self) -> None:
        """Write the kit of the chart that is shown, and list its files."""
        from headcount.publish.export import kit
        from headcount.render.pictures import PictureError

        shown = self._view.chart
        if shown is None:
            self.files.say("There is no chart to export: change the choice first.")
            return
        loop = asyncio.get_running_loop()

        def progress(made: int, of: int, file: str) -> None:
            line = f"Exporting: {made} of {of} files are made, next is {file}."
            loop.call_soon_threadsafe(self.files.say, line)

        self.button.disabled = True
        self.files.say("Exporting: the pictures are begun.")
        try:
            written = await _in_a_thread(
                kit.export, shown, self._exports, progress=progress, switch=self.switch.value
            )
        except (OSError, ValueError, PictureError) as error:
            why = getattr(error, "strerror", None)  # only what the system refuses has one
            said = f"{self._exports} takes no files: {why.lower()}" if why else error
            self.files.say(f"Nothing was written: {said}.")
        else:
            self.files.show(_report(written), written.files)
        finally:
            self.button.disabled = False

    def _run(self, work: Coroutine[Any, Any, None]) -> None:
        """Do something slow without holding up the kernel; without a kernel, do it at once."""
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            asyncio.run(work)
            return
        task = loop.create_task(work)
        self._at_work.add(task)  # the loop alone would let it be thrown away
        task.add_done_callback(self._at_work.discard)


async def _in_a_thread(function: Callable[..., Any], *given: Any, **named: Any) -> Any:
    """Do something slow in a thread of its own; a browser's Python has none, and does it here."""
    if sys.platform == "emscripten":
        done = function(*given, **named)
        await asyncio.sleep(0)  # so that its progress is told before its result
        return done
    return await asyncio.to_thread(function, *given, **named)


def _report(written: Kit) -> str:
    done = "Exported to" if written.changed else "Nothing has changed since the last export to"
    return "\n".join(
        [f"{done} {written.folder}. A click downloads a file.", *written.look_at, *written.missing]
    )
