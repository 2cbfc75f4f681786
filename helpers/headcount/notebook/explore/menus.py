"""The menus of an explorer, as one widget."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import anywidget
import traitlets

_HERE = Path(__file__).parent

Pick = Callable[[str, Any], None]


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

    _esm = _HERE / "menus.js"

    menus = traitlets.List().tag(sync=True)

    def __init__(self, pick: Pick, **traits: Any) -> None:
        self._pick = pick
        self._shown: dict[str, Menu] = {}
        super().__init__(**traits)
        self.on_msg(self._hear)

    def __getitem__(self, name: str) -> Menu:
        """Return the menu of that name."""
        return self._shown[name]

    def __iter__(self) -> Any:
        """Give the names of the menus, in the order in which they stand."""
        return iter(self._shown)

    def show(self, menus: list[Menu]) -> None:
        """Show these menus, in place of those before."""
        self._shown = {menu.name: menu for menu in menus}
        self.menus = [_sent(menu) for menu in menus]

    def _hear(self, _: Menus, message: dict[str, Any], __: list[memoryview]) -> None:
        """Hear which entry was taken; one of before the last change is no entry any more."""
        menu = self._shown.get(str(message.get("name")))
        if message.get("kind") != "pick" or menu is None:
            return
        taken = dict(enumerate(menu.entries)).get(message.get("at", -1))
        if taken is not None and taken[0] == message.get("label"):
            self._pick(menu.name, taken[1])


def _sent(menu: Menu) -> dict[str, Any]:
    values = [value for _, value in menu.entries]
    return {
        "name": menu.name,
        "label": menu.label,
        "columns": menu.columns,
        "entries": [label for label, _ in menu.entries],
        "at": values.index(menu.value) if menu.value in values else -1,
    }
