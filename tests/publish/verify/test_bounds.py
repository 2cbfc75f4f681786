"""What a file may cost its reader: 256 MB and ten seconds, whoever made it, whatever is in it."""

import json
import os
import struct
import subprocess
import sys
import zlib
from functools import cache

import pytest
from headcount.publish.metadata import png

from tests.publish.metadata.conftest import chunk

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="its limits are Linux's")

MEMORY, SECONDS = 256_000_000, 10
NUL = b"\0" * 1_900_000
BEGIN, END = b'<?xpacket begin="" id="x"?>', b'<?xpacket end="w"?>'
SVG = b'<svg xmlns="http://www.w3.org/2000/svg">'
OBJECT = b"1 0 obj <</Type /Metadata /Filter /FlateDecode>> stream\n"
MARK = b"%PDF-1.7\n/AFRelationship /C2PA_Manifest\n"
SCRIPT = b'<script type="application/json" class="headcount-receipt"'


def picture(*chunks):
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 6, 0, 0, 0))
    return png.SIGNATURE + header + b"".join(chunks) + chunk(b"IEND", b"")


def packed(text):
    return zlib.compress(text, 1)


@cache
def zeros():
    """Pack what a packed text unpacks to, of two million letters."""
    return packed(NUL)


def record(number=0):
    """Make what is nearly a receipt, of two million letters, and not twice the same."""
    return b'{"receipt": 2, "x": "%d%s"}' % (number, b"x" * 1_900_000)


def many(one, size, most=19_000):
    """Repeat one thing, or what a function makes of a number, up to a size."""
    make = one if callable(one) else lambda _: one
    return b"".join(make(number) for number in range(min(most, size // len(make(0)) + 1)))


def text(kind, between, packer):
    return lambda number: chunk(kind, b"headcount-receipt" + between + packer(number))


def xref(size):
    """Make a PDF of one table of references, which a library makes objects of."""
    rows = b"".join(b"%010d 00000 n \n" % at for at in range(size // 20))
    head = b"%s1 0 obj <</Type /Catalog /C2PA_Manifest 1 0 R>> endobj\n" % MARK
    table = b"xref\n0 %d\n%s" % (size // 20, rows)
    return b"%s%strailer <</Root 1 0 R /Size %d>>\nstartxref\n%d\n%%%%EOF" % (
        head, table, size // 20, len(head),
    )  # fmt: skip


def objects(size):
    """Make a PDF of one packed stream of objects, a thousand times as large as it is."""
    packer = zlib.compressobj(1)
    body = b"".join(packer.compress(b"0 0 " * 100_000) for _ in range(size // 5_000))
    body += packer.flush()
    head = b"%s1 0 obj <</Type /Catalog>> endobj\n" % MARK
    stream = (
        b"2 0 obj <</Type /ObjStm /N 1000 /First 10 /Filter /FlateDecode /Length %d>> stream\n"
        % len(body)
    )
    whole = head + stream + body + b"\nendstream endobj\n"
    places = len(b"%PDF-1.7\n"), len(head)
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    table = b"xref\n0 3\n0000000000 65535 f \n" + rows
    return whole + table + b"trailer <</Root 1 0 R /Size 3>>\nstartxref\n%d\n%%%%EOF" % len(whole)


MADE = {
    # 500 packed records in a picture of a pixel, each of two megabytes
    "records.png": lambda size: picture(
        many(text(b"iTXt", b"\0\1\0\0\0", lambda n: packed(record(n))), size, 500)
    ),
    "bombs.png": lambda size: picture(many(text(b"zTXt", b"\0\0", lambda _: zeros()), size)),
    "plain.png": lambda size: picture(many(text(b"tEXt", b"\0", record), size)),
    "profiles.png": lambda size: picture(
        many(chunk(b"zTXt", b"Raw profile type xmp\0\0" + packed(b"\nxmp\n 9\n" + NUL)), size)
    ),
    "pixels.png": lambda size: picture(chunk(b"IDAT", os.urandom(1000) * (size // 1000))),
    "chunks.png": lambda size: picture(many(chunk(b"juNK", b""), size, 30_000)),
    # each part begins, and what ends it stands far behind
    "streams.pdf": lambda size: (
        b"%PDF-1.4" + b"/Metadata stream\n" * (size // 17) + b"endstream %%EOF"
    ),
    "far.pdf": lambda size: (
        b"%PDF-1.4" + (b"stream\n" + b" " * 100 + b"endstrea") * (size // 115) + b"%%EOF"
    ),
    "bombs.pdf": lambda size: (
        b"%PDF-1.4" + many(OBJECT + zeros() + b"\nendstream ", size) + b"%%EOF"
    ),
    "packets.pdf": lambda size: b"%PDF-1.4" + BEGIN * (size // len(BEGIN)) + END + b"%%EOF",
    "xref.pdf": xref,
    "objects.pdf": objects,
    "attribute.svg": lambda size: SVG + b'<g a="' + b"x" * size + b'"/></svg>',
    "attributes.svg": lambda size: (
        SVG + b"<g " + b"".join(b'a%d="" ' % n for n in range(size // 13)) + b"/></svg>"
    ),
    "comment.svg": lambda size: SVG + b"<!--" + b"x" * size + b"--></svg>",
    "lines.svg": lambda size: SVG + b"\n" * size + b"</svg>",
    "metadata.svg": lambda size: SVG + many(b"<metadata/>", size) + b"</svg>",
    "unending.svg": lambda size: SVG + b'<a b="' * (size // 6),
    "scripts.html": lambda size: b"<html>" + SCRIPT * (size // len(SCRIPT)),
    "records.html": lambda size: (
        b"<html>" + many(lambda n: SCRIPT + b">" + record(n) + b"</script>", size)
    ),
    "one.html": lambda size: b"<html>" + SCRIPT + b">" + b"x" * size + b"</script>",
    "packets.html": lambda size: (
        b"<html>" + many(BEGIN + b"<a>" + b"<b/>" * 10_000 + b"</a>" + END, size)
    ),
    "packets.jpg": lambda size: (
        b"\xff\xd8" + many(BEGIN + b"<a>" + b"<b/>" * 10_000 + b"</a>" + END, size)
    ),
    "lists.json": lambda size: b'{"receipt": 2, "x": [' + b"[]," * (size // 3) + b"[]]}",
    "data.html": lambda size: (
        b'<html><script type="application/ld+json" class="headcount-data">'
        + b"[" * min(size, 1_900_000) + b"</script>"
    ),
    "kit.zip": lambda size: b"PK\3\4" + zeros() * (size // len(zeros())),
}  # fmt: skip

CHILD = """
import json, resource, sys, time
limit = int(sys.argv[1])
resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))
from headcount.figures.package import read
from headcount.publish import verify
data, found = read(), {}
for file in sys.argv[2:]:
    began = time.monotonic()
    (answer,) = verify.read(data, [file]).answers
    took = time.monotonic() - began
    with open("/proc/self/status") as status:  # what the system counts begins with its parent's
        (most,) = [int(line.split()[1]) for line in status if line.startswith("VmHWM")]
    most = max(most, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
    found[file] = [answer.state, answer.why, took, most * 1000]
print(json.dumps(found))
"""


def answered(files):
    """Read files in a process that gets no more than it should need, and tell what it took."""
    run = subprocess.run(
        [sys.executable, "-c", CHILD, str(MEMORY), *map(str, files)],
        check=False,
        capture_output=True,
        env=os.environ | {"OPENBLAS_NUM_THREADS": "1", "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert run.returncode == 0, run.stderr.decode()[-2000:]
    return json.loads(run.stdout)


def written(folder, names, size):
    for name in names:
        path = folder / name
        path.write_bytes(MADE[name](size))
        yield path


def held(found):
    for file, (state, why, seconds, most) in found.items():
        assert state in {"damaged", "no record", "unknown"}, file
        assert why.endswith("."), file
        assert "memory" not in why.lower(), file
        assert seconds < SECONDS, (file, seconds)
        assert most <= MEMORY, (file, most)


def test_no_small_file_costs_more_than_it_may(tmp_path):
    held(answered([*written(tmp_path, MADE, 200_000)]))


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.parametrize("size", [3_900_000, 97_000_000, 101_000_000])
@pytest.mark.parametrize("name", MADE)
def test_no_large_file_costs_more_than_it_may(tmp_path, name, size):
    held(answered([*written(tmp_path, [name], size)]))
