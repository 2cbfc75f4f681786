"""Headcount's own rules for tables of figures: whatever a package is about, these hold."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from headcount.core.wording import slug
from headcount.figures.dates import DateError, parse
from headcount.figures.package.cells import Cell, Fault, plain
from headcount.figures.package.loaded import Column, Loaded, RowFault
from headcount.figures.package.problem import mend, shown
from headcount.figures.package.schema import Field, Report, Table
from headcount.figures.package.vocabulary import (
    AHEAD,
    AMOUNTS,
    CLOSED,
    COMMON,
    DATES,
    FIGURE_ID,
    OVER,
    QUALIFIERS,
    REQUIRED,
    SAME_TABLE,
)

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def check_schema(
    table: Table, tables: Mapping[str, Table | None], where: str, report: Report
) -> None:
    """Report where the description of a table of figures lets slip what every figure needs."""
    missing = [name for name in COMMON if name not in table.header]
    if missing:
        wrong = f"a table of figures lacks {', '.join(missing)}"
        report(f"{where}.fields", wrong, "describe and fill every common column")
    for column in table.fields:
        if column.name in (*COMMON, OVER):
            _check_column(column, f"{where}.fields[{column.name}]", report)
    _check_keys(table, tables, f"{where}.foreignKeys", report)


def check_figures(loaded: Loaded) -> None:
    """Report what is wrong with a figure: its name, its bounds for its qualifier, its dates."""
    # A name that its column's own pattern holds to the same form is reported with its cell.
    own = loaded.table.field(FIGURE_ID)
    if not own or not own.pattern or own.pattern.pattern.strip("^$") != _SLUG.pattern:
        loaded.judge((FIGURE_ID,), _name_faults)
    loaded.judge((*AMOUNTS, "qualifier"), _amount_faults)
    loaded.judge((*DATES, "status"), _date_faults)
    for name, column in loaded.columns.items():
        described = loaded.table.field(name)
        if name not in COMMON and described and described.is_free and not described.pattern:
            _check_case(loaded, name, column)


def _check_case(loaded: Loaded, name: str, column: Column) -> None:
    """Report a name that is written in two ways: whoever searches for the one misses the other."""
    usual: dict[str, str] = {}
    often = Counter(cell for cell in column.cells if isinstance(cell, str))
    for text, _ in often.most_common():
        usual.setdefault(text.casefold(), text)
    odd = {text for text in often if usual[text.casefold()] != text}
    for index, cell in enumerate(column.cells if odd else ()):
        if cell in odd:
            one = usual[str(cell).casefold()]
            loaded.report(
                index,
                name,
                f"{shown(cell)} is {shown(one)} but for its case",
                f"write {shown(one)}",
            )


def _check_column(column: Field, where: str, report: Report) -> None:
    name = column.name
    if name in AMOUNTS and column.type not in ("integer", "number"):
        report(f"{where}.type", f"{shown(column.type)} holds no amount", "write integer or number")
    if name not in AMOUNTS and column.type != "string":
        report(f"{where}.type", f"{shown(column.type)} does not fit", 'write "string"')
    if name in (*DATES, OVER) and not column.edtf:
        report(f"{where}.edtf", "is missing", "write true: it holds a date")
    if name in REQUIRED and name != FIGURE_ID and not column.required:
        report(f"{where}.constraints.required", "is missing", "write true: no figure without it")
    if name in CLOSED:
        _check_closed(column.enum, CLOSED[name], f"{where}.constraints.enum", report)


def _check_keys(
    table: Table, tables: Mapping[str, Table | None], where: str, report: Report
) -> None:
    keys = {key.fields: key for key in table.foreign_keys}
    source = keys.get(("source_id",))
    target = tables.get(source.table) if source else None
    # Where some table could not be understood, it may be the one that the key led to.
    if None not in tables.values() and (target is None or target.key != ("source_id",)):
        right = "lead source_id to the table whose primary key it is"
        report(where, "the figures have no source", right)
    for name in SAME_TABLE:
        key = keys.get((name,))
        leads = key is not None and (key.table, key.targets) == (table.name, (FIGURE_ID,))
        if name in table.header and not leads:
            example = {"fields": name, "reference": {"resource": "", "fields": FIGURE_ID}}
            report(
                where, f"{name} leads to no figure of this table", f"write {json.dumps(example)}"
            )


def _check_closed(
    enum: tuple[Any, ...], known: tuple[str, ...], where: str, report: Report
) -> None:
    if not enum:
        report(where, "is missing", f"list the ones in use of: {', '.join(known)}")
    for value in enum:
        if value not in known:
            hint = mend(str(value), known, f"use one of: {', '.join(known)}")
            report(where, f"{shown(value)} is not a word that Headcount understands", hint)


def _name_faults(figure: Cell) -> Iterator[RowFault]:
    if isinstance(figure, str) and not _SLUG.fullmatch(figure):
        guess = slug(figure)
        right = f"write {guess}" if guess else "write small letters, digits and single hyphens"
        yield FIGURE_ID, f"{shown(figure)} is not a slug", right


def _amount_faults(low: Cell, value: Cell, high: Cell, qualifier: Cell) -> Iterator[RowFault]:
    """Hold low, value and high against what the qualifier demands, then against one another."""
    demand, amounts = QUALIFIERS.get(str(qualifier)), (low, value, high)
    if demand is None or str in map(type, amounts):
        return  # what is wrong here is reported of the cell, or of the descriptor
    fits = True
    for name, amount in zip(AMOUNTS, amounts, strict=True):
        wanted = getattr(demand, name)
        if wanted == ("required" if amount is None else "empty"):
            yield name, *_demanded(str(qualifier), name, amount)
            fits = False
    if fits:
        yield from _order_faults(low, value, high, str(qualifier))


def _demanded(qualifier: str, name: str, amount: Cell) -> Fault:
    a = f"{'an' if qualifier[0] in 'aeiou' else 'a'} {shown(qualifier)} figure"
    if amount is None:
        return f"{a} needs a {name}", "write the number that the source gives"
    wrong = f"{a} has no {name}, but {plain(amount)} is given"
    return wrong, f"leave {name} empty, or choose another qualifier"


def _order_faults(low: Cell, value: Cell, high: Cell, qualifier: str) -> Iterator[RowFault]:
    if _above(low, high):
        yield "low", f"low {plain(low)} is above high {plain(high)}", "swap them, or fix one"
    elif _above(low, value):
        yield "value", f"value {plain(value)} is below low {plain(low)}", "fix one of them"
    elif _above(value, high):
        yield "value", f"value {plain(value)} is above high {plain(high)}", "fix one of them"
    elif qualifier == "nearly" and value != high:
        wrong = f"value {plain(value)} is not high {plain(high)}"
        yield "high", wrong, f"write {plain(value)} twice: nearly means up to it"
    elif qualifier == "range" and low == high:
        yield "high", f"low and high are both {plain(low)}", "a range has two ends; fix one"


def _date_faults(as_of: Cell, reported: Cell, status: Cell) -> Iterator[RowFault]:
    """See that a number is no later than what says it, unless it is a promise or denied."""
    if as_of is None or reported is None or status in (*AHEAD, "denied"):
        return
    try:
        true_of, said = parse(str(as_of)), parse(str(reported))
    except DateError:  # reported with its cell
        return
    if true_of.sure and said.sure and true_of.earliest > said.latest:
        wrong = f"as_of {as_of} is later than reported {reported}"
        yield "as_of", wrong, "fix one; only what is offered, planned or denied lies ahead"


def _above(one: Cell, other: Cell) -> bool:
    return isinstance(one, int | float) and isinstance(other, int | float) and one > other
