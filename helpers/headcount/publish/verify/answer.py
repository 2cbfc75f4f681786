"""The answers: what a file was made of, and how that stands today."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from headcount.core.wording import paragraph
from headcount.figures import dates
from headcount.figures.package.problem import printable
from headcount.figures.package.vocabulary import AMOUNTS
from headcount.publish.metadata import credentials
from headcount.publish.metadata.credentials import KNOWN, UNSIGNED, Signed
from headcount.publish.verify.receipt import Receipt
from headcount.publish.verify.since import (
    CHANGED,
    CORRECTED,
    CURRENT,
    WITHDRAWN,
    CellChange,
    Since,
    amount,
)

UNKNOWN, SILENT, ALTERED, BROKEN = "unknown", "silent", "altered", "broken"

STATES = {
    CURRENT: 0,
    CHANGED: 1,
    CORRECTED: 1,
    WITHDRAWN: 1,
    UNKNOWN: 3,
    SILENT: 3,
    ALTERED: 4,
    BROKEN: 4,
}
"""Every state, and the exit code that stands for it; 2 is wrong use, as in every verb."""

_NAMED = 3


@dataclass(frozen=True)
class FileAnswer:
    """What is known of one record, or of one file without one.

    Parameters
    ----------
    state
        ``current``: the figures, caveats and sources are what they were. ``changed``: some are
        not. ``corrected``: the data says why. ``withdrawn``: a figure is gone. ``unknown``: it
        cannot be told. ``silent``: the file carries no record. ``altered``: the record says what
        its own figures do not give, or a file is not what its record gives. ``broken``: the file,
        or its record, was damaged or does not fit itself.
    files
        The files that carry the record.
    why
        What is behind `unknown`, `silent` or `broken`.
    altered
        What is not as the record's own figures give it, a line each.
    edited
        What an editor wrote that is not in the data folder, or that the figures do not bear.
    rewritten
        Files whose picture is not, to the byte, the one that was exported, and files that a kit's
        receipt vouches for no more.
    signed
        What the Content Credentials of its pictures and PDFs say, by file.
    since
        What has changed since; None where that cannot be told.
    notices
        Drafted correction notices.
    receipt
        What the chart was made of; None where nothing could be read.
    strict
        Whether the reader named trusted authorities, so that a file needs a look that nobody signed
        whom they know.
    """

    state: str
    files: tuple[str, ...] = ()
    why: str = ""
    altered: tuple[str, ...] = ()
    edited: tuple[str, ...] = ()
    rewritten: tuple[str, ...] = ()
    signed: Mapping[str, Signed] = field(default_factory=dict)
    since: Since | None = None
    notices: tuple[str, ...] = ()
    receipt: Receipt | None = None
    strict: bool = False

    @property
    def record(self) -> str:
        """The record id, or ""."""
        return self.receipt["record"] if self.receipt else ""

    @property
    def code(self) -> int:
        """The exit code of `headcount read` for this answer alone."""
        signers = {one.state for one in self.signed.values()}
        altered = STATES[ALTERED] if credentials.ALTERED in signers else 0
        strange = self.strict and signers - {KNOWN}
        doubted = STATES[UNKNOWN] if strange or self.rewritten else 0
        return max(STATES[self.state], altered, doubted)

    def text(self, *, short: bool = False) -> str:
        """Return the answer for a terminal; the short one says only what needs a look."""
        lines = [_head(self)]
        if self.why:
            lines.append(f"  {self.why}")
        if self.receipt and not short:
            lines += [f"  {self.receipt['headline']}", *_indented([_about(self.receipt)])]
        lines += _section("Altered", self.altered)
        lines += _section("Changed since", _described(self.since) if self.since else [])
        lines += _section("A correction to print, drafted", self.notices)
        lines += _section("An editor's words", self.edited)
        if self.rewritten and not self.altered:
            lines += _section("Rewritten", [f"{_listed(self.rewritten)}: {_REWRITTEN}"])
        lines += _section("Content Credentials", self._signers(short=short))
        if self.receipt and not short:
            names = {one["source_id"]: one["name"] for one in self.receipt["sources"]}
            figures = [_figure(one, names) for one in self.receipt["figures"]]
            lines += _section("Figures, as they were used", figures)
            lines += _section("Sources", [one["citation"] for one in self.receipt["sources"]])
            lines += _section("Caveats", [_note(one) for one in self.receipt["notes"]])
        return "\n".join(printable(line) for line in lines)

    def _signers(self, *, short: bool) -> Iterator[str]:
        """Say who signed, once for all files of which the same is said."""
        files_by_words: dict[str, list[str]] = {}
        for file, one in self.signed.items():
            needs_look = one.state == credentials.ALTERED or (self.strict and one.state != KNOWN)
            if needs_look or (one.state != UNSIGNED and not short):
                files_by_words.setdefault(one.words(), []).append(file)
        for words, files in files_by_words.items():
            yield f"{_listed(tuple(files))}: {words}"

    def as_json(self) -> dict[str, Any]:
        """Return the answer as plain data."""
        said: dict[str, Any] = json.loads(json.dumps(asdict(self)))
        del said["strict"]
        return {"state": self.state, "record": self.record} | said


@dataclass(frozen=True)
class FileAnswers:
    """Answers, and what they come to.

    Parameters
    ----------
    answers
        One for each record, and one for each file without one.
    short
        Whether the text says only what needs a look.
    """

    answers: tuple[FileAnswer, ...]
    short: bool = False

    @property
    def code(self) -> int:
        """The gravest exit code of them all; 0 where there are none."""
        return max((answer.code for answer in self.answers), default=0)

    def text(self) -> str:
        """Return the answers for a terminal; the short ones end with a count of the states."""
        gap = "\n" if self.short else "\n\n"
        text = gap.join(answer.text(short=self.short) for answer in self.answers)
        if not self.short:
            return text
        counts = Counter(answer.state for answer in self.answers)
        summary = ", ".join(f"{counts[state]} {state}" for state in STATES if counts[state])
        return f"{text}\n{summary or 'nothing to read'}".strip()

    def as_json(self) -> dict[str, Any]:
        """Return the answers as plain data."""
        return {"code": self.code, "answers": [answer.as_json() for answer in self.answers]}

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return {"text/plain": self.text()}


_REWRITTEN = "converted: The record has no errors, but no one vouches for what is shown."


def _head(answer: FileAnswer) -> str:
    named = f"{answer.record}  {answer.receipt['chart']}  " if answer.receipt else ""
    return f"{answer.state:<10}{named}{_listed(answer.files)}".rstrip()


def _listed(files: tuple[str, ...]) -> str:
    if len(files) <= _NAMED:
        return ", ".join(files)
    folder = os.path.commonpath([Path(file).absolute().parent for file in files])
    return f"{os.path.relpath(folder)}: {len(files)} files"


def _about(receipt: Receipt) -> str:
    data = receipt["data"]
    return f"Data: {data['name']} {data.get('version', '')}. {receipt['credit']}."


def _described(since: Since) -> Iterator[str]:
    for change in since.changes:
        yield _change(change)
    yield from (f"drawn today, and not then: {one}" for one in since.added)
    yield from (f"drawn then, and not today: {one}" for one in since.dropped)
    yield from (f"a caveat that was not there: {one}" for one in since.caveats)
    yield from (f"a caveat that no longer holds: {one}" for one in since.lifted)
    yield from (f"cited in another way today: {one}" for one in since.sources)
    for name, was, now in since.words:
        yield f"{name.replace('_', ' ')} was “{was}”, would be drafted as “{now}”"
    if since.untold:
        yield f"it cannot be made again from its choice: {since.untold}"


def _change(change: CellChange) -> str:
    about = f"{change.figure['what']} ({change.figure['figure_id']})"
    if change.is_gone:
        text = f"{about} is gone from the data"
    else:
        was, now = _cell(change.field, change.was), _cell(change.field, change.now)
        text = f"{about}: {change.field} was {was}, is {now}"
    why = "; ".join(f"{dates.words(date)}: {reason}" for date, reason in change.reasons)
    return f"{text}. {why or 'No correction says why.'}"


def _cell(field: str, text: str) -> str:
    """Print one cell: a number with its thousands set apart, and every digit of it."""
    return f"{json.loads(text):,}" if text and field in AMOUNTS else text or "empty"


def _figure(one: Mapping[str, Any], sources: Mapping[str, str]) -> str:
    use = "" if one["use"] == "drawn" else f", {one['use']}"
    return (
        f"{one['what']}: {amount(one)}, {one['status']}, dated {one['as_of']}{use}; "
        f"{sources.get(one['source_id'], one['source_id'])} [{one['figure_id']}]"
    )


def _note(note: Mapping[str, Any]) -> str:
    mark = "" if note["number"] is None else f"{note['number']} "
    whole = f" {note['long']}" if note["long"] != note["text"] else ""
    return f"{mark}{note['text']}{whole}"


def _section(title: str, entries: Any) -> list[str]:
    filled = _indented(f"- {entry}" for entry in entries)
    return [f"  {title}", *filled] if filled else []


def _indented(entries: Any) -> list[str]:
    lines = []
    for entry in entries:
        lines += paragraph(printable(entry), first="  ", rest="    ").splitlines()
    return lines
