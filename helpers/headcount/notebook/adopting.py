"""A sheet is adopted in a notebook: each guess in a menu, and beside each row what it becomes."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import anywidget
import traitlets

from headcount.core.errors import WrongChoice
from headcount.notebook.chartview import STOPPED
from headcount.publish.adopt.adoption import Adoption, adopt, propose
from headcount.publish.adopt.columns import ONE_EACH, ROLES, check_roles, guess
from headcount.publish.adopt.described import unnamed
from headcount.publish.adopt.understanding import QUESTIONS, CellFault, Understood, understand

if TYPE_CHECKING:
    import pandas as pd

_HERE = Path(__file__).parent
_AT = "publisher of "  # a host: a question of its own
_SHOWN = 50  # rows: faults come first, so that none is out of sight


class AdoptPage(anywidget.AnyWidget):
    """The page on which a sheet is looked at, answered for and adopted.

    Nothing is decided here: what a column seems to be for is `columns.guess`'s to say, and what a
    row becomes `understanding.understand`'s.

    Parameters
    ----------
    source
        A file, a DataFrame or a pasted table, as `headcount.adopt` takes it.
    folder
        A new folder for the story; `None` to look, and write nothing.
    title
        What the story is called; by itself, as its folder.
    **given
        Answers to begin with: see `headcount.publish.adopt.understanding.Answers`.
    """

    _esm = STOPPED + (_HERE / "adopting.js").read_text(encoding="utf-8")
    _css = _HERE / "adopting.css"

    content = traitlets.Dict().tag(sync=True)

    def __init__(
        self,
        source: str | Path | pd.DataFrame,
        folder: str | os.PathLike[str] | None = None,
        *,
        title: str | None = None,
        **given: Any,
    ) -> None:
        self.sheet, self.answers = propose(source, **given)
        self._why = {one.column: one.why for one in guess(self.sheet)}
        self._folder, self._title = None if folder is None else Path(folder), title
        self.adoption: Adoption | None = None
        super().__init__()
        self.on_msg(self._receive)
        self._show()

    def __repr__(self) -> str:
        """Say what stays in a notebook that is read without a kernel."""
        said = self.content["status"]
        return f"{said[:1].upper()}{said[1:]} Run this cell to see what each row becomes."

    def answer(self, **given: Any) -> None:
        """Answer something else, and show what comes of it.

        Raises
        ------
        WrongChoice
            When the answers do not fit the sheet; nothing changes then.
        """
        columns = {**self.answers.columns, **given.pop("columns", {})}
        wrong = check_roles(columns, self.sheet.columns)
        if wrong:
            raise WrongChoice("; ".join(wrong))
        self.answers = replace(self.answers, columns=columns, **given)
        self._show()

    def write(self) -> Adoption:
        """Write the story.

        Raises
        ------
        WrongChoice, NothingFits
            As `headcount.adopt`.
        """
        self.adoption = adopt(self.sheet, self._folder, title=self._title, **asdict(self.answers))
        return self.adoption

    def _receive(self, _: AdoptPage, message: Mapping[str, Any], __: list[memoryview]) -> None:
        """Do what a reader asked for; what cannot be done is said, and changes nothing."""
        kind, said = message.get("kind"), str(message.get("value", ""))
        try:
            if kind == "role":
                self._give(str(message.get("column")), str(message.get("role")))
            elif kind == "answer" and message.get("name") in QUESTIONS:
                name = str(message["name"])
                self.answer(**{name: said == "yes" if name == "flow" else said})
            elif kind == "answer" and str(message.get("name")).startswith(_AT):
                host = str(message["name"]).removeprefix(_AT)
                self.answer(publishers={**self.answers.publishers, host: said})
            elif kind == "write" and self._folder is not None:
                self._show(f"{self.write().summary} The story is in {self._folder}.")
        except (ValueError, LookupError, OSError) as error:
            self._show(str(error), refused=True)

    def _give(self, column: str, role: str) -> None:
        """Give a column a role; where only one may have it, it is taken from the other."""
        others = {
            name: "nothing"
            for name, given in self.answers.columns.items()
            if given == role and name != column and role in ONE_EACH and role != "as_of"
        }
        self.answer(columns={column: role, **others})

    def _show(self, result: str = "", *, refused: bool = False) -> None:
        answers = replace(
            self.answers, order=self.answers.order or None, decimal=self.answers.decimal or None
        )
        self.answers = answers
        found = understand(self.sheet, answers)
        made = Adoption(sheet=self.sheet, answers=answers, found=found)
        rows = self._rows(found.figures, found.faults, found.left)
        more = len(self.sheet.rows) - len(rows)
        self.content = {
            "status": made.summary,
            "caption": f"{self.sheet.name}, {len(rows)} of {len(self.sheet.rows)} rows"
            + ("; rows that were not read come first." if more else "."),
            "roles": [[role, f"{role}: {what}"] for role, what in ROLES.items()],
            "columns": [
                {"name": name, "role": answers.columns[name], "why": self._why[name]}
                for name in self.sheet.columns
            ],
            "questions": self._questions(found.figures),
            "rows": rows,
            "folder": "" if self._folder is None else str(self._folder),
            "result": result,
            "refused": refused,
            "turn": self.content.get("turn", 0) + 1,  # what was refused is drawn anew as well
        }

    def _questions(self, figures: tuple[Understood, ...]) -> list[dict[str, Any]]:
        """Return what is asked once, and who publishes at each host that nobody has named yet."""
        asked: list[tuple[Any, ...]] = [
            (name, *one, getattr(self.answers, name)) for name, one in QUESTIONS.items()
        ]
        said = {host: name for host, name in self.answers.publishers.items() if name}
        links = [(one.publisher, one.link) for one in figures]
        for host in dict.fromkeys([*unnamed(links, said), *said]):
            hint = f"Until you say it, charts say “website {host}.”"
            asked.append((f"{_AT}{host}", f"Who publishes at {host}", hint, (), said.get(host)))
        return [
            {
                "name": name,
                "label": label,
                "hint": hint,
                "value": _shown(value),
                "options": [
                    *([["", "not said"]] if name in ("order", "decimal") else []),
                    *([one, one] for one in among),
                ],
            }
            for name, label, hint, among, value in asked
        ]

    def _rows(
        self,
        figures: tuple[Understood, ...],
        faults: tuple[CellFault, ...],
        left: tuple[CellFault, ...],
    ) -> list[dict[str, Any]]:
        """Return the rows that are shown: those with something to mend first."""
        places = {name: at for at, name in enumerate(self.sheet.columns)}
        said: dict[int, list[str]] = {}
        wrong: dict[int, list[int]] = {}
        for figure in figures:
            said.setdefault(figure.line, []).append(figure.words())
        for fault in (*faults, *left):
            said.setdefault(fault.line, []).append(f"{fault.wrong}; {fault.right}")
        for fault in faults:
            wrong.setdefault(fault.line, []).append(places.get(fault.column, -1))
        made = {figure.line for figure in figures}
        rows = sorted(self.sheet.rows, key=lambda row: row.line not in wrong)[:_SHOWN]
        return [
            {
                "line": str(row.line),
                "cells": list(row.cells),
                "state": "fault" if row.line in wrong else "figure" if row.line in made else "left",
                "becomes": said.get(row.line, []),
                "faults": wrong.get(row.line, []),
            }
            for row in rows
        ]


def adopt_page(
    source: str | Path | pd.DataFrame,
    folder: str | os.PathLike[str] | None = None,
    **given: Any,
) -> AdoptPage:
    r"""Look at a spreadsheet before it becomes a story, and say what its columns are for.

    Parameters
    ----------
    source, folder, **given
        As `headcount.adopt` takes them.

    Returns
    -------
    AdoptPage
        A widget; the last line of a cell shows it. Its `adoption` is what was written.

    Raises
    ------
    WrongChoice
        When there is no table, or an answer does not fit it.
    NothingFits
        When there is no figure in the sheet that can be read.
    OSError
        When a file cannot be read.

    Examples
    --------
    >>> import headcount as hc
    >>> page = hc.adopt_page("Country,Beds,Year\nPeru,10-12k,2019\n")
    >>> page.content["rows"][0]["becomes"]
    ['10,000 to 12,000 beds, Peru, 2019']
    """
    return AdoptPage(source, folder, **given)


def _shown(answer: Any) -> str:
    return {True: "yes", False: "no", None: ""}.get(answer, str(answer))
