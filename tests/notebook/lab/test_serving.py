"""The app serves this computer alone, and a few notebooks at a time: asked by real requests."""

from __future__ import annotations

import asyncio
import http.client
import json
from contextlib import closing
from urllib.parse import urlsplit

import nbformat
import pytest
from headcount.notebook import serving
from tornado.httpclient import HTTPClientError, HTTPRequest
from tornado.websocket import websocket_connect

from .pages import served

STRANGE = (
    "evil.example",
    "evil.example:{port}",
    "127.0.0.1.evil.example",
    "169.254.169.254",
    "[::2]",
)
OWN = ("localhost:{port}", "127.0.0.1:{port}", "localhost")


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """Serve one small notebook as `make app` serves all of them."""
    home = tmp_path_factory.mktemp("served")
    notebooks = home / "notebooks"
    notebooks.mkdir()
    shown = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("print(1 + 1)")])
    shown.metadata["kernelspec"] = {
        "name": "python3",
        "display_name": "Python",
        "language": "python",
    }
    nbformat.write(shown, notebooks / "one.ipynb")
    with served(notebooks, home, "--template=headcount") as address:
        yield address


def ask(address, path, **headers):
    """Ask for a page as any program can, whatever it says of itself."""
    port = urlsplit(address).port
    given = {name.replace("_", "-"): one.format(port=port) for name, one in headers.items()}
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as asked:
        asked.request("GET", path, headers=given | {"Connection": "close"})
        answer = asked.getresponse()
        return answer.status, answer.read().decode()


def kernel_in(page):
    return page.split('"kernelId": "', 1)[1].split('"', 1)[0]


@pytest.mark.lab
@pytest.mark.slow
@pytest.mark.timeout(180)
def test_the_app_serves_this_computer_alone_and_a_few_pages(address):
    for host in STRANGE:
        for path in ("/", "/voila/tree", "/voila/render/one.ipynb"):
            assert ask(address, path, Host=host)[0] == 403, (host, path)
    for site in ("cross-site", "same-site"):
        status, said = ask(address, "/voila/render/one.ipynb", Sec_Fetch_Site=site)
        assert status == 403
        assert "another site" in said
    for host in OWN:
        assert ask(address, "/voila/tree", Host=host)[0] == 200
    status, page = ask(address, "/voila/render/one.ipynb", Sec_Fetch_Site="none")
    assert status == 200
    assert "print" not in page.split("<body")[1].split("jupyter-config-data")[0]
    asyncio.run(_sockets(address, kernel_in(page)))

    opened = 1
    while (told := ask(address, "/voila/render/one.ipynb"))[0] == 200:
        opened += 1
        assert opened <= serving.MOST
    assert opened == serving.MOST
    status, said = told
    assert status == 503
    assert "Too many pages are open here" in said
    assert ask(address, "/voila/tree")[0] == 200


async def _sockets(address, kernel):
    """See that a kernel's socket opens to a page of the app, and to no page of another name."""
    port = urlsplit(address).port
    url = f"ws://127.0.0.1:{port}/api/kernels/{kernel}/channels"
    for headers in (
        {"Origin": "http://evil.example"},
        {"Origin": f"http://evil.example:{port}", "Host": f"evil.example:{port}"},
        {"Host": "evil.example"},
        {"Origin": "null"},
    ):
        with pytest.raises(HTTPClientError) as refused:
            await websocket_connect(HTTPRequest(url, headers=headers))
        assert refused.value.code == 403, headers
    own = await websocket_connect(HTTPRequest(url, headers={"Origin": address.rstrip("/")}))
    own.write_message(json.dumps({"header": {"msg_type": "execute_request", "msg_id": "1"}}))
    own.close()
