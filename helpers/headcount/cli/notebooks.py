"""Commands about notebooks: plain pages of them, the copies of a lesson, what a class answered."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from headcount.cli import options
from headcount.cli.options import folder, refused, show, show_error


@click.command
@click.argument("notebooks", metavar="[DIR]", type=folder, default="notebooks")
@options.out("site")
@click.option("--live", metavar="DIR", type=folder, help="Lead to these notebooks that run.")
@options.data
def site(*, notebooks: Path, out: Path, live: Path | None, data: Path | None) -> int:
    """Build web pages of the notebooks, with charts as embeds.

    DIR is the folder of the notebooks (default: notebooks).
    """
    from headcount.figures import package
    from headcount.notebook.site import build

    read = package.read(data)
    try:
        print(build(read, notebooks, out, print, live=live))
    except ValueError as error:
        return show_error(error)
    except OSError as error:
        return refused(out, error)
    return 0


@click.command
@click.argument("notebooks", metavar="[NOTEBOOK…]", nargs=-1, type=Path)
@options.out("lessons")
def lessons(*, notebooks: tuple[Path, ...], out: Path) -> int:
    """Write the teacher's and the student's copies of lessons.

    Each NOTEBOOK is a lesson (default: all in notebooks/classroom).
    """
    from headcount.teach.lesson.copies import build

    wanted = notebooks or sorted(Path("notebooks/classroom").glob("*.ipynb"))
    if not wanted:
        print("No lessons here. Name a notebook.", file=sys.stderr)
        return 2
    try:
        for path in build(wanted, out, print):
            print(path)
    except (OSError, ValueError) as error:
        return show_error(error)
    return 0


@click.command
@click.argument("notebooks", metavar="[NOTEBOOK…]", nargs=-1, type=Path)
@options.out("classroom")
@click.option(
    "--teachers",
    metavar="DIR",
    type=Path,
    default="classroom-teacher",
    show_default=True,
    help="where the teacher's pages go, with the answers",
)
def classroom(*, notebooks: tuple[Path, ...], out: Path, teachers: Path) -> int:
    """Build lessons as web pages that need nothing installed.

    Each NOTEBOOK is a lesson (default: all of notebooks/classroom).
    """
    from headcount.teach.pages.build import build

    wanted = notebooks or sorted(Path("notebooks/classroom").glob("*.ipynb"))
    if not wanted:
        print("No lessons here. Name a notebook.", file=sys.stderr)
        return 2
    try:
        print(build(wanted, out, print, teachers=teachers))
        print(teachers / "index.html", "(for the teacher, with the answers)")
    except ValueError as error:
        return show_error(error)
    except OSError as error:
        return refused(out, error)
    return 0


@click.command
@click.argument("folder", metavar="DIR", type=folder)
@options.as_json("the answers")
def handins(*, folder: Path, as_json: bool) -> int:
    """Show how the students of a class answered.

    DIR is the folder with the files they handed in.
    """
    from headcount.teach.lesson import gradebook

    found = gradebook.read(folder)
    for fault in found.faults:
        print(fault, file=sys.stderr)
    if not found.records:
        print(f"{folder} has no answers.", file=sys.stderr)
        return 1
    show(found, as_json=as_json)
    return 0
