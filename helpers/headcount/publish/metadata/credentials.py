"""Content Credentials (C2PA): what a signature in a picture or a PDF says.

Nothing is fetched to check one: no revocation list, no remote manifest. c2pa-python is imported
only where there is a signature to check or to make (`headcount.publish.metadata.signer`).
"""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
from contextlib import suppress
from dataclasses import asdict, dataclass
from types import ModuleType
from typing import TYPE_CHECKING, Any

from headcount.core.child import environment

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

TYPES = {"PNG": "image/png", "SVG": "image/svg+xml", "PDF": "application/pdf"}
"""The kinds of files that are signed, by the kinds of `Carried`."""

KNOWN, UNKNOWN, ALTERED = "known", "unknown", "altered"
UNSIGNED, UNCHECKED = "unsigned", "unchecked"

_MARKS = {
    "PNG": re.compile(rb"caBX.{4}jumb", re.DOTALL),
    "SVG": re.compile(rb"<c2pa:manifest\b"),
    "PDF": re.compile(rb"/C2PA_Manifest\b"),
}
_MOST_SIGNED = 16_000_000  # bytes; a signed picture of a kit has 500,000
# For a PDF, c2pa-python reads all of it: 45 times its size, and much more where it is packed.
_APART = frozenset({"PDF"})
_MEMORY, _SECONDS = 192_000_000, 8
_CHILD = "from headcount.publish.metadata.credentials import _answer; _answer()"
_TOO_MUCH = "to check it takes more than a file of this kind should."
_UNSIGNABLE = {"HTML", "JSON"}
_ABOUT_SIGNER = "signingCredential."
_INSTALL = 'c2pa-python is not installed: pip install "headcount[credentials]"'


class CredentialsError(ValueError):
    """What stops signing, or asking who signed; the message says what would be right."""


@dataclass(frozen=True, slots=True)
class Signed:
    """What the Content Credentials of a file say.

    Parameters
    ----------
    state
        ``known``: intact, and the signer's authority is trusted. ``unknown``: intact, and nobody
        vouches for the signer. ``altered``: not what was signed. ``unsigned``: no credentials that
        are understood here. ``unchecked``: credentials, and no c2pa-python to check them.
    signer
        What the signer's certificate calls its holder.
    serial
        The number of that certificate.
    instance
        What the signer called the very content that was signed.
    expired
        Whether the certificate had run out by today.
    why
        What is behind ``unchecked``.
    """

    state: str
    signer: str = ""
    serial: str = ""
    instance: str = ""
    expired: bool = False
    why: str = ""

    def words(self) -> str:
        """Say it in a sentence.

        Examples
        --------
        >>> Signed(KNOWN, signer="The Daily").words()
        'Intact, signed by The Daily, whose authority is trusted.'
        """
        who = self.signer or "somebody"
        if self.state == KNOWN:
            return f"Intact, signed by {who}, whose authority is trusted."
        if self.state == ALTERED:
            return "Altered: this is not what was signed."
        if self.state == UNSIGNED:
            return "Not signed, so no one vouches for it."
        if self.state == UNCHECKED:
            return f"Signed, and not checked: {self.why}"
        if self.expired:
            return f"Intact, signed as {who} with a certificate that has run out: signer unknown."
        return f"Intact, signed as {who}, for whom no trusted authority vouches: signer unknown."


def look(content: bytes, kind: str, trusted: bytes | None = None) -> Signed | None:
    """Tell whether a file is what was signed, and whether its signer is known.

    Parameters
    ----------
    content
        The file.
    kind
        As `Carried` names it.
    trusted
        What `anchors` returned; without it every signer is unknown.

    Returns
    -------
    Signed or None
        None for pages and JSON, which nobody signs.

    Examples
    --------
    >>> look(b"<svg/>", "SVG").words()
    'Not signed, so no one vouches for it.'
    """
    if kind in _UNSIGNABLE:
        return None
    if not bears(content, kind):
        return Signed(UNSIGNED)
    if len(content) > _MOST_SIGNED:
        return Signed(UNCHECKED, why=_TOO_MUCH)
    try:
        library()
    except CredentialsError as error:
        return Signed(UNCHECKED, why=str(error))
    return (_ask_apart if kind in _APART else _ask)(content, kind, trusted)


def _ask(content: bytes, kind: str, trusted: bytes | None) -> Signed:
    c2pa = library()
    try:
        with c2pa.Context.from_dict(settings(trusted)) as context:
            reader = c2pa.Reader.try_create(TYPES[kind], io.BytesIO(content), context=context)
            if reader is None:  # what should lead to the credentials was damaged
                return Signed(ALTERED)
            with reader:
                return _described(reader)
    except c2pa.C2paError:
        return Signed(ALTERED)


def _ask_apart(content: bytes, kind: str, trusted: bytes | None) -> Signed:
    """Ask in a process that may take so much and no more: what a file takes, its maker decides."""
    asked = json.dumps({"kind": kind, "trusted": trusted and trusted.decode("ascii")}) + "\n"
    try:
        run = subprocess.run(
            [sys.executable, "-c", _CHILD],
            input=asked.encode() + content,
            env=environment(),
            capture_output=True,
            timeout=_SECONDS,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return Signed(UNCHECKED, why=_TOO_MUCH)
    return Signed(**json.loads(run.stdout))


def _answer() -> None:
    """Answer `_ask_apart`, in the process that it started."""
    with suppress(ImportError):  # Windows has no such limit
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (_MEMORY, _MEMORY))
    asked = json.loads(sys.stdin.buffer.readline())
    trusted = asked["trusted"] and asked["trusted"].encode("ascii")
    print(json.dumps(asdict(_ask(sys.stdin.buffer.read(), asked["kind"], trusted))))  # noqa: T201


def bears(content: bytes, kind: str) -> bool:
    """Whether a file holds credentials, sound or not; to tell takes no c2pa-python."""
    return kind in TYPES and _MARKS[kind].search(content) is not None


def anchors(pem: bytes) -> bytes:
    """Take the certificates of trusted authorities, in PEM.

    Raises
    ------
    CredentialsError
        When c2pa-python is not installed, or there is no certificate in it.
    """
    library()
    return as_pem(certificates(pem, "the authority"))


def certificates(pem: bytes, what: str) -> list[Certificate]:
    """Read certificates from PEM; `what` names them when there are none."""
    from cryptography import x509

    try:
        return x509.load_pem_x509_certificates(pem)
    except ValueError as error:
        raise CredentialsError(
            f"{what[0].upper()}{what[1:]} is not a certificate in PEM format"
        ) from error


def as_pem(chain: list[Certificate]) -> bytes:
    """Write certificates as PEM, without what else stood in their file: a key, for one."""
    from cryptography.hazmat.primitives.serialization import Encoding

    return b"".join(one.public_bytes(Encoding.PEM) for one in chain)


def settings(trusted: bytes | None = None) -> dict[str, Any]:
    """Return how c2pa-python is to work: offline, and trusting only these authorities."""
    trust = {"trust": {"trust_anchors": trusted.decode("ascii")}} if trusted else {}
    return {
        "verify": {"remote_manifest_fetch": False, "ocsp_fetch": False},
        "builder": {"thumbnail": {"enabled": False}},
        **trust,
    }


def library() -> ModuleType:
    """Import c2pa-python, or say how to get it."""
    try:
        import c2pa
    except ImportError as error:
        raise CredentialsError(_INSTALL) from error
    found: ModuleType = c2pa
    return found


def _described(reader: Any) -> Signed:
    manifest = reader.get_active_manifest() or {}
    info = manifest.get("signature_info") or {}
    names = dict.fromkeys(filter(None, (info.get("issuer"), info.get("common_name"))))
    results = (reader.get_validation_results() or {}).get("activeManifest") or {}
    right, wrong = ({one["code"] for one in results.get(how, ())} for how in ("success", "failure"))
    about = {code for code in wrong if code.startswith(_ABOUT_SIGNER)}
    # Said outright: no fault found is not enough where a check may not have been made.
    intact = "claimSignature.validated" in right and "assertion.dataHash.match" in right
    if wrong - about or not intact:
        state = ALTERED
    else:
        state = KNOWN if reader.get_validation_state() == "Trusted" and not about else UNKNOWN
    return Signed(
        state,
        signer=", ".join(names),
        serial=str(info.get("cert_serial_number", "")),
        instance=str(manifest.get("instance_id", "")),
        expired=f"{_ABOUT_SIGNER}expired" in about,
    )
