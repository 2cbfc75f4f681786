"""A web server of the test's own, on this machine, for what a file cannot show."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote


@contextmanager
def serving(
    pages: Mapping[str, str], headers: Mapping[str, str] | None = None, *, packed: bool = False
) -> Iterator[str]:
    """Serve pages by name, and give the address that they stand under.

    Parameters
    ----------
    pages
        HTML by name. What is added while it serves is served too.
    headers
        Sent with each page, such as a Content-Security-Policy.
    packed
        Send them gzipped, as a newsroom's server does.
    """

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            page = pages.get(unquote(self.path).lstrip("/"))
            body = (page or "").encode()
            self.send_response(404 if page is None else 200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            if packed:
                body = _packed(body)
                self.send_header("Content-Encoding", "gzip")
            for name, value in (headers or {}).items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    known: dict[bytes, bytes] = {}

    def _packed(body: bytes) -> bytes:
        if body not in known:
            known[body] = gzip.compress(body, mtime=0)
        return known[body]

    with _running(ThreadingHTTPServer(("127.0.0.1", 0), Handler)) as address:
        yield address


@contextmanager
def serving_folder(folder: Path) -> Iterator[str]:
    """Serve a folder as any web host does, and give the address that it stands under."""

    class Handler(SimpleHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
    with _running(server) as address:
        yield address


@contextmanager
def _running(server: ThreadingHTTPServer) -> Iterator[str]:
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
