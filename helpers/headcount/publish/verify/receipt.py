"""A receipt as it is found in a file: checked by itself before it is believed."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import fastjsonschema
from fastjsonschema import JsonSchemaValueException

from headcount.charts import contents
from headcount.figures.quantity import Quantity
from headcount.publish.export.receipt import FORMAT
from headcount.publish.metadata.payload import MOST_PAYLOAD, Broken

Receipt = dict[str, Any]

_ABOUT = ("receipt", "record", "data", "versions", "files", "states", "check")
WORDS = ("headline", "deck", "sentence", "alt", "source_line", "credit")
"""The words of a record that are drafted from its figures, or an editor's."""

_TEXTS = ("chart", "form", *WORDS)
_MOST_RECORDS = 30  # of a page, each state of a switch one: a third of a second each, at most
MOST_VALUES = 200_000  # in all receipts of a file: each takes a hundred bytes when it is read


class InvalidReceipt(ValueError):  # noqa: N818  (it says what the receipt is)
    """A receipt of another format: nothing is wrong with it, but it cannot be read here."""


def parse_all(texts: Sequence[str]) -> list[list[Receipt]]:
    """Read all receipts of a file, each with those of the other states that its switch has.

    Raises
    ------
    Broken, InvalidReceipt
        As `parse`; and when together they hold more than a computer should be asked to read.
    """
    if sum(map(values, texts)) > MOST_VALUES:
        raise Broken("its receipts hold more than any do")
    found = [every(parse(text)) for text in texts]
    if sum(map(len, found)) > _MOST_RECORDS:
        raise Broken(f"it carries more than {_MOST_RECORDS} records")
    return found


def values(text: str) -> int:
    """Count what may be a value of its own in JSON, before any is made of it."""
    return sum(map(text.count, ",[{"))


def parse(text: str) -> Receipt:
    """Read a receipt, and check it by its own checksum and its own record id.

    Raises
    ------
    Broken
        When it is no receipt, was changed after it was made, or does not fit its record id; the
        message says which.
    InvalidReceipt
        When it was written by another version of Headcount, in another format.

    Examples
    --------
    >>> parse('{"receipt": 2, "record": "BCFG-HJKM"}')
    Traceback (most recent call last):
    headcount.publish.metadata.payload.Broken: its receipt lacks chart
    """
    if len(text) > MOST_PAYLOAD:
        raise Broken(f"its receipt is longer than {MOST_PAYLOAD:,} letters")
    try:
        found = json.loads(text, object_pairs_hook=_once, parse_constant=_refuse)
        return _checked(found)
    except RecursionError as error:
        raise Broken("its receipt is nested deeper than any is") from error
    except (ValueError, TypeError, KeyError, OverflowError, AttributeError) as error:
        if isinstance(error, Broken | InvalidReceipt):
            raise
        raise Broken("its receipt was damaged and cannot be read") from error


def every(receipt: Receipt) -> list[Receipt]:
    """Return a receipt, and one of each other state that its switch has, made from the same data.

    Only the first vouches for files.
    """
    names = "receipt", "data", "versions", "check"
    shared = {name: receipt[name] for name in names if name in receipt}
    listed = receipt.get("states", [])
    if not isinstance(listed, list):
        raise TypeError
    states = ({**content(state), "record": state["record"], **shared} for state in listed)
    return [receipt, *states]


def content(receipt: Mapping[str, Any]) -> dict[str, Any]:
    """Return of a receipt what its record id stands for."""
    return {name: value for name, value in receipt.items() if name not in _ABOUT}


def _checked(found: Any) -> Receipt:
    if not isinstance(found, dict) or "receipt" not in found:
        raise Broken("what it carries is not a receipt")
    if found["receipt"] != FORMAT:
        raise InvalidReceipt(f"its receipt has the format {found['receipt']!r:.20}, not {FORMAT}")
    for one in every(found):
        for name in (*_TEXTS, "record", "choice", "figures", "sources", "notes", "data", "check"):
            if name not in one:
                raise Broken(f"its receipt lacks {name}")
    rest = {name: value for name, value in found.items() if name != "check"}
    if contents.digest(rest) != found["check"]:
        raise Broken("its receipt was changed after it was made")
    for one in every(found):
        if contents.record_id(content(one)) != one["record"]:
            raise Broken("its receipt does not fit its own record id")
        _refuse_misshapen(one)
    return found


def _refuse_misshapen(found: Receipt) -> None:
    """Refuse what somebody made who knows how the checksum is reckoned."""
    try:
        _shape()(found)
    except JsonSchemaValueException:
        raise Broken("its receipt is not built as a receipt is") from None
    for one in found["figures"]:
        Quantity.of(one)  # refuses amounts that contradict their qualifier


@cache
def _shape() -> Callable[[Any], Any]:
    schema = json.loads(Path(__file__).with_suffix(".json").read_text("utf-8"))
    found: Callable[[Any], Any] = fastjsonschema.compile(schema)
    return found


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Refuse a name that is given twice: two programs would read two values."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Broken("its receipt gives a name twice")
    return found


def _refuse(constant: str) -> None:
    raise Broken(f"its receipt holds {constant}, which is not a number")
