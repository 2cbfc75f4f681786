"""Plotly's markup, read: lines, bold words, raised numbers, and what they say."""

from __future__ import annotations

import html
import re
from typing import NamedTuple

from headcount.render.typesetting import GOES_ON

_TAG = re.compile(r"(</?(?:b|sup)>)")


class Run(NamedTuple):
    """Letters of one weight at one height."""

    words: str
    is_bold: bool
    is_raised: bool


def read(markup: str) -> tuple[tuple[Run, ...], ...]:
    """Return the runs of each line.

    Examples
    --------
    >>> [[run.words for run in line] for line in read("<b>R&amp;D</b> <sup>2</sup><br>1 million")]
    [['R&D', ' ', '2'], ['1 million']]
    >>> read("<b>R&amp;D</b>")[0][0]
    Run(words='R&D', is_bold=True, is_raised=False)
    """
    is_bold = is_raised = False
    lines = []
    for line in markup.split("<br>"):
        runs = []
        for part in _TAG.split(line):
            match part:
                case "<b>" | "</b>":
                    is_bold = part == "<b>"
                case "<sup>" | "</sup>":
                    is_raised = part == "<sup>"
                case "":
                    pass
                case _:
                    runs.append(Run(html.unescape(part), is_bold, is_raised))
        lines.append(tuple(runs))
    return tuple(lines)


def said(markup: str) -> str:
    r"""Return what it says; lines are parted by line feeds.

    Examples
    --------
    >>> said("<b>R&amp;D</b><br>1 million <sup>2</sup>")
    'R&D\n1 million 2'
    """
    return "\n".join("".join(run.words for run in line) for line in read(markup))


def told(hover: str) -> str:
    """Return what is said when something is pointed at, its lines as long as they come."""
    return said(hover.replace(GOES_ON, " "))
