"""Sealed envelopes: what is said to an answer can be read only by who gives that answer.

A lesson runs offline, so all that it needs to check an answer lies in the student's notebook. Each
envelope is locked with a key that is made, slowly, from one answer. Nothing in the notebook can be
read; but whoever writes a program that tries answers one after another gets there, as whoever
clicks all of them does.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from functools import lru_cache

ROUNDS = 50_000  # a tenth of a second for each answer that is tried
BLOCK = 64  # bytes: texts are filled up to it, so that no length tells which one is which
TAG = 12


def seal(salt: str, texts: Mapping[str, str]) -> list[str]:
    """Lock each text with its answer.

    The envelopes come in an order, and with a length, that tell nothing of what is in them. The
    same texts give the same envelopes.

    Parameters
    ----------
    salt
        What no other question has: the names of lesson and question.
    texts
        Answer to text.

    Examples
    --------
    >>> envelopes = seal("lesson/question", {"a": "No: look again.", "b": "Yes."})
    >>> unseal("lesson/question", "b", envelopes)
    'Yes.'
    >>> unseal("lesson/question", "c", envelopes) is None
    True
    """
    whole = {answer: json.dumps(text).encode() for answer, text in texts.items()}
    longest = max(map(len, whole.values()), default=0)
    size = -(-longest // BLOCK) * BLOCK
    closed = []
    for answer, text in whole.items():
        key = _key(salt, answer, ROUNDS)
        hidden = _mix(key, text.ljust(size))
        closed.append(base64.b64encode(_tag(key, hidden) + hidden).decode())
    return sorted(closed)


def unseal(salt: str, answer: str, envelopes: Sequence[str]) -> str | None:
    """Return the text that was locked with an answer; None where there is none."""
    key = _key(salt, answer, ROUNDS)
    for envelope in envelopes:
        raw = base64.b64decode(envelope)
        tag, hidden = raw[:TAG], raw[TAG:]
        if tag == _tag(key, hidden):
            return str(json.loads(_mix(key, hidden)))
    return None


@lru_cache(maxsize=1000)  # whoever builds a lesson opens what was sealed: as slow once more
def _key(salt: str, answer: str, rounds: int) -> bytes:
    # hashlib's own slow hashes need OpenSSL, which a browser's Python comes without
    grain = hashlib.sha256(salt.encode()).digest()
    key = answer.encode()
    for _ in range(rounds):
        key = hashlib.sha256(grain + key).digest()
    return key


def _tag(key: bytes, hidden: bytes) -> bytes:
    return hashlib.sha256(key + b"tag" + hidden).digest()[:TAG]


def _mix(key: bytes, text: bytes) -> bytes:
    """Hide a text, or bring a hidden one back."""
    blocks = range(-(-len(text) // 32))
    stream = b"".join(hashlib.sha256(key + number.to_bytes(4)).digest() for number in blocks)
    return bytes(one ^ other for one, other in zip(text, stream, strict=False))
