"""One browser, found or told apart from none, bounded in time, and cut off from the network."""

import asyncio
import http.server
import struct
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest

from helpers.drawing import (
    BrowserError,
    Studio,
    browser,
    find_chromium,
    finding,
    missing,
    shared_studio,
)

VARIABLE = finding.ENVIRONMENT_VARIABLE


@pytest.mark.parametrize("asked", ["none", "/no/such/browser", "no-such-command"])
def test_what_is_asked_for_is_not_silently_replaced(monkeypatch, asked):
    monkeypatch.setenv(VARIABLE, asked)
    assert find_chromium() is None
    with pytest.raises(BrowserError) as error:
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
        command = [sys.executable, "-m", "helpers.drawing"]
        return subprocess.run(command, capture_output=True, text=True, timeout=60)

    monkeypatch.setenv(VARIABLE, "none")
    none = run()
    assert (none.returncode, none.stdout.strip()) == (1, finding.INSTALL_HINT)
    monkeypatch.setenv(VARIABLE, sys.executable)
    given = run()
    assert (given.returncode, given.stdout.strip()) == (0, sys.executable)


def test_a_program_that_is_no_browser_is_told(monkeypatch):
    monkeypatch.setenv(VARIABLE, sys.executable)
    with pytest.raises(BrowserError):
        Studio().__enter__()


@pytest.mark.browser
def test_a_figure_that_is_none_is_told_and_the_next_one_is_drawn(studio, bars):
    with pytest.raises(BrowserError) as error:
        studio.png('{"data": [{"type": "bar"}], "layout": 7}', width=-1, height=300)
    assert "\n" not in str(error.value)
    assert studio.png(bars.to_json(), 400, 300).startswith(b"\x89PNG")


@pytest.mark.browser
def test_a_browser_that_hangs_is_not_waited_for(studio, bars, monkeypatch):
    monkeypatch.setattr(browser, "_DRAW", "() => new Promise(() => {})")
    monkeypatch.setattr(browser, "_PICTURE_SECONDS", 0.3)
    with pytest.raises(BrowserError, match=r"no answer in 0\.3 seconds"):
        studio.png(bars.to_json(), 400, 300)


@pytest.mark.browser
def test_a_studio_that_is_closed_says_so(bars):
    studio = Studio()
    with pytest.raises(BrowserError, match="closed"):
        studio.png(bars.to_json(), 400, 300)


@pytest.mark.browser
def test_nothing_is_fetched(studio, bars):
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
        bars.add_layout_image(source=f"{address}/a.png", x=0, y=0, sizex=1, sizey=1)
        bars.add_annotation(text=f'<a href="{address}/b">$x^2$</a>', x=0, y=0)
        with suppress(BrowserError):  # refusing it is as good as drawing it without the image
            studio.svg(bars.to_json(), 400, 300)
        server.shutdown()
    assert asked == []


@pytest.mark.browser
def test_two_pixels_a_point_and_the_same_bytes_each_time(studio, bars):
    first = studio.png(bars.to_json(), 400, 300)
    assert struct.unpack(">II", first[16:24]) == (800, 600)
    assert first == studio.png(bars.to_json(), 400, 300)


@pytest.mark.browser
def test_it_draws_inside_a_running_event_loop(bars):
    async def kernel():
        return shared_studio().png(bars.to_json(), 400, 300)

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
