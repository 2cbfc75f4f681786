"""Which rewriting a record survives: each program that is here is run, the rest is named."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from headcount.charts.chart import chart_names, named_chart
from headcount.figures.package import read
from headcount.publish import verify as verify
from headcount.publish.export.kit import export

PILLOW = """import sys; from PIL import Image
Image.open(sys.argv[1]).resize((600, 576)).save(sys.argv[2])"""

# A program, the file of the kit, the file it makes, and how it is called.
TRIED: list[tuple[str, str, str, Callable[[str, str], list[str]]]] = [
    ("ImageMagick, resized", "article.png", "a.png",
     lambda a, b: ["convert", a, "-resize", "50%", b]),
    ("ImageMagick, to JPEG", "article.png", "a.jpg",
     lambda a, b: ["convert", a, "-resize", "50%", b]),
    ("ImageMagick, to WebP", "article.png", "a.webp", lambda a, b: ["convert", a, b]),
    ("ImageMagick, -strip", "article.png", "b.png", lambda a, b: ["convert", a, "-strip", b]),
    ("exiftool, one more field", "article.png", "c.png",
     lambda a, b: ["exiftool", "-q", "-o", b, "-XMP-dc:Rights=ours", a]),
    ("Pillow, resized", "article.png", "d.png", lambda a, b: [sys.executable, "-c", PILLOW, a, b]),
    ("qpdf", "print.pdf", "a.pdf", lambda a, b: ["qpdf", "--object-streams=generate", a, b]),
    ("Ghostscript", "print.pdf", "b.pdf",
     lambda a, b: ["gs", "-q", "-dBATCH", "-dNOPAUSE", "-sDEVICE=pdfwrite", "-o", b, a]),
    ("pdftoppm, to PNG (as a screenshot)", "print.pdf", "e.png",
     lambda a, b: ["pdftoppm", "-png", "-singlefile", a, b.removesuffix(".png")]),
    ("svgo", "article.svg", "a.svg", lambda a, b: ["svgo", "-q", a, "-o", b]),
]  # fmt: skip


def main() -> None:
    """Rewrite a kit's files with every program that is here, and read each of them back."""
    package = read()
    chart = named_chart(package, chart_names(package)[0])
    with TemporaryDirectory() as scratch:
        folder = Path(scratch)
        kit = export(chart, folder / "exports").folder
        for program, file, made, command in TRIED:
            words = command(str(kit / f"{chart.name}-{file}"), str(folder / made))
            missing = not shutil.which(words[0])
            if missing or ("Pillow" in program and not importlib.util.find_spec("PIL")):
                print(f"{program:<40}not tried: it is not here")
                continue
            run = subprocess.run(words, capture_output=True, check=False, timeout=60)
            if run.returncode or not (folder / made).exists():
                print(f"{program:<40}not tried: it failed")
                continue
            (answer,) = verify.read(package, [folder / made]).answers
            kept = "record lost" if not answer.record else "record kept"
            print(f"{program:<40}{file} to {made.rpartition('.')[2]}: {kept}")


if __name__ == "__main__":
    main()
