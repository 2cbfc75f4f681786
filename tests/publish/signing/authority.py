"""An authority for tests: it gives newsrooms certificates for signing, good ones and bad ones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import AuthorityInformationAccessOID, ExtendedKeyUsageOID, NameOID

_USES = (
    "digital_signature", "content_commitment", "key_encipherment", "data_encipherment",
    "key_agreement", "key_cert_sign", "crl_sign", "encipher_only", "decipher_only",
)  # fmt: skip
_PEM = serialization.Encoding.PEM


def new_key():
    return ec.generate_private_key(ec.SECP256R1())


@dataclass(frozen=True)
class Newsroom:
    """A newsroom's certificate and that of its authority, and its key; all in PEM."""

    certificate: bytes
    chain: bytes
    key: bytes

    def write(self, folder: Path) -> list[str]:
        """Write its files, and return the options that sign with them."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "newsroom.pem").write_bytes(self.chain)
        (folder / "newsroom.key").write_bytes(self.key)
        return ["--sign", str(folder / "newsroom.pem"), "--key", str(folder / "newsroom.key")]


class Authority:
    """Whom a reader may trust to know newsrooms."""

    def __init__(self, name: str = "An authority") -> None:
        self._name, self._key = _named(name), new_key()
        self._mark = x509.SubjectKeyIdentifier.from_public_key(self._key.public_key())
        always = timedelta(days=1), timedelta(days=3650)
        certificate = (
            _begun(self._name, self._name, self._key, *always)
            .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
            .add_extension(_usage("key_cert_sign"), critical=True)
            .add_extension(self._mark, critical=False)
            .sign(self._key, hashes.SHA256())
        )
        self.pem = certificate.public_bytes(_PEM)

    def newsroom(
        self,
        name: str = "A newsroom",
        *,
        since: timedelta = timedelta(days=1),
        until: timedelta = timedelta(days=30),
        use: x509.ObjectIdentifier = ExtendedKeyUsageOID.EMAIL_PROTECTION,
        key=None,
        revocations: str = "",
    ) -> Newsroom:
        """Give a certificate; `revocations` is an address where it says to ask about itself."""
        key = key or new_key()
        above = x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(self._mark)
        begun = (
            _begun(_named(name), self._name, key, since, until)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(_usage("digital_signature"), critical=True)
            .add_extension(x509.ExtendedKeyUsage([use]), critical=False)
            .add_extension(above, critical=False)
        )
        if revocations:
            asked = x509.AccessDescription(
                AuthorityInformationAccessOID.OCSP, x509.UniformResourceIdentifier(revocations)
            )
            begun = begun.add_extension(x509.AuthorityInformationAccess([asked]), critical=False)
        certificate = begun.sign(self._key, hashes.SHA256()).public_bytes(_PEM)
        return Newsroom(certificate, certificate + self.pem, secret(key))


def secret(key, passphrase: bytes = b"") -> bytes:
    """Write a key as PEM."""
    lock = serialization.NoEncryption()
    if passphrase:
        lock = serialization.BestAvailableEncryption(passphrase)
    return key.private_bytes(_PEM, serialization.PrivateFormat.PKCS8, lock)


def _named(name: str) -> x509.Name:
    names = (NameOID.ORGANIZATION_NAME, NameOID.COMMON_NAME)
    return x509.Name([x509.NameAttribute(one, name) for one in names])


def _begun(subject, issuer, key, since, until):
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - since)
        .not_valid_after(now + until)
    )


def _usage(*uses):
    return x509.KeyUsage(**dict.fromkeys(_USES, False) | dict.fromkeys(uses, True))
