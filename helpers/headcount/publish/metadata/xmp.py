"""XMP packets: the IPTC fields that newsroom systems show, and the receipt beside them.

A packet stands in a PNG, a PDF, and in the metadata element of an SVG, which is XML like it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.parsers import expat
from xml.sax.saxutils import escape

from headcount.publish.metadata.payload import (
    MOST_DEPTH,
    MOST_PACKETS,
    MOST_PARTS,
    MOST_PAYLOAD,
    UNSEALED,
    Broken,
    Carried,
    Payload,
    Read,
    seal,
)

OWN = "urn:headcount:record:1#"
_SPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
    "headcount": OWN,
}
_MADE_FROM_DATA = "http://cv.iptc.org/newscodes/digitalsourcetype/dataDrivenMedia"

# The packet begins and ends so that a program finds it in a file of any format.
_BEGIN = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
_END = '<?xpacket end="w"?>'
_ILLEGAL = re.compile(r"[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")


def packet(payload: Payload, sealed: str = UNSEALED) -> str:
    """Write an XMP packet.

    Parameters
    ----------
    payload
        What the file is to carry.
    sealed
        The seal of the picture; `UNSEALED` where it is put in later, in the same place.
    """
    fields = payload.fields
    properties = [
        _plain("headcount:record", fields.identifier),
        _plain("headcount:seal", sealed),
        _by_language("dc:title", fields.title),
        _by_language("dc:description", fields.description),
        _list("dc:creator", fields.author),
        _plain("dc:identifier", fields.identifier),
        _plain("photoshop:Headline", fields.headline),
        _plain("photoshop:Credit", fields.credit),
        _plain("photoshop:Source", fields.source),
        _plain("photoshop:Instructions", fields.instructions),
        _by_language("Iptc4xmpCore:AltTextAccessibility", fields.alt),
        _by_language("Iptc4xmpCore:ExtDescrAccessibility", fields.extended),
        _plain("Iptc4xmpExt:DigitalSourceType", _MADE_FROM_DATA),
        _plain("headcount:receipt", payload.receipt),
    ]
    spaces = "".join(f' xmlns:{name}="{address}"' for name, address in _SPACES.items())
    body = "\n".join(one for one in properties if one)
    return (
        f'{_BEGIN}\n<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF{spaces}>\n'
        f'<rdf:Description rdf:about="">\n{body}\n</rdf:Description>\n'
        f"</rdf:RDF></x:xmpmeta>\n{_END}"
    )


def packets(content: bytes) -> list[tuple[int, int]]:
    """Find the packets in a file of any format: where each begins, and where it ends."""
    found = []
    begin = content.find(b"<?xpacket begin=")
    while begin >= 0 and len(found) < MOST_PACKETS:
        last = content.find(b"<?xpacket end=", begin)
        end = content.find(b"?>", last) + 2
        if last < 0 or end < 2:  # cut short, and so is every one behind it
            break
        found.append((begin, end))
        begin = content.find(b"<?xpacket begin=", end)
    return found


def _plain(name: str, text: str) -> str:
    return f"<{name}>{_text(text)}</{name}>" if text else ""


def _list(name: str, text: str) -> str:
    return f"<{name}><rdf:Seq><rdf:li>{_text(text)}</rdf:li></rdf:Seq></{name}>" if text else ""


def _by_language(name: str, text: str) -> str:
    alternative = f'<rdf:Alt><rdf:li xml:lang="x-default">{_text(text)}</rdf:li></rdf:Alt>'
    return f"<{name}>{alternative}</{name}>" if text else ""


def _text(text: str) -> str:
    # A carriage return that is written as it is would come back as a line feed.
    return escape(_ILLEGAL.sub("", text), {"\r": "&#13;"})


def read_all(content: bytes) -> Read:
    """Read every packet in a file of any format."""
    found = Read()
    for start, end in packets(content):
        found.add(read(content[start:end]))
    return found


@dataclass(slots=True)
class ReadXml(Read):
    """What an XML file holds of ours, and where its metadata elements stand."""

    metadata: list[tuple[int, int]] = field(default_factory=list)


def read(content: bytes) -> ReadXml:
    """Read what an XML file holds of ours: a packet, or an SVG with packets in it.

    Raises
    ------
    Broken
        When it is no XML, declares entities (a small file can name a huge text by them), is
        deeper or longer than a picture is, or carries more than it may.
    """
    reader = _Reader()
    reader.run(content)
    return reader.read


class _Reader:
    def __init__(self) -> None:
        self.read = ReadXml()
        self._names: list[str] = []
        self._text: list[str] | None = None
        self._taken = self._parts = self._start = 0
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._open
        self._parser.EndElementHandler = self._close
        self._parser.CharacterDataHandler = self._say
        self._parser.EntityDeclHandler = self._refuse_entity

    def run(self, content: bytes) -> None:
        try:
            self._parser.Parse(content, True)  # noqa: FBT003  (expat's own signature)
        except (expat.ExpatError, ValueError, LookupError) as error:
            if isinstance(error, Broken):
                raise
            raise Broken(f"it is no sound XML: {error}") from error

    def _open(self, name: str, attributes: dict[str, str]) -> None:
        self._parts += 1
        if self._parts > MOST_PARTS or len(self._names) >= MOST_DEPTH:
            raise Broken("it has more elements than a picture has")
        self._names.append(name)
        if name.rpartition(" ")[2] == "metadata":
            self._start = self._parser.CurrentByteIndex
        if name in (f"{OWN} receipt", f"{OWN} seal"):
            self._text = []
        # Some programs write short properties as attributes.
        self._keep(f"{OWN} receipt", attributes.get(f"{OWN} receipt"))
        self._keep(f"{OWN} seal", attributes.get(f"{OWN} seal"))

    def _close(self, name: str) -> None:
        self._names.pop()
        if name.rpartition(" ")[2] == "metadata":
            self.read.metadata.append((self._start, self._parser.CurrentByteIndex))
        if self._text is not None and name.startswith(f"{OWN} "):
            self._keep(name, "".join(self._text))
            self._text = None

    def _say(self, text: str) -> None:
        if self._text is not None:
            self._taken += len(text)
            if self._taken > MOST_PAYLOAD:
                raise Broken(f"it carries more than {MOST_PAYLOAD:,} letters")
            self._text.append(text)

    def _keep(self, name: str, text: str | None) -> None:
        if text is not None:
            kept = self.read.receipts if name.endswith("receipt") else self.read.seals
            kept.append(text.strip())

    @staticmethod
    def _refuse_entity(*_: object) -> None:
        raise Broken("it declares entities, which no export does")


_SVG_END = b"</svg>"
# Content Credentials stand in the metadata; signing names their space in the root as well.
_SIGNED = b' xmlns:c2pa="http://c2pa.org/manifest"'


def put_svg(picture: bytes, payload: Payload) -> bytes:
    """Put a payload into an SVG, at its end; nothing that is drawn is touched."""
    before, _, after = picture.rpartition(_SVG_END)
    written = packet(payload, seal(picture)).encode("utf-8")
    return before + b"<metadata>" + written + b"</metadata>" + _SVG_END + after


def find_svg(picture: bytes) -> Carried:
    """Find what an SVG carries.

    Raises
    ------
    Broken
        When it is no sound XML, or carries more than it may (`read`).
    """
    found = read(picture)
    parts, place = [], 0
    for start, last in found.metadata:
        parts.append(picture[place:start])
        place = picture.find(b">", last) + 1
    rest = b"".join([*parts, picture[place:]]).replace(_SIGNED, b"", 1)
    return Carried.of("SVG", found, seal(rest))
