"""The copy desk in a notebook: the findings of a draft, each of which may be waved through."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path

import ipywidgets as widgets

from headcount.core.wording import tally
from headcount.desk.proof import Proof, proof
from headcount.desk.proof.answer import Finding
from headcount.desk.proof.draft import Draft
from headcount.desk.proof.files import read_draft
from headcount.desk.proof.waiving import (
    Waiver,
    beside,
    gives_reason,
    read_waivers,
    wave,
    write_waivers,
)
from headcount.figures.package import Package

_ROWS = 12
_CAVEATS = 2  # of a figure, beside its number: the gravest; the record has all


class Desk(widgets.VBox):  # type: ignore[misc]  # ipywidgets has no types
    """A draft, its findings, and the flags that were waved through.

    Parameters
    ----------
    package
        The data.
    draft
        A file; None for one that is pasted. What is waved through is kept beside a file only.
    date
        The day of the draft, as ``"2025-04-30"``; by default that of its dateline, or else today.

    Examples
    --------
    >>> import headcount as hc
    >>> desk = Desk(hc.read())
    >>> desk.draft.value = "North Korea has offered Russia 100,000 troops."
    >>> [one.verdict for one in desk.proof.flags]
    ['denied']
    >>> desk.wave(desk.proof.flags[0], "The denial is in the next paragraph.")
    >>> desk.proof.flags
    ()
    """

    def __init__(
        self, package: Package, draft: str | Path | None = None, *, date: str | None = None
    ) -> None:
        self.package, self.date = package, date
        self.path = None if draft is None else Path(draft)
        self.waivers = [] if self.path is None else read_waivers(beside(self.path))
        self._read: Draft | None = None if self.path is None else read_draft(self.path)
        text = self._read.source if self._read else ""
        self.draft = widgets.Textarea(
            text, rows=_ROWS, layout={"width": "auto"}, continuous_update=False,
            placeholder="Paste a draft; it stays on this machine.",
        )  # fmt: skip
        self.draft.add_class("headcount-draft")
        self.draft.disabled = self.path is not None
        label = widgets.HTML("<strong>Draft</strong>")
        self.summary = widgets.HTML()
        self.found = widgets.VBox()
        self.draft.observe(lambda _: self._changed(), "value")
        super().__init__([label, self.draft, self.summary, self.found])
        self._changed()

    @property
    def proof(self) -> Proof:
        """What was found, with what was waved through."""
        return wave(self._proof, self.waivers)

    def wave(self, finding: Finding, reason: str) -> None:
        """Wave a flag through; without a reason nothing is.

        Parameters
        ----------
        finding
            The flag.
        reason
            Why it may stand.
        """
        if not gives_reason(reason):
            return
        self.waivers.append(Waiver(finding.text, finding.sentence, reason.strip()))
        if self.path is not None:
            write_waivers(beside(self.path), self.waivers)
        self._show()

    def _changed(self) -> None:
        self._proof = proof(self.package, self._read or self.draft.value, date=self.date)
        self._show()

    def _show(self) -> None:
        found = self.proof
        self.summary.value = "".join(f"<p>{escape(line)}</p>" for line in found.remarks())
        gravest = [one for _, those in found.by_verdict() for one in those]
        rows = [child for one in gravest if one.is_flag for child in self._row(one)]
        rest = [one for one in gravest if not one.is_flag]
        self.found.children = rows + [_folded(rest)] * bool(rest)

    def _row(self, one: Finding) -> list[widgets.Widget]:
        """Return what is shown of a flag, and the field for a reason."""
        reason = widgets.Text(
            placeholder=f"Why {one.text} may stand", description="Reason", layout={"width": "24em"}
        )
        button = widgets.Button(description="Wave through", tooltip=f"Wave {one.text} through")
        button.on_click(lambda _: self.wave(one, reason.value))
        return [widgets.HTML(_described(one)), widgets.HBox([reason, button])]


def _described(one: Finding) -> str:
    """Say a finding, in its sentence, with its caveats."""
    number = re.compile(rf"(?<![\d,.]){re.escape(escape(one.text))}(?!\d|[,.]\d)")
    quoted = number.sub(r"<b>\g<0></b>", escape(one.sentence))
    parts = [f"<b>{escape(one.text)}</b>: {escape(one.verdict)}. {escape(one.why)}"]
    parts += [f"<b>Use:</b> {escape(one.suggestion)}"] * bool(one.suggestion)
    parts += [f"Caveat: {escape(caveat)}" for caveat in one.caveats[:_CAVEATS]]
    parts += [f"Waved through: {escape(one.waved)}"] * bool(one.waved)
    return f"<blockquote>{quoted}</blockquote><p>{'<br>'.join(parts)}</p>"


def _folded(those: list[Finding]) -> widgets.HTML:
    """Fold what may stand under a line that counts it: flags are what a desk works through."""
    notes = "".join(map(_described, those))
    return widgets.HTML(
        f"<details><summary>{tally(len(those), 'amount')} that may stand</summary>{notes}</details>"
    )


def copy_desk(
    package: Package, draft: str | Path | None = None, *, date: str | None = None
) -> Desk:
    """Open the copy desk: every number of a draft against the record, with a field for a reason.

    Parameters
    ----------
    package
        The data.
    draft
        A file, beside which is kept what is waved through; None for a draft that is pasted.
    date
        The day of the draft, as ``"2025-04-30"``; by default that of its dateline, or else today.

    Returns
    -------
    Desk
        A widget; the last line of a cell shows it.

    Raises
    ------
    NotThere
        When there is no such file.
    WrongChoice
        When it is no text, or too large.

    Examples
    --------
    >>> import headcount as hc
    >>> desk = hc.copy_desk(hc.read())
    >>> desk.draft.value = "North Korea has offered Russia 100,000 troops."
    >>> [one.verdict for one in desk.proof.flags]
    ['denied']
    """
    return Desk(package, draft, date=date)
