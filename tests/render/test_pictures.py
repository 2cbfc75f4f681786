"""Pictures without a browser: a face found, the same bytes each time, nothing fetched."""

from __future__ import annotations

import asyncio
import http.server
import io
import re
import struct
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pikepdf
import pytest
from headcount.charts.chart import named_chart
from headcount.render import pictures as module
from headcount.render.pictures import FONTS_VARIABLE, PictureError, Pictures, find_fonts, missing
from headcount.render.svg import size, to_svg

WORDS = {"title": "A <chart> of #1", "alt": 'What it "shows": $x$ & \\y'}


def picture_of(data, name):
    drawing = named_chart(data, name).drawing(600)
    return to_svg(drawing, named=False), *size(drawing)


@pytest.fixture(scope="module")
def shown(data):
    """Two charts of two forms, one with hatched bars and one with lines."""
    return [picture_of(data, name) for name in ("per-head", "jump-of-2016")]


@pytest.fixture(scope="module")
def pictures():
    with Pictures() as pictures:
        yield pictures


def folder_with(tmp_path, *names):
    for name in names:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    return str(tmp_path)


@pytest.mark.parametrize(
    "names",
    [
        ("truetype/liberation/LiberationSans-Regular.ttf", "truetype/LiberationSans-Bold.ttf"),
        ("Supplemental/Arial.ttf", "Supplemental/Arial Bold.ttf"),
        ("msttcorefonts/Arial.ttf", "msttcorefonts/Arial_Bold.ttf"),
        ("arial.ttf", "arialbd.ttf"),
        ("Helvetica.ttc",),
    ],
)
def test_a_face_is_found_as_linux_macos_and_windows_keep_it(tmp_path, monkeypatch, names):
    monkeypatch.setenv(FONTS_VARIABLE, folder_with(tmp_path, *names))
    assert find_fonts() == tuple(tmp_path / name for name in names)
    assert missing() == ""


def test_the_face_that_the_layout_measures_comes_first_and_others_lend_letters(
    tmp_path, monkeypatch
):
    liberation = ["LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf"]
    names = ["Korean.otf", "arial.ttf", "arialbd.ttf", *liberation, "readme.txt"]
    monkeypatch.setenv(FONTS_VARIABLE, folder_with(tmp_path, *names))
    assert [path.name for path in find_fonts()] == [
        *liberation, "Korean.otf", "arial.ttf", "arialbd.ttf"
    ]  # fmt: skip


@pytest.mark.parametrize("asked", ["none", "/no/such/folder"])
def test_what_is_asked_for_is_not_silently_replaced(monkeypatch, shown, asked):
    monkeypatch.setenv(FONTS_VARIABLE, asked)
    assert find_fonts() == ()
    with Pictures() as none, pytest.raises(PictureError) as error:
        none.png(*shown[0]).result()
    assert str(error.value) == none.missing == missing()
    assert asked in missing()


def test_half_a_face_is_none(tmp_path, monkeypatch):
    monkeypatch.setenv(FONTS_VARIABLE, folder_with(tmp_path, "arial.ttf"))
    assert find_fonts() == ()


def test_one_line_says_how_to_get_a_face(monkeypatch):
    monkeypatch.delenv(FONTS_VARIABLE, raising=False)
    monkeypatch.setattr(module, "_system_folders", lambda: iter([Path("/no/such/folder")]))
    assert "apt-get install fonts-liberation" in missing()
    assert FONTS_VARIABLE in missing()
    assert "\n" not in missing()


def test_two_pixels_a_point_and_the_same_bytes_each_time(pictures, shown):
    svg, width, height = shown[0]
    first, second, small = (
        one.result() for one in [*[pictures.png(*shown[0])] * 2, pictures.png(*shown[0], scale=1)]
    )
    assert struct.unpack(">II", first[16:24]) == (2 * width, 2 * height)
    assert struct.unpack(">II", small[16:24]) == (width, height)
    assert first == second == pictures.png(svg, width, height).result()


def test_a_picture_is_the_same_whatever_was_made_before_it_or_beside_it(pictures, shown):
    def make(maker):
        return [(maker.png(*one), maker.pdf(*one, **WORDS)) for one in shown]

    beside = [make(pictures) for _ in range(3)]
    with Pictures() as others:
        alone = [[one.result() for one in pair] for pair in make(others)]
    for several in beside:
        assert [[one.result() for one in pair] for pair in several] == alone


def test_a_png_is_small(pictures, shown):
    assert len(pictures.png(*shown[0]).result()) < 100_000


def test_a_picture_that_is_none_is_told_and_the_next_one_is_made(pictures, shown):
    for refused in (pictures.png("<svg", 400, 300), pictures.pdf("<svg", 400, 300, **WORDS)):
        with pytest.raises(PictureError, match=r"^No (PNG|PDF) was made: [^\n]+$"):
            refused.result()
    assert pictures.png(*shown[0]).result().startswith(b"\x89PNG")


def test_a_picture_larger_than_memory_is_told(pictures, shown):
    with pytest.raises(PictureError, match="No picture has 120000 by"):
        pictures.png(*shown[0], scale=200).result()


def test_a_process_that_ends_is_told_and_the_next_picture_is_made(shown, monkeypatch):
    with Pictures() as pictures:
        start = pictures._start
        monkeypatch.setattr(module.sys, "executable", "true")
        with pytest.raises(PictureError, match="The process that makes the PNG has ended"):
            pictures.png(*shown[0]).result()
        monkeypatch.undo()
        assert start == pictures._start
        assert pictures.png(*shown[0]).result().startswith(b"\x89PNG")


def test_nothing_is_fetched(pictures, shown):
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
            f'<image href="{address}/a.png" width="9" height="9"/>'
            f"<style>@import url({address}/b.css)</style><script>document.title = 2</script>"
        )
        svg, width, height = shown[0]
        attacked = svg.replace("</svg>", f"{attack}</svg>"), width, height
        drawn, printed = pictures.png(*attacked), pictures.pdf(*attacked, **WORDS)
        assert drawn.result() == pictures.png(*shown[0]).result()
        with suppress(PictureError):  # refusing it is as good as printing it without the image
            printed.result()
        server.shutdown()
    assert asked == []


def test_it_draws_inside_a_running_event_loop(shown):
    async def kernel():
        with Pictures() as pictures:
            return await asyncio.wrap_future(pictures.png(*shown[0]))

    with ThreadPoolExecutor(1) as one:
        assert one.submit(lambda: asyncio.run(kernel())).result(60).startswith(b"\x89PNG")


def test_a_pdf_is_tagged_and_as_large_as_the_picture_and_its_words_are_its_own(pictures, shown):
    _, width, height = shown[0]
    made = pictures.pdf(*shown[0], **WORDS).result()
    with pikepdf.open(io.BytesIO(made)) as document:
        (page,) = document.pages
        assert list(page.MediaBox) == [
            0,
            0,
            pytest.approx(0.75 * width),
            pytest.approx(0.75 * height),
        ]
        assert document.Root.MarkInfo.Marked
        assert document.Root.Lang == "en"
        assert document.docinfo.Title == WORDS["title"]
        assert b"<pdfuaid:part>1</pdfuaid:part>" in document.Root.Metadata.read_bytes()
        (whole,) = document.Root.StructTreeRoot.K
        (figure,) = whole.K
        assert (figure.S, figure.Alt) == ("/Figure", WORDS["alt"])
        assert not re.search(rb"CreationDate|ModDate", made)


def test_letters_that_the_face_lacks_stop_no_pdf(pictures, shown):
    svg, width, height = shown[0]
    made = pictures.pdf(svg.replace("</svg>", "<text>한</text></svg>"), width, height, **WORDS)
    with pikepdf.open(io.BytesIO(made.result())) as document:
        assert document.Root.MarkInfo.Marked  # tagged, and it does not say that it is PDF/UA
        assert b"pdfuaid" not in document.Root.Metadata.read_bytes()


def test_it_starts_without_the_rest_of_headcount():
    code = (
        "import sys; import headcount.render.pictures;"
        "print({'pandas', 'headcount.render.svg', 'resvg', 'typst'} & set(sys.modules))"
    )
    run = module.subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert run.stdout.strip() == "set()", run.stderr
