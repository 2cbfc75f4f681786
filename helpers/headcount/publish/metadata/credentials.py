"""Content Credentials (C2PA): a signature in a picture or a PDF is checked, or made.

Nothing is fetched to check one: no revocation list, no remote manifest. Signing is the last thing
done, over all that a file carries; no time stamp is asked for, so that nothing is sent anywhere.
c2pa-python is imported only where there is a signature to check or to make.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any
from uuid import UUID

from headcount.core.errors import WrongChoice
from headcount.core.files import UnreadFile, environment, read_plain
from headcount.publish.metadata import of, pdf
from headcount.publish.metadata.payload import MOST_FILE

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes
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
_MEMORY, _SECONDS = 192_000_000, 8
_CHILD = "from headcount.publish.metadata.credentials import _answer; _answer()"
_TOO_MUCH = "to check it takes more than a file of this kind should."
_UNSIGNABLE = {"HTML", "JSON"}
_ABOUT_SIGNER = "signingCredential."
_INSTALL = 'c2pa-python is not installed: pip install "headcount[credentials]"'


class CredentialsError(WrongChoice):
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
    # of a PDF, c2pa-python reads all: 45 times its size, and much more where it is packed
    return (_ask_apart if kind == "PDF" else _ask)(content, kind, trusted)


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


_MADE_FROM_DATA = "http://cv.iptc.org/newscodes/digitalsourcetype/dataDrivenMedia"
_LEAST_RSA = 2048  # bits
_TRIAL = b'<svg xmlns="http://www.w3.org/2000/svg"></svg>'


@dataclass(frozen=True, slots=True)
class Signer:
    """A certificate and its key, tried and found good; see `signer`."""

    chain: bytes = field(repr=False)
    key: bytes = field(repr=False)
    algorithm: str
    serial: str


def signer(chain: bytes, key: bytes) -> Signer:
    """Take a newsroom's certificate and key for signing, and try them.

    Parameters
    ----------
    chain
        PEM: the newsroom's certificate, then those of the authorities above it.
    key
        PEM: the private key, without a passphrase.

    Raises
    ------
    CredentialsError
        When c2pa-python is not installed, one of the two cannot be read, they do not fit, or what
        they sign would not be taken for signed.
    """
    library()
    given = certificates(chain, "the certificate")
    mine = given[0]
    first, last = mine.not_valid_before_utc, mine.not_valid_after_utc
    if not first <= datetime.now(UTC) < last:
        raise CredentialsError(
            f"The certificate is valid from {first:%Y-%m-%d} to {last:%Y-%m-%d}: give one in force"
        )
    secret = _private_key(key)
    if secret.public_key() != mine.public_key():
        raise CredentialsError(
            "The key does not fit the certificate: give the pair, the newsroom's certificate "
            "first in its file"
        )
    made = Signer(as_pem(given), _plain(secret), _algorithm(secret), str(mine.serial_number))
    trial = look(_sign(_TRIAL, "SVG", made, "trial"), "SVG", made.chain)
    if trial is None or trial.state != KNOWN:
        raise CredentialsError(
            "The certificate does not lead to an authority: put the certificates of those above "
            "it behind it in its file, in their order"
        )
    return made


def sign(content: bytes, kind: str, signer: Signer, title: str) -> bytes:
    """Sign a file; what it carries and its seal still hold.

    Parameters
    ----------
    content
        The file, complete: it is signed last.
    kind
        ``"PNG"``, ``"SVG"`` or ``"PDF"``.
    signer
        Who signs.
    title
        What the credentials call the file.

    Raises
    ------
    CredentialsError
        When the certificate has run out since it was tried.
    """
    signed = _sign(content, kind, signer, title)
    if kind == "PDF":  # signing writes a PDF anew: it gets the seal of what came of that
        sealed = pdf.resealed(content, of(signed))
        signed = _sign(sealed, kind, signer, title, instance=_instance(content))
    if not of(signed).as_exported:
        raise CredentialsError(f"{title} would lose its seal by signing: nothing is signed")
    return signed


def has_signed(signed: bytes, content: bytes, kind: str, signer: Signer) -> bool:
    """Tell whether a file is this very content, signed with this certificate, and intact."""
    seen = look(signed, kind, signer.chain)
    return (
        seen is not None
        and seen.state == KNOWN
        and (seen.serial, seen.instance) == (signer.serial, _instance(content))
    )


def _sign(
    content: bytes, kind: str, signer: Signer, title: str, instance: str | None = None
) -> bytes:
    c2pa = library()
    created = {"action": "c2pa.created", "digitalSourceType": _MADE_FROM_DATA}
    manifest = {
        "title": title,
        "instance_id": instance or _instance(content),
        "claim_generator_info": [{"name": "headcount"}],
        "assertions": [{"label": "c2pa.actions", "data": {"actions": [created]}}],
    }
    whole = io.BytesIO()
    no_time_stamp = None
    try:
        info = c2pa.C2paSignerInfo(signer.algorithm, signer.chain, signer.key, no_time_stamp)
        with (
            c2pa.Context.from_dict(settings()) as context,
            c2pa.Signer.from_info(info) as signer,
            c2pa.Builder(json.dumps(manifest), context) as builder,
        ):
            builder.sign(signer, TYPES[kind], io.BytesIO(content), whole)
    except c2pa.C2paError as error:
        raise CredentialsError(
            f"The certificate cannot sign ({error}): it must name its authority's key, and allow "
            "digitalSignature and, extended, emailProtection or documentSigning"
        ) from error
    return whole.getvalue()


def _instance(content: bytes) -> str:
    """Name a content, so that it is known again when it was signed: signatures never repeat."""
    return f"xmp:iid:{UUID(bytes=hashlib.sha256(content).digest()[:16])}"


def _private_key(pem: bytes) -> PrivateKeyTypes:
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        return load_pem_private_key(pem, None)
    except TypeError as error:
        raise CredentialsError(
            "The key has a passphrase: give one without, in a file only you may read"
        ) from error
    except (ValueError, UnsupportedAlgorithm) as error:
        raise CredentialsError("The key is not a private key in PEM format") from error


def _algorithm(secret: PrivateKeyTypes) -> str:
    from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa

    if isinstance(secret, ec.EllipticCurvePrivateKey):
        found = {"secp256r1": "es256", "secp384r1": "es384", "secp521r1": "es512"}.get(
            secret.curve.name
        )
    elif isinstance(secret, rsa.RSAPrivateKey) and secret.key_size >= _LEAST_RSA:
        found = "ps256"
    else:
        found = "ed25519" if isinstance(secret, ed25519.Ed25519PrivateKey) else None
    if found is None:
        raise CredentialsError(
            "A key of this kind signs nothing: use P-256, P-384, P-521, Ed25519, or RSA of "
            f"{_LEAST_RSA} bits or more"
        )
    return found


def _plain(secret: PrivateKeyTypes) -> bytes:
    from cryptography.hazmat.primitives import serialization as form

    return secret.private_bytes(form.Encoding.PEM, form.PrivateFormat.PKCS8, form.NoEncryption())


def signed(files: Mapping[str, bytes], signer: Signer, folder: Path) -> dict[str, bytes]:
    """Sign the pictures and PDFs of a kit.

    Parameters
    ----------
    files
        The files of a kit, by name.
    signer
        Who signs.
    folder
        The kit that is there already. No two signatures are the same bytes, so a file of it that
        holds this content, intact and signed by this signer, is taken as it is.

    Returns
    -------
    dict
        The signed files, by name; those of other kinds are not in it.

    Raises
    ------
    CredentialsError
        When the certificate has run out.
    """
    made = {}
    for name, content in files.items():
        if (kind := _kind(name)) in TYPES:
            there = _there(folder / name)
            is_kept = has_signed(there, content, kind, signer)
            made[name] = there if is_kept else sign(content, kind, signer, name)
    return made


def bears_signatures(folder: Path) -> bool:
    """Whether any file of a kit is signed; a folder that is not there has none."""
    return folder.is_dir() and any(
        bears(_there(path), kind)
        for path in folder.iterdir()
        if (kind := _kind(path.name)) in TYPES
    )


def _there(place: Path) -> bytes:
    """Read what an earlier export left; nothing where there is no file that one can have."""
    try:
        return read_plain(place, MOST_FILE)
    except (UnreadFile, FileNotFoundError):
        return b""


def _kind(name: str) -> str:
    return Path(name).suffix[1:].upper()
