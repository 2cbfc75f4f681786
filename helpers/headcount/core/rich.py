"""What a notebook shows of an answer: its text as HTML, as Markdown and plain.

Text is escaped wherever it stands, for it comes from data: it is shown and never obeyed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from headcount.core.escaping import printed
from headcount.core.wording import paragraph

_MARKS = re.compile(r"[\\`*_{}\[\]<>#|~$&@!]|(?<=:)/(?=/)|(?<=www)\.|^[-+=]|^\d+(?=[.)])")
_CODE_OR_MARKS = re.compile(f"`(?P<code>[^`]+)`|{_MARKS.pattern}")


@dataclass(frozen=True, slots=True)
class Section:
    """One part of an answer, each of its own kind under a heading.

    Parameters
    ----------
    heading
        What it is about; none where it stands by itself.
    paragraphs, entries
        Sentences, and the items of a list; an item may have several lines.
    table
        Lines of cells, the first of them the head.
    is_code
        Whether the heading is an id, to be copied.
    """

    heading: str = ""
    paragraphs: Sequence[str] = ()
    entries: Sequence[str] = ()
    table: Sequence[Sequence[str]] = ()
    is_code: bool = False


class Rich:
    """An answer that a notebook shows as a page, and any other Python as its text.

    `blocks` says what is on the page.

    Examples
    --------
    >>> class Two(Rich):
    ...     def blocks(self):
    ...         return [Section("Beds", ["More than 900 < 1,000."], ["One *day*."])]
    ...
    ...     def text(self):
    ...         return "Beds. More than 900 < 1,000. One *day*."
    >>> print(Two()._repr_markdown_())
    **Beds**
    <BLANKLINE>
    More than 900 &lt; 1,000.
    <BLANKLINE>
    - One &#42;day&#42;.
    >>> Two()._repr_html_()[:52]
    '<div><p><strong>Beds</strong></p><p>More than 900 &l'
    """

    def blocks(self) -> Iterable[Section]:
        """Return the parts of the answer, in the order of reading."""
        raise NotImplementedError

    def text(self) -> str:
        """Return the answer as plain text, its lines broken."""
        raise NotImplementedError

    def __init_subclass__(cls, **given: Any) -> None:
        super().__init_subclass__(**given)
        # of its own: a dataclass would write one that names every field of every field
        setattr(cls, "__repr__", _printed)  # noqa: B010

    def _repr_html_(self) -> str:
        return f"<div>{''.join(map(_html, self.blocks()))}</div>"

    def _repr_markdown_(self) -> str:
        return "\n\n".join(part for block in self.blocks() for part in _markdown(block))


def _printed(one: Rich) -> str:
    return printed(one.text())


class Quote(str, Rich):
    """A sentence that may be quoted: a text as any other, which a notebook shows as a quote.

    Examples
    --------
    >>> Quote("One of 11.") + " Or so."
    'One of 11. Or so.'
    >>> Quote("One of 11.")._repr_markdown_()
    '> One of 11.'
    """

    __slots__ = ()

    def text(self) -> str:
        """Return it with its lines broken."""
        return paragraph(self)

    def _repr_html_(self) -> str:
        return f"<blockquote>{escape(self)}</blockquote>"

    def _repr_markdown_(self) -> str:
        return f"> {plain(self)}"


def _html(block: Section) -> str:
    heading = f"<{_tag(block)}>{escape(block.heading)}</{_tag(block)}>"
    parts = [heading] if block.heading else []
    parts += map(escape, block.paragraphs)
    page = "".join(f"<p>{part}</p>" for part in parts)
    if block.entries:
        items = (escape(one).replace("\n", "<br>") for one in block.entries)
        page += f"<ul>{''.join(f'<li>{one}</li>' for one in items)}</ul>"
    if block.table:
        head, *lines = block.table
        page += f"<table><thead>{_line(head, 'th')}</thead><tbody>"
        page += f"{''.join(_line(line, 'td') for line in lines)}</tbody></table>"
    return page


def _tag(block: Section) -> str:
    return "code" if block.is_code else "strong"


def _line(cells: Sequence[str], tag: str) -> str:
    return f"<tr>{''.join(f'<{tag}>{escape(cell)}</{tag}>' for cell in cells)}</tr>"


def _markdown(block: Section) -> Iterable[str]:
    if block.heading:
        yield f"**{plain(block.heading)}**"
    yield from map(plain, block.paragraphs)
    if block.entries:
        items = ("  \n  ".join(map(plain, one.split("\n"))) for one in block.entries)
        yield "\n".join(f"- {one}" for one in items)
    if block.table:
        head, *lines = ([plain(cell) for cell in line] for line in block.table)
        yield "\n".join(f"| {' | '.join(cells)} |" for cells in (head, ["---"] * len(head), *lines))


def plain(text: str) -> str:
    """Write a text so that Markdown shows it as it is, in one line.

    What could begin markup is written as its number in HTML, which is never markup itself.

    Examples
    --------
    >>> plain("a *b* <i>")
    'a &#42;b&#42; &lt;i&gt;'
    >>> plain("1. one"), plain("- 5 percent")
    ('&#49;. one', '&#45; 5 percent')
    """
    return _MARKS.sub(_number, " ".join(text.split()))


def _number(found: re.Match[str]) -> str:
    named = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
    return named.get(found[0]) or "".join(f"&#{ord(one)};" for one in found[0])


def spoken(text: str) -> str:
    """Write a text so that Markdown shows it as it is, but for what it sets as `code`.

    Examples
    --------
    >>> spoken("See `a_b`, *not* <i>"), spoken("a ` b")
    ('See `a_b`, &#42;not&#42; &lt;i&gt;', 'a &#96; b')
    """
    return _CODE_OR_MARKS.sub(
        lambda found: code(found["code"]) if found["code"] else _number(found),
        " ".join(text.split()),
    )


def code(text: str) -> str:
    """Set a text as code in Markdown, in a table too.

    Examples
    --------
    >>> code("a_b"), code("a`b"), code("a|b")
    ('`a_b`', 'a&#96;b', 'a&#124;b')
    """
    return plain(text) if set(text) & set("`|\n\r") or not text.strip() else f"`{text}`"
