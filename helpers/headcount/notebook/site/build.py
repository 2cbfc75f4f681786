"""Building the pages: run each notebook, keep its words, put its charts beside it as embeds."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from html import escape
from pathlib import Path
from shutil import copytree, ignore_patterns
from tempfile import TemporaryDirectory
from typing import Any

import nbformat

from headcount.charts.chart import make_chart
from headcount.core.wording import COLUMNS_VARIABLE
from headcount.figures.package import Package
from headcount.figures.package import read as read_package
from headcount.figures.package.reading import VARIABLE as FOLDER_VARIABLE
from headcount.notebook.running import run
from headcount.notebook.site.page import MARK, body, page, title
from headcount.publish.export.embed import embed, snippet
from headcount.publish.export.folder import put_folder, refuse_foreign

CHARTS = "charts"


def build(
    package: Package,
    notebooks: Path,
    out: Path,
    progress: Callable[[str], object] = str,
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
    refuse_foreign(out, _earlier(out), "site")
    read = {file: nbformat.read(file, as_version=4) for file in found}
    links = [(f"{file.stem}.html", title(notebook)) for file, notebook in read.items()]
    first = ("index.html", str(package.descriptor.get("title", package.path.name)))
    out.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=out.parent, prefix=f".{out.name}-") as work:
        new = Path(work) / out.name
        (new / CHARTS).mkdir(parents=True)
        copy = Path(work) / "run" / notebooks.resolve().name
        copytree(notebooks, copy, ignore=ignore_patterns(".*"))
        frame = partial(_frame, package, new, copy)
        for (file, notebook), (name, heading) in zip(read.items(), links, strict=True):
            progress(f"{file.name} is run")
            try:
                said = body(run(notebook, copy, **_told(package)), frame)
            except Exception as error:
                raise ValueError(f"{file.name}: {error}") from error
            _write(new / name, page(heading, said, [first, *links], name))
        _write(
            new / first[0], page(first[1], _contents(first[1], links), [first, *links], first[0])
        )
        put_folder(new, out)
    return out / first[0]


def _earlier(out: Path) -> set[str]:
    """Name what an earlier build left: pages that bear our mark, and the charts beside them."""
    pages = (file for file in out.glob("*.html") if file.is_file())
    ours = {file.name for file in pages if MARK in file.read_text("utf-8", errors="replace")}
    return ours | {CHARTS} if "index.html" in ours else ours


def _told(package: Package) -> dict[str, str]:
    """Say to a kernel which data it reads, and that a page breaks its lines itself."""
    return {FOLDER_VARIABLE: str(package.path.resolve()), COLUMNS_VARIABLE: str(sys.maxsize)}


def _frame(package: Package, site: Path, folder: Path, shown: dict[str, Any]) -> str:
    """Write the embed of a chart, and return the frame that shows it."""
    data = read_package(folder / shown["data"]) if "data" in shown else package
    chart = make_chart(data, **shown["choice"])
    file = f"{CHARTS}/{chart.name}.html"
    if not (site / file).exists():
        _write(site / file, embed(chart))
    quote = f"<blockquote>{escape(chart.sentence)}</blockquote>" if shown.get("live") else ""
    return quote + snippet(chart, file)


def _contents(heading: str, links: list[tuple[str, str]]) -> str:
    pages = "".join(f'<li><a href="{escape(file)}">{escape(text)}</a></li>' for file, text in links)
    return f"<h1>{escape(heading)}</h1>\n<ol class=pages>{pages}</ol>"


def _write(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")
