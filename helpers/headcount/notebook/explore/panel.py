"""What an explorer and a finder share: controls, their chart, an editor's words, its export."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Coroutine, Iterable, Sequence
from html import escape
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any

import ipywidgets

from headcount.charts.chart import CHART_MIME, Chart
from headcount.charts.form import WRITTEN
from headcount.core.wording import capital, slug
from headcount.figures.package import Package
from headcount.notebook.chartview import ChartView
from headcount.notebook.explore.widgets import Checklist, Files

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


NAME = "name"

_AFTER_THE_PICTURE = 1.0  # seconds, in which the page asks for the picture in its own width


class Wording(ipywidgets.Accordion):  # type: ignore[misc]  # ipywidgets has no types
    """Fields for headline, deck, credit, alt text and a name for the export.

    An empty field shows what is drafted, and asks for it. What the rows do not bear is listed under
    the fields with the reason, and printed all the same. The first time, the copy desk reads the
    whole package for it: in a kernel, the picture is shown before.

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
        self._shown: Chart | None = None
        fold = ipywidgets.VBox([*self.fields.values(), self.doubts])
        super().__init__([fold], titles=("Name and edit this chart",))
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
        self._shown = chart
        if chart is None or not any(chart.choice.get(name) for name in WRITTEN):
            self._doubt(chart)  # drafted words are held against nothing
            return
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            self._doubt(chart)
        else:
            loop.call_later(_AFTER_THE_PICTURE, self._doubt, chart)

    def _doubt(self, chart: Chart | None) -> None:
        """List what is in doubt of a chart's words, unless another is shown by now."""
        if chart is self._shown:
            lines = () if chart is None else chart.doubts
            self.doubts.value = "".join(f"<p>{escape(capital(str(line)))}</p>" for line in lines)


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
