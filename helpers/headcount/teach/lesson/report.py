"""How far a lesson is answered, as a table that stays in the notebook."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Any

from headcount.teach.lesson.handin import FORMAT, MIME


@dataclass(frozen=True)
class Report:
    """A table of progress; the record itself travels with it when the notebook is saved.

    Parameters
    ----------
    record
        As `Lesson.record` gives it.
    """

    record: dict[str, Any]

    def text(self) -> str:
        """Return the table as text.

        Examples
        --------
        >>> one = {"kind": "choice", "given": "a", "right": False, "tries": 2}
        >>> print(Report({"lesson": "first", "answers": {"who": one}}).text())
        0 of 1 answered right
          who: not yet (2 tries)
        """
        rows = [f"  {key}: {_state(one)}" for key, one in self.record["answers"].items()]
        return "\n".join([self._summary(), *rows])

    def html(self) -> str:
        """Return the table as markup."""
        rows = "".join(
            f'<tr><th scope="row" style="text-align:left">{escape(key)}</th>'
            f'<td style="text-align:left">{_state(one)}</td></tr>'
            for key, one in self.record["answers"].items()
        )
        return f"<table><caption>{self._summary()}</caption><tbody>{rows}</tbody></table>"

    def show(self) -> Any:
        """Show the table in a notebook, and return the handle that changes it; None elsewhere."""
        try:
            from IPython import get_ipython
            from IPython.display import display
        except ImportError:
            return None
        return display(self, display_id=True) if get_ipython() else None

    def _summary(self) -> str:
        answers = self.record["answers"].values()
        return f"{sum(one['right'] for one in answers)} of {len(answers)} answered right"

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        return {
            MIME: {"headcount-answers": FORMAT, **self.record},
            "text/html": self.html(),
            "text/plain": self.text(),
        }


def _state(one: dict[str, Any]) -> str:
    if one["given"] is None:
        return "not answered"
    tries = f" ({one['tries']} tries)" if one["tries"] > 1 else ""
    return ("right" if one["right"] else "not yet") + tries
