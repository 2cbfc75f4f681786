"""Which rewriting a record survives: each program that is here is run, the rest is named.

The printed id is what remains where all else is taken: it is looked for in what an SVG prints.
"""

from __future__ import annotations

import importlib.util
import re
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

GD = """$made = imagescale(imagecreatefrompng($argv[1]), 600); imagepng($made, $argv[2]);"""
PURIFY = """const { JSDOM } = require("jsdom"); // npm install dompurify jsdom
const fs = require("fs"); const pure = require("dompurify")(new JSDOM("").window);
fs.writeFileSync(process.argv[2], pure.sanitize(fs.readFileSync(process.argv[1], "utf8")));"""

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
    ("PHP's GD, as WordPress resizes", "article.png", "f.png",
     lambda a, b: ["php", "-r", GD, a, b]),
    ("qpdf", "print.pdf", "a.pdf", lambda a, b: ["qpdf", "--object-streams=generate", a, b]),
    ("Ghostscript", "print.pdf", "b.pdf",
     lambda a, b: ["gs", "-q", "-dBATCH", "-dNOPAUSE", "-sDEVICE=pdfwrite", "-o", b, a]),
    ("pdftoppm, to PNG (as a screenshot)", "print.pdf", "e.png",
     lambda a, b: ["pdftoppm", "-png", "-singlefile", a, b.removesuffix(".png")]),
    ("svgo", "article.svg", "a.svg", lambda a, b: ["svgo", "-q", a, "-o", b]),
    ("DOMPurify", "article.svg", "b.svg", lambda a, b: ["node", "-e", PURIFY, a, b]),
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
            told = _still_told(folder / made, chart.record) if made.endswith(".svg") else ""
            print(f"{program:<40}{file} to {made.rpartition('.')[2]}: {kept}{told}")


def _still_told(picture: Path, record: str) -> str:
    """Say which of an SVG's words are left: the printed id, the name that screen readers say."""
    text = picture.read_text(encoding="utf-8")
    root = text.partition(">")[0]
    named = re.search(r'aria-labelledby="(\S+)', root)
    left = {
        "printed id": record in text,
        "role": 'role="img"' in root,
        "title": bool(named) and f'id="{named[1]}"' in text,
    }
    return "".join(f", {name} {'kept' if kept else 'lost'}" for name, kept in left.items())


if __name__ == "__main__":
    main()
