"""The thin widgets of an explorer and a finder: each sends what a reader does, and decides nothing.

Every word is set as text. What each of them looks like in a page is in the script of its name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import anywidget
import traitlets

from headcount.notebook.chartview import COPYING, STOPPED

_HERE = Path(__file__).parent

Message = Mapping[str, Any]
"""What a page sends, its `kind` first."""


class Checklist(anywidget.AnyWidget):
    """Boxes to tick under one summary: one model, where ipywidgets would need one for each box.

    Parameters
    ----------
    title
        What the list is of, which is also the name of the group of boxes.
    summary
        How much of it is ticked; it stands beside the title when the list is folded away, too.
    options
        Pairs of a label and a text value.
    ticked
        The values that are ticked, in the order of ticking.

    Examples
    --------
    >>> days = [("Monday", "mo"), ("Tuesday", "tu")]
    >>> Checklist(title="Days", summary="1 of 2", options=days, ticked=["mo"]).ticked
    ['mo']
    """

    _esm = STOPPED + (_HERE / "checklist.js").read_text(encoding="utf-8")

    title = traitlets.Unicode().tag(sync=True)
    summary = traitlets.Unicode().tag(sync=True)
    options: traitlets.List[tuple[str, str]] = traitlets.List().tag(sync=True)
    ticked = traitlets.List(traitlets.Unicode()).tag(sync=True)


@dataclass(frozen=True, slots=True)
class Menu:
    """One menu.

    Parameters
    ----------
    name
        What it sets.
    label
        What it is called.
    columns
        How many of six columns it takes.
    entries
        Pairs of a label and a value; None stands for no choice.
    value
        The value of the entry that is chosen.
    """

    name: str
    label: str
    columns: int
    entries: list[tuple[str, Any]]
    value: Any

    def content(self) -> dict[str, Any]:
        """Return what a page is sent of it: the values stay here."""
        values = [value for _, value in self.entries]
        return {
            "name": self.name,
            "label": self.label,
            "columns": self.columns,
            "entries": [label for label, _ in self.entries],
            "at": values.index(self.value) if self.value in values else -1,
        }


class Menus(anywidget.AnyWidget):
    """Menus in a grid: one model, where ipywidgets would need three for each of them.

    All of them change in one message, so none of them ever stands beside the entries of another
    choice.

    Parameters
    ----------
    pick
        Called with the name of a menu and the value of the entry that a reader takes.

    Examples
    --------
    >>> menus = Menus(lambda name, value: None)
    >>> menus.show([Menu("day", "Day", 3, [("Monday", "mo"), ("Tuesday", "tu")], "tu")])
    >>> menus["day"].value
    'tu'
    """

    _esm = STOPPED + (_HERE / "menus.js").read_text(encoding="utf-8")

    menus: traitlets.List[dict[str, Any]] = traitlets.List().tag(sync=True)

    def __init__(self, pick: Callable[[str, Any], None]) -> None:
        self._pick = pick
        self._shown: dict[str, Menu] = {}
        super().__init__()
        self.on_msg(self._receive)

    def __getitem__(self, name: str) -> Menu:
        """Return the menu of that name."""
        return self._shown[name]

    def __iter__(self) -> Iterator[str]:
        """Give the names of the menus, in the order in which they stand."""
        return iter(self._shown)

    def show(self, menus: list[Menu]) -> None:
        """Show these menus, in place of those before."""
        self._shown = {menu.name: menu for menu in menus}
        self.menus = [menu.content() for menu in menus]

    def _receive(self, _: Menus, message: Message, __: list[memoryview]) -> None:
        """Take the entry that was picked; one of before the last change is no entry any more."""
        menu = self._shown.get(str(message.get("name")))
        if message.get("kind") != "pick" or menu is None:
            return
        taken = dict(enumerate(menu.entries)).get(message.get("at", -1))
        if taken is not None and taken[0] == message.get("label"):
            self._pick(menu.name, taken[1])


class FigureList(anywidget.AnyWidget):
    """A search, a table of figures page by page, and what is chosen of them.

    What is shown changes in one message.

    Parameters
    ----------
    callbacks
        By the kind of what a reader does (`search`, `take_back`, `clear`, `page`, `choose`,
        `choose_all`, `choose_none`, `swap`), what is called with the message.

    Examples
    --------
    >>> FigureList({}).content
    {}
    """

    _esm = COPYING + STOPPED + (_HERE / "figurelist.js").read_text(encoding="utf-8")
    _css = _HERE / "finder.css"

    content = traitlets.Dict().tag(sync=True)

    def __init__(self, callbacks: Mapping[str, Callable[[Message], None]]) -> None:
        self._callbacks = callbacks
        super().__init__()
        self.on_msg(self._receive)

    def _receive(self, _: FigureList, message: Message, __: list[memoryview]) -> None:
        callback = self._callbacks.get(str(message.get("kind")))
        if callback is not None:
            callback(message)


class Aside(anywidget.AnyWidget):
    """A heading and what stands under it: lines, a quote, lists.

    Parameters
    ----------
    content
        `title`, `blocks` and `code`, the line of Python that gives the same; without blocks
        nothing is shown.

    Examples
    --------
    >>> Aside().content["title"]
    ''
    """

    _esm = COPYING + (_HERE / "sheet.js").read_text(encoding="utf-8")
    _css = _HERE / "finder.css"

    content = traitlets.Dict({"title": "", "blocks": [], "code": ""}).tag(sync=True)


class Files(anywidget.AnyWidget):
    """Names and sizes of files beside the kernel; a click brings one into the reader's browser.

    A link to a path would work only where the page and the files are served from one folder, so
    the bytes themselves are sent. Only the files that were shown can be asked for, one by one or
    all in one zip, named as their folder.

    Examples
    --------
    >>> shown = Files()
    >>> shown.say("Nothing is exported yet.")
    >>> shown.files
    []
    """

    _esm = STOPPED + (_HERE / "files.js").read_text(encoding="utf-8")
    _css = _HERE / "explore.css"

    status = traitlets.Unicode().tag(sync=True)
    files: traitlets.List[dict[str, Any]] = traitlets.List().tag(sync=True)

    def __init__(self) -> None:
        self._paths: dict[str, Path] = {}
        super().__init__()
        self.on_msg(self._receive)

    def say(self, status: str) -> None:
        """Say what is going on, with no files beside it."""
        self.show(status, [])

    def show(self, status: str, paths: Iterable[Path]) -> None:
        """Show files under a line that says what they are."""
        self._paths = {path.name: path for path in paths}
        sizes = {name: path.stat().st_size for name, path in self._paths.items()}
        shown = [{"name": name, "size": _size(size)} for name, size in sizes.items()]
        if len(sizes) > 1:
            whole = {"name": self._zip, "size": f"all {len(sizes)} files"}
            shown.insert(0, whole)
        with self.hold_sync():
            self.status = status
            self.files = shown

    @property
    def _zip(self) -> str:
        """The name of the zip of all files: that of their folder."""
        return f"{next(iter(self._paths.values())).parent.name}.zip" if self._paths else ""

    def _receive(self, _: Files, message: Message, __: list[memoryview]) -> None:
        name = str(message.get("name"))
        is_zip = name == self._zip and len(self._paths) > 1
        if message.get("kind") != "file" or not (is_zip or name in self._paths):
            return
        wanted = [*self._paths.values()] if is_zip else [self._paths[name]]
        gone = next((path for path in wanted if not path.is_file()), None)
        if gone is not None:
            self.say(f"{gone} is no longer there. Export the chart again.")
            return
        content = _zipped(wanted) if is_zip else wanted[0].read_bytes()
        self.send({"kind": "file", "name": name}, [content])


def _zipped(paths: Iterable[Path]) -> bytes:
    """Pack files into a zip, in their folder."""
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for path in paths:
            archive.write(path, f"{path.parent.name}/{path.name}")
    return packed.getvalue()


def _size(count: int) -> str:
    """Return a size in words.

    Examples
    --------
    >>> _size(83_400), _size(1_190_000)
    ('83 kB', '1.2 MB')
    """
    return f"{count / 1e6:.1f} MB" if count >= 1e6 else f"{max(1, round(count / 1000))} kB"
