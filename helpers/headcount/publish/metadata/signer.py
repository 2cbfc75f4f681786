"""A newsroom's certificate and key, and signing with them: last, over all that a file carries.

No time stamp is asked for, so that nothing is sent anywhere.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from headcount.core.files import UnreadFile, read_plain
from headcount.publish.metadata import of, pdf
from headcount.publish.metadata.credentials import (
    KNOWN,
    TYPES,
    CredentialsError,
    as_pem,
    bears,
    certificates,
    library,
    look,
    settings,
)
from headcount.publish.metadata.payload import MOST_FILE

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes

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
        holds this content, intact and signed by this pen, is taken as it is.

    Returns
    -------
    dict
        The signed files, by name; those of other kinds are not in it.

    Raises
    ------
    CredentialsError
        When the certificate has run out.
    """
    kinds = {name: _kind(name) for name in files}
    return {
        name: _signed(files[name], kind, signer, folder / name)
        for name, kind in kinds.items()
        if kind in TYPES
    }


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


def _signed(content: bytes, kind: str, signer: Signer, place: Path) -> bytes:
    there = _there(place)
    return (
        there
        if has_signed(there, content, kind, signer)
        else sign(content, kind, signer, place.name)
    )
