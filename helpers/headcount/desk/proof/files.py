"""Drafts as they lie on a disk: plain text, Markdown, HTML and Word; nothing leaves the machine.

Of HTML and Markdown, what is no text of the draft is left out: markup, scripts, comments, code,
addresses; each character still knows where it stood in the file.
"""

from __future__ import annotations

import io
import lzma
import re
import sys
import zipfile
import zlib
from array import array
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from xml.etree import ElementTree as ET

from headcount.core.errors import NotThere, WrongChoice
from headcount.core.files import UnreadFile, read_plain
from headcount.core.wording import brief
from headcount.desk.proof.draft import MOST, Draft
from headcount.figures.package.problem import shown

_BYTES = 8 * MOST  # as many may a draft's file have, markup and all
_KINDS = (".txt", ".md", ".markdown", ".html", ".htm", ".docx")
_WORD = (  # as Word saves, and as it saves "Strict Open XML"
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}",
)
_SIGNS = {"tab": " ", "br": " ", "noBreakHyphen": "-"}
_UNREAD = ("script", "style", "template", "noscript", "svg", "nav", "select", "code", "pre")
_BREAKS = frozenset(
    [
        "p",
        "div",
        "br",
        "li",
        "ul",
        "ol",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "tr",
        "td",
        "th",
        "table",
        "section",
        "article",
        "header",
        "footer",
        "aside",
        "main",
        "blockquote",
        "figcaption",
        "figure",
        "dd",
        "dt",
        "dl",
        "hr",
        "title",
        "body",
        "head",
        "form",
        "option",
        "caption",
    ]
)
_TAG = re.compile(r"/?\s*([A-Za-z][A-Za-z0-9]*)")
_PICTURE = re.compile(r"<(?:img|area|video|input|object|embed|iframe)\b", re.IGNORECASE)
_SAID_OF_IT = re.compile(r"\s(?:alt|title)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
_TITLE = re.compile(r"\s[\"']([^\"'\n]+)[\"']\)$")  # of a link or a picture in Markdown
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_MARKDOWN = re.compile(
    r"\A---\n.{0,20000}?\n---\n|^(?:```|~~~)[^\n]*\n.*?^(?:```|~~~)[^\n]*$|<!--.*?(?:-->|\Z)"
    r"|\]\([^()\n]{0,2000}(?:\([^()\n]{0,500}\)[^()\n]{0,500})?\)|^\[[^\]\n]{1,200}\]:[^\n]*$"
    r"|`[^`\n]{1,300}`|<[a-zA-Z/][^<>\n]{0,1000}>|!\[|[*`]|(?<!\w)_|_(?!\w)",
    re.MULTILINE | re.DOTALL,
)


def read_draft(name: str | Path) -> Draft:
    """Read a draft from a file; ``-`` is what comes in.

    Parameters
    ----------
    name
        A file that ends in .txt, .md, .html or .docx.

    Raises
    ------
    NotThere
        When there is no such file.
    WrongChoice
        When it is of another kind, too large, or no text.
    """
    if str(name) == "-":
        return draft_of(sys.stdin.buffer.read(_BYTES + 1), ".txt")
    path = Path(name)
    called = shown(path.name)
    if path.suffix.lower() not in _KINDS:
        raise WrongChoice(
            f"{called}: a draft is a .txt, .md, .html or .docx file. Save it as one of them."
        )
    try:
        return draft_of(read_plain(path, _BYTES), path.suffix.lower(), called)
    except FileNotFoundError:
        raise NotThere(f"There is no file {shown(str(name))}.") from None
    except UnreadFile as error:
        raise WrongChoice(f"{called} {error}.") from None


def given(text: object) -> Draft:
    """Take a draft as text, as a file, or as it was read; the name of a file is no draft."""
    if isinstance(text, Draft):
        return text
    if isinstance(text, Path):
        return read_draft(text)
    if not isinstance(text, str):
        raise WrongChoice(f"A draft is a text or a file, not {brief(text)}.")
    if text.lower().endswith(_KINDS) and len(text.split()) == 1:
        raise WrongChoice(
            f"{shown(text)} is the name of a file. Write pathlib.Path({shown(text)})."
        )
    return Draft.of(text)


def draft_of(data: bytes, kind: str, name: str = "the draft") -> Draft:
    """Take the text out of a file's bytes.

    Parameters
    ----------
    data
        The bytes.
    kind
        How the file's name ends.
    name
        What errors call it.

    Raises
    ------
    WrongChoice
        When it is too large, or no text.

    Examples
    --------
    >>> draft = draft_of(b"<p>Some <b>15&nbsp;000</b> men<script>9</script>", ".html")
    >>> draft.plain.strip(), draft.source[slice(*draft.span(7, 13))]
    ('Some 15 000 men', '15&nbsp;000')
    """
    if len(data) > _BYTES:
        raise WrongChoice(_too_large(name))
    if kind == ".docx":
        return Draft.of(_word(data, name))
    text = _decoded(data, name)
    if kind in (".html", ".htm"):
        return Draft.mapped(text, *_of_html(text))
    if kind in (".md", ".markdown"):
        return Draft.mapped(text, *_of_markdown(text))
    return Draft.of(text)


def _too_large(name: str) -> str:
    return f"{name} has more than {_BYTES // 1_000_000} MB: proof it in parts."


def _decoded(data: bytes, name: str) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        from charset_normalizer import from_bytes  # only what is not UTF-8 needs it

        found = from_bytes(data[:100_000]).best()
        if found is None or b"\0" in data[:1000]:
            raise WrongChoice(f"{name} is not text. Save it as UTF-8 or as .docx.") from None
        return data.decode(found.encoding, errors="replace")


def _of_html(text: str) -> tuple[str, array[int]]:
    """Return the text of a page, and where each of its characters stood; linear in its length."""
    kept: list[str] = []
    where = array("L")

    def keep(piece: str, at: int, *, step: int = 1) -> None:
        kept.append(piece)
        where.extend(range(at, at + len(piece)) if step else [at] * len(piece))

    small, at = text.lower(), 0
    while at < len(text):
        start = text.find("<", at)
        start = len(text) if start < 0 else start
        for piece, place, step in _words(text, at, start):
            keep(piece, place, step=step)
        if start == len(text):
            break
        at = _behind_markup(text, small, start)
        for piece, place, step in _captions(text, start, at):
            keep(piece, place, step=step)
        if at == start:  # a sign, and no markup: "< 600"
            keep("<", start)
            at += 1
            continue
        tag = _TAG.match(text, start + 1)
        if tag and tag[1].lower() in _BREAKS:
            keep("\n\n", start, step=0)
    return "".join(kept), where


def _captions(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """Give what is written for a picture in its tag: its alternative text and its title."""
    if not _PICTURE.match(text, start, end):
        return
    for said in _SAID_OF_IT.finditer(text, start, end):
        yield "\n\n", start, 0
        yield from _words(text, *said.span(said.lastindex or 0))
        yield "\n\n", start, 0


def _words(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """Give what stands between two tags, its entities read."""
    at = start
    for entity in _ENTITY.finditer(text, start, end):
        yield text[at : entity.start()], at, 1
        yield unescape(entity[0]), entity.start(), 0
        at = entity.end()
    yield text[at:end], at, 1


def _behind_markup(text: str, small: str, start: int) -> int:
    """Return where markup ends that begins at a sign; the sign's own place where it is none."""
    if text.startswith("<!--", start):
        end = text.find("-->", start)
        return len(text) if end < 0 else end + 3
    tag = _TAG.match(text, start + 1)
    if not tag and not text.startswith(("<!", "<?"), start):
        return start
    end = text.find(">", start)
    if end < 0:
        return len(text)
    name = tag[1].lower() if tag else ""
    if name in _UNREAD and text[start + 1] != "/" and text[end - 1] != "/":
        close = small.find(f"</{name}", end)
        end = len(text) if close < 0 else text.find(">", close)
        return len(text) if end < 0 else end + 1
    return end + 1


def _of_markdown(text: str) -> tuple[str, array[int]]:
    """Return the text of Markdown without its marks, code and addresses, and where it stood."""
    kept, where, at = [], array("L"), 0
    for match in _MARKDOWN.finditer(text):
        kept.append(text[at : match.start()])
        where.extend(range(at, match.start()))
        if "\n" in match[0]:
            kept.append("\n\n")
            where.extend([match.start()] * 2)
        if title := _TITLE.search(text, match.start(), match.end()):
            pieces = [
                ("\n\n", match.start(), 0),
                (title[1], title.start(1), 1),
                ("\n\n", match.start(), 0),
            ]
        else:
            pieces = list(_captions(text, *match.span()))
        for piece, place, step in pieces:
            kept.append(piece)
            where.extend(range(place, place + len(piece)) if step else [place] * len(piece))
        at = match.end()
    kept.append(text[at:])
    where.extend(range(at, len(text)))
    return "".join(kept), where


def _word(data: bytes, name: str) -> str:
    """Return the paragraphs of a Word document; linear in its length, however they are nested."""
    found = _Paragraphs()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as folder:
            inside = folder.getinfo("word/document.xml")
            if inside.file_size > 4 * _BYTES:
                raise WrongChoice(_too_large(name))
            parser = ET.XMLParser(target=found)  # noqa: S314 (expat bounds what entities grow to)
            parser.feed(folder.read(inside))
            parser.close()
    except WrongChoice:
        raise
    except (
        zipfile.BadZipFile,
        lzma.LZMAError,
        zlib.error,
        ET.ParseError,
        LookupError,  # no such part, no such encoding
        ValueError,  # an encoding that expat does not take
        RuntimeError,  # a password; NotImplementedError is one too
        EOFError,
        OSError,
    ):
        again = "Open it in Word and save it again, without a password."
        raise WrongChoice(f"{name} is not a Word document that can be read. {again}") from None
    return "\n\n".join(line for one in found.paragraphs for line in one)


class _Paragraphs:
    """Takes the marks of a document as they come, and keeps the text of each paragraph.

    Behind it stand the alternative texts and titles of its pictures. What stands in a text box is
    a paragraph by itself, and not of the one that the box hangs on.
    """

    def __init__(self) -> None:
        self.paragraphs: list[list[str]] = []
        self._open: list[tuple[list[str], list[str]]] = []
        self._word = ""
        self._is_text = False

    def start(self, tag: str, given: dict[str, str]) -> None:
        if not self._word:
            self._word = next((one for one in _WORD if tag == f"{one}document"), "")
            if not self._word:
                raise ValueError
        self._is_text = tag == f"{self._word}t"
        if tag == f"{self._word}p":
            self.paragraphs.append([""])
            self._open.append((self.paragraphs[-1], []))
        elif self._open:
            lines, words = self._open[-1]
            words.append(_SIGNS.get(tag.removeprefix(self._word), ""))
            if tag.endswith("}docPr"):
                lines += filter(None, (given.get("title"), given.get("descr")))

    def data(self, text: str) -> None:
        if self._is_text and self._open:
            self._open[-1][1].append(text)

    def end(self, tag: str) -> None:
        self._is_text = False
        if tag == f"{self._word}p":
            lines, words = self._open.pop()
            lines[0] = "".join(words)
