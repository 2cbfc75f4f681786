"""PNG and PDF of an SVG, on any machine, without a browser.

resvg draws the PNG, typst sets the PDF, and both with the same two files of one face: what they
make is the same to the byte on each machine that has it.

resvg holds the interpreter's lock while it draws, and ends a process that runs out of memory. So
pictures are made in processes beside the one that asks: this module run by itself, which takes jobs
and gives pictures as JSON, one a line. It imports nothing else of Headcount, so that it starts at
once.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, suppress
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Timer
from typing import TYPE_CHECKING, Any, Literal, Self

if TYPE_CHECKING:
    from resvg import usvg

FONTS_VARIABLE = "HEADCOUNT_FONTS"
"""Names a folder with the face to use; what else is in it lends the letters that the face lacks."""

_HINT = (
    "no Arial, Helvetica or Liberation Sans found: run `sudo apt-get install fonts-liberation` "
    "(Debian, Ubuntu) or `sudo dnf install liberation-sans-fonts` (Fedora), or set "
    f"{FONTS_VARIABLE} to a folder that holds one of them"
)

# Liberation Sans first, whose widths the layout is measured with. The other two have the same.
_FACES = (
    ("liberationsans-regular.ttf", "liberationsans-bold.ttf"),
    ("arial.ttf", "arial bold.ttf"),  # macOS
    ("arial.ttf", "arial_bold.ttf"),  # Microsoft's core fonts on Linux
    ("arial.ttf", "arialbd.ttf"),  # Windows
    ("helvetica.ttc",),
)
_ENDINGS = {".ttf", ".otf", ".ttc"}

_PDF = """
#set document(title: sys.inputs.title, date: none)
#set text(lang: "en")
#set page(width: {width}pt, height: {height}pt, margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg", width: 100%, alt: sys.inputs.alt)
"""
_POINTS = 0.75  # of print, in one of a screen

_MOST_PIXELS = 2**27
_MOST_PROCESSES = 4
_MOST_SECONDS = 120  # for one picture; the largest takes two


class PictureError(RuntimeError):
    """A picture was not made; the message says why, and what to do."""


def find_fonts() -> tuple[Path, ...]:
    """Find the files of a face that pictures can be set in.

    1. Where ``$HEADCOUNT_FONTS`` is set, that folder alone is looked into.
    2. Else those where Linux, macOS and Windows keep their fonts.

    Returns
    -------
    tuple of Path
        The regular and the bold one, then whatever else the folder of the variable holds; empty
        where there is no such face: `missing` then says how to get one.

    Examples
    --------
    >>> import os
    >>> os.environ["HEADCOUNT_FONTS"] = "no-such-folder"
    >>> find_fonts()
    ()
    >>> del os.environ["HEADCOUNT_FONTS"]
    """
    asked = os.environ.get(FONTS_VARIABLE, "").strip()
    folders = [Path(asked).expanduser()] if asked else _system_folders()
    for folder in folders:
        files = sorted(path for path in folder.rglob("*") if path.suffix.lower() in _ENDINGS)
        named = {path.name.lower(): path for path in reversed(files)}
        for face in _FACES:
            if named.keys() >= set(face):
                others = files if asked else ()
                return tuple(dict.fromkeys([*(named[name] for name in face), *others]))
    return ()


def missing() -> str:
    """Say in one line why there is no face to set pictures in, and what to do; else say nothing.

    Examples
    --------
    >>> import os
    >>> os.environ["HEADCOUNT_FONTS"] = "no-such-folder"
    >>> missing().partition(":")[0]
    "HEADCOUNT_FONTS is 'no-such-folder', which holds no Arial, Helvetica or Liberation Sans"
    >>> del os.environ["HEADCOUNT_FONTS"]
    """
    if sys.platform == "emscripten":
        return "Python in a browser cannot draw them; export where Headcount is installed"
    if find_fonts():
        return ""
    if asked := os.environ.get(FONTS_VARIABLE, "").strip():
        return (
            f"{FONTS_VARIABLE} is {asked!r}, which holds no Arial, Helvetica or Liberation Sans: "
            "set it to a folder with the regular and the bold one, or unset it"
        )
    return _HINT


def _system_folders() -> Iterator[Path]:
    home = Path.home()
    yield from (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))
    yield from (home / ".local/share/fonts", home / ".fonts", Path(sys.prefix, "fonts"))
    yield from (Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library/Fonts")
    if windows := os.environ.get("WINDIR"):
        yield Path(windows, "Fonts")


class Pictures:
    """Makes PNG and PDF, several at a time: a process for each core.

    Their processes start with the first picture and end with the `with` block, or with Python.
    A picture that fails takes nothing along but its process.

    Examples
    --------
    >>> svg = '<svg xmlns="http://www.w3.org/2000/svg" width="600" height="400"/>'
    >>> with Pictures() as pictures:  # doctest: +SKIP
    ...     picture = pictures.png(svg, 600, 400).result()
    """

    def __init__(self) -> None:
        self._fonts = [str(path) for path in find_fonts()]
        self.missing = missing()
        self._threads = ThreadPoolExecutor(min(os.cpu_count() or 1, _MOST_PROCESSES))
        self._idle: deque[subprocess.Popen[str]] = deque()
        self._processes = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._threads.shutdown(cancel_futures=True)
        self._processes.close()

    @property
    def engine(self) -> str:
        """Name what draws, and in which face: the same gives the same bytes for the same SVG."""
        whole = hashlib.sha256()
        for package in ("resvg", "pyoxipng-ng", "typst"):
            with suppress(PackageNotFoundError):
                whole.update(f"{package} {version(package)}\n".encode())
        for font in self._fonts:
            whole.update(Path(font).read_bytes())
        return whole.hexdigest()[:16]

    def png(
        self, svg: str, width: int, height: float, scale: float = 2, fonts: Sequence[Path] = ()
    ) -> Future[bytes]:
        """Draw an SVG as PNG.

        Parameters
        ----------
        svg
            A whole SVG, such as `headcount.render.svg.to_svg` makes.
        width, height
            Its size in points.
        scale
            Pixels a point: 2 is what print and good screens need.
        fonts
            The files of a face of its own.

        Raises
        ------
        PictureError
            By the result: when there is no face, or the picture is too large.
        """
        if width * height * scale**2 > _MOST_PIXELS:
            refused: Future[bytes] = Future()
            sides = f"{width * scale:.0f} by {height * scale:.0f}"
            refused.set_exception(PictureError(f"No picture has {sides} pixels"))
            return refused
        return self._submit("PNG", fonts, svg=svg, scale=scale)

    def pdf(
        self,
        svg: str,
        width: int,
        height: float,
        *,
        title: str,
        alt: str,
        fonts: Sequence[Path] = (),
    ) -> Future[bytes]:
        """Set an SVG as a PDF of one page that is just as large.

        It is tagged as PDF/UA-1 asks, its text is live, and its fonts are inside.

        Parameters
        ----------
        svg
            A whole SVG.
        width, height
            Its size in points of a screen, 96 to the inch.
        title
            What a reader's program calls the page.
        alt
            What the picture says to who cannot see it.
        fonts
            The files of a face of its own.

        Raises
        ------
        PictureError
            By the result: when there is no face.
        """
        words = {"title": title, "alt": alt}
        return self._submit("PDF", fonts, svg=svg, width=width, height=height, **words)

    def _submit(self, kind: str, fonts: Sequence[Path], **job: Any) -> Future[bytes]:
        files = [*map(str, fonts), *self._fonts]
        return self._threads.submit(self._make, {"kind": kind, "fonts": files, **job})

    def _make(self, job: dict[str, Any]) -> bytes:
        if self.missing:
            raise PictureError(self.missing)
        try:
            process = self._idle.pop()
        except IndexError:
            process = self._start()
        asked, answers = process.stdin, process.stdout
        assert asked is not None  # noqa: S101  (both are pipes: `_start`)
        assert answers is not None  # noqa: S101
        alarm = Timer(_MOST_SECONDS, process.kill)
        alarm.start()
        try:
            asked.write(json.dumps(job) + "\n")
            asked.flush()
            answer = json.loads(answers.readline())
        except (OSError, ValueError) as error:
            with suppress(OSError):  # what it was not given goes nowhere
                asked.close()
            raise PictureError(
                f"The process that makes the {job['kind']} has ended: try again, with "
                "more memory free"
            ) from error
        finally:
            alarm.cancel()
        self._idle.append(process)
        if "error" in answer:
            raise PictureError(f"No {job['kind']} was made: {answer['error']}")
        return base64.b64decode(answer["content"])

    def _start(self) -> subprocess.Popen[str]:
        from headcount.core.files import environment  # only whoever asks needs it

        return self._processes.enter_context(
            subprocess.Popen(
                [sys.executable, "-P", "-m", "headcount.render.pictures"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                encoding="utf-8",
                env=environment(),
            )
        )


@cache
def _faces(fonts: tuple[str, ...]) -> usvg.Options:
    """Load the fonts once for all pictures of a process."""
    from resvg import usvg

    options = usvg.Options.default()
    for font in fonts:
        options.load_font_file(font)
    return options


def _png(svg: str, scale: float, fonts: Sequence[str]) -> bytes:
    """Draw an SVG with resvg, and pack it without loss."""
    import oxipng
    from resvg import render, usvg

    tree = usvg.Tree.from_str(svg, _faces(tuple(fonts)))
    wide, high = (round(side * scale) for side in tree.int_size())
    drawn = render(tree, (scale, 0, 0, 0, scale, 0), bg_size=(wide, high))
    # Flat colors pack best unfiltered; what trying every filter saves is not worth its time.
    return oxipng.optimize_from_memory(
        bytes(drawn),
        level=0,
        filter=[oxipng.RowFilter.NoOp],
        deflate=oxipng.Deflaters.libdeflater(6),
    )


def _pdf(
    svg: str, width: float, height: float, title: str, alt: str, fonts: Sequence[str]
) -> bytes:
    """Set an SVG as a tagged PDF of one page, with typst."""
    import typst

    with TemporaryDirectory() as folder:  # typst takes folders of fonts, and all that is in them
        for font in fonts:
            shutil.copy(font, folder)

        def compiled(*standards: Literal["ua-1"]) -> bytes:
            # its types want folders of fonts as bytes where the text is bytes; it takes no others
            pdf: bytes = typst.compile(  # type: ignore[call-overload]
                _PDF.format(width=width * _POINTS, height=height * _POINTS).encode(),
                format="pdf",
                font_paths=[folder],
                ignore_system_fonts=True,
                sys_inputs={"svg": svg, "title": title, "alt": alt},
                pdf_standards=list(standards),
                timestamp=0,
            )
            return pdf

        try:
            return compiled("ua-1")
        except typst.TypstError as error:
            if "could not be displayed with a font" not in str(error):
                raise
            return compiled()  # a letter that the fonts lack: tagged, but not PDF/UA


def main() -> None:
    """Make the pictures that the lines of the input ask for, until there are no more."""
    # whoever asked is interrupted, and closes the input
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    makers: dict[str, Callable[..., bytes]] = {"PNG": _png, "PDF": _pdf}
    for line in sys.stdin.buffer:
        job = json.loads(line)
        try:
            content = makers[job.pop("kind")](**job)
            answer = {"content": base64.b64encode(content).decode("ascii")}
        except BaseException as error:  # noqa: BLE001  (each engine has its own; resvg panics)
            answer = {"error": " ".join(str(error).split())}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
