"""What a PDF carries: an XMP packet as its metadata stream, and a title.

The packet lies unpacked in the file, as the standard asks, so that it is found without reading
the rest: a PDF can be made so that reading it takes more memory than there is.
"""

from __future__ import annotations

import io
import re
import struct

from headcount.publish.metadata import xmp
from headcount.publish.metadata.payload import (
    MOST_PACKETS,
    MOST_PARTS,
    UNSEALED,
    Allowance,
    Broken,
    Carried,
    Exhausted,
    Payload,
    seal,
    without,
)

_STREAM = re.compile(rb"stream\r?\n")
_END = b"endstream"
_MANIFEST = re.compile(rb"stream\r?\n(?P<box>(?P<length>.{4})jumb.{4}jumdc2pa)", re.DOTALL)
# What says that a PDF keeps to PDF/UA-1; whoever made it knows whether it does.
_UA = b'<pdfuaid:part xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">1</pdfuaid:part>'
_LAST = b"</rdf:Description>"
_DICTIONARY = 300  # bytes before a stream that hold what it is


def put(document: bytes, payload: Payload) -> bytes:
    """Put a payload into a PDF, and take out the dates of its making."""
    import pikepdf  # heavy, and only an export needs it

    whole = io.BytesIO()
    with pikepdf.open(io.BytesIO(document)) as pdf:
        before = pdf.Root.get("/Metadata")
        claim = _UA if before is not None and b"<pdfuaid:part" in before.read_bytes() else b""
        packet = pdf.make_stream(xmp.packet(payload).encode().replace(_LAST, claim + _LAST))
        packet.Type, packet.Subtype = pikepdf.Name.Metadata, pikepdf.Name.XML
        pdf.Root.Metadata = packet
        pdf.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        if "/ID" in pdf.trailer:
            del pdf.trailer["/ID"]
        for name in list(pdf.docinfo.keys()):
            del pdf.docinfo[name]
        pdf.docinfo["/Title"] = payload.fields.headline
        pdf.docinfo["/Subject"] = payload.fields.alt
        pdf.docinfo["/Author"] = payload.fields.author
        pdf.docinfo["/Keywords"] = payload.fields.identifier
        pdf.save(whole, deterministic_id=True, compress_streams=True)
    made = whole.getvalue()
    return made.replace(UNSEALED.encode(), _seal(made).encode(), 1)


def find(document: bytes) -> Carried:
    """Find what a PDF carries.

    Raises
    ------
    Broken
        When it is cut short, or a packet in it was damaged.
    """
    if b"%%EOF" not in document[-1024:]:
        raise Broken("it is cut short")
    read = xmp.read_all(document if xmp.packets(document) else _packed(document))
    return Carried.of("PDF", read, _seal(document))


def resealed(document: bytes, found: Carried) -> bytes:
    """Put the seal of what became of a PDF in the place of the one that it carries."""
    return document.replace(found.sealed.encode(), found.seal.encode(), 1)


def _seal(document: bytes) -> str:
    return seal(*without(document, sorted([*xmp.packets(document), *_manifest(document)])))


def _manifest(document: bytes) -> list[tuple[int, int]]:
    """Find the Content Credentials, which are signed after the seal is put in."""
    box = _MANIFEST.search(document)
    if box is None:
        return []
    (length,) = struct.unpack(">I", box["length"])
    return [(box.start("box"), box.start("box") + length)]


def _packed(document: bytes) -> bytes:
    """Return the packets of a PDF whose metadata some program has packed; read once, to its end."""
    found: list[bytes] = []
    view, allowance, end = memoryview(document), Allowance(), 0
    for _ in range(MOST_PARTS):
        stream = _STREAM.search(document, end)
        begin = stream.end() if stream else -1
        end = document.find(_END, begin)
        if not stream or end < 0 or len(found) >= MOST_PACKETS:
            break
        if document.find(b"/Metadata", max(0, begin - _DICTIONARY), begin) >= 0:
            try:
                content = allowance.inflate(view[begin:end])
            except Exhausted:
                raise
            except Broken:  # not packed after all, or in another way
                continue
            found += [content[slice(*span)] for span in xmp.packets(content)]
        end += len(_END)
    return b"".join(found)
