"""The explorer: controls, the chart they make, and its export."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any

import ipywidgets

from helpers import graphic
from helpers import package as packages
from helpers.chartview import ChartView, PageStudio
from helpers.explore.checklist import Checklist
from helpers.explore.files import Files
from helpers.explore.wishes import Options, settle
from helpers.graphic import Graphic
from helpers.names import every
from helpers.package import Package
from helpers.refusals import NothingFits
from helpers.wording import capital

if TYPE_CHECKING:
    from helpers.export.kit import Kit

# What a control is called, with the words of the table of names, and how many of six columns it
# takes.
_CONTROLS = {
    "measure": ("Who is counted", 2),
    "source": ("Source and edition", 4),
    "year": ("Figures of the year", 2),
    "per": ("Number or rate", 4),
    "highlight": ("Highlighted {one}", 3),
    "top": ("How many {many}", 3),
}
_UNSET = ""  # a menu cannot hold None


class Explorer(ipywidgets.VBox):
    """A chart that answers its controls, with its notes, its sentence and its export.

    Nothing is decided here: the controls offer what `graphic.options` gives, and whatever they
    say goes to `graphic.make`.

    Parameters
    ----------
    package
        The data.
    start
        The graphic to begin with.
    exports
        The folder that an export's own folder is put into.
    """

    def __init__(self, package: Package, start: Graphic, exports: Path) -> None:
        self._package = package
        self._start = start
        self._exports = exports
        self._first = _choice(start)
        self._wish = dict(self._first)
        self._listening = True
        self._one_at_a_time = RLock()  # cells and controls speak in threads of their own
        self._at_work: set[asyncio.Task[None]] = set()

        self.view = ChartView()
        self.files = Files()
        words = _words(package)
        self.controls = {
            name: _dropdown(label.format_map(words)) for name, (label, _) in _CONTROLS.items()
        }
        self.only = Checklist()
        self._title = capital(words["many"])
        self.export_button = ipywidgets.Button(
            description="Export this chart", button_style="primary"
        )
        for name, (_, columns) in _CONTROLS.items():
            self.controls[name].add_class(f"headcount-span-{columns}")
        self.only.add_class("headcount-span-6")

        super().__init__(
            [
                ipywidgets.Box([*self.controls.values(), self.only]).add_class(
                    "headcount-controls"
                ),
                self.view,
                ipywidgets.Box([self.export_button]).add_class("headcount-actions"),
                self.files,
            ]
        )
        self.add_class("headcount-explorer")
        for name, control in self.controls.items():
            control.observe(lambda change, name=name: self._hear(name, change.new), "value")
        self.only.observe(lambda _: self._hear("only", self._ticked()), "ticked")
        self.export_button.on_click(lambda _: self._run(self.export()))
        self._update({})

    @property
    def graphic(self) -> Graphic | None:
        """What is shown; None when the choice leaves nothing to show."""
        return self.view.graphic

    def _repr_mimebundle_(self, **asked: Any) -> dict[str, Any]:
        """Say beside the live chart what it is, for whoever reads the notebook without a kernel."""
        shown = super()._repr_mimebundle_(**asked)
        if self.graphic is not None:
            shown[graphic.CHART_MIME] = {"choice": dict(self.graphic.choice), "live": True}
        return shown

    def choose(self, **choice: Any) -> None:
        """Set several controls in one go.

        Parameters
        ----------
        **choice
            What `graphic.make` takes; what is not named stays.

        Raises
        ------
        ValueError
            For a parameter that no control sets, or a value that the data does not know; nothing
            changes then.
        """
        unknown = sorted(set(choice) - {*_CONTROLS, "only"})
        if unknown:
            known = ", ".join([*_CONTROLS, "only"])
            raise ValueError(f"no control sets {', '.join(unknown)}; there are {known}")
        self._update(choice)

    async def export(self) -> None:
        """Write the kit of the chart that is shown, and list its files."""
        from helpers.drawing import BrowserError, find_chromium
        from helpers.export import kit

        shown = self.graphic
        if shown is None:
            self.files.say("There is no chart to export: change the choice first.")
            return
        loop = asyncio.get_running_loop()

        def tell(made: int, of: int, file: str) -> None:
            line = f"Exporting: {made} of {of} files are made, next is {file}."
            loop.call_soon_threadsafe(self.files.say, line)

        # Where the kernel has no browser, the reader's own draws the pictures.
        studio = None if find_chromium() else PageStudio(self.view, loop)
        self.export_button.disabled = True
        self.files.say("Exporting: a browser starts.")
        try:
            written = await asyncio.to_thread(
                kit.export, shown, self._exports, progress=tell, studio=studio
            )
        except (OSError, ValueError, BrowserError) as error:
            self.files.say(f"Nothing was written: {error}.")
        else:
            self.files.show(_report(written), written.files)
        finally:
            self.export_button.disabled = False

    def _ticked(self) -> list[str] | None:
        """Return those that are ticked; all of them is no choice, in any source."""
        offered = [value for _, value in self.only.options]
        return None if self.only.ticked == offered else self.only.ticked

    def _hear(self, name: str, value: Any) -> None:
        with self._one_at_a_time:
            if not self._listening:
                return
            self.choose(**{name: None if value == _UNSET else value})

    def _update(self, change: dict[str, Any]) -> None:
        """Show what is wished for now; a choice that is refused changes nothing."""
        with self._one_at_a_time:
            wish = self._wish | change
            choice, options = settle(self._package, wish)
            try:
                if choice == self._first:
                    self.view.show(self._start)
                else:
                    self.view.show(graphic.make(self._package, **choice))
            except NothingFits as error:
                self.view.say(f"Nothing to show: {error}.")
            self._wish = wish
            self._set_controls(choice, options)
            self.files.say("")  # what was exported is no longer what is shown

    def _set_controls(self, choice: dict[str, Any], options: Options) -> None:
        self._listening = False  # what is set here was asked for already
        try:
            for name, control in self.controls.items():
                offered = _entries(options[name])
                if control.options != offered:
                    control.options = offered
                value = choice.get(name)
                control.value = _UNSET if value is None else value
                control.disabled = len(offered) < 2
            self._set_only(options["only"], choice)
        finally:
            self._listening = True

    def _set_only(self, options: list[tuple[str, str]], choice: dict[str, Any]) -> None:
        offered = [code for _, code in options]
        ticked = offered if choice["only"] is None else choice["only"]
        title = f"{self._title}: {_how_many(len(ticked), len(offered))}"
        if choice["highlight"] not in (None, *ticked):
            title += ", and the highlighted one"
        with self.only.hold_sync():
            self.only.options = options
            self.only.ticked = ticked
            self.only.title = title

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


def explore(
    package: Package | None = None,
    chart: str = "fourth-largest",
    exports: Path | str = "exports",
) -> Explorer:
    """Explore a chart: choose measure, source, names, rate; quote it; export it.

    Parameters
    ----------
    package
        The data; default is the project's own.
    chart
        The chart to begin with, one of `graphic.names`.
    exports
        The folder that exports are written to.

    Returns
    -------
    Explorer
        A widget; the last line of a cell shows it.

    Examples
    --------
    >>> explorer = explore()
    >>> explorer.choose(top=5)
    >>> len(explorer.graphic.rows)
    5
    """
    data = packages.read() if package is None else package
    return Explorer(data, graphic.named(data, chart), Path(exports))


def _choice(start: Graphic) -> dict[str, Any]:
    """Return the parameters of a graphic's form, without its words."""
    unset = dict.fromkeys([*_CONTROLS, "only"])
    given = {name: start.choice[name] for name in ("form", *unset) if name in start.choice}
    return unset | given


def _words(package: Package) -> dict[str, str]:
    """Return what one and several of those that the figures are about are called."""
    names = next(iter(every(package)), None)
    return {"one": names.one, "many": names.many} if names else {"one": "name", "many": "names"}


def _dropdown(label: str) -> ipywidgets.Dropdown:
    return ipywidgets.Dropdown(description=label, style={"description_width": "auto"})


def _entries(options: list[tuple[str, Any]]) -> tuple[tuple[str, Any], ...]:
    return tuple((capital(label), _UNSET if value is None else value) for label, value in options)


def _how_many(ticked: int, offered: int) -> str:
    return f"all {offered}" if ticked == offered else f"{ticked} of {offered}"


def _report(written: Kit) -> str:
    done = "Exported to" if written.changed else "Nothing has changed since the last export to"
    return "\n".join(
        [f"{done} {written.folder}. A click downloads a file.", *written.outgrown, *written.missing]
    )
