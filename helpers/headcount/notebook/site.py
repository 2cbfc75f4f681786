"""The bundle as plain pages: each notebook run once, its words kept, its charts as embeds."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterator
from copy import deepcopy
from functools import partial
from html import escape
from pathlib import Path
from shutil import copytree, ignore_patterns
from string import Template
from tempfile import TemporaryDirectory
from typing import Any

import nbformat
from nbclient import NotebookClient
from nbconvert.filters import markdown2html, strip_ansi
from nbformat import NotebookNode

from headcount.charts.chart import CHART_MIME, make_chart
from headcount.core.wording import COLUMNS_VARIABLE
from headcount.figures.package import Package
from headcount.figures.package import read as read_package
from headcount.figures.package.reading import VARIABLE as FOLDER_VARIABLE
from headcount.notebook import address
from headcount.publish.export.embed import embed, snippet
from headcount.publish.export.folder import earlier, put_folder, refuse_foreign

CHARTS = "charts"

Frame = Callable[[dict[str, Any]], str]
"""Puts the chart of this choice beside the page, and returns the HTML that shows it."""

_HERE = Path(__file__).parent
_NOT_HERE = {"lab", "live"}  # tags; the app's template leaves out the first of them
_COLUMNS = re.compile(r"\S {2,}\S")  # a line of a table, which must not be broken
_TO_A_NOTEBOOK = re.compile(r'(?<=href=")([^":]+)\.ipynb(?=["#])')
LIVE = "live"
"""The folder of a site where its notebooks run in the reader's browser."""

_STILL = "<p class=live>This page does not change. The notebook lets you choose and export.</p>"
_TRY = (
    '<p class=live><a href="{address}">Try it</a>: choose what this chart shows, search all '
    "figures and export, in this browser. Nothing is installed, and the first start takes up to a "
    "minute.</p>"
)


def build(
    package: Package,
    notebooks: Path,
    out: Path,
    progress: Callable[[str], object] = str,
    *,
    live: Path | None = None,
) -> Path:
    """Build the site: a page for each notebook, and a first page that lists them.

    1. Every page is plain HTML that loads nothing from anywhere but its own folder.
    2. A chart stands on it as an embed, with its notes and its sources.
    3. What only answers where Python runs is left out, and each page says once where that is.
    4. The notebooks run in a copy of their folder: what they write stays out of the user's, and
       what an earlier run wrote stays out of the pages.
    5. The folder changes as a whole, and only when every notebook ran without an error.

    Parameters
    ----------
    package
        The data; `package.read()` in a notebook gives the same.
    notebooks
        The folder of notebooks.
    out
        The folder for the site; an earlier site there is replaced.
    progress
        Is told what is done next.
    live
        Notebooks that run in a browser (`headcount.teach.classroom.build`), to be put in and led
        to; default is none.

    Returns
    -------
    pathlib.Path
        The first page.

    Raises
    ------
    ValueError
        When there is no notebook, or a cell of one fails; the message names it.
    ForeignFileError
        When `out` holds what is no page of a site.
    """
    found = sorted(notebooks.glob("*.ipynb"))
    if not found:
        raise ValueError(f"{notebooks} holds no notebook")
    refuse_foreign(out, earlier(out, CHARTS, LIVE), "site")
    read = {file: nbformat.read(file, as_version=4) for file in found}
    links = [(f"{file.stem}.html", title(notebook)) for file, notebook in read.items()]
    heading = str(package.descriptor.get("title", package.path.name))
    pages = [("index.html", heading), *links]
    out.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=out.parent, prefix=f".{out.name}-") as work:
        new = Path(work) / out.name
        (new / CHARTS).mkdir(parents=True)
        copy = Path(work) / "run" / notebooks.resolve().name
        copytree(notebooks, copy, ignore=ignore_patterns(".*"))
        frame = partial(_frame, package, new, copy)
        for (file, notebook), (name, question) in zip(read.items(), links, strict=True):
            progress(f"Running {file.name}")
            try:
                cells = body(
                    run(notebook, copy, **_environment(package)),
                    frame,
                    None if live is None else f"{LIVE}/{address(file.name)}",
                )
            except Exception as error:
                raise ValueError(f"{file.name}: {error}") from error
            _write(new / name, page(question, cells, pages, name))
        _write(new / "index.html", page(heading, _contents(heading, links), pages, "index.html"))
        if live is not None:
            copytree(live, new / LIVE)
        put_folder(new, out)
    return out / "index.html"


def _environment(package: Package) -> dict[str, str]:
    """Tell a kernel which data it reads, and that a page breaks its lines itself."""
    return {FOLDER_VARIABLE: str(package.path.resolve()), COLUMNS_VARIABLE: str(sys.maxsize)}


def _frame(package: Package, site: Path, folder: Path, shown: dict[str, Any]) -> str:
    """Write the embed of a chart, and return the frame that shows it."""
    data = read_package(folder / shown["data"]) if "data" in shown else package
    chart = make_chart(data, **shown["choice"])
    file = f"{CHARTS}/{chart.name}.html"
    if not (site / file).exists():
        _write(site / file, embed(chart))
    quote = (
        f"<blockquote>{escape(chart.sentence)}</blockquote>"
        if shown.get("live") and chart.sentence
        else ""
    )
    return quote + snippet(chart, file)


def _contents(heading: str, links: list[tuple[str, str]]) -> str:
    pages = "".join(f'<li><a href="{escape(file)}">{escape(text)}</a></li>' for file, text in links)
    return f"<h1>{escape(heading)}</h1>\n<ol class=pages>{pages}</ol>"


def _write(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")


def title(notebook: NotebookNode) -> str:
    """Return the question that a notebook asks: its first heading, as plain text."""
    for cell in notebook.cells:
        found = re.search(r"^# +(.+)$", cell.source, re.MULTILINE)
        if cell.cell_type == "markdown" and found:
            return re.sub(r"[*_`]", "", found[1]).strip()
    raise ValueError("a notebook needs a heading: begin its first cell with '# ' and a question")


def answer(notebook: NotebookNode) -> str:
    r"""Return what a notebook answers, as plain text: its short answer, else how it begins.

    Examples
    --------
    >>> from nbformat.v4 import new_markdown_cell, new_notebook
    >>> first = new_markdown_cell("# Who?\n\n**The short answer.** *He* did.")
    >>> answer(new_notebook(cells=[first]))
    'He did.'
    """
    source = next(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    paragraphs = [" ".join(one.split()) for one in source.split("\n\n")[1:]] or [""]
    lead = "**The short answer.** "
    found = next((one for one in paragraphs if one.startswith(lead)), paragraphs[0])
    words = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", found.removeprefix(lead))
    return re.sub(r"[*_`]", "", words)


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
    template = Template((_HERE / "site.html").read_text(encoding="utf-8"))
    style = (_HERE / "site.css").read_text(encoding="utf-8")
    return template.substitute(title=escape(heading), style=style, nav=nav, body=body)


def body(notebook: NotebookNode, frame: Frame, live: str | None = None) -> str:
    """Return the cells of an executed notebook as HTML: words, charts, texts; code folded away.

    A link to another notebook leads to that notebook's page. A cell tagged `lab` or `live` is left
    out; where the first of what answers only where Python runs would stand, one line says so, and
    leads to where it does (`live`).
    """
    line = _STILL if live is None else _TRY.format(address=escape(live))
    parts = [part for cell in notebook.cells for part in _cell(cell, frame, line) if part]
    return "\n".join(
        part for at, part in enumerate(parts) if part != line or parts.index(line) == at
    )


def _cell(cell: NotebookNode, frame: Frame, live: str) -> Iterator[str]:
    if _NOT_HERE & set(cell.metadata.get("tags", [])):
        yield live
    elif cell.cell_type == "markdown":
        yield _TO_A_NOTEBOOK.sub(r"\1.html", markdown2html(cell.source))
    elif cell.cell_type == "code":
        yield (
            "<details class=code><summary>The code of this step</summary>"
            f"<pre><code>{escape(cell.source)}</code></pre></details>"
        )
        for output in cell.outputs:
            yield from _output(output, frame, live)


def _output(output: NotebookNode, frame: Frame, live: str) -> Iterator[str]:
    if output.output_type == "stream":
        yield _text(strip_ansi(output.text))
        return
    if output.output_type == "error":
        raise ValueError(f"{output.ename}: {output.evalue}")
    data = output.get("data", {})
    if CHART_MIME in data:
        yield frame(data[CHART_MIME])
        if data[CHART_MIME].get("live"):
            yield live
    elif "text/markdown" in data:  # what `headcount.core.rich` answers: sentences, lists, a quote
        yield f"<div class=answer>{markdown2html(data['text/markdown'])}</div>"
    elif "text/plain" in data:
        yield _text(data["text/plain"])


def _text(text: str) -> str:
    kind = "'said table'" if _COLUMNS.search(text) else "said"
    return f"<pre class={kind}>{escape(text)}</pre>"


CELL_SECONDS = 120
_QUIET = ["--IPKernelApp.log_level=ERROR"]  # its warnings are about networks, and confuse


def run(notebook: NotebookNode, folder: Path, **variables: str) -> NotebookNode:
    """Run a notebook in a folder, and return a copy of it with its outputs.

    Parameters
    ----------
    notebook
        As nbformat reads it; it stays as it is.
    folder
        Where its kernel works.
    variables
        What its kernel finds in its environment, beside what is there.

    Raises
    ------
    nbclient.exceptions.CellExecutionError
        When a cell fails that is not tagged `raises-exception`.
    """
    client = NotebookClient(
        deepcopy(notebook),
        timeout=CELL_SECONDS,
        store_widget_state=False,
        resources={"metadata": {"path": str(folder)}},
        extra_arguments=_QUIET,
    )
    return client.execute(env=os.environ | variables)
