"""The `headcount` command: thin, one function per verb.

A verb is a function with `@verb`: its name is the verb, its docstring the help, and it returns
the exit code (0 well, 1 faults found, 2 wrong use). What it needs it imports itself, so that
``headcount check`` never waits for what only a chart needs.
"""

from __future__ import annotations

import json
import os
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, replace
from inspect import getdoc
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from helpers.carriers.pen import Pen
    from helpers.charts.parameter import Parameter
    from helpers.formats import Format
    from helpers.package import Package, Problem

Run = Callable[[Namespace], int]
Argument = tuple[tuple[str, ...], dict[str, Any]]

VERBS: dict[str, tuple[Run, tuple[Argument, ...]]] = {}


def argument(*names: str, **options: Any) -> Argument:
    """Describe one argument of a verb, as `ArgumentParser.add_argument` takes it."""
    return names, options


def verb(*arguments: Argument) -> Callable[[Run], Run]:
    """Register a function as the verb of its name, with these arguments."""

    def register(run: Run) -> Run:
        VERBS[run.__name__] = run, arguments
        return run

    return register


def folder(text: str) -> Path:
    """Take an argument as an existing data folder, or its ``datapackage.json``."""
    path = Path(text)
    if path.is_dir() or path.name == "datapackage.json":
        return path
    raise ArgumentTypeError(f"there is no folder {text!r}")


FOLDER = argument(
    "folder",
    metavar="DIR",
    nargs="?",
    type=folder,
    help="a data folder (default: $HEADCOUNT_DATA, else ./data, else the one of this bundle)",
)

DATA = argument(
    "--data", metavar="DIR", type=folder, help="the data folder (default as in `check`)"
)


@verb(
    FOLDER,
    argument("--json", action="store_true", help="print the findings as JSON"),
    argument(
        "--against",
        metavar="DIR",
        type=folder,
        help="an earlier state of the folder: tell what changed without a correction as well",
    ),
)
def check(chosen: Namespace) -> int:
    """Check a data folder, and tell every fault at once."""
    from helpers import charts_file
    from helpers.package import load

    found = load(chosen.folder)
    package = found.package() if found.sound else None
    more = charts_file.check(found.folder, package)
    if chosen.against and package:
        more += silent(chosen.against, package)
    found = replace(found, problems=[*found.problems, *more])
    if chosen.json:
        findings = {
            "sound": found.sound,
            "problems": [asdict(problem) for problem in found.problems],
            "tables": found.counts,
        }
        print(json.dumps(findings, indent=2))
    elif found.sound:
        print(found.summary)
    else:
        for problem in found.problems:
            print(problem)
        print(found.summary, file=sys.stderr)
    return 0 if found.sound else 1


def silent(folder: Path, after: Package) -> list[Problem]:
    """Tell what `after` changed silently since the state in `folder`, or why nobody can tell."""
    from helpers.changes import silent_changes
    from helpers.package import PackageError, find_folder, read

    try:
        return silent_changes(read(folder), after)
    except PackageError as error:
        there = find_folder(folder)
        return [replace(one, file=str(there / one.file)) for one in error.problems]


@verb(FOLDER, argument("--write", action="store_true", help="write it to the folder's README.md"))
def dictionary(chosen: Namespace) -> int:
    """Print the data dictionary that the descriptor gives."""
    from helpers import dictionary as pages
    from helpers.package import read

    package = read(chosen.folder)
    print(pages.write(package) if chosen.write else pages.dictionary(package).rstrip("\n"))
    return 0


@verb(
    argument("folder", metavar="DIR", type=Path, help="a folder that is not there yet, or empty"),
    argument("--title", metavar="TEXT", help="what the story is called (default: as its folder)"),
    argument("--with-data", action="store_true", help="copy all figures as well, to play with"),
    argument(
        "--data", metavar="DIR", type=folder, help="whose tables it takes (default as in `check`)"
    ),
)
def new(chosen: Namespace) -> int:
    """Start another story: a data folder with the same tables and rules, and no figures."""
    from helpers import package, story

    data = package.read(chosen.data)
    try:
        made = story.new(chosen.folder, title=chosen.title, like=data, with_data=chosen.with_data)
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        print(f"{chosen.folder} cannot be written: {why}; name another folder", file=sys.stderr)
        return 1
    print(story.steps(made))
    return 0


@verb()
def forms(_: Namespace) -> int:
    """List the chart forms, and what each can be asked for in charts.toml."""
    from helpers.charts import FORMS
    from helpers.charts.parameter import COMMON

    for form in FORMS.values():
        print(f"{form.name}: {form.shows}")
        print(_listed(form.parameters))
    print("every form")
    print(_listed({name: one for name, one in COMMON.items() if name != "form"}))
    return 0


def _listed(parameters: Mapping[str, Parameter]) -> str:
    lines = [
        f"  {name:<10} {one.says}{' (required)' if one.required else ''}; {one.kind}"
        for name, one in parameters.items()
    ]
    return "\n".join([*lines, ""])


def sizes(text: str) -> tuple[Format, ...]:
    """Take an argument as formats: names, or widths in pixels, parted by commas."""
    from helpers.formats import asked

    try:
        return asked(text)
    except ValueError as error:
        raise ArgumentTypeError(str(error)) from error


def blocked(out: Path) -> str | None:
    """Say why nothing can be written into a folder, before the time that drawing takes."""
    # Path.exists raises where a folder above may not be looked into.
    found = (path for path in (out, *out.absolute().parents) if os.path.exists(path))  # noqa: PTH110
    there = next(found)
    if not there.is_dir():
        return f"{there} is a file"
    return None if os.access(there, os.W_OK | os.X_OK) else f"{there} may not be written to"


@verb(
    argument(
        "notebooks", metavar="DIR", nargs="?", type=folder, default=Path("notebooks"),
        help="(default: notebooks)",
    ),
    argument("--out", metavar="DIR", type=Path, default=Path("site"), help="(default: site)"),
    DATA,
)  # fmt: skip
def site(chosen: Namespace) -> int:
    """Build plain pages of the notebooks, their charts as embeds, for any web host."""
    from helpers import package
    from helpers.site import build

    data = package.read(chosen.data)
    try:
        told = build(data, chosen.notebooks, chosen.out, print)
    except (OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    print(told)
    return 0


@verb(
    argument("charts", metavar="CHART", nargs="*", help="a chart of charts.toml (default: all)"),
    argument("--out", metavar="DIR", type=Path, default=Path("gallery"), help="(default: gallery)"),
    DATA,
)
def gallery(chosen: Namespace) -> int:
    """Draw charts in every format onto one page, to be looked at."""
    from helpers import graphic, package
    from helpers.drawing import BrowserError, shared_studio
    from helpers.export.gallery import gallery as draw

    data = package.read(chosen.data)
    try:
        wanted = [graphic.named(data, name) for name in chosen.charts or graphic.names(data)]
        page = draw(wanted, chosen.out, shared_studio(), lambda file: print(f"  {file}"))
    except (BrowserError, LookupError, OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    print(page)
    return 0


@verb(
    argument("charts", metavar="CHART", nargs="*", help="a chart of charts.toml, or all"),
    argument("--out", metavar="DIR", type=Path, default=Path("exports"), help="(default: exports)"),
    argument(
        "--sizes",
        metavar="NAME,NAME",
        type=sizes,
        help="web, article, square, social, phone, print or widths in pixels (default: all six)",
    ),
    argument(
        "--sign", metavar="PEM", type=Path, help="sign pictures and PDF with this certificate"
    ),
    argument("--key", metavar="PEM", type=Path, help="file of its key (default: $HEADCOUNT_KEY)"),
    DATA,
)
def export(chosen: Namespace) -> int:
    """Write the article kits of charts: pictures, embed, figures, words, receipt."""
    from helpers import graphic, package
    from helpers.carriers.credentials import CredentialsError
    from helpers.drawing import BrowserError
    from helpers.export.kit import export as write
    from helpers.formats import FORMATS

    data = package.read(chosen.data)
    names = graphic.names(data)
    if not names:
        print(f"{data.path} names no chart: describe one in charts.toml", file=sys.stderr)
        return 2
    if not chosen.charts:
        print(f"Name a chart: {', '.join([*names, 'all'])}", file=sys.stderr)
        return 2
    refusal = blocked(chosen.out)
    if refusal:
        print(f"nothing is written: {refusal}; name another folder with --out", file=sys.stderr)
        return 1
    try:
        pen = signer(chosen.sign, chosen.key)
    except CredentialsError as error:
        print(f"nothing is written: {error}", file=sys.stderr)
        return 2
    missing: dict[str, None] = {}
    try:
        formats = chosen.sizes or tuple(FORMATS.values())
        wanted = names if "all" in chosen.charts else dict.fromkeys(chosen.charts)
        # Every chart is made before any is written: a wrong name leaves the disk as it was.
        for made in [graphic.named(data, name) for name in wanted]:
            kit = write(made, chosen.out, formats=formats, pen=pen)
            state = "" if kit.changed else ", as before"
            print(f"{kit.folder}: {len(kit.files)} files{state}")
            for line in kit.outgrown:
                print(f"  {line}")
            missing |= dict.fromkeys(kit.missing)
    except (BrowserError, LookupError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        print(f"{chosen.out} takes no files: {why}; name another with --out", file=sys.stderr)
        return 1
    for line in missing:
        print(line, file=sys.stderr)
    return 0


def year(text: str) -> int:
    """Take an argument as a year."""
    if not (text.isascii() and text.isdigit()):
        raise ArgumentTypeError(f"takes a year such as 2022, not {text!r}")
    return int(text)


@verb(
    argument("--whose", metavar="NAME", nargs="+", help="whom they are about: codes or names"),
    argument("--measure", nargs="+", dest="category", help="such as active or reserve"),
    argument("--source", nargs="+", dest="source_id", help="source ids"),
    argument("--status", nargs="+", help="such as claimed or estimated"),
    argument("--table", nargs="+", help="such as troop_offers"),
    argument("--year", type=year, help="true of this year"),
    argument("--text", help="words that stand in the row, or in a name of who said it"),
    argument("--long", action="store_true", help="print a paragraph each: what is counted"),
    DATA,
    argument("--json", action="store_true", help="print the rows as JSON"),
    argument("--csv", action="store_true", help="print the rows as CSV"),
)
def figures(chosen: Namespace) -> int:
    """List the figures that fit, one a line."""
    from helpers import listing, package

    data = package.read(chosen.data)
    rows = listing.find(
        data,
        text=chosen.text,
        year=chosen.year,
        whose=chosen.whose,
        category=chosen.category,
        source_id=chosen.source_id,
        status=chosen.status,
        table=chosen.table,
    )
    if chosen.json:
        print(listing.whole(rows).to_json(orient="records", indent=2, force_ascii=False))
    elif chosen.csv:
        print(listing.whole(rows).to_csv(index=False), end="")
    elif chosen.long:
        print(listing.as_paragraphs(data, rows))
    else:
        print(listing.as_text(data, rows, chosen.text))
    return 0


def signer(chain: Path | None, key: Path | None) -> Pen | None:
    """Read what signs, or None where nobody signs."""
    from helpers.carriers.credentials import CredentialsError
    from helpers.carriers.pen import pen

    if chain is None and key is None:
        return None
    secret = key or os.environ.get("HEADCOUNT_KEY")
    if chain is None or not secret:
        raise CredentialsError("signing takes --sign PEM and --key PEM (or $HEADCOUNT_KEY)")
    return pen(pem(chain, "the certificate"), pem(Path(secret), "the key"))


def pem(path: Path, what: str) -> bytes:
    """Read a certificate or a key; a path that is not one is not repeated: it may be a secret."""
    from helpers.carriers.credentials import CredentialsError

    try:
        return path.read_bytes()
    except OSError as error:
        why = (error.strerror or "it is no file").lower()
        raise CredentialsError(f"{what} cannot be read: {why}; name its file") from None


def tell(found: Any, chosen: Namespace) -> None:
    """Print an answer as its text, or as JSON where that was asked for."""
    print(
        json.dumps(found.as_json(), indent=2, ensure_ascii=False) if chosen.json else found.text()
    )


@verb(
    argument("figure", metavar="FIGURE", help="a figure_id; `headcount figures` lists them"),
    DATA,
    argument("--json", action="store_true", help="print the record as JSON"),
)
def show(chosen: Namespace) -> int:
    """Print one figure with its source, its way to us and its caveats."""
    from helpers import package, record

    tell(record.record(package.read(chosen.data), chosen.figure), chosen)
    return 0


@verb(
    argument("a", metavar="A", help="a figure_id, or column=value,column=value"),
    argument("b", metavar="B", help="the figure it is held against"),
    argument("--per", metavar="SOURCE", help="per head, by the population figures of a source"),
    DATA,
    argument("--json", action="store_true", help="print the comparison as JSON"),
)
def compare(chosen: Namespace) -> int:
    """Say what may be said of two figures: ratio, sentence, verdict, caveats."""
    from helpers import package
    from helpers.compare import compare as hold

    tell(hold(package.read(chosen.data), chosen.a, chosen.b, per=chosen.per), chosen)
    return 0


EXPORTS = argument(
    "--in",
    dest="exports",
    metavar="DIR",
    type=Path,
    default=Path("exports"),
    help="the folder of exports (default: exports)",
)


@verb(
    argument("asked", metavar="FILE", nargs="+", help="a file, a folder or a printed record id"),
    argument("--all", action="store_true", help="one line a record, and what needs a look"),
    argument(
        "--trust", metavar="PEM", type=Path, help="certificates of whom you trust to know signers"
    ),
    EXPORTS,
    DATA,
    argument("--json", action="store_true", help="print the answers as JSON"),
)
def read(chosen: Namespace) -> int:
    """Ask a file that left what it was made of, and what has changed since.

    Exit codes: 0 all current, 1 changed, corrected or withdrawn, 2 wrong use, 3 no record or an
    unknown one (with --trust: or no known signer), 4 a damaged file, one altered since it was
    signed, or a record that does not fit itself; the highest counts.
    """
    from helpers import package, readback
    from helpers.carriers.credentials import CredentialsError, anchors

    try:
        trusted = anchors(pem(chosen.trust, "the authority")) if chosen.trust else None
    except CredentialsError as error:
        print(f"headcount: {error}", file=sys.stderr)
        return 2
    data = package.read(chosen.data)
    found = readback.read(
        data, chosen.asked, folder=chosen.exports, short=chosen.all, trusted=trusted
    )
    tell(found, chosen)
    return found.code


@verb(
    argument("figure", metavar="FIGURE", help="a figure_id; `headcount figures` lists them"),
    EXPORTS,
    DATA,
    argument("--json", action="store_true", help="print the answers as JSON"),
)
def affected(chosen: Namespace) -> int:
    """List every export that used a figure, and how each stands today."""
    from helpers import package, readback

    tell(readback.affected(package.read(chosen.data), chosen.figure, chosen.exports), chosen)
    return 0


@verb(
    argument("chart", metavar="CHART", help="a chart of charts.toml"),
    argument("--highlight", metavar="NAME", help="whose place (default: the chart's)"),
    DATA,
    argument("--json", action="store_true", help="print the table as JSON"),
)
def flip(chosen: Namespace) -> int:
    """Tell what would change a place in a chart, and what the chart must bear."""
    from helpers import flip as flips
    from helpers import graphic, package

    chart = graphic.named(package.read(chosen.data), chosen.chart)
    tell(flips.of_chart(chart, highlight=chosen.highlight), chosen)
    return 0


@verb(
    argument(
        "notebooks", metavar="NOTEBOOK", nargs="*", type=Path,
        help="a lesson (default: all of notebooks/classroom)",
    ),
    argument("--out", metavar="DIR", type=Path, default=Path("lessons"), help="(default: lessons)"),
)  # fmt: skip
def lessons(chosen: Namespace) -> int:
    """Write the teacher's and the student's copy of lessons."""
    from helpers.lesson.copies import build

    wanted = chosen.notebooks or sorted(Path("notebooks/classroom").glob("*.ipynb"))
    if not wanted:
        print("No lesson here: name a notebook.", file=sys.stderr)
        return 2
    try:
        for path in build(wanted, chosen.out, print):
            print(path)
    except (OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


@verb(
    argument("folder", metavar="DIR", type=folder, help="what a class handed in"),
    argument("--json", action="store_true", help="print the answers as JSON"),
)
def handins(chosen: Namespace) -> int:
    """Tell who of a class answered what."""
    from helpers.lesson import roll

    found = roll.read(chosen.folder)
    for fault in found.faults:
        print(fault, file=sys.stderr)
    if not found.records:
        print(f"{chosen.folder} holds no answers.", file=sys.stderr)
        return 1
    tell(found, chosen)
    return 0


def parser() -> ArgumentParser:
    """Build the parser of all verbs that are registered."""
    whole = ArgumentParser(
        prog="headcount",
        description="No figure leaves without its source, its bounds and its caveats.",
    )
    verbs = whole.add_subparsers(metavar="VERB", required=True, title="verbs")
    for name, (run, arguments) in VERBS.items():
        summary = (run.__doc__ or "").partition("\n")[0]
        one = verbs.add_parser(name, help=summary, description=getdoc(run))
        for names, options in arguments:
            one.add_argument(*names, **options)
        one.set_defaults(run=run)
    return whole


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return its exit code."""
    from helpers.package import PackageError
    from helpers.refusals import NothingFits, NotThere, SeveralFit, UnknownWord, WrongChoice

    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a terminal that lacks a character still gets a line
            stream.reconfigure(errors="backslashreplace")
    chosen = parser().parse_args(arguments)
    try:
        code = chosen.run(chosen)
        sys.stdout.flush()
    except PackageError as error:
        print(error, file=sys.stderr)
        print("The data folder is not sound: nothing was done.", file=sys.stderr)
        return 1
    except (NothingFits, NotThere, SeveralFit, UnknownWord, WrongChoice) as error:
        print(f"headcount: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:  # the reader has seen enough, as in `headcount check | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return int(code)
