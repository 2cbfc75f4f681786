"""Small damage to bytes, texts, tables and trees of JSON, as hands and attackers do it."""

from __future__ import annotations

import json
import re
from random import Random
from typing import Any

TEXTS = [
    *("", " ", "\n", "\r\n", "\t", "\0", "\ufeff", "\ufffd", "\u202e", "\u200b", "\x1b[2J", "\x9b"),
    *(
        '"',
        "'",
        "'''",
        '"""',
        ",",
        ";",
        "|",
        "\\",
        "/",
        "../",
        "{",
        "}",
        "{x}",
        "[",
        "]",
        "[[",
        "=",
        "#",
    ),
    *(
        "=1+1",
        "@x",
        "-",
        "+",
        "%s",
        "{0}",
        "$x$",
        "<b>",
        "<script>",
        "&amp;",
        "]]>",
        "<!--",
        "`",
        "*",
    ),
    *(
        "0",
        "-0",
        "-1",
        "1e999",
        "NaN",
        "Infinity",
        "0x10",
        "1,200",
        "1.200",
        "1_0",
        "\u0663",
        "\uff19",
        "½",
        "9" * 40,
    ),
    *(
        "null",
        "true",
        "None",
        "inf",
        "nan",
        "1 million",
        "about 5",
        "up to",
        "5-7",
        "no more than 8",
    ),
    *(
        "0000",
        "9999",
        "2022-13",
        "2022-02-30",
        "2022?",
        "2022~",
        "../2022",
        "2022/..",
        "/",
        "2099-01-01",
    ),
    *(
        "a" * 300,
        "a" * 20_000,
        "é",
        "e\u0301",
        "Z" + "\u0301" * 60,
        "한국",
        "🪖",
        "\ud7ff",
        "con",
        "aux",
        ".",
    ),
    *("javascript:alert(1)", "file:///etc/passwd", "http://", "https://[", "//x", "doi:10.1/x"),
]
"""What is put in: separators, quotes, signs, numbers and names that programs trip over."""


def text(rng: Random, given: str) -> str:
    """Return a text with one to three small changes."""
    for _ in range(rng.choice((1, 1, 1, 2, 3))):
        at = rng.randrange(len(given) + 1)
        end = min(len(given), at + rng.choice((1, 1, 2, 8, 60)))
        other = rng.randrange(len(given) + 1)
        given = rng.choice(
            (
                lambda g, a, e, o: g[:a] + g[e:],
                lambda g, a, e, o: g[:a] + rng.choice(TEXTS) + g[a:],
                lambda g, a, e, o: g[:a] + rng.choice(TEXTS) + g[e:],
                lambda g, a, e, o: g[:o] + g[a:e] + g[o:],
                lambda g, a, e, o: g[:a] + g[a:e].swapcase() + g[e:],
                lambda g, a, e, o: g[:a] + g[a:e] * rng.choice((2, 3, 50)) + g[e:],
                lambda g, a, e, o: g[:a] + number(rng, g[a:]),
            )
        )(given, at, end, other)
    return given


def number(rng: Random, given: str) -> str:
    """Change the first number of a text."""
    how = (lambda d: str(int(d) + 1), lambda d: d + "0", lambda d: d[:-1] or "7", lambda d: d[::-1])
    return re.sub("[0-9]{1,15}", lambda found: rng.choice(how)(found[0]), given, count=1)


def raw(rng: Random, given: bytes) -> bytes:
    """Return bytes with a few changed, taken out, put in, doubled, or cut off."""
    made = bytearray(given)
    for _ in range(rng.choice((1, 1, 2, 5, 20))):
        at = rng.randrange(len(made) + 1)
        size = rng.choice((1, 1, 4, 64, 1000))
        match rng.randrange(6):
            case 0 if at < len(made):
                made[at] ^= 1 << rng.randrange(8)
            case 1:
                del made[at : at + size]
            case 2:
                made[at:at] = rng.randbytes(size)
            case 3:
                made[at:at] = made[at : at + size]
            case 4 if rng.random() < 0.2:
                del made[at:]
            case _:
                made[at:at] = rng.choice(TEXTS).encode()
    return bytes(made)


def rows(rng: Random, given: str) -> str:
    """Return a CSV text with a cell, a row or a column spoilt."""
    lines = given.splitlines()
    at = rng.randrange(len(lines))
    cells = lines[at].split(",")
    cell = rng.randrange(len(cells))
    match rng.randrange(8):
        case 0 | 1 | 2:
            cells[cell] = (
                rng.choice(TEXTS).replace("\n", "")
                if rng.random() < 0.6
                else text(rng, cells[cell])
            )
            lines[at] = ",".join(cells)
        case 3:
            other = lines[rng.randrange(len(lines))].split(",")
            cells[cell] = other[min(cell, len(other) - 1)]
            lines[at] = ",".join(cells)
        case 4:
            del lines[at]
        case 5:
            lines.insert(rng.randrange(len(lines) + 1), lines[at])
        case 6:
            lines[at] = number(rng, lines[at])
        case _:
            return text(rng, given)
    return "\n".join(lines) + rng.choice(("\n", "\n", "\r\n", "", "\n\n"))


def tree(rng: Random, given: Any) -> Any:
    """Return a value of JSON with one part of it changed, taken out, doubled or put elsewhere."""
    value = json.loads(json.dumps(given))
    parts = [value]
    for part in parts:
        parts += part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
    holders = [part for part in parts if isinstance(part, dict | list) and part]
    for _ in range(rng.choice((1, 1, 2, 4))):
        holder = rng.choice(holders)
        if holder:
            names = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
            _spoil(rng, holder, rng.choice(names), rng.choice(parts))
    return value


def _spoil(rng: Random, holder: Any, name: Any, other: Any) -> None:
    old = holder[name]
    match rng.randrange(8):
        case 0 | 1 if isinstance(old, str):
            holder[name] = text(rng, old)
        case 2 if isinstance(old, int | float) and not isinstance(old, bool):
            holder[name] = old * rng.choice((-1, 10, 0, 1.5, 10**20))
        case 3 | 4:
            odd = [None, True, 0, -1, 1e300, "", [], {}, [[]], [old], {"a": old}]
            holder[name] = rng.choice(odd)
        case 5:
            del holder[name]
        case 6:
            holder[name] = json.loads(json.dumps(other))
        case _ if isinstance(holder, dict):
            holder[rng.choice(TEXTS)] = old
        case _:
            holder.append(old)
