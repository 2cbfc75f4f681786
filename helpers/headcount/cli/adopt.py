"""`headcount adopt`: a spreadsheet becomes a story, by questions in a terminal or by options."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from headcount.cli import options
from headcount.cli.options import file

if TYPE_CHECKING:
    from headcount.publish.adopt.sheet import Sheet
    from headcount.publish.adopt.understanding import Answers, Understanding

_EXAMPLES = 3
_READINGS = 20
_HOSTS = 10  # more questions nobody answers: the others are told


@click.command
@click.argument("sheet", metavar="SHEET", type=lambda text: text if text == "-" else file(text))
@click.argument("folder", metavar="[DIR]", required=False, type=Path)
@click.option("--dry-run", is_flag=True, help="Show the result without writing anything.")
@click.option("--add", is_flag=True, help="Add the rows to the story in DIR.")
@click.option(
    "--correct",
    metavar="WHY",
    default="",
    help="With --add: change figures as the sheet has them, each with a row in corrections.csv.",
)
@click.option(
    "--yes",
    is_flag=True,
    help="Ask nothing: accept the guesses, except where an option says otherwise.",
)
@click.option(
    "--answers",
    metavar="FILE",
    type=file,
    help="Earlier answers: the adopt.toml of a story.",
)
@click.option("--title", metavar="TEXT", help="The story's title (default: the folder's name).")
@click.option("--sheet", "name", metavar="NAME", help="Which sheet of a spreadsheet.")
@click.option(
    "--column",
    "columns",
    metavar="NAME=ROLE",
    multiple=True,
    help="What a column is for; can be repeated.",
)
@click.option("--counted", metavar="TEXT", help='What is counted: "soldiers", "beds".')
@click.option(
    "--kind",
    metavar="TEXT",
    help="What kind of thing that is; other kinds are never compared with it.",
)
@click.option("--unit", metavar="TEXT", help='The unit: "people", "beds", "euros".')
@click.option(
    "--flow/--stock",
    default=None,
    help="A total over the span of the date, or the number present on one date.",
)
@click.option("--status", metavar="WORD", help="The status of the numbers: claimed, estimated …")
@click.option(
    "--verification",
    metavar="WORD",
    help="How you know the numbers: document-in-hand, said-to-us …",
)
@click.option("--as-of", metavar="DATE", help="The date for rows that give none.")
@click.option(
    "--order", type=click.Choice(["day-first", "month-first"]), help="How to read 04/08/2022."
)
@click.option("--decimal", type=click.Choice([".", ","]), help="The decimal mark.")
@click.option(
    "--times",
    metavar="NAME=NUMBER",
    multiple=True,
    help="What the numbers of a column are written in: 1000 for thousands, 1 for as they are.",
)
@click.option(
    "--publisher",
    "publishers",
    metavar="HOST=NAME",
    multiple=True,
    help='Who publishes at a web address: a.example="the Herald"; can be repeated.',
)
@options.as_json("the result for each row")
@options.data
def adopt(
    *, sheet: Path | str, folder: Path | None, dry_run: bool, add: bool, correct: str, yes: bool,
    answers: Path | None, title: str | None, name: str | None, columns: tuple[str, ...],
    times: tuple[str, ...], publishers: tuple[str, ...], as_json: bool, data: Path | None,
    **given: Any,
) -> int:  # fmt: skip
    """Turn a spreadsheet into a story with figures and sources.

    SHEET is a CSV, TSV, xlsx, xls or ods file, which is not changed, or - for a table pasted into
    standard input. DIR is a new folder for the story. Headcount guesses what each column is for,
    shows its guesses and asks once. A cell that cannot be read with certainty does not become a
    figure.
    """
    from headcount.figures.package import read
    from headcount.publish.adopt import adoption

    if folder is None and not dry_run:
        raise click.UsageError("Name a new folder for the story, or add --dry-run.")
    if folder == Path("-"):
        raise click.UsageError("DIR cannot be -: nothing but SHEET is piped in. Name a folder.")
    kept = folder / adoption.ANSWERS if folder and add else None
    answers = kept if answers is None and kept and kept.is_file() else answers
    known = adoption.read_answers(answers) if answers else {}
    known |= {key: value for key, value in given.items() if value is not None}
    known |= {"sheet": name} if name else {}
    said: dict[str, Any] = {"columns": _pairs("--column", columns, "Troops=amount")}
    try:
        factors = _pairs("--times", times, "Troops=1000").items()
        said["times"] = {name: float(by) for name, by in factors}
    except ValueError:
        raise click.UsageError("--times: Write NAME=NUMBER, such as Troops=1000.") from None
    said["publishers"] = _pairs("--publisher", publishers, "a.example=Herald")
    known |= {table: {**known.get(table, {}), **pairs} for table, pairs in said.items()}
    pasted = sheet == "-"
    found, guessed = adoption.propose(
        sys.stdin.read().rstrip("\n") + "\n" if pasted else sheet, **known
    )
    if folder is not None and not (dry_run or add):
        adoption.refuse_taken(folder)  # before anything is asked
    if not as_json:
        _show(found, guessed)
    if not (yes or answers or as_json) and sys.stdin.isatty():
        known = _ask(found, guessed)
    made = adoption.adopt(
        found, None if dry_run else folder,
        title=title, like=read(data), add=add, correct=correct, **known,
    )  # fmt: skip
    if as_json:
        print(json.dumps(made.as_json(), indent=2, ensure_ascii=False))
    else:
        if not (made.folder or add):
            _show_readings(found, made.found)
        print(made.text())
        if made.folder and not add:
            print(_steps(made.folder))
    return 1 if made.found.faults else 0


def _pairs(option: str, given: tuple[str, ...], example: str) -> dict[str, str]:
    """Return what an option says of columns, by their names."""
    pairs = {}
    for one in given:
        column, equals, said = one.rpartition("=")
        if not equals:
            raise click.UsageError(f'{option} "{one}": Write NAME=…, such as {example}.')
        pairs[column] = said
    return pairs


def _show(sheet: Sheet, answers: Answers) -> None:
    """Print what the columns seem to be for, with three cells of each."""
    from headcount.core.wording import count_of
    from headcount.publish.adopt.columns import ROLES

    lines = []
    for at, (column, role) in enumerate(answers.columns.items()):
        cells = [cell for cell in sheet.column(at) if cell][:_EXAMPLES]
        lines.append((column, f"{role}: {ROLES[role]}", "; ".join(cells)))
    print(f"{sheet.name}: {count_of(len(sheet.rows), 'row')}")
    options.show_table(("Column", "Seems to be", "For example"), lines)


def _show_readings(sheet: Sheet, found: Understanding) -> None:
    """Print what each row becomes, the first ones of many."""
    from headcount.core.wording import count_of

    cells = {row.line: "; ".join(filter(None, row.cells)) for row in sheet.rows}
    lines = [(str(one.line), cells[one.line], one.words()) for one in found.figures[:_READINGS]]
    options.show_table(("Line", "In the sheet", "Becomes"), lines)
    if (more := len(found.figures) - _READINGS) > 0:
        print(f"… and {count_of(more, 'more figure')}; --json prints all.")


def _ask(sheet: Sheet, answers: Answers) -> dict[str, Any]:
    """Ask what only a person knows; Enter takes what was guessed."""
    from headcount.publish.adopt.columns import ROLES
    from headcount.publish.adopt.described import unnamed
    from headcount.publish.adopt.understanding import MENDS, QUESTIONS, understand

    roles = dict(answers.columns)
    if not click.confirm("Are these guesses right?", default=True):
        for column in sheet.columns:
            roles[column] = click.prompt(
                column, type=click.Choice(list(ROLES)), default=roles[column]
            )

    def asked(name: str, default: Any = None) -> Answers:
        asks, _, among = QUESTIONS[name]
        if name == "flow":
            said: Any = click.confirm(asks, default=default)
        else:
            said = click.prompt(asks, type=click.Choice(among) if among else str, default=default)
        return replace(answers, **{name: said})

    answers = replace(answers, columns=roles)
    for name in QUESTIONS:
        if name not in MENDS:
            like = "counted" if name in ("kind", "unit") else name
            answers = asked(name, getattr(answers, like))
    # what may be read in two ways, and who publishes at an address, is asked where it is not known
    wanted = {one.right for one in understand(sheet, answers).faults}
    for name in MENDS:
        if MENDS[name] in wanted:
            answers = asked(name)
    links = [(one.publisher, one.link) for one in understand(sheet, answers).figures]
    said = {
        host: click.prompt(f"Who publishes at {host}", default="", show_default=False)
        for host in unnamed(links, answers.publishers)[:_HOSTS]
    }
    named = {host: name for host, name in said.items() if name.strip()}
    return asdict(replace(answers, publishers={**answers.publishers, **named}))


def _steps(folder: Path) -> str:
    return f"""
1. Check it:               headcount check {folder}
2. List its figures:       headcount figures --data {folder}
3. Read what it says of its sources:  {folder / "sources.csv"}
4. Export its charts:      headcount export all --data {folder}
5. Describe others in {folder / "charts.toml"}; headcount forms lists the keys."""
