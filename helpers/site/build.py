"""Building the pages: run each notebook, keep its words, put its charts beside it as embeds."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import nbformat

from helpers import graphic
from helpers.export.embed import embed
from helpers.export.folder import put_folder
from helpers.export.snippet import snippet
from helpers.package import Package
from helpers.package import read as read_package
from helpers.running import run
from helpers.site.page import body, page, title

CHARTS = "charts"

_LIVE = (
    "<p class=live>In the lab this chart answers its controls: run <code>make lab</code> and open "
    "this notebook there.</p>"
)


def build(
    package: Package,
    notebooks: Path,
    out: Path,
    progress: Callable[[str], object] = str,
) -> Path:
    """Build the site: a page for each notebook, and a first page that lists them.

    1. Every page is plain HTML that loads nothing from anywhere but its own folder.
    2. A chart stands on it as an embed, with its notes and its sources.
    3. The folder changes as a whole, and only when every notebook ran without an error.

    Parameters
    ----------
    package
        The data, as the notebooks read it.
    notebooks
        The folder of notebooks.
    out
        The folder for the site; what an earlier one left there is replaced.
    progress
        Is told what is done next.

    Returns
    -------
    pathlib.Path
        The first page.

    Raises
    ------
    ValueError
        When a cell of a notebook fails; the message names the notebook.
    """
    found = sorted(notebooks.glob("*.ipynb"))
    read = {file: nbformat.read(file, as_version=4) for file in found}
    links = [(f"{file.stem}.html", title(notebook)) for file, notebook in read.items()]
    first = ("index.html", str(package.descriptor.get("title", package.path.name)))
    with TemporaryDirectory(dir=out.parent, prefix=f".{out.name}-") as work:
        new = Path(work) / out.name
        (new / CHARTS).mkdir(parents=True)
        for (file, notebook), (name, heading) in zip(read.items(), links, strict=True):
            progress(f"{file.name} is run")
            frame = partial(_frame, package, new, file.parent)
            try:
                said = body(run(notebook, file.parent), frame)
            except Exception as error:
                raise ValueError(f"{file.name}: {error}") from error
            _write(new / name, page(heading, said, [first, *links], name))
        _write(
            new / first[0], page(first[1], _contents(first[1], links), [first, *links], first[0])
        )
        put_folder(new, out)
    return out / first[0]


def _frame(package: Package, site: Path, folder: Path, shown: dict[str, Any]) -> str:
    """Write the embed of a chart, and return the frame that shows it."""
    data = read_package(folder / shown["data"]) if "data" in shown else package
    chart = graphic.make(data, **shown["choice"])
    file = f"{CHARTS}/{chart.name}.html"
    if not (site / file).exists():
        _write(site / file, embed(chart))
    quote = f"<blockquote>{escape(chart.sentence)}</blockquote>" if shown.get("live") else ""
    return quote + snippet(chart, file) + (_LIVE if shown.get("live") else "")


def _contents(heading: str, links: list[tuple[str, str]]) -> str:
    pages = "".join(f'<li><a href="{escape(file)}">{escape(text)}</a></li>' for file, text in links)
    return f"<h1>{escape(heading)}</h1>\n<ol class=pages>{pages}</ol>"


def _write(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")
