"""The notebooks as git holds them: run, with outputs that every page shows and that stay the same.

``python -m tests.saved`` writes them anew. GitHub, nbviewer and VS Code show PNG and tables; an SVG
comes out black there or not at all, and a widget as nothing. So each chart is a picture, drawn
again from the recipe that its output bears; an explorer leaves its picture and its sentence, and a
finder its sentence alone.
"""

from __future__ import annotations

import atexit
import base64
import io
import re
import sys
from collections import Counter
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import nbformat
import oxipng
from headcount.charts.chart import CHART_MIME, Chart, make_chart
from headcount.core.rich import Quote
from headcount.figures.package import read
from headcount.notebook.site import run
from headcount.render.pictures import Pictures
from headcount.render.style import INK, PAPER
from headcount.render.svg import to_svg
from nbformat import NotebookNode
from nbformat.v4 import new_output
from PIL import Image

NOTEBOOKS = sorted((Path(__file__).parent.parent / "notebooks").glob("*.ipynb"))
WIDGET_MIME = "application/vnd.jupyter.widget-view+json"
WIDTH = 600
MOST = 300_000  # bytes of a notebook
COLORS = 16  # as many make a picture half as large as all of them do

_STILL = "This picture stands still. Run the notebook, and it answers."


def executed(path: Path) -> NotebookNode:
    """Run a notebook in a folder of its own, and return what git holds of it."""
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = []
    with TemporaryDirectory() as place:  # what a notebook writes beside itself stays there
        folder = Path(place, "notebooks")
        folder.mkdir()
        notebook = run(notebook, folder)
        for cell in notebook.cells:
            if cell.cell_type == "code":
                cell.execution_count = None
                cell.outputs = [one for output in cell.outputs for one in _still(output, folder)]
                cell.metadata.pop("execution", None)
    notebook.metadata = nbformat.read(path, as_version=4).metadata
    return notebook


def _still(output: NotebookNode, folder: Path) -> list[NotebookNode]:
    data = output.get("data", {})
    if CHART_MIME not in data:
        kept = {kind: data[kind] for kind in data if kind not in (WIDGET_MIME, "text/markdown")}
        return [_shown(kept) if data else output]
    recipe = data[CHART_MIME]
    package = read((folder / recipe["data"]).resolve()) if "data" in recipe else read()
    chart = make_chart(package, **recipe["choice"])
    pixels = base64.b64encode(picture(chart)).decode()
    shown = [_shown({"image/png": pixels, "text/plain": chart.headline})]
    if recipe.get("live"):
        words = {"text/markdown": f"{Quote(chart.sentence)._repr_markdown_()}\n\n*{_STILL}*"}
        shown.append(_shown(words | {"text/plain": f"{chart.sentence}\n\n{_STILL}"}))
    return shown


def _shown(data: dict[str, Any]) -> NotebookNode:
    return new_output("display_data", data=data)


@cache
def _pictures() -> Pictures:
    made_by = Pictures()
    atexit.register(made_by.__exit__)
    return made_by


def picture(chart: Chart) -> bytes:
    """Draw a chart in as few colors as still tell all of its marks apart."""
    drawn = chart.drawing(WIDTH)
    svg = to_svg(drawn)
    png = _pictures().png(svg, drawn.width, drawn.height, 1).result()
    own = Counter(re.findall(r'"(#[0-9a-f]{6})"', svg))
    colors = [_rgb(color) for color, _ in own.most_common(COLORS - 3)]
    ends = list(zip(_rgb(INK), _rgb(PAPER), strict=True))
    edges = [[round(a + (b - a) * part) for a, b in ends] for part in (0.25, 0.5, 0.75)]
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for color in [*colors, *edges] for part in color])
    few = Image.open(io.BytesIO(png)).convert("RGB").quantize(palette=palette, dither=0)
    packed = io.BytesIO()
    few.save(packed, "PNG")
    return oxipng.optimize_from_memory(packed.getvalue(), level=2)


def _rgb(color: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(color[1:]))


def main() -> None:
    """Write the notebooks, all of them or those that are named."""
    for path in [Path(name) for name in sys.argv[1:]] or NOTEBOOKS:
        nbformat.write(executed(path), path)
        print(f"{path.name}: {path.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
