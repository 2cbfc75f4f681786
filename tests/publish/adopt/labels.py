"""Reads the labels, and writes what was read as they do."""

from __future__ import annotations

import re
from pathlib import Path

from headcount.figures.written import WrittenAmount

_ESCAPE = re.compile(r"\\u([0-9a-f]{4})")


def unescaped(text: str) -> str:
    """Return a text with its escapes read: what nobody sees, and tabs."""
    return _ESCAPE.sub(lambda code: chr(int(code[1], 16)), text).replace(r"\t", "\t")


def labelled(name: str) -> list[list[str]]:
    """Return the lines of a file of labels, each parted."""
    lines = Path(__file__).with_name(name).read_text("utf-8").split("\n")
    return [unescaped(line).split(" | ") for line in lines if line and not line.startswith("# ")]


def said(amount: WrittenAmount) -> str:
    """Write an amount as the labels do."""
    low, value, high = (
        "" if number is None else f"{number:f}"
        for number in (amount.low, amount.value, amount.high)
    )
    qualifier = amount.qualifier or "blank"
    if qualifier == "range":
        return f"range {low}..{high}"
    if qualifier in ("more-than", "at-least"):
        return f"{qualifier} {low}.."
    if qualifier == "up-to":
        return f"up-to ..{high}"
    numbers = [low, value, high] if qualifier == "estimated" and low else [value]
    return " ".join(filter(None, (qualifier, *numbers)))
