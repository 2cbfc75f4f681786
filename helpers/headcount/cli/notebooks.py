"""Commands about notebooks: plain pages of them, the copies of a lesson, what a class answered."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import chdir, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click

from headcount.cli import options
from headcount.cli.options import Made, folder, refused, show, show_error
from headcount.core.errors import NotThere, UnknownWord, WrongChoice
from headcount.core.wording import listed
from headcount.figures.package.problem import shown
from headcount.teach.words import ENGLISH

_LESSONS = Path("notebooks/classroom")
"""The folder of the bundle's lessons and topics, from where it is worked in."""


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
    except (OSError, ValueError) as error:
        return refused(out, error)
    return 0


def _of_another(command: Callable[..., int]) -> Callable[..., int]:
    """Let a command take the lessons of another topic, or in another language."""
    topic = click.option(
        "--topic",
        metavar="DIR",
        type=Path,
        help="A folder with a lessons.toml, or the name of one in notebooks/classroom: school.",
    )
    language = click.option("--language", metavar="CODE", help="The language, such as de.")
    return topic(language(command))


def _teachers(default: str, what: str) -> Callable[[Made], Made]:
    """Let a command take the folder that is the teacher's alone."""
    said = f"The folder for the teacher's {what}, with the answers (default: {default})."
    return click.option("--teachers", metavar="DIR", type=Path, default=default, help=said)


@contextmanager
def _lessons(
    notebooks: Sequence[Path], topic: Path | None, language: str | None, *folders: Path | None
) -> Iterator[tuple[list[Path], list[Any]]]:
    """Give the notebooks that are meant, and the folders as they are to be named meanwhile.

    Those of a topic or in another language are made for the time being, in a folder of their own,
    and run there.
    """
    there = [*notebooks] or sorted(_LESSONS.glob("*.ipynb"))
    if not there and topic is None:
        raise NotThere(f"There are no lessons in {_LESSONS}. Name a notebook.")
    if lost := [str(path) for path in there if not path.is_file()]:
        raise NotThere(f"There is no notebook {listed([*map(shown, lost)])}.")
    if topic is None and language in (None, ENGLISH):
        yield there, [*folders]
        return
    from headcount.teach.topic import Topic
    from headcount.teach.words.notebook import translate

    whole = [folder and folder.absolute() for folder in folders]
    with TemporaryDirectory() as place:
        made = Path(place).resolve()
        if topic is not None:
            if notebooks:
                raise WrongChoice("Name notebooks or a topic, not both.")
            found = topic if topic.is_dir() else _LESSONS / topic
            if not found.is_dir():
                known = _topics() or ["the path of a folder with a lessons.toml"]
                raise UnknownWord(f'There is no topic "{topic}"', str(topic), known)
            paths = Topic(found, language).write(made)
        else:
            paths = [translate(path, str(language), made) for path in there]
        with chdir(made):
            yield paths, whole


@click.command
@click.argument("notebooks", metavar="[NOTEBOOK…]", nargs=-1, type=Path)
@_of_another
@options.out("lessons")
@_teachers("lessons-teacher", "copies")
def lessons(
    *,
    notebooks: tuple[Path, ...],
    topic: Path | None,
    language: str | None,
    out: Path,
    teachers: Path,
) -> int:
    """Write the teacher's and the student's copies of lessons.

    Each NOTEBOOK is a lesson (default: all in notebooks/classroom).
    """
    from headcount.teach.lesson.copies import build

    try:
        with _lessons(notebooks, topic, language, out, teachers) as (wanted, (out, teachers)):
            for path in build(wanted, out, teachers, print):
                print(path)
            for story in (path for path in Path.cwd().iterdir() if topic and path.is_dir()):
                for beside in (out / "student", teachers):
                    shutil.copytree(story, beside / story.name, dirs_exist_ok=True)
    except (OSError, ValueError) as error:
        return refused(out, error)
    return 0


@click.command
@click.argument("notebooks", metavar="[NOTEBOOK…]", nargs=-1, type=Path)
@_of_another
@options.out("classroom")
@_teachers("classroom-teacher", "pages")
@click.option(
    "--packages",
    metavar="DIR",
    type=Path,
    help="Also write packages for a school's system: SCORM 1.2, and the questions as QTI 2.1.",
)
def classroom(
    *,
    notebooks: tuple[Path, ...],
    topic: Path | None,
    language: str | None,
    out: Path,
    teachers: Path,
    packages: Path | None,
) -> int:
    """Build lessons as web pages that need nothing installed.

    Each NOTEBOOK is a lesson (default: all in notebooks/classroom).
    """
    from headcount.teach.pages import build

    try:
        with _lessons(notebooks, topic, language, out, teachers, packages) as (wanted, folders):
            pages, key, packed = folders
            print(build(wanted, pages, print, teachers=key, packages=packed))
            print(key / "index.html", "(for the teacher, with the answers)")
    except (OSError, ValueError) as error:
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
    help="A lesson to check the answers against (default: all in notebooks/classroom).",
)
@_of_another
@options.as_json("the answers")
def handins(
    *,
    folder: Path,
    notebooks: tuple[Path, ...],
    topic: Path | None,
    language: str | None,
    as_json: bool,
) -> int:
    """Check the work a class handed in, and write its report.

    DIR is the folder with the files they handed in. report.html and gradebook.csv are written into
    it; a gradebook that was changed since is kept as gradebook-before.csv.
    """
    from headcount.teach.lesson import gradebook
    from headcount.teach.pages import report

    found = gradebook.read(folder)
    wanted = {one["lesson"] for one in found.records}
    known: dict[str, Any] = {}
    try:
        for of, spoken in [(topic, language)] if topic or language else _of(wanted):
            with _lessons(notebooks, of, spoken) as (paths, _):
                known |= gradebook.lessons(
                    path for path in paths if notebooks or of or _is_of(path, wanted)
                )
    except (OSError, ValueError) as error:
        return show_error(error)
    found = gradebook.mark(found, known)
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
    except (OSError, ValueError) as error:
        return refused(folder, error, instead="Name another folder.")
    return 0


def _of(names: set[str]) -> list[tuple[Path | None, str | None]]:
    """Find which topics and languages some lessons are of, among those that are here."""
    topics, found = _topics(), {}
    for name in names:
        topic = topics.get(name.split("-")[0])
        _, _, language = name.rpartition("-")
        there = (topic or _LESSONS) / f"{'lessons.' * bool(topic)}{language}.toml"
        found[(topic, language if there.exists() else None)] = name
    return [*found]


def _is_of(path: Path, names: set[str]) -> bool:
    return any(name.startswith(path.stem.lstrip("0123456789-")) for name in names)


def _topics() -> dict[str, Path]:
    """Return the bundle's other topics, by name."""
    return {path.parent.name: path.parent for path in _LESSONS.glob("*/lessons.toml")}
