"""Find a Chromium, and draw plotly figures in one page of our own.

Starting a browser takes most of the time of a picture, so a `Studio` starts one, loads plotly.js
once, and draws as many pictures as are asked for. Nothing is fetched: the page has no address,
a Content-Security-Policy that allows no connection, and a route that aborts every request.

``python -m helpers.drawing`` prints the path of the browser that would be used (exit 0),
or how to get one (exit 1).
"""

from __future__ import annotations

import asyncio
import atexit
import base64
import concurrent.futures
import html
import json
import os
import shutil
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from helpers.drawing.plotlyjs import plotlyjs, plotlyjs_for

if TYPE_CHECKING:
    from collections.abc import Coroutine

ENVIRONMENT_VARIABLE = "HEADCOUNT_CHROMIUM"
"""Holds the path of the browser to use; ``none`` means: work as if there were no browser."""

INSTALL_HINT = (
    "no Chromium or Chrome found: run `sudo apt-get install chromium` (Debian, Ubuntu) or "
    "`python -m playwright install chromium` (elsewhere), or set "
    f"{ENVIRONMENT_VARIABLE} to the path of one"
)

# Debian's headless shell starts twice as fast as the whole browser, so it is asked first.
_COMMANDS = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "msedge",
)

_MACOS = (
    "Google Chrome.app/Contents/MacOS/Google Chrome",
    "Chromium.app/Contents/MacOS/Chromium",
    "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)

_WINDOWS = (
    "Google/Chrome/Application/chrome.exe",
    "Chromium/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
)

_PLAYWRIGHT = (
    "chromium_headless_shell-*/*/headless_shell*",
    "chromium_headless_shell-*/*/chrome-headless-shell*",
    "chromium-*/*/chrome",
    "chromium-*/*/chrome.exe",
    "chromium-*/*/*.app/Contents/MacOS/*",
)

_START_SECONDS = 60
_PICTURE_SECONDS = 60
_CLOSE_SECONDS = 15


class BrowserError(RuntimeError):
    """There is no browser, or the one there is did not draw; the message says what to do."""


def find_chromium() -> Path | None:
    """Find a browser that can draw the pictures.

    1. Where ``$HEADCOUNT_CHROMIUM`` is set, it alone decides: the path in it, or nothing when
       it is ``none`` or there is no file of that name.
    2. Else the commands on the path (Debian's headless shell first, as it starts fastest), the
       usual places of Chrome and Edge on macOS and Windows, and what playwright installed.

    Returns
    -------
    Path or None
        None when there is none; `INSTALL_HINT` then says how to get one.

    Examples
    --------
    >>> import os
    >>> os.environ["HEADCOUNT_CHROMIUM"] = "none"
    >>> find_chromium() is None
    True
    >>> del os.environ["HEADCOUNT_CHROMIUM"]
    """
    if asked := os.environ.get(ENVIRONMENT_VARIABLE, "").strip():
        found = shutil.which(Path(asked).expanduser())
        return Path(found) if found else None
    return next((path for path in _candidates() if path.is_file()), None)


def missing() -> str:
    """Say in one line why there is no browser, and what to do about it.

    Examples
    --------
    >>> missing().startswith("no Chromium")
    True
    """
    asked = os.environ.get(ENVIRONMENT_VARIABLE, "").strip()
    if asked and asked != "none":
        return (
            f"{ENVIRONMENT_VARIABLE} is {asked!r}, which is not a program: set it to the path of "
            "a Chromium or Chrome, or unset it"
        )
    return INSTALL_HINT


def _candidates() -> Iterator[Path]:
    for command in _COMMANDS:
        if found := shutil.which(command):
            yield Path(found)
    for folder in (Path("/Applications"), Path.home() / "Applications"):
        yield from (folder / name for name in _MACOS)
    for variable in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
        if folder := os.environ.get(variable):
            yield from (Path(folder) / name for name in _WINDOWS)
    for folder in _playwright_folders():
        for pattern in _PLAYWRIGHT:
            # The newest revision last in name order, so first here.
            yield from sorted(folder.glob(pattern), reverse=True)


def _playwright_folders() -> Iterator[Path]:
    if asked := os.environ.get("PLAYWRIGHT_BROWSERS_PATH"):
        yield Path(asked)
    yield Path.home() / ".cache/ms-playwright"
    yield Path.home() / "Library/Caches/ms-playwright"
    if local := os.environ.get("LOCALAPPDATA"):
        yield Path(local) / "ms-playwright"


_PAGE = """<!doctype html><html lang="en"><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy"
 content="default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline';
 img-src data: blob:">
<title>Headcount's studio</title><body></body></html>"""

_SHEET = """<!doctype html><html lang="en"><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none';
 style-src 'unsafe-inline'; img-src data:">
<title>{title}</title>
<style>@page {{ size: {width}px {height}px; margin: 0 }} body {{ margin: 0 }}
svg {{ display: block }}</style>
<body>{picture}</body></html>"""

# typesetMath off: plotly would ask for MathJax, which is not there and must not be fetched.
_DRAW = """async ({figure, format, width, height, scale}) => {
  if (format === 'svg') return await drawNamed(Plotly, figure, {width, height});
  const {data, layout} = JSON.parse(figure);
  const config = {typesetMath: false, showSendToCloud: false, plotlyServerURL: ''};
  return await Plotly.toImage(
    {data, layout, config}, {format, width, height, scale, imageDataOnly: true});
}"""

DRAW_NAMED = (Path(__file__).parent / "named.js").read_text(encoding="utf-8")
"""The script that draws an SVG whose marks name their figures, for any page that has plotly.js."""


@cache
def _file(name: str) -> str:
    return (files("helpers.drawing") / name).read_text(encoding="utf-8")


class Studio:
    """One page in one browser, with plotly.js loaded once.

    It works in a script and inside a running event loop (a Jupyter kernel): the browser is
    driven from a thread of its own. Every step has a time limit, so a browser that hangs ends
    in a `BrowserError` and not in a dead notebook.

    Parameters
    ----------
    executable
        The browser; default is what `find_chromium` finds.

    Raises
    ------
    BrowserError
        On entering, when there is no browser or it does not start; on drawing, when plotly
        refuses the figure or the time limit passes.

    Examples
    --------
    >>> figure = '{"data": [{"type": "bar", "x": [1], "y": [2]}], "layout": {}}'
    >>> with Studio() as studio:  # doctest: +SKIP
    ...     picture = studio.png(figure, width=600, height=400)
    """

    def __init__(self, executable: Path | None = None) -> None:
        self._executable = executable
        self._bundle = ""
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._playwright: Any = None
        self._browser: Any = None
        self._page: Any = None

    def __enter__(self) -> Self:
        executable = self._executable or find_chromium()
        if executable is None:
            raise BrowserError(missing())
        # On Windows a kernel's event loop cannot start programs; this one can everywhere.
        windows = sys.platform == "win32"
        self._loop = asyncio.ProactorEventLoop() if windows else asyncio.new_event_loop()
        self._thread = threading.Thread(
            target=self._loop.run_forever, name="headcount-studio", daemon=True
        )
        self._thread.start()
        try:
            self._run(self._open(executable), _START_SECONDS)
        except BaseException:
            self._stop()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._stop()

    @property
    def is_open(self) -> bool:
        """Whether it can draw: it was entered, and its browser has not been ended."""
        return self._browser is not None and self._browser.is_connected()

    def png(self, figure: str, width: int, height: int, scale: float = 2) -> bytes:
        """Draw a figure as PNG.

        Parameters
        ----------
        figure
            The figure's JSON (``figure.to_json()``).
        width, height
            Its size in points.
        scale
            Pixels a point: 2 is what print and good screens need.

        Returns
        -------
        bytes
            A PNG of ``width * scale`` by ``height * scale`` pixels.
        """
        return base64.b64decode(self._draw(figure, "png", width, height, scale))

    def svg(self, figure: str, width: int, height: int) -> str:
        """Draw a figure as SVG, as plotly writes it; `image.tidy` makes it fit to leave.

        Each mark has its figure's id as ``data-figure``, and its hover text as a title.
        """
        return self._draw(figure, "svg", width, height, 1)

    def pdf(self, picture: str, title: str, width: int, height: int) -> bytes:
        """Print a picture as a PDF of one page, its text live and its fonts inside.

        Parameters
        ----------
        picture
            An SVG, as `image.tidy` leaves it.
        title
            What a reader's program calls the page.
        width, height
            Its size in points of a screen, 96 to the inch.
        """
        page = _SHEET.format(title=html.escape(title), width=width, height=height, picture=picture)
        return self._run(self._print(page, width, height), _PICTURE_SECONDS)

    async def _print(self, content: str, width: int, height: int) -> bytes:
        sheet = await self._page.context.new_page()
        try:
            await sheet.set_content(content)
            await sheet.evaluate(_file("print.js"))
            return await sheet.pdf(
                width=f"{width}px", height=f"{height}px", print_background=True, tagged=True
            )
        finally:
            await sheet.close()

    def _draw(self, figure: str, form: str, width: int, height: int, scale: float) -> str:
        what = {"figure": figure, "format": form, "width": width, "height": height, "scale": scale}
        bundle = plotlyjs_for(json.loads(figure)["data"])

        async def draw() -> str:
            await self._load(bundle)
            return await self._page.evaluate(_DRAW, what)

        return self._run(draw(), _PICTURE_SECONDS)

    async def _open(self, executable: Path) -> None:
        from playwright.async_api import async_playwright

        self._playwright = await async_playwright().start()
        self._browser = await self._playwright.chromium.launch(
            executable_path=executable,
            timeout=_START_SECONDS * 1000,
            # Root (a container, CI) may not use the sandbox. The page shows only our own
            # figure as JSON and has no network.
            chromium_sandbox=False,
            args=["--disable-gpu", "--font-render-hinting=none", "--force-color-profile=srgb"],
        )
        context = await self._browser.new_context(offline=True, service_workers="block")
        await context.route("**/*", lambda route: route.abort())
        self._page = await context.new_page()
        await self._page.set_content(_PAGE)
        await self._page.add_script_tag(content=DRAW_NAMED)
        await self._load(plotlyjs())

    async def _load(self, bundle: str) -> None:
        if bundle != self._bundle:
            await self._page.add_script_tag(content=bundle)
            self._bundle = bundle

    def _run(self, work: Coroutine[Any, Any, Any], seconds: float) -> Any:
        if self._loop is None:
            work.close()
            raise BrowserError("the studio is closed: use it in a `with` block")
        future = asyncio.run_coroutine_threadsafe(asyncio.wait_for(work, seconds), self._loop)
        try:
            return future.result(seconds + 5)
        except (TimeoutError, concurrent.futures.TimeoutError):
            future.cancel()
            raise BrowserError(
                f"the browser gave no answer in {seconds:g} seconds: try again, or set "
                f"{ENVIRONMENT_VARIABLE} to another one"
            ) from None
        except BrowserError:
            raise
        except Exception as error:  # playwright's errors are imported only where it is used
            first = str(error).strip().splitlines()[0] if str(error).strip() else repr(error)
            raise BrowserError(f"the browser could not draw this: {first}") from error

    def _stop(self) -> None:
        if self._loop is None or self._thread is None:
            return
        with suppress(BrowserError):  # closing is a courtesy: the work is done or has failed
            self._run(self._close(), _CLOSE_SECONDS)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(_CLOSE_SECONDS)
        if not self._thread.is_alive():
            self._loop.close()
        self._loop = self._thread = self._browser = self._page = self._playwright = None

    async def _close(self) -> None:
        if self._browser is not None:
            await self._browser.close()
        if self._playwright is not None:
            await self._playwright.stop()


_lock = threading.Lock()
_open: list[Studio] = []


def shared_studio() -> Studio:
    """Give the studio of this Python process, starting it where there is none.

    It stays open until Python ends, so that only the first picture of a notebook waits for a
    browser. One whose browser was ended is replaced.

    Raises
    ------
    BrowserError
        When there is no browser, or it does not start.
    """
    with _lock:
        if _open and not _open[0].is_open:
            _close_shared()
        if not _open:
            _open.append(Studio().__enter__())
        return _open[0]


@atexit.register
def _close_shared() -> None:
    while _open:
        _open.pop().__exit__()
