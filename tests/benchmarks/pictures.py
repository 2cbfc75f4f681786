"""What a reader waits for, and what a reader downloads. Medians; sizes in bytes."""

from __future__ import annotations

import gzip
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from headcount.charts.chart import chart_names, named_chart
from headcount.figures.package import check, read
from headcount.publish.export.embed import embed
from headcount.publish.export.kit import export, svg
from headcount.render.pictures import Pictures
from headcount.render.svg import size, to_svg


def seconds(work: Callable[[], object], times: int) -> float:
    """Run `work` some times and return the median of the seconds it took."""
    taken = []
    for _ in range(times):
        begin = perf_counter()
        work()
        taken.append(perf_counter() - begin)
    return median(taken)


def start(code: str) -> float:
    """Return the seconds that a new Python needs to run `code`."""
    return seconds(lambda: subprocess.run([sys.executable, "-c", code], check=True), 3)


def tell(what: str, amount: float, unit: str = "ms") -> None:
    shown = f"{amount * 1000:,.0f}" if unit == "ms" else f"{amount:,.0f}"
    print(f"{what:<52}{shown:>12} {unit}")


def main() -> None:
    """Measure and print, line by line."""
    package = read()
    name = chart_names(package)[0]
    chart = named_chart(package, name)
    drawing = chart.drawing(600)

    tell("a new Python that does nothing", start("pass"))
    tell("import of the reader and the checker", start("import headcount.figures.package"))
    tell("import of the charts", start("import headcount.charts.chart"))
    tell("import of the explorer", start("import headcount.notebook.explore"))
    tell("check of the data folder", seconds(check, 5))
    tell(f"the words of {name}", seconds(lambda: named_chart(package, name), 9))
    tell("its drawing, laid out for 600 px", seconds(lambda: chart.drawing(600), 9))

    picture = to_svg(drawing, named=False), *size(drawing)
    words = {"title": chart.headline, "alt": chart.alt}
    with Pictures() as pictures:
        tell("the first PNG", seconds(lambda: pictures.png(*picture).result(), 1))
        tell("one PNG more", seconds(lambda: pictures.png(*picture).result(), 9))
        tell("one PDF", seconds(lambda: pictures.pdf(*picture, **words).result(), 9))
        tell("its PNG", len(pictures.png(*picture).result()), "bytes")
        tell("its PDF", len(pictures.pdf(*picture, **words).result()), "bytes")
    tell("one SVG", seconds(lambda: svg(chart, chart.name, drawing), 9))
    tell("one embed", seconds(lambda: embed(chart), 9))
    with TemporaryDirectory() as folder:
        tell("a whole kit", seconds(lambda: export(chart, Path(folder)), 1))

    page = embed(chart).encode()
    default = chart.figure(600).to_html().encode()
    for what, content in {"embed": page, "plotly's own page of the same figure": default}.items():
        tell(what, len(content), "bytes")
        tell(f"{what}, gzipped", len(gzip.compress(content)), "bytes")


if __name__ == "__main__":
    main()
