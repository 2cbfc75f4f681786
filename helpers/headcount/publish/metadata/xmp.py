"""XMP packets: the IPTC fields that newsroom systems show, and the receipt beside them.

A packet stands in a PNG, a PDF, and in the metadata element of an SVG, which is XML like it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from xml.parsers import expat
from xml.sax.saxutils import escape

from headcount.core.escaping import NOT_IN_XML
from headcount.publish.metadata.payload import (
    MOST_DEPTH,
    MOST_PACKETS,
    MOST_PARTS,
    MOST_PAYLOAD,
    MOST_XML,
    UNSEALED,
    Broken,
    Carried,
    Extracted,
    Payload,
    seal,
    without,
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
_WORDS = {
    "dc:title": "title",
    "dc:description": "description",
    "dc:creator": "author",
    "dc:identifier": "identifier",
    "photoshop:Headline": "headline",
    "photoshop:Credit": "credit",
    "photoshop:Source": "source",
    "photoshop:Instructions": "instructions",
    "Iptc4xmpCore:AltTextAccessibility": "alt",
    "Iptc4xmpCore:ExtDescrAccessibility": "extended",
}
"""The words for people: their names in a packet, and in `Fields`."""

_READ = {
    f"{_SPACES[space]} {name}": field
    for space, _, name, field in ((*whole.partition(":"), field) for whole, field in _WORDS.items())
}
_LANGUAGES = {"title", "description", "alt", "extended"}  # written by language
_DIGITS = 8
_MOST_SIGNS = 5 * MOST_PARTS  # in all packets of a file: each element has two
_MADE_FROM_DATA = "http://cv.iptc.org/newscodes/digitalsourcetype/dataDrivenMedia"

# The packet begins and ends so that a program finds it in a file of any format.
_BEGIN = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
_END = '<?xpacket end="w"?>'


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
    ways = {"author": _list} | dict.fromkeys(_LANGUAGES, _by_language)
    properties = [
        _plain("headcount:record", fields.identifier),
        _plain("headcount:seal", sealed),
        _plain("headcount:drawn", payload.drawn),
        *(ways.get(one, _plain)(name, getattr(fields, one)) for name, one in _WORDS.items()),
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
    found: list[tuple[int, int]] = []
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
    return escape(NOT_IN_XML.sub("", text), {"\r": "&#13;"})


def read_all(content: bytes) -> Extracted:
    """Read every packet in a file of any format.

    Raises
    ------
    Broken
        When one cannot be read (`read`), or all together are larger than any are.
    """
    found, spans = Extracted(), packets(content)
    _refuse_large(sum(end - start for start, end in spans))
    if sum(content.count(b"<", *span) for span in spans) > _MOST_SIGNS:
        raise Broken("it has more elements than a picture has")
    for start, end in spans:
        found.add(read(content[start:end]))
    return found


def _refuse_large(size: int) -> None:
    if size > MOST_XML:
        raise Broken(f"its XML is larger than {MOST_XML // 1_000_000} MB")


@dataclass(slots=True)
class ReadXml(Extracted):
    """What an XML file holds of ours, where its metadata elements stand, and how wide it is."""

    metadata: list[tuple[int, int]] = field(default_factory=list)
    width: int = 0


def read(content: bytes) -> ReadXml:
    """Read what an XML file holds of ours: a packet, or an SVG with packets in it.

    Raises
    ------
    Broken
        When it is no XML, declares entities (a small file can name a huge text by them), is
        deeper or longer than a picture is, or carries more than it may.
    """
    _refuse_large(len(content))
    reader = _Reader()
    reader.run(content)
    return reader.read


_FOR_PEOPLE = {_SPACES[name] for name in ("dc", "photoshop", "Iptc4xmpCore", "Iptc4xmpExt")} | {
    f"http://ns.adobe.com/{name}/1.0/" for name in ("tiff", "exif", "pdf")
}
_TECHNICAL = {
    *("DigitalSourceType", "format", "date", "type", "DateCreated"),
    *("ColorMode", "ICCProfile", "Producer", "Orientation", "Trapped"),
}
"""What programs add of their own when they save a file, in the spaces of words for people."""

_DRAWS = {f"http://www.w3.org/{name}" for name in ("2000/svg", "1999/xhtml", "1998/Math/MathML")}
_RECEIPT, _PACKET = f"{OWN} receipt", f"{_SPACES['rdf']} RDF"
_DRAWN = f"{OWN} drawn"
_OURS = {_RECEIPT, _DRAWN, f"{OWN} seal", *_READ}


def _is_read(name: str) -> bool:
    space, _, local = name.rpartition(" ")
    return name in _OURS or (space in _FOR_PEOPLE and local not in _TECHNICAL)


class _Reader:
    def __init__(self) -> None:
        self.read = ReadXml()
        self._names: list[str] = []
        self._text: list[str] | None = None
        self._words: dict[str, str] = {}
        self._taken = self._parts = self._start = self._metadata = 0
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
            raise Broken(f"it is not well-formed XML: {error}") from error
        self._give_words()

    def _open(self, name: str, attributes: dict[str, str]) -> None:
        self._parts += 1
        if self._parts > MOST_PARTS or len(self._names) >= MOST_DEPTH:
            raise Broken("it has more elements than a picture has")
        if not self._names:
            width = attributes.get("width", "")[:_DIGITS].removesuffix("px")
            self.read.width = int(width) if width.isdecimal() else 0
        space, _, local = name.rpartition(" ")
        if self._metadata and space in _DRAWS:
            raise Broken("its metadata holds what a browser would draw or run")
        self._names.append(name)
        if local == "metadata":
            self._metadata += 1
            self._start = self._parser.CurrentByteIndex
        if _is_read(name):
            self._text = []
        # Some programs write short properties as attributes.
        for one in filter(_is_read, attributes):
            self._keep(one, attributes[one])

    def _close(self, name: str) -> None:
        self._names.pop()
        if name.rpartition(" ")[2] == "metadata":
            self._metadata -= 1
            self.read.metadata.append((self._start, self._parser.CurrentByteIndex))
        if name == _PACKET:
            self._give_words()
        if self._text is not None and _is_read(name):
            self._keep(name, "".join(self._text))
            self._text = None

    def _say(self, text: str) -> None:
        if self._text is not None:
            self._taken += len(text)
            if self._taken > MOST_PAYLOAD:
                raise Broken(f"it carries more than {MOST_PAYLOAD:,} letters")
            self._text.append(text)

    def _keep(self, name: str, text: str) -> None:
        if name not in _OURS or name in _READ:
            field = _READ.get(name) or name.rpartition(" ")[2]
            if field in self._words:  # said twice: neither is what was written
                text = f"{self._words[field]}\n{text}"
            self._words[field] = text.strip()
        else:
            kept = {_RECEIPT: self.read.receipts, _DRAWN: self.read.drawn}
            kept.get(name, self.read.seals).append(text.strip())

    def _give_words(self) -> None:
        if self._words:
            self.read.words.append(self._words)
            self._words = {}

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
        When it is not well-formed XML, or carries more than it may (`read`).
    """
    found = read(picture)
    spans = [(start, picture.find(b">", last) + 1) for start, last in found.metadata]
    rest = b"".join(without(picture, spans)).replace(_SIGNED, b"", 1)
    return replace(Carried.of("SVG", found, seal(rest)), size=(found.width, 0))
