"""Elements of an SVG, written as text."""

from __future__ import annotations

import re
from html import escape

SVG_NAMESPACE = "http://www.w3.org/2000/svg"

_ILLEGAL = re.compile(r"[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")


def element(name: str, content: str = "", **attributes: object) -> str:
    """Write an element; of its attributes, those that are None or empty are left out.

    In a name of an attribute an underscore stands for the hyphen. Numbers keep two digits behind
    the point: a hundredth of a pixel is never seen. `content` is markup, attributes are text.

    Examples
    --------
    >>> element("path", d="M0,0", stroke_width=1.0, fill="")
    '<path d="M0,0" stroke-width="1"/>'
    >>> element("title", text("R&D"), id='"')
    '<title id="&quot;">R&amp;D</title>'
    """
    given = "".join(
        f' {key.replace("_", "-")}="{_value(value)}"'
        for key, value in attributes.items()
        if value is not None and value != ""
    )
    return f"<{name}{given}>{content}</{name}>" if content else f"<{name}{given}/>"


def text(words: str) -> str:
    """Write words as they stand, without the control characters that XML cannot hold."""
    return escape(_ILLEGAL.sub("", words), quote=False)


def number(value: float) -> str:
    """Write a number of pixels.

    Examples
    --------
    >>> number(12.0), number(0.3333), number(-0.001)
    ('12', '0.33', '0')
    """
    written = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if written == "-0" else written


def _value(value: object) -> str:
    if isinstance(value, int | float):
        return number(value)
    return escape(_ILLEGAL.sub("", str(value)))
