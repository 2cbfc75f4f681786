"""One browser, found or told apart from none, bounded in time, and cut off from the network."""

import asyncio
import http.server
import io
import re
import struct
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace

import pikepdf
import pytest
from headcount.render.drawing import (
    BrowserError,
    NoBrowserError,
    Studio,
    browser,
    find_chromium,
    finding,
    missing,
    shared_studio,
)

VARIABLE = finding.ENVIRONMENT_VARIABLE
FULL = 'width="100%" height="100%"'


@pytest.mark.parametrize("asked", ["none", "/no/such/browser", "no-such-command"])
def test_what_is_asked_for_is_not_silently_replaced(monkeypatch, asked):
    monkeypatch.setenv(VARIABLE, asked)
    assert find_chromium() is None
    with pytest.raises(NoBrowserError) as error:
        Studio().__enter__()
    assert str(error.value) == missing()


def test_one_line_says_how_to_get_a_browser(monkeypatch):
    monkeypatch.setenv(VARIABLE, "none")
    assert "apt-get install chromium" in missing()
    assert "playwright install chromium" in missing()
    assert "\n" not in missing()
    monkeypatch.setenv(VARIABLE, "/no/such/browser")
    assert "/no/such/browser" in missing()


def test_the_module_prints_the_path_or_the_hint(monkeypatch):
    def run():
        command = [sys.executable, "-m", "headcount.render.drawing"]
        return subprocess.run(command, capture_output=True, text=True, timeout=60)

    monkeypatch.setenv(VARIABLE, "none")
    none = run()
    assert (none.returncode, none.stdout.strip()) == (1, finding.INSTALL_HINT)
    monkeypatch.setenv(VARIABLE, sys.executable)
    given = run()
    assert (given.returncode, given.stdout.strip()) == (0, sys.executable)


def test_a_program_that_is_no_browser_is_told(monkeypatch):
    monkeypatch.setenv(VARIABLE, sys.executable)
    with pytest.raises(NoBrowserError):
        Studio().__enter__()


@pytest.mark.browser
def test_a_picture_that_is_none_is_told_and_the_next_one_is_drawn(studio, picture):
    with pytest.raises(BrowserError) as error:
        studio.png("<svg", 400, 300)
    assert "\n" not in str(error.value)
    assert studio.png(**vars(picture)).startswith(b"\x89PNG")


@pytest.mark.browser
def test_a_picture_larger_than_any_canvas_is_told(studio, picture):
    with pytest.raises(BrowserError, match="no canvas has 120000 by"):
        studio.png(**vars(picture), scale=200)


@pytest.mark.browser
def test_a_browser_that_hangs_is_not_waited_for(picture, monkeypatch):
    noise = '<filter id="n"><feTurbulence baseFrequency="0.01" numOctaves="200"/></filter>'
    endless = picture.svg.replace("</svg>", f'{noise}<rect {FULL} filter="url(#n)"/></svg>')
    with Studio() as studio:
        monkeypatch.setattr(browser, "_PICTURE_SECONDS", 0.3)
        with pytest.raises(BrowserError, match=r"no answer in 0\.3 seconds"):
            studio.png(endless, 4000, 4000)


@pytest.mark.browser
def test_a_page_that_hangs_is_closed_and_the_next_picture_is_drawn(picture, monkeypatch):
    with Studio() as studio:
        monkeypatch.setattr(browser, "_PICTURE_SECONDS", 2)
        monkeypatch.setattr(browser, "_RASTER", "() => { for (;;); }")
        with pytest.raises(BrowserError, match="no answer"):
            studio.png(**vars(picture))
        monkeypatch.undo()
        assert studio.png(**vars(picture)).startswith(b"\x89PNG")
        assert len(studio._context.pages) == 1


@pytest.mark.browser
def test_a_studio_that_is_closed_says_so(picture):
    studio = Studio()
    with pytest.raises(BrowserError, match="closed"):
        studio.png(**vars(picture))


@pytest.mark.browser
def test_nothing_is_fetched_and_no_script_runs(studio, picture):
    asked = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}"
        attack = (
            f'<image href="{address}/a.png" onerror="document.title = 1"/>'
            f"<style>@import url({address}/b.css)</style><script>document.title = 2</script>"
        )
        attacked = replace(picture, svg=picture.svg.replace("</svg>", f"{attack}</svg>"))
        with suppress(BrowserError):  # refusing it is as good as drawing it without the image
            studio.png(**vars(attacked))
        printed = studio.pdf(**vars(attacked), title="A chart")
        server.shutdown()
    assert asked == []
    with pikepdf.open(io.BytesIO(printed)) as document:
        assert document.docinfo.Title == "A chart"


@pytest.mark.browser
def test_two_pixels_a_point_and_the_same_bytes_each_time(studio, picture):
    first = studio.png(**vars(picture))
    assert struct.unpack(">II", first[16:24]) == (2 * picture.width, 2 * picture.height)
    assert first == studio.png(**vars(picture))


@pytest.mark.browser
def test_a_picture_is_the_same_whatever_was_drawn_before_it_or_beside_it(studio, pictures):
    def drawn(picture):
        printed = studio.pdf(**vars(picture), title="A chart")
        undated = re.sub(rb"/(CreationDate|ModDate) \(.*?\)", b"", printed)
        return studio.png(**vars(picture)), undated

    with ThreadPoolExecutor(4) as threads:
        beside = list(threads.map(drawn, pictures * 3))
    assert beside == [drawn(picture) for picture in pictures] * 3


@pytest.mark.browser
def test_it_draws_inside_a_running_event_loop(picture):
    async def kernel():
        return shared_studio().png(**vars(picture))

    with ThreadPoolExecutor(1) as one:  # pytest-playwright keeps a loop running in this thread
        assert one.submit(lambda: asyncio.run(kernel())).result(60).startswith(b"\x89PNG")


@pytest.mark.browser
def test_one_browser_serves_the_process_and_is_replaced_when_it_ends():
    first = shared_studio()
    assert shared_studio() is first
    first.__exit__()
    assert not first.is_open
    second = shared_studio()
    assert second is not first
    assert second.is_open
