"""A TOML file of a data folder: read as far as it is one, and where in it a key stands."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from headcount.core.files import UnreadFile, read_text
from headcount.figures.package.problem import Problem, unread

MOST_BYTES = 1_000_000
_PARTS = 20
# keys joined by dots, each of which the parser keeps beside all those before it
_LONG_KEY = re.compile(
    rf"""(?<![\w."'-])(?:(?:[\w-]+|"[^"\n]*"|'[^'\n]*')[ \t]*\.[ \t]*){{{_PARTS}}}"""
)


def load(folder: Path, name: str, right: str) -> tuple[dict[str, Any], str, list[Problem]]:
    """Read a file as far as it is TOML: what it says, its text, and why it cannot be read.

    Parameters
    ----------
    folder, name
        Where it is; one that is not there says nothing.
    right
        How a line of it is written.

    Examples
    --------
    >>> load(Path("no-such-folder"), "charts.toml", 'key = "word"')
    ({}, '', [])
    """
    try:
        text = read_text(folder / name, MOST_BYTES, folder, "utf-8-sig")
        return parsed(text), text, []
    except FileNotFoundError:
        return {}, "", []
    except UnreadFile as error:
        return {}, "", [unread(name, error)]
    except (ValueError, RecursionError) as error:
        row, wrong = _broken(str(error), text)
        return {}, "", [Problem(name, row, None, wrong, right)]


def written(value: Any) -> str:
    r"""Write a value of JSON as a file would.

    Examples
    --------
    >>> written({"status": "claimed", "years": [2022]}), written("a\x7f")
    ('{status = "claimed", years = [2022]}', '"a\\u007f"')
    """
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{key} = {written(one)}' for key, one in value.items())}}}"
    # a text of JSON is one of TOML, but for a control character and half a letter
    text = json.dumps(value, ensure_ascii=False).replace("\x7f", r"\u007f")
    return text.encode(errors="replace").decode()


def line(text: str, table: str, key: str | None = None) -> int | None:
    r"""Find the line of a table, or of a key of it; a key that stands on no own line has its.

    A key before all tables is a table by itself.

    Examples
    --------
    >>> line('name = "A"\n[font]\nbold = "b.ttf"', "font", "bold")
    3
    """
    rows = _rows(text)
    return rows.get((table, key), rows.get((table, None)))


@lru_cache(maxsize=4)
def _rows(text: str) -> dict[tuple[str, str | None], int]:
    """Find the line that each table begins in, and each key of it."""
    rows: dict[tuple[str, str | None], int] = {}
    table: str | None = None
    inside = ""
    for row, one in enumerate(text.split("\n"), 1):
        begins = one.lstrip().startswith("[")
        if begins:
            table, inside = None, ""
        named = one.strip().lstrip("[").partition("]")[0] if begins else one.partition("=")[0]
        parts = [part.strip().strip("\"'") for part in named.split(".", 2)]
        if begins and len(parts) > 1:
            inside = f"{parts[0]}.{parts[1]}"
            rows.setdefault((inside, None), row)
        elif inside:
            rows.setdefault((inside, parts[0]), row)
        parts = parts if table is None else [table, *parts]
        table = parts[0] if begins else table
        rows.setdefault((parts[0], None), row)
        if len(parts) > 1:
            rows.setdefault((parts[0], parts[1]), row)
    return rows


@lru_cache(maxsize=4)
def parsed(text: str) -> dict[str, Any]:
    """Parse a text once: reading it again is most of what naming a chart costs. It is shared.

    Raises
    ------
    ValueError, RecursionError
        When it is no TOML, or has a key or a nest that would take memory out of proportion.
    """
    if long := _LONG_KEY.search(text):
        row = text.count("\n", 0, long.start()) + 1
        column = long.start() - text.rfind("\n", 0, long.start())
        raise ValueError(f"a key of more than {_PARTS} parts (at line {row}, column {column})")
    return tomllib.loads(text)


def _broken(message: str, text: str) -> tuple[int | None, str]:
    """Say where a text stops being TOML; the parser ends its message with the place."""
    what, _, place = message.removesuffix(")").partition(" (at ")
    at = re.fullmatch(r"line (\d+), column (\d+)", place)
    if at:
        return int(at[1]), f"is not TOML at column {at[2]}: {what}"
    if place:
        return len(text.splitlines()), f"is not TOML at its end: {what}"
    return None, f"is not TOML: {what}"
