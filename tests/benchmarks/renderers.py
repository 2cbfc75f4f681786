"""Where other programs put the texts of our SVGs: resvg, librsvg, CairoSVG and LibreOffice.

``python -m tests.benchmarks.renderers [CHART…]`` takes every SVG that a kit holds, has each program
that is here make a PDF of it, and reads from that where each word stands (pdftotext of poppler).
What is held against the others is resvg's, which makes our own PNGs. A word that stands further off
than `LIMIT`, or is not there, is named; each program has a time limit.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from html import unescape
from importlib.util import find_spec
from math import dist
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory

from headcount.charts.chart import chart_names, named_chart
from headcount.figures.package import read
from headcount.publish.export.kit import svg
from headcount.render.formats import FORMATS
from headcount.render.pictures import Pictures
from headcount.render.svg import size

LIMIT = 8.0  # pixels; LibreOffice rounds letters, which comes to 7 in the longest lines
POINT = 96 / 72  # pixels
SECONDS, MOST_SECONDS = 60, 600  # for one picture; for all of them, where a program takes them so

_WORD = re.compile(
    r'<word xMin="([\d.]+)" yMin="[\d.]+" xMax="[\d.]+" yMax="([\d.]+)">(.*?)</word>'
)

Words = dict[str, list[tuple[float, float]]]
"""Where each word stands: its left foot, in pixels."""


def pictures(names: list[str], folder: Path) -> Iterator[Path]:
    """Write every SVG of the charts, and beside it resvg's PDF."""
    package = read()
    with Pictures() as made_by:
        for name in names:
            chart = named_chart(package, name)
            for one in FORMATS.values():
                if one.height is not None or one.is_print:
                    continue
                drawing = chart.picture(one)
                picture = svg(chart, f"{name}-{one.name}", drawing)
                path = folder / f"{name}-{one.name}.svg"
                path.write_text(picture, encoding="utf-8")
                drawn = made_by.pdf(picture, *size(drawing), title=name, alt=name)
                _place(folder, "resvg", path).write_bytes(drawn.result())
                yield path


def _place(folder: Path, program: str, picture: Path) -> Path:
    (folder / program).mkdir(exist_ok=True)
    return folder / program / f"{picture.stem}.pdf"


def by_librsvg(picture: Path, made: Path) -> list[str]:
    """Return the command of librsvg."""
    return ["rsvg-convert", "-f", "pdf", "-o", str(made), str(picture)]


def by_cairosvg(picture: Path, made: Path) -> list[str]:
    """Return the command of CairoSVG."""
    return [sys.executable, "-m", "cairosvg", str(picture), "-o", str(made)]


def by_libreoffice(folder: Path, written: list[Path]) -> None:
    """Have LibreOffice make all PDFs in one go: it takes seconds to start."""
    home = f"-env:UserInstallation=file://{folder}/libreoffice-home"
    command = [which("soffice") or "soffice", home, "--headless", "--convert-to"]
    (folder / "LibreOffice").mkdir()
    command += ["pdf:draw_pdf_Export", "--outdir", str(folder / "LibreOffice"), *map(str, written)]
    _run(command, MOST_SECONDS)


def _run(command: list[str], seconds: float) -> None:
    """Run a program; what it did not make in its time is missing."""
    try:
        subprocess.run(command, capture_output=True, check=False, timeout=seconds)
    except subprocess.TimeoutExpired:
        print(f"{Path(command[0]).name} was ended after {seconds:g} seconds")


def words(made: Path) -> Words:
    """Read from a PDF where each word stands."""
    command = ["pdftotext", "-bbox", str(made), "-"]
    run = subprocess.run(command, capture_output=True, text=True, check=False, timeout=SECONDS)
    found: Words = defaultdict(list)
    for left, foot, word in _WORD.findall(run.stdout):
        found[unescape(word)].append((float(left) * POINT, float(foot) * POINT))
    return found


def misplaced(ours: Words, theirs: Words) -> Iterator[tuple[str, float]]:
    """Yield each word that stands elsewhere, and how many pixels off; infinitely where it lacks."""
    for word, places in ours.items():
        for place in places:
            off = min((dist(place, other) for other in theirs.get(word, ())), default=float("inf"))
            if off > LIMIT:
                yield word, off


def main(names: list[str]) -> int:
    """Make and compare, and print for each program how many words stand elsewhere."""
    if not which("pdftotext"):
        print("not measured: pdftotext (poppler-utils) is not here")
        return 0
    commands = {
        "librsvg": which("rsvg-convert") and by_librsvg,
        "CairoSVG": find_spec("cairosvg") and by_cairosvg,
    }
    strayed = 0
    with TemporaryDirectory() as scratch:
        folder = Path(scratch)
        written = list(pictures(names or chart_names(read()), folder))
        ours = {picture: words(_place(folder, "resvg", picture)) for picture in written}
        print(f"{len(written)} SVGs, {sum(map(len, ours.values()))} words by resvg")
        for program, command in commands.items():
            for picture in written if command else ():
                _run(command(picture, _place(folder, program, picture)), SECONDS)
        if which("soffice"):
            by_libreoffice(folder, written)
        for program in (*commands, "LibreOffice"):
            if not (folder / program).exists():
                print(f"{program:<14}not tried: it is not here")
                continue
            found = {
                picture.stem: list(misplaced(ours[picture], words(made)))
                for picture in written
                if (made := _place(folder, program, picture)).exists()
            }
            off = [(*word, name) for name, those in found.items() for word in those]
            strayed += len(off) + len(written) - len(found)
            print(f"{program:<14}{len(found)} SVGs, {len(off)} words over {LIMIT:g} px off")
            for word, far, name in sorted(off, key=lambda one: -one[1])[:5]:
                print(f"  {name}: {word!r}, {far:.0f} px")
    return 1 if strayed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
