"""The kinds of inputs: what each is made of, how it is tried, and what must hold of the answer."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import re
import shutil
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any
from unicodedata import normalize
from xml.etree import ElementTree

import headcount as hc
from headcount.charts import contents
from headcount.charts.chart import chart_names, named_chart
from headcount.cli import main
from headcount.core.escaping import printed
from headcount.figures import package
from headcount.figures.changes import FREE
from headcount.publish.verify.receipt import content

from tests.desk.sentences import Labelled
from tests.desk.sentences import read as labelled_sentences
from tests.fuzz import mutate

ROOT = Path(__file__).parents[2]
BEDS = ROOT / "tests" / "packages" / "beds"
CHARTS = """
[totals]
form = "rank"
measure = "total"
source = "registry-2024"
highlight = "NOR"
headline = "The North has 1,200 beds"

[time]
form = "timeline"
figures = ["nor-total-registry-2023", "sud-new-beds-2025"]
since = 2022
highlight = "nor-total-registry-2023"

[scale]
form = "scale"
figures = ["sud-new-beds-2025", "sud-staffed-courier-2023"]
deck = "Beds that were announced, and beds with a nurse."
"""


@dataclass(frozen=True)
class Kind:
    """How inputs of one kind are made and tried.

    ``seeds`` makes in a folder what they are made of; ``attempt`` makes one in another folder,
    tries it, and returns what is wrong, or nothing. So many are tried `at_once` that each kind
    takes about as long as another.
    """

    seeds: Callable[[Path], Any]
    attempt: Callable[[Random, Any, Path], str]
    at_once: int


def run(*words: object) -> tuple[int, str, str]:
    """Run a command; return its code and what it prints."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            code = main([*map(str, words)])
        except SystemExit as error:
            code = int(error.code or 0)
    return code, out.getvalue(), err.getvalue()


def misprinted(*texts: str) -> str:
    """Say that a terminal would obey something of what was printed, or that it is endless."""
    if any(printed(one) != one for one in texts):
        return "a terminal would obey what is printed"
    return "" if sum(map(len, texts)) < 2_000_000 else "prints more than two million characters"


def beds(place: Path) -> Path:
    """Copy the package of hospital beds, with charts."""
    folder = Path(shutil.copytree(BEDS, place / "beds"))
    (folder / "charts.toml").write_text(CHARTS)
    return folder


def folder(rng: Random, seeds: Path, place: Path) -> str:
    """Spoil files of a data folder: it is told, or it is what it was."""
    made = Path(shutil.copytree(seeds, place / "beds"))
    for _ in range(rng.choice((1, 1, 2, 4))):
        path = rng.choice(sorted(made.glob("*.*")))
        if rng.random() < 0.1:
            path.write_bytes(mutate.raw(rng, path.read_bytes()))
            continue
        text = path.read_bytes().decode("utf-8", "replace")
        if path.suffix == ".json" and rng.random() < 0.8:
            with contextlib.suppress(ValueError):
                text = json.dumps(mutate.tree(rng, json.loads(text)))
        elif path.suffix == ".csv" and text.strip():
            text = mutate.rows(rng, text)
        else:
            text = mutate.text(rng, text)
        path.write_text(text, encoding="utf-8", errors="surrogatepass", newline="")
    code, out, err = run("check", made, "--words")
    wrong = misprinted(out, err) or ("" if code in (0, 1) else f"check: exit code {code}")
    if wrong or code == 1:
        return wrong or ("" if out.strip() else "is not sound, and nothing says why")
    for words in (("figures", "--long"), ("figures", "--csv"), ("dictionary",)):
        where = ("--data", made) if words[0] == "figures" else (made,)
        code, out, err = run(*words, *where)
        if code not in (0, 2) or misprinted(out, err):
            return f"{words}: {code} {misprinted(out, err)} {err[:200]}"
    return drawn(made) or silently_changed(seeds, made)


def drawn(made: Path) -> str:
    """Draw every chart of a sound folder."""
    read = package.read(made)
    for name in chart_names(read):
        named_chart(read, name).drawing()
    return ""


def silently_changed(before: Path, after: Path) -> str:
    """Say which figure is another one though no error is told, by reading the files anew."""
    code, out, _ = run("check", after, "--against", before)
    if code:
        return "" if out.strip() else "is not sound beside what it was, and nothing says why"
    was, now = stated(before), stated(after)
    told = {
        (row["figure_id"], row["field"], row["new"]) for row in rows_of(after / "corrections.csv")
    }
    for figure, cells in was.items():
        for field, cell in cells.items():
            new = now.get(figure, {}).get(field, "")
            if new != cell and (figure, field, new) not in told | {(figure, "figure_id", "")}:
                return f"{field} of {figure} was {cell!r}, is {new!r}, and is called sound"
    return ""


def stated(made: Path) -> dict[str, dict[str, str]]:
    """Return the cells of each figure of the package of beds, but for those that may change."""
    found = {}
    for name in ("beds.csv", "promises.csv"):
        for row in rows_of(made / name):
            found[row["figure_id"]] = {k: v for k, v in row.items() if k not in FREE}
    return found


def rows_of(path: Path) -> list[dict[str, str]]:
    """Read a CSV file, without a look at what its folder says of it."""
    with contextlib.suppress(OSError), path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
    return []


def charts(rng: Random, seeds: Path, place: Path) -> str:
    """Spoil the charts of a folder: each is told, or can be drawn."""
    made = Path(shutil.copytree(seeds, place / "beds"))
    text = mutate.text(rng, CHARTS)
    (made / "charts.toml").write_text(text, encoding="utf-8", errors="surrogatepass")
    code, out, err = run("check", made, "--words")
    wrong = misprinted(out, err) or ("" if code in (0, 1) else f"exit code {code}")
    if wrong or code == 1:
        return wrong or ("" if out.startswith("charts.toml") else f"tells {out[:100]!r}")
    return drawn(made)


def kit(place: Path) -> tuple[Path, Path]:
    """Export a chart of the package of beds."""
    data = beds(place)
    code, _, err = run("export", "scale", "--data", data, "--out", place / "exports")
    assert code == 0, err
    return data, place / "exports" / "scale"


def asked(data: Path, path: Path) -> tuple[int, str]:
    """Read a file back; return the code, and what is wrong with the answer."""
    code, out, err = run("read", path, "--data", data, "--in", path.parent / "none")
    wrong = misprinted(out, err)
    if not wrong and (code not in range(5) or not (out + err).strip()):
        wrong = f"exit code {code}, {len(out + err)} characters"
    return code, wrong


SAID = ("headline", "deck", "sentence", "alt", "source_line", "figures", "sources", "notes")


def receipt(rng: Random, seeds: tuple[Path, Path], place: Path) -> str:
    """Spoil a receipt, and reckon its checksums anew as whoever knows how could."""
    data, made = seeds
    was = json.loads((made / "scale-receipt.json").read_text())
    now = mutate.tree(rng, was)
    if rng.random() < 0.7 and isinstance(now, dict):
        with contextlib.suppress(Exception):  # what has no such checksum goes without
            rest = {name: value for name, value in now.items() if name != "check"}
            rest["record"] = contents.record_id(content(rest))
            now = rest | {"check": contents.digest(rest)}
    path = place / "found-receipt.json"
    path.write_text(json.dumps(now))
    if rng.random() < 0.1:
        path.write_bytes(mutate.raw(rng, path.read_bytes()))
        return asked(data, path)[1]
    code, wrong = asked(data, path)
    other = [one for one in SAID if not isinstance(now, dict) or now.get(one) != was[one]]
    return wrong or (f"is current with other {', '.join(other)}" if code == 0 and other else "")


def picture(rng: Random, seeds: tuple[Path, Path], place: Path) -> str:
    """Spoil a picture, a page or a PDF: what shows something else is not called current."""
    data, made = seeds
    files = [
        one for one in sorted(made.iterdir()) if one.suffix in (".svg", ".png", ".pdf", ".html")
    ]
    source = rng.choice(files)
    was = source.read_bytes()
    now = svg_edited(rng, was) if source.suffix == ".svg" and rng.random() < 0.5 else None
    now = now or mutate.raw(rng, was)
    path = place / source.name
    path.write_bytes(now)
    code, wrong = asked(data, path)
    seen = {".svg": svg_words, ".png": png_pixels}.get(source.suffix)
    if not wrong and code == 0 and seen and seen(now) not in (None, seen(was)):
        wrong = f"{source.name} shows something else, and is called current"
    return wrong


def svg_edited(rng: Random, was: bytes) -> bytes | None:
    """Change a number that the picture shows."""
    text = was.decode()
    places = [one.start(1) for one in re.finditer(r">([^<>]*[0-9][^<>]*)</(?:tspan|text)>", text)]
    if not places:
        return None
    at = rng.choice(places)
    return (text[:at] + mutate.number(rng, text[at:])).encode()


def svg_words(data: bytes) -> list[str] | None:
    """Return what the texts of a picture say, or None where it is none."""
    try:
        root = ElementTree.fromstring(data)
    except ElementTree.ParseError:
        return None
    return ["".join(one.itertext()) for one in root.iter("{http://www.w3.org/2000/svg}text")]


def png_pixels(data: bytes) -> bytes | None:
    """Return the pixels of a picture as they are filtered, or None where it is none."""
    at, packed = 8, b""
    while at + 12 <= len(data):
        size, kind = int.from_bytes(data[at : at + 4]), data[at + 4 : at + 8]
        packed += data[at + 8 : at + 8 + size] if kind == b"IDAT" else b""
        at += size + 12
    try:
        return zlib.decompress(packed)
    except zlib.error:
        return None


def handins(place: Path) -> Path:
    """Let two students answer a lesson, and keep what they hand in."""
    import nbformat
    from headcount.teach.lesson import Lesson, handin
    from headcount.teach.lesson.lesson import Report
    from nbformat.v4 import new_code_cell, new_notebook, new_output

    from tests.teach.lesson.conftest import ask, teach

    lesson = Lesson("first")
    teach(*ask(lesson))
    sealed = lesson.sealed()
    made = place / "class"
    made.mkdir()
    for name in ("Ada", "Bo", "Cy"):
        student = Lesson("first", sealed, made)
        with contextlib.redirect_stdout(io.StringIO()):
            ask(student)
            student.questions["who"].answer("b" if name == "Ada" else "a")
            student.questions["many"].answer("5000")
        handin.write(made / f"{name}.json", student.record() | {"student": name})
        (made / "first.answers.json").unlink(missing_ok=True)
    shown = new_output("display_data", Report(student.record())._repr_mimebundle_())
    nbformat.write(new_notebook(cells=[new_code_cell(outputs=[shown])]), made / "Dee.ipynb")
    return made


def handin(rng: Random, seeds: Path, place: Path) -> str:
    """Spoil one of the files of a class: all others are still told."""
    made = Path(shutil.copytree(seeds, place / "class"))
    path = made / rng.choice(("Cy.json", "Dee.ipynb"))
    text = path.read_text()
    if rng.random() < 0.7:
        path.write_text(json.dumps(mutate.tree(rng, json.loads(text))), errors="surrogatepass")
    else:
        path.write_bytes(mutate.raw(rng, text.encode()))
    if rng.random() < 0.2:
        with contextlib.suppress(OSError, ValueError):
            path.rename(path.with_name(mutate.text(rng, path.stem) + path.suffix))
    code, out, err = run("handins", made)
    wrong = misprinted(out, err) or ("" if code in (0, 1) else f"exit code {code}: {err[-200:]}")
    lost = [name for name in ("Ada", "Bo") if not re.search(rf"^{name}\b", out, re.MULTILINE)]
    return wrong or (f"{lost[0]} is no longer told" if lost else "")


def drafts(place: Path) -> tuple[Any, list[Labelled]]:
    """Read the labelled sentences, and the data that they are about."""
    return hc.read(), labelled_sentences()


def draft(rng: Random, seeds: tuple[Any, list[Labelled]], place: Path) -> str:
    """Spoil a sentence; or give one that is supported a number that no source has."""
    data, labels = seeds
    supported = [one for one in labels if one.verdict == "supported" and amount_of(one.amount)]
    if rng.random() < 0.5:
        one = rng.choice(supported)
        true = amount_of(one.amount)
        other = twisted(rng, true)
        text = one.text[: one.start] + other + one.text[one.start + len(true) :]
        lies = range(one.start, one.start + len(other))  # the other end of a range is still true
    else:
        text = mutate.text(
            rng, " ".join(one.text for one in rng.sample(labels, rng.choice((1, 2, 9))))
        )
        lies = range(0)
    for found in hc.proof(data, text).findings:
        if text[found.start : found.end] != found.text:
            return f"{found.text!r} does not stand at {found.start} of {text!r}"
        if found.start in lies and found.verdict == "supported":
            return f"{found.text!r} is supported by {found.figures[:2]} in {text!r}"
    return ""


def amount_of(text: str) -> str:
    """Return the digits of an amount that has enough of them to be twisted."""
    found = re.match(r"[0-9][0-9,.]*", text)
    return found[0] if found and len(re.sub("[^0-9]", "", found[0])) >= 2 else ""


def twisted(rng: Random, number: str) -> str:
    """Return a number about three or a third times as large, in digits that nobody rounds to."""
    value = float(number.replace(",", "").rstrip("."))
    other = value * rng.choice((3.137, 2.719, 0.3187, 0.2239))
    return f"{other:,.4g}" if other < 100 else f"{round(other):,}"


def sheets(place: Path) -> tuple[Path, list[str]]:
    """Return a small package to make stories like, and the sheets of the adopters' tests."""
    found = []
    for path in sorted((ROOT / "tests" / "publish" / "adopt").glob("sheets*.txt")):
        blocks = re.split(r"^=== .*$", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
        found += [block.partition("\n---")[0].strip("\n").replace("\\t", "\t") for block in blocks]
    return beds(place), found


def sheet(rng: Random, seeds: tuple[Path, list[str]], place: Path) -> str:
    """Spoil a sheet and adopt it: a sound folder with the numbers of the sheet, or nothing."""
    like, texts = seeds
    text = rng.choice(texts)
    text = mutate.rows(rng, text) if rng.random() < 0.7 and text.strip() else mutate.text(rng, text)
    path = place / "sheet.csv"
    path.write_text(text, encoding="utf-8", errors="surrogatepass", newline="")
    if rng.random() < 0.1:
        path.write_bytes(mutate.raw(rng, path.read_bytes()))
    made = place / "story"
    words = ("--data", like, "--counted", "soldiers", "--unit", "people", "--stock")
    words += ("--status", "claimed", "--verification", "read-in-excerpt")
    code, out, err = run("adopt", path, made, "--yes", *words)
    wrong = misprinted(out, err)
    if wrong or code not in (0, 1, 2) or not (out + err).strip():
        return wrong or f"exit code {code}"
    if not made.exists():
        return ""
    if faults := package.check(made):
        return "" if code else f"a folder that is not sound is called well made: {faults[0]}"
    given = normalize("NFKC", path.read_bytes().decode("utf-8", "replace"))
    if re.search(
        "dozen|hundred|thousand|illion|half|score|teen|ty\\b|nine|[万만천억千億萬±]|argin",
        given,
        re.I,
    ):
        return ""  # amounts in words are tried elsewhere, and bounds that are added up
    stated_in = digits(given)
    for row in hc.read(made).figures.to_dict("records"):
        for name in ("low", "value", "high"):
            if row[name] == row[name] and not any(told(row[name], one) for one in stated_in):
                return f"{name} of {row['figure_id']} is {row[name]}, which is not in the sheet"
    return ""


def digits(text: str) -> set[str]:
    """Return the digits of each number in a text, separators and noughts at its ends apart."""
    runs = re.findall(r"[0-9](?:[0-9.,'’\s\u00a0\u202f_]*[0-9])?", text)
    parts = [part for run_ in runs for part in (run_, *re.split(r"[^0-9]", run_))]
    return {re.sub("[^0-9]", "", one).strip("0") for one in parts}


def told(value: float, digits_: str) -> bool:
    """Whether an amount may come from these digits, in whatever unit."""
    own = f"{abs(value):f}".rstrip("0").replace(".", "").strip("0")
    return own == digits_ or (bool(own) and own in digits_)


KINDS: dict[str, Kind] = {
    "folder": Kind(beds, folder, 20),
    "charts": Kind(beds, charts, 20),
    "receipt": Kind(kit, receipt, 40),
    "picture": Kind(kit, picture, 40),
    "handin": Kind(handins, handin, 150),
    "draft": Kind(drafts, draft, 20),
    "sheet": Kind(sheets, sheet, 20),
}
