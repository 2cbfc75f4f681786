"""The widget of a question: one thin front end for every kind."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from threading import RLock
from typing import Any

import anywidget
import traitlets

from headcount.core.errors import NotAnAnswer
from headcount.core.wording import capital
from headcount.render import theme

_HERE = Path(__file__).parent


class QuestionView(anywidget.AnyWidget):
    """A question on a page: it sends what is answered, and says what comes back.

    Nothing is decided on the page. What differs between kinds there is one control; the words
    around it, the button and the line that is read out are the same.

    Parameters
    ----------
    question
        The `Question`, which imports this module where it is shown.
    """

    _esm = _HERE / "question.js"
    _css = theme.STYLE + (_HERE / "question.css").read_text(encoding="utf-8")

    content = traitlets.Dict().tag(sync=True)
    reply = traitlets.Dict().tag(sync=True)
    ticked = traitlets.List(traitlets.Unicode(), help="of a chart to fix").tag(sync=True)

    def __init__(self, question: Any) -> None:
        self._question = question
        # Widgets speak in a thread of their own: two answers are checked one after the other.
        self._one_at_a_time = RLock()
        super().__init__()
        own = {name: getattr(question, name) for name in ("kind", "prompt", "given")}
        own["words"] = question.say.page
        self.content = own | question.content()
        self.show_verdict()
        self.on_msg(self._receive)

    def show_verdict(self) -> None:
        """Show the verdict on what was answered; nothing where nothing was."""
        verdict = self._question.verdict
        if verdict is None:
            self._reply("", ())
        else:
            # with the tries, so that the same hint is read out again
            state = "right" if verdict.right else "wrong"
            self._reply(state, verdict.lines, self._question.tries)

    def _receive(self, _: QuestionView, message: dict[str, Any], __: list[memoryview]) -> None:
        if message.get("kind") != "answer":
            return
        with self._one_at_a_time:
            try:
                self._question.answer(message.get("answer"))
            except NotAnAnswer as error:
                self._reply("refused", [("", f"{capital(str(error))}.")])
            except OSError as error:
                told = self._question.say("Your answer could not be kept: {error}.", error=error)
                self._reply("refused", [("", told)])

    def _reply(self, state: str, lines: Iterable[tuple[str, str]], tries: int = 0) -> None:
        self.reply = {"state": state, "lines": [list(line) for line in lines], "tries": tries}
