"""An authority for tests: it gives a newsroom a certificate for signing, and its key."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

_USES = (
    "digital_signature", "content_commitment", "key_encipherment", "data_encipherment",
    "key_agreement", "key_cert_sign", "crl_sign", "encipher_only", "decipher_only",
)  # fmt: skip


@dataclass(frozen=True)
class Authority:
    """PEM of a newsroom's certificate with that of its authority, of its key, of the authority."""

    chain: bytes
    key: bytes
    root: bytes


def authority() -> Authority:
    root_key, key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    root_name, name = _name("An authority"), _name("A newsroom")
    mark = x509.SubjectKeyIdentifier.from_public_key(root_key.public_key())
    root = (
        _begin(root_name, root_name, root_key)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(_usage("key_cert_sign"), critical=True)
        .add_extension(mark, critical=False)
        .sign(root_key, hashes.SHA256())
    )
    use = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION])
    above = x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(mark)
    leaf = (
        _begin(name, root_name, key)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage("digital_signature"), critical=True)
        .add_extension(use, critical=False)
        .add_extension(above, critical=False)
        .sign(root_key, hashes.SHA256())
    )
    plain = serialization.NoEncryption()
    pem, pkcs8 = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    top = root.public_bytes(pem)
    return Authority(leaf.public_bytes(pem) + top, key.private_bytes(pem, pkcs8, plain), top)


def _name(name: str) -> x509.Name:
    names = (NameOID.ORGANIZATION_NAME, NameOID.COMMON_NAME)
    return x509.Name([x509.NameAttribute(one, name) for one in names])


def _begin(subject, issuer, key):
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=30))
    )


def _usage(*uses):
    return x509.KeyUsage(**dict.fromkeys(_USES, False) | dict.fromkeys(uses, True))
