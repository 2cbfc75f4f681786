"""One executed notebook as a page of plain HTML."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import escape
from importlib.resources import files
from typing import Any

from nbconvert.filters import markdown2html, strip_ansi
from nbformat import NotebookNode

from headcount.charts.chart import CHART_MIME

_NOT_HERE = {"lab", "live"}  # tags; the app's template leaves out the first of them
_A_COLUMN = re.compile(r"\S {2,}\S")  # a line of a table, which must not be broken

_LIVE = (
    "<p class=live>This page stands still. For charts that answer, all figures to search, and "
    "exports, run <code>make lab</code> in Headcount's folder and open this notebook there.</p>"
)

_TO_A_NOTEBOOK = re.compile(r'(?<=href=")([^":]+)\.ipynb(?=["#])')

Frame = Callable[[dict[str, Any]], str]
"""Puts the chart of this choice beside the page, and returns the HTML that shows it."""

MARK = '<meta name="generator" content="Headcount">'
"""Tells a page of ours from a file that a new site must not replace."""

_PAGE = f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
{MARK}
<title>{{title}}</title>
<link rel="icon" href="data:,">
<style>
{{style}}</style>
</head>
<body>
<nav aria-label="Pages">{{nav}}</nav>
<main>
{{body}}
</main>
</body>
</html>
"""


def title(notebook: NotebookNode) -> str:
    """Return the question that a notebook asks: its first heading, as plain text."""
    for cell in notebook.cells:
        found = re.search(r"^# +(.+)$", cell.source, re.MULTILINE)
        if cell.cell_type == "markdown" and found:
            return re.sub(r"[*_`]", "", found[1]).strip()
    raise ValueError("a notebook needs a heading: begin its first cell with '# ' and a question")


def page(heading: str, body: str, links: list[tuple[str, str]], here: str) -> str:
    """Set a page: its body under the links to all pages.

    Parameters
    ----------
    heading
        The page's title, as text.
    body
        HTML.
    links
        Of every page the file and the title, in order.
    here
        The file of this one.
    """
    nav = "".join(
        f'<a href="{escape(file)}"{" aria-current=page" if file == here else ""}>{escape(text)}</a>'
        for file, text in links
    )
    style = (files("headcount.notebook.site") / "site.css").read_text(encoding="utf-8")
    return _PAGE.format(title=escape(heading), style=style, nav=nav, body=body)


def body(notebook: NotebookNode, frame: Frame) -> str:
    """Return the cells of an executed notebook as HTML: words, charts, texts; code folded away.

    A link to another notebook leads to that notebook's page. A cell tagged `lab` or `live` is left
    out; where the first of what answers only in the lab would stand, one line says so.
    """
    parts = [part for cell in notebook.cells for part in _cell(cell, frame) if part]
    return "\n".join(
        part for at, part in enumerate(parts) if part != _LIVE or parts.index(_LIVE) == at
    )


def _cell(cell: NotebookNode, frame: Frame) -> Iterator[str]:
    if _NOT_HERE & set(cell.metadata.get("tags", [])):
        yield _LIVE
    elif cell.cell_type == "markdown":
        yield _TO_A_NOTEBOOK.sub(r"\1.html", markdown2html(cell.source))
    elif cell.cell_type == "code":
        yield (
            "<details class=code><summary>The code of this step</summary>"
            f"<pre><code>{escape(cell.source)}</code></pre></details>"
        )
        for output in cell.outputs:
            yield from _output(output, frame)


def _output(output: NotebookNode, frame: Frame) -> Iterator[str]:
    if output.output_type == "stream":
        yield _said(strip_ansi(output.text))
        return
    if output.output_type == "error":
        raise ValueError(f"{output.ename}: {output.evalue}")
    data = output.get("data", {})
    if CHART_MIME in data:
        yield frame(data[CHART_MIME])
        if data[CHART_MIME].get("live"):
            yield _LIVE
    elif "text/plain" in data:
        yield _said(data["text/plain"])


def _said(text: str) -> str:
    kind = "'said table'" if _A_COLUMN.search(text) else "said"
    return f"<pre class={kind}>{escape(text)}</pre>"
