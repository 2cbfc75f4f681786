"""One executed notebook as a page of plain HTML."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import escape
from importlib.resources import files
from typing import Any

from nbconvert.filters import markdown2html, strip_ansi
from nbformat import NotebookNode

from helpers.graphic import CHART_MIME

_TO_A_NOTEBOOK = re.compile(r'(?<=href=")([^":]+)\.ipynb(?=["#])')

Frame = Callable[[dict[str, Any]], str]
"""Puts the chart of this choice beside the page, and returns the HTML that shows it."""

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<link rel="icon" href="data:,">
<style>
{style}</style>
</head>
<body>
<nav aria-label="Pages">{nav}</nav>
<main>
{body}
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
    style = (files("helpers.site") / "site.css").read_text(encoding="utf-8")
    return _PAGE.format(title=escape(heading), style=style, nav=nav, body=body)


def body(notebook: NotebookNode, frame: Frame) -> str:
    """Return the cells of an executed notebook as HTML: words, charts, texts; code folded away.

    A link to another notebook leads to that notebook's page.
    """
    return "\n".join(part for cell in notebook.cells for part in _cell(cell, frame) if part)


def _cell(cell: NotebookNode, frame: Frame) -> Iterator[str]:
    if cell.cell_type == "markdown":
        yield _TO_A_NOTEBOOK.sub(r"\1.html", markdown2html(cell.source))
    elif cell.cell_type == "code":
        yield (
            "<details class=code><summary>The code of this step</summary>"
            f"<pre><code>{escape(cell.source)}</code></pre></details>"
        )
        for output in cell.outputs:
            yield _output(output, frame)


def _output(output: NotebookNode, frame: Frame) -> str:
    if output.output_type == "stream":
        return f"<pre class=said>{escape(strip_ansi(output.text))}</pre>"
    if output.output_type == "error":
        raise ValueError(f"{output.ename}: {output.evalue}")
    data = output.get("data", {})
    if CHART_MIME in data:
        return frame(data[CHART_MIME])
    if "text/plain" in data:
        return f"<pre class=said>{escape(data['text/plain'])}</pre>"
    return ""
