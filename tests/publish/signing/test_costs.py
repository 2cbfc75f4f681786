"""What signing costs, and what it needs: nothing where nobody signs, and never the network."""

import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from headcount.cli import main

from .conftest import CHART

EXPORT = ["export", CHART, "--sizes", "web", "--out"]


class _Listener(BaseHTTPRequestHandler):
    def _note(self):
        self.server.asked.append(self.path)
        self.send_error(404)

    do_GET = do_POST = do_HEAD = _note  # noqa: N815  (as its base has them)

    def log_message(self, *_):
        pass


@pytest.fixture
def listener():
    """Give a server that only notes what it is asked."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Listener) as server:
        server.asked = []
        server.address = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.mark.browser
def test_nobody_is_asked_over_the_network(authority, tmp_path, ask, listener):
    watched = authority.newsroom("The Daily", revocations=f"{listener.address}/ocsp")
    assert main([*EXPORT, str(tmp_path / "out"), *watched.write(tmp_path)]) == 0
    assert ask(tmp_path / "out", trust="trusted", verbose=True)[0] == 0
    assert listener.asked == []


@pytest.mark.browser
def test_credentials_that_lie_elsewhere_are_not_fetched(tmp_path, ask, listener):
    assert main([*EXPORT, str(tmp_path)]) == 0
    picture = tmp_path / CHART / f"{CHART}-web.svg"
    space = 'xmlns:dcterms="http://purl.org/dc/terms/"'
    there = f'{space} dcterms:provenance="{listener.address}/manifest"'
    whole = picture.read_text(encoding="utf-8")
    assert whole.count("<rdf:Description ") == 1
    pointing = whole.replace("<rdf:Description ", f"<rdf:Description {there} ")
    picture.write_text(f"{pointing}<!-- <c2pa:manifest> -->", encoding="utf-8")
    assert ask(picture, trust="trusted")[0] == 4  # what is not there vouches for nothing
    assert listener.asked == []


WITHOUT = "import sys; sys.modules['c2pa'] = None\n"
LOADED = "print('c2pa' in sys.modules, file=sys.stderr)\n"
RUN = "import sys\nfrom headcount.cli import main\ncode = main(sys.argv[1:])\n"


def run(code, *arguments, cwd):
    whole = [sys.executable, "-c", f"{code}sys.exit(code)", *map(str, arguments)]
    return subprocess.run(whole, cwd=cwd, capture_output=True, text=True)


@pytest.mark.slow
@pytest.mark.browser
def test_without_the_extra_one_line_says_what_to_install(exports, signing, tmp_path):
    asked = [*EXPORT, "new", *signing]
    refused = run(WITHOUT + RUN, *asked, cwd=tmp_path)
    assert refused.returncode == 2
    assert refused.stdout == ""
    assert refused.stderr.splitlines() == [
        'Nothing was written. c2pa-python is not installed: pip install "headcount[credentials]".'
    ]
    assert not (tmp_path / "new").exists()
    picture = exports / CHART / f"{CHART}-web.png"
    read = run(WITHOUT + RUN, "read", picture, cwd=tmp_path)
    assert read.returncode == 0
    said = " ".join(read.stdout.split())
    assert 'Signed, and not checked: c2pa-python is not installed: pip install "headcount' in said
    trusting = run(WITHOUT + RUN, "read", picture, "--trust", signing[1], cwd=tmp_path)
    assert trusting.returncode == 2
    assert "c2pa-python is not installed" in trusting.stderr


@pytest.mark.slow
@pytest.mark.browser
def test_what_signs_is_loaded_only_where_somebody_signed(exports, tmp_path):
    bare = "import os; os.environ['HEADCOUNT_FONTS'] = 'none'\n"
    done = run(bare + RUN + LOADED, "export", CHART, cwd=tmp_path)
    assert done.stderr.splitlines()[-1] == "False"
    plain = tmp_path / "exports" / CHART / f"{CHART}-embed.html"
    signed = exports / CHART / f"{CHART}-web.png"
    for asked, loaded in {plain: "False", signed: "True"}.items():
        assert run(RUN + LOADED, "read", asked, cwd=tmp_path).stderr.strip() == loaded
