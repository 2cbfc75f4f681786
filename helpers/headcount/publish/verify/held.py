"""What a record says of itself, held to what its own figures give.

A checksum tells damage, not deceit: whoever changes a record can reckon it anew. So the chart is
made again from the figures that the record states, and each word, note and source is held to that.
What a record says of the data that it was made from cannot be known without that data: where it
says that something has changed since, words need not be the same, but must still be of the same
figures.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from headcount.charts import contents
from headcount.charts.chart import Chart, chart_names, make_chart
from headcount.charts.charts_file import LONGEST_CHOICE, read_one
from headcount.charts.form import COMMON, WRITTEN
from headcount.charts.proofread import proofread
from headcount.figures import provenance
from headcount.figures.package import Package, PackageError
from headcount.figures.package.vocabulary import FIGURE_ID
from headcount.publish.export.receipt import data, versions
from headcount.publish.verify.receipt import WORDS, Receipt, content

_TRIES = 5  # a figure that came since may hide another one
_LIKE = 0.5  # as much of a sentence is the same when its data says it in another way
_SHOWN = 80
_NAMES = {"alt": "alt text", "source_line": "source line"}


@dataclass(frozen=True)
class Held:
    """How a record stands to its own figures.

    Parameters
    ----------
    chart
        The chart that its choice makes today, where that is the record's to the letter, and was
        made with the same version of Headcount and in the same house style; else None.
    altered
        What it says and its figures do not give, a line each; empty where nothing is wrong.
    edited
        What an editor wrote that is not what the data folder says now, or that its figures do not
        bear, a line each.
    """

    chart: Chart | None = None
    altered: tuple[str, ...] = ()
    edited: tuple[str, ...] = ()


def made_again(package: Package, choice: Mapping[str, Any]) -> Chart | str:
    """Make a chart from the choice of a record, or say why that cannot be done."""
    if len(contents.canonical(choice)) > LONGEST_CHOICE:
        return "its choice is longer than any chart has"
    try:
        return make_chart(package, **choice)
    except (ValueError, LookupError, TypeError) as error:
        return str(error)


def held(
    package: Package,
    receipt: Receipt,
    now: Chart | str,
    changed: Sequence[tuple[str, str]],
) -> Held:
    """Hold a record to its own figures.

    Parameters
    ----------
    package
        The data of today.
    receipt
        The record.
    now
        What its choice makes today, or why it makes nothing (`made_again`).
    changed
        The cells of its figures that are not what they are today: figure and column, which is
        `FIGURE_ID` where the figure is gone.
    """
    if isinstance(now, Chart) and _is(now, receipt):
        same = receipt.get("versions") == versions(package)
        lines = [*_figures(package, receipt, changed)]
        return Held(now if same else None, tuple(lines), (*_edited(package, now),))
    lines = [*_figures(package, receipt, changed), *_own(receipt), *_sources(package, receipt)]
    columns = {column for _, column in changed}
    edited: list[str] = []
    try:
        then = _as_it_was(package, receipt, now) if changed else now
        if not isinstance(then, str):
            lines += _words(then, receipt, _changed_since(package, receipt), columns)
            edited += _edited(package, then)
    except Exception as error:
        if not changed:  # else its figures are anybody's, and no rule saw them
            raise
        then = str(error)
    fits = {FIGURE_ID, "what", "table"}.isdisjoint(columns)
    if isinstance(then, str) and fits and receipt.get("versions") == versions(package):
        lines.append(f"its choice makes no chart of its figures: {then:.200}")
    return Held(None, tuple(dict.fromkeys(lines)), tuple(edited))


def _words(then: Chart, receipt: Receipt, since: set[str], columns: set[str]) -> Iterator[str]:
    """Hold the words of a record to the chart that its figures make."""
    if not {one["figure_id"] for one in receipt["figures"]} & set(then.selection.by_id):
        yield "its choice draws none of its figures"
    elif since and FIGURE_ID not in columns:  # nobody knows a figure that is gone
        yield from _beyond_likeness(then, receipt)
    elif not since and not _is(then, receipt):
        told = [*_differences(then.contents, receipt)]
        yield from told or ["it holds what its figures do not give"]


def _is(made: Chart, receipt: Receipt) -> bool:
    """Whether a chart is that of a record: all of it, for its id is short enough to be met."""
    return contents.digest(made.contents) == contents.digest(content(receipt))


def _as_it_was(package: Package, receipt: Receipt, now: Chart | str) -> Chart | str:
    """Make the chart from the record's own figures in the place of today's."""
    stated = {one["figure_id"]: one for one in receipt["figures"]}
    extra: set[str] = set()
    made = now
    for _ in range(_TRIES):
        tables = {
            name: [_stated(row, stated) for row in rows if row.get(FIGURE_ID) not in extra]
            for name, rows in package.tables.items()
            if name in package.figure_tables
        }
        as_it_was = replace(package, tables={**package.tables, **tables})
        made = made_again(as_it_was, receipt["choice"])
        more = set() if isinstance(made, str) else set(made.selection.by_id) - stated.keys()
        if not more:
            break
        extra |= more
    return made


def _stated(row: Mapping[str, Any], stated: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    one = stated.get(row[FIGURE_ID], {})
    return {**row, **{name: one[name] for name in contents.STATED if name in one}}


def _changed_since(package: Package, receipt: Receipt) -> set[str]:
    """Name what the record says was otherwise when it was made: tables, descriptor, version."""
    theirs, mine = receipt["data"], data(package)
    names = theirs["tables"].keys() | mine["tables"].keys()
    since = {name for name in names if theirs["tables"].get(name) != mine["tables"].get(name)}
    whole = {"descriptor": package.descriptor, "tables": theirs["tables"]}
    if contents.digest(whole) != theirs["sha256"]:
        since.add("descriptor")
    if receipt.get("versions") != versions(package):
        since.add("version")
    return since


def _figures(
    package: Package, receipt: Receipt, changed: Sequence[tuple[str, str]]
) -> Iterator[str]:
    """Tell figures that differ from a table of which the record says that it is today's."""
    tables = {one["figure_id"]: one["table"] for one in receipt["figures"]}
    theirs, mine = receipt["data"]["tables"], data(package)["tables"]
    for figure in dict.fromkeys(figure for figure, column in changed if column != "what"):
        if theirs.get(tables[figure]) == mine.get(tables[figure]):
            yield f"its figure {figure} is not that of the table it says it was made from"


def _own(receipt: Receipt) -> Iterator[str]:
    """Hold parts of a record to each other, which takes no data."""
    choice = receipt["choice"]
    for name, part in {"name": "chart", "form": "form", **{one: one for one in WRITTEN}}.items():
        if choice.get(name) is not None and choice[name] != receipt[part]:
            yield f"its {_NAMES.get(part, part)} is not that of its choice"
    ids = {one["figure_id"] for one in receipt["figures"]}
    if any(not set(note["figures"]) <= ids for note in receipt["notes"]):
        yield "a caveat of it is of figures that it does not have"
    uses = Counter((one["figure_id"], one["use"]) for one in receipt["figures"])
    if max(uses.values()) > 1:
        yield "it has a figure twice"
    cited = dict.fromkeys(one["source_id"] for one in receipt["figures"])
    if [*cited] != [one["source_id"] for one in receipt["sources"]]:
        yield "its sources are not those of its figures"


def _sources(package: Package, receipt: Receipt) -> Iterator[str]:
    """Tell a source that is called as it never was."""
    known = provenance.sources(package)
    same = receipt["data"]["tables"].get("sources") == data(package)["tables"].get("sources")
    for one in receipt["sources"]:
        if one["source_id"] in known:
            now = contents.source(known[one["source_id"]])
            if now != one and (same or not _alike(now["citation"], one["citation"])):
                yield f"it cites {one['source_id']} as {_quoted(one['citation'])}"


def _differences(now: Mapping[str, Any], receipt: Receipt) -> Iterator[str]:
    """Tell every difference: the record says that nothing has changed since it was made."""
    for name in ("chart", "form", "choice", *WORDS):
        if receipt[name] != now[name]:
            yield f"its {_NAMES.get(name, name)} is {_quoted(receipt[name])}; {_given(now[name])}"
    ids = [[one["figure_id"] for one in each["figures"]] for each in (receipt, now)]
    if ids[0] != ids[1]:
        yield "its figures are not those that its choice draws"
    theirs, mine = _notes(receipt), _notes(now)
    for key, note in mine.items():
        if key not in theirs:
            yield f"it leaves out a caveat: {note['text']}"
        elif note != theirs[key]:
            yield f"a caveat of it is {_quoted(theirs[key]['text'])}; {_given(note['text'])}"
    yield from (
        f"its figures do not support one of its caveats: {note['text']}"
        for key, note in theirs.items()
        if key not in mine
    )


def _beyond_likeness(then: Chart, receipt: Receipt) -> Iterator[str]:
    """Tell words that no change of data or version explains: of other things, or not borne."""
    for name in WORDS:
        was, now = receipt[name], then.contents[name]
        if was == now or name in then.choice or name == "credit":  # that is a name, of no figure
            continue
        if not _alike(was, now):
            yield f"its {_NAMES.get(name, name)} is {_quoted(was)}; {_given(now)}"
        elif name != "source_line":
            known = {(one.words, one.why) for one in _doubts(then, now)}
            for one in _doubts(then, was):
                if (one.words, one.why) not in known:
                    yield f"its {_NAMES.get(name, name)} has “{one.words}”: {one.why}"
    theirs, mine = _notes(receipt), _notes(then.contents)
    for key in theirs.keys() & mine.keys():
        for part in ("text", "long"):
            if not _alike(theirs[key][part], mine[key][part]):
                yield f"a caveat of it is {_quoted(theirs[key][part])}; {_given(mine[key][part])}"


def _doubts(then: Chart, text: str) -> list[Any]:
    # as an alternative text: a reading of whole sentences is a guess, and calls no record altered
    return [*proofread(then.package, then.selection, then.notes, {"alt": text})]


def _notes(content: Mapping[str, Any]) -> dict[tuple[str, tuple[str, ...]], Mapping[str, Any]]:
    return {(one["rule"], tuple(one["figures"])): one for one in content["notes"]}


def _edited(package: Package, then: Chart) -> Iterator[str]:
    """Tell what an editor wrote that is not in `charts.toml`, or that the figures do not bear."""
    try:
        written = read_one(package, then.name) if then.name in chart_names(package) else {}
    except PackageError:
        written = {}
    # of other figures, or in another form, it is another chart, or another state of a switch
    named = _figures_chosen(then.form, then.choice) == _figures_chosen("rank", written)
    if not named:
        written = {}
    for name in WRITTEN:
        mine, theirs = then.choice.get(name), written.get(name)
        if mine == theirs:
            continue
        if named:
            now = _quoted(theirs) if theirs else "none"
            yield f"{_NAMES.get(name, name)}: {_quoted(mine or 'drafted')}; charts.toml has {now}"
        for one in _doubts(then, mine or ""):
            yield f"{_NAMES.get(name, name)}: “{one.words}”: {one.why}"


def _figures_chosen(form: str, choice: Mapping[str, Any]) -> dict[str, Any]:
    """Return of a choice what decides which figures are drawn, and how."""
    rest = {name: one for name, one in choice.items() if name not in {*COMMON, "name"}}
    return {**rest, "form": choice.get("form", form)}


def _alike(one: str, other: str) -> bool:
    """Whether two texts say nearly the same in nearly the same words."""
    a, b = Counter(one.lower().split()), Counter(other.lower().split())
    return 2 * (a & b).total() >= _LIKE * (a.total() + b.total())


def _quoted(value: Any) -> str:
    text = value if isinstance(value, str) else contents.canonical(value).decode("utf-8", "replace")
    return f"“{text if len(text) <= _SHOWN else text[: _SHOWN - 1] + '…'}”"


def _given(value: Any) -> str:
    return f"its figures give {_quoted(value)}"
