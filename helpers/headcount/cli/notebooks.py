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
@click.option(
    "--teachers",
    metavar="DIR",
    type=Path,
    default="lessons-teacher",
    show_default=True,
    help="where the teacher's copies go, with the answers",
)
def lessons(*, notebooks: tuple[Path, ...], out: Path, teachers: Path) -> int:
    """Write the teacher's and the student's copies of lessons.

    Each NOTEBOOK is a lesson (default: all in notebooks/classroom).
    """
    from headcount.teach.lesson.copies import build

    wanted = notebooks or lesson_notebooks()
    if not wanted:
        print("No lessons here. Name a notebook.", file=sys.stderr)
        return 2
    try:
        for path in build([*wanted], out, teachers, print):
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
@click.option(
    "--packages",
    metavar="DIR",
    type=Path,
    help="also write packages for a school's system: SCORM 1.2, and the questions as QTI 2.1",
)
def classroom(
    *, notebooks: tuple[Path, ...], out: Path, teachers: Path, packages: Path | None
) -> int:
    """Build lessons as web pages that need nothing installed.

    Each NOTEBOOK is a lesson (default: all of notebooks/classroom).
    """
    from headcount.teach.pages.build import build

    wanted = notebooks or lesson_notebooks()
    if not wanted:
        print("No lessons here. Name a notebook.", file=sys.stderr)
        return 2
    try:
        print(build(wanted, out, print, teachers=teachers, packages=packages))
        print(teachers / "index.html", "(for the teacher, with the answers)")
    except ValueError as error:
        return show_error(error)
    except OSError as error:
        return refused(out, error)
    return 0


@click.command
@click.argument("folder", metavar="DIR", type=folder)
@click.option(
    "--lesson",
    "notebooks",
    metavar="NOTEBOOK",
    multiple=True,
    type=Path,
    help="a lesson to check the answers by (default: all of notebooks/classroom)",
)
@options.as_json("the answers")
def handins(*, folder: Path, notebooks: tuple[Path, ...], as_json: bool) -> int:
    """Check the work a class handed in, and write its report.

    DIR is the folder with the files they handed in. report.html and gradebook.csv are written into
    it; a gradebook that was changed since is kept as gradebook-before.csv.
    """
    from headcount.teach.lesson import gradebook, marking
    from headcount.teach.pages import report

    found = gradebook.read(folder)
    wanted = {one["lesson"] for one in found.records}
    paths = notebooks or [
        path for path in lesson_notebooks() if any(one in path.stem for one in wanted)
    ]
    try:
        known = marking.lessons(paths)
    except (OSError, ValueError) as error:
        return show_error(error)
    found = marking.mark(found, known)
    for fault in found.faults:
        print(fault, file=sys.stderr)
    if not found.records:
        print(f"{folder} has no answers.", file=sys.stderr)
        return 1
    show(found, as_json=as_json)
    if as_json:
        return 0
    try:
        for path in report.write(folder, found, known):
            print(path, file=sys.stderr)
    except ValueError as error:
        return show_error(error)
    except OSError as error:
        return refused(folder, error)
    return 0


def lesson_notebooks() -> list[Path]:
    """Return the bundle's lessons, from where it is worked in."""
    return sorted(Path("notebooks/classroom").glob("*.ipynb"))
