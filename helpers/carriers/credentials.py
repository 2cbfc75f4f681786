"""Content Credentials (C2PA): a newsroom's signature in a picture or a PDF, and what it says.

They are signed last, over everything else that the file carries. Nothing is fetched: no time
stamp, no revocation list, no remote manifest. c2pa-python is imported only where it is needed.
"""

from __future__ import annotations

import io
import json
from contextlib import suppress
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from helpers.carriers import pdf
from helpers.carriers.reading import of

TYPES = {"PNG": "image/png", "SVG": "image/svg+xml", "PDF": "application/pdf"}
"""The kinds of files that are signed, by the kinds of `Found`."""

KNOWN, UNKNOWN, ALTERED, UNTOLD = "known", "unknown", "altered", "untold"

_MARKS = {"PNG": b"caBX", "SVG": b"c2pa:manifest", "PDF": b"jumdc2pa"}
_MADE_FROM_DATA = "http://cv.iptc.org/newscodes/digitalsourcetype/dataDrivenMedia"
_ABOUT_SIGNER = "signingCredential."


class CredentialsError(ValueError):
    """What stops signing, or asking who signed; the message says what would be right."""


@dataclass(frozen=True, slots=True)
class Signed:
    """What the Content Credentials of a file say.

    Parameters
    ----------
    state
        ``known``: intact, and the signer's authority is trusted. ``unknown``: intact, and nobody
        vouches for the signer. ``altered``: not what was signed. ``untold``: c2pa-python is not
        installed.
    signer
        What the signer's certificate calls itself.
    serial
        The number of that certificate.
    expired
        Whether that certificate had run out by today.
    """

    state: str
    signer: str = ""
    serial: str = ""
    expired: bool = False

    def words(self) -> str:
        """Say it in a sentence."""
        who = self.signer or "somebody"
        if self.state == UNTOLD:
            return f"They cannot be checked here: {_MEND}."
        if self.state == ALTERED:
            return "Altered since it was signed: what is shown is not what was signed."
        if self.state == KNOWN:
            return f"Intact, signed by {who}, whose authority is trusted."
        if self.expired:
            return f"Intact, signed as {who} with a certificate that has run out: signer unknown."
        return f"Intact, signed as {who}, for whom no trusted authority vouches: signer unknown."


_MEND = "c2pa-python is not installed: pip install headcount[credentials]"


@dataclass(frozen=True, slots=True)
class Pen:
    """A certificate and its key, sound and fitting each other; see `pen`."""

    chain: bytes
    key: bytes
    algorithm: str

    def __repr__(self) -> str:
        """Name the algorithm: a key is never printed."""
        return f"Pen({self.algorithm})"


def pen(chain: bytes, key: bytes) -> Pen:
    """Take a newsroom's certificate and key for signing.

    Parameters
    ----------
    chain
        PEM: the certificate, then those of its authorities.
    key
        PEM: the private key, without a passphrase.

    Raises
    ------
    CredentialsError
        When c2pa-python is not installed, one of the two cannot be read, or they do not fit.
    """
    _c2pa()
    from cryptography.hazmat.primitives import serialization as written
    from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa

    owner = _certificates(chain, "the certificate")[0].public_key()
    try:
        secret = written.load_pem_private_key(key, None)
    except TypeError as error:
        raise CredentialsError(
            "the key has a passphrase: give one without, in a file only you may read"
        ) from error
    except ValueError as error:
        raise CredentialsError("the key is no private key in PEM") from error
    if secret.public_key() != owner:
        raise CredentialsError("the key is not that of the certificate: give the pair")
    if isinstance(secret, ec.EllipticCurvePrivateKey):
        algorithm = {256: "es256", 384: "es384", 521: "es512"}.get(secret.key_size)
    elif isinstance(secret, rsa.RSAPrivateKey):
        algorithm = "ps256"
    else:
        algorithm = "ed25519" if isinstance(secret, ed25519.Ed25519PrivateKey) else None
    if algorithm is None:
        raise CredentialsError("a key of this kind signs nothing: use P-256, Ed25519 or RSA")
    plain = written.NoEncryption()
    pkcs8 = secret.private_bytes(written.Encoding.PEM, written.PrivateFormat.PKCS8, plain)
    return Pen(chain, pkcs8, algorithm)


def anchors(pem: bytes) -> bytes:
    """Take the certificates of trusted authorities, in PEM.

    Raises
    ------
    CredentialsError
        When c2pa-python is not installed, or there is no certificate in it.
    """
    _c2pa()
    _certificates(pem, "the trusted authority")
    return pem


def sign(content: bytes, kind: str, pen: Pen, title: str) -> bytes:
    """Sign a file; what it carries and its seal still hold.

    Parameters
    ----------
    content
        The file, complete: it is signed last.
    kind
        ``"PNG"``, ``"SVG"`` or ``"PDF"``.
    pen
        Who signs.
    title
        What the credentials call the file.

    Raises
    ------
    CredentialsError
        When the certificate may not sign: it has run out, or is not one for signing.
    """
    signed = _sign(content, kind, pen, title)
    if kind == "PDF":  # signing writes a PDF anew: it gets the seal of what came of that
        signed = _sign(pdf.resealed(content, of(signed)), kind, pen, title)
    if not of(signed).as_exported:
        raise CredentialsError(f"{title} would lose its seal by signing, and stays as it was")
    return signed


def _sign(content: bytes, kind: str, pen: Pen, title: str) -> bytes:
    c2pa = _c2pa()
    created = {"action": "c2pa.created", "digitalSourceType": _MADE_FROM_DATA}
    manifest = {
        "title": title,
        "claim_generator_info": [{"name": "headcount"}],
        "assertions": [{"label": "c2pa.actions", "data": {"actions": [created]}}],
    }
    whole = io.BytesIO()
    try:
        info = c2pa.C2paSignerInfo(pen.algorithm, pen.chain, pen.key, None)
        with (
            c2pa.Context.from_dict(_settings()) as context,
            c2pa.Signer.from_info(info) as signer,
            c2pa.Builder(json.dumps(manifest), context) as builder,
        ):
            builder.sign(signer, TYPES[kind], io.BytesIO(content), whole)
    except c2pa.C2paError as error:
        raise CredentialsError(
            f"the certificate cannot sign ({error}): it must be in force, issued by an authority, "
            "with the key usage digitalSignature and the extended one emailProtection"
        ) from error
    return whole.getvalue()


def look(content: bytes, kind: str, trusted: bytes | None = None) -> Signed | None:
    """Tell whether a file is what was signed, and whether its signer is known.

    Parameters
    ----------
    content
        The file.
    kind
        As `Found` names it.
    trusted
        PEM of the authorities that are trusted; without it every signer is unknown.

    Returns
    -------
    Signed or None
        None for a file without credentials, and for a kind that Headcount does not sign.
    """
    if kind not in TYPES or _MARKS[kind] not in content:
        return None
    try:
        c2pa = _c2pa()
    except CredentialsError:
        return Signed(UNTOLD)
    try:
        with c2pa.Context.from_dict(_settings(trusted)) as context:
            reader = c2pa.Reader.try_create(TYPES[kind], io.BytesIO(content), context=context)
            if reader is None:
                return None
            with reader:
                return _told(reader)
    except c2pa.C2paError:
        return Signed(ALTERED)


def _told(reader: Any) -> Signed:
    info = (reader.get_active_manifest() or {}).get("signature_info") or {}
    names = dict.fromkeys(filter(None, (info.get("issuer"), info.get("common_name"))))
    results = (reader.get_validation_results() or {}).get("activeManifest") or {}
    failures = {one["code"] for one in results.get("failure", ())}
    about = {code for code in failures if code.startswith(_ABOUT_SIGNER)}
    who = {"signer": ", ".join(names), "serial": str(info.get("cert_serial_number", ""))}
    state = reader.get_validation_state()
    if failures - about or (state == "Invalid" and not about):
        return Signed(ALTERED, **who)
    if state == "Trusted" and not about:
        return Signed(KNOWN, **who)
    return Signed(UNKNOWN, **who, expired=f"{_ABOUT_SIGNER}expired" in about)


def _settings(trusted: bytes | None = None) -> dict[str, Any]:
    settings: dict[str, Any] = {
        "verify": {"remote_manifest_fetch": False, "ocsp_fetch": False},
        "builder": {"thumbnail": {"enabled": False}},
    }
    if trusted:
        settings["trust"] = {"trust_anchors": trusted.decode("ascii", "replace")}
    return settings


def _certificates(pem: bytes, what: str) -> list[Any]:
    from cryptography import x509

    with suppress(ValueError):
        return x509.load_pem_x509_certificates(pem)
    raise CredentialsError(f"{what} is no certificate in PEM")


def _c2pa() -> ModuleType:
    try:
        import c2pa
    except ImportError as error:
        raise CredentialsError(_MEND) from error
    return c2pa
