"""What a page carries: JSON-LD for search engines, and the receipt, each in a script element.

Neither is a script: a browser runs nothing of these types, and no security policy stops them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from headcount.publish.metadata import xmp
from headcount.publish.metadata.payload import (
    MOST_PACKETS,
    MOST_PAYLOAD,
    Allowance,
    Broken,
    Carried,
    Extracted,
    seal,
    without,
)

_TYPES = {"data": "application/ld+json", "receipt": "application/json"}
_END = b"</script>"
_HEAD = 1000  # bytes of its attributes that are looked at
_SEALED = re.compile(rb'data-seal="([0-9a-f]{64})"')


def put(page: str, *, data: Mapping[str, Any], receipt: str) -> str:
    """Put JSON-LD and a receipt into a page, at the end of its body.

    Parameters
    ----------
    page
        HTML with a ``</body>``.
    data
        The JSON-LD.
    receipt
        The receipt, as JSON.
    """
    before, end, after = page.rpartition("</body>")
    sealed = seal(page.encode("utf-8"))
    carried = (
        f"{_begin('data')}>{inert(data)}</script>\n"
        f'{_begin("receipt")} data-seal="{sealed}">{inert(json.loads(receipt))}</script>\n'
    )
    return before + carried + end + after


def _begin(name: str) -> str:
    return f'<script type="{_TYPES[name]}" class="headcount-{name}"'


def inert(content: Any) -> str:
    """Write JSON that cannot end the script element it stands in, nor break a line in one."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text


def find(page: bytes) -> Carried:
    """Find what a page carries: the receipts of every chart in it.

    Raises
    ------
    Broken
        When it carries more than it may.
    """
    found, allowance, spans = Extracted(), Allowance(), []
    for name in _TYPES:
        for head, (start, end), whole in _elements(page, _begin(name).encode()):
            allowance.take(end - start)
            if end - start > MOST_PAYLOAD:
                raise Broken(f"it carries more than {MOST_PAYLOAD:,} bytes")
            spans.append(whole)
            content = page[start:end].decode("utf-8", "replace")
            if name == "data":
                found.data.append(content)
                continue
            stated = _SEALED.search(head)
            found.receipts.append(content)
            found.seals = [stated[1].decode("ascii")] if stated else []  # of several, the last
    pictures = xmp.read_all(page)  # that stand in the page
    found.receipts += pictures.receipts
    found.words += pictures.words
    return Carried.of("HTML", found, seal(*without(page, sorted(spans))))


def _elements(
    page: bytes, begin: bytes
) -> Iterator[tuple[bytes, tuple[int, int], tuple[int, int]]]:
    """Find elements in a page: the attributes of each, where its content stands, and where it."""
    place = 0
    for _ in range(MOST_PACKETS):
        start = page.find(begin, place)
        close = page.find(b">", start)
        end = page.find(_END, close)
        if start < 0 or close < 0 or end < 0:
            return
        place = end + len(_END) + page.startswith(b"\n", end + len(_END))
        yield page[start : min(close, start + _HEAD)], (close + 1, end), (start, place)
