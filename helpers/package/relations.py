"""How figures of one table hang together: a part and its whole, an answer and what it answers."""

from __future__ import annotations

from helpers.package.cells import Row, plain
from helpers.package.keys import Loaded, Say
from helpers.package.problem import shown
from helpers.package.vocabulary import FIGURE_ID

_ROUNDING = 1.05  # rounded parts may add up to a little more than their rounded whole


def check(loaded: Loaded, say: Say) -> None:
    """Tell of parts above their whole, parts counted twice, and denials of nothing."""
    # Of a name that is there twice, which is told elsewhere, the first row counts.
    by_id = {str(row.values[FIGURE_ID]): row for row in reversed(loaded.rows)}
    for name, how in (("part_of", "is part of"), ("answers", "answers")):
        chain = links(loaded, FIGURE_ID, name)
        for row in loaded.rows:
            if circles(str(row.values[FIGURE_ID]), chain):
                wrong = f"{shown(row.values[FIGURE_ID])} {how} itself"
                say(loaded.table, row, name, wrong, "name another figure, or leave it empty")
    if loaded.table.field("part_of"):
        _check_parts(loaded, by_id, say)
    if loaded.table.field("answers"):
        _check_denials(loaded, say)


def _check_denials(loaded: Loaded, say: Say) -> None:
    for row in loaded.rows:
        denied = row.has("status") and row.values["status"] == "denied"
        if denied and row.sound("answers") and row.values["answers"] is None:
            say(loaded.table, row, "answers", "the denial answers nothing", "name what it denies")


def links(loaded: Loaded, key: str, column: str) -> dict[str, str]:
    """Return which row leads to which: the values of `column` by those of `key`."""
    return {
        str(row.values[key]): str(row.values[column])
        for row in loaded.rows
        if row.values.get(column) is not None
    }


def circles(start: str, chain: dict[str, str]) -> bool:
    """Whether following the chain from `start` leads back to it.

    Examples
    --------
    >>> circles("a", {"a": "b", "b": "a"}), circles("a", {"a": "b", "b": "b"})
    (True, False)
    """
    seen: set[str] = set()
    here = chain.get(start)
    while here is not None and here not in seen:
        if here == start:
            return True
        seen.add(here)
        here = chain.get(here)
    return False


def _check_parts(loaded: Loaded, by_id: dict[str, Row], say: Say) -> None:
    parts: dict[str, list[Row]] = {}
    for row in loaded.rows:
        whole_id = str(row.values["part_of"])
        whole = by_id.get(whole_id)
        if whole is None or whole is row:
            continue
        if row.has("unit") and whole.has("unit") and row.values["unit"] != whole.values["unit"]:
            units = f"{shown(row.values['unit'])}, its whole {shown(whole.values['unit'])}"
            say(loaded.table, row, "unit", f"the part counts {units}", "mend one, or part_of")
            continue
        least, most = _least(row), _most(whole)
        if least is not None and most is not None and least > most:
            wrong = f"the part is {plain(least)}, its whole {shown(whole_id)} only {plain(most)}"
            say(loaded.table, row, "part_of", wrong, "mend one of them, or part_of")
        elif _alike(row, whole):
            parts.setdefault(whole_id, []).append(row)
    for whole_id, rows in parts.items():
        most = _most(by_id[whole_id])
        total = sum(_least(row) or 0 for row in rows)
        if most is not None and len(rows) > 1 and total > most * _ROUNDING:
            wrong = f"its parts add up to {plain(total)}, more than the whole's {plain(most)}"
            right = "one of them overlaps another, or is no part of it"
            say(loaded.table, by_id[whole_id], FIGURE_ID, wrong, right)


def _alike(row: Row, whole: Row) -> bool:
    """Whether source and day are the same: else the parts are not of one count."""
    return all(row.values.get(name) == whole.values.get(name) for name in ("source_id", "as_of"))


def _least(row: Row) -> float | None:
    return _amount(row, "low", "value")


def _most(row: Row) -> float | None:
    return _amount(row, "high", "value")


def _amount(row: Row, *names: str) -> float | None:
    """Return the first of these amounts that is given, if the row's amounts are sound."""
    if not row.sound("low", "value", "high"):
        return None
    for name in names:
        amount = row.values[name]
        if isinstance(amount, int | float):
            return amount
    return None
