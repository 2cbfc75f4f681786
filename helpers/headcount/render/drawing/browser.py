"""Turn an SVG into a PNG or a PDF, in pages of our own in one browser.

Starting a browser takes longer than many pictures, so a `Studio` starts one and draws as many as
are asked for. Nothing is fetched: a page has no address, a Content-Security-Policy that allows no
connection and no script, and a route that aborts every request.
"""

from __future__ import annotations

import asyncio
import atexit
import base64
import concurrent.futures
import sys
import threading
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from headcount.render.drawing.finding import ENVIRONMENT_VARIABLE, find_chromium, missing

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Coroutine

_START_SECONDS = 60
_PICTURE_SECONDS = 60
_CLOSE_SECONDS = 15


class BrowserError(RuntimeError):
    """The browser did not draw; the message says what to do."""


class NoBrowserError(BrowserError):
    """There is no browser, or it does not start; the message says how to get one."""


_PAGE = """<!doctype html><html lang="en"><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy"
 content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<title>Headcount's studio</title><style></style><body></body></html>"""


def _script(file: str, call: str) -> str:
    """Return what a page is to do: call the function that a file holds."""
    code = (Path(__file__).parent / file).read_text(encoding="utf-8")
    return f"({{ svg, title, width, height, scale }}) => {{ {code}\nreturn {call} }}"


_RASTER = _script("raster.js", "raster(svg, width, height, scale)")
_LAY_OUT = _script("print.js", "layOut(svg, title, width, height)")


class Studio:
    """Pages in one browser that draw an SVG as PNG, and print it.

    It works in a script and inside a running event loop (a Jupyter kernel): the browser is
    driven from a thread of its own. Every step has a time limit, so a browser that hangs ends
    in a `BrowserError` and not in a dead notebook. The same SVG gives the same PNG, to the byte.

    Parameters
    ----------
    executable
        The browser; default is what `find_chromium` finds.

    Raises
    ------
    NoBrowserError
        On entering, when there is no browser or it does not start.
    BrowserError
        On drawing, when it is given no picture or the time limit passes.

    Examples
    --------
    >>> svg = '<svg xmlns="http://www.w3.org/2000/svg" width="600" height="400"/>'
    >>> with Studio() as studio:  # doctest: +SKIP
    ...     picture = studio.png(svg, width=600, height=400)
    """

    at_once = 2
    """How many pictures it draws at one time, when as many threads ask."""

    def __init__(self, executable: Path | None = None) -> None:
        self._executable = executable
        self._pages: list[Any] = []
        self._free: asyncio.Semaphore
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._playwright: Any = None
        self._browser: Any = None
        self._context: Any = None

    def __enter__(self) -> Self:
        executable = self._executable or find_chromium()
        if executable is None:
            raise NoBrowserError(missing())
        # On Windows a kernel's event loop cannot start programs; this one can everywhere.
        windows = sys.platform == "win32"
        self._loop = asyncio.ProactorEventLoop() if windows else asyncio.new_event_loop()
        self._thread = threading.Thread(
            target=self._loop.run_forever, name="headcount-studio", daemon=True
        )
        self._thread.start()
        try:
            self._run(self._open(executable), _START_SECONDS)
        except BrowserError as error:
            self._stop()
            raise NoBrowserError(str(error)) from error
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

    def png(self, svg: str, width: int, height: int, scale: float = 2) -> bytes:
        """Draw an SVG as PNG.

        Parameters
        ----------
        svg
            A whole SVG, such as `headcount.render.svg.picture` makes.
        width, height
            Its size in points.
        scale
            Pixels a point: 2 is what print and good screens need.

        Returns
        -------
        bytes
            A PNG of ``width * scale`` by ``height * scale`` pixels.
        """
        picture = {"svg": svg, "width": width, "height": height, "scale": scale}
        return base64.b64decode(self._run(self._draw(picture), _PICTURE_SECONDS))

    def pdf(self, svg: str, title: str, width: int, height: int) -> bytes:
        """Print an SVG as a PDF of one page, its text live and its fonts inside.

        Parameters
        ----------
        svg
            A whole SVG.
        title
            What a reader's program calls the page.
        width, height
            Its size in points of a screen, 96 to the inch.
        """
        picture = {"svg": svg, "title": title, "width": width, "height": height}
        return self._run(self._print(picture), _PICTURE_SECONDS)

    async def _draw(self, picture: dict[str, Any]) -> str:
        async with self._page() as page:
            return await page.evaluate(_RASTER, picture)

    async def _print(self, picture: dict[str, Any]) -> bytes:
        async with self._page() as page:
            await page.evaluate(_LAY_OUT, picture)
            size = {side: f"{picture[side]}px" for side in ("width", "height")}
            return await page.pdf(**size, print_background=True, tagged=True)

    @asynccontextmanager
    async def _page(self) -> AsyncIterator[Any]:
        """Lend a page that nobody draws in; what fails takes its page along."""
        async with self._free:
            page = self._pages.pop() if self._pages else await self._new_page()
            try:
                yield page
            except BaseException:  # a time limit, too: what is left on it is nobody's next picture
                with suppress(Exception):
                    await page.close()
                raise
            self._pages.append(page)

    async def _open(self, executable: Path) -> None:
        from playwright.async_api import async_playwright

        self._playwright = await async_playwright().start()
        self._browser = await self._playwright.chromium.launch(
            executable_path=executable,
            timeout=_START_SECONDS * 1000,
            # Root (a container, CI) may not use the sandbox. A page shows only our own
            # pictures and has no network.
            chromium_sandbox=False,
            args=["--disable-gpu", "--font-render-hinting=none", "--force-color-profile=srgb"],
        )
        self._context = await self._browser.new_context(offline=True, service_workers="block")
        await self._context.route("**/*", lambda route: route.abort())
        self._free = asyncio.Semaphore(self.at_once)
        self._pages.append(await self._new_page())

    async def _new_page(self) -> Any:
        page = await self._context.new_page()
        await page.set_content(_PAGE)
        return page

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
            raise BrowserError(f"the browser failed: {first}") from error

    def _stop(self) -> None:
        if self._loop is None or self._thread is None:
            return
        with suppress(BrowserError):  # closing is a courtesy: the work is done or has failed
            self._run(self._close(), _CLOSE_SECONDS)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(_CLOSE_SECONDS)
        if not self._thread.is_alive():
            self._loop.close()
        self._pages.clear()
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
    NoBrowserError
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
