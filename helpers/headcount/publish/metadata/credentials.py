"""Content Credentials (C2PA): what a signature in a picture or a PDF says.

Nothing is fetched to check one: no revocation list, no remote manifest. c2pa-python is imported
only where there is a signature to check or to make (`headcount.publish.metadata.signer`).
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from types import ModuleType
from typing import Any

TYPES = {"PNG": "image/png", "SVG": "image/svg+xml", "PDF": "application/pdf"}
"""The kinds of files that are signed, by the kinds of `Carried`."""

KNOWN, UNKNOWN, ALTERED = "known", "unknown", "altered"
UNSIGNED, UNCHECKED = "unsigned", "unchecked"

_MARKS = {
    "PNG": re.compile(rb"caBX.{4}jumb", re.DOTALL),
    "SVG": re.compile(rb"<c2pa:manifest\b"),
    "PDF": re.compile(rb"/C2PA_Manifest\b"),
}
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
    """

    state: str
    signer: str = ""
    serial: str = ""
    instance: str = ""
    expired: bool = False

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
            return "Not signed: nobody vouches for it."
        if self.state == UNCHECKED:
            return f"Signed, and not checked: {_INSTALL}"
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
    'Not signed: nobody vouches for it.'
    """
    if kind in _UNSIGNABLE:
        return None
    if not bears(content, kind):
        return Signed(UNSIGNED)
    try:
        c2pa = library()
    except CredentialsError:
        return Signed(UNCHECKED)
    try:
        with c2pa.Context.from_dict(settings(trusted)) as context:
            reader = c2pa.Reader.try_create(TYPES[kind], io.BytesIO(content), context=context)
            if reader is None:  # what should lead to the credentials was damaged
                return Signed(ALTERED)
            with reader:
                return _described(reader)
    except c2pa.C2paError:
        return Signed(ALTERED)


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


def certificates(pem: bytes, what: str) -> list[Any]:
    """Read certificates from PEM; `what` names them when there are none."""
    from cryptography import x509

    try:
        return x509.load_pem_x509_certificates(pem)
    except ValueError as error:
        raise CredentialsError(f"{what} is no certificate in PEM") from error


def as_pem(chain: list[Any]) -> bytes:
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
    return c2pa


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
