"""The answers: what a file was made of, what has changed since, what to print of it."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from headcount.charts import contents
from headcount.charts.chart import Chart
from headcount.core.wording import paragraph
from headcount.figures import dates, provenance
from headcount.figures import table as figures
from headcount.figures.package import Package, cached
from headcount.figures.package.cells import plain
from headcount.figures.package.problem import printable
from headcount.figures.package.vocabulary import AMOUNTS, FIGURE_ID
from headcount.publish.export.words import stated
from headcount.publish.metadata import credentials
from headcount.publish.metadata.credentials import KNOWN, UNSIGNED, Signed
from headcount.publish.verify.receipt import WORDS, Receipt

CURRENT, CHANGED, CORRECTED, WITHDRAWN = "current", "changed", "corrected", "withdrawn"

_FIELDS = ("table", "what", *contents.STATED)
_AMOUNT = (*AMOUNTS, "qualifier", "unit")


@dataclass(frozen=True, slots=True)
class CellChange:
    """One cell of a figure that is not what it was.

    Parameters
    ----------
    figure
        The figure as the receipt has it.
    field
        The column; ``"figure_id"`` where the whole figure is gone.
    was, now
        As text; "" where nothing stands.
    reasons
        What `corrections` says of it, oldest first: date and reason; empty where nothing does.
    """

    figure: Mapping[str, Any]
    field: str
    was: str
    now: str
    reasons: tuple[tuple[str, str], ...] = ()

    @property
    def is_gone(self) -> bool:
        """Whether the figure was taken out of the data."""
        return self.field == FIGURE_ID


@dataclass(frozen=True)
class Since:
    """What has changed since a receipt was written.

    Parameters
    ----------
    changes
        Cells that are not what they were, and figures that are gone.
    added, dropped
        Figures that the same choice draws today and did not, or no longer does.
    caveats, lifted
        Caveats that would stand under the chart today and did not, or no longer would.
    sources
        Sources that are cited in another way today.
    words
        Words that would be set in another way today: the name, as it was, as it would be.
    untold
        Why the chart cannot be made again from its choice; "" when it can.
    """

    changes: tuple[CellChange, ...] = ()
    added: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    caveats: tuple[str, ...] = ()
    lifted: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    words: tuple[tuple[str, str, str], ...] = ()
    untold: str = ""

    @property
    def state(self) -> str:
        """One word: what the desk must do something about comes first."""
        if any(change.is_gone for change in self.changes):
            return WITHDRAWN
        if any(change.reasons for change in self.changes):
            return CORRECTED
        rest = (self.changes, self.added, self.dropped, self.caveats, self.lifted, self.sources)
        return CHANGED if any(rest) or self.words else CURRENT


def since(package: Package, receipt: Receipt, made: Chart | str) -> Since:
    """Compare a receipt with the data of today.

    Parameters
    ----------
    package
        The data of today.
    receipt
        What a chart was made of.
    made
        What its choice makes today, or why it makes nothing.
    """
    changes = tuple(_changes(package, receipt))
    cited = {one["source_id"]: one for one in receipt["sources"]}
    known = provenance.sources(package)
    sources = tuple(
        one["name"]
        for source_id, one in cited.items()
        if source_id not in known or contents.source(known[source_id]) != one
    )
    if isinstance(made, str):
        return Since(changes, sources=sources, untold=made)
    if made.record == receipt["record"]:
        return Since(changes, sources=sources)
    now = made.contents
    were, are = _drawn(receipt), _drawn(now)
    gone = {change.figure["figure_id"] for change in changes if change.is_gone}
    found = Since(
        changes,
        added=tuple(are[one] for one in are if one not in were),
        dropped=tuple(were[one] for one in were if one not in are and one not in gone),
        caveats=tuple(_new_notes(now["notes"], receipt["notes"])),
        lifted=tuple(_new_notes(receipt["notes"], now["notes"])),
        sources=sources,
        words=(
            *((name, receipt[name], now[name]) for name in WORDS if receipt[name] != now[name]),
            *_reworded(receipt["notes"], now["notes"]),
        ),
    )
    # an id stands for all that a record says: with another one, something else was said
    other = (("record", receipt["record"], made.record),)
    return replace(found, words=other) if found.state == CURRENT else found


def _changes(package: Package, receipt: Receipt) -> Iterator[CellChange]:
    now = today(package)
    for was in {one["figure_id"]: one for one in receipt["figures"]}.values():
        figure_id = was["figure_id"]
        if figure_id not in now:
            yield CellChange(was, FIGURE_ID, figure_id, "", _reasons(package, figure_id, FIGURE_ID))
            continue
        for name in _FIELDS:
            cells = plain(was[name]), plain(now[figure_id][name])
            if cells[0] != cells[1]:
                yield CellChange(was, name, *cells, _reasons(package, figure_id, name, *cells))


@cached
def today(package: Package) -> dict[str, dict[str, Any]]:
    """Return every figure as a receipt would state it today."""
    rows = figures.figures(package).to_dict("records")
    return {row["figure_id"]: contents.figure(package, row) for row in rows}


def _reasons(
    package: Package, figure_id: str, field: str, was: str | None = None, now: str = ""
) -> tuple[tuple[str, str], ...]:
    """Follow the corrections of a cell from what it was; () if they do not lead to what it is.

    A cell may have been corrected twice since, so one row alone need not name both ends.
    """
    at = figure_id if was is None else was
    reasons = []
    for row in package.tables.get("corrections", []):
        if (row[FIGURE_ID], row["field"], plain(row["old"])) == (figure_id, field, at):
            at = plain(row["new"])
            reasons.append((str(row["date"]), str(row["reason"])))
    return tuple(reasons) if at == now else ()


def _drawn(content: Mapping[str, Any]) -> dict[str, str]:
    return {one["figure_id"]: f"{one['what']} ({one['figure_id']})" for one in content["figures"]}


def _new_notes(notes: list[Mapping[str, Any]], others: list[Mapping[str, Any]]) -> Iterator[str]:
    """Return the notes whose rule is not among the others, or not for all of their figures."""
    borne: dict[str, set[str]] = {}
    for note in others:
        borne.setdefault(note["rule"], set()).update(note["figures"])
    for note in notes:
        if note["rule"] not in borne or set(note["figures"]) - borne[note["rule"]]:
            yield note["text"]


def _reworded(
    notes: list[Mapping[str, Any]], others: list[Mapping[str, Any]]
) -> Iterator[tuple[str, str, str]]:
    """Give the notes of the same rule and figures that say it in other words."""
    now = {(one["rule"], tuple(one["figures"])): one for one in others}
    for was in notes:
        other = now.get((was["rule"], tuple(was["figures"])), was)
        for part in ("text", "long"):
            if was[part] != other[part]:
                yield "caveat", was[part], other[part]


def notices(receipt: Receipt, changes: Iterable[CellChange], now: Mapping[str, Any]) -> list[str]:
    """Draft a notice for each figure that the data corrects or withdraws.

    Parameters
    ----------
    receipt
        What the chart was made of.
    changes
        What is not as it was.
    now
        Each figure as it is stated today, by `figure_id`.

    Returns
    -------
    list of str
        A sentence or two each, to be edited: what was said, what is right, and why.
    """
    of_figure: dict[str, list[CellChange]] = {}
    for change in changes:
        of_figure.setdefault(change.figure["figure_id"], []).append(change)
    return [
        _notice(receipt, several, now.get(figure_id))
        for figure_id, several in of_figure.items()
        if any(change.reasons for change in several)
    ]


def _notice(receipt: Receipt, changes: list[CellChange], now: Mapping[str, Any] | None) -> str:
    reasons = list(dict.fromkeys(one for change in changes for one in change.reasons))
    when = dates.words(max(date for date, _ in reasons))
    what = " ".join(_corrections(changes, now))
    why = " ".join(f"{reason.rstrip('.')}." for _, reason in reasons)
    chart = f"this graphic (record {receipt['record']})"
    return f"Correction, {when}: An earlier version of {chart} {what} {why}"


def _corrections(changes: list[CellChange], now: Mapping[str, Any] | None) -> Iterator[str]:
    was = changes[0].figure
    if now is None:
        yield f"gave {was['what']} as {amount(was)}. The figure has been withdrawn."
        return
    if amount(was) != amount(now):
        yield f"gave {was['what']} as {amount(was)}. It is {amount(now)}."
    else:
        yield f"misstated a detail of {was['what']}."
    for change in changes:
        if change.field not in _AMOUNT:
            name = change.field.removesuffix("_id").replace("_", " ")
            before, after = change.was or "nothing", change.now or "nothing"
            yield f"Its {name} was given as {before}; it is {after}."


def amount(row: Mapping[str, Any]) -> str:
    """Return the amount of a figure of a receipt, with its unit."""
    return stated(row, row["unit"].replace("-", " "))


UNKNOWN, SILENT, ALTERED, BROKEN = "unknown", "no record", "altered", "damaged"

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
"""Every state, and the exit code that stands for it; 2 is an invalid command, as always."""

_NAMED = 3


@dataclass(frozen=True)
class FileAnswer:
    """What is known of one record, or of one file without one.

    Parameters
    ----------
    state
        ``current``: the figures, caveats and sources are what they were. ``changed``: some are
        not. ``corrected``: the data says why. ``withdrawn``: a figure is gone. ``unknown``: it
        cannot be told. ``no record``: the file carries no record. ``altered``: the record says what
        its own figures do not give, or a file is not what its record gives. ``damaged``: the file,
        or its record, was damaged or does not fit itself.
    files
        The files that carry the record.
    why
        What is behind `unknown`, `no record` or `damaged`.
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
