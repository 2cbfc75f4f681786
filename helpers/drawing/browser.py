"""Draw plotly figures in pages of our own, in one browser.

Starting a browser takes most of the time of a picture, so a `Studio` starts one, loads plotly.js
once a page, and draws as many pictures as are asked for. Nothing is fetched: a page has no address,
a Content-Security-Policy that allows no connection, and a route that aborts every request.
"""

from __future__ import annotations

import asyncio
import atexit
import base64
import concurrent.futures
import html
import json
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from helpers.drawing.finding import ENVIRONMENT_VARIABLE, find_chromium, missing
from helpers.drawing.plotlyjs import plotlyjs, plotlyjs_for

if TYPE_CHECKING:
    from collections.abc import Coroutine

_START_SECONDS = 60
_PICTURE_SECONDS = 60
_CLOSE_SECONDS = 15


class BrowserError(RuntimeError):
    """There is no browser, or the one there is did not draw; the message says what to do."""


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


@dataclass
class _Easel:
    """A page, and the plotly.js that is loaded in it."""

    page: Any
    bundle: str = ""


class Studio:
    """Pages in one browser, with plotly.js loaded once in each.

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

    at_once = 2
    """How many pictures it draws at one time, when as many threads ask."""

    def __init__(self, executable: Path | None = None) -> None:
        self._executable = executable
        self._easels: list[_Easel] = []
        self._free: asyncio.Semaphore
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._playwright: Any = None
        self._browser: Any = None
        self._context: Any = None

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
        sheet = await self._context.new_page()
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
        return self._run(self._drawn(what, bundle), _PICTURE_SECONDS)

    async def _drawn(self, what: dict[str, Any], bundle: str) -> str:
        async with self._free:
            easel = self._easels.pop() if self._easels else await self._set_up()
            try:
                if bundle != easel.bundle:
                    await easel.page.add_script_tag(content=bundle)
                    easel.bundle = bundle
                drawn = await easel.page.evaluate(_DRAW, what)
            except Exception:  # what is left on it is nobody's next picture
                with suppress(Exception):
                    await easel.page.close()
                raise
            self._easels.append(easel)
            return drawn

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
        self._context = await self._browser.new_context(offline=True, service_workers="block")
        await self._context.route("**/*", lambda route: route.abort())
        self._free = asyncio.Semaphore(self.at_once)
        self._easels.append(await self._set_up())

    async def _set_up(self) -> _Easel:
        page = await self._context.new_page()
        await page.set_content(_PAGE)
        await page.add_script_tag(content=DRAW_NAMED)
        await page.add_script_tag(content=plotlyjs())
        return _Easel(page, plotlyjs())

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
        self._easels.clear()
        self._loop = self._thread = self._browser = self._context = self._playwright = None

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
