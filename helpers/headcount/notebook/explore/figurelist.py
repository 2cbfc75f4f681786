"""Figures as a table in a page, each with a box to tick."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from headcount.notebook.chartview import COPYING

_HERE = Path(__file__).parent

Answer = Callable[[Mapping[str, Any]], None]


class FigureList(anywidget.AnyWidget):
    """A search, a table of figures page by page, and what is chosen of them.

    It decides nothing: what a reader does is told to `answers`, and what is shown changes in one
    message. Every word is set as text.

    Parameters
    ----------
    answers
        By the kind of what a reader does (`search`, `take_back`, `clear`, `page`, `select`,
        `choose_all`, `choose_none`, `swap`), what is called with the message.

    Examples
    --------
    >>> FigureList({}).content
    {}
    """

    _esm = COPYING + (_HERE / "figurelist.js").read_text(encoding="utf-8")
    _css = _HERE / "finder.css"

    content = traitlets.Dict().tag(sync=True)

    def __init__(self, answers: Mapping[str, Answer], **traits: Any) -> None:
        self._answers = answers
        super().__init__(**traits)
        self.on_msg(self._hear)

    def _hear(self, _: FigureList, message: dict[str, Any], __: list[memoryview]) -> None:
        answer = self._answers.get(str(message.get("kind")))
        if answer is not None:
            answer(message)
